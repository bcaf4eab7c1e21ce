"""Names of places as plans write them: 松山湖, 南通开发区, 粤东, 启东市, 狼山国家森林公园.

In: words of a plan. Out: whether they name a place. A name is known by its form (a proper part and a word
like 区, 新区, 产业园), as a province or prefecture, as a part of the country (粤东, 长三角), or because the same
text writes it in full elsewhere (海门 where 海门区 stands). 各区 and 工业园区 name no place.
"""

from __future__ import annotations

import re

HAN = "\u4e00-\u9fff"

# provinces and prefectures without their last word; names that are also common words (朝阳, 来宾) are left out
NAMES = (
    "北京 天津 上海 重庆 香港 澳门 台湾 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 "
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 "
    "吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 "
    "辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 "
    "七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 "
    "绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 "
    "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 "
    "淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 "
    "濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 "
    "恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 "
    "汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 "
    "防城港 钦州 贵港 玉林 百色 贺州 河池 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 "
    "南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 "
    "曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 "
    "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 "
    "临夏 甘南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 阿克苏 喀什 和田 伊犁 塔城 "
    "阿勒泰 石河子 "
    "长三角 珠三角 京津冀 粤港澳 粤港澳大湾区 成渝 北部湾 长株潭 胶东 辽东 辽西 河西 关中 陕南 陕北 苏南 苏中 苏北 "
    "皖南 皖北 皖西 粤东 粤西 粤北 浙南 浙东 浙西 浙北 闽南 闽北 闽东 闽西 赣南 赣北 鲁南 鲁中 鲁西 豫南 豫北 豫西 "
    "豫东 鄂东 鄂西 湘南 湘北 湘东 桂北 桂东 桂南 桂西 琼北 琼南 川南 川北 川东 川东北 川西北 渝东北 渝东南 黔北 黔中 "
    "滇中 滇西 滇东 滇南 晋北 晋南 冀中 冀南 冀北 蒙东 蒙西 南疆 北疆 东疆"
)
CITIES = frozenset(NAMES.split())

ZONES = (  # words that end the name of a zone, longest first where one ends another
    "地区|区域|新区|开发区|高新区|经开区|示范区|先行区|先导区|试验区|实验区|合作区|功能区|保税区|综保区|度假区|自贸区|自贸港|"
    "自由贸易港|自由贸易试验区|集聚区|集中区|聚集区|工业区|管理区|拓展区|园区|片区|街区|景区|港区|灌区|牧区|库区|林区|湖区|城区|"
    "经济区|大湾区|风景区|保护区|旅游区|文化区|商务区|产业园|工业园|科技园|物流园|创业园|软件园|高科技园|示范园|加工园|农业园|"
    "动物园|植物园|孵化园|化工园|生态园|创新园|智慧园|科创园|文化园|森林公园|公园|创新港|科学城|大学城|新城|产业城|科技城|"
    "商圈|小镇|古镇|新镇|水镇|江湾|海湾|半岛|群岛|海岛|流域|平原|盆地|高原|丘陵|山脉|三角洲|都市圈|都市区|城市群|经济带|"
    "经济圈|经济走廊|科创走廊|创新走廊|大走廊|国际机场|机场|枢纽|火车站|高铁站|港口|口岸|沿线|产业基地|实验基地|示范基地|基地"
)
DIVISIONS = (  # not 市场, 区内, 县域, 旗舰
    "特别行政区|自治区|自治州|自治县|街道|林场|农场|省(?![内级会际政])|市(?![场民内级政值面县])|区(?![内域间位块别分县])|县(?![域级城内区])|"
    "旗(?![舰帜下])|州|盟(?!友)|镇(?![村街])|乡(?![村镇])|村(?![镇级民])"
)
SCENERY = "岛|湖|湾|山|港|河谷"
# for speed: most characters begin none of the last words
FIRST = "".join(sorted({word[0] for word in f"{ZONES}|{DIVISIONS}|{SCENERY}".split("|")}))
LAST = frozenset(
    word[-1] for word in re.sub(r"\(\?![^)]*\)", "", f"{ZONES}|{DIVISIONS}|{SCENERY}").split("|")
)  # for speed
LAST_WORDS = rf"(?:(?=[{FIRST}])(?:{ZONES}|{DIVISIONS}|{SCENERY}))"
FORM = re.compile(rf"[{HAN}A-Za-z0-9·\-]{{1,16}}?{LAST_WORDS}{{1,3}}")  # "南通开发区", "启东江海澜湾", "通州湾示范区"
WHOLE = re.compile(rf"[{HAN}A-Za-z0-9·\-（）()]{{1,24}}{LAST_WORDS}")  # "崇川区南通数字交通产业园"
# 高沙窝镇 behind 盐池县
NESTED = re.compile(rf"[{HAN}]{{2,4}}?(?:新区|开发区|高新区|经开区|街道|[市县区镇乡村])(?![场域])")
ENDING = re.compile(  # what may follow a known name: 市, 开发区, 地区, 经济技术开发区
    rf"(?:经济技术|经济|高新技术(?:产业)?|国家级?|综合|临空|临港|自由贸易)?{LAST_WORDS}{{1,3}}"
)
STEM = re.compile(rf"(.{{0,24}}?){LAST_WORDS}")
FULL_NAME = re.compile(  # "崇川区" in a list: 崇川 names a place in the same text; not 市辖区, 各县
    rf"(?<![{HAN}])([{HAN}]{{2,4}}?)"
    r"(?:新区|开发区|高新区|经开区|示范区|合作区|保税区|度假区|工业园区|市|区|县|旗|镇|街道)"
    r"(?=[、，。；：（）〔〕()“”和与及等政人建打发重着以\n]|管委会|培育|创建)"
)
GENERIC = re.compile(  # a stem made of common words only: 工业, 现有产业, 省级以上高新技术
    r"(?:各(?:地级以上|有关|相关|设区|个)?|全|本|我|该|此|其他|其它|其|有关|相关|重点|部分|多|两|三|四|五|一|若干|不同|周边|毗邻|邻近|"
    r"国家级|省级|市级|区级|县级|镇级|级|以上|以下|以内|国家|省|市|县|区|镇|乡|村|街道|地|州|设|辖|主|中心|核心|一般|城|城市|"
    r"城乡|农村|乡村|山|海|湖|河|江|景|社|小|校|园|厂|矿|港|岛|商|住|街|现有|现代|新|老|旧|新型|新兴|传统|特色|优势|专业|综合|标准|"
    r"产业|工业|科技|科学|创新|创业|经济|技术|高新|高新技术|农业|农产品|物流|商务|商贸|商业|旅游|文化|文旅|生态|自然|风景|名胜|保护|"
    r"自由贸易|贸易|跨境电商|跨境电子商务|电子商务|数字|数字经济|智能|智慧|制造|制造业|先进|高端|低空|低空经济|航空|通用|通用航空|"
    r"循环|绿色|低碳|主产|产|药材|道地|集散地|加工|战略性新兴|示范|试点|先行|先导|试验|实验|合作|开发|功能|集聚|聚集|孵化|加工|食品|化工|医药|生物|生物医药|软件|信息|"
    r"大数据|人工智能|新能源|新能源汽车|新材料|装备|电子|电子信息|汽车|商品|研发|生产|服务|服务业|人口|居民|公共|国际|国内|境内|"
    r"境外|国外|海外|居民|住宅|居住|生活|办公|老旧|人员|内外|省内|市内|区内|县内|县域|区域|沿海|沿边|内陆|贫困|欠发达|边远|偏远|有条件|未来|总部|专精特新|中小|企业|"
    r"交通|运输|枢纽|民用|军用|支线|训练|培训|教育|实训|人才|原料|种植|养殖|粮食|重要|主要|大型|中型|小型|已建成|新建|在建|规划|"
    r"和|与|及|级别|综合保税|保税|临空|临港|港口|口岸|铁路|公路|高铁|高速|航运|特殊|监管|海关特殊监管|孤立|敏感|人群|密集|空旷){1,6}"
)
NOT_NAMES = re.compile(  # words that no name of a place holds: 具备条件的城市, 建设一批产业园
    r"的|建设|建成|建立|打造|发展|划设|开通|设立|布局|规划|创建|构建|形成|组建|承接|引进|筹建|新建|扩建|共建|申报|争创|完善|优化|"
    r"加强|扩大|做大|做强|提高|增强|改造|升级|转型|赋能|提供|举办|承办|联合|协同|探索|请|径|现将|把|将|被|由|自行|住房|城乡|指导|协调|组织|加快|推进|推动|支持|鼓励|引导|实施|开展|利用|依托|充分|围绕|聚焦|培育|提升|企业|公司|一批|若干|"
    r"有条件|具备|等|各|现有|高校|院校|院所|机构|部门|政府|管委会|委员会|局|厅|我省|我市|我区|本市|全市|全省|全区|全国|全球|世界|企|"
    r"资源|优势|平台|项目|领域|方面|之间|品牌|标准|政策|资金|基金|人才|为|以上|强[省市县区]|小组|办公室|满足|市场|商品|技术(?!产业|开发|园)|应用|"
    r"(?<![呼太仁兴颐共])和(?![平田顺县])|与|及|\A(?:[以在向对将把从由按每到至]|[省县镇乡]|市(?![北南中]区)|区|[一二三四五六七八九十两]{1,3}[大个批])"
)


def is_place(words: str, places: frozenset[str]) -> bool:
    """Whether the whole of `words` names a place: known, or by its form."""
    if words in CITIES or words in places:
        return True
    return (
        words[-1:] in LAST
        and WHOLE.fullmatch(words) is not None
        and not NOT_NAMES.search(words)
        and not is_generic(words)
    )


def place_at_start(words: str, places: frozenset[str]) -> int:
    """Length of the name of a place that `words` begin with, 0 if none is sure.

    A name by form wins over a shorter known one: 南通开发区 in 南通开发区建设…, but 深圳 in 深圳建设….
    """
    known = known_length(words, places)
    match = (ENDING if known else FORM).match(words, known) or FORM.match(words, known, known + 6)
    end = match.end() if match else known
    if NOT_NAMES.search(words[:end]) or (not known and is_generic(words[:end])):
        return known
    while (inner := NESTED.match(words, end)) and not NOT_NAMES.search(inner.group()) and not is_generic(inner.group()):
        end = inner.end()
    return end


def known_length(words: str, places: frozenset[str]) -> int:
    """Length of the longest known name that the words begin with, else 0."""
    for length in range(min(5, len(words)), 1, -1):
        name = words[:length]
        if name in CITIES or name in places:
            return length
    return 0


def is_generic(words: str) -> bool:
    """Whether nothing but common words stands before the last word: 工业园区, 各县."""
    match = STEM.fullmatch(words)
    stem = match.group(1) if match else words
    is_proper = any(stem[:length] in CITIES for length in range(2, 6))
    return not stem or (not is_proper and GENERIC.fullmatch(stem) is not None)


def find_places(reading: str) -> frozenset[str]:
    """Short names of places that the text writes in full somewhere: 海门 where it has 海门区."""
    names = {match.group(1) for match in FULL_NAME.finditer(reading)}
    return frozenset(name for name in names if not GENERIC.fullmatch(name) and not NOT_NAMES.search(name))

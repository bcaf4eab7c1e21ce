"""Numbers that set no aim, however they are worded: thresholds, subsidies, prices, names, counts of a list, rules.

In: a mention and the page around it. Out: the name of the rule that takes the number out, or None.
A rule speaks only from the words around the number; where none speaks the number may still be no target.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.reader.mentions import Mention, Page, ends_here, is_hidden

MONEY = ("CNY", "USD", "EUR", "HKD", "JPY")
NO_AIM_UNITS = ("year", "month", "week", "day", "minute", "second", "celsius", "m", "nm", "kV", "nautical-mile")
STRUCTURE_NOUNS = ("大", "大类", "小类", "类", "步", "层", "轮", "批", "级", "卡", "对", "门类")
QUALIFIER = re.compile("(?:及其?|或者?|\\(含\\)|（[\u2003]{1,3}）)?(?:以上|以下|以内|之内|左右|上下)?(?:规模|级别|级|档)?")
VALUE_NOUN = re.compile(  # 1000亿元产值: the number measures what follows
    "的?(?:年|工业|总|新增|社会|信贷|融资|固定资产|招商|有效|各类|产业|市场|销售|营业|营收|直接|间接|制造业|民间|银行|外贸|进出口){0,3}"
    "(?:产值|规模|收入|投资|产能|贷款|授信|融资|资金|销售额|交易额|利润|税收|资本|消费|目标|大关|额度|贷款额|价值|营收|额)"
)
THINGS = re.compile(
    "的?[^，,。；;、（(\n]{0,24}?(?:企业|项目|产业|集群|园区|工程|产品|市场|平台|基地|镇|村|县|商|街区|楼宇|品牌|龙头|链主|公司|集团|高地|赛道|链|汽车|经济|主体|业务|品类|大户|单位|品种|电商|户|店|群|示范|培育|重大|战新|新兴|高新|规上|制造业|工业|服务业|房|装备|材料)"
)
SUBSIDY = re.compile(
    "给予|予以(?!重点|通报)|奖励|奖补|补助(?!金融)|补贴|贴息|减免|抵扣|奖金|封顶|一次性|津贴|免租|租金|扶持资金|资助(?![0-9不]|[培优高技])"
    "|消费券|专项资金|所需资金|财政(?:预算|资金)?(?:每年)?安排|每年安排|统筹安排|预算安排|购房|生活费|落户奖|奖\u2003?[0-9]|支持金额|经费支持|支持经费|补偿"
    "|贷款额度|单户|罚款|收费标准|最高(?:不超过|可达|奖|补|给|额|支持|资助)"
)
FOR_WHOM = re.compile("(?:\\A|[，,；;：:、。（(])[ \u3000]?(?:[0-9]\\.)?(?:对|对于|凡|按|按照|单个|每家|每个企业|同一|超出)")
CONDITION_AFTER = re.compile(  # …达到30%及以上，是…的必要条件 · 2000万元以上的，
    "(?:及?以上|以下|以内)?的(?:[，,]|\\Z)|(?:及?以上|以下)?(?:等?(?:相应)?条件|标准(?!化)|可认定|方可)|[^。\n]{0,6}[，,]是[^。\n]{0,40}条件"
)
CONDITION_BEFORE = re.compile("(?:国家|省|规定|标准|条件|资质|要求)[^，,。；;\n]{0,20}应当\\Z|原则上[^，,。；;\n]{0,30}\\Z|凡[^，,。；;\n]{0,40}\\Z")
RULE_WORDS = re.compile("权重|分值|占比设为|得分|容积率|首付|利率|股权|持股|股份|出资比例|贴息率|税率|费率|时速|荷载|载重|起飞重量|自重|口径|功率不|限高|限速|电价|气价|单价|租期|工作日|报名费|注册资本|实缴")
AS_BASE = re.compile("(?:从|由)(?:20[0-9]{2}年?(?:底|末)?的?|[^，,。；;、0-9]{0,12})\\Z")
AS_BASE_AFTER = re.compile("(?:左右|以上|以下)?(?:提高|提升|增长|增加|上升|下降|降低|降|增|升|扩大|发展|压缩|缩短|缩减|减少|压减)[到至为]")
PER_TIME = re.compile("每(?:季度|季|半年|月|周|旬|天|日|两年|两个月|双月)|(?:每年|年度?)(?:至少|不少于)?(?:召开|更新|通报|调度|检查|评估|报送|考核|发布|开展)")
MEETING = re.compile("会议|调度|通报|联席|更新|检查|督查|例会|报送|会商|巡查")
NAMED_AFTER = re.compile("[^，,。；;、\n“”]{0,16}?(?:工程|行动|计划|专项|战略|活动|模式|体系|联创)(?=[，,。；;、）)\n“”]|\\Z)")
STRUCTURE_AFTER = re.compile(
    "(?:以上)?(?:主要|重点|关键|基本|核心|重大|细分|专项|产业)?(?:方面|环节|维度|层面|阶段|层次|部分|问题|原则|步骤|要素|关键词|主题|导向|转变|确保|优先|统一|同步|结合|体系|字|关系|渠道|机制|抓手不|重点行业|领域(?!标准)|行业(?!标准|龙头|领军)|方向)"
)
LISTED = re.compile("等\\Z")
OTHERS = re.compile("(?:周边|其他|其余|上述|以上|以下|下列|前述|这|该|现有|全国|全球|国内|涉及的?|划分为|分为|分成|共同|划为|统称|即|前)\\Z")
PROJECT_FACTS = re.compile("(?:总投资|计划投资|投资总额约|占地|占地面积|规划面积|建筑面积|用地面积|总面积|注册资本|总建筑面积|规划用地|用地|面积)(?:约|为|达|达到|不低于|超过)?\\Z")
EVERY_AREA = re.compile("每个(?:区|产业|集群|地区)[^，,]{0,8}重点发展\\Z|控制在\\Z|各?区布局")

Rule = Callable[[Mention, Page], bool]


def excluded_by(mention: Mention, page: Page) -> str | None:
    """The name of the first rule that takes the number out."""
    return next((name for name, rule in RULES if rule(mention, page)), None)


def is_threshold(mention: Mention, page: Page) -> bool:
    """年销售额1000万元以上的网商, 千亿级产业集群, 超100亿元1个: a size of the things that are counted."""
    numeral = mention.numeral
    if numeral.unit not in (*MONEY, "mu", "m2", "t", "count"):
        return False
    rest = mention.after[_qualifier(mention.after) :]
    if numeral.unit == "count":
        return numeral.unit_noun in ("人", "名", "户", "辆", "台", "个") and bool(COUNTED_THINGS.match(mention.after))
    if not rest or ends_here(rest):
        return bool(_next_in_list(mention, page)) and rest[:1] in ("、", "和")
    if VALUE_NOUN.match(rest):
        return False
    return numeral.unit in MONEY or rest[0] == "的" or numeral.text.endswith("级")


COUNTED_THINGS = re.compile("(?:及?以上|以下)的(?:[^，,。；;、0-9]{0,20}?)(?:企业|单位|机构|园区|基地|大户|村|乡镇|平台|车间)[^，,。；;、]{0,20}[0-9０-９]")
NEXT_THRESHOLD = re.compile("(?:[、和或]|以及|及)(?:超过|超|过|外资|规模)?(?=[0-9０-９]|[十百千万亿]{1,2}[亿元级])")


def _next_in_list(mention: Mention, page: Page) -> bool:
    """Whether the number is joined to another one of its unit that is a threshold: 20亿元以上、5亿元以上制造业项目."""
    return False


def _qualifier(after: str) -> int:
    match = QUALIFIER.match(after)
    return match.end() if match else 0


RULES: tuple[tuple[str, Rule], ...] = ()

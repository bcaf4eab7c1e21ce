"""The forms of agencies' names: by what a text is known to name a body that can answer for something.

No register is asked. A body is known by how it ends (委, 局, 厅, 人民政府, 管委会…) and, where ordinary words end so
too (布局, 中心, 社会), by a level or a place in front (市, 省, 各, 有关, 瑞安市).
"""

from __future__ import annotations

import re

LONGEST_NAME = 60  # characters, brackets included

ENDINGS = (
    "委员会|人民政府|政府|管委会|办公室|公署|行署|公司|集团|中心|海关|单位|部门|机构|机关|银行|大学|学院|学校|高校|院校|院所"
    "|联盟|专班|领导小组|指挥部|工作组|推进组|联席会议|开发区|高新区|经开区|新区|园区|区域|街道|镇街|街镇|办事处|产业园"
    "|科技城|科学城|新城|[城产国交文]投|机场|供电|电网|电力|铁塔|移动|电信|联通|广电|邮政|烟草|运营商|企业|领导|市长|省长|区长|县长|州长"
    "|[委局厅办部署院行会社站处室司队台馆联协镇乡县区市州盟旗省地组所校园港庭]"
)
ORDINARY = re.compile(  # words that end like an agency and are none
    r"(?:全|内|外|总|西|东|中|南|北|局|干|大|俱乐|事业|一)部\Z|(?:布|格|结|大|全|开|破|僵|棋)局\Z|[举承主开协筹]办\Z"
    r"|[进执运推发流举试飞实先施践可]行\Z|(?:社|机|展|峰|大|博览|交易|年|论坛|洽谈|体)会\Z|[医剧影]院\Z|(?:实验|工作|教)室\Z"
    r"|[城都超上入落]市\Z|[城地片街社山景辖校厂库战]区\Z|[各该此]地\Z|[场基工用]地\Z|公园\Z|[出入]港\Z|[餐展大客]厅\Z|[网电车场]站\Z"
)
LEVEL = (
    r"(?:中共|本|我)?(?:国务院|国家|中央|中国|自治区|自治州|兵团|[省市区县州][级直属]|全[省市区县](?:各级)?|各级|各|有关|相关|其他"
    r"|省(?![内外际])|市(?![内外域民值]|场主体)|县(?![内外域])|州|盟|旗|区(?![域块位别间内外]))"
)
SURE_ENDINGS = (
    "委员会|人民政府|政府|管委会|办公室|公署|行署|总工会|检察院|法院|领导小组|专班|指挥部|部门|单位|[委局厅办署部]"
)
GLOSS = r"[（(〔〈][^（）()〔〕〈〉\n]{1,24}[）)〕〉]"
LETTER = r"[一-龥A-Za-z·“”\"*＊]"
FORMED = re.compile(rf"(?:{LETTER}|{GLOSS}){{1,40}}?(?:{ENDINGS})(?:{GLOSS})?")  # 西虹桥公司, 市委组织部（人才办）
*WORDS, LETTERS = ENDINGS.split("|")
LAST = frozenset((*(word[-1] for word in WORDS), *LETTERS, *"）)〕〉"))  # for speed: no formed name ends otherwise
STRANGE = re.compile(r"[0-9０-９的：:《》]|\A(?:完成|推进|开展|持续|长期|详?见附|按)|时限|期限")  # 2024年底前完成

SURE = re.compile(rf"[*＊]?{LEVEL}(?:[一-龥“”]|{GLOSS}){{1,30}}?(?:{SURE_ENDINGS})(?:{GLOSS})?")  # 市发展改革委
PLACED = re.compile(r"[一-龥]{2,8}[省市县区州盟旗][一-龥]{2,16}(?:委员会|政府|管委会|[委局厅办])")  # 瑞安市科技局
STRONG = re.compile(r"[一-龥]{2,24}(?:[一-龥]局|厅|管委会|人民政府|海关|委员会|总工会|供电公司)")  # 民航中南地区管理局
NATIONAL = re.compile(r"[一-龥]{3,12}(?:部|总局|总署|发展改革委)")  # 工业和信息化部
GROUP = re.compile(  # 市促进战略性新兴产业发展工作专班, …联席会议（以下简称联席会议）办公室
    r"(?:(?![由的在]|成立|组建|设立|建立|健全|完善|发挥|依托)[一-龥A-Za-z“”·+]){2,40}?"
    rf"(?:领导小组|专班|联席会议|指挥部|推进小组|协调小组)(?:{GLOSS})?(?:办公室)?"
    r"|(?:工作)?(?:领导小组|专班|联席会议|指挥部)办公室"
)
UTILITY = re.compile(  # 广西电网公司, 国网武汉供电公司, 各相关电网企业
    r"(?:国网|中国(?:移动|电信|联通|铁塔)|[一-龥]{2,8}(?:电网|供电|电力|水务|燃气|通信))[一-龥]{0,10}公司"
    r"|各(?:相关|有关)?[一-龥]{0,4}(?:电网|供电|通信|运营|国有)企业"
)
COLLECTED = re.compile(  # 全区各级商务、市政等部门; 市属、区属国有企业; 各单位
    rf"{LEVEL}[一-龥、]{{2,40}}(?:部门|单位|机构|国有企业)"
    r"|(?:其他各?|各)(?:有关|相关)?(?:部门|单位)|(?:有关|相关)各?(?:部门|单位)"
)
SECTORS = re.compile(r"[一-龥][一-龥、]{1,28}(?:等)?部门")  # 金融监管部门, 财政、税务等部门
OFFICIAL = re.compile(  # 分管副市长, 一位市领导
    r"(?:常务|分管|一位|一名)?(?:副?[省市区县州]长|(?:[省市区县州](?:委|政府)?)(?:级|主要|分管|有关){0,2}领导)"
)

DIVISION = (
    r"设区市|地级以上市|县级市|自治州|自治县|自治旗|街道|镇街|街镇|乡镇|辖市|地区|地市|盟市|地方|[市州盟县区旗镇乡地]"
)
BESIDE = r"(?:[（(〔<〈][^（）()〔〕<>〈〉\n]{1,16}[）)〕>〉])?[市县区旗]{0,2}"
UNIT = rf"(?:开发区|功能区|园区|区域|{DIVISION}){{1,3}}{BESIDE}"  # 县（市、区）, 县（市）区
FURTHER_UNIT = rf"(?:{DIVISION}){{1,3}}{BESIDE}"
OFFICE = r"(?:各级)?(?:(?:党委)?[、和]?人民政府|(?:党委)?[、和]?政府|行政公署|行署|管理委员会|管委会|街道办事处|办事处)"
EDGE = r"(?=[、，,；;。：:）)〕\]】〈\s]|\Z|等|和|及|以及|与|按|要|应|须|将|负责|牵头|配合|参与|落实|协同|结合|根据)"
LOCAL_NAME = re.compile(  # 各县（市、区）人民政府, 各市、县, 各区政府（新区管委会）, 全区各级人民政府
    r"(?:其他|其余)?(?:全[省市区县州])?(?:各级|各有关|各相关|有关各|相关各|各|有关|相关)(?:有关|相关)?"
    rf"(?:{UNIT}(?:[、和及]{FURTHER_UNIT}(?={OFFICE}|[、，,；;。）)〕\s]|\Z|要|应)){{0,5}}(?:{OFFICE})?|(?:党委[、和]?)?(?:人民)?政府)"
    rf"(?:[（(〔](?!含|包括|下同|以下)[^（）()〔〕\n]{{1,20}}[）)〕])?{EDGE}"
)


def is_formed(name: str) -> bool:
    """Whether a text has the form of a body's name."""
    return (
        2 <= len(name) <= LONGEST_NAME
        and name[-1] in LAST
        and FORMED.fullmatch(name) is not None
        and not ORDINARY.search(name)
        and not STRANGE.search(name)
    )


def is_sure(name: str) -> bool:
    """Whether a name can be nothing but an agency: a level or place in front, or an office's own word at the end."""
    if any(form.fullmatch(name) for form in (LOCAL_NAME, GROUP, OFFICIAL, COLLECTED, UTILITY)):
        return True
    return is_formed(name) and any(form.fullmatch(name) for form in (SURE, PLACED, STRONG, NATIONAL))

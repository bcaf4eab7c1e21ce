"""What a plan's title says: its subject (低空经济), whether it treats many industries, and whose plan it is.

In: a text, whose title may be unknown. Out: the title as written in the text, the industry it names and the names
of the plan's own area, which no statement of the plan places anything in.
"""

from __future__ import annotations

import re

from pipeline.reader.area_names import CITIES, HAN
from pipeline.reader.found import PlanText

KINDS = "规划纲要|规划|实施方案|行动方案|工作方案|方案|行动计划|计划|实施意见|指导意见|意见|政策措施|措施|若干政策|政策|条例|办法|纲要|细则|路线图|决定|通知"
YEARS = r"(?:[（(] ?[0-9０-９]{4} ?[—－–\-~至] ?[0-9０-９]{4} ?年?[）)])?"
ISSUED = re.compile(  # 现将《…行动方案》印发给你们, 关于印发…的通知
    rf"《([^《》\n]{{6,80}}(?:{KINDS}){YEARS}(?:[（(][^（）()\n]{{1,12}}[）)])?)》(?:已经|业经|印发|经)"
)
NOTICE = re.compile(rf"关于印发《?([^《》\n]{{6,80}}?(?:{KINDS}){YEARS})》?的通知")
LINE = re.compile(  # a line of its own, or up to three that carry one title
    rf"^[ \t\u3000]{{0,40}}([{HAN}0-9“”+—]{{4,60}}(?:\n[ \t\u3000]{{0,40}}[{HAN}0-9“”+—]{{2,40}}){{0,2}}?(?:{KINDS}))[ \t\u3000]{{0,40}}"
    rf"(?:{YEARS}|[（(])[ \t\u3000]{{0,40}}$",
    re.MULTILINE,
)
NUMBER_YEAR = re.compile(r"[〔\[（(][0-9]{4}[〕\]）)]")
# …的意见渝府发〔2019〕17号
RUN_ON = re.compile(rf"([{HAN}“”]{{4,50}}?(?:意见|措施|方案|计划|规划))(?=[{HAN}]{{1,6}}{NUMBER_YEAR.pattern})")
RUN_ON_REACH = 58  # characters of a title with the letters of the number
MADE_HERE = re.compile(r"(?:制定|制订|提出|编制)(?:出)?(?:了)?(?:本|如下|以下|此)")  # 制定本实施方案, 提出如下意见
SHORTEST = 8  # characters of a title; shorter lines are menus (政策措施)
HEAD = 3000  # characters in which a plan says what it is

OWNER = re.compile(  # 南通市, 广西壮族自治区, 青浦区, 雄安新区
    rf"(?:中共)?([{HAN}]县|[{HAN}]{{2,9}}?(?:经济特区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|省|市(?!场)|新区|开发区|高新区|区|县|州|盟|旗))"
)
AREA_WORD = re.compile(r"(?:经济特区|(?:壮族|回族|维吾尔)?自治[区州县]|省|市|新区|开发区|高新区|区|县|州|盟|旗)\Z")
VERBS = (
    "进一步|关于|全面|深入|大力|积极|加快|推动|推进|促进|支持|鼓励|扶持|培育|壮大|做强|做优|做大|发展|实施|规范|引导|加强|深化|扩大|"
    "提升|开展|建设|打造|培养|构建|强化|优化|落实|贯彻|抢抓|加速|振兴|完善|创新|改革|发挥|十四五|十五五|十三五|“|”|的"
)
CUT = re.compile(rf"(?:{VERBS})")
TAIL = re.compile(
    r"(?:战略性)?(?:新兴|支柱|未来|主导|优势|特色)?(?:产业链|产业)?(?:集群)?(?:先进制造业)?"
    r"(?:(?:创新|产业|发展)?(?:策源地|高地)|之都|做优做强|做大做强|“[^”]{2,12}工程”|全链条|核心产业|高质量|高水平|高标准|高端化|现代化|创新|健康|持续|快速|集聚|集群化|集群|融合|跨越|协调|有序|规范|加快|绿色|倍增|突破|提质增效|"
    r"转型升级|振兴|引领|一体化|规模化|产业化|全产业链|三年|五年|专项|攻坚|重点|若干|推广应用|推广|应用|示范|培育|建设|发展|提升|壮大|促进|工作|工程|"
    r"十条|[一二三四五六七八九十]{1,3}条|二三产业|行动|总体|中长期|近期|首台|“?十[三四五]五”?|[0-9０-９]{4}年?|[—－–\-至]|的|若干){0,14}"
    rf"(?:{KINDS}).{{0,80}}\Z"
)
MANY = re.compile(  # subjects that are no single industry
    r"战略性新兴产业|未来产业|支柱产业|主导产业|产业集群|产业链|新兴产业|制造业|制造强|(?<!加)工业(?!互联网)|现代产业|特色产业|优势产业|重点产业|新质生产力|"
    r"产业体系|专业镇|传统产业|千亿|十百千|现代化产业"
)
NOT_ONE = re.compile(
    r"企业|民营|资金|管理|平稳|营商|人才|科技|实体经济|(?<!加)工业(?!互联网)|制造业|产业$|县域|开发区|园区|体系|生产力|外贸|外资|消费|就业|创业|创新|专精特新|投资|市场|"
    r"经济社会|国民经济|改革|开放|城市|乡村|强[省市县区]|集群|质量|品牌|标准|知识产权|融资|金融支持|招商|项目|平台|高地|中心|基地|示范区|交通网|^国家|^数字[^经化创贸产农技文医金]"
)
SUBJECT = re.compile(rf"[{HAN}A-Za-z0-9+（）()、“”]{{2,16}}")
NAMELESS = re.compile(  # 2023年, 绛县, 先进
    r"\A[0-9０-９]{2}|\A.[省市县区旗州]\Z|\A(?:先进|现代|特色|新型|高端|传统|绿色|智能|优质|重大)\Z"
)
KIND_WORDS = re.compile(r"重点\Z|(?:战略性)?(?:新兴|支柱|未来|主导|优势)(?:产业)?\Z|产业\Z|产业链\Z|集群\Z")
SPREAD = re.compile(r"^(?:县域|全域|乡村|农村(?=电)|我[省市县区]|全[省市县区]|本[省市]|现代(?=种))")


def find_title(text: PlanText) -> str:
    """The plan's title: the known one where it names a subject, else as the text names itself, else the known one."""
    if subject_of(text.title) or treats_many(text.title):
        return text.title
    return _named_in(text) or text.title


def _named_in(text: PlanText) -> str:
    """The title that the text itself gives; empty where it gives none."""
    head = text.source.reading[0][:HEAD]
    joined = re.sub(r"\s*\n\s*", "", head)
    for pattern, words in ((NOTICE, joined), (ISSUED, joined), (LINE, head)):
        for match in pattern.finditer(words):
            title = re.sub(r"\s", "", match.group(1))
            if len(title) >= SHORTEST:
                return title
    return _run_on(head)


def _run_on(head: str) -> str:
    """A title directly in front of the document's number."""
    end = 0
    for year in NUMBER_YEAR.finditer(head):
        for match in RUN_ON.finditer(head, max(end, year.start() - RUN_ON_REACH), year.end()):
            if len(match[1]) >= SHORTEST:
                return match[1]
            end = match.end()
    return ""


def is_plan(text: PlanText, title: str) -> bool:
    """Whether the text of this title sets out a plan, rather than reporting on one."""
    return bool(re.search(rf"(?:{KINDS})", title)) or bool(MADE_HERE.search(text.source.reading[0][:HEAD]))


def treats_many(title: str) -> bool:
    """Whether the title's subject is a group of industries (战略性新兴产业) or no industry."""
    return bool(MANY.search(_inner(title))) and not subject_of(title)


def subject_of(title: str) -> str:
    """The one industry a title names: 低空经济 in 南通市低空经济高质量发展行动方案; empty where it names none or many."""
    inner = _without_owner(_inner(title))
    tail = TAIL.search(inner)
    if tail is None:
        return ""
    for part in reversed(CUT.split(inner[: tail.start()])):
        if words := _industry(_without_owner(part)):
            return words
    return ""


def home_names(title: str) -> frozenset[str]:
    """The plan's own area as the title gives it, in full and in short: 南通市, 南通."""
    inner = re.sub(r"\A[^《]{0,80}《|\A关于", "", title)
    match = OWNER.match(inner)
    if match is None or CUT.search(match.group(1)):
        return frozenset(_cities_in(inner))
    full = match.group(1)
    return frozenset((full, AREA_WORD.sub("", full)))


def _industry(words: str) -> str:
    """The words without those of kind and spread, if they can name one industry."""
    while KIND_WORDS.search(words):
        words = KIND_WORDS.sub("", words)
    words = SPREAD.sub("", words)
    if not SUBJECT.fullmatch(words) or NOT_ONE.search(words) or MANY.search(words):
        return ""
    return "" if words in CITIES or NAMELESS.search(words) or OWNER.fullmatch(words) else words


def _cities_in(title: str) -> list[str]:
    return [title[at : at + n] for n in (2, 3) for at in range(min(len(title), 30)) if title[at : at + n] in CITIES]


def _inner(title: str) -> str:
    """The title inside 关于印发《…》的通知."""
    match = NOTICE.search(title) or re.search(r"《([^《》]{4,80})》", title)
    inner = re.sub(r"\s", "", match.group(1) if match else title)
    return re.sub(r"[（(][^（）()]{0,24}[0-9０-９]{4}[^（）()]{0,12}[）)]", "", inner)


def _without_owner(words: str) -> str:
    """广西新能源汽车 → 新能源汽车; 南通市低空经济 → 低空经济."""
    if (match := OWNER.match(words)) and not CUT.search(match.group(1)):
        rest = words[match.end() :]
        return re.sub(r"^(?:人民政府)?(?:办公[厅室])?", "", rest) if len(rest) > 1 else words
    for length in (3, 2):
        if words[:length] in CITIES and len(words) > length + 1:
            return words[length:]
    return words

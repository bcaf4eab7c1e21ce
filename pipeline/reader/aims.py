"""Whether a number is an aim: the words that govern it, and the part of the document it stands in.

In: the amounts of one sentence that no exclusion takes out. Out: the name of the rule that makes a number an aim, or "".
A number is governed by a verb right before it (培育3—5家…), by a verb before its noun (培育龙头企业30家), by a
comparing word (覆盖率达到80%), or by the aim before it in the same list (…50家、服务业企业50家). In a section that is headed
发展目标, and after 到2025年 or 力争, an indicator with its number is enough (软件业营业收入1000亿元).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.reader.exclusions import FUND_AFTER, INVESTED, MONEY, REACHES, VALUE_NOUN, is_levelled
from pipeline.reader.mentions import Mention, Page, Sentence, behind, ends_here

VERBS = (
    "新增|新建|新改扩建|改扩建|扩建|建成|建设|建立|筹建|创建|共建|布局|打造|形成|培育|培养|培训|引进|引育"
    "|引入|引聚|招引|引培|集聚|聚集|汇聚"
    "|落地|落户|实现|完成|开展|实施|举办|承办|组织|组织和发动|发动|推广|推出|争创|争取|认定|评定|评选|遴选"
    "|选拔|选树|选派|选聘|选育|选择|选定|扶持|资助"
    "|梳理|开发|研发|研制|研究|攻克|攻关|突破|制定|制修订|制订|修订|发布|编制|改造|技改|升级|转化|孵化|拓展"
    "|开通|开设|开行|加密|设立|组建|成立|储备"
    "|获批|获得|获评|取得|申报|投放|配置|配备|布设|部署|安装|投产|开工|竣工|谋划|签约|入选|列入|纳入|入库"
    "|入驻|入园|上规|升规|上市|挂牌|盘活|腾出|腾退"
    "|淘汰|关停|整治|整治提升|覆盖|更新|替换|接入|上云|种植|养殖|产出|生产|年产|供应|收储|培优|培强|壮大|发展"
    "|增加|新引进|吸纳|吸引|撬动"
    "|服务|帮扶|发放|融资|授信|筹集|筹措|投入|保有|推介|参展|交易|销售|出口|接待|创作|出版|征集|输送|轮训"
    "|聘请|招收|招录|提供|对接|诊断|建有|营运|经营|筹集建设"
    "|提出|注册|创办|申请|授权|登记|招商|归集|开放|上线|运营|投运|投用|建好|建强|做强|做优|做大|提升|提高"
    "|增长|降低|下降|压减|减少|带动|辐射|聘任|引导|宣传"
    "|深入|走访|联系|筛选|选取|推荐|评出|策划|新招引|新认定|新培育|完善|改建|植入|搭建|构建|创设|评审"
    "|签订|达成|促成|承接|输出|保障|供给|启动|推进|推动|支持|鼓励|加快|建档|试点|示范"
)
WEAK = "推进|推动|支持|鼓励|加快|引导|促进|帮助|指导|保障|示范|完善|提升|宣传|发挥"
TAIL = (  # what may stand between the verb and its number
    "(?:了|出|到|至|为|成|好|约|近|超过|超|逾|突破|共|总共|合计|累计|各|至少|最少|不少于|不低于|不得少于"
    "|不得低于|大于|多于|达到|达|不超过|和|及|落地|国内外|一批|[全我][市省县区州]|[“ \u3000]){0,4}\\Z"
)
GOVERNS = re.compile(f"(?P<verb>{VERBS}){TAIL}")
ANY_VERB = re.compile(VERBS)
WEAK_VERB = re.compile(f"(?:{WEAK}){TAIL}")
DOES = re.compile(  # what the things do that are supported: 支持10家企业开展…
    "开展|建设|实施|完成|实现|创建|打造|申报|上市|赴|参加|参与|上云|改造|转型|升级|数字化|入园|入库|达产|投产"
    "|开工|落地|认定|培训|应用|运营"
    "|获评|对接|建成|出海|做大|挂牌|上规|升规|纳入|入驻|创业|攻关|研发|扩产|项目"
)
COMPARES = re.compile(  # 覆盖率达到, 总产值超过, 企业数量突破, 提高到
    "(?:\\A\\s?到|达到|达|突破|超过|超|逾|过|不少于|不低于|不得少于|不得低于|不小于|不高于|不超过|不大于|低于"
    "|高于|大于|多于|优于|至少|控制在|稳定在|保持在|维持在|保持"
    "|[提增升降减扩缩长高大小加低少][到至]|[降增升]至|[提增]速|压缩|压降|增长|增加|提高|提升|下降|降低|减少"
    "|压减|缩短|实现|完成|新增|翻|为|约为|占|占比)"
    "(?:了|到|至|为|约|近|超过|超|以上|不低于|不少于|[“ \u3000]){0,3}\\Z"
)
RATES = re.compile(
    "率|占比|比重|比例|增速|增长|提高|提升|下降|降低|强度|普及|覆盖|满意度|程度|化率|贡献|占|达标|减少|压减"
    "|上升|完成|实现|以内|增幅|涨幅|渗透"
)
INDICATORS = re.compile(
    "产值|营收|收入|规模|增加值|投资|交易额|销售额|零售额|贸易额|进出口|出口|总额|总量|资金|税收|利润|产业"
    "|价值|总值|融资|授信|贷款|经费|投入"
    "|市值|存量|余额|产能|产量|装机|面积|里程|吞吐量|机架|算力|用地|存储|带宽|能耗|排放|耗|保有量|增量|数量"
    "|总数|次数|时长|密度|外资|内资|额|量|基金|债|成本"
)
LEAST = re.compile("(?:至少|不少于)[^，,。；;、]{1,14}\\Z")
RATE_END = re.compile("(?:率|比重|占比|满意度|覆盖面)\\Z")
FUND = re.compile("(?:设立|组建|打造|成立|发起|形成|构建|发行)[^，,。；;]{0,24}(?:规模|总额)?[^，,。；;]{0,8}\\Z")
SHARE_OF = re.compile(
    "(?:及?以上|左右)?(?:的(?![，,。；;、标准比例股额度价费])|(?=[规上行全重公城新居村乡县区市企家农用车道建存适应用]))"
)
JOINS = re.compile("[、，,和及与或]|以及|其中")
NO_GOVERNOR = re.compile(
    "(?:围绕|聚焦|依托|针对|按照|根据|立足|结合|瞄准|基于|面向|对照|涉及|包括|利用|统筹|对|与|同|向|将|由|在"
    "|从|以|拥有|具有|现有|共有|位于|隶属|每|的|等|第)\\Z"
)
GOALS = re.compile("目标|指标|愿景|蓝图")
BASIS = re.compile(
    "\\A[^夯筑打完强提推加优构建营抢把]{0,8}(?:现状|成效|回顾|背景|形势|存在(?:的)?问题|主要问题|成就|(?:发展"
    "|产业|工作|规划|现实)(?:基础|优势))[^，。]{0,8}\\Z"
)
GENERAL = re.compile("总体要求|总体思路|总要求|总体部署|总体方案")
STRIVES = re.compile(
    '力争|争取|确保|力求|努力实现|目标|(?:到|至) ?(?:20[0-9]{2} ?年|[“"]?十[四五六]五)|20[0-9]{2} ?年?底?前|年底前'
    "|月底前|每年|年均|全年|未来[0-9一二三四五]年|[0-9三五]年内|未来三年|五年内|三年内"
)
DONE = re.compile(
    "(?=[已现目截近去上先“十今累])(?:已(?!有的)|现有|目前|截至|截止|近年来|近[0-9一二三四五两]{1,2}年|去年|(?<!以)上年|先后"
    "|“?十[一二三]五”?(?:期间|时期|以来)|今年以来|累计(?=.{0,8}了))"
)
ALREADY = re.compile("[^，,。；;、]{0,8}?(?:签约|已)[^，,。；;、]{0,4}的")  # 26个大会签约的…项目
DONE_VERB = re.compile(
    "(?:建成|培育|引进|集聚|完成|实现|达到|形成|新增|打造|布局|建设|支持|投入|设立|获批|认定|开展|举办|突破)了"
)
STILL_TO_COME = re.compile(
    "(?=[力争确将到目计2])(?:力争|争取|确保|将|(?<!截至)(?<!截止)到 ?(20[0-9]{2}) ?年|目标|计划(?=[培新引建完实投总到用在])|(20[0-9]{2}) ?年?底?前)"
)
FORECAST = re.compile("预计|有望|预测")
YEAR = re.compile("(?<![较比由从与以])(20[0-9]{2}) ?年(?!(?:底|末)?的?(?:基础|相比|水平|[0-9]))")
FROM_ZERO = re.compile("零的?突破|破零")
STRONG_START = re.compile(f"[^，]{{0,6}}?(?:精准)?(?:{VERBS})")
GOES_ON = re.compile("来|赴|落户|入驻|进驻|开展|参与|用于|并|且|同时|和|及|与|至|的目标")
RANKS = re.compile("进入|跻身|位居|位列|保持|居|列|迈入|进位|排名|稳居|位次|前移|晋级|挤进")
PART_BREAK = re.compile("[；;。]")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands: under a goals heading, in a part that tells what has been done, in a report.

    `dated` says that a deadline holds for the sentence; `year` is the document's own, where known.
    """

    goals: bool
    basis: bool
    report: bool
    dated: bool = False
    year: int | None = None


def read_setting(headings: tuple[str, ...], *, intro: bool, report: bool, dated: bool, year: int | None) -> Setting:
    """From the headings around a sentence, innermost first; `intro` is the text before the first heading."""
    for heading in headings:
        if GOALS.search(heading) or (dated and GENERAL.search(heading)):
            return Setting(True, False, report, dated, year)
        if BASIS.match(heading):
            return Setting(False, True, report, dated, year)
    return Setting(False, intro, report, dated, year)


def find_aims(sentence: Sentence, exclusions: list[str], dated: list[bool], setting: Setting, page: Page) -> list[str]:
    """For each amount of the sentence the name of the rule that makes it an aim, or ""."""
    found: list[str] = []
    last: Mention | None = None
    for index, mention in enumerate(sentence.mentions):
        name = ""
        if not exclusions[index] and not is_done(mention, sentence, setting, page):
            strives = STRIVES.search(page.masked, sentence.start, mention.numeral.start)
            strives_here = setting.goals or dated[index] or bool(strives)
            levelled = is_levelled(sentence, index)
            if not (levelled and mention.before.endswith("等")):
                name = _aim(mention, strives_here, setting) or _continues(mention, last, page)
            if levelled and strives_here and not name:
                name = _named_to_a_size(mention, last, page)
        if name:
            last = mention
        found.append(name)
    return found


def is_done(mention: Mention, sentence: Sentence, setting: Setting, page: Page) -> bool:
    """Whether the sentence tells what has been reached (截至2024年底, 已建成, 2020年…达到), not what is to be."""
    start = max(sentence.start, mention.numeral.start - 240)
    words = page.masked[start : mention.numeral.start]
    headline = setting.report and page.masked[sentence.end - 1] not in "。！？"
    if headline or ALREADY.match(mention.after):
        return True
    to_come = _to_come(words, setting.year)
    done = max((match.start() for match in DONE.finditer(words)), default=-1)
    if DONE_VERB.search(mention.before[-12:]) or done > to_come or FORECAST.search(mention.before):
        return True
    years = YEAR.findall(words)
    if years and setting.year:
        return int(years[-1]) < setting.year
    return (setting.basis or setting.report) and to_come < 0


def _to_come(words: str, year: int | None) -> int:
    """Where the last word stands that speaks of what is to come (力争, 到2025年), or -1."""
    found = -1
    for match in STILL_TO_COME.finditer(words):
        named = match[1] or match[2]
        if not named or not year or int(named) >= year:
            found = match.start()
    return found


def _aim(mention: Mention, strives: bool, setting: Setting) -> str:
    unit = mention.numeral.unit
    if FROM_ZERO.match(mention.numeral.text):
        return "zero-breakthrough"
    if unit in MONEY:
        return _money(mention, strives, setting)
    if unit in ("percent", "percentage-point", "multiple", "ratio", "rank"):
        return _rate(mention, strives, setting)
    return _count(mention, strives, setting)


def _count(mention: Mention, strives: bool, setting: Setting) -> str:
    """Things and measures: the verb before the number, the verb before the noun, or a comparing word."""
    before = mention.before
    if COMPARES.search(before[-16:]) or LEAST.search(before[-24:]):
        return "comparing-word"
    if NO_GOVERNOR.search(before):
        partial = before.endswith("等") and ANY_VERB.search(before)
        ordered = before.endswith("的") and STRONG_START.match(before)
        if before.endswith("在") and strives and REACHES.search(mention.after):
            return "in-so-many"
        return "partial-list" if partial else "verb-noun-number" if ordered else ""
    governor = GOVERNS.search(before[-30:])
    if governor and (not WEAK_VERB.search(before[-30:]) or DOES.search(mention.after)):
        return "verb-number"
    if _is_last_word(mention):
        is_named = bool(ANY_VERB.search(before) or (strives and before.strip()))
        return "verb-noun-number" if is_named else ""
    starts = not before.strip("—－-· \u3000和及与、") or before[-1] in "、和及与"
    counted = mention.numeral.value == before.count("、") + 1
    named = strives and not counted and STRONG_START.match(before)
    return "goal-number" if named or (setting.goals and starts) else ""


def _money(mention: Mention, strives: bool, setting: Setting) -> str:
    """Amounts of money: an indicator or a comparing word before, or what is measured behind (1000亿元产值)."""
    before = mention.before
    if FUND_AFTER.match(mention.after) or (FUND.search(before) and "基金" in mention.after[:30]):
        return "fund-size"
    governed = COMPARES.search(before[-16:]) or GOVERNS.search(before[-30:])
    if VALUE_NOUN.match(behind(mention)):
        return "number-of-value" if governed else ""
    if (NO_GOVERNOR.search(before) and not governed) or (INVESTED.search(before) and not setting.goals):
        return ""
    if governed and (strives or INDICATORS.search(before) or ANY_VERB.search(before)):
        return "comparing-word"
    return "indicator-number" if strives and INDICATORS.search(before[-16:]) else ""


def _rate(mention: Mention, strives: bool, setting: Setting) -> str:
    """Shares, growth, ratios and ranks; 80%以上的企业完成… counts by what the share does."""
    before, after = mention.before, mention.after
    if mention.numeral.unit == "rank":
        return "rank" if strives and RANKS.search(before[-24:]) else ""
    if not _is_last_word(mention) and SHARE_OF.match(after):
        return "share-of" if strives or DOES.search(after) else ""
    if COMPARES.search(before[-16:]) or mention.numeral.text.startswith(("翻", "倍")):
        return "comparing-word"
    if RATE_END.search(before):
        return "indicator-number"
    if NO_GOVERNOR.search(before):
        return ""
    return "indicator-number" if strives and (RATES.search(before) or INDICATORS.search(before)) else ""


def _is_last_word(mention: Mention) -> bool:
    """Whether the noun stands before the number: …龙头企业30家， and …8-10家来深设立总部."""
    rest = behind(mention)
    return ends_here(rest) or bool(GOES_ON.match(rest))


def _named_to_a_size(mention: Mention, last: Mention | None, page: Page) -> str:
    """培育形成临港装备1个五百亿级产业集群，汽模配等5个百亿级产业集群: names, their number, the size to reach."""
    follows = last is not None and not PART_BREAK.search(page.masked, last.numeral.end, mention.numeral.start)
    return "named-to-a-size" if follows or STRONG_START.match(mention.before) else ""


def _continues(mention: Mention, last: Mention | None, page: Page) -> str:
    """The next item of a list whose last item is an aim: …50家、服务业企业50家, 其中制造业类150家."""
    if last is None or last.numeral.unit != mention.numeral.unit or NO_GOVERNOR.search(mention.before):
        return ""
    between = page.masked[last.numeral.end : mention.numeral.start]
    if len(between) > 120 or not JOINS.search(between) or PART_BREAK.search(between):
        return ""
    direct = not mention.before.strip() or mention.before[-1] in "、和及与"
    return "list-continuation" if direct or _is_last_word(mention) or COMPARES.search(mention.before[-16:]) else ""

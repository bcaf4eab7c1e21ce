"""Numbers that set no aim, however they are worded: thresholds, subsidies, names, counts of a list, rules, bases.

In: the amounts of one sentence. Out: for each the name of the rule that takes it out, or "".
A rule speaks only from the words around the number; a number that no rule takes out may still be no target.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from pipeline.reader.mentions import Mention, Page, Sentence, behind, ends_here, qualifier_length

MONEY = ("CNY", "USD", "EUR", "HKD", "JPY")
NO_AIM_UNITS = ("year", "month", "week", "day", "minute", "second", "celsius", "m", "nm", "kV", "nautical-mile")
STRUCTURE_NOUNS = ("大", "大类", "小类", "类", "步", "层", "轮", "批", "卡", "对", "门", "位", "轮次")
VALUE_NOUN = re.compile(  # 1000亿元产值: the number measures what follows
    "的?(?:年|工业|总|新增|社会|信贷|融资|固定资产|招商|有效|各类|产业|市场|销售|营业|直接|间接|制造业|民间"
    "|银行|外贸|进出口|信用|绿色|专项){0,3}"
    "(?:产值|规模|收入|投资|产能|贷款|授信|融资|资金|销售额|交易额|利润|税收|资本|消费|目标|大关|额度|价值|营收|额)"
)
COUNTED_THINGS = re.compile(  # 从业人员100人以上的企业20家
    "(?:及?以上|以下|左右)?的[^，,。；;、0-9]{0,20}(?:企业|单位|机构|园区|基地|大户|村|乡镇|平台|车间|项目"
    "|专业)[^，,。；;、0-9]{0,12}[0-9０-９]"
)
FUND_AFTER = re.compile("(?:以上|左右)?(?:规模)?的?[^，,。；;、]{0,20}基金")
PER_YEAR = re.compile("(?:年产|年处理|日产|日处理|年加工|装机|产能)\\Z")  # 年产30万辆项目: the size of a project
OF_PROJECT = re.compile("[^，,。；;、]{0,16}(?:项目|生产线|工厂|工程)")
JOINED = re.compile("(?:[、和或及]|以及|或者)(?:超过|超|过|外资|总投资|投资|产值){0,2}\\Z")
SUBSIDY = re.compile(
    "给予|予以|奖励|奖补|补助|补贴|贴息|减免|抵扣|奖金|封顶|津贴|免租|租金|扶持资金|资助|消费券|专项资金|所需资金"
    "|财政[^，。；]{0,6}(?:安排|出资|列支)|每年安排|统筹安排|购房|生活费|支持金额|经费支持|支持经费|补偿"
    "|贷款额度|单户|罚款"
    "|收费标准|最高(?:不超过|可达|奖|补|给|额|支持|资助|限额)|一次性|奖\u2003?[0-9]|算力券|创新券|授信额度"
)
FOR_WHOM = re.compile("(?:\\A|[，,；;：:、。（(] ?)(?:对|对于|凡|按|按照|单个|每家|每个企业|同一|超出|租用|入驻园区)")
OWN_DATE = re.compile("20[0-9]{2} ?年|力争|争取|确保")
CONDITION_AFTER = re.compile(
    "(?:及?以上|以下|以内)?的?(?:[，,]?(?:可认定|方可|可享受|即可|可申报|可申请)|等?(?:相应)?条件)|(?:及?以上"
    "|以下|以内)?的(?:[（(]\u2003{1,60}[）)])?\\Z"
)
REQUIRED = re.compile("(?:及?以上|以下)?[，,]是[^。\n]{0,40}条件")
BY_RULE = re.compile("[应须]当?\\Z|(?:国家|规定|标准|资质|要求)[^，,。；;\n]{0,24}应当\\Z|原则上[^，,。；;\n]{0,30}\\Z")
RULE_WORDS = re.compile(
    "权重|分值|设为|得分|容积率|首付|利率|股权|持股|股份|出资比例|税率|费率|时速|荷载|载重|起飞重量|口径|限高"
    "|限速|电价"
    "|单价|租期|工作日|报名费|注册资本|实缴|年龄|学时|面积不|有效期|PUE|电源使用效率|质保|保证金|缓冲"
)
AS_BASE = re.compile("(?:从|由)(?:目前|现在|现有|上年|20[0-9]{2}年?(?:底|末)?)?的?[^，,。；;、0-9]{0,12}\\Z")
AS_BASE_AFTER = re.compile(
    "(?:左右|以上|以下)?(?:提高|提升|增长|增加|上升|下降|降低|降|增|升|扩大|发展|压缩|缩短|缩减|减少|压减)[到至为]"
)
MEETING = re.compile("会议|调度|通报|联席|更新|检查|督查|例会|报送|会商|巡查|召开|评估|考核|监测")
NAMED_AFTER = re.compile("[^，,。；;、\n“”]{0,16}?(?:工程|行动|计划|专项|战略|活动|模式)(?=[，,。；;、）)\n“”]|\\Z)")
DIGITS = re.compile("[0-9０-９]")
STRUCTURE_AFTER = re.compile(
    "(?:以上)?(?:主要|重点|关键|基本|核心|重大|细分|产业)?(?:方面|环节|维度|层面|阶段|层次|部分|问题|原则"
    "|步骤|要素|关键词|主题|导向|转变"
    "|优先|统一|同步|结合|体系|字|关系|渠道|机制|行业(?!标准|龙头|领军|大模型|协会|模型)|领域(?!标准|龙头"
    "|企业)|方向|到位|百分)"
)
REACHES = re.compile("取得|形成|实现|达到|建成|完成")  # 在3—5个材料领域形成竞争优势
OTHERS = re.compile(
    "(?:周边|其他|其余|上述|下列|前述|这|该|现有|全国|全球|国内|涉及|划分为|分为|分成|共同|划为|统称|即|按照"
    "|围绕|聚焦|依托|针对|根据|立足|瞄准|结合|发挥|利用|(?<![动持现助])全[省市县区]|将|对|以|由|从)\\Z"
)
LAYOUT = re.compile("控制在\\Z|重点发展\\Z|单列为\\Z|集群在\\Z")
PROJECT_FACTS = re.compile(
    "(?:总投资|计划投资|预计投资|投资总额约|占地|占地面积|规划面积|建筑面积|用地面积|注册资本|(?<!建成)(?<!基地)总面积)"
    "(?:约|为|达|达到|不低于|超过|近)?\\Z"
)
INVESTED = re.compile("总投资(?:达到?|超过?|突破)\\Z")  # an aim only among the goals
PROSPECT = re.compile("(?:可|能够?|预计可|将可)(?:达到?|实现|新增|带动|形成|年产|创造)[^，,。；;]{0,12}\\Z")
AT_LEAST = re.compile("(?:至少|不少于)[^，,。；;、]{1,10}\\Z")
BASE_WORD = re.compile("[百千万亿]{1,2}[人户元]\\Z")  # 万人发明专利拥有量
GRANTS = re.compile(
    "(?:发放|安排|拨付|出资|配套|补充|最高|额度|每年支持|一次性支持|分别支持)(?:不超过|不低于|不少于|约|总额)?\\Z"
)
LISTED = re.compile("等\\Z")

Rule = Callable[[Sentence, int, Page], bool]


def find_exclusions(sentence: Sentence, page: Page, thresholds: list[bool] | None = None) -> list[str]:
    """For each amount of the sentence the name of the first rule that takes it out, or ""."""
    thresholds = find_thresholds(sentence) if thresholds is None else thresholds
    subsidised = _subsidised(sentence, page)
    names = []
    for index, mention in enumerate(sentence.mentions):
        if thresholds[index]:
            names.append("threshold")
        elif subsidised[index] and _is_support(mention, page):
            names.append("subsidy")
        else:
            names.append(next((name for name, rule in RULES if rule(sentence, index, page)), ""))
    return names


def find_thresholds(sentence: Sentence) -> list[bool]:
    """Which amounts are sizes of the things that are counted: 年销售额1000万元以上的网商, 千亿级集群, 超100亿元1个."""
    mentions = sentence.mentions
    found = [False] * len(mentions)
    for index in range(len(mentions) - 1, -1, -1):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        same = following is not None and _alike(following, mentions[index])
        joined = (
            following and same and found[index + 1] and JOINED.match(following.gap[qualifier_length(following.gap) :])
        )
        found[index] = bool(joined) or _is_threshold(mentions[index], following, mentions[index - 1] if index else None)
    return found


def _is_threshold(mention: Mention, following: Mention | None, previous: Mention | None) -> bool:
    numeral = mention.numeral
    rest = behind(mention)
    if FUND_AFTER.match(mention.after):
        return False
    if PER_YEAR.search(mention.before) and OF_PROJECT.match(mention.after):
        return True
    if numeral.unit not in MONEY:
        level = numeral.text.endswith("级") or mention.after.startswith("级")
        return level or (
            numeral.unit not in ("ratio", "rank", "multiple") and bool(COUNTED_THINGS.match(mention.after))
        )
    if numeral.text.endswith("级") or mention.after.startswith("级"):
        return True
    if following and following.numeral.start == numeral.end + len(mention.after) - len(rest):
        return True
    if previous and _counts_things(previous) and _describes(mention.gap):
        return True
    return not (
        not rest or ends_here(rest) or rest[0] in "和及与或至并" or rest.startswith("用于") or VALUE_NOUN.match(rest)
    )


def _alike(left: Mention, right: Mention) -> bool:
    one, other = left.numeral.unit, right.numeral.unit
    return one == other or (one in MONEY and other in MONEY)


def _counts_things(mention: Mention) -> bool:
    return mention.numeral.unit == "count" and mention.numeral.unit_noun not in STRUCTURE_NOUNS


def _describes(gap: str) -> bool:
    """10个以上产业规模超百亿、…的集聚区: the size belongs to the things counted just before."""
    return bool(re.match("(?:以上|左右)?[^，,。；;、实完新带]{1,20}(?:超过?|过|达到?|突破)\\Z", gap))


def _subsidised(sentence: Sentence, page: Page) -> list[bool]:
    """Which amounts grant money: a word for it in the clause, or earlier in the part (；), or a part that says for whom."""
    words = [match.start() for match in SUBSIDY.finditer(page.masked, sentence.start, sentence.end)]
    if not words:
        return [False] * len(sentence.mentions)
    found = []
    for mention in sentence.mentions:
        at = bisect_left(words, mention.clause_end) - 1
        own = at >= 0 and words[at] >= mention.part_start
        found.append(own or bool(FOR_WHOM.match(page.masked[mention.part_start : mention.part_start + 60])))
    return found


def _is_support(mention: Mention, page: Page) -> bool:
    """Money and shares in a sentence that grants money; counts only where the sentence says for whom."""
    if mention.numeral.unit in (*MONEY, "percent", "multiple", "rank"):
        return True
    start = max(mention.part_start, mention.numeral.start - 120)
    words = page.masked[start : mention.numeral.start]
    whom = FOR_WHOM.search(words)
    granted = whom and not OWN_DATE.search(words, whom.end())
    return bool(granted or CONDITION_AFTER.match(mention.after))


def is_no_aim_unit(sentence: Sentence, index: int, page: Page) -> bool:
    """3个工作日, 500米高度, 220千伏: durations, sizes and voltages are properties, not aims."""
    numeral = sentence.mentions[index].numeral
    mention = sentence.mentions[index]
    short = numeral.unit == "hour" and (numeral.value or 0) < 1000
    near = mention.before[-6:]
    size = numeral.unit == "km" and (
        "半径" in near or mention.after.startswith(("半径", "×", "范围", "*")) or near.endswith(("×", "*"))
    )
    return numeral.unit in NO_AIM_UNITS or short or size


def is_name(sentence: Sentence, index: int, page: Page) -> bool:
    """“百千万工程”, 实施百家企业培育行动: a number inside a name."""
    mention = sentence.mentions[index]
    if mention.hidden and page.reading[mention.clause_start - 1 : mention.clause_start] not in ("（", "(", "〔", "["):
        return True
    return not DIGITS.search(mention.numeral.text) and bool(NAMED_AFTER.match(mention.after))


def is_structure(sentence: Sentence, index: int, page: Page) -> bool:
    """五大工程, 三个方面, 8个重点行业: counts of a list or of the document's own parts."""
    mention = sentence.mentions[index]
    if mention.numeral.unit != "count":
        return False
    if mention.before.endswith("在") and REACHES.search(mention.after):
        return False
    return mention.numeral.unit_noun in STRUCTURE_NOUNS or bool(STRUCTURE_AFTER.match(mention.after))


def is_only_one(sentence: Sentence, index: int, page: Page) -> bool:
    """建设一个特色园区, 一项重要工作: 一 in words names a thing, it sets no number."""
    mention = sentence.mentions[index]
    wordy = mention.numeral.text[0] in "一两" and mention.numeral.value in (1, 2)
    return wordy and not AT_LEAST.search(mention.before[-12:])


def is_list_count(sentence: Sentence, index: int, page: Page) -> bool:
    """芯片、软件、内容等6个细分领域: the count of the names in front of it, or of things that are there already."""
    mention = sentence.mentions[index]
    if mention.numeral.unit not in ("count", "rank") or ends_here(behind(mention)):
        return False
    if is_levelled(sentence, index):
        return False
    if LISTED.search(mention.before):
        return mention.before.count("、") + 2 > (mention.numeral.value or 0)
    return bool(OTHERS.search(mention.before) or LAYOUT.search(mention.before))


def is_levelled(sentence: Sentence, index: int) -> bool:
    """5个百亿级产业集群: the size that the things named are to reach."""
    mention, after = sentence.mentions[index], sentence.mentions[index + 1 : index + 2]
    return bool(after) and after[0].numeral.start == mention.numeral.end and after[0].numeral.unit in MONEY


def is_base(sentence: Sentence, index: int, page: Page) -> bool:
    """由2020年的12%提高到…: where a change begins."""
    mention = sentence.mentions[index]
    return bool(AS_BASE.search(mention.before) and AS_BASE_AFTER.match(mention.after)) or bool(
        AS_BASE_AFTER.match(mention.after) and index + 1 < len(sentence.mentions)
    )


def is_rule(sentence: Sentence, index: int, page: Page) -> bool:
    """占比达到30%及以上，是…的必要条件; 容积率不低于1.5; 原则上不超过3个: limits of a procedure or a standard."""
    mention = sentence.mentions[index]
    around = mention.before[-24:] + mention.after[:12]
    if RULE_WORDS.search(around) or CONDITION_AFTER.match(mention.after) or BY_RULE.search(mention.before):
        return True
    return bool(REQUIRED.match(page.masked, mention.numeral.end))


def is_meeting(sentence: Sentence, index: int, page: Page) -> bool:
    """每季度召开1次调度会: how often something is done in an office."""
    mention = sentence.mentions[index]
    return mention.numeral.unit_noun in ("次", "期", "件") and bool(
        MEETING.search(mention.before[-20:] + mention.after[:10])
    )


def is_project_fact(sentence: Sentence, index: int, page: Page) -> bool:
    """总投资20亿元, 占地500亩: what a named project costs or covers."""
    mention = sentence.mentions[index]
    granted = mention.numeral.unit in MONEY and GRANTS.search(mention.before)
    sized = PROJECT_FACTS.search(mention.before) and not INVESTED.search(mention.before)
    return bool(granted or sized)


def is_prospect(sentence: Sentence, index: int, page: Page) -> bool:
    """亩均效益可达4.2亿元: what may come of it."""
    return bool(PROSPECT.search(sentence.mentions[index].before[-24:]))


def is_denominator(sentence: Sentence, index: int, page: Page) -> bool:
    """万人发明专利拥有量40件: the number is part of the indicator's name."""
    mention = sentence.mentions[index]
    then = index + 1 < len(sentence.mentions) and sentence.mentions[index + 1].numeral.start < mention.clause_end
    return bool(then and BASE_WORD.match(mention.numeral.text) and not ends_here(mention.after))


RULES: tuple[tuple[str, Rule], ...] = (
    ("no-aim-unit", is_no_aim_unit),
    ("name", is_name),
    ("structure", is_structure),
    ("only-one", is_only_one),
    ("list-count", is_list_count),
    ("base", is_base),
    ("rule", is_rule),
    ("meeting", is_meeting),
    ("project-fact", is_project_fact),
    ("prospect", is_prospect),
    ("denominator", is_denominator),
)

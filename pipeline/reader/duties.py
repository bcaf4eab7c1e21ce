"""Duties told in running prose: 自治区商务厅要组织…, 由市发展改革委牵头…, 支持各县（市、区）根据….

Only sure forms: an agency-formed subject at the start of a clause with 要, 应, 负责 or a verb of duty right behind
it, an agency behind 由, and local governments behind 支持, 鼓励 or 督促.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.reader.agency_forms import GROUP, LAST, LEVEL, SECTORS, is_sure
from pipeline.reader.agency_names import read_names
from pipeline.reader.attributions import Agency, Attribution
from pipeline.reader.roles import role_at

MODAL = r"(?<![主重首需])要(?![素求点件])|应当|应(?![急用对当])|须|必须|需要|需(?!求)|将"
DUTY = (  # words that carry a role or a division of duties
    r"(?:分别|共同|具体|统一|联合|主动|积极|切实)?(?:牵头|负责(?!同志|人)|承担|会同|配合|参与|协助|协同|协调联动)"
    r"|为(?:牵头|责任|配合|成员)(?:单位|部门)|按照?(?:各自)?(?:职[责能]|分工)|分别|共同|联动|各司其职|各负其责"
)
VERB = (
    "结合|根据|围绕|聚焦|依托|立足|对照|参照|按照|按|切实|积极|主动|认真|严格|进一步|充分|高度|定期|及时|全面|大力|深入|扎实"
    "|持续|不断|尽快|具体|多渠道|支持|指导|督促|统筹(?!局)|组织(?!部)|协调(?!局|小组)|加强|加快|加大|做好|抓好|抓实|抓紧|建立|健全|完善|制定|制订"
    "|出台|研究|推动|推进|强化|落实|细化|明确|开展|实施|编制|设立|成立|组建|安排|保障(?![局厅部])|提供|履行|发挥|锚定|探索|引导|鼓励"
    "|优化|动态|监督(?!管理|局)|评估|考核|跟踪|汇总|受理|对|把|可|每年|每季度|因地制宜|先行先试"
)
ONLY_OF_AGENTS = "转发|发布|公布|审核|认定|确定|报|代表|归口|召集|总体|落细|兜底|提出"
BEGINNINGS = "要应须必需将分共具统联主积切牵负承会配参协为按各" + "".join(
    sorted({word[0] for word in f"{VERB}|{ONLY_OF_AGENTS}".split("|")})
)  # lets the search pass over other characters fast
SUBJECT_VERB = re.compile(  # 要组织, 分别牵头负责, 结合
    rf"(?=[{BEGINNINGS}])(?:(?P<modal>{MODAL})|(?P<duty>{DUTY})|(?P<verb>{VERB}))"
)
AGENT_VERB = re.compile(  # behind 由: 转发, 落实专人
    rf"(?=[{BEGINNINGS}])(?:(?P<modal>{MODAL})|(?P<duty>{DUTY})|(?P<verb>{VERB}|{ONLY_OF_AGENTS}))"
)
MANNER = re.compile(r"(?:建成区|城区|辖区)?(?:在[^，,。；;\n]{2,40}[，,]?|(?<=建成区))\Z")  # 在…采购时，要
STARTS = (  # what an agency's name begins with, or holds soon
    rf"(?={LEVEL}|[一-龥A-Za-z·“”（）、]{{2,30}}?(?=[部单领专联指市公企局厅委办海])(?:部门|单位|领导小组|专班|联席会议|指挥部|市长|公司|企业|[局厅委办]|海关))"
)
CLAUSE = re.compile(  # where a clause begins; a printed number is passed over
    r"(?<![^。；;！？\n，,：:“”）)])[ \u3000\u00a0]{0,8}"
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}(?:[）)、.．]|是)[ \u3000]{0,4})?"
    rf"(?P<lead>(?:进一步|切实)?(?:督促|支持|鼓励)|牵头(?=各|有关|相关))?{STARTS}"
)
AGENT = re.compile(rf"(?=[分共具由])(?:分别|共同|具体)?由{STARTS}")
CLAUSE_END = re.compile(r"[，,。；;！？\n]")
SENTENCE_END = re.compile(r"[。；;！？\n：]")
LONGEST_LIST = 140  # characters of a subject
MOST_VERBS = 5  # words tried as the verb of one clause
PROSE = re.compile(  # words of a sentence, which no agency's name holds
    r"加强|推动|支持|完善|指导|督促|鼓励|引导|发挥|提升|通过|根据|按照|依托|围绕|利用|会同|进入|成为|落实|实现|打造|培育|设立"
    r"|成立|强化|开展|争取|向|把|使|让|被|从|是|了|着|并|当|将|经过|以及其|为|在|规定|(?<!自)由"
)
REST = re.compile(  # …主要负责同志等; …等十个牵头单位
    r"(?:[、和]|(?:主要|分管|相关)?负责(?:同志|人)){0,6}"
    r"(?:等(?:[0-9一二三四五六七八九十]{1,3}个)?(?:牵头|责任|有关|相关)?(?:部门|单位)?)?"
)
LAST_OF_SUBJECT = LAST | set("方>、和志人等个头任关门位")  # for speed: what a name or the rest behind it ends with
PARTNERS = re.compile(r"(?:牵头)?(?:会同|商|联合)")  # 会同省财政厅等部门
STATED = {"为牵头": "lead", "为责任": "responsible", "为配合": "participating", "为成员": "participating"}
Names = tuple[tuple[int, int], ...]

LOCALITY = re.compile(r"各|有关|相关")
TERRITORY = re.compile(r"[县区市州盟旗镇乡街地]")
EXPLAINS = re.compile(r"负责解释|负责(?:本|该)?[一-龥]{0,6}的?解释")


def find_duties(text: str, start: int, end: int) -> Iterator[Attribution]:
    """The duties told between `start` and `end`."""
    done = start
    for clause in CLAUSE.finditer(text, start, end):
        if clause.end() >= done and (duty := _subject_duty(text, clause, end)):
            yield duty
            done = duty.agencies[-1].end
    for agent in AGENT.finditer(text, start, end):
        if duty := _agent_duty(text, agent, end):
            yield duty


def _subject_duty(text: str, clause: re.Match[str], end: int) -> Attribution | None:
    """A duty whose subject stands where the clause begins."""
    first, lead = clause.end(), clause["lead"] or ""
    found = _listed_before(text, first, end, SUBJECT_VERB)
    if found is None:
        return None
    names, verb = found
    if lead.startswith("牵头"):
        return _duty(text, clause.start("lead"), names, verb, "led-agencies", "participating")
    if lead:
        fits = "督促" in lead or all(_is_territory(text[start:stop]) for start, stop in names)
        return _duty(text, clause.start("lead"), names, verb, "encouraged-governments") if fits else None
    return _duty(text, first, names, verb, "agency-subject")


def _agent_duty(text: str, agent: re.Match[str], end: int) -> Attribution | None:
    """A duty behind 由: 由自治区工业和信息化厅转发…."""
    found = _listed_before(text, agent.end(), end, AGENT_VERB)
    if found is None or EXPLAINS.match(text, found[1].start()):
        return None
    return _duty(text, agent.start(), *found, "agency-agent")


def _listed_before(text: str, first: int, end: int, verbs: re.Pattern[str]) -> tuple[Names, re.Match[str]] | None:
    """The names from `first` up to a verb, if nothing but names stands there; with the verb."""
    furthest = min(first + LONGEST_LIST, end)
    stop = SENTENCE_END.search(text, first, furthest)
    for tried, verb in enumerate(verbs.finditer(text, first + 2, stop.start() if stop else furthest)):
        if tried == MOST_VERBS:
            return None
        if names := _subject(text, first, verb):
            return names, verb
    return None


def _subject(text: str, first: int, verb: re.Match[str]) -> Names:
    """The names between `first` and the verb, if they fill it and the first is surely an agency."""
    last = verb.start()
    if verb["modal"] and (manner := MANNER.search(text, first + 2, last)):
        last = manner.start()
    if text[last - 1] not in LAST_OF_SUBJECT:
        return ()
    listed = read_names(text, first, last)
    if not listed.names or listed.strangers or listed.names[0][0] != first:
        return ()
    head = text[slice(*listed.names[0])]
    sure = is_sure(head) or (not verb["verb"] and SECTORS.fullmatch(head) is not None)
    filled = REST.fullmatch(text, listed.names[-1][1], last) is not None
    prose = any(PROSE.search(text, *name) and not GROUP.fullmatch(text, *name) for name in listed.names)
    return listed.names if sure and filled and not prose else ()


def _is_territory(name: str) -> bool:
    return LOCALITY.match(name) is not None and TERRITORY.search(name) is not None


def _duty(text: str, start: int, names: Names, verb: re.Match[str], rule: str, role: str = "") -> Attribution:
    """The quote runs to the end of the clause; the role is what the verb right behind the names says."""
    stop = CLAUSE_END.search(text, verb.end())
    end = stop.start() if stop else len(text)
    words = text[start : verb.start() if verb["verb"] else verb.end()]
    stated = role or STATED.get(verb.group()[:3], "")
    agencies = [Agency(first, last, stated or role_at(words, first - start, last - start)) for first, last in names]
    agencies += [Agency(*partner, "participating") for partner in _partners(text, verb, end)]
    return Attribution(start, end, rule, tuple(agencies))


def _partners(text: str, verb: re.Match[str], end: int) -> Names:
    """The agencies behind 会同 or 商, which take part: 牵头商自治区财政厅研究提出."""
    together = PARTNERS.match(text, verb.start()) or PARTNERS.match(text, verb.end())
    found = _listed_before(text, together.end(), end, AGENT_VERB) if together else None
    return found[0] if found else ()

"""Duties told in running prose: 自治区商务厅要组织…, 由市发展改革委牵头…, 支持各县（市、区）根据….

Only sure forms: an agency-formed subject at the start of a clause with 要, 应, 负责, 牵头 or a verb of duty right
behind it, an agency behind 由, local governments behind 支持 or 鼓励, and coordinating groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.reader.agency_names import LEVEL, LOCAL_NAME, is_formed, is_sure, read_names
from pipeline.reader.attributions import Agency, Attribution
from pipeline.reader.roles import role_at

VERBS = (
    "结合|根据|围绕|聚焦|依托|立足|对照|参照|按照|按|切实|积极|主动|认真|严格|进一步|充分|高度|定期|及时|全面|大力|深入"
    "|扎实|持续|不断|尽快|共同|联动|联合|分别|具体|多渠道|协同|配合|支持|参与|指导|督促|负责|牵头|承担|会同|商|统筹|组织"
    "|协调|协助|加强|加快|加大|做好|抓好|抓实|抓紧|建立|健全|完善|制定|制订|出台|研究|推动|推进|强化|落实|细化|明确|开展"
    "|实施|编制|设立|成立|组建|安排|保障|提供|履行|发挥|锚定|汇集|探索|引导|鼓励|优化|转发|发布|审核|监督|评估|考核|跟踪"
    "|汇总|受理|对|把|可|每年|每季度|每月|因地制宜|先行先试|作为|设在|为主|为副|任|担任|选派|派员|坚持"
)
MODAL = r"要(?!素|求|点|件)|应当|应(?!急|用|对)|须|必须|需要|需(?!求)|将"
TRIGGER = re.compile(rf"(?P<modal>{MODAL})|(?P<verb>{VERBS})")
WITHIN = re.compile(  # 在…时，要; 建成区要
    rf"(?:建成区|城区|辖区)?(?:在[^，,。；;\n]{{1,40}}?(?:时|中|后|内|上|方面)?[，,]?)?(?:{MODAL}|负责|牵头)"
)
CLAUSE = re.compile(  # where a clause can begin, a printed number passed over
    r"(?:\A|(?<=[。；;！？\n，,：:“”）)、]))[ \u3000\u00a0]{0,8}"
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}(?:[）)、.．]|是)[ \u3000]{0,4})?"
    rf"(?P<lead>(?:进一步|切实)?(?:督促|支持|鼓励|引导)(?:和(?:督促|支持|鼓励|引导))?|牵头(?=各|有关|相关))?"
    rf"(?={LEVEL}|各|其他|全[省市区县]|“|[一-龥A-Za-z·、]{{2,30}}?(?:部门|领导小组|专班|联席会议|指挥部|[局厅委办]|海关))"
)
BY = re.compile(r"(?:分别|共同|具体)?由(?=[一-龥])")
CHARGED = re.compile(  # what may follow an agency behind 由
    rf"(?!组成|构成){VERBS}|{MODAL}|落实|代表|报|审定|批准|确定|决定|认定|备案|给予|调度|召集|总体|统一|统筹|归口|兜底|为"
)
CLAUSE_END = re.compile(r"[，,。；;！？\n]")
SENTENCE_START = "。；;！？\n“：:"
LONGEST_LIST = 140
PROSE_STRANGE = re.compile(
    r"加强|推动|推进|支持|建立|完善|指导|督促|组织(?!部)|鼓励|引导|发挥|提升|通过|根据|按照|依托|围绕|利用|会同|进入|成为|落实"
    r"|实现|打造|培育|设立|成立|鼓励|强化|开展|争取|向|把|使|让|被|从|是|了|着|在|并|等(?!相关|有关|部门|单位)"
)


def find_duties(text: str, start: int, end: int) -> Iterator[Attribution]:
    """The duties told between `start` and `end`, in order."""
    done = start
    for clause in CLAUSE.finditer(text, start, end):
        if clause.end() >= done and (duty := _subject_duty(text, clause, end)):
            yield duty
            done = duty.end
    for by in BY.finditer(text, start, end):
        if duty := _charged(text, by, end):
            yield duty


def _subject_duty(text: str, clause: re.Match[str], end: int) -> Attribution | None:
    """A duty whose subject begins where the clause does."""
    first = clause.end()
    lead = clause["lead"] or ""
    limit = _limit(text, first, end)
    for trigger in TRIGGER.finditer(text, first + 2, limit):
        names = _subject(text, first, trigger.start())
        if names and _holds(text, clause, trigger, names):
            start = clause.start("lead") if lead else first
            return _duty(text, start, names, trigger, _rule(lead), lead)
    return None


def _limit(text: str, first: int, end: int) -> int:
    """A subject and its verb stand in one sentence."""
    stop = re.compile(r"[。；;\n]").search(text, first, min(first + LONGEST_LIST, end))
    return stop.start() if stop else min(first + LONGEST_LIST, end)


def _subject(text: str, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The names between `first` and `last`, if nothing but names stands there and the first is sure."""
    words = text[first:last]
    if len(words) < 2 or PROSE_STRANGE.search(words):
        return ()
    listed = read_names(text, first, last)
    if not listed.names or listed.strangers or not _sure_subject(text[slice(*listed.names[0])]):
        return ()
    return listed.names if _covers(text, listed.names, first, last) else ()


def _sure_subject(name: str) -> bool:
    return is_sure(name) or LOCAL_NAME.fullmatch(name) is not None


def _covers(text: str, names: tuple[tuple[int, int], ...], first: int, last: int) -> bool:
    """Whether the list begins with a name and ends with one (or with 等)."""
    return names[0][0] == first and text[names[-1][1] : last] in ("", "等", "等部门", "等单位")


def _holds(
    text: str, clause: re.Match[str], trigger: re.Match[str], names: tuple[tuple[int, int], ...]
) -> bool:
    """Whether clause start, subject and verb fit: verbs other than 要 need a sentence's start or 各…."""
    return True


def _rule(lead: str) -> str:
    return "led-agency" if lead.startswith("牵头") else ("encouraged-agency" if lead else "subject")


def _duty(
    text: str,
    start: int,
    names: tuple[tuple[int, int], ...],
    trigger: re.Match[str],
    rule: str,
    lead: str,
) -> Attribution:
    stop = CLAUSE_END.search(text, trigger.end())
    end = stop.start() if stop else len(text)
    return Attribution(start, end, rule, ())


def _charged(text: str, by: re.Match[str], end: int) -> Attribution | None:
    return None


__all__ = ["Agency", "find_duties", "is_formed", "role_at"]

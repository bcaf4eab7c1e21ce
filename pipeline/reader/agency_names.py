"""Lists of agencies: a stretch of text → the span of each name in it.

A name may hold brackets, 、 and 和: 各县（市、区）人民政府, 全区各级商务、城市管理等部门, 市规划和自然资源局.
What is said beside the names (等, 按职责分工负责, 含开发区，下同) belongs to none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reader.agency_forms import LOCAL_NAME, LONGEST_NAME, is_formed, is_sure
from pipeline.reader.brackets import outside

BLANKS = " \t\u3000\u00a0"
SEPARATOR = re.compile(r"[、，,；;。\n \t\u3000\u00a0]")
NOTE = re.compile(
    r"[（(〔〈](?:含|包括|下同|以下|筹|见|注)[^）)〕〉\n]{0,60}[）)〕〉](?!办公室)"
)  # 各区人民政府〈含开发区…，下同〉
BLANKET = re.compile(r"(?:以下|上述|本方案|下同|不再|其余均)")  # 以下均需各地级以上市人民政府配合
OPENING = re.compile(r"(?:分别由|共同由|由|以及|及|和|与|请|或)(?=[一-龥])")
CUT = re.compile(  # where a name ends and its role begins
    r"(?:要|应|需)?(?:分别|共同|联合|具体|统一|协同)?"
    r"(?:按照?(?:各自)?(?:职[责能]|分工)|依职责|(?:牵头|配合|参与|参加|负责)(?!单位|部门|同志|人)|协助|支持(?!中心)"
    r"|(?:主要|分管|相关)?负责(?:同志|人)|属地责任|落实|承担|主责|组织实施)"
)
JOINING = re.compile(r"以及|和|及|与")
JOINT = re.compile(  # 市发展改革委会同市财政局; 省科技厅等部门和各市州
    r"会同|(?<=[委局厅办部头])商(?=[省市区县自财国])|等(?:有关|相关)?(?:部门|单位)(?:以及|和|及)"
)
TERM = re.compile(  # 2024年底前完成, 持续推进
    r"(?:20[0-9]{2}年)?[一-龥0-9]{0,8}(?:完成|推进|实施|到位|成效|见效)|20[0-9]{2}年[一-龥0-9]{0,8}|(?:长期|持续)[一-龥]{0,6}"
)
ETC = re.compile(
    r"等(?:[0-9一二三四五六七八九十]{1,3}个)?(?:牵头|责任)?"
    r"(?P<group>(?:[市省区县州]|自治区|国务院)?[直级属]?(?:各|其他)?(?:有关|相关)?(?:职能)?"
    r"(?:部门和单位|部门单位|部门|单位|企业|机构)?)\Z"
)
COLLECTIVE = re.compile(r"(?:部门|单位|机构|政府|管委会|主管部门)\Z")
BARE_LEVELS = frozenset({"国家", "省", "市", "区", "县", "州", "镇", "乡", "旗", "自治区", "市属", "省属"})
LEVELLED = re.compile(r"(?:[市省区县州]|自治区|国务院)")


@dataclass(frozen=True, slots=True)
class NameList:
    """Spans of the names of a list, and how many of its pieces are no names."""

    names: tuple[tuple[int, int], ...]
    strangers: int


def read_names(text: str, start: int, end: int) -> NameList:
    """The names of a list between `start` and `end`, role words and 等 left out."""
    names: list[tuple[int, int]] = []
    strangers = 0
    pending = -1  # where sectors begin whose 部门 is still to come
    for first, last in _pieces(text, start, end):
        if names and first < names[-1][1]:
            joint = JOINING.match(text, names[-1][1], last)
            if joint is None:
                continue
            first = joint.end()
        if BLANKET.match(text, first):
            break
        found, rest = _piece_names(text, first, last, pending, end)
        if found:
            strangers += pending >= 0 and found[0][0] != pending
            pending = -1
        elif not rest:
            pending = first if pending < 0 else pending
        names.extend(found)
    return NameList(tuple(names), strangers + (pending >= 0))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs between separators that stand in no bracket; blanks part complete names only."""
    first = start
    for separator in outside(text, SEPARATOR, start, end):
        at = separator.start()
        if separator.group() not in BLANKS or is_formed(text[first:at].strip(BLANKS)):
            yield from _trimmed(text, first, at)
            first = at + 1
    yield from _trimmed(text, first, end)


def _trimmed(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and text[first] in BLANKS + "：:":
        first += 1
    while first < last and text[last - 1] in BLANKS:
        last -= 1
    if opening := OPENING.match(text, first, last):
        first = opening.end()
    if first < last:
        yield first, last


def _piece_names(text: str, first: int, last: int, pending: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """The names of one piece; `True` beside an empty list: a role word or a term stood here alone."""
    if local := LOCAL_NAME.match(text, first, end):
        joint = JOINING.match(text, local.end(), last)
        behind = _piece_names(text, joint.end(), last, -1, end)[0] if joint else []
        return [local.span(), *behind], False
    cut = _cut(text, first, last)
    if cut == first or TERM.fullmatch(text, first, last):
        return [], True
    if joint := JOINT.search(text, first + 2, cut):
        left = _piece_names(text, first, joint.start(), pending, joint.start())[0]
        right = _piece_names(text, joint.end(), cut, -1, end if cut == last else cut)[0]
        return [*left, *right], False
    return _whole(text, first, cut, pending), False


def _cut(text: str, first: int, last: int) -> int:
    """Where the role words or a note in brackets (含…，下同) begin."""
    last = min(last, first + LONGEST_NAME * 2)
    note = NOTE.search(text, first, last)
    if note:
        last = note.start()
    cut = next(outside(text, CUT, first, last), None)
    return cut.start() if cut else last


def _whole(text: str, first: int, last: int, pending: int) -> list[tuple[int, int]]:
    """A name, a name with 等市相关部门 behind it, two names joined by 和, or sectors that share one 部门."""
    if pending >= 0 and text[pending:first].rstrip("、和及") in BARE_LEVELS:
        return [(pending, last)] if is_formed(text[first:last]) else []
    if etc := ETC.search(text, first, last):
        if is_formed(text[first : etc.start()]):
            group = (etc.start("group"), last)
            tail = [group] if LEVELLED.match(etc["group"]) else []
            return [*_split(text, first, etc.start()), *tail]
        collective = COLLECTIVE.search(text, first, last) is not None
        return [(first if pending < 0 else pending, last)] if collective and last - first > 4 else []
    if pending >= 0 and COLLECTIVE.search(text, first, last) and not is_sure(text[first:last]):
        return [(pending, last)]
    return _split(text, first, last) if is_formed(text[first:last]) else []


def _split(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Two names where 和, 及 or 与 joins two formed ones; else the one name."""
    for joint in JOINING.finditer(text[first:last]):
        left, right = text[first : first + joint.start()], text[first + joint.end() : last]
        if is_formed(left) and (is_sure(right) or (is_sure(left) and is_formed(right))):
            return [(first, first + joint.start()), *_split(text, first + joint.end(), last)]
    return [(first, last)]

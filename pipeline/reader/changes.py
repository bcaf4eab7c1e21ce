"""What a plan says it changes in the list of its clusters: adds, splits off, merges, renames, absorbs.

In: a text. Out: one row for each change, named as written. Both sides must be called an industry or a cluster
(产业, 产业集群), so that reformed bodies and limits (门槛由2000万元调整为500万元) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.reader.area_names import HAN
from pipeline.reader.found import FoundChange, PlanText
from pipeline.reader.industries import name_of
from pipeline.reader.passages import Passages

END = r"(?:产业集群|产业链|产业|集群)"
NAME = rf"[{HAN}A-Za-z0-9（）()+·]{{2,24}}?{END}"
SIDE_STOP = "，,。；;：:\n"  # what ends the side in front of a change; 、 parts the names of a merge
LIMIT = 160  # characters of that side

ADD = re.compile(  # 新增智能机器人产业和前沿新材料产业
    rf"(?:新增|增设|新设)(?P<to>{NAME}(?:[、和与及]{NAME}){{0,6}})(?!中|数|产值|规模|增加值|投资|企业|项目|链|园|基地|平台|用地|领域|龙头)"
)
CHANGE = re.compile(  # the words between the sides, and the side behind them
    rf"(?=[升单拆分剥合整融归重并纳调更改优])(?:(?P<split>(?:升格)?(?:单列|拆分|分离|剥离)(?:为|成)?)|(?P<merge>(?:合并|整合|融合|归并|重组)(?:为|成))"
    rf"|(?P<absorb>(?:并入|归入|归并到|整合到|纳入)到?)|(?P<rename>(?:调整|更名|改名|优化调整)(?:为|成)))"
    rf"(?:[0-9一]个)?(?P<to>(?:独立的?)?{NAME})?"
)
PART_OF = re.compile(rf"(?P<from>{NAME})中的(?P<to>[{HAN}A-Za-z0-9]{{2,20}})\Z")  # 软件与信息服务产业集群中的人工智能
MEMBERS = re.compile(  # 工业母机、激光与增材制造、精密仪器设备3个产业集群
    rf"(?P<names>[{HAN}A-Za-z0-9（）()、]{{4,140}}?)等?(?:[0-9一二两三四五六七八九十]{{1,2}}[个大])?{END}?\Z"
)
ONE = re.compile(rf"{NAME}\Z")
LEAD = re.compile(r"(?:同时|此外|并|将|把|其中|对|原|原有){1,4}")
PARTS = re.compile(r"、|(?<=产业)[和与及]|(?<=集群)[和与及]")


def find_changes(text: PlanText) -> tuple[FoundChange, ...]:
    """The stated changes, in the order of the text; links between editions that no sentence states are none."""
    passages = Passages(text.source)
    found = [*_added(passages), *_changed(passages)]
    return tuple(sorted(found, key=lambda row: (row.char_start, row.char_end)))


def _added(passages: Passages) -> Iterator[FoundChange]:
    """Each added industry, its quote reaching from 新增 to its own name."""
    for match in ADD.finditer(passages.text):
        at = match.start("to")
        for part in PARTS.split(match["to"]):
            at = passages.text.index(part, at)
            if name := name_of(part):
                yield _row(passages, match.start(), at + len(part), "add", (), (name,))
            at += len(part)


def _changed(passages: Passages) -> Iterator[FoundChange]:
    text = passages.text
    for match in CHANGE.finditer(text):
        if not match["split"] and (match["to"] is None or text[match.start() - 1] not in "业群链"):
            continue
        first = max(0, match.start() - LIMIT)
        start = max(first, *(text.rfind(mark, first, match.start()) + 1 for mark in SIDE_STOP))
        if lead := LEAD.match(text, start, match.start()):
            start = lead.end()
        kind, before, after = _sides(match, text[start : match.start()])
        if all(before) and all(after) and before and after:
            yield _row(passages, start, match.end(), kind, before, after)


def _sides(match: re.Match[str], words: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Kind, names before and names after of one change; no names where a side is no industry."""
    after = (name_of(match["to"]),) if match["to"] else ()
    if match["split"]:
        part = PART_OF.search(words)
        return "split-off", (name_of(part["from"]),) if part else (), (name_of(part["to"]),) if part else ()
    if match["merge"]:
        members = MEMBERS.fullmatch(words)
        names = _members(members["names"]) if members else ()
        return "merge", names if len(names) > 1 else (), after
    one = ONE.fullmatch(words)
    return "absorb" if match["absorb"] else "rename", (name_of(words),) if one else (), after


def _members(words: str) -> tuple[str, ...]:
    """The members of a list; a list without 、 is joined by 和 or 与."""
    parts = words.split("、") if "、" in words else re.split(r"和|与", words, maxsplit=1)
    return tuple(name_of(part) for part in parts)


def _row(
    passages: Passages, start: int, end: int, kind: str, before: tuple[str, ...], after: tuple[str, ...]
) -> FoundChange:
    quote, char_start, char_end = passages.quote(start, end)
    return FoundChange(
        quote=quote, char_start=char_start, char_end=char_end, rule=f"cluster-{kind}",
        kind=kind, from_=before, to=after,
    )  # fmt: skip

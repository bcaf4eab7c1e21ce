"""Lists by which a plan designates its industries: A、B、C等七大战略性新兴产业; 战略重点类产业集群：针对…的A、B等7个产业集群.

In: a reading. Out: the names of each list as ranges, with the words that say how many of what. A list is believed
only with its count, and with no more names than the count says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reader.area_names import HAN
from pipeline.reader.industries import name_of, without_verbs

LIMIT = 320  # characters of a list in front of its count
NUMBER = "[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
NOUN = (
    rf"[{HAN}“”]{{0,14}}?(?:产业集群|产业链群|产业链|集群|产业(?!方向|链|园|基地|平台|项目|领域|体系|环节|布局|龙头|企业|园区|联盟|生态)|"
    r"重点领域|重点方向|赛道|领域)"
)
# 等七大战略性新兴产业
COUNTED = re.compile(
    rf"(?=[等0-9一二三四五六七八九十两])(?P<etc>等)?(?P<count>{NUMBER})(?:个|大|类|条)(?P<noun>{NOUN})"
)
FORWARD = re.compile(  # 五大战略性新兴产业：数字经济、…; 四大主导产业，即…; 四大主导产业（…）
    rf"(?=[0-9一二三四五六七八九十两])(?P<count>{NUMBER})(?:个|大|类|条)(?P<noun>{NOUN})(?:[：:]|[，,]?(?:即|包括|分别为|分别是|主要包括)|[（(])"
    rf"(?P<list>[^。；;：:\n）)]{{4,300}})"
)
CHANGED = re.compile(r"(?:整合|合并|调整|并入|升格|优化)(?:为|成|到|入)?")
MODIFIERS = 4  # 、 that may stand in the words before the first name
SIZE = re.compile(
    r"亿级?产业(?:链)?\Z"
)  # 冶金、化工等2个五千亿级产业链: a target's size, no list of the plan's industries
BOUNDARY = "，,。；;：:\n（(！？"
# 战略重点类产业集群：针对…
CATEGORY = re.compile(rf"([{HAN}]{{2,8}}类)(?:产业集群|产业|集群)?[：:][^。：:\n]{{0,200}}\Z")
VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True)
class IndustryList:
    """`names` are ranges of the reading; `start` and `end` bound the whole clause."""

    names: tuple[tuple[int, int], ...]
    noun: str
    category: str
    start: int
    end: int


def find_lists(reading: str) -> Iterator[IndustryList]:
    """All counted lists, in the order of the text."""
    for match in COUNTED.finditer(reading):
        if CHANGED.match(reading, match.end()) or SIZE.search(match["noun"]):
            continue
        first = max(0, match.start() - LIMIT)
        start = max(first, *(reading.rfind(mark, first, match.start()) + 1 for mark in BOUNDARY))
        names = _names(reading, start, match.start(), _value(match["count"]), is_open=bool(match["etc"]))
        if names:
            before = CATEGORY.search(reading[max(0, names[0][0] - 240) : names[0][0]])
            category = before.group(1) if before else ""
            yield IndustryList(names, match["noun"], category, names[0][0], match.end())
    for match in FORWARD.finditer(reading):
        names = _names(reading, *match.span("list"), _value(match["count"]), is_open=False)
        if names:
            yield IndustryList(names, match["noun"], "", match.start(), names[-1][1])


def _names(reading: str, start: int, end: int, count: int, *, is_open: bool) -> tuple[tuple[int, int], ...]:
    """The names between `start` and `end`, split so that they fit the count; none where they do not."""
    commas = reading.count("、", start, end)
    if commas > count + MODIFIERS or (commas == 0 and count != 2):
        return ()
    for split_last in (False, True):
        parts = _without_lead(reading, _parts(reading, start, end, split_last=split_last))
        ranges = [_name_range(reading, *part) for part in parts]
        fits = len(ranges) == count or (is_open and 1 < len(ranges) < count)
        if fits and all(ranges):
            return tuple(each for each in ranges if each)
    return ()


def _parts(reading: str, start: int, end: int, *, split_last: bool) -> list[tuple[int, int]]:
    parts = []
    at = start
    while (comma := reading.find("、", at, end)) >= 0:
        parts.append((at, comma))
        at = comma + 1
    if reading[end - 1] == "等":
        end -= 1
    joint = max(reading.rfind(word, at, end) for word in "和与及") if split_last else -1
    if joint > at:
        first = joint - 1 if reading[joint - 1] == "以" else joint
        parts.append((at, first))
        at = joint + 1
    return [*parts, (at, end)]


def _without_lead(reading: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """针对具有战略意义、处于风口期、资源投入大的半导体与集成电路、… → from 半导体与集成电路 on."""
    possessives = [(number, reading.rfind("的", *part)) for number, part in enumerate(parts)]
    number, at = next((each for each in reversed(possessives) if each[1] >= 0), (0, -1))
    first, last = parts[number]
    first = at + 1 if at >= 0 else first
    first = last - len(without_verbs(reading[first:last]))
    return [(first, last), *parts[number + 1 :]]


def _name_range(reading: str, start: int, end: int) -> tuple[int, int] | None:
    name = name_of(reading[start:end])
    return (start, start + len(name)) if name and reading.startswith(name, start) else None


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (10 * VALUES.get(tens, 1) if ten else 0) + VALUES.get(ones, 0)

"""Lists of places inside a clause: 广州、深圳、珠海等具备条件的城市 → 广州, 深圳, 珠海.

In: a reading and where a list may begin. Out: the places as ranges of the reading, and where the list with its
closing words (等地, 等市, 地区, 三个…城市) ends. Where one member is no place, there is no list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.reader.area_names import CITIES, HAN, NOT_NAMES, is_generic, is_place, known_length, place_at_start

FIRST_MEMBER = 26  # characters of one name, at most
LIMIT = 160  # characters of a list, at most
STOP = re.compile(r"[，,。；;：:！？\n（(）)〔〕【】《》]")
JOINT = re.compile(r"以及|[和与及]")
CLOSING = re.compile(  # 等地, 等市, 等有条件的区, 等沿海经济带, 等海洋旅游资源, 等岛屿, 等
    rf"等(?P<kind>(?:(?!建|打造|开|发展|布局|为|培育|在|向)[{HAN}]){{0,10}}?(?:地级以上市|地级市|省市|城市|省份|市州|州市|区县|县区|县市|市县|"
    r"市区|县（市、区）|镇街|街镇|乡镇|镇乡|街道|地区|地方|地市|区域|园区|片区|岛屿|开发区|新区|景区|两地|三地|经济带|经济圈|城市群|"
    r"都市圈|产业园|功能区|[地省市州区县旗镇乡村岛](?![^，,。；;：:、]{0,2}(?:资源|场|块|面))))?"
    rf"(?P<other>[{HAN}]{{0,8}}?(?:资源|站点|载体|平台|节点|空间|公园|园))?"
)
# 三个低空经济核心城市
COUNTED = re.compile(rf"[一二两三四五六七八九十0-9]{{1,2}}(?:个|座|大)?[{HAN}]{{0,8}}?(?:城市|地区|[市区县地镇省])")
COUNTIES = re.compile(r"[（(](?:市、区|区、市|区|市|市区)[）)]")  # 等县（市、区）
SHORT = re.compile(rf"[{HAN}]{{2,6}}")
# no place by form lacks all of these
HINT = re.compile("[省市区县旗州盟镇乡村道岛湖湾山港园城圈域原地陵脉洲群带廊场纽站口线谷]")
# 长寿 in 万州、涪陵、长寿建设…
BEFORE_VERB = re.compile(rf"[{HAN}]{{2,4}}?(?=建设|打造|发展|创建|培育|布局|重点|开展)")
ZONE_ALONE = frozenset(
    ("经开区", "高新区", "开发区", "经济开发区", "高新技术开发区", "自贸区", "综保区", "保税区", "新区")
)
PLACE_ENDING = re.compile(r"(?:地区|区域|一带|两地|三地|等地)\Z")


@dataclass(frozen=True)
class AreaList:
    """`areas` are half-open ranges of the reading; `end` is behind the closing words; `closed`: they say that these are places."""

    areas: tuple[tuple[int, int], ...]
    end: int
    closed: bool


def read_areas(
    reading: str, start: int, places: frozenset[str], *, until: int = 0, bare: bool = False
) -> AreaList | None:
    """The list of places that begins at `start`, and reaches to `until` where that is given.

    With `bare`, short names need no other sign that they are places.
    """
    stop = STOP.search(reading, start, start + LIMIT)
    end = until or (stop.start() if stop else min(len(reading), start + LIMIT))
    if until and (counties := COUNTIES.search(reading, start, until)):
        end = counties.start()
    if not (bare or _may_begin(reading, start, end, places)):
        return None
    members, tail_at = _members(reading, start, end, places)
    if (until or bare) and not members:
        members, tail_at = _all(reading, start, end), end
    if not members:
        return None
    closing = CLOSING.match(reading, tail_at, end) or COUNTED.match(reading, tail_at, end)
    after = closing.end() if closing else tail_at
    if counties := COUNTIES.match(reading, after):
        after = counties.end()
    is_closed = closing is not None and bool(closing.re is COUNTED or closing["kind"])
    words = [reading[a:b] for a, b in members]
    sure = [is_place(word, places) for word in words]
    if not all(ok or _is_short_name(word) for word, ok in zip(words, sure, strict=True)):
        return None
    if not all(sure) and not (bare or (is_closed and len(words) > 1) or 2 * sum(sure) > len(words)):
        return None
    areas = [(a, a + len(_trimmed(reading[a:b], places))) for a, b in members]
    return AreaList(tuple(part for area in areas for part in _parts(reading, area)), after, is_closed)


def _may_begin(reading: str, start: int, end: int, places: frozenset[str]) -> bool:
    """Whether a list of places may begin here: for speed, since most words behind 支持 or 在 are none."""
    if HINT.search(reading, start, min(end, start + FIRST_MEMBER)) or "、" in reading[start + 2 : min(end, start + 7)]:
        return True
    return known_length(reading[start : start + 5], places) > 0


def _members(reading: str, start: int, end: int, places: frozenset[str]) -> tuple[list[tuple[int, int]], int]:
    """The members' ranges and where the last one ends; none where one of them is no place."""
    members: list[tuple[int, int]] = []
    at = start
    while (comma := reading.find("、", at, end)) >= 0:
        word = reading[at:comma]
        if not is_place(word, places) and (last := _last(reading, at, comma, places)):
            return [*members, *last], last[-1][1]
        joined = _joined(reading, at, comma, places)
        if not all(_is_name(reading[a:b], places) for a, b in joined):
            return [], at
        members.extend(joined)
        at = comma + 1
    last = _last(reading, at, end, places)
    if not last and len(members) > 1 and (bare := BEFORE_VERB.match(reading, at, end)) and _is_short_name(bare.group()):
        last = [bare.span()]
    return ([*members, *last], last[-1][1]) if last else ([], at)


def _all(reading: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every part between 、, as it stands."""
    members = []
    while (comma := reading.find("、", start, end)) >= 0:
        members.append((start, comma))
        start = comma + 1
    return [*members, (start, end)]


def _last(reading: str, at: int, end: int, places: frozenset[str]) -> list[tuple[int, int]]:
    """The last members: those joined by 和, then one up to 等, or the place that the words begin with."""
    members: list[tuple[int, int]] = []
    for joint in JOINT.finditer(reading, at, end):
        if not is_place(reading[at : joint.start()], places):
            break
        members.append((at, joint.start()))
        at = joint.end()
    etc = reading.find("等", at, end)
    if etc > at and _is_name(reading[at:etc], places):
        return [*members, (at, etc)]
    if STOP.match(reading, end) and is_place(reading[at:end], places):
        return [*members, (at, end)]
    length = place_at_start(reading[at:end], places)
    return [*members, (at, at + length)] if length else []


def _joined(reading: str, start: int, end: int, places: frozenset[str]) -> list[tuple[int, int]]:
    """One member, or two joined by 和: 粤港澳大湾区和北部湾城市群."""
    for joint in JOINT.finditer(reading, start + 1, end - 1):
        if is_place(reading[start : joint.start()], places) and is_place(reading[joint.end() : end], places):
            return [(start, joint.start()), (joint.end(), end)]
    return [(start, end)]


def _parts(reading: str, area: tuple[int, int]) -> list[tuple[int, int]]:
    """粤东粤西粤北 is three places."""
    start, end = area
    if _is_row(reading[start:end]):
        return [(at, at + 2) for at in range(start, end, 2)]
    return [area]


def _is_name(word: str, places: frozenset[str]) -> bool:
    return is_place(word, places) or _is_short_name(word)


def _is_short_name(word: str) -> bool:
    if word in ZONE_ALONE:
        return True
    return SHORT.fullmatch(word) is not None and not NOT_NAMES.search(word) and not is_generic(word)


def _trimmed(word: str, places: frozenset[str]) -> str:
    """粤北地区 → 粤北; 沿江沿海地区 stays."""
    stem = PLACE_ENDING.sub("", word)
    return stem if stem != word and (_is_row(stem) or is_place(stem, places)) else word


def _is_row(word: str) -> bool:
    """粤东粤西粤北: known names of two characters without a mark between them."""
    return len(word) % 2 == 0 and all(word[at : at + 2] in CITIES for at in range(0, len(word), 2))

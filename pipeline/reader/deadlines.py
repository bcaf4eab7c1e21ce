"""By when an aim is to be reached: the day that holds for a place in the text, and the words that say it.

In: a text to read. Out: for any place the nearest deadline that holds there. The order in which they are asked:
- the date before the number in its own sentence (到2027年，…不少于7个), with 分别 the date of the same position
  (2023年、2025年分别达到120家、160家);
- the last date at the head of a sentence earlier in the same paragraph and section (到2025年，…。…超过1.5万家);
- the last such date earlier in the same section or in one that contains it (bullets below 到2026年，…);
- the period of the title (2024—2027年, “十四五”, 2023年).
A year before the document's own is no deadline, nor is one that only dates a comparison (较2020年, 在2020年基础上)
or a cited title.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.numerals import Deadline, find_deadlines
from pipeline.outline import Outline
from pipeline.reader.found import PlanText
from pipeline.reader.mentions import Mention, Page, Sentence

YEAR = re.compile("20[0-9]{2}|２０[０-９]{2}")
DOCUMENT_YEAR = re.compile(  # 〔2021〕106号 · 2021年11月5日, and not 自2021年12月1日起, 2022年6月30日前
    "[〔\\[（(](20[0-9]{2})[〕\\]）)] ?[0-9]{1,5} ?号"
    "|(?<![到至自从在])(20[0-9]{2}) ?年 ?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日(?!起|之?前|止|至|以前|后)"
)
TITLE_PERIOD = re.compile(  # （2024—2027年） · (2022-2024年) · “十四五” · 2023年培育发展…行动计划
    "20[0-9]{2}年?[ \u3000]?(?:——|[—–－―\\-~～至到])[ \u3000]?20[0-9]{2}年?"
    '|[“"‘]?十[一二三四五六]五[”"’]?(?:时期|期间)?|20[0-9]{2}年'
)
DATES_REACH = 2000  # a plan gives its number and date near its beginning or at its end
TITLE_REACH = 1500  # where no title is known, its period stands in the first lines
TITLE_IN_BODY = re.compile(  # 行动方案⏎（2024—2026年） · 《…“十四五”规划》 · 2023年…行动计划
    "[（(](?P<range>20[0-9]{2}年?[ \u3000]?(?:——|[—–－―\\-~～〜至到])[ \u3000]?20[0-9]{2}年?)[）)]"
    '|(?P<plan>[“"‘]十[一二三四五六]五[”"’])[^。，\n]{0,30}规划'
    "|(?:^|《|[\n ])(?P<year>20[0-9]{2}年)(?![0-9]{1,2}月)[^。，\n]{2,40}(?:计划|方案|要点|意见)",
    re.MULTILINE,
)
COMPARED = re.compile("(?:[较比与自从由]|相较于?|对比|[以在](?!20[0-9]{2}年[底末前])|[是为]|达到|完成)[了到]?\\Z")
COMPARED_AFTER = re.compile("[ \u3000]?(?:的?基础|相比|[的之][0-9]|水平|同期|起|开始|以来|版|为基|的[0-9.]{1,6}[倍%])")
HEAD = re.compile(
    "[—–―\\-\\s（(一二三四五六七八九十0-9）)、.．·●○◆■－力争取确保努则上总体目标是经过年奋斗：:]{0,24}\\Z"
)
AIM = re.compile("\\A(?:到|至|截至|截止)|[底末前]|期间|时期|[—–－―\\-~～至]")
GOAL_BEHIND = re.compile("[年度 ]{0,2}(?:工作|发展|主要|阶段性?)?目标")  # 2017年目标
JOINT = re.compile("[、和及与，,]|以及")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with its words; `day` None where the text names none."""

    day: datetime.date | None
    words: str
    basis: str


NONE = Due(None, "", "")


@dataclass(frozen=True)
class Deadlines:
    """All dates of a text that can be deadlines, those at the head of a sentence, and the title's."""

    dates: tuple[Deadline, ...]
    starts: tuple[int, ...]
    heads: tuple[Deadline, ...]
    head_starts: tuple[int, ...]
    bracketed: tuple[Deadline, ...]
    title: Due
    year: int | None
    page: Page


def read_deadlines(text: PlanText, page: Page) -> Deadlines:
    """The deadlines of a text; dates before the document's own year are facts and left out."""
    year = _own_year(text, page.reading)
    title = _title(text.title) if text.title else _title_in_body(page.reading)
    found = find_deadlines(page.reading, default_year=title.day.year if title.day else year)
    dates = tuple(one for one in found if _is_due(page, one, year))
    heads = tuple(_heads(page, dates))
    bracketed = tuple(one for one in found if _fills_bracket(page, one, year))
    starts, head_starts = tuple(one.start for one in dates), tuple(one.start for one in heads)
    return Deadlines(dates, starts, heads, head_starts, bracketed, title, year, page)


def due_at(sentence: Sentence, index: int, deadlines: Deadlines, outline: Outline, group: tuple[int, ...]) -> Due:
    """The deadline that holds for an amount; `group` holds the indices of the amounts that 分别 pairs with it."""
    mention = sentence.mentions[index]
    own = _between(deadlines.dates, deadlines.starts, mention.part_start, mention.numeral.start)
    own = own or _holding(_between(deadlines.dates, deadlines.starts, sentence.start, mention.part_start))
    if own:
        chosen = _respective(own, deadlines.page, mention, group.index(index), len(group)) or own[-1]
        return Due(chosen.day, chosen.text, "sentence")
    behind = _behind(mention, deadlines)
    if behind:
        return Due(behind.day, behind.text, "sentence")
    earlier = _earlier(sentence, deadlines, outline)
    if earlier:
        return Due(earlier.day, earlier.text, "section")
    return deadlines.title


def _is_due(page: Page, one: Deadline, year: int | None) -> bool:
    if year and one.day.year < year:
        return False
    before, after = page.masked[max(0, one.start - 8) : one.start], page.masked[one.end : one.end + 8]
    hidden = page.masked[one.end - 1] != page.reading[one.end - 1] and "五" not in one.text
    compared = not AIM.search(one.text) and COMPARED.search(before)
    return not (hidden or compared or COMPARED_AFTER.match(after))


def _leads(page: Page, one: Deadline) -> bool:
    """到2025年， at the head of a sentence holds for what follows; a date in its middle does not."""
    start = max(page.masked.rfind(mark, max(0, one.start - 30), one.start) for mark in "。；;：:\n！")
    leads = (start >= 0 or one.start < 30) and HEAD.match(page.masked[start + 1 : one.start])
    return bool(leads and (AIM.search(one.text) or GOAL_BEHIND.match(page.masked, one.end)))


def _heads(page: Page, dates: tuple[Deadline, ...]) -> Iterator[Deadline]:
    """Dates at the head of a sentence, and those that begin a later clause of it (…，到2025年突破300亿元)."""
    end = -1
    for one in dates:
        follows = one.start < end and AIM.search(one.text) and page.masked[one.start - 1] in "，,；;"
        if follows or _leads(page, one):
            yield one
            stop = page.masked.find("。", one.end, one.end + 1500)
            line = page.masked.find("\n", one.end, one.end + 1500)
            end = min((at for at in (stop, line) if at >= 0), default=one.end)


def _between(dates: tuple[Deadline, ...], starts: tuple[int, ...], low: int, high: int) -> tuple[Deadline, ...]:
    return dates[bisect_left(starts, low) : bisect_left(starts, high)]


def _holding(dates: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """到2025年 holds across the semicolon; a date inside a part (2024年建设…) holds for that part only."""
    return tuple(one for one in dates if AIM.search(one.text))


def _respective(own: tuple[Deadline, ...], page: Page, mention: Mention, nth: int, length: int) -> Deadline | None:
    """The date at the same place as the number: 2023年、2025年分别达到120家、160家."""
    joint = own[-length:]
    if length < 2 or len(joint) != length:
        return None
    gaps = [page.masked[left.end : right.start] for left, right in pairwise(joint)]
    return joint[nth] if all(JOINT.fullmatch(gap) for gap in gaps) else None


def _fills_bracket(page: Page, one: Deadline, year: int | None) -> bool:
    around = page.reading[max(0, one.start - 1) : one.start] + page.reading[one.end : one.end + 1]
    return around in ("（）", "()") and (year is None or one.day.year >= year)


def _behind(mention: Mention, deadlines: Deadlines) -> Deadline | None:
    """A date in brackets right behind the number: 100家（2025年底前）."""
    at = bisect_right(deadlines.bracketed, mention.numeral.end, key=lambda one: one.start)
    if at >= len(deadlines.bracketed) or deadlines.bracketed[at].start > mention.numeral.end + 12:
        return None
    gap = deadlines.page.reading[mention.numeral.end : deadlines.bracketed[at].start]
    return deadlines.bracketed[at] if not any(mark in gap for mark in "，。；、\n") else None


def _earlier(sentence: Sentence, deadlines: Deadlines, outline: Outline) -> Deadline | None:
    """The last date at a sentence's head in this section or in one that contains it."""
    here, offsets = sentence.section, deadlines.page.offsets
    if here.path == "0":
        found = _between(deadlines.heads, deadlines.head_starts, sentence.line_start, sentence.start)
        return found[-1] if found else None
    around = {here.path, *(section.path for section in outline.ancestors(here))}
    top = outline.ancestors(here)[-1] if here.parent else here
    low = bisect_left(offsets, top.span.start)
    for one in reversed(_between(deadlines.heads, deadlines.head_starts, low, sentence.start)[-40:]):
        if outline.at(offsets[one.start]).path in around:
            return one
    return None


def _title(words: str) -> Due:
    periods = [match[0] for match in TITLE_PERIOD.finditer(words)]
    for period in periods[:1]:
        closed = period if period.endswith(("年", "间", "期", "”", '"', "’")) else f"{period}年"
        found = find_deadlines(closed, default_year=None)
        if found:
            return Due(found[-1].day, period, "title")
    return NONE


def _title_in_body(reading: str) -> Due:
    match = TITLE_IN_BODY.search(reading, 0, TITLE_REACH)
    return _title(match[match.lastgroup or 0]) if match else NONE


def _own_year(text: PlanText, reading: str) -> int | None:
    """The year the plan speaks from: the title's first, else the earlier of the known year and that of its dates."""
    in_title = YEAR.search(text.title)
    if in_title:
        return int(in_title[0])
    beginning = DOCUMENT_YEAR.findall(reading[:DATES_REACH]) + DOCUMENT_YEAR.findall(reading[-DATES_REACH // 4 :])
    dated = [int(one or other) for one, other in beginning]
    known = [*([max(dated)] if dated else []), *([text.year] if text.year else [])]
    return min(known, default=None)

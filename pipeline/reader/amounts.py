"""Targets and observations in one walk: each amount of a text is an aim, a stated fact, or neither.

In: a text to read. Out: found targets and observations in the order of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.numerals import read_strength
from pipeline.reader.aims import STRIVES, Setting, find_aims, read_setting
from pipeline.reader.deadlines import Deadlines, Due, due_at, read_deadlines
from pipeline.reader.exclusions import find_exclusions, find_thresholds
from pipeline.reader.facts import find_facts, read_period_text
from pipeline.reader.found import FoundObservation, FoundTarget, PlanText
from pipeline.reader.indicator_tables import find_table_amounts
from pipeline.reader.indicators import Words, read_comparator, read_words, threshold_words
from pipeline.reader.mentions import Page, Sentence, find_sentences, read_page

GOAL_LINE = re.compile(  # a heading without a number: 发展目标
    "^[ \u3000]{0,6}(?:发展|主要|工作|总体|具体|预期|行动|建设|规划|阶段)目标(?:任务|要求)?[。:：]?[ \u3000]{0,4}$",
    re.MULTILINE,
)
GOAL_LINE_HOLDS = 1500  # characters
CONDITIONS = re.compile(  # a heading 认定条件, and a line that ends 应符合以下条件：
    "(?:认定|评定|申报|申请|准入|入库|入驻|遴选|评选|创建|享受|定量|定性|基本|主要|必备|资格|支持)(?:的)?(?:条件|标准|要求|门槛)\\Z"
)
CONDITION_LINE = re.compile(
    "(?:符合|具备|满足|达到)(?:以下|下列)[^。，\n：:]{0,12}(?:条件|标准|要求)[^。，\n：:]{0,10}[：:]"
)
CONDITIONS_HOLD = 800  # characters
REPORT = re.compile("[讯电] ?(?:[（(]?(?:记者|通讯员))|记者从|新闻发布会|记者[\u4e00-\u9fff]{2,4}[报）]")
PLAN_TITLE = re.compile("方案|计划|规划|意见|措施|办法|通知|纲要|政策|决定")
RESPECTIVE = re.compile("分别")
JOINED = re.compile("[、和及与]\\Z|以及\\Z")
RATES = ("percent", "percentage-point", "multiple", "ratio")
BARE = 4  # characters: 增速, 年均增长
LONGEST_LIST = 12  # numbers that one 分别 pairs
FORECAST = re.compile("预计|有望|预期")


@dataclass(frozen=True, slots=True)
class Walk:
    """What holds for a whole text while its sentences are read one by one."""

    text: PlanText
    page: Page
    deadlines: Deadlines
    goal_lines: list[int]
    condition_lines: list[int]
    report: bool


def find_amounts(text: PlanText) -> tuple[FoundTarget | FoundObservation, ...]:
    """Every aim and every stated fact that names a number."""
    page = read_page(text)
    deadlines = read_deadlines(text, page)
    goal_lines = [match.start() for match in GOAL_LINE.finditer(page.reading)]
    condition_lines = [match.start() for match in CONDITION_LINE.finditer(page.reading)]
    report = not PLAN_TITLE.search(text.title) and bool(REPORT.search(page.reading, 0, 600))
    walk = Walk(text, page, deadlines, goal_lines, condition_lines, report)
    cells = list(find_table_amounts(page, deadlines.year))
    taken = {row.char_start for row in cells}
    rows: list[FoundTarget | FoundObservation] = list(cells)
    for sentence in find_sentences(text, page):
        rows.extend(row for row in _rows(walk, sentence) if row.char_start not in taken)
    return tuple(sorted(rows, key=lambda row: row.char_start) if cells else rows)


def _rows(walk: Walk, sentence: Sentence) -> Iterator[FoundTarget | FoundObservation]:
    page = walk.page
    thresholds = find_thresholds(sentence)
    exclusions = find_exclusions(sentence, page, thresholds)
    if all(exclusions) or _states_conditions(walk, sentence):
        return
    groups = _groups(sentence, page)
    dues = [due_at(sentence, at, walk.deadlines, walk.text.outline, groups[at]) for at in range(len(groups))]
    setting = _setting(walk, sentence, dated=any(due.basis == "section" for due in dues))
    aims = find_aims(sentence, exclusions, [due.basis in ("sentence", "section") for due in dues], setting, page)
    facts = find_facts(sentence, exclusions, setting, page)
    last: Words | None = None
    for index, (aim, fact) in enumerate(zip(aims, facts, strict=True)):
        if not (aim or fact) or sentence.mentions[index].numeral.value is None:  # 数百亿元 names no number
            continue
        last = words = _with_head(read_words(sentence, index, thresholds, groups[index], page), last, sentence, index)
        if not aim:
            yield _observation(page, sentence, index, fact, words)
            continue
        for condition in _conditions(sentence, index, thresholds, words, page):
            yield _target(page, sentence, index, aim, dues[index], replace(words, condition=condition))


def _with_head(words: Words, last: Words | None, sentence: Sentence, index: int) -> Words:
    """总产值115亿元、增速20%以上: a rate that names no indicator of its own takes the one before it."""
    is_rate = sentence.mentions[index].numeral.unit in RATES
    if last is None or not is_rate or len(words.indicator) > BARE or not 0 <= words.start - last.end <= 2:
        return words
    return replace(words, start=last.start, indicator=words.indicator or last.indicator)


def _groups(sentence: Sentence, page: Page) -> list[tuple[int, ...]]:
    """For each amount the indices of the amounts that 分别 pairs in one list."""
    groups: list[tuple[int, ...]] = []
    mentions = sentence.mentions
    at = 0
    while at < len(mentions):
        last = at
        while last + 1 < len(mentions) and last - at < LONGEST_LIST and _paired(mentions[last + 1].gap, last, sentence):
            last += 1
        before = page.masked[
            max(mentions[at].clause_start, mentions[at].numeral.start - 16) : mentions[at].numeral.start
        ]
        shared = last > at and RESPECTIVE.search(before)
        run = tuple(range(at, last + 1))
        groups.extend([run] * len(run) if shared else [(one,) for one in run])
        at = last + 1
    return groups


def _paired(gap: str, left: int, sentence: Sentence) -> bool:
    """Only 、 or 和 (and 以上) between two numbers of one unit."""
    same = sentence.mentions[left].numeral.unit == sentence.mentions[left + 1].numeral.unit
    return same and len(gap) <= 4 and bool(JOINED.search(gap))


def _setting(walk: Walk, sentence: Sentence, *, dated: bool) -> Setting:
    outline = walk.text.outline
    section = sentence.section
    headings = tuple(one.heading for one in (section, *outline.ancestors(section)) if one.heading)
    if _below_goal_line(walk, sentence):
        headings = ("目标", *headings)
    whole = outline.sections[-1].span.end or 1
    intro = section.path == "0" and len(outline.sections) > 3 and section.span.end < 0.4 * whole
    return read_setting(headings, intro=intro, report=walk.report, dated=dated, year=walk.deadlines.year)


def _below_goal_line(walk: Walk, sentence: Sentence) -> bool:
    """Whether a line 发展目标 without a number stands above, in the same section."""
    at = _line_above(walk.goal_lines, sentence, GOAL_LINE_HOLDS)
    return at is not None and walk.text.outline.at(walk.page.offsets[at]).path == sentence.section.path


def _states_conditions(walk: Walk, sentence: Sentence) -> bool:
    """Whether the sentence says who may apply: below a heading 认定条件 or a line 应符合以下条件："""
    outline = walk.text.outline
    around = (sentence.section, *outline.ancestors(sentence.section))
    if any(CONDITIONS.search(section.heading) for section in around):
        return True
    at = _line_above(walk.condition_lines, sentence, CONDITIONS_HOLD)
    if at is None or STRIVES.search(walk.page.masked, sentence.start, sentence.end):
        return False
    return outline.at(walk.page.offsets[at]).path in {section.path for section in around}


def _line_above(lines: list[int], sentence: Sentence, reach: int) -> int | None:
    """The last of the lines that begin before the sentence's end, if it is near enough."""
    at = bisect_right(lines, sentence.end) - 1
    return lines[at] if at >= 0 and sentence.start - lines[at] <= reach else None


def _conditions(sentence: Sentence, index: int, thresholds: list[bool], words: Words, page: Page) -> list[str]:
    """One condition for each row: 100亿元、50亿元零的突破 states two aims."""
    mention = sentence.mentions[index]
    if mention.numeral.value != 0:
        return [words.condition]
    sizes = []
    for at in range(index - 1, -1, -1):
        if not thresholds[at] or sentence.mentions[at].numeral.start < mention.clause_start:
            break
        sizes.append(threshold_words(sentence.mentions[at], page))
    return sizes[::-1] or [words.condition]


def _target(page: Page, sentence: Sentence, index: int, rule: str, due: Due, words: Words) -> FoundTarget:
    numeral = sentence.mentions[index].numeral
    strength_from = max(page.reading.rfind("；", sentence.start, numeral.start) + 1, sentence.start)
    return FoundTarget(
        **_amount(page, sentence, index, words),
        rule=rule,
        deadline=due.day,
        deadline_text=due.words,
        strength=read_strength(page.reading[strength_from : numeral.end]),
    )


def _observation(page: Page, sentence: Sentence, index: int, rule: str, words: Words) -> FoundObservation:
    mention = sentence.mentions[index]
    return FoundObservation(
        **_amount(page, sentence, index, words),
        rule=rule,
        period_text=read_period_text(page, mention),
        forecast=bool(FORECAST.search(mention.before)),
    )


def _amount(page: Page, sentence: Sentence, index: int, words: Words) -> dict[str, Any]:
    """The fields that a target and an observation share; the caller has seen that the number has a value."""
    numeral = sentence.mentions[index].numeral
    return {
        "quote": page.reading[words.start : words.end],
        "char_start": page.offsets[words.start],
        "char_end": page.offsets[words.end - 1] + 1,
        "indicator_text": words.indicator,
        "subject_text": words.subject,
        "condition": words.condition,
        "comparator": read_comparator(sentence, index, page),
        "value": numeral.value,
        "value_max": numeral.value_max,
        "unit": numeral.unit or "",
        "unit_noun": numeral.unit_noun or "",
        "value_text": numeral.text,
    }

"""Targets and observations in one walk: each amount of a text is an aim, a stated fact, or neither.

In: a text to read. Out: found targets and observations in the order of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from pipeline.numerals import read_strength
from pipeline.outline import Section
from pipeline.reader.aims import Setting, find_aims, read_setting
from pipeline.reader.deadlines import NONE, Deadlines, Due, due_at, read_deadlines
from pipeline.reader.exclusions import find_exclusions, find_thresholds
from pipeline.reader.facts import find_facts, read_period_text
from pipeline.reader.found import FoundObservation, FoundTarget, PlanText
from pipeline.reader.indicators import Words, read_comparator, read_words, threshold_words
from pipeline.reader.mentions import Page, Sentence, find_sentences, read_page

GOAL_LINE = re.compile(  # a heading without a number: 发展目标
    "^[ \u3000]{0,6}(?:发展|主要|工作|总体|具体|预期|行动|建设|规划|阶段)目标(?:任务|要求)?[。:：]?[ \u3000]{0,4}$", re.MULTILINE
)
GOAL_LINE_HOLDS = 1500  # characters
REPORT = re.compile("[讯电] ?(?:[（(]?(?:记者|通讯员))|记者从|新闻发布会|记者[\u4e00-\u9fff]{2,4}[报）]")
PLAN_TITLE = re.compile("方案|计划|规划|意见|措施|办法|通知|纲要|政策|决定")
RESPECTIVE = re.compile("分别")
JOINED = re.compile("[、和及与]\\Z|以及\\Z")
FORECAST = re.compile("预计|有望|预期")


def find_amounts(text: PlanText) -> tuple[FoundTarget | FoundObservation, ...]:
    """Every aim and every stated fact that names a number."""
    page = read_page(text)
    deadlines = read_deadlines(text, page)
    goal_lines = [match.start() for match in GOAL_LINE.finditer(page.reading)]
    report = not PLAN_TITLE.search(text.title) and bool(REPORT.search(page.reading, 0, 600))
    rows: list[FoundTarget | FoundObservation] = []
    for sentence in find_sentences(text, page):
        rows.extend(_rows(text, page, deadlines, sentence, goal_lines, report))
    return tuple(rows)


def _rows(
    text: PlanText, page: Page, deadlines: Deadlines, sentence: Sentence, goal_lines: list[int], report: bool
) -> Iterator[FoundTarget | FoundObservation]:
    exclusions = find_exclusions(sentence, page)
    groups = _groups(sentence, page)
    if all(exclusions):
        return
    dues = [due_at(sentence, i, deadlines, page, text.outline, groups[i]) for i in range(len(groups))]
    setting = _setting(text, page, sentence, dues, goal_lines, report, deadlines.year)
    dated = [due.basis in ("sentence", "section") for due in dues]
    aims = find_aims(sentence, exclusions, dated, setting, page)
    facts = find_facts(sentence, exclusions, setting, page) if not all(aims) else [""] * len(aims)
    thresholds = find_thresholds(sentence)
    for index, (aim, fact) in enumerate(zip(aims, facts, strict=True)):
        if not (aim or fact):
            continue
        words = read_words(sentence, index, thresholds, groups[index], page)
        if aim:
            conditions = _conditions(sentence, index, thresholds, words, page)
            for condition in conditions:
                yield _target(text, page, sentence, index, aim, dues[index], words, condition)
        else:
            yield _observation(page, sentence, index, fact, words)


def _groups(sentence: Sentence, page: Page) -> list[tuple[int, ...]]:
    """For each amount the indices of the amounts that 分别 pairs in one list."""
    groups: list[tuple[int, ...]] = []
    mentions = sentence.mentions
    at = 0
    while at < len(mentions):
        last = at
        while last + 1 < len(mentions) and _paired(mentions[last + 1].gap, last, sentence):
            last += 1
        before = page.masked[max(mentions[at].clause_start, mentions[at].numeral.start - 16) : mentions[at].numeral.start]
        shared = last > at and RESPECTIVE.search(before)
        run = tuple(range(at, last + 1))
        groups.extend([run] * len(run) if shared else [(one,) for one in run])
        at = last + 1
    return groups


def _paired(gap: str, left: int, sentence: Sentence) -> bool:
    """Only 、 or 和 (and 以上) between two numbers of one unit."""
    same = sentence.mentions[left].numeral.unit == sentence.mentions[left + 1].numeral.unit
    return same and len(gap) <= 4 and bool(JOINED.search(gap))


def _setting(
    text: PlanText, page: Page, sentence: Sentence, dues: list[Due], goal_lines: list[int], report: bool, year: int | None
) -> Setting:
    section = sentence.section
    around: tuple[Section, ...] = (section, *text.outline.ancestors(section))
    headings = tuple(one.heading for one in around if one.heading)
    if goal_lines:
        at = bisect_right(goal_lines, sentence.start) - 1
        start = goal_lines[at] if at >= 0 else -GOAL_LINE_HOLDS
        if sentence.start - start < GOAL_LINE_HOLDS and text.outline.at(page.offsets[start]).path == section.path:
            headings = ("目标", *headings)
    whole = text.outline.sections[-1].span.end or 1
    intro = section.path == "0" and len(text.outline.sections) > 3 and section.span.end < 0.4 * whole
    dated = any(due.basis == "section" for due in dues)
    return read_setting(headings, intro=intro, report=report, dated=dated, year=year)


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


def _target(
    text: PlanText, page: Page, sentence: Sentence, index: int, rule: str, due: Due, words: Words, condition: str
) -> FoundTarget:
    numeral = sentence.mentions[index].numeral
    strength_from = max(page.reading.rfind("；", sentence.start, numeral.start) + 1, sentence.start)
    return FoundTarget(
        quote=page.reading[words.start : words.end],
        char_start=page.offsets[words.start],
        char_end=page.offsets[words.end - 1] + 1,
        rule=rule,
        indicator_text=words.indicator,
        subject_text=words.subject,
        condition=condition,
        comparator=read_comparator(sentence, index, page),
        value=numeral.value or Decimal(0),
        value_max=numeral.value_max,
        unit=numeral.unit or "",
        unit_noun=numeral.unit_noun or "",
        value_text=numeral.text,
        deadline=due.day,
        deadline_text=due.words,
        strength=read_strength(page.reading[strength_from : numeral.end]),
    )


def _observation(page: Page, sentence: Sentence, index: int, rule: str, words: Words) -> FoundObservation:
    mention = sentence.mentions[index]
    numeral = mention.numeral
    return FoundObservation(
        quote=page.reading[words.start : words.end],
        char_start=page.offsets[words.start],
        char_end=page.offsets[words.end - 1] + 1,
        rule=rule,
        indicator_text=words.indicator,
        subject_text=words.subject,
        condition=words.condition,
        comparator=read_comparator(sentence, index, page),
        value=numeral.value or Decimal(0),
        value_max=numeral.value_max,
        unit=numeral.unit or "",
        unit_noun=numeral.unit_noun or "",
        value_text=numeral.text,
        period_text=read_period_text(page, sentence, numeral.start),
        forecast=bool(FORECAST.search(mention.before)),
    )

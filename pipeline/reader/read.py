"""Reading one text whole: every reader module once, in order, and the numerals with what they are there for.

In: a `PlanText`, or any text at all through `plan_text`. Out: `Findings`. No registry, no model, no network: the same
answer every time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain

from pipeline.numerals import role_by_rule
from pipeline.outline import Outline, read_outline
from pipeline.reader.amounts import find_amounts
from pipeline.reader.changes import find_changes
from pipeline.reader.chrome import find_chrome
from pipeline.reader.clusters import find_clusters
from pipeline.reader.focus_areas import find_focus_areas
from pipeline.reader.found import Findings, FoundAmount, FoundNumeral, FoundObservation, FoundTarget, PlanText
from pipeline.reader.header import read_header
from pipeline.reader.measures import find_measures
from pipeline.reader.placements import find_placements
from pipeline.reader.responsibilities import find_responsibilities
from pipeline.text import SENTENCE_END, Source, Span, find_page_marks

SHORTEST_PAGE = 60  # characters; a contents list or a list of tasks has shorter lines
FEWEST_MARKS = 3


def read_text(text: PlanText) -> Findings:
    """Everything the reader finds in a text, each list in the order of the text."""
    clusters = find_clusters(text)
    amounts = find_amounts(text)  # one walk finds both lists
    targets = tuple(row for row in amounts if isinstance(row, FoundTarget))
    observations = tuple(row for row in amounts if isinstance(row, FoundObservation))
    return Findings(
        clusters=clusters,
        focus_areas=find_focus_areas(text, clusters),
        cluster_changes=find_changes(text),
        targets=targets,
        observations=observations,
        measures=find_measures(text),
        responsibilities=find_responsibilities(text),
        placements=find_placements(text, clusters),
        numerals=tuple(_numerals(text, targets, observations)),
    )


def plan_text(raw: str, title: str = "") -> PlanText:
    """Any text made ready to read: chrome and page marks known where a rule is sure, and title and year found."""
    header = read_header(raw, title)
    source = Source(raw, sure_page_marks(raw), tuple(chrome.span for chrome in find_chrome(raw)))
    return PlanText(source, read_outline(source), header.title, header.year)


def read_plan_text(source: Source, outline: Outline, title: str, year: int | None) -> Findings:
    """Everything the reader finds in a text of which a person has said what it is."""
    return read_text(PlanText(source, outline, title, year))


def sure_page_marks(raw: str) -> tuple[Span, ...]:
    """The marks `⏎N、` of a document-sharing site: most cut a sentence in two, and whole pages stand between them."""
    marks = find_page_marks(raw)
    if len(marks) < FEWEST_MARKS:
        return ()
    cuts = sum(1 for mark in marks[1:] if raw[mark.start - 1] not in SENTENCE_END + "：:”）)")
    ends = [*(mark.start for mark in marks[1:]), len(raw)]
    pages = [end - mark.end for mark, end in zip(marks, ends, strict=True)]
    is_sure = 2 * cuts > len(marks) - 1 and sorted(pages)[len(pages) // 2] >= SHORTEST_PAGE
    return marks if is_sure else ()


def _numerals(
    text: PlanText, targets: tuple[FoundAmount, ...], observations: tuple[FoundAmount, ...]
) -> Iterator[FoundNumeral]:
    """Every numeral of the body: of a target or an observation, else of the rule that is sure of it, else unknown."""
    reading, offsets = text.source.reading
    held = sorted(chain(_held(text, targets, "target"), _held(text, observations, "observation")))
    starts = [span.start for span, _ in held]
    for numeral in text.numerals:
        first, last = offsets[numeral.start], offsets[numeral.end - 1] + 1
        position = bisect_right(starts, last - 1) - 1
        is_held = position >= 0 and held[position][0].end > first
        role, rule = (held[position][1], "in-find") if is_held else role_by_rule(reading, numeral) or ("", "")
        yield FoundNumeral(
            quote=numeral.text, char_start=first, char_end=last, rule=rule, text=numeral.text, role=role
        )


def _held(text: PlanText, amounts: tuple[FoundAmount, ...], role: str) -> Iterator[tuple[Span, str]]:
    """Where the value of each find stands; values that are written alike in one quote hold one place each."""
    _, offsets = text.source.reading
    taken: set[int] = set()
    for amount in amounts:
        first = bisect_left(offsets, amount.char_start)
        at = amount.quote.find(amount.value_text)
        while at >= 0 and first + at in taken:
            at = amount.quote.find(amount.value_text, at + 1)
        if at >= 0:
            taken.add(first + at)
            yield text.source.inside(Span(amount.char_start, amount.char_end), at, at + len(amount.value_text)), role

"""The card that other sites show beside a link: the project's name and a plan's text as its records mark it.

In: the corpus and the drawing site/templates/card.svg. Out: a PNG of 1200 × 630. The names are drawn as outlines, so
that no font of the machine changes a byte. The text is the one with most marks; each bar is a run of its characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment

from pipeline.pages.marks import FAMILIES
from pipeline.pages.rows import Corpus, Row
from pipeline.records import Plan

PATH = "assets/card.png"
WIDTH, HEIGHT = 1200, 630
COLUMNS, LINES = 40, 19
PLAIN = "#d3cfc4"
# The colours of site/assets/plans.css, on paper.
COLOURS: Mapping[str, str] = {
    "cluster": "#0a6455",
    "target": "#ab2318",
    "observation": "#855200",
    "agency": "#2352a3",
    "place": "#743488",
}


@dataclass(frozen=True)
class Bar:
    """A run of characters on one line."""

    line: int
    start: int
    length: int
    colour: str


def write_card(corpus: Corpus, environment: Environment, folder: Path) -> None:
    """Writes the card below `folder`, which is the root of the site."""
    from vl_convert import svg_to_png

    drawing = environment.get_template("card.svg").render(bars=card_bars(corpus), width=WIDTH, height=HEIGHT)
    target = folder / PATH
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(svg_to_png(drawing))


def card_bars(corpus: Corpus) -> list[Bar]:
    """The lines of the plan with most marks where they are densest, as bars; none where there are no plans."""
    found = {document_id: _marked(corpus, document_id) for document_id in corpus.plans}
    if not found:
        return []
    chosen = max(found, key=lambda document_id: (len(found[document_id]), document_id))
    lines = list(_lines(corpus.plans[chosen], _families(found[chosen])))
    first = _densest(lines)
    return [bar for number, line in enumerate(lines[first : first + LINES]) for bar in _bars(number, line)]


def _marked(corpus: Corpus, document_id: str) -> list[Row]:
    return [row for table in FAMILIES for row in corpus.where(table, "document_id", document_id) if row.span]


def _families(rows: list[Row]) -> dict[int, str]:
    """The family of each marked character; the shorter quote is the more telling."""
    families: dict[int, str] = {}
    spans = [(row.span, FAMILIES[row.table]) for row in rows if row.span]
    for span, family in sorted(spans, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1])):
        families |= dict.fromkeys(range(span.start, span.end), family)
    return families


def _lines(plan: Plan, families: Mapping[int, str]) -> Iterator[list[str]]:
    """The colour of each character, line by line, as if the text were set in lines of one length."""
    line: list[str] = []
    for offset, character in enumerate(plan.source.text):
        if character == "\n" or len(line) == COLUMNS:
            if line:
                yield line
            line = []
        if not character.isspace():
            line.append(COLOURS[families[offset]] if offset in families else PLAIN)
    if line:
        yield line


def _densest(lines: list[list[str]]) -> int:
    """Where the lines begin that show most kinds of marks, then most marked characters."""

    def worth(first: int) -> tuple[int, int, int]:
        shown = [colour for line in lines[first : first + LINES] for colour in line if colour != PLAIN]
        return len(set(shown)), len(shown), -first

    return max(range(max(1, len(lines) - LINES + 1)), key=worth)


def _bars(number: int, line: list[str]) -> Iterator[Bar]:
    start = 0
    for colour, run in groupby(line):
        length = len(list(run))
        yield Bar(number, start, length, colour)
        start += length

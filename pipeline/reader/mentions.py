"""The amounts of a text in their clauses: what the rules for targets and observations look at.

In: a text to read. Out: one mention per amount, in order, with the words of its own clause before and after it.
Words inside short brackets and quotation marks are masked (the same length, no meaning), so that a comma in
（自治县，以下简称区县） ends no clause and a verb in “千人计划” governs no number. All windows are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.numerals import Numeral, find_numerals
from pipeline.outline import Section
from pipeline.reader.found import PlanText

MASK = "\u2003"  # stands for a character that is there but says nothing
HIDDEN = re.compile(  # （自治县，以下简称区县） · “528工程” · 《规划（2024—2030年）》 · the comma of 1,600 · the colon of 2.5:1
    "[（(〔\\[](?P<bracket>[^（()）〔〕\\[\\]\n]{1,60})[）)〕\\]]"
    "|[“\"「『‘](?P<quoted>[^“”\"「」『』‘’\n]{1,30})[”\"」』’]"
    "|《(?P<title>[^《》\n]{1,80})》"
    "|(?<=[0-9０-９])(?P<mark>[,，:：])(?=[0-9０-９])"
)
SENTENCE = re.compile("[^。！？\n]{1,4000}[。！？\n]?|[。！？\n]")
PART_ENDS = "；;"
CLAUSE_ENDS = "，,：:；;"
REACH = 160  # characters that a clause may run to either side of its number
BOUNDARY = re.compile("[，,。；;：:、！？（(）)〔〕\n“”\\s]|\\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """From one full stop or line break to the next: half-open indices into the reading."""

    start: int
    end: int
    line_start: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount: indices into the reading, the words of its clause before and after it (masked).

    `clause_start` and `clause_end` bound the clause (，：；), `part_start` and `part_end` the part of the sentence (；).
    """

    numeral: Numeral
    sentence: Sentence
    part_start: int
    part_end: int
    clause_start: int
    clause_end: int
    before: str
    after: str
    section: Section


@dataclass(frozen=True)
class Page:
    """A text with its masked double: same length, words in brackets, quotation marks and titles hidden."""

    reading: str
    masked: str
    offsets: list[int]


def read_page(text: PlanText) -> Page:
    reading, offsets = text.source.reading
    return Page(reading, HIDDEN.sub(_hide, reading), offsets)


def find_mentions(text: PlanText, page: Page) -> Iterator[Mention]:
    """Every amount of the text with its clause, in order; dates and bare numbers are left out."""
    numerals = iter(find_numerals(page.reading))
    numeral = next(numerals, None)
    line_start = 0
    for match in SENTENCE.finditer(page.masked):
        sentence = Sentence(match.start(), match.end(), line_start)
        while numeral and numeral.start < sentence.end:
            if numeral.value is not None and numeral.unit not in (None, "date", "ordinal"):
                yield _mention(text, page, sentence, numeral)
            numeral = next(numerals, None)
        if page.masked[match.end() - 1] == "\n":
            line_start = match.end()


def is_hidden(page: Page, numeral: Numeral) -> bool:
    """Whether the number stands inside short quotation marks, brackets or a title."""
    return page.masked[numeral.start] == MASK


def ends_here(words: str) -> bool:
    """Whether a phrase ends before these words: at a mark, at the end, or where another item is joined."""
    return bool(BOUNDARY.match(words))


def _mention(text: PlanText, page: Page, sentence: Sentence, numeral: Numeral) -> Mention:
    low, high = max(sentence.start, numeral.start - 4 * REACH), min(sentence.end, numeral.end + 4 * REACH)
    part_start = _last(page.masked, PART_ENDS, low, numeral.start)
    part_end = _first(page.masked, PART_ENDS, numeral.end, high)
    clause_start, clause_end = _clause(page, numeral, part_start, part_end)
    words = page.reading if is_hidden(page, numeral) else page.masked
    return Mention(
        numeral,
        sentence,
        part_start,
        part_end,
        clause_start,
        clause_end,
        words[clause_start : numeral.start],
        words[numeral.end : clause_end],
        text.outline.at(page.offsets[numeral.start]),
    )


def _clause(page: Page, numeral: Numeral, part_start: int, part_end: int) -> tuple[int, int]:
    """The clause around a number; a number in brackets has the bracket as its clause."""
    if is_hidden(page, numeral):
        low = max(page.masked.rfind(mark, max(0, numeral.start - 80), numeral.start) for mark in "（(〔[“\"「『‘《")
        ends = [page.masked.find(mark, numeral.end, numeral.end + 80) for mark in "）)〕]”\"」』’》"]
        inside = [end for end in ends if end >= 0]
        return low + 1, min(inside, default=numeral.end)
    start = max(part_start, numeral.start - REACH)
    end = min(part_end, numeral.end + REACH)
    return _last(page.masked, CLAUSE_ENDS, start, numeral.start), _first(page.masked, CLAUSE_ENDS, numeral.end, end)


def _last(text: str, marks: str, low: int, high: int) -> int:
    """Just behind the last of the marks between low and high, or low."""
    return max((text.rfind(mark, low, high) + 1 for mark in marks), default=low) or low


def _first(text: str, marks: str, low: int, high: int) -> int:
    """At the first of the marks between low and high, or high."""
    return min((at for mark in marks if (at := text.find(mark, low, high)) >= 0), default=high)


def _hide(match: re.Match[str]) -> str:
    name = match.lastgroup
    if not name:
        return match[0]
    start, end = match.start(name) - match.start(), match.end(name) - match.start()
    return match[0][:start] + MASK * (end - start) + match[0][end:]

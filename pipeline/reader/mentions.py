"""The amounts of a text in their clauses: what the rules for targets and observations look at.

In: a text to read. Out: the sentences that name amounts, each with its amounts and the words around them.
Words inside short brackets and quotation marks are masked (the same length, no meaning), so that a comma in
（自治县，以下简称区县） ends no clause and a verb in “千人计划” governs no number. All windows are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from heapq import merge

from pipeline.numerals import Numeral
from pipeline.outline import Section
from pipeline.reader.found import PlanText

MASK = "\u2003"  # stands for a character that is there but says nothing
HIDDEN = re.compile(  # （自治县，以下简称区县） · “528工程” · 《规划（2024—2030年）》 · the marks of 1,600 and 2.5:1
    '(?=[（(〔\\[“"「『‘《,，:：])(?:'
    "[（(〔\\[](?P<bracket>[^（()）〔〕\\[\\]\n]{1,60})[）)〕\\]]"
    '|[“"「『‘](?P<quoted>[^“”"「」『』‘’\n]{1,30})[”"」』’]'
    "|《(?P<title>[^《》\n]{1,80})》"
    "|(?<=[0-9０-９])(?P<mark>[,，:：])(?=[0-9０-９]))"
)
SENTENCE = re.compile("[^。！？\n]{1,4000}[。！？\n]?|[。！？\n]")
PART_ENDS = "；;"
CLAUSE_ENDS = "，,：:；;"
CLAUSE_EDGES = frozenset(CLAUSE_ENDS + "。！？\n")
REACH = 160  # characters that a clause may run to either side of its number
BOUNDARY = re.compile("[，,。；;：:、！？（(）)〔〕\n“”/\\s]|\\Z")
FIRST_PLACE = re.compile("[居列占][^，,。；;、\n]{0,12}?(首位|榜首)")
QUALIFIER = re.compile(  # 以上 and its like, and words of size, between the number and its noun: 100亿元以上, 10亿级
    "(?:及其?|或者?|（[\u2003]{1,3}）|\\([\u2003]{1,3}\\))?(?:以上|以下|以内|之内|左右|上下)?(?:规模|级别|级|档|量级)?"
)
OPENING, CLOSING = '（(〔[“"「『‘《', '）)〕]”"」』’》'


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount with the words of its clause; all places are indices into the reading.

    `clause_start`, `clause_end` bound the clause (，：；), `part_start` the part of the sentence (；). `before` and
    `after` are the masked words of the clause; `gap` those since the number before it in the same sentence.
    """

    numeral: Numeral
    hidden: bool
    part_start: int
    part_end: int
    clause_start: int
    clause_end: int
    before: str
    after: str
    gap: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """From one full stop or line break to the next, with the amounts in it."""

    start: int
    end: int
    line_start: int
    section: Section
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Page:
    """A text with its masked double: same length, words in brackets, quotation marks and titles hidden."""

    reading: str
    masked: str
    offsets: list[int]
    numerals: tuple[Numeral, ...]

    def numerals_between(self, start: int, end: int) -> list[Numeral] | None:
        """The numerals of a clause, as indices into it; None where it is cut elsewhere than at its marks."""
        edges = (self.reading[start - 1 : start] or "\n") + (self.reading[end : end + 1] or "\n")
        first, last = bisect_left(self._numeral_starts, start), bisect_left(self._numeral_starts, end)
        within = self.numerals[first:last]
        is_cut = first and self.numerals[first - 1].end > start
        if is_cut or (within and within[-1].end > end) or any(edge not in CLAUSE_EDGES for edge in edges):
            return None
        return [_moved(one, start) for one in within]

    @cached_property
    def _numeral_starts(self) -> list[int]:
        return [one.start for one in self.numerals]


def read_page(text: PlanText) -> Page:
    """The body of a text and its masked double."""
    reading, offsets = text.source.reading
    return Page(reading, HIDDEN.sub(_hide, reading), offsets, text.numerals)


def find_sentences(text: PlanText, page: Page) -> Iterator[Sentence]:
    """The sentences that hold an amount, in order; dates, ordinals and bare numbers are no amounts."""
    numerals = merge(page.numerals, _first_places(page.reading), key=lambda one: one.start)
    numeral = next(numerals, None)
    line_start = 0
    for match in SENTENCE.finditer(page.masked):
        found = []
        while numeral and numeral.start < match.end():
            if numeral.value is not None and numeral.unit not in (None, "date", "ordinal"):
                found.append(numeral)
            numeral = next(numerals, None)
        if found:
            section = text.outline.at(page.offsets[found[0].start])
            yield Sentence(match.start(), match.end(), line_start, section, _mentions(page, match.span(), found))
        if page.masked[match.end() - 1] == "\n":
            line_start = match.end()


def _first_places(reading: str) -> Iterator[Numeral]:
    """居全国城市首位 as a rank, which stands in no digits."""
    for match in FIRST_PLACE.finditer(reading):
        yield Numeral(match.start(1), match.end(1), match[1], Decimal(1), None, "rank")


def _moved(one: Numeral, by: int) -> Numeral:
    return Numeral(one.start - by, one.end - by, one.text, one.value, one.value_max, one.unit, one.unit_noun)


def qualifier_length(words: str) -> int:
    """How many characters of 以上 and its like stand at the beginning of the words."""
    match = QUALIFIER.match(words)
    return match.end() if match else 0


def behind(mention: Mention) -> str:
    """The words of the clause behind the number and its 以上."""
    return mention.after[qualifier_length(mention.after) :]


def ends_here(words: str) -> bool:
    """Whether a phrase ends before these words: at a mark or at the end."""
    return bool(BOUNDARY.match(words))


def _mentions(page: Page, sentence: tuple[int, int], numerals: list[Numeral]) -> tuple[Mention, ...]:
    mentions = []
    previous_end = sentence[0]
    for numeral in numerals:
        low, high = max(sentence[0], numeral.start - 4 * REACH), min(sentence[1], numeral.end + 4 * REACH)
        part_start = _after_last(page.masked, PART_ENDS, low, numeral.start)
        part = part_start, _first(page.masked, PART_ENDS, numeral.end, high)
        hidden = page.masked[numeral.start] == MASK
        start, end = _around(page.reading, numeral) if hidden else _clause(page.masked, numeral, *part)
        words = page.reading if hidden else page.masked
        gap = page.masked[max(previous_end, numeral.start - REACH) : numeral.start]
        before, after = words[start : numeral.start], words[numeral.end : end]
        mentions.append(Mention(numeral, hidden, *part, start, end, before, after, gap))
        previous_end = numeral.end
    return tuple(mentions)


def _clause(masked: str, numeral: Numeral, part_start: int, part_end: int) -> tuple[int, int]:
    low, high = max(part_start, numeral.start - REACH), min(part_end, numeral.end + REACH)
    return _after_last(masked, CLAUSE_ENDS, low, numeral.start), _first(masked, CLAUSE_ENDS, numeral.end, high)


def _around(reading: str, numeral: Numeral) -> tuple[int, int]:
    """The bracket or quotation that a hidden number stands in."""
    low, high = max(0, numeral.start - 80), numeral.end + 80
    return _after_last(reading, OPENING, low, numeral.start), _first(reading, CLOSING, numeral.end, high)


def _after_last(text: str, marks: str, low: int, high: int) -> int:
    """Just behind the last of the marks between low and high, or low."""
    for mark in marks:
        low = max(low, text.rfind(mark, low, high) + 1)
    return low


def _first(text: str, marks: str, low: int, high: int) -> int:
    """At the first of the marks between low and high, or high."""
    high = min(high, len(text))
    for mark in marks:
        at = text.find(mark, low, high)
        high = at if at >= 0 else high
    return high


def _hide(match: re.Match[str]) -> str:
    name = match.lastgroup
    if not name:
        return match[0]
    start, end = match.start(name) - match.start(), match.end(name) - match.start()
    return match[0][:start] + MASK * (end - start) + match[0][end:]

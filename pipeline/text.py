"""Stored source text: spans, lines and columns, and finding a quote exactly once.

In: the characters of `source.txt` as captured, never normalised.
Out: half-open code-point offsets into that stored text.
Site chrome (navigation, download boxes) and page marks stay in the text; they are known by their spans,
so that a quote is never found in chrome and may run across a page mark.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

PAGE_MARK = re.compile(r"(?:\n|\A)([0-9]{1,4})、")  # "\n2、" in text saved from a document-sharing site
SENTENCE_END = "。；！？\n"


@dataclass(frozen=True, order=True)
class Span:
    """Half-open range of code-point offsets into the stored text."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Place:
    """Where a quote stands: its span in the stored text, and whether a page mark inside it was skipped."""

    span: Span
    crosses_break: bool


@dataclass(frozen=True)
class Source:
    """One stored text with the spans that are not the document's own words."""

    text: str
    page_marks: tuple[Span, ...] = ()
    outside: tuple[Span, ...] = ()

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @cached_property
    def body(self) -> tuple[Span, ...]:
        """The runs of text that belong to the document, page marks and chrome left out, in order."""
        runs = []
        start = 0
        for hole in sorted((*self.page_marks, *self.outside)):
            if hole.start > start:
                runs.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < len(self.text):
            runs.append(Span(start, len(self.text)))
        return tuple(runs)

    def find(self, quote: str, *, within: Span | None = None, preceded_by: str = "") -> list[Place]:
        """Every place of `quote` in the body, page marks skipped; `preceded_by` stands directly before it."""
        reading, offsets = self.reading
        wanted = preceded_by + quote
        places = []
        at = reading.find(wanted) if wanted else -1
        while at >= 0:
            first, last = at + len(preceded_by), at + len(wanted) - 1
            span = Span(offsets[first], offsets[last] + 1)
            if within is None or within.contains(span):
                places.append(Place(span, crosses_break=span.end - span.start != len(quote)))
            at = reading.find(wanted, at + 1)
        return places

    def words(self, span: Span) -> str:
        """The document's own characters inside `span`: page marks and chrome left out."""
        reading, offsets = self.reading
        return reading[_index(offsets, span.start) : _index(offsets, span.end)]

    def inside(self, span: Span, start: int, end: int) -> Span:
        """Stored span of the characters `start:end` of `words(span)`."""
        _, offsets = self.reading
        first = _index(offsets, span.start)
        return Span(offsets[first + start], offsets[first + end - 1] + 1)

    def sentence(self, span: Span) -> Span:
        """The sentence around `span`: from the last 。；！？ or line break (page marks skipped) to the next."""
        reading, offsets = self.reading
        first, last = _index(offsets, span.start), _index(offsets, span.end)
        start = max(reading.rfind(mark, 0, first) for mark in SENTENCE_END) + 1
        ends = [at for at in (reading.find(mark, max(last - 1, first)) for mark in SENTENCE_END) if at >= 0]
        end = min(ends) + 1 if ends else len(reading)
        return Span(offsets[start], offsets[max(end, last) - 1] + 1)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, character in enumerate(self.text) if character == "\n")]

    @cached_property
    def reading(self) -> tuple[str, list[int]]:
        """The body as one string, chrome replaced by a line break, with each character's stored offset."""
        runs: list[str] = []
        offsets: list[int] = []
        previous = 0
        for run in self.body:
            if any(hole.start < run.start and hole.end > previous for hole in self.outside) and runs:
                runs.append("\n")
                offsets.append(previous)
            runs.append(self.text[run.start : run.end])
            offsets.extend(range(run.start, run.end))
            previous = run.end
        return "".join(runs), offsets


def find_page_marks(text: str) -> tuple[Span, ...]:
    """Spans of the marks `⏎N、` that count up from 1, each with the line break before it."""
    marks = []
    expected = 1
    for match in PAGE_MARK.finditer(text):
        if int(match.group(1)) == expected:
            marks.append(Span(match.start(), match.end()))
            expected += 1
    return tuple(marks)


def _index(offsets: list[int], offset: int) -> int:
    """Index of the first body character at or after a stored offset."""
    return bisect_right(offsets, offset - 1)

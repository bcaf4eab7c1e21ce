"""The running text that reader modules search: the body as one string, and back to stored offsets.

In: a `Source`. Out: quotes with stored offsets for ranges of the reading, sentences, and which ranges stand in
brackets that name the bodies responsible.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.text import Source, Span

SENTENCE_STOP = re.compile(r"[。；;！？!?\n]")
BRACKETED = re.compile(  # （责任单位：市工信局、市发改委）, 〔牵头单位：…〕, （区经委、华新镇）, with brackets inside
    r"[（(〔【][^（(〔【）)〕】\n]{1,600}(?:[（(〔][^（()）〔〕\n]{0,60}[）)〕][^（(〔【）)〕】\n]{0,600}){0,12}[）)〕】]"
)
AGENCY = re.compile(r"局|委[、，；）)〕]|[厅办]|政府|管委会|部门|单位|公司|公安|海关|负责|牵头")


@dataclass(frozen=True)
class Passages:
    """The reading of one source with the questions that rules ask of it."""

    source: Source

    @cached_property
    def text(self) -> str:
        return self.source.reading[0]

    def quote(self, start: int, end: int) -> tuple[str, int, int]:
        """The words of a range of the reading with their stored offsets."""
        offsets = self.source.reading[1]
        return self.text[start:end], offsets[start], offsets[end - 1] + 1

    def index(self, offset: int) -> int:
        """Index in the reading of the first body character at or after a stored offset."""
        return bisect_right(self.source.reading[1], offset - 1)

    def range(self, span: Span) -> tuple[int, int]:
        return self.index(span.start), self.index(span.end)

    def sentence_end(self, at: int, limit: int = 300) -> int:
        """Where the sentence around `at` ends: at the next 。；！？ or line break, or `limit` characters on."""
        stop = SENTENCE_STOP.search(self.text, at, at + limit)
        return stop.start() if stop else min(len(self.text), at + limit)

    def is_agency(self, at: int) -> bool:
        """Whether `at` stands inside brackets that name the bodies responsible."""
        position = bisect_right(self._agency_starts, at) - 1
        return position >= 0 and at < self._agencies[position][1]

    @cached_property
    def _agencies(self) -> list[tuple[int, int]]:
        return [found.span() for found in BRACKETED.finditer(self.text) if AGENCY.search(found.group())]

    @cached_property
    def _agency_starts(self) -> list[int]:
        return [start for start, _ in self._agencies]

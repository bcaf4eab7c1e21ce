"""Where a quote stands, said the way people say it: nothing where it stands once, else `section` or `preceded_by`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.outline import Outline
from pipeline.reader.found import Found
from pipeline.records.strict import UNPRINTABLE
from pipeline.text import Place, Source, Span

LONGEST_QUOTE = 600
LONGEST_BEFORE = 40
CELL = re.compile(r"[^\t\r\n]+")
EDGE = re.compile(r"\A[\s]|[\s]\Z")


def is_writable(words: str) -> bool:
    """Whether a record file can hold these words: one line, nothing invisible, no blank at either end."""
    return 0 < len(words) <= LONGEST_QUOTE and not UNPRINTABLE.search(words) and not EDGE.search(words)


def one_line(source: Source, found: Found, needed: Sequence[str]) -> tuple[str, int]:
    """The quote and its stored offset; of several cells or lines only the first that holds all the needed words."""
    whole = Span(found.char_start, found.char_end)
    for cell in CELL.finditer(found.quote):
        if cell[0] != found.quote and needed and all(words in cell[0] for words in needed):
            return cell[0], source.inside(whole, *cell.span()).start
    return found.quote, found.char_start


def place_hint(source: Source, outline: Outline, places: Sequence[Place], char_start: int) -> dict[str, str] | None:
    """The keys that make the place at `char_start` the only one of the quote's; None where no hint of one line can."""
    here = next((place for place in places if place.span.start == char_start), None)
    if here is None:
        return None
    if len(places) == 1:
        return {}
    section = outline.at(char_start)
    if sum(1 for place in places if section.span.contains(place.span)) == 1 and section.span.contains(here.span):
        return {"section": f"s{section.path}"}
    return _preceded(source, places, char_start)


def _preceded(source: Source, places: Sequence[Place], char_start: int) -> dict[str, str] | None:
    """The fewest characters before the quote that stand before no other of its places."""
    reading, offsets = source.reading
    at = bisect_left(offsets, char_start)
    others = [bisect_left(offsets, place.span.start) for place in places if place.span.start != char_start]
    for length in range(1, min(LONGEST_BEFORE, at) + 1):
        others = [other for other in others if other >= length and reading[other - length] == reading[at - length]]
        before = reading[at - length : at]
        if UNPRINTABLE.search(before):
            return None
        if not others and not EDGE.search(before):
            return {"preceded_by": before}
    return None

"""Where a quote stands, said the way people say it: nothing where it stands once, else `section` or `preceded_by`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.outline import Outline
from pipeline.reader.found import Found
from pipeline.records.strict import UNPRINTABLE
from pipeline.text import Source, Span

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


def place_hint(source: Source, outline: Outline, quote: str, char_start: int) -> dict[str, str] | None:
    """The keys that make the quote's place the only one; None where no hint of one line can."""
    places = source.find(quote)
    if not any(place.span.start == char_start for place in places):
        return None
    if len(places) == 1:
        return {}
    section = outline.at(char_start)
    if len(source.find(quote, within=section.span)) == 1:
        return {"section": f"s{section.path}"}
    return _preceded(source, quote, char_start)


def _preceded(source: Source, quote: str, char_start: int) -> dict[str, str] | None:
    reading, offsets = source.reading
    at = bisect_left(offsets, char_start)
    for length in range(1, min(LONGEST_BEFORE, at) + 1):
        before = reading[at - length : at]
        if UNPRINTABLE.search(before):
            return None
        if not EDGE.search(before) and len(source.find(quote, preceded_by=before)) == 1:
            return {"preceded_by": before}
    return None

"""What a printed page adds to a text: page numbers and running heads, found by their place and their repetition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .pagelines import Line
from .pdfium import Box

EDGE = 0.12  # of the page's height, at the top and at the bottom
NEAR = 4.0  # points between the places of one running head on different pages
FEWEST = 3  # pages that repeat a running head, and a tenth of all
LONGEST = 40  # characters of a running head
NUMBERED = re.compile(
    r"^(?P<open>[—–－‐‑\-−·•~～\s]{0,9}|第\s?|Page )(?P<number>[0-9０-９]{1,4})"
    r"(?P<close>\s?页?(?:\s?[/／,，]?\s?(?:of\s|共)?\s?[0-9０-９]{1,4}\s?页?)?[—–－‐‑\-−·•~～\s]{0,9})$"
)  # — 1 —; 第 2 页 共 9 页; 3/20


def find_furniture(pages: Sequence[tuple[Box, Sequence[Line]]]) -> tuple[set[int], list[str], list[str]]:
    """Ids of the lines that are furniture, the page numbers among them, and each running head once."""
    numbers: list[tuple[int, Line]] = []
    repeated: defaultdict[str, list[Line]] = defaultdict(list)
    for box, lines in pages:
        for line in _edge_lines(box, lines):
            match = NUMBERED.match(line.text.strip())
            if match:
                numbers.append((int(match.group("number")), line))
            else:
                repeated[line.text.strip()].append(line)
    marks = [line for number, line in numbers if _is_mark(number, line, numbers)]
    heads = [found for found in repeated.values() if _is_head(found, len(pages))]
    furniture = {id(line) for line in marks} | {id(line) for found in heads for line in found}
    return furniture, [line.text.strip() for line in marks], [found[0].text.strip() for found in heads]


def _edge_lines(box: Box, lines: Sequence[Line]) -> list[Line]:
    """Up to three lines at each end of a page that stand in its outer margin."""
    edge = (box.top - box.bottom) * EDGE
    free = sorted((line for line in lines if not line.is_row), key=lambda line: line.box.top)
    low = [line for line in free[:3] if line.box.top < box.bottom + edge]
    high = [line for line in free[-3:] if line.box.bottom > box.top - edge]
    return [*low, *(line for line in high if line not in low)]


def _is_mark(number: int, line: Line, numbers: list[tuple[int, Line]]) -> bool:
    """A number in dashes or 第…页 is a page number; a bare one only when it counts on with another page's."""
    match = NUMBERED.match(line.text.strip())
    if match is not None and (match.group("open").strip() or match.group("close").strip()):
        return True
    return any(other.page != line.page and number - value == line.page - other.page for value, other in numbers)


def _is_head(found: list[Line], pages: int) -> bool:
    """The same short words at the same height on three pages or more, or on both of two."""
    repeats = len({line.page for line in found})
    if repeats < min(FEWEST, max(pages, 2)) or repeats * 10 < pages or len(found[0].text) > LONGEST:
        return False
    tops = sorted(line.box.top for line in found)
    return tops[-1] - tops[0] <= NEAR

"""Lines of a pdf page in reading order: glyphs to segments, columns one after another, ruled tables as rows.

All distances are measured in the size of the glyphs themselves, because a pdf says where a character stands and not
why. Spaces are made from gaps, as the writing programs' own spaces are unreliable in justified Chinese text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdfium import Box, Glyph, Page
from .rows import Cell, row_lines
from .ruled import Table, find_tables

WIDE = "\u2e80"  # from here on characters fill a square
COLUMN_ROWS = 5  # fewer rows side by side are a signature or a list, not columns
COLUMN_LETTERS = 8  # on average in a line of a column


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a column, or one row of a table; `edges` are the left and right end of its column."""

    text: str
    box: Box
    em: float
    page: int
    edges: tuple[float, float]
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs of one line without a wide gap between them."""

    glyphs: tuple[Glyph, ...]
    box: Box
    em: float


Row = list[Segment]


def read_lines(page: Page) -> list[Line]:
    """All lines of a page in reading order."""
    tables, free = find_tables(page.rules, page.glyphs)
    ordered: list[Line] = []
    rows = _rows(free)
    for table in sorted(tables, key=lambda table: -table.box.top):
        middle = (table.box.top + table.box.bottom) / 2
        above = [row for row in rows if _middle(row[0].box) > middle]
        rows = rows[len(above) :]
        ordered += _columns(above, page.number)
        ordered += _table_lines(table, page.number)
    return ordered + _columns(rows, page.number)


def write_segment(glyphs: Sequence[Glyph]) -> str:
    """Characters of one line, left to right, with a space where a gap is one."""
    text = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _is_space(before, glyph):
            text += " "
        text += glyph.text
        before = glyph
    return text


def join_lines(parts: Sequence[str]) -> str:
    """Pieces of one paragraph: a space only between Latin letters and digits, none beside a wide character."""
    text = ""
    for part in parts:
        latin = bool(text) and text[-1].isascii() and part[:1].isascii() and not text.endswith(("-", "/", " "))
        text += f" {part}" if latin and part else part
    return text


def glyph_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped into lines from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -_middle(glyph.box)):
        own = glyph.box.top - glyph.box.bottom
        if not rows or middle - _middle(glyph.box) > 0.5 * max(height, own):
            rows.append([])
            middle, height = _middle(glyph.box), own
        rows[-1].append(glyph)
        if own > height:
            middle, height = _middle(glyph.box), own
    return [sorted(row, key=lambda glyph: glyph.box.left) for row in rows]


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _is_space(before: Glyph, glyph: Glyph) -> bool:
    """A gap that a reader sees: small between letters and digits, most of a square beside a wide character."""
    gap = glyph.box.left - before.box.right
    height = max(before.box.top - before.box.bottom, glyph.box.top - glyph.box.bottom)
    wide = before.text >= WIDE or glyph.text >= WIDE
    return gap > height * (0.55 if wide else 0.12)


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    return [_segments(row) for row in glyph_rows(glyphs)]


def _segments(glyphs: list[Glyph]) -> Row:
    em = max(glyph.box.top - glyph.box.bottom for glyph in glyphs)
    runs = [[glyphs[0]]]
    for glyph in glyphs[1:]:
        if glyph.box.left - runs[-1][-1].box.right > em:
            runs.append([])
        runs[-1].append(glyph)
    return [Segment(tuple(run), _around([glyph.box for glyph in run]), _em(run)) for run in runs]


def _em(glyphs: Sequence[Glyph]) -> float:
    """Size of a square: the usual width of a wide character, else the height."""
    widths = sorted(glyph.box.right - glyph.box.left for glyph in glyphs if glyph.text >= WIDE)
    heights = sorted(glyph.box.top - glyph.box.bottom for glyph in glyphs)
    return max(widths[len(widths) // 2] if widths else heights[len(heights) // 2], 1.0)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _columns(rows: list[Row], page: int) -> list[Line]:
    """Rows as lines; where two columns stand side by side, the left one first."""
    if not rows:
        return []
    zone = _widest_zone(rows)
    if zone is None:
        return _written(rows, page)
    first, last, gutter = zone
    left = [part for row in rows[first:last] if (part := [s for s in row if s.box.right <= gutter])]
    right = [part for row in rows[first:last] if (part := [s for s in row if s.box.right > gutter])]
    return [
        *_columns(rows[:first], page),
        *_columns(left, page),
        *_columns(right, page),
        *_columns(rows[last:], page),
    ]


def _widest_zone(rows: list[Row]) -> tuple[int, int, float] | None:
    """First and last row of the longest run of rows that keep one gutter free, with the gutter's place."""
    best: tuple[int, int, float] | None = None
    at = 0
    while at < len(rows):
        gaps = pairwise(rows[at])
        found = [zone for left, right in gaps if (zone := _zone(rows, at, left, right)) is not None]
        for zone in found:
            if best is None or zone[1] - zone[0] > best[1] - best[0]:
                best = zone
        at = max([at + 1, *(zone[1] for zone in found)])
    return best


def _zone(rows: list[Row], at: int, left: Segment, right: Segment) -> tuple[int, int, float] | None:
    """The rows around `at` that leave the gap between two segments free, if they are columns of text."""
    low, high = left.box.right, right.box.left
    first, last = at, at + 1
    for step, end in ((-1, -1), (1, len(rows))):
        row = at + step
        while row != end:
            free = _free(rows[row], low, high)
            if free is None:
                break
            low, high = free
            row += step
        first, last = (row + 1, last) if step < 0 else (first, row)
    gutter = (low + high) / 2
    first, last = _trimmed(rows, first, last, gutter)
    return (first, last, gutter) if _is_text(rows[first:last], gutter) else None


def _trimmed(rows: list[Row], first: int, last: int, gutter: float) -> tuple[int, int]:
    """The zone without rows on one side only that stand apart from it: a title above, a signature below."""
    both = [at for at in range(first, last) if _both(rows[at], gutter)]
    if len(both) < COLUMN_ROWS:
        return first, first
    steps = sorted(_step(rows, at) for at in range(both[0] + 1, both[-1] + 1))
    usual = steps[len(steps) // 2] * 1.15
    begin, end = both[0], both[-1] + 1
    while begin > first and _step(rows, begin) <= usual:
        begin -= 1
    while end < last and _step(rows, end) <= usual:
        end += 1
    return begin, end


def _step(rows: list[Row], at: int) -> float:
    """Distance from a row to the one above it."""
    return _middle(rows[at - 1][0].box) - _middle(rows[at][0].box)


def _free(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """What a row leaves of a gutter, or None when less than half a square is left."""
    for segment in row:
        if segment.box.right <= (low + high) / 2:
            low = max(low, segment.box.right)
        elif segment.box.left >= (low + high) / 2:
            high = min(high, segment.box.left)
        else:
            return None
    return (low, high) if high - low > 0.5 * row[0].em else None


def _both(row: Row, gutter: float) -> bool:
    return row[0].box.right <= gutter < row[-1].box.left


def _is_text(rows: list[Row], gutter: float) -> bool:
    """Columns hold running text: most left lines are full, and lines on both sides are long."""
    both = [row for row in rows if _both(row, gutter)]
    if len(both) < COLUMN_ROWS:
        return False
    left = [segment for row in both for segment in row if segment.box.right <= gutter]
    right = [segment for row in both for segment in row if segment.box.left > gutter]
    edge = max(segment.box.right for segment in left)
    full = sum(edge - segment.box.right < 2 * segment.em for segment in left)
    long = all(sum(len(s.glyphs) for s in side) >= COLUMN_LETTERS * len(both) for side in (left, right))
    return long and full * 2 >= len(left)


def _written(rows: list[Row], page: int) -> list[Line]:
    edges = min(row[0].box.left for row in rows), max(row[-1].box.right for row in rows)
    lines = []
    for row in rows:
        text = "\t".join(write_segment(segment.glyphs) for segment in row)
        box = _around([segment.box for segment in row])
        lines.append(Line(text, box, max(segment.em for segment in row), page, edges))
    return lines


def _table_lines(table: Table, page: int) -> list[Line]:
    rows = [
        [
            Cell((join_lines([write_segment(row) for row in glyph_rows(cell.glyphs)]),), cell.columns, cell.rows)
            for cell in row
        ]
        for row in table.rows
    ]
    edges = table.box.left, table.box.right
    return [Line(text, table.box, 1.0, page, edges, is_row=True) for text in row_lines(rows)]

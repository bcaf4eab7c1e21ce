"""Tables as lines: one line per row, cells separated by a tab.

The text of a merged cell stands once, at its first row and column; the places it covers stay empty, so that
columns stay in step and no character is doubled. Inside a cell, line breaks become one space and tabs too.
A table that is only layout (one column, a table inside, a cell as long as a chapter) is read as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SEPARATOR = "\t"
WIDEST = 200  # columns; spans beyond the table's own width are cut
LONGEST_CELL = 2_000  # characters; a longer cell holds a text, not a value
BREAK = re.compile(r"[ \t\r\n]{1,100}")  # "市科技局\n市财政局"


@dataclass(frozen=True)
class Cell:
    """Lines of one cell, and how many columns and rows it covers."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1


def row_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Lines of a table, with empty places where merged cells reach."""
    if not is_grid(rows):
        return cell_lines(rows)
    lines = []
    covered: dict[int, int] = {}  # column → rows it is still covered from above
    for row in rows:
        texts = _place(row, covered)
        if any(texts):
            lines.append(SEPARATOR.join(texts))
    return lines


def cell_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Lines of a table that is only layout: its cells one after another."""
    return [line for row in rows for cell in row for line in cell.lines if line.strip()]


def is_grid(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether cells stand side by side and none holds a whole text."""
    side_by_side = any(sum(1 for cell in row if any(cell.lines)) > 1 for row in rows)
    return side_by_side and all(sum(map(len, cell.lines)) <= LONGEST_CELL for row in rows for cell in row)


def _place(row: Sequence[Cell], covered: dict[int, int]) -> list[str]:
    """Texts of one row by column; counts down what reaches in from above and adds what reaches below."""
    reached = frozenset(covered)
    texts: list[str] = []
    below: dict[int, int] = {}
    for cell in row:
        _skip(texts, reached)
        text = BREAK.sub(" ", " ".join(line.strip() for line in cell.lines if line.strip()))
        width = max(1, min(cell.columns, WIDEST - len(texts)))
        below.update({len(texts) + step: cell.rows - 1 for step in range(width) if cell.rows > 1})
        texts.extend([text, *[""] * (width - 1)])
    _skip(texts, reached)
    for column in reached:
        covered[column] -= 1
        if covered[column] == 0:
            del covered[column]
    covered.update(below)
    return texts


def _skip(texts: list[str], reached: frozenset[int]) -> None:
    """Add an empty place for each column that is covered from above."""
    while len(texts) in reached:
        texts.append("")

"""Ruled tables of a pdf page: cells from the lines that are drawn around them.

Lines that touch make one lattice; neighbouring places of the lattice without a line between them are one cell.
A lattice of one column (a frame around a text) is no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdfium import Box, Glyph

NEAR = 3.0  # points; lines this close are one
MOST_RULES = 2_000
MOST_LATTICE = 20_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """Glyphs inside one cell, and how many columns and rows of the lattice it covers."""

    glyphs: tuple[Glyph, ...]
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row, top to bottom, each standing in the row and column where it begins."""

    box: Box
    rows: tuple[tuple[RuledCell, ...], ...]


def find_tables(rules: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page and the glyphs that stand in none of them."""
    tables: list[Table] = []
    free = list(glyphs)
    if not 0 < len(rules) <= MOST_RULES:
        return tables, free
    for group in _touching(list(rules)):
        lattice = _lattice(group)
        if lattice is None:
            continue
        box = Box(lattice.xs[0], lattice.ys[0], lattice.xs[-1], lattice.ys[-1])
        inside = [glyph for glyph in free if _holds(box, glyph.box)]
        table = Table(box, _cells(lattice, inside))
        if sum(bool(cell.glyphs) for row in table.rows for cell in row) > 1:
            tables.append(table)
            free = [glyph for glyph in free if not _holds(box, glyph.box)]
    return tables, free


@dataclass(frozen=True, slots=True)
class _Lattice:
    """Places of lines, ascending, and the lines themselves."""

    xs: list[float]
    ys: list[float]
    flat: list[Box]
    upright: list[Box]


def _holds(box: Box, inner: Box) -> bool:
    x, y = (inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def _touching(rules: list[Box]) -> list[list[Box]]:
    """Rules grouped by touching; a sweep from left to right keeps it short."""
    rules.sort(key=lambda rule: rule.left)
    parents = list(range(len(rules)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for at, rule in enumerate(rules):
        for other in range(at + 1, len(rules)):
            next_rule = rules[other]
            if next_rule.left > rule.right + NEAR:
                break
            if next_rule.bottom <= rule.top + NEAR and rule.bottom <= next_rule.top + NEAR:
                parents[root(other)] = root(at)
    groups: dict[int, list[Box]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _lattice(group: list[Box]) -> _Lattice | None:
    """The lattice of touching rules, or None when it has fewer than two columns or no row."""
    flat = [rule for rule in group if rule.right - rule.left > rule.top - rule.bottom]
    upright = [rule for rule in group if rule.right - rule.left <= rule.top - rule.bottom]
    xs = _clustered(
        [(rule.left + rule.right) / 2 for rule in upright] + [end for r in flat for end in (r.left, r.right)]
    )
    ys = _clustered(
        [(rule.bottom + rule.top) / 2 for rule in flat] + [end for r in upright for end in (r.bottom, r.top)]
    )
    if not upright or len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MOST_LATTICE:
        return None
    return _Lattice(xs, ys, flat, upright)


def _clustered(places: list[float]) -> list[float]:
    clusters: list[float] = []
    for place in sorted(places):
        if not clusters or place - clusters[-1] > NEAR:
            clusters.append(place)
    return clusters


def _cells(lattice: _Lattice, glyphs: list[Glyph]) -> tuple[tuple[RuledCell, ...], ...]:
    """Cells row by row from the top; each glyph belongs to the cell that holds its middle."""
    columns, rows = len(lattice.xs) - 1, len(lattice.ys) - 1
    parts = _joined_places(lattice, columns, rows)
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        x = (glyph.box.left + glyph.box.right) / 2
        y = (glyph.box.bottom + glyph.box.top) / 2
        column = min(bisect_right(lattice.xs, x) - 1, columns - 1)
        row = min(bisect_right(lattice.ys, y) - 1, rows - 1)
        held.setdefault(parts[row * columns + column], []).append(glyph)
    spans: dict[int, list[tuple[int, int]]] = {}
    for place, part in enumerate(parts):
        spans.setdefault(part, []).append((place // columns, place % columns))
    begun: dict[int, list[tuple[int, RuledCell]]] = {row: [] for row in range(rows)}
    for part, places in spans.items():
        top, bottom = max(row for row, _ in places), min(row for row, _ in places)
        left, right = min(column for _, column in places), max(column for _, column in places)
        cell = RuledCell(tuple(held.get(part, ())), right - left + 1, top - bottom + 1)
        begun[top].append((left, cell))
    ordered = (sorted(begun[row], key=lambda entry: entry[0]) for row in reversed(range(rows)))
    return tuple(tuple(cell for _, cell in row) for row in ordered)


def _joined_places(lattice: _Lattice, columns: int, rows: int) -> list[int]:
    """For each place of the lattice (from the bottom left) the lowest place it is joined with."""
    lines_right = _drawn([(r.left + r.right, r.bottom, r.top) for r in lattice.upright], lattice.xs, lattice.ys)
    lines_above = _drawn([(r.bottom + r.top, r.left, r.right) for r in lattice.flat], lattice.ys, lattice.xs)
    parts = list(range(columns * rows))

    def root(at: int) -> int:
        while parts[at] != at:
            at = parts[at]
        return at

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in lines_right:
                parts[max(root(here + 1), root(here))] = min(root(here + 1), root(here))
            if row + 1 < rows and (row + 1, column) not in lines_above:
                parts[max(root(here + columns), root(here))] = min(root(here + columns), root(here))
    return [root(at) for at in range(columns * rows)]


def _drawn(lines: list[tuple[float, float, float]], across: list[float], along: list[float]) -> set[tuple[int, int]]:
    """Which edges are drawn: (index of the line's place, index of the stretch along it)."""
    middles = [(low + high) / 2 for low, high in pairwise(along)]
    drawn: set[tuple[int, int]] = set()
    for doubled, low, high in lines:
        at = min(range(len(across)), key=lambda index: abs(across[index] - doubled / 2))
        drawn.update((at, stretch) for stretch, middle in enumerate(middles) if low <= middle <= high)
    return drawn

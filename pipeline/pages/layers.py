"""A drawing of things in columns with links from left to right: which order, and how high each one stands.

In: columns of keys from left to right, and links between them. Out: for each link the points it passes, for each key
the middle of its height. The method is Sugiyama's, kept short: a link over several columns gets a place in each of
them, each column is sorted by the mean position of its neighbours (the order with fewest crossings is kept), and
heights come as near to the neighbours' mean as the distances allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Link = tuple[str, str]
Columns = list[list[str]]
SWEEPS = 8


@dataclass(frozen=True)
class Sizes:
    """How high a thing is, how high the place of a passing link, and how much room lies between two neighbours."""

    thing: float
    passing: float
    gap: float


@dataclass(frozen=True)
class Drawing:
    """The middle of each thing and of each link's places in the columns it passes, from the top; and the height."""

    middles: Mapping[str, float]
    passes: Mapping[Link, tuple[float, ...]]
    height: float


def arrange(columns: Sequence[Sequence[str]], links: Sequence[Link], sizes: Sizes) -> Drawing:
    """Orders every column and sets every height; links run from an earlier column to a later one."""
    chains = {link: _chain(columns, link) for link in links}
    full = [[*column] for column in columns]
    for chain in chains.values():
        for column, key in chain[1:-1]:
            full[column].append(key)
    steps = [(start[1], end[1]) for chain in chains.values() for start, end in pairwise(chain)]
    ordered = _ordered(full, steps)
    passing = {key for chain in chains.values() for _, key in chain[1:-1]}
    heights = {key: sizes.passing if key in passing else sizes.thing for column in ordered for key in column}
    middles = _middles(ordered, steps, heights, sizes.gap)
    passes = {link: tuple(middles[key] for _, key in chain[1:-1]) for link, chain in chains.items()}
    return Drawing(middles, passes, max((middles[key] + height / 2 for key, height in heights.items()), default=0.0))


def _chain(columns: Sequence[Sequence[str]], link: Link) -> list[tuple[int, str]]:
    """A link as its steps from column to column, each with a key of its own."""
    at = {key: number for number, column in enumerate(columns) for key in column}
    start, end = at[link[0]], at[link[1]]
    between = [(column, f"{link[0]} → {link[1]} @ {column}") for column in range(start + 1, end)]
    return [(start, link[0]), *between, (end, link[1])]


def crossings(columns: Sequence[Sequence[str]], steps: Sequence[Link]) -> int:
    """How many pairs of steps between the same two columns cross."""
    place = {key: (number, row) for number, column in enumerate(columns) for row, key in enumerate(column)}
    spans = [(place[start][0], place[start][1], place[end][1]) for start, end in steps]
    return sum(
        one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0
        for number, one in enumerate(spans)
        for other in spans[:number]
    )


def _ordered(columns: Columns, steps: Sequence[Link]) -> Columns:
    """The order with the fewest crossings among those that sorting by neighbours runs through."""
    left, right = _neighbours(steps)
    best, fewest = [[*column] for column in columns], crossings(columns, steps)
    current = [[*column] for column in columns]
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 1
        numbers = range(1, len(current)) if forward else range(len(current) - 2, -1, -1)
        for number in numbers:
            beside = current[number - 1 if forward else number + 1]
            current[number] = _by_neighbours(current[number], beside, left if forward else right)
        found = crossings(current, steps)
        if found < fewest:
            best, fewest = [[*column] for column in current], found
    return best


def _neighbours(steps: Sequence[Link]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    left: dict[str, list[str]] = defaultdict(list)
    right: dict[str, list[str]] = defaultdict(list)
    for start, end in steps:
        left[end].append(start)
        right[start].append(end)
    return left, right


def _by_neighbours(column: list[str], beside: list[str], neighbours: Mapping[str, list[str]]) -> list[str]:
    """A column sorted by the mean position of its neighbours; what has none goes to the end."""
    position = {key: row for row, key in enumerate(beside)}

    def mean(key: str) -> float:
        rows = [position[other] for other in neighbours.get(key, ()) if other in position]
        return sum(rows) / len(rows) if rows else float(len(beside))

    return sorted(column, key=mean)


def _middles(columns: Columns, steps: Sequence[Link], heights: Mapping[str, float], gap: float) -> dict[str, float]:
    left, right = _neighbours(steps)
    middles: dict[str, float] = {}
    for column in columns:
        middles |= _spread(column, dict.fromkeys(column, 0.0), heights, gap)
    for sweep in range(SWEEPS):
        beside = left if sweep % 2 else right
        for column in columns if sweep % 2 else columns[::-1]:
            wanted = {key: _mean([middles[other] for other in beside.get(key, ())], middles[key]) for key in column}
            middles |= _spread(column, wanted, heights, gap)
    top = min((middles[key] - height / 2 for key, height in heights.items()), default=0.0)
    return {key: round(middle - top, 1) for key, middle in middles.items()}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _spread(
    column: Sequence[str], wanted: Mapping[str, float], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """The middles nearest to the wanted ones that keep order and distance (pool adjacent violators)."""
    offsets: list[float] = []
    at = 0.0
    for number, key in enumerate(column):
        at += (heights[column[number - 1]] + heights[key]) / 2 + gap if number else 0.0
        offsets.append(at)
    pools: list[tuple[float, int]] = []  # mean of wanted minus offset, and of how many
    for key, offset in zip(column, offsets, strict=True):
        mean, count = wanted[key] - offset, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    starts = [mean for mean, count in pools for _ in range(count)]
    return {key: start + offset for key, start, offset in zip(column, starts, offsets, strict=True)}

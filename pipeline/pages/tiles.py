"""Tile grids: a city's towns, districts and zones as equal tiles, with what plans say of each; no map, no boundary.

In: a view; rows and columns come from the registry of areas. Out: the grid of a city, with counts, and the grid on
which some areas are marked. What is said of an area without a tile of its own (a zone made of towns, a base inside
a town) is listed beside the grid, and the tiles it covers say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.pages.rows import Corpus, Row
from pipeline.pages.view import View

LEVELS = 4  # tints of a counted tile


@dataclass(frozen=True)
class Tile:
    """One area on the grid, rows and columns from 1; `level` 0 (nothing said) to LEVELS (most often named).

    `through` are the areas without a tile by which a tile is touched: 水乡 for each of its five towns.
    """

    row: Row
    column: int
    line: int
    placements: int
    sites: int
    level: int
    through: tuple[Row, ...] = ()

    @property
    def count(self) -> int:
        return self.placements + self.sites


@dataclass(frozen=True)
class Grid:
    """A city's tiles; `counted` grids show numbers, others only which tiles are meant."""

    city: Row
    tiles: tuple[Tile, ...]
    beside: tuple[Tile, ...]
    counted: bool

    @property
    def columns(self) -> int:
        return max(tile.column for tile in self.tiles)

    @property
    def most(self) -> tuple[Tile, ...]:
        """The tiles named most often; none where no tile is named."""
        top = max(tile.count for tile in self.tiles)
        return tuple(tile for tile in self.tiles if top and tile.count == top)

    @property
    def named(self) -> tuple[Tile, ...]:
        """Every area of which something is said, most often named first, the whole city last."""
        found = [tile for tile in (*self.tiles, *self.beside) if tile.count]
        return tuple(sorted(found, key=lambda tile: (tile.row == self.city, -tile.count, tile.row.key)))


def tiled_cities(corpus: Corpus) -> list[Row]:
    """The cities whose parts have tiles, in the order of their ids."""
    found = (city_of(corpus, row) for row in corpus["areas"] if row["tile_column"])
    return list(dict.fromkeys(city for city in found if city is not None))


def city_grid(view: View, city: Row) -> Grid:
    """How often each part of a city is named: clusters placed there, and sites."""
    corpus = view.corpus
    areas = [city, *(row for row in corpus["areas"] if city_of(corpus, row) == city)]
    placed = Counter({row.key: len(corpus.where("placements", "area_id", row.key)) for row in areas})
    sites = Counter({row.key: len(corpus.where("sites", "area_id", row.key)) for row in areas})
    return _grid(corpus, city, placed, sites, counted=True)


def area_grid(view: View, areas: Sequence[Row]) -> Grid | None:
    """Where some areas lie in their city: a place, or all places of a cluster; None where it has no tiles."""
    corpus = view.corpus
    city = next((found for found in (city_of(corpus, area) for area in areas) if found is not None), None)
    if city is None:
        return None
    inside = [area.key for area in areas if city_of(corpus, area) == city]
    return _grid(corpus, city, Counter(inside), Counter(), counted=False)


def city_of(corpus: Corpus, area: Row) -> Row | None:
    """The nearest area around an area that has no tile, and parts that have: Shenzhen for 河套, inside 福田."""
    above = corpus.row("areas", area["parent_id"])
    while above is not None and not _has_tiled_parts(corpus, above):
        above = corpus.row("areas", above["parent_id"])
    return above


def _has_tiled_parts(corpus: Corpus, area: Row) -> bool:
    parts = corpus.where("areas", "parent_id", area.key)
    return not area["tile_column"] and any(part["tile_column"] for part in parts)


def _grid(corpus: Corpus, city: Row, placed: Counter[str], sites: Counter[str], *, counted: bool) -> Grid:
    areas = [row for row in corpus["areas"] if city_of(corpus, row) == city]
    most = max((placed[row.key] + sites[row.key] for row in areas if row["tile_column"]), default=0)
    untiled = [row for row in areas if not row["tile_column"] and placed[row.key] + sites[row.key]]
    own = [city] if placed[city.key] + sites[city.key] else []
    through = {row.key: tuple(_touching(corpus, row, untiled)) for row in areas}

    def tile(row: Row) -> Tile:
        count = placed[row.key] + sites[row.key]
        column, line = (int(row[name] or -1) + 1 for name in ("tile_column", "tile_row"))
        level = -(-count * LEVELS // most) if most else 0
        return Tile(row, column, line, placed[row.key], sites[row.key], level, through.get(row.key, ()))

    tiles = sorted(map(tile, (row for row in areas if row["tile_column"])), key=lambda one: (one.line, one.column))
    return Grid(city, tuple(tiles), tuple(map(tile, (*own, *untiled))), counted)


def _touching(corpus: Corpus, area: Row, untiled: Iterable[Row]) -> Iterator[Row]:
    """The areas without a tile that are made of this one, or lie in it."""
    for row in untiled:
        if area.key in row.list("members") or (not row.list("members") and area.key == row["parent_id"]):
            yield row

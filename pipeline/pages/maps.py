"""The page of tile grids: per city how often each place is named, and one small grid per cluster placed in it.

In: a view. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.pages.clusters import cluster_grid
from pipeline.pages.render import Page
from pipeline.pages.rows import Row, place_in_text
from pipeline.pages.tiles import Grid, city_grid, tiled_cities
from pipeline.pages.view import View


@dataclass(frozen=True)
class CityMap:
    """A city's grid, its clusters with theirs, and by area what is placed there."""

    grid: Grid
    clusters: tuple[tuple[Row, Grid], ...]
    subjects: Mapping[str, tuple[Row, ...]]


def map_pages(view: View) -> Iterator[Page]:
    """One page with the grids of all cities that have tiles."""
    cities = [_city_map(view, city) for city in tiled_cities(view.corpus)]
    yield Page("map/", "map.html", view.labels.say("map_title"), view.labels.say("map_lead"), {"cities": cities})


def _city_map(view: View, city: Row) -> CityMap:
    grids = ((row, cluster_grid(view, row)) for row in view.corpus["clusters"])
    clusters = tuple((row, grid) for row, grid in grids if grid is not None and grid.city == city)
    grid = city_grid(view, city)
    return CityMap(grid, clusters, {tile.row.key: _subjects(view, tile.row) for tile in grid.named})


def _subjects(view: View, area: Row) -> tuple[Row, ...]:
    """The clusters and focus areas placed in an area."""
    rows = sorted(view.corpus.where("placements", "area_id", area.key), key=place_in_text)
    return tuple(dict.fromkeys(row for row in map(view.subject, rows) if row is not None))

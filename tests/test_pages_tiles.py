"""Tile grids: where a city's parts stand, what is counted on them, and what is said beside the grid."""

from __future__ import annotations

import pytest
from published import REPOSITORY, SCHEMAS, published_view

from pipeline.pages.clusters import cluster_grid
from pipeline.pages.maps import map_pages
from pipeline.pages.render import Renderer, read_templates
from pipeline.pages.rows import Row
from pipeline.pages.tiles import Grid, area_grid, city_grid, city_of, tiled_cities
from pipeline.pages.view import View
from pipeline.publication import read_publication


@pytest.fixture(scope="module")
def view() -> View:
    return published_view("zh")


def row(view: View, table: str, key: str) -> Row:
    found = view.of(table, key)
    assert found is not None
    return found


def grid_of_cluster(view: View, key: str) -> Grid:
    grid = cluster_grid(view, row(view, "clusters", key))
    assert grid is not None
    return grid


def test_each_city_has_a_grid_and_no_two_places_share_a_tile(view: View) -> None:
    grids = [city_grid(view, city) for city in tiled_cities(view.corpus)]
    assert [(grid.city["name"], len(grid.tiles), grid.columns) for grid in grids] == [("东莞", 34, 9), ("深圳", 13, 7)]
    assert [len({(tile.column, tile.line) for tile in grid.tiles}) for grid in grids] == [34, 13]


def test_shenzhen_is_recognisable_bao_an_in_the_west_dapeng_in_the_east_hetao_south_of_futian(view: View) -> None:
    at = {tile.row["name"]: (tile.column, tile.line) for tile in city_grid(view, row(view, "areas", "shenzhen")).tiles}
    assert at["宝安"] == (1, 1)
    assert at["前海"][0] < at["南山"][0] < at["福田"][0] < at["罗湖"][0] < at["盐田"][0] < at["大鹏"][0] < at["深汕"][0]
    assert at["河套"] == (at["福田"][0], at["福田"][1] + 1)


def test_a_zone_inside_a_district_belongs_to_the_city_that_has_the_grid(view: View) -> None:
    assert row(view, "areas", "shenzhen-hetao")["parent_id"] == "shenzhen-futian"
    assert city_of(view.corpus, row(view, "areas", "shenzhen-hetao")) == row(view, "areas", "shenzhen")
    assert city_of(view.corpus, row(view, "areas", "shenzhen")) is None


def test_songshan_lake_is_named_most_often_in_dongguan(view: View) -> None:
    grid = city_grid(view, row(view, "areas", "dongguan"))
    assert [(tile.row["name"], tile.placements, tile.sites, tile.level) for tile in grid.most] == [("松山湖", 9, 1, 4)]
    assert [tile.level for tile in grid.tiles if tile.row["name"] in {"滨海湾", "长安", "虎门"}] == [0, 1, 2]


def test_what_is_said_of_the_city_and_of_zones_made_of_towns_stands_beside_the_grid(view: View) -> None:
    grid = city_grid(view, row(view, "areas", "dongguan"))
    assert {tile.row["name"]: tile.placements for tile in grid.beside} == {"东莞": 0, "临深基地": 1, "水乡": 4}
    assert grid.named[-1].row["name"] == "东莞"


def test_low_altitude_economy_marks_two_towns_and_through_shuixiang_five_more(view: View) -> None:
    grid = grid_of_cluster(view, "dongguan-2024/low-altitude-economy")
    assert [tile.row["name"] for tile in grid.tiles if tile.count] == ["松山湖", "谢岗"]
    assert [tile.row["name"] for tile in grid.tiles if tile.through] == ["中堂", "麻涌", "望牛墩", "洪梅", "道滘"]
    assert [tile.row["name"] for tile in grid.beside] == ["水乡"]


def test_a_base_inside_a_town_touches_only_that_town(view: View) -> None:
    grid = grid_of_cluster(view, "dongguan-2024/semiconductors")
    assert [tile.row["name"] for tile in grid.tiles if tile.through] == ["塘厦"]


def test_a_cluster_or_place_of_a_city_without_tiles_has_no_grid(view: View) -> None:
    assert cluster_grid(view, row(view, "clusters", "ruian-2023/nev-connected-vehicles")) is None
    assert area_grid(view, [row(view, "areas", "ruian-tangxia")]) is None


@pytest.mark.parametrize(
    ("language", "caption", "title", "spoken"),
    [
        ("zh", "方格示意图，非地图", "东莞：松山湖被点名最多（布局9处，载体1个）", "松山湖：布局9处，载体1个"),
        (
            "en",
            "Schematic grid, not a map",
            "Dongguan: Songshan Lake named most often (placements 9, sites 1)",
            "Songshan Lake: placements 9, sites 1",
        ),
    ],
)
def test_the_page_says_what_it_shows_in_words_numbers_and_a_table(
    language: str, caption: str, title: str, spoken: str
) -> None:
    view = published_view("zh" if language == "zh" else "en")
    renderer = Renderer(read_templates(REPOSITORY / "site" / "templates"), view, read_publication(SCHEMAS, "0.0.1"))
    text = renderer.text(next(map_pages(view)))
    assert caption in text
    assert title in text
    assert f'aria-label="{spoken}"' in text
    assert 'href="../places/dongguan-songshanhu/"' in text
    assert text.count('<tr><th scope="row"') == len(city_names(view))


def city_names(view: View) -> list[str]:
    return [tile.row.key for city in tiled_cities(view.corpus) for tile in city_grid(view, city).named]

"""The static API on the repository's own documents: its files, its envelope, its links, and its twins in the site."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from exported import read_source

from pipeline.exports.api import KINDS, write_api
from pipeline.exports.api.exact import exact_json
from pipeline.packages import write_packages

ADDRESS = "https://plans.example/"
ANCHOR = re.compile(r'\bid="([^"]+)"')
TARGET = "targets/shenzhen-2024/high-tech-enterprises-2025.json"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and the API of the documents under seeds/."""
    out = tmp_path_factory.mktemp("dist")
    source = read_source()
    write_packages(source.tables, source.schemas, source.plans, source.publication.version, out / "data")
    write_api(source, out)
    return out


@pytest.fixture(scope="module")
def api(dist: Path) -> Path:
    return dist / "api" / "v1"


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def addresses(tree: Any) -> set[str]:
    """Every address of this site anywhere in an answer."""
    if isinstance(tree, dict):
        return set().union(*map(addresses, tree.values()))
    if isinstance(tree, list):
        return set().union(*map(addresses, tree))
    return {tree} if isinstance(tree, str) and tree.startswith(ADDRESS) else set()


def served(api: Path) -> list[Path]:
    return sorted(path for path in api.rglob("*.json") if path.name != "openapi.json")


def test_a_target_is_told_with_its_value_its_sentence_and_where_it_stands(api: Path) -> None:
    answer = read(api / TARGET)
    target = answer["data"]
    assert (target["comparator"], target["value"], target["unit_noun"]) == ("gt", 25000, "家")
    assert target["deadline"] == "2025-12-31"
    assert target["condition"] is None
    assert target["overridden"] == []
    told = target["provenance"]
    assert told["quote"] == "国家高新技术企业超过2.5万家"
    assert [heading["heading"] for heading in told["headings"]] == ["总体要求", "发展目标"]
    assert (told["char_start"], told["char_end"]) == (641, 656)
    assert told["source_sha256"] == "f8b1a82449ffa9fbae38083556aae099ef5442cfafe16f1b83d9d7fccf5d0591"
    assert answer["links"]["text"] == f"{ADDRESS}documents/shenzhen-2024/#q-641-656"
    assert answer["links"]["indicator"] == f"{ADDRESS}api/v1/indicators/high-tech-enterprises.json"


def test_a_target_is_told_with_what_was_reported_later(api: Path) -> None:
    (match,) = read(api / TARGET)["data"]["related"]["matches"]
    assert (match["status"], match["ratio"]) == ("not-yet", Decimal("0.992"))
    assert match["observation"]["value_text"] == "2.48万家"
    assert match["observation"]["links"]["self"].endswith(
        "/observations/shenzhen-2024-10-31/high-tech-enterprises.json"
    )


def test_a_cluster_is_told_with_its_places_agencies_and_focus_areas(api: Path) -> None:
    related = read(api / "clusters/dongguan-2024/low-altitude-economy.json")["data"]["related"]
    assert {row["area"]["name"] for row in related["placements"]} >= {"松山湖"}
    assert [row["agency"]["name_en"] for row in related["responsibilities"] if row["role"] == "lead"]
    assert related["focus_areas"][0]["quote"]
    assert related["sector"]["id"] == "sei-2018-equipment"


def test_a_place_is_told_with_what_is_placed_in_it(api: Path) -> None:
    answer = read(api / "places/dongguan-fenggang.json")
    (placement,) = answer["data"]["related"]["placements"]
    assert (placement["cluster"]["name"], placement["role"]) == ("人工智能", "core")
    assert placement["quote"] == "支持以松山湖、滨海湾、南城、凤岗为重点建设集聚区"
    assert answer["links"]["page_en"] == f"{ADDRESS}en/places/dongguan-fenggang/"


def test_a_document_is_told_with_counts_and_the_ids_of_its_records(api: Path) -> None:
    contents = read(api / "documents/dongguan-2024.json")["data"]["related"]["contents"]
    assert contents["counts"]["clusters"] == len(contents["ids"]["clusters"]) == 12
    assert "dongguan-2024/industry-clusters-2027" in contents["ids"]["targets"]
    assert "dongguan-songshanhu" in contents["ids"]["places"]


def test_every_answer_has_the_same_five_members(api: Path) -> None:
    members = {tuple(read(path)) for path in served(api)}
    assert members == {("version", "license", "kind", "links", "data")}
    heads = {(answer["version"], answer["license"]) for answer in map(read, served(api))}
    assert heads == {("1.2.3", "CC-BY-4.0")}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_list_names_every_row_of_its_table_and_each_has_a_file_with_the_same_fields(dist: Path, kind) -> None:
    (rows,) = {path.read_text(encoding="utf-8") for path in (dist / "data").glob(f"*/{kind.table}.json")}
    table = json.loads(rows, parse_float=Decimal)
    listed = read(dist / "api" / "v1" / f"{kind.name}.json")["data"]
    records = [read(dist / entry["links"]["self"].removeprefix(ADDRESS))["data"] for entry in listed]
    assert [{name: record[name] for name in row} for row, record in zip(table, records, strict=True)] == table


def test_every_address_within_the_api_is_served(api: Path) -> None:
    links = set().union(*(addresses(read(path)) for path in served(api)))
    own = {link.removeprefix(f"{ADDRESS}api/v1/") for link in links if link.startswith(f"{ADDRESS}api/v1/")}
    templates = {f"{kind.name}/{{id}}.json" for kind in KINDS}
    assert own - templates == {path.relative_to(api).as_posix() for path in api.rglob("*.json")}


def test_every_page_sentence_and_file_that_the_api_names_is_in_the_built_site(built_site: Path) -> None:
    links = set().union(*(addresses(read(path)) for path in served(built_site / "api" / "v1")))
    places = {urldefrag(link.removeprefix(ADDRESS)) for link in links if "/{id}" not in link}
    folders = {"data/latest/", "data/v0.0.1/"}
    files = {
        path: built_site / (f"{path}index.html" if path == "" or path.endswith("/") else path) for path, _ in places
    }
    assert [path for path, file in files.items() if not file.is_file() and path not in folders] == []
    pages = {
        path: file.read_text(encoding="utf-8")
        for path, file in files.items()
        if file.suffix == ".html" and file.is_file()
    }
    anchors = {path: set(ANCHOR.findall(html)) for path, html in pages.items()}
    assert [place for place in sorted(places) if place.fragment and place.fragment not in anchors[place.url]] == []


@pytest.mark.parametrize("language", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("kind", ["documents", "clusters", "agencies", "places", "indicators"])
def test_each_record_has_a_twin_beside_its_page_with_the_same_bytes(built_site: Path, kind: str, language: str) -> None:
    api = built_site / "api" / "v1" / kind
    records = {path.relative_to(api).as_posix().removesuffix(".json"): path for path in api.rglob("*.json")}
    twins = {name: built_site / language / kind / name / "index.json" for name in records}
    assert records
    assert [name for name, path in records.items() if twins[name].read_bytes() != path.read_bytes()] == []


def test_addresses_follow_the_address_the_site_is_published_at(tmp_path: Path) -> None:
    source = read_source()
    moved = replace(source, publication=replace(source.publication, address="https://data.example/plans/"))
    write_api(moved, tmp_path)
    answer = read(tmp_path / "api" / "v1" / TARGET)
    assert answer["links"]["self"] == f"https://data.example/plans/api/v1/{TARGET}"
    assert addresses(answer) == set()


def test_an_id_that_is_no_safe_path_is_refused(tmp_path: Path) -> None:
    source = read_source()
    sectors = source.tables["sectors"].copy()
    sectors.loc[0, "sector_id"] = "../../seeds"
    with pytest.raises(ValueError, match=r"an id of sectors cannot be a path: '\.\./\.\./seeds'"):
        write_api(replace(source, tables={**source.tables, "sectors": sectors}), tmp_path)


def test_amounts_are_written_digit_by_digit() -> None:
    tree = {"万亿元": [Decimal("1.6E12"), Decimal("0.1000000000000000055511151231257827"), None, True], "空": [[], {}]}
    assert json.loads(exact_json(tree), parse_float=Decimal) == {
        "万亿元": [1600000000000, Decimal("0.1000000000000000055511151231257827"), None, True],
        "空": [[], {}],
    }


def test_text_is_quoted_as_the_standard_writer_quotes_it() -> None:
    hostile = {'"</script>\u2028\n\\': "破\u202e零\x1b", "表": {"a": [1, -2], "b": "🚀"}}
    assert exact_json(hostile) == json.dumps(hostile, ensure_ascii=False, indent=2) + "\n"


def test_the_csv_and_the_api_say_the_same_number(dist: Path) -> None:
    with (dist / "data" / "targets" / "targets.csv").open(encoding="utf-8", newline="") as lines:
        written = {row["target_id"]: row["value"] for row in csv.DictReader(lines)}
    listed = read(dist / "api" / "v1" / "targets.json")["data"]
    assert {target["target_id"]: str(target["value"]) for target in listed} == written

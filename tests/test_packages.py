"""The four data packages of the tiny workspace: files, descriptors, and what the validators find in broken ones."""

from __future__ import annotations

import csv
import hashlib
import json
import socket
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from workspaces import TINY

from pipeline.packages import package_names, validate_package, write_packages
from pipeline.packages.files import csv_text, json_text
from pipeline.packages.sources import masked
from pipeline.records import Plan, Registry
from pipeline.tables import build_tables

PACKAGES = ("clusters", "targets", "agencies", "spatial-layout")


@pytest.fixture
def packages(tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path, tmp_path: Path) -> Path:
    tables = build_tables(tiny_plans, tiny_registry, schemas)
    write_packages(tables, schemas, tiny_plans, "1.2.3", tmp_path / "data")
    return tmp_path / "data"


def read_descriptor(packages: Path, name: str) -> dict:
    return json.loads((packages / name / "datapackage.json").read_text(encoding="utf-8"))


def test_the_packages_are_those_of_the_data_model(schemas: Path) -> None:
    assert tuple(package_names(schemas)) == PACKAGES


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_valid_without_the_network(packages: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    assert validate_package(packages / name) == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_holds_csv_and_json_of_each_table_its_sources_and_how_to_read_them(packages: Path, name: str) -> None:
    tables = [resource["name"] for resource in read_descriptor(packages, name)["resources"]]
    files = {f"{table}.{ending}" for table in tables for ending in ("csv", "json")}
    assert {path.name for path in (packages / name).iterdir()} == files | {"datapackage.json", "README.md", "sources"}
    documents = ("xinzhou-2021", "xinzhou-2025", "xinzhou-2025-10-20")
    assert {path.name for path in (packages / name / "sources").iterdir()} == {f"{each}.txt" for each in documents}


def test_an_official_document_is_carried_byte_for_byte(packages: Path) -> None:
    carried = (packages / "targets" / "sources" / "xinzhou-2025.txt").read_bytes()
    assert carried == (TINY / "seeds" / "plans" / "xinzhou-2025" / "source.txt").read_bytes()


def test_of_a_press_report_only_the_quotes_are_carried_in_their_places(packages: Path) -> None:
    carried = (packages / "targets" / "sources" / "xinzhou-2025-10-20.txt").read_text(encoding="utf-8")
    stored = (TINY / "seeds" / "plans" / "xinzhou-2025-10-20" / "source.txt").read_text(encoding="utf-8")
    assert carried.splitlines()[1:] == ["□预计今年先进产业产值将突破1700亿元□□□□□□□□□□□", "□□□□□□□"]
    assert carried.splitlines()[0].endswith("□全市国家高新技术企业达285家□□□□□□□□先进产业产值1260.5亿元，同比增长8.5%□")
    assert len(carried) == len(stored)


def test_masking_keeps_line_breaks_and_the_spans() -> None:
    assert masked("据悉，\n增长8.5%。\r\n完", [(4, 10)]) == "□□□\n增长8.5%□\r\n□"


def test_a_descriptor_names_version_license_and_sources(packages: Path) -> None:
    descriptor = read_descriptor(packages, "targets")
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["id"] == "urn:uuid:1c2d973c-532b-576f-b521-d1a32c099e84"
    assert descriptor["version"] == "1.2.3"
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["sources"][1] == {
        "title": "新洲市培育先进产业集群行动方案（2025—2027年）",
        "path": "https://www.example.org/plans/2025-3.html",
        "title_en": "Action Plan of Xinzhou for Advanced Industry Clusters (2025–2027)",
        "document_id": "xinzhou-2025",
        "sha256": "d810fac235b21ef8ab4bc17361ad1adb7f65f4dd7180f6777deaa70edd964982",
        "rights": "official-document",
        "archived": {
            "path": "sources/xinzhou-2025.txt",
            "form": "full",
            "bytes": 1167,
            "sha256": "d810fac235b21ef8ab4bc17361ad1adb7f65f4dd7180f6777deaa70edd964982",
        },
    }
    report = descriptor["sources"][2]
    assert report["archived"]["form"] == "quotes-only"
    assert report["archived"]["sha256"] != report["sha256"]


def test_a_source_without_an_address_has_no_path(packages: Path) -> None:
    assert "path" not in read_descriptor(packages, "targets")["sources"][0]


def test_a_resource_states_its_rows_bytes_hash_and_dialect(packages: Path) -> None:
    resource = read_descriptor(packages, "clusters")["resources"][0]
    content = (packages / "clusters" / "documents.csv").read_bytes()
    assert resource["rows"] == 3
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert resource["encoding"] == "utf-8"
    assert resource["dialect"]["lineTerminator"] == "\n"
    assert resource["dialect"]["doubleQuote"] is True


def test_a_foreign_key_to_a_table_of_another_package_is_left_out(packages: Path) -> None:
    resources = {resource["name"]: resource for resource in read_descriptor(packages, "spatial-layout")["resources"]}
    keys = [key["fields"] for key in resources["placements"]["schema"]["foreignKeys"]]
    assert keys == [["cluster_id"], ["area_id"], ["document_id"], ["section_id"]]


def test_a_reference_of_a_table_to_itself_stays(packages: Path) -> None:
    resources = {resource["name"]: resource for resource in read_descriptor(packages, "agencies")["resources"]}
    keys = resources["agencies"]["schema"]["foreignKeys"]
    assert {"fields": ["successor_id"], "reference": {"resource": "", "fields": ["agency_id"]}} in keys


def test_csv_is_plain_utf8_with_newlines_and_exact_numbers(packages: Path) -> None:
    content = (packages / "targets" / "targets.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    rows = list(csv.DictReader(content.decode("utf-8").splitlines()))
    assert [row["value"] for row in rows] == ["200", "300", "15", "120000000000", "3.5"]


def test_json_has_typed_values_null_for_gaps_and_arrays_for_lists(packages: Path) -> None:
    text = (packages / "targets" / "observations.json").read_text(encoding="utf-8")
    forecast = json.loads(text, parse_float=Decimal)[2]
    assert forecast["observation_id"] == "xinzhou-2025-10-20/output-forecast"
    assert forecast["value"] == 170000000000
    assert forecast["value_max"] is None
    assert forecast["forecast"] is True
    assert forecast["overridden"] == []
    assert "预计今年" in text


def test_a_decimal_is_written_digit_by_digit() -> None:
    schema = {"fields": [{"name": "value", "type": "number"}]}
    frame = pd.DataFrame({"value": [Decimal("1.6E+12"), Decimal("0.0000001"), Decimal("3.50"), None]}, dtype="object")
    assert csv_text(frame, schema) == 'value\n1600000000000\n0.0000001\n3.50\n""\n'
    assert [line.strip() for line in json_text(frame, schema).splitlines() if "value" in line] == [
        '"value": 1600000000000',
        '"value": 0.0000001',
        '"value": 3.50',
        '"value": null',
    ]


def test_a_comma_a_quotation_mark_and_a_line_break_are_quoted() -> None:
    schema = {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}
    frame = pd.DataFrame({"a": ['x,"y"'], "b": ["1\n2"]}, dtype="str")
    assert csv_text(frame, schema) == 'a,b\n"x,""y""","1\n2"\n'


def test_an_empty_table_is_a_header_and_an_empty_list() -> None:
    schema = {"fields": [{"name": "a", "type": "string"}]}
    assert csv_text(pd.DataFrame({"a": []}, dtype="str"), schema) == "a\n"
    assert json_text(pd.DataFrame({"a": []}, dtype="str"), schema) == "[]\n"


def test_the_readme_describes_every_field_in_both_languages(packages: Path) -> None:
    readme = (packages / "spatial-layout" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# 空间布局 / Spatial layout\n")
    assert "### layout_rules: 布局规则 / Layout rules" in readme
    assert "| `holds` | boolean |" in readme
    assert "[仅引文 / quotes only](sources/xinzhou-2025-10-20.txt)" in readme
    assert "every other character replaced by □" in readme
    assert "其余每个字以 □ 代替" in readme
    assert "`core` " in readme


@pytest.mark.parametrize(
    ("table", "old", "new", "rule"),
    [
        pytest.param("sites", ",build,", ",demolish,", "constraint-error", id="enum"),
        pytest.param("sites", ",xinzhou,", ",xinzhu,", "foreign-key", id="foreign-key"),
        pytest.param("layout_rules", ",1,2,", ",one,2,", "type-error", id="type"),
        pytest.param("placements", "xinzhou-baisha,xinzhou", "xinzhou-qingshi,xinzhou", "primary-key", id="key"),
    ],
)
def test_a_broken_cell_is_found_by_the_validator(packages: Path, table: str, old: str, new: str, rule: str) -> None:
    path = packages / "spatial-layout" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert rule in {problem.rule for problem in validate_package(packages / "spatial-layout")}


def test_a_descriptor_that_breaks_the_profile_is_found(packages: Path) -> None:
    path = packages / "clusters" / "datapackage.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"sha256:', '"sha 256'), encoding="utf-8")
    problems = validate_package(packages / "clusters")
    assert {problem.rule for problem in problems} == {"data-package-profile"}
    assert str(problems[0].location) == "clusters/datapackage.json:1:1"

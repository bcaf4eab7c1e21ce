"""The rows of one document or one place, as packages of their own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import frictionless
import pytest
from exported import read_source, write_formats

from pipeline.packages import validate_package


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_formats(read_source(), tmp_path_factory.mktemp("subsets"))


def read(data: Path, path: str) -> list[dict[str, str]]:
    with (data / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_document_and_every_place_with_documents_has_its_own(data: Path) -> None:
    documents = {row["document_id"]: row["area_id"] for row in read(data, "clusters/documents.csv")}
    assert {path.name for path in (data / "documents").iterdir() if path.is_dir()} == set(documents)
    assert {path.name for path in (data / "places").iterdir() if path.is_dir()} == set(documents.values())


@pytest.mark.parametrize("kind", ["documents", "places"])
def test_every_subset_is_a_valid_package(data: Path, kind: str) -> None:
    folders = [path for path in (data / kind).iterdir() if path.is_dir()]
    assert [problem for folder in folders for problem in validate_package(folder)] == []


def test_a_stranger_validates_a_subset(data: Path) -> None:
    report = frictionless.validate(str(data / "places" / "shenzhen" / "datapackage.json"))
    assert report.valid
    assert {task.name for task in report.tasks} >= {"targets", "observations", "target_matches", "sections"}


def test_a_document_has_all_its_rows_and_no_others(data: Path) -> None:
    own = [row for row in read(data, "targets/targets.csv") if row["document_id"] == "dongguan-2024"]
    assert read(data, "documents/dongguan-2024/targets.csv") == own
    assert len(own) == 4
    assert {row["document_id"] for row in read(data, "documents/dongguan-2024/sections.csv")} == {"dongguan-2024"}


def test_reference_tables_hold_what_is_referred_to_and_no_more(data: Path) -> None:
    areas = {row["area_id"] for row in read(data, "documents/dongguan-2024/areas.csv")}
    assert {"guangdong", "dongguan", "dongguan-songshanhu"} <= areas
    assert "shenzhen" not in areas


def test_a_target_brings_the_observation_it_is_matched_with_and_its_document(data: Path) -> None:
    matches = read(data, "documents/shenzhen-2024/target_matches.csv")
    assert ["shenzhen-2024/high-tech-enterprises-2025", "not-yet"] in [
        [row["target_id"], row["status"]] for row in matches
    ]
    observed = {row["observation_id"] for row in read(data, "documents/shenzhen-2024/observations.csv")}
    assert "shenzhen-2024-10-31/high-tech-enterprises" in observed
    sources = {path.name for path in (data / "documents" / "shenzhen-2024" / "sources").iterdir()}
    assert sources == {f"{row['document_id']}.txt" for row in read(data, "documents/shenzhen-2024/documents.csv")}


def test_a_place_holds_the_documents_made_for_it(data: Path) -> None:
    own = [row for row in read(data, "targets/targets.csv") if row["document_id"].startswith("shenzhen-")]
    found = read(data, "places/shenzhen/targets.csv")
    assert [row for row in found if row["document_id"].startswith("shenzhen-")] == own


def test_a_subset_leaves_out_tables_without_rows(data: Path) -> None:
    assert not (data / "documents" / "shenzhen-2018" / "placements.csv").exists()
    descriptor = json.loads((data / "documents" / "shenzhen-2018" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["name"] == "documents/shenzhen-2018"
    assert descriptor["title"] == "深圳市关于进一步加快发展战略性新兴产业的实施方案"
    assert "placements" not in {resource["name"] for resource in descriptor["resources"]}

"""MANIFEST.json: what it lists, what its one hash covers, and what it leaves beside."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from released import PACKAGES, build_data

from pipeline.build import SITE_STAGES, Workspace, build
from pipeline.release.integrity import Known
from pipeline.release.manifest import (
    FileEntry,
    Manifest,
    Parent,
    WrongHash,
    list_files,
    manifest_text,
    parse_manifest,
    read_origin,
)
from pipeline.release.verification import verify
from pipeline.releases import MANIFEST, Release

REPOSITORY = Path(__file__).parent.parent
SMALL = Manifest(
    "plans",
    "0.2.0",
    Parent("0.1.0", "sha256:aa"),
    (FileEntry("targets/targets.csv", 3, "bb"),),
    (FileEntry("seeds/plans/x/source.txt", 5, "cc"),),
    (FileEntry("plans.zip", 9, "dd"),),
)


def read(path: Path) -> Manifest:
    return parse_manifest(path.read_text(encoding="utf-8"))


def test_every_file_and_every_input_is_listed_with_size_and_hash(tiny: Workspace) -> None:
    data = build_data(tiny)
    manifest = read(data / MANIFEST)
    assert {entry.path for entry in manifest.files} == {entry.path for entry in list_files(data)}
    targets = next(entry for entry in manifest.files if entry.path == "targets/targets.csv")
    content = (data / "targets" / "targets.csv").read_bytes()
    assert (targets.size, targets.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    paths = [entry.path for entry in manifest.inputs]
    assert paths == sorted(paths)
    assert "seeds/plans/xinzhou-2025/targets.yaml" in paths
    assert "seeds/registry/areas.yaml" in paths
    assert "schemas/tables/targets.json" in paths


def test_a_package_lists_its_own_files_and_the_same_inputs(tiny: Workspace) -> None:
    data = build_data(tiny)
    whole, targets = read(data / MANIFEST), read(data / "targets" / MANIFEST)
    assert (targets.name, targets.version, targets.inputs) == ("targets", "0.0.1", whole.inputs)
    assert "sources/xinzhou-2025.txt" in {entry.path for entry in targets.files}
    assert targets.identity != whole.identity


def test_a_text_read_back_is_the_same_manifest() -> None:
    assert parse_manifest(manifest_text(SMALL)) == SMALL
    assert json.loads(manifest_text(SMALL))["hash"] == SMALL.hash
    assert json.loads(manifest_text(SMALL))["identity"] == SMALL.identity


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"0.2.0"', '"0.3.0"', id="version"),
        pytest.param('"0.1.0"', '"0.0.9"', id="parent"),
        pytest.param('"bb"', '"bc"', id="file"),
        pytest.param('"cc"', '"cd"', id="input"),
        pytest.param('"dd"', '"de"', id="beside"),
        pytest.param('"name": "plans"', '"name": "targets"', id="name"),
    ],
)
def test_the_one_hash_covers_everything_that_is_listed(old: str, new: str) -> None:
    text = manifest_text(SMALL)
    assert old in text
    with pytest.raises(WrongHash):
        parse_manifest(text.replace(old, new))


def test_what_lies_beside_does_not_change_the_identity() -> None:
    other = replace(SMALL, beside=())
    assert other.identity == SMALL.identity
    assert other.hash != SMALL.hash


def test_other_forms_lie_beside_and_the_archive_of_everything_is_the_same_release(tiny: Workspace) -> None:
    assert build(tiny, SITE_STAGES, lambda stage: None) == []
    data = tiny.root / "dist" / "data"
    whole = read(data / MANIFEST)
    beside = {entry.path for entry in whole.beside}
    assert {"plans.zip", "targets.zip", "plans.sqlite", "plans.xlsx", "catalog.jsonld"} <= beside
    assert {entry.path.partition("/")[0] for entry in whole.files} == set(PACKAGES)
    for copy in (data, data / "plans.zip", data / "targets.zip", tiny.root / "dist" / "site" / "data" / "latest"):
        assert verify(copy, Known({"0.0.1": whole})).problems == []
    assert verify(data / "plans.zip", Known()).identity == whole.identity


def release(version: str) -> Release:
    return Release(version, "2026-01-01", f"sha256:{version}", "", "minor", (), ())


def test_the_parent_is_the_newest_release_before_this_version(tiny: Workspace) -> None:
    made = (release("0.1.0"), release("0.9.0"), release("0.10.0"))
    parents = {
        version: read_origin(tiny.seeds, tiny.schemas, version, made).parent
        for version in ("0.1.0", "0.10.0", "0.11.0")
    }
    assert parents == {
        "0.1.0": None,
        "0.10.0": Parent("0.9.0", "sha256:0.9.0"),
        "0.11.0": Parent("0.10.0", "sha256:0.10.0"),
    }


def test_releases_and_what_editors_leave_behind_are_no_input(tiny: Workspace) -> None:
    before = read_origin(tiny.seeds, tiny.schemas, "0.2.0", ())
    (tiny.seeds / "releases" / "0.1.0").mkdir(parents=True)
    (tiny.seeds / "releases" / "0.1.0" / MANIFEST).write_text("{}", encoding="utf-8")
    (tiny.seeds / ".DS_Store").write_bytes(b"\0")
    (tiny.seeds / "registry" / "areas.yaml~").write_text("", encoding="utf-8")
    assert read_origin(tiny.seeds, tiny.schemas, "0.2.0", ()) == before


def test_the_citation_carries_the_version_of_the_project() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    citation = (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {project['project']['version']}\n" in citation

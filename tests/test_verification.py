"""`plans verify`: what it finds in copies that somebody damaged, mixed, forged or made to do harm."""

from __future__ import annotations

import io
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from released import PACKAGES, build_data, edit, edit_table, pack, seal
from workspaces import copy_tiny

from pipeline.build import Workspace
from pipeline.release.copies import Limits
from pipeline.release.integrity import Known
from pipeline.release.manifest import Origin, Parent, parse_manifest, write_manifests
from pipeline.release.verification import Verdict, verify
from pipeline.releases import MANIFEST


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = copy_tiny(tmp_path_factory.mktemp("published"))
    return build_data(Workspace(workspace.root, "0.2.0"))


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "data"))


@pytest.fixture(params=["folder", "zip"])
def checked(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Verdict]:
    """Verifies a folder as it is, or packed."""

    def run(folder: Path, known: Known | None = None) -> Verdict:
        path = folder if request.param == "folder" else pack(folder, tmp_path / "plans.zip")
        return verify(path, known or Known())

    return run


def rules(verdict: Verdict) -> set[str]:
    return {problem.rule for problem in verdict.problems}


def in_csv_and_json(data: Path, table: str, old: str, new: str, old_json: str, new_json: str) -> None:
    edit_table(data, table, old, new)
    for path in sorted(data.glob(f"*/{table}.json")):
        edit(path, old_json, new_json)


def test_a_published_copy_is_whole(published: Path, checked: Callable[..., Verdict]) -> None:
    verdict = checked(published)
    assert verdict.problems == []
    assert (verdict.name, verdict.version, verdict.packages) == ("plans", "0.2.0", 4)
    assert verdict.rows > 60
    assert verdict.quotes > 30


def test_one_package_alone_is_whole(published: Path, tmp_path: Path) -> None:
    assert verify(published / "targets", Known()).problems == []
    assert verify(pack(published / "targets", tmp_path / "targets.zip"), Known()).problems == []


def flip_a_bit(data: Path) -> None:
    path = data / "targets" / "sources" / "xinzhou-2025.txt"
    content = bytearray(path.read_bytes())
    content[300] ^= 1
    path.write_bytes(bytes(content))


def lose_a_file(data: Path) -> None:
    (data / "clusters" / "sectors.csv").unlink()


def add_a_file(data: Path) -> None:
    (data / "targets" / "more-targets.csv").write_text("target_id\n", encoding="utf-8")


def edit_the_manifest(data: Path) -> None:
    edit(data / MANIFEST, '"version": "0.2.0"', '"version": "0.3.0"')


def call_an_old_package_new(data: Path) -> None:
    """A package of release 0.1.0 put into 0.2.0, and the outer manifest written to fit."""
    seal(data, version="0.1.0")
    old = shutil.copytree(data / "targets", data.parent / "old-targets")
    seal(data, version="0.2.0")
    shutil.rmtree(data / "targets")
    shutil.move(old, data / "targets")
    inner = (data / "targets" / MANIFEST).read_text(encoding="utf-8")
    seal(data)
    (data / "targets" / MANIFEST).write_text(inner, encoding="utf-8")


def move_a_quote(data: Path) -> None:
    in_csv_and_json(data, "targets", ",143,159,", ",142,158,", '"char_start": 143', '"char_start": 142')
    for path in data.glob("*/targets.json"):
        edit(path, '"char_end": 159', '"char_end": 158')
    seal(data)


def change_a_value(data: Path) -> None:
    in_csv_and_json(data, "targets", ",ge,300,", ",ge,3000,", '"value": 300', '"value": 3000')
    seal(data)


def change_a_comparator(data: Path) -> None:
    in_csv_and_json(data, "targets", ",ge,300,", ",gt,300,", '"ge",\n    "value": 300', '"gt",\n    "value": 300')
    seal(data)


def change_a_deadline(data: Path) -> None:
    in_csv_and_json(data, "targets", "2027-12-31", "2026-12-31", '"2027-12-31"', '"2026-12-31"')
    seal(data)


def change_a_period(data: Path) -> None:
    in_csv_and_json(data, "observations", "2025-09-30,今年前三季度", "2025-06-30,今年前三季度", *PERIOD)
    seal(data)


PERIOD = (
    '"2025-09-30",\n    "period_text": "今年前三季度"',
    '"2025-06-30",\n    "period_text": "今年前三季度"',
)


def change_a_section(data: Path) -> None:
    old, new = ",xinzhou-2025/s3.1,建设", ",xinzhou-2025/s2.1,建设"
    in_csv_and_json(data, "sites", old, new, '"xinzhou-2025/s3.1"', '"xinzhou-2025/s2.1"')
    seal(data)


def break_a_reference(data: Path) -> None:
    old, new = ",build,xinzhou,", ",build,xinzhu,"
    in_csv_and_json(data, "sites", old, new, '"area_id": "xinzhou"', '"area_id": "xinzhu"')
    seal(data)


def break_an_enum(data: Path) -> None:
    in_csv_and_json(data, "sites", ",park,build,", ",park,demolish,", '"build"', '"demolish"')
    seal(data)


def break_a_type(data: Path) -> None:
    in_csv_and_json(data, "targets", ",ge,300,", ",ge,３００,", '"value": 300', '"value": "３００"')
    seal(data)


def repeat_a_key(data: Path) -> None:
    old, new = "new-materials/xinzhou-qingshi,", "intelligent-equipment/xinzhou-qingshi,"
    in_csv_and_json(data, "placements", old, new, f'"xinzhou-2025/{old[:-1]}"', f'"xinzhou-2025/{new[:-1]}"')
    seal(data)


def change_the_json_alone(data: Path) -> None:
    edit(data / "targets" / "targets.json", '"value": 300', '"value": 301')
    seal(data)


def change_one_package_alone(data: Path) -> None:
    edit(data / "targets" / "clusters.csv", "Machine tools", "Machines")
    edit(data / "targets" / "clusters.json", "Machine tools", "Machines")
    seal(data)


def cut_a_source(data: Path) -> None:
    for path in data.glob("*/sources/xinzhou-2021.txt"):
        path.write_text(path.read_text(encoding="utf-8")[:-1], encoding="utf-8")
    seal(data)


def miscount_the_rows(data: Path) -> None:
    seal(data)
    edit(data / "targets" / "datapackage.json", '"rows": 5', '"rows": 6')
    seal_manifests_only(data)


def seal_manifests_only(data: Path) -> None:
    old = parse_manifest((data / MANIFEST).read_text(encoding="utf-8"))
    write_manifests(data, PACKAGES, Origin(old.version, old.parent, old.inputs))


@pytest.mark.parametrize(
    ("corrupt", "rule", "where"),
    [
        pytest.param(flip_a_bit, "file-changed", "targets/sources/xinzhou-2025.txt:1:1", id="flipped-bit"),
        pytest.param(lose_a_file, "file-missing", "clusters/sectors.csv:1:1", id="missing-file"),
        pytest.param(add_a_file, "file-extra", "targets/more-targets.csv:1:1", id="extra-file"),
        pytest.param(edit_the_manifest, "manifest-hash", "MANIFEST.json:1:1", id="edited-manifest"),
        pytest.param(call_an_old_package_new, "version-equal", "targets/MANIFEST.json:1:1", id="mixed-releases"),
        pytest.param(move_a_quote, "quote-at-offsets", "targets/targets.csv:3:21", id="moved-quote"),
        pytest.param(change_a_value, "amount-reread", "targets/targets.csv:3:7", id="changed-value"),
        pytest.param(change_a_comparator, "amount-reread", "targets/targets.csv:3:6", id="changed-comparator"),
        pytest.param(change_a_deadline, "deadline-reread", "targets/targets.csv:3:13", id="changed-deadline"),
        pytest.param(change_a_period, "period-reread", "targets/observations.csv:3:14", id="changed-period"),
        pytest.param(change_a_section, "section-holds", "spatial-layout/sites.csv:2:9", id="changed-section"),
        pytest.param(break_a_reference, "reference-resolves", "spatial-layout/sites.csv:2:6", id="reference"),
        pytest.param(break_an_enum, "value-fits", "spatial-layout/sites.csv:2:5", id="enum"),
        pytest.param(break_a_type, "value-fits", "targets/targets.csv:3:7", id="full-width-digits"),
        pytest.param(repeat_a_key, "key-unique", "spatial-layout/placements.csv:5:1", id="repeated-key"),
        pytest.param(change_the_json_alone, "json-equal", "targets/targets.json:1:1", id="json-alone"),
        pytest.param(change_one_package_alone, "tables-agree", "targets/clusters.csv:1:1", id="one-package-alone"),
        pytest.param(cut_a_source, "source-length", "targets/documents.csv:2:15", id="cut-source"),
        pytest.param(miscount_the_rows, "resource-described", "targets/datapackage.json:1:1", id="row-count"),
    ],
)
def test_a_planted_corruption_is_found_with_its_own_rule(
    data: Path, checked: Callable[..., Verdict], corrupt: Callable[[Path], None], rule: str, where: str
) -> None:
    corrupt(data)
    found = [(problem.rule, str(problem.location)) for problem in checked(data).problems]
    assert [place for name, place in found if name == rule and place.endswith(f"/{where}")] != []


def test_an_older_release_passed_off_as_new_is_found(data: Path, checked: Callable[..., Verdict]) -> None:
    real = parse_manifest((data / MANIFEST).read_text(encoding="utf-8"))
    edit_table(data, "sectors", "新材料", "旧材料")
    for path in data.glob("*/sectors.json"):
        edit(path, "新材料", "旧材料")
    forged = seal(data)
    assert forged.version == real.version
    assert rules(checked(data)) == set()
    assert rules(checked(data, Known({"0.2.0": real}))) == {"release-known"}


def test_an_old_package_alone_is_found_by_the_list_of_releases(data: Path) -> None:
    real = parse_manifest((data / MANIFEST).read_text(encoding="utf-8"))
    assert verify(data / "targets", Known({"0.2.0": real})).problems == []
    change_a_value(data)
    assert "release-known" in rules(verify(data / "targets", Known({"0.2.0": real})))


def test_a_parent_that_was_never_released_is_found(data: Path, checked: Callable[..., Verdict]) -> None:
    first = parse_manifest((data / MANIFEST).read_text(encoding="utf-8"))
    seal(data, version="0.3.0", parent=Parent("0.2.0", "sha256:" + "0" * 64))
    assert rules(checked(data, Known({"0.2.0": first}))) == {"parent-known"}
    seal(data, version="0.3.0", parent=Parent("0.2.0", first.identity))
    assert rules(checked(data, Known({"0.2.0": first}))) == set()


def test_a_copy_named_after_another_version_is_found(data: Path, tmp_path: Path) -> None:
    assert rules(verify(pack(data, tmp_path / "plans-0.3.0.zip"), Known())) == {"version-equal"}
    assert rules(verify(pack(data, tmp_path / "plans-0.2.0.zip"), Known())) == set()


def test_a_message_says_what_stands_there_in_both_languages(data: Path) -> None:
    change_a_value(data)
    problem = next(each for each in verify(data, Known()).problems if each.rule == "amount-reread")
    assert problem.en == "says 3000, code reads 300"
    assert problem.zh == "写的是 3000，程序读作 300"


def test_a_press_report_carries_only_its_quotes(published: Path) -> None:
    text = (published / "targets" / "sources" / "xinzhou-2025-10-20.txt").read_text(encoding="utf-8")
    assert "全市国家高新技术企业达285家" in text
    assert "本报讯" not in text
    assert len(text) == 118
    assert text.count("\n") == 3


def members(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def linked() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        member = zipfile.ZipInfo("plans/MANIFEST.json")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(b"", "copy-readable", id="empty"),
        pytest.param(b"PK\x03\x04 and nothing more", "copy-readable", id="no-archive"),
        pytest.param(members(**{"../../evil.txt": "x"}), "copy-path", id="zip-slip"),
        pytest.param(members(**{"/etc/evil.txt": "x"}), "copy-path", id="absolute"),
        pytest.param(members(**{"C:\\evil.txt": "x"}), "copy-path", id="windows"),
        pytest.param(members(**{"a/./b.txt": "x"}), "copy-path", id="dots"),
        pytest.param(linked(), "copy-path", id="link"),
        pytest.param(members(**{"bomb.csv": "0" * 5_000_000}), "copy-size", id="bomb"),
        pytest.param(members(**{"readme.txt": "x"}), "manifest-readable", id="no-manifest"),
        pytest.param(members(**{MANIFEST: "[" * 100_000}), "manifest-readable", id="deep-json"),
        pytest.param(members(**{MANIFEST: '{"format": 1}'}), "manifest-readable", id="empty-manifest"),
        pytest.param(members(**{MANIFEST: "[]"}), "manifest-readable", id="a-list"),
    ],
)
def test_a_hostile_archive_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "copy.zip"
    path.write_bytes(content)
    assert [problem.rule for problem in verify(path, Known()).problems] == [rule]
    assert [each.name for each in tmp_path.iterdir()] == ["copy.zip"]


def test_too_many_files_are_refused(published: Path) -> None:
    assert rules(verify(published, Known(), limits=Limits(files=5))) == {"copy-size"}
    assert rules(verify(published, Known(), limits=Limits(all_bytes=1000))) == {"copy-size"}


def test_a_link_in_a_folder_is_refused(data: Path) -> None:
    (data / "targets" / "passwd").symlink_to("/etc/passwd")
    assert rules(verify(data, Known())) == {"copy-path"}


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        pytest.param("targets.csv", "target_id\n", "csv-readable", id="header"),
        pytest.param("targets.csv", "", "csv-readable", id="empty"),
        pytest.param("targets.csv", '"' + "x" * 200_000 + '"\n', "csv-readable", id="huge-cell"),
        pytest.param("targets.csv", 'a,"b\n', "csv-readable", id="open-quote"),
        pytest.param("targets.json", "[" * 50_000, "json-readable", id="deep"),
        pytest.param("targets.json", "{", "json-readable", id="no-json"),
        pytest.param("datapackage.json", "[]", "data-package-profile", id="list"),
        pytest.param("datapackage.json", "[" * 50_000, "json-readable", id="deep-descriptor"),
    ],
)
def test_hostile_content_is_a_problem_and_no_crash(data: Path, name: str, text: str, rule: str) -> None:
    (data / "targets" / name).write_text(text, encoding="utf-8")
    assert rule in rules(verify(data, Known()))


def test_bytes_that_are_no_utf8_are_a_problem(data: Path) -> None:
    (data / "targets" / "targets.csv").write_bytes(b"target_id\n\xff\n")
    assert "file-readable" in rules(verify(data, Known()))


def test_a_pattern_that_would_take_ages_is_answered_at_once(data: Path) -> None:
    text = (data / "spatial-layout" / "datapackage.json").read_text(encoding="utf-8")
    descriptor = json.loads(text)
    sites = next(each for each in descriptor["resources"] if each["name"] == "sites")
    name = next(each for each in sites["schema"]["fields"] if each["name"] == "note")
    name["constraints"] = {"pattern": "(a+)+b"}
    (data / "spatial-layout" / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    path = data / "spatial-layout" / "sites.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",false,,", f",false,{'a' * 40},"), encoding="utf-8")
    assert "value-fits" in rules(verify(data, Known()))

"""Releases from the command line: made, compared with git, kept on the site, and refused where they must be."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from released import edit
from workspaces import REPOSITORY, copy_tiny

from pipeline.__main__ import run
from pipeline.build import DATA_STAGES, SITE_STAGES, Workspace, build
from pipeline.release.integrity import Known
from pipeline.release.verification import read_known, verify
from pipeline.releases import changes_text, read_releases, version_key

NO_LOCALE: dict[str, str] = {}
VERSION = "0.2.0"


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


def committed(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "state")


@pytest.fixture(scope="module")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny project in git whose version 0.1.0 was built, released and committed."""
    root = copy_tiny(tmp_path_factory.mktemp("project")).root
    (root / "schemas").unlink()
    shutil.copytree(REPOSITORY / "schemas", root / "schemas")
    (root / "pyproject.toml").write_text('[project]\nname = "plans"\nversion = "0.1.0"\n', encoding="utf-8")
    (root / ".gitignore").write_text("/dist\n/.dist\n/site\n/mkdocs.yml\n", encoding="utf-8")
    git(root, "init", "--quiet")
    committed(root)
    assert build(Workspace(root, "0.1.0"), SITE_STAGES, lambda stage: None) == []
    return root


@pytest.fixture
def project(first_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = Path(shutil.copytree(first_release, tmp_path / "project", symlinks=True))
    at_version(monkeypatch, "0.1.0")
    assert run(["release", "--root", str(root), "--date", "2026-11-22"], NO_LOCALE) == 0
    committed(root)
    monkeypatch.chdir(root)
    return root


def at_version(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """The version that the command line takes from the installed project."""
    monkeypatch.setattr("pipeline.command_line.terminal.version", lambda name: version)


def rebuild(root: Path, version: str, stages=DATA_STAGES) -> None:
    assert build(Workspace(root, version), stages, lambda stage: None) == []


def a_value_changes(root: Path) -> None:
    edit(
        root / "seeds/plans/xinzhou-2021/targets.yaml",
        "strength: expected",
        "strength: expected\n    note: 说明\n    note_en: A note",
    )


def a_site_goes(root: Path) -> None:
    path = root / "seeds/plans/xinzhou-2025/layout.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("sites:")
    end = text.index("layout_rules:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")


def test_the_first_release_is_written_into_the_seeds(project: Path) -> None:
    (release,) = read_releases(project / "seeds")
    assert (release.version, release.date, release.parent, release.step) == ("0.1.0", "2026-11-22", "", "first")
    assert release.schemas == ()
    documents = next(table for table in release.tables if table.table == "documents")
    assert (documents.rows, documents.added, documents.removed) == (3, 3, 0)
    assert documents.samples["added"][0].label == "新洲市战略性新兴产业发展规划"
    assert read_known(project / "seeds").manifests["0.1.0"].identity == release.identity


def test_a_release_read_back_is_written_the_same(project: Path) -> None:
    (release,) = read_releases(project / "seeds")
    written = (project / "seeds" / "releases" / "0.1.0" / "changes.json").read_text(encoding="utf-8")
    assert changes_text(release) == written
    assert json.loads(written)["format"] == 1


def test_releasing_the_same_again_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["release"], NO_LOCALE) == 0
    assert "0.1.0 is released already" in capsys.readouterr().err


def test_a_build_after_the_release_is_the_released_one(project: Path) -> None:
    rebuild(project, "0.1.0", SITE_STAGES)
    known = read_known(project / "seeds")
    assert verify(project / "dist" / "data", known).problems == []
    assert verify(project / "dist" / "data" / "plans.zip", known).problems == []


def test_released_data_is_not_released_with_other_content(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_value_changes(project)
    rebuild(project, "0.1.0", SITE_STAGES)
    assert run(["release"], NO_LOCALE) == 1
    assert "release-changed: 0.1.0 was released with other content; raise the version" in capsys.readouterr().out
    assert verify(project / "dist" / "data", read_known(project / "seeds")).problems[0].rule == "release-known"


def test_a_stale_or_half_build_is_not_released(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_version(monkeypatch, VERSION)
    assert run(["release"], NO_LOCALE) == 1
    assert "build-current" in capsys.readouterr().out
    rebuild(project, VERSION)
    assert run(["release"], NO_LOCALE) == 1
    assert "build-whole" in capsys.readouterr().out


def test_the_second_release_names_the_first_and_says_what_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_version(monkeypatch, VERSION)
    a_value_changes(project)
    rebuild(project, VERSION, SITE_STAGES)
    assert run(["release", "--date", "2026-12-01"], NO_LOCALE) == 0
    first, second = read_releases(project / "seeds")
    assert (second.version, second.parent, second.step) == (VERSION, "0.1.0", "patch")
    manifest = read_known(project / "seeds").manifests[VERSION]
    assert manifest.parent is not None
    assert manifest.parent.identity == first.identity
    (changed,) = second.tables
    assert (changed.table, changed.changed, changed.added, changed.removed) == ("targets", 1, 0, 0)
    assert [field.field for field in changed.samples["changed"][0].fields] == ["note", "note_en"]


def test_a_removed_id_without_a_tombstone_is_not_released(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_version(monkeypatch, VERSION)
    a_site_goes(project)
    rebuild(project, VERSION, SITE_STAGES)
    assert run(["release"], NO_LOCALE) == 1
    output = capsys.readouterr().out
    assert "seeds/registry/tombstones.yaml:1:1: tombstone-missing: xinzhou-2025/equipment-park of sites" in output
    assert len(read_releases(project / "seeds")) == 1


def test_a_tombstone_lets_the_id_go(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_version(monkeypatch, VERSION)
    a_site_goes(project)
    head = "# yaml-language-server: $schema=../../schemas/records/registry-tombstones.schema.json\n"
    stone = "  - id: xinzhou-2025/equipment-park\n    table: sites\n    date: 2026-12-01\n    reason: 并非具名项目\n"
    (project / "seeds" / "registry" / "tombstones.yaml").write_text(f"{head}tombstones:\n{stone}", encoding="utf-8")
    rebuild(project, VERSION, SITE_STAGES)
    assert run(["release"], NO_LOCALE) == 0
    assert read_releases(project / "seeds")[1].step == "major"


def test_a_step_that_is_too_small_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_value_changes(project)
    rebuild(project, "0.1.0")
    assert run(["step"], NO_LOCALE) == 1
    output, notes = capsys.readouterr()
    assert output.startswith("pyproject.toml:1:1: version-step: the changes since 0.1.0 are patch; raise the version")
    assert notes.startswith("0.1.0 → 0.1.0: patch\n")
    assert run(["step", "--declared", "0.1.1"], NO_LOCALE) == 0


def test_a_seed_that_shows_in_no_table_asks_for_a_patch(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / "seeds/plans/xinzhou-2021/targets.yaml", "targets:", "# by hand\ntargets:")
    rebuild(project, "0.1.0")
    assert run(["step"], NO_LOCALE) == 1
    assert "the changes since 0.1.0 are patch" in capsys.readouterr().out


def test_before_the_first_release_any_version_will_do(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["step", "--root", str(tiny.root)], NO_LOCALE) == 0
    assert "nothing was released yet" in capsys.readouterr().err


def test_a_branch_is_compared_with_its_own_seeds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_value_changes(project)
    rebuild(project, "0.1.0")
    for old, new in (("git:HEAD", "."), ("HEAD", "dist/data"), ("release", ""), ("release:0.1.0", "")):
        assert run(["diff", old, new], NO_LOCALE) == 0
        assert "note_en: (empty) → A note" in capsys.readouterr().out


def test_a_branch_of_an_unreleased_version_may_change_without_raising_it_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_version(monkeypatch, VERSION)
    edit(project / "pyproject.toml", "0.1.0", VERSION)
    committed(project)
    a_value_changes(project)
    rebuild(project, VERSION)
    assert run(["step", "git:HEAD", "."], NO_LOCALE) == 0
    assert capsys.readouterr().err.startswith("0.1.0 → 0.2.0: patch\n")
    assert run(["step", "git:HEAD", ".", "--declared", "0.1.0"], NO_LOCALE) == 1


@pytest.mark.parametrize("named", ["git:nowhere", "release:9.9.9", "--upload-pack=x", "no-such-folder"])
def test_a_revision_that_is_none_is_wrong_usage(project: Path, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "--", named], NO_LOCALE) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_earlier_releases_stay_on_the_site(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "archives").mkdir()
    shutil.copy(project / "dist" / "data" / "plans.zip", tmp_path / "archives" / "v0.1.0.zip")
    at_version(monkeypatch, VERSION)
    a_value_changes(project)
    assert run(["build", "--releases", str(tmp_path / "archives")], NO_LOCALE) == 0
    site = project / "dist" / "site" / "data"
    assert sorted(path.name for path in site.iterdir()) == ["latest", "v0.1.0", "v0.2.0"]
    known = read_known(project / "seeds")
    assert verify(site / "v0.1.0", known).problems == []
    assert (site / "v0.1.0" / "plans.zip").read_bytes() == (tmp_path / "archives" / "v0.1.0.zip").read_bytes()
    assert verify(site / "v0.2.0", known).problems == []


def test_the_address_of_a_release_keeps_the_release_when_the_build_is_another(project: Path, tmp_path: Path) -> None:
    (tmp_path / "archives").mkdir()
    shutil.copy(project / "dist" / "data" / "plans.zip", tmp_path / "archives" / "v0.1.0.zip")
    a_value_changes(project)
    assert run(["build", "--releases", str(tmp_path / "archives")], NO_LOCALE) == 0
    site, known = project / "dist" / "site" / "data", read_known(project / "seeds")
    assert verify(site / "v0.1.0", known).problems == []
    assert [problem.rule for problem in verify(site / "latest", known).problems] == ["release-known"]


def test_an_archive_that_is_not_what_was_released_stops_the_build(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "archives").mkdir()
    a_value_changes(project)
    rebuild(project, "0.1.0", SITE_STAGES)
    shutil.copy(project / "dist" / "data" / "plans.zip", tmp_path / "archives" / "v0.1.0.zip")
    at_version(monkeypatch, VERSION)
    assert run(["build", "--releases", str(tmp_path / "archives")], NO_LOCALE) == 1
    assert "release-known" in capsys.readouterr().out
    assert run(["build", "--releases", str(tmp_path / "nothing")], NO_LOCALE) == 1
    assert "copy-readable" in capsys.readouterr().out


def test_a_downloaded_copy_is_verified_with_exit_codes(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", "dist/data"], NO_LOCALE) == 0
    output, notes = capsys.readouterr()
    assert output == ""
    assert notes.startswith("plans 0.1.0 (sha256:")
    assert notes.endswith("no problems\n")
    copy = shutil.copytree(project / "dist" / "data", tmp_path / "copy")
    edit(copy / "targets" / "README.md", "目标", "目的")
    assert run(["verify", str(copy), "--lang", "zh"], NO_LOCALE) == 1
    output = capsys.readouterr().out
    assert output.startswith(f"{copy.as_posix()}/targets/README.md:1:1: file-changed: 内容与清单不符")
    assert run(["verify", str(tmp_path / "none")], NO_LOCALE) == 2


def test_a_version_that_nobody_released_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rebuild(project, "0.7.0")
    assert run(["verify", "dist/data"], NO_LOCALE) == 0
    assert "0.7.0 is not among the releases known here" in capsys.readouterr().err


def test_an_overridden_value_is_named_by_verify(tmp_path: Path, tiny: Workspace) -> None:
    edit(
        tiny.seeds / "plans/xinzhou-2025/targets.yaml",
        "value: 300\n",
        "value: 301\n",
    )
    path = tiny.seeds / "plans/xinzhou-2025/targets.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("strength:", text.index("value: 301"))
    end = text.index("\n", at)
    override = "\n    override: [value]\n    note: 试写。\n    note_en: A trial."
    path.write_text(text[:end] + override + text[end:], encoding="utf-8")
    rebuild(tiny.root, "0.1.0")
    verdict = verify(tiny.root / "dist" / "data", Known())
    assert verdict.problems == []
    assert verdict.overridden == (("xinzhou-2025/high-tech-enterprises-2027", "value"),)


def test_versions_are_three_numbers_in_their_own_order() -> None:
    assert sorted(["0.10.0", "0.9.1", "1.0.0"], key=version_key) == ["0.9.1", "0.10.0", "1.0.0"]
    for wrong in ("1.0", "v1.0.0", "1.0.0-rc1", "01.0.0", "１.0.0"):
        with pytest.raises(ValueError, match="not a version"):
            version_key(wrong)


def test_two_files_of_different_releases_are_refused(project: Path) -> None:
    edit(project / "seeds/releases/0.1.0/changes.json", '"identity": "sha256:', '"identity": "sha256:0')
    with pytest.raises(ValueError, match="of different releases"):
        read_releases(project / "seeds")

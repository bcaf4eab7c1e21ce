"""The walk on the tiny workspace: what it writes, that it writes the same everywhere, and where it stops."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from workspaces import copy_tiny

from pipeline.build import CHECK, DATA_STAGES, READ, SITE_STAGES, Stage, Workspace, build, check_workspace, read_plans
from pipeline.records import Plan, Registry, Shapes, plan_folders
from pipeline.tables import build_tables

EXPECTED = Path(__file__).parent / "expected"


def quietly(stage: Stage) -> None:
    return None


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tiny_workspace_gives_the_expected_tree(tiny: Workspace, request: pytest.FixtureRequest) -> None:
    assert build(tiny, DATA_STAGES, quietly) == []
    if request.config.getoption("--bless"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(tiny.root / "dist" / "data", EXPECTED)
    assert files_in(tiny.root / "dist" / "data") == files_in(EXPECTED)


@pytest.fixture(scope="module")
def build_elsewhere(tmp_path_factory: pytest.TempPathFactory):
    def run(*options: str, **environment: str) -> str:
        root = tmp_path_factory.mktemp("somewhere") / environment.get("FOLDER", "plain")
        root.mkdir()
        copy_tiny(root)
        command = [sys.executable, "-m", "pipeline", "build", *options, "--root", str(root)]
        subprocess.run(command, check=True, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True)
        return (root / "dist").resolve().name

    return run


@pytest.fixture(scope="module")
def plain_build(build_elsewhere) -> str:
    return build_elsewhere("--no-site")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"FOLDER": "规划 🚀 folder"}, id="folder"),
        pytest.param({"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, id="chinese-locale"),
        pytest.param({"LC_ALL": "C"}, id="c-locale"),
        pytest.param({"TZ": "Pacific/Kiritimati"}, id="time-zone"),
        pytest.param({"PYTHONHASHSEED": "1"}, id="hash-seed-1"),
        pytest.param({"PYTHONHASHSEED": "4242"}, id="hash-seed-4242"),
    ],
)
def test_the_bytes_are_the_same_everywhere(build_elsewhere, plain_build: str, environment: dict[str, str]) -> None:
    assert build_elsewhere("--no-site", **environment) == plain_build


def test_the_website_is_the_same_everywhere(build_elsewhere) -> None:
    somewhere_else = {"FOLDER": "别处", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    assert build_elsewhere() == build_elsewhere(**somewhere_else)


def test_the_website_carries_the_data(tiny: Workspace) -> None:
    assert build(tiny, SITE_STAGES, quietly) == []
    dist = tiny.root / "dist"
    assert files_in(dist / "site" / "data" / "latest") == files_in(dist / "data")
    assert files_in(dist / "site" / "data" / "v0.0.1") == files_in(dist / "data")
    assert (dist / "site" / "en" / "index.html").exists()


def test_stages_are_announced_in_order(tiny: Workspace) -> None:
    announced: list[Stage] = []
    build(tiny, DATA_STAGES, announced.append)
    assert announced == list(DATA_STAGES)


def test_a_file_that_cannot_be_read_stops_the_build_and_keeps_the_old_dist(tiny: Workspace) -> None:
    build(tiny, DATA_STAGES, quietly)
    before = files_in(tiny.root / "dist")
    change(tiny.seeds / "plans" / "xinzhou-2025" / "targets.yaml", "comparator: gt", "comparater: gt")
    announced: list[Stage] = []
    problems = build(tiny, DATA_STAGES, announced.append)
    assert announced == [READ]
    assert "seeds/plans/xinzhou-2025/targets.yaml:7:5" in {str(problem.location) for problem in problems}
    assert files_in(tiny.root / "dist") == before


def test_a_wrong_digit_stops_the_build_at_the_checks(tiny: Workspace) -> None:
    change(tiny.seeds / "plans" / "xinzhou-2025" / "targets.yaml", "value: 300", "value: 301")
    announced: list[Stage] = []
    problems = build(tiny, DATA_STAGES, announced.append)
    assert announced == [READ, CHECK]
    assert "seeds/plans/xinzhou-2025/targets.yaml:20:12" in {str(problem.location) for problem in problems}
    assert not (tiny.root / "dist").exists()


def test_checking_finds_the_problems_of_all_files_in_one_run(tiny: Workspace) -> None:
    change(tiny.seeds / "plans" / "xinzhou-2021" / "targets.yaml", "value: 200", "value: 201")
    change(tiny.seeds / "plans" / "xinzhou-2025-10-20" / "document.yaml", "kind: report", "kind: rapport")
    problems = check_workspace(tiny, quietly)
    assert [(str(problem.location), problem.rule) for problem in problems] == [
        ("seeds/plans/xinzhou-2021/targets.yaml:8:12", "amount-reread"),
        ("seeds/plans/xinzhou-2025-10-20/document.yaml:3:7", "schema"),
    ]


def test_a_plan_that_refers_to_an_unreadable_one_is_not_blamed_for_it(tiny: Workspace) -> None:
    change(tiny.seeds / "plans" / "xinzhou-2021" / "clusters.yaml", "kind: emerging", "kind: merging")
    problems = check_workspace(tiny, quietly)
    assert {problem.location.path for problem in problems} == {"seeds/plans/xinzhou-2021/clusters.yaml"}


def test_the_tiny_workspace_has_no_problems(tiny: Workspace) -> None:
    assert check_workspace(tiny, quietly) == []


def test_documents_can_be_read_through_an_executor(
    tiny: Workspace, tiny_plans: tuple[Plan, ...], shapes: Shapes
) -> None:
    with ThreadPoolExecutor(2) as executor:
        plans, problems = read_plans(plan_folders(tiny.seeds), shapes, executor)
    assert problems == []
    assert plans == list(tiny_plans)


def test_documents_can_be_tabled_by_other_processes(
    tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path
) -> None:
    here = build_tables(tiny_plans, tiny_registry, schemas)
    with ProcessPoolExecutor(2) as executor:
        there = build_tables(tiny_plans, tiny_registry, schemas, executor)
    assert all(there[name].equals(here[name]) for name in here)

"""The walk on the tiny workspace: what it writes, that it writes the same everywhere, and where it stops."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from workspaces import copy_tiny

from pipeline.build import CHECK, DATA_STAGES, READ, SITE_STAGES, Stage, Workspace, build, check_workspace, read_plans
from pipeline.records import Plan, Registry, Shapes, plan_folders
from pipeline.releases import MANIFEST
from pipeline.tables import build_tables

EXPECTED = Path(__file__).parent / "expected"


def quietly(stage: Stage) -> None:
    return None


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tables_in(folder: Path) -> dict[str, bytes]:
    """Without manifests, which change with every schema; tests of their own hold them."""
    return {name: content for name, content in files_in(folder).items() if not name.endswith(MANIFEST)}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tiny_workspace_gives_the_expected_tree(tiny: Workspace, request: pytest.FixtureRequest) -> None:
    assert build(tiny, DATA_STAGES, quietly) == []
    if request.config.getoption("--bless"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(tiny.root / "dist" / "data", EXPECTED, ignore=shutil.ignore_patterns(MANIFEST))
    assert tables_in(tiny.root / "dist" / "data") == files_in(EXPECTED)


def test_each_package_and_all_of_them_have_a_manifest(tiny: Workspace) -> None:
    assert build(tiny, DATA_STAGES, quietly) == []
    data = tiny.root / "dist" / "data"
    assert sorted(path.relative_to(data).as_posix() for path in data.rglob(MANIFEST)) == [
        "MANIFEST.json",
        "agencies/MANIFEST.json",
        "clusters/MANIFEST.json",
        "spatial-layout/MANIFEST.json",
        "targets/MANIFEST.json",
    ]


@dataclass(frozen=True)
class Elsewhere:
    """Where and as whom a build runs: what differs from the plain one."""

    folder: str = "plain"
    umask: int = 0o022
    other_user: bool = False
    later: bool = False
    environment: dict[str, str] = field(default_factory=dict)


def customised(*changes: str) -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parent / "elsewhere"), "ELSEWHERE": " ".join(changes)}


VARIATIONS = {
    "time-zone": Elsewhere(environment={"TZ": "Pacific/Kiritimati"}),
    "chinese-locale": Elsewhere(environment={"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}),
    "c-locale": Elsewhere(environment={"LC_ALL": "C"}),
    "umask": Elsewhere(umask=0o077),
    "path": Elsewhere(folder="规划 🚀 folder"),
    "user": Elsewhere(other_user=True, environment={"USER": "nobody", "LOGNAME": "nobody"}),
    "home": Elsewhere(environment={"HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent/cache"}),
    "hash-seed": Elsewhere(environment={"PYTHONHASHSEED": "4242"}),
    "file-order": Elsewhere(environment=customised("order")),
    "clock": Elsewhere(later=True),
    "one-processor": Elsewhere(environment=customised("processor")),
}
ALL_AT_ONCE = Elsewhere(
    folder="别处",
    umask=0o027,
    other_user=True,
    later=True,
    environment={
        "TZ": "Asia/Tokyo",
        "LC_ALL": "zh_CN.UTF-8",
        "USER": "nobody",
        "HOME": "/nonexistent",
        "PYTHONHASHSEED": "7",
        **customised("order", "processor"),
    },
)
NOBODY = 65534


@cache
def as_nobody() -> dict[str, Any]:
    """What makes a child run as another user, where this one may and the other can reach Python; else nothing."""
    other = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, capture_output=True, **other)
    except (PermissionError, subprocess.CalledProcessError):
        return {}
    return other


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What makes the clock of a child run 400 days ahead; nothing where no C compiler is at hand."""
    library = tmp_path_factory.mktemp("clock") / "clock.so"
    source = Path(__file__).parent / "elsewhere" / "clock.c"
    if not (compiler := shutil.which("cc")):
        return {}
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library)}


def test_the_clock_that_runs_ahead_does(later: dict[str, str]) -> None:
    command = [sys.executable, "-c", "import datetime; print(datetime.date.today())"]
    shown = subprocess.run(command, env=later, capture_output=True, check=True, text=True).stdout.strip()
    ahead = datetime.date.today() + datetime.timedelta(days=400 if later else 0)
    assert datetime.date.fromisoformat(shown) - ahead < datetime.timedelta(days=2)


@pytest.fixture(scope="module")
def build_elsewhere(later: dict[str, str]):
    made: list[str] = []

    def run(elsewhere: Elsewhere, *options: str) -> Path:
        made.append(tempfile.mkdtemp(prefix="plans-elsewhere-"))
        root = Path(made[-1]) / elsewhere.folder
        root.mkdir()
        copy_tiny(root)
        other = as_nobody() if elsewhere.other_user else {}
        for path in (Path(made[-1]), *Path(made[-1]).rglob("*")) if other else ():
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        subprocess.run(
            [sys.executable, "-m", "pipeline", "build", *options, "--root", str(root)],
            check=True,
            env={"PATH": "/usr/bin:/bin", **elsewhere.environment, **(later if elsewhere.later else {})},
            umask=elsewhere.umask,
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            **other,
        )
        return root / "dist"

    yield run
    for folder in made:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def plain_build(build_elsewhere) -> dict[str, bytes]:
    return files_in(build_elsewhere(Elsewhere(), "--no-site"))


@pytest.mark.parametrize("elsewhere", [pytest.param(each, id=name) for name, each in VARIATIONS.items()])
def test_the_bytes_of_the_data_are_the_same_everywhere(
    build_elsewhere, plain_build: dict[str, bytes], elsewhere: Elsewhere
) -> None:
    assert files_in(build_elsewhere(elsewhere, "--no-site")) == plain_build


def test_every_file_is_the_same_when_everything_around_it_differs(build_elsewhere) -> None:
    here, there = files_in(build_elsewhere(Elsewhere())), files_in(build_elsewhere(ALL_AT_ONCE))
    assert here.keys() == there.keys()
    assert [name for name, content in here.items() if there[name] != content] == []
    today = datetime.date.today().isoformat().encode()
    assert [name for name, content in here.items() if today in content] == []


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

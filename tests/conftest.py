"""What several tests share: the tiny workspace (an invented city with three documents) and `--bless`."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspaces import REPOSITORY, TINY, copy_tiny, link_own

from pipeline.build import SITE_STAGES, Workspace, build
from pipeline.records import Plan, Registry, Shapes, plan_folders, read_plan, read_registry


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the build makes now as tests/expected")


@pytest.fixture
def tiny(tmp_path: Path) -> Workspace:
    """A fresh copy of the tiny workspace, free to be changed."""
    root = tmp_path / "tiny"
    root.mkdir()
    return copy_tiny(root)


@pytest.fixture(scope="session")
def schemas() -> Path:
    return REPOSITORY / "schemas"


@pytest.fixture(scope="session")
def shapes(schemas: Path) -> Shapes:
    return Shapes(schemas / "records")


@pytest.fixture(scope="session")
def tiny_plans(shapes: Shapes) -> tuple[Plan, ...]:
    """The plans of the tiny workspace, in the order of their folders; they have no problems."""
    read = [read_plan(folder, f"seeds/plans/{folder.name}", shapes) for folder in plan_folders(TINY / "seeds")]
    assert [problem for _, problems in read for problem in problems] == []
    return tuple(plan for plan, _ in read if plan is not None)


@pytest.fixture(scope="session")
def tiny_registry(shapes: Shapes) -> Registry:
    registry, problems = read_registry(TINY / "seeds" / "registry", "seeds/registry", shapes)
    assert problems == []
    assert registry is not None
    return registry


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dist/site of the repository's own documents, built once into a folder of its own."""
    workspace = link_own(tmp_path_factory.mktemp("workspace"))
    assert build(workspace, SITE_STAGES, lambda stage: None) == []
    return workspace.root / "dist" / "site"

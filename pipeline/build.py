"""The walk from records to a published folder: every stage once, in order, stopping after the first with problems.

In: a workspace (its seeds, schemas and site sources). Out: `dist`, or problems and the old `dist` untouched.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checks import check
from pipeline.problems import Problem
from pipeline.publication import Publication, read_publication
from pipeline.records import Plan, Registry, Shapes, plan_folders, read_plan, read_registry
from pipeline.records.mapping import map_documents
from pipeline.release import release
from pipeline.releases import read_releases
from pipeline.survey import survey

if TYPE_CHECKING:
    from pipeline.tables import Tables

SERVED = ("api", "feeds", "calendars")  # folders of exports that stand in the site as they are


@dataclass(frozen=True)
class Workspace:
    """A root folder with `seeds/`, `schemas/` and `site/`, and what its output says of itself.

    An empty address or repository leaves what schemas/packages.json says. `archives` holds the archives of all
    releases, which the website keeps.
    """

    root: Path
    version: str
    address: str = ""
    repository: str = ""
    archives: Path | None = None

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def publication(self) -> Publication:
        return read_publication(self.schemas, self.version, self.address, self.repository, read_releases(self.seeds))


@dataclass
class Walk:
    """What the stages of one build have made so far; `out` is the folder that becomes `dist`."""

    workspace: Workspace
    out: Path
    registry: Registry = field(default_factory=lambda: Registry("", {}))
    plans: list[Plan] = field(default_factory=list)
    tables: Tables = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """One stage, what it is called while it runs, and what it does to the walk."""

    zh: str
    en: str
    run: Callable[[Walk], list[Problem]]


def build(workspace: Workspace, stages: Sequence[Stage], announce: Callable[[Stage], None]) -> list[Problem]:
    """Runs the stages and releases what they made; the problems of the first stage that has any, sorted."""
    return release(workspace.root, lambda out: _walk(Walk(workspace, out), stages, announce))


def check_workspace(
    workspace: Workspace,
    announce: Callable[[Stage], None],
    *,
    executor: Executor | None = None,
    workers: int = 1,
    cache: Path | None = None,
) -> list[Problem]:
    """All problems of all files that people edit, sorted; nothing of dist/ is written.

    Files that cannot be read keep only their own plan, and plans that refer to it, from being checked.
    """
    announce(READ)
    registry, problems = read_registry(workspace.seeds / "registry", "seeds/registry", _shapes(workspace))
    folders = plan_folders(workspace.seeds)
    if registry is None:
        return sorted([*problems, *read_plans(folders, _shapes(workspace))[1]])
    announce(CHECK)
    found = survey(folders, registry, workspace.schemas, executor=executor, workers=workers, cache=cache)
    return sorted(found.problems)


def read_plans(
    folders: Sequence[Path], shapes: Shapes, executor: Executor | None = None
) -> tuple[list[Plan], list[Problem]]:
    """The plans of all folders that can be read, and the problems of the others."""
    results = map_documents(partial(_read_one, shapes=shapes), folders, executor)
    plans = [plan for plan, _ in results if plan is not None]
    return plans, [problem for _, problems in results for problem in problems]


def _read_one(folder: Path, shapes: Shapes) -> tuple[Plan | None, list[Problem]]:
    return read_plan(folder, f"seeds/plans/{folder.name}", shapes)


def _walk(walk: Walk, stages: Sequence[Stage], announce: Callable[[Stage], None]) -> list[Problem]:
    for stage in stages:
        announce(stage)
        if problems := stage.run(walk):
            return sorted(problems)
    return []


def _read(walk: Walk) -> list[Problem]:
    shapes = _shapes(walk.workspace)
    registry, problems = read_registry(walk.workspace.seeds / "registry", "seeds/registry", shapes)
    walk.plans, unread = read_plans(plan_folders(walk.workspace.seeds), shapes)
    walk.registry = registry or walk.registry
    return [*problems, *unread]


def _check(walk: Walk) -> list[Problem]:
    return check(walk.plans, walk.registry, walk.workspace.schemas)


def _tables(walk: Walk) -> list[Problem]:
    from pipeline.tables import build_tables, check_tables  # pandas takes half a second that `plans check` saves

    walk.tables = build_tables(walk.plans, walk.registry, walk.workspace.schemas)
    return check_tables(walk.tables, walk.workspace.schemas)


def _packages(walk: Walk) -> list[Problem]:
    from pipeline.packages import package_names, validate_package, write_packages

    schemas, folder = walk.workspace.schemas, walk.out / "data"
    write_packages(walk.tables, schemas, walk.plans, walk.workspace.version, folder)
    return [problem for name in package_names(schemas) for problem in validate_package(folder / name)]


def _exports(walk: Walk) -> list[Problem]:
    from pipeline.exports import Source, write_exports

    workspace = walk.workspace
    source = Source(walk.plans, walk.registry, walk.tables, workspace.schemas, workspace.publication)
    write_exports(source, walk.out)
    return []


def _manifest(walk: Walk) -> list[Problem]:
    from pipeline.packages import package_names
    from pipeline.release.manifest import read_origin, write_manifests

    workspace, publication = walk.workspace, walk.workspace.publication
    origin = read_origin(workspace.seeds, workspace.schemas, workspace.version, publication.releases)
    write_manifests(walk.out / "data", package_names(workspace.schemas), origin, apart=_subsets())
    return []


def _archives(walk: Walk) -> list[Problem]:
    from pipeline.exports import Source, write_archives
    from pipeline.release.manifest import list_beside

    workspace = walk.workspace
    source = Source(walk.plans, walk.registry, walk.tables, workspace.schemas, workspace.publication)
    write_archives(source, walk.out)
    list_beside(walk.out / "data")
    return []


def _subsets() -> tuple[str, ...]:
    from pipeline.exports.subsets import SUBSETS

    return SUBSETS


def _pages(walk: Walk) -> list[Problem]:
    from pipeline.pages import write_pages

    workspace = walk.workspace
    site, out = workspace.root / "site", walk.out / "pages"
    write_pages(walk.plans, walk.registry, walk.tables, workspace.schemas, site, out, workspace.publication)
    return []


def _site(walk: Walk) -> list[Problem]:
    from pipeline.generator import build_site

    publication = walk.workspace.publication
    pages, site = walk.out / "pages", walk.out / "site"
    return build_site(walk.workspace.root, pages, site, publication.address, publication.version)


def _downloads(walk: Walk) -> list[Problem]:
    from pipeline.exports.api import place_twins

    site, version = walk.out / "site", walk.workspace.version
    shutil.copytree(walk.out / "data", site / "data" / "latest")
    shutil.copytree(walk.out / "data", site / "data" / f"v{version}")
    for folder in SERVED:
        shutil.copytree(walk.out / folder, site / folder, dirs_exist_ok=True)
    place_twins(walk.out, site)
    return _earlier_releases(walk.workspace, site / "data")


def _earlier_releases(workspace: Workspace, data: Path) -> list[Problem]:
    if workspace.archives is None:
        return []
    from pipeline.release.earlier import place_releases
    from pipeline.release.verification import read_known

    return place_releases(workspace.archives, read_known(workspace.seeds), data)


def _shapes(workspace: Workspace) -> Shapes:
    return Shapes(workspace.schemas / "records")


READ = Stage("读取记录", "reading the records", _read)
CHECK = Stage("检查记录", "checking the records", _check)
TABLES = Stage("生成数据表", "building the tables", _tables)
PACKAGES = Stage("写出并校验数据包", "writing and validating the data packages", _packages)
EXPORTS = Stage("写出其他格式与接口", "writing the other formats and the API", _exports)
MANIFEST = Stage("写出清单", "writing the manifests", _manifest)
ARCHIVES = Stage("打包", "packing the archives", _archives)
PAGES = Stage("写出页面", "writing the pages", _pages)
SITE = Stage("生成网站", "building the website", _site)
DOWNLOADS = Stage("放入下载文件", "adding the downloads", _downloads)

DATA_STAGES = (READ, CHECK, TABLES, PACKAGES, MANIFEST)
SITE_STAGES = (READ, CHECK, TABLES, PACKAGES, EXPORTS, MANIFEST, ARCHIVES, PAGES, SITE, DOWNLOADS)

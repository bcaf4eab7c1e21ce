"""The formats of the real corpus, written into a folder: `python tests/exported.py FOLDER` for other processes."""

from __future__ import annotations

import sys
from pathlib import Path

from workspaces import REPOSITORY

from pipeline.build import Workspace, read_plans
from pipeline.exports.archives import write_archives
from pipeline.exports.database import write_database
from pipeline.exports.parquet import write_parquet
from pipeline.exports.source import Source
from pipeline.exports.subsets import write_subsets
from pipeline.exports.workbook import write_workbook
from pipeline.packages import write_packages
from pipeline.records import Shapes, plan_folders, read_registry
from pipeline.tables import build_tables

FORMATS = (write_parquet, write_database, write_workbook, write_subsets, write_archives)


def read_source(root: Path = REPOSITORY) -> Source:
    """What a build of the folder's seeds has in hand before it writes."""
    workspace = Workspace(root, "1.2.3")
    registry, _ = read_registry(workspace.seeds / "registry", "seeds/registry", Shapes(workspace.schemas / "records"))
    plans, problems = read_plans(plan_folders(workspace.seeds), Shapes(workspace.schemas / "records"))
    assert registry is not None
    assert problems == []
    tables = build_tables(plans, registry, workspace.schemas)
    return Source(plans, registry, tables, workspace.schemas, workspace.publication)


def write_formats(source: Source, out: Path) -> Path:
    """The packages and every format of them; the folder they lie in."""
    write_packages(source.tables, source.schemas, source.plans, source.publication.version, out / "data")
    for write in FORMATS:
        write(source, out)
    return out / "data"


if __name__ == "__main__":
    write_formats(read_source(), Path(sys.argv[1]))

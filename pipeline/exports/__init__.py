"""Tables → every other form people use: columnar files, a database, a workbook, a static API, metadata, feeds.

In: plans, tables, schemas and the publication; the data packages already written. Out: files below `data/`, `api/`,
`feeds/` and `calendars/` of the output folder. The order of EXPORTS is the order of writing; archives hold the rest
and its manifest, so they are a stage of their own, after the manifest's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.exports.api import write_api
from pipeline.exports.archives import write_archives
from pipeline.exports.calendars import write_calendars
from pipeline.exports.database import write_database
from pipeline.exports.feeds import write_feeds
from pipeline.exports.metadata import write_metadata
from pipeline.exports.parquet import write_parquet
from pipeline.exports.source import Source
from pipeline.exports.subsets import write_subsets
from pipeline.exports.workbook import write_workbook

__all__ = ["Source", "write_archives", "write_exports"]

EXPORTS: tuple[Callable[[Source, Path], None], ...] = (
    write_parquet,
    write_database,
    write_workbook,
    write_metadata,
    write_subsets,
    write_api,
    write_feeds,
    write_calendars,
)


def write_exports(source: Source, out: Path) -> None:
    """Runs every export on the output folder that already holds `data/<package>/`."""
    for export in EXPORTS:
        export(source, out)

"""Tables → every other form people use: columnar files, a database, a workbook, a static API, metadata, feeds.

In: plans, tables, schemas and the publication; the data packages already written. Out: files below `data/`, `api/`,
`feeds/` and `calendars/` of the output folder. The order of EXPORTS is the order of writing: archives hold the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.exports.source import Source

__all__ = ["Source", "write_exports"]

EXPORTS: tuple[Callable[[Source, Path], None], ...] = ()


def write_exports(source: Source, out: Path) -> None:
    """Runs every export on the output folder that already holds `data/<package>/`."""
    for export in EXPORTS:
        export(source, out)

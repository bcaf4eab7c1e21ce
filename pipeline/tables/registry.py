"""The registry's entries as rows of the reference tables."""

from __future__ import annotations

from pipeline.records import Registry
from pipeline.tables.frames import Row


def registry_rows(registry: Registry) -> dict[str, list[Row]]:
    """Rows of sectors, areas, indicators and agencies: fields as a person wrote them."""
    entries = {
        "sectors": registry.sectors,
        "areas": registry.areas,
        "indicators": registry.indicators,
        "agencies": registry.agencies,
    }
    return {name: [_row(entry) for entry in found] for name, found in entries.items()}


def _row(entry: object) -> Row:
    """Every field of the entry but its place in the file."""
    return {name: value for name, value in vars(entry).items() if name != "pointer"}

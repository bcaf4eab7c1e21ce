"""A table's cells as Python values of their fields' types, for formats that have types of their own.

In: one table and its schema. Out: rows; a gap is None, a list without entries is the empty tuple.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.tables import TableSchema

Cell = str | int | bool | Decimal | datetime.date | tuple[str, ...] | None


def read_rows(frame: pd.DataFrame, schema: TableSchema) -> Iterator[tuple[Cell, ...]]:
    """The rows in the table's order, cells in the schema's."""
    columns = [read_column(frame, field) for field in schema["fields"]]
    return zip(*columns, strict=True)


def read_column(frame: pd.DataFrame, field: dict[str, Any]) -> list[Cell]:
    """One field's cells, typed as its schema says."""
    return [_cell(value, field) for value in frame[field["name"]]]


def storage(field: dict[str, Any]) -> str:
    """The kind of a field's cells: its type, or "list" for text that holds several entries."""
    return "list" if "delimiter" in field else str(field["type"])


def is_required(field: dict[str, Any]) -> bool:
    """Whether the field is always filled."""
    return bool(field.get("constraints", {}).get("required"))


def _cell(value: Any, field: dict[str, Any]) -> Cell:
    kind = storage(field)
    if kind == "list":
        return tuple(value.split(field["delimiter"])) if value else ()
    if value is None or value is pd.NA or value == "":
        return None
    if kind == "integer":
        return int(value)
    if kind == "date":
        return datetime.date.fromisoformat(value)
    assert isinstance(value, (str, bool, Decimal))
    return value

"""Rows of one table → a DataFrame whose fields, order and types are those of the table's schema.

A row that leaves out a field of the schema, or holds one the schema does not know, is a fault of our own.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

Value = str | int | Decimal | datetime.date | tuple[str, ...] | None
Row = dict[str, Value]
TableSchema = dict[str, Any]

DIGITS = re.compile(r"([0-9]+)")  # so that s2 sorts before s10
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str, tuple),
    "date": (datetime.date, str),
    "integer": (int,),
    "number": (Decimal,),
    "boolean": (bool,),
}


def read_table_schemas(schemas: Path) -> dict[str, TableSchema]:
    """The Table Schema of every published table, by table name."""
    paths = sorted((schemas / "tables").glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def build_frame(table: str, schema: TableSchema, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows sorted by key; numbers inside an id sort as numbers."""
    names = [field["name"] for field in schema["fields"]]
    for row in rows:
        if set(row) != set(names):
            raise ValueError(f"a row of {table} differs from its schema in {sorted(set(row) ^ set(names))}")
    ordered = sorted(rows, key=lambda row: [sort_key(str(row[name])) for name in schema["primaryKey"]])
    columns = {
        field["name"]: _column(table, field, [row[field["name"]] for row in ordered]) for field in schema["fields"]
    }
    return pd.DataFrame(columns, columns=names)


def sort_key(text: str) -> list[str | int]:
    """Text and numbers in turn: `doc/s10` is ["doc/s", 10, ""]."""
    return [int(part) if position % 2 else part for position, part in enumerate(DIGITS.split(text))]


def _column(table: str, field: dict[str, Any], values: list[Value]) -> pd.Series[Any]:
    for value in values:
        if value is not None and not _fits(value, field["type"]):
            raise TypeError(f"{table}.{field['name']} is of type {field['type']}, not {value!r}")
    kind = field["type"]
    if kind in ("string", "date"):
        return pd.Series([_text(value, field) for value in values], dtype="str")
    if kind == "integer":
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype="object")  # exact decimals, and truth values that stay Python's own


def _fits(value: Value, kind: str) -> bool:
    """A truth value is no integer here, although Python counts it as one."""
    return isinstance(value, TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _text(value: Value, field: dict[str, Any]) -> str:
    if isinstance(value, tuple):
        return str(field["delimiter"]).join(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)

"""The published tables as the API reads them: typed rows, found by key and by what they refer to.

In: one DataFrame per table and the table schemas. Out: rows whose values are those of the JSON files: None where
nothing is said, lists for joined fields, exact decimals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from pipeline.tables import Tables, TableSchema

Value = str | int | Decimal | list[str] | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Records:
    """All rows of one release, and the schemas they obey."""

    schemas: Mapping[str, TableSchema]
    rows: Mapping[str, Sequence[Row]]

    def key(self, table: str) -> str:
        """The field that names a row; only matches are named by two."""
        return str(self.schemas[table]["primaryKey"][0])

    def row(self, table: str, key: Value) -> Row | None:
        """The row with this key; None where a reference is empty."""
        return None if key is None else self._by_key[table][str(key)]

    def where(self, table: str, field: str, value: Value) -> Sequence[Row]:
        """The rows whose field is this value, or lists it, in the table's order."""
        if (table, field) not in self._by_field:
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows[table]:
                for entry in entries(row[field]):
                    groups[entry].append(row)
            self._by_field[table, field] = groups
        return self._by_field[table, field].get(str(value), [])

    def references(self, table: str) -> dict[str, str]:
        """The fields of a table that refer to one row of another, and that other table."""
        schema = self.schemas[table]
        found = {key["fields"][0]: key["reference"]["resource"] or table for key in schema.get("foreignKeys", [])}
        return {field: other for field, other in found.items() if schema["primaryKey"] != [field]}

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Row]]:
        return {
            table: {str(row[self.key(table)]): row for row in rows}
            for table, rows in self.rows.items()
            if len(self.schemas[table]["primaryKey"]) == 1
        }

    @cached_property
    def _by_field(self) -> dict[tuple[str, str], dict[str, list[Row]]]:
        return {}


def read_records(tables: Tables, schemas: Mapping[str, TableSchema]) -> Records:
    """Every table as typed rows."""
    return Records(schemas, {table: _rows(frame, schemas[table]) for table, frame in tables.items()})


def entries(value: Value) -> list[str]:
    """A reference as a list: none, one, or those of a list field."""
    if isinstance(value, list):
        return value
    return [] if value is None else [str(value)]


def told_references(records: Records, table: str) -> dict[str, str]:
    """The references that a summary shows with a name; a document's id says by itself which place and year it is."""
    return {field: other for field, other in records.references(table).items() if other != "documents"}


def reference_name(field: str) -> str:
    """What a reference is called where it is resolved: `from_cluster` for from_cluster_id."""
    return field.removesuffix("_id")


def _rows(frame: pd.DataFrame, schema: TableSchema) -> list[Row]:
    names = [field["name"] for field in schema["fields"]]
    columns = [[_value(value, field) for value in frame[field["name"]]] for field in schema["fields"]]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _value(value: Any, field: Mapping[str, Any]) -> Value:
    if "delimiter" in field:
        return str(value).split(field["delimiter"]) if value else []
    if value is None or value is pd.NA or value == "":
        return None
    typed: Value = int(value) if field["type"] == "integer" else value
    return typed

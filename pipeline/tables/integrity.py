"""Keys and patterns of finished tables: what the packages' validator lets pass, and keys across packages.

In: tables and the folder of schemas. Out: problems at `<table>.csv:<line>:<column>`, the header being line 1.
The validator sees one package at a time, passes partly empty composite keys, ignores unique keys and lets a
pattern match before a trailing line break; here every key and every pattern is held against all tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.problems import Location, Problem, excerpt
from pipeline.tables.frames import TableSchema, read_table_schemas


def check_tables(tables: dict[str, pd.DataFrame], schemas: Path) -> list[Problem]:
    """Every broken key or pattern of every table, sorted."""
    found: list[Problem] = []
    for table, schema in read_table_schemas(schemas).items():
        for key in (schema["primaryKey"], *schema.get("uniqueKeys", [])):
            found.extend(_unique_key(table, tables[table], key, required=key == schema["primaryKey"]))
        for foreign_key in schema.get("foreignKeys", []):
            found.extend(_foreign_key(table, tables, foreign_key))
        found.extend(_patterns(table, tables[table], schema))
    found.extend(_numeral_records(tables))
    return sorted(found)


def _unique_key(table: str, frame: pd.DataFrame, key: list[str], *, required: bool) -> Iterator[Problem]:
    """No two rows share a key, and no part of a primary key is empty."""
    first_row: dict[tuple[str, ...], int] = {}
    for row, values in enumerate(_keys(frame, key)):
        where = _cell(table, frame, row, key[0])
        if required and not all(values):
            named = ", ".join(key)
            yield Problem(where, "key-filled", f"主键 {named} 不可为空", f"key {named} must not be empty")
        elif values in first_row:
            shown, line = excerpt(", ".join(values)), first_row[values] + 2
            zh, en = f"键 {shown} 与第 {line} 行重复", f"key {shown} stands on line {line} already"
            yield Problem(where, "key-unique", zh, en)
        first_row.setdefault(values, row)


def _foreign_key(table: str, tables: dict[str, pd.DataFrame], foreign_key: dict[str, Any]) -> Iterator[Problem]:
    """A reference is wholly empty or names a row that exists."""
    fields, target = foreign_key["fields"], foreign_key["reference"]["resource"] or table
    known = set(_keys(tables[target], foreign_key["reference"]["fields"]))
    for row, values in enumerate(_keys(tables[table], fields)):
        if any(values) and values not in known:
            shown = excerpt(", ".join(values))
            zh, en = f"{target} 表中没有 {shown}", f"table {target} has no {shown}"
            yield Problem(_cell(table, tables[table], row, fields[0]), "reference-resolves", zh, en)


def _patterns(table: str, frame: pd.DataFrame, schema: TableSchema) -> Iterator[Problem]:
    """A value fits its pattern from its first character to its last."""
    for field in schema["fields"]:
        name, pattern = field["name"], field.get("constraints", {}).get("pattern")
        for row, value in enumerate(frame[name] if pattern else ()):
            if value and re.fullmatch(pattern, value) is None:
                zh, en = f"{name}: {excerpt(value)} 不合 {pattern}", f"{name}: {excerpt(value)} does not fit {pattern}"
                yield Problem(_cell(table, frame, row, name), "pattern", zh, en)


def _numeral_records(tables: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """A numeral's record is a key of its record table, or names the group of a change."""
    known = {name: set(frame.iloc[:, 0]) for name, frame in tables.items()}  # keys stand first
    known["cluster_changes"] |= set(tables["cluster_changes"]["change_group"])
    numerals = tables["numerals"]
    for row, (table, record_id) in enumerate(_keys(numerals, ["record_table", "record_id"])):
        if table and record_id not in known[table]:
            zh, en = f"{table} 表中没有 {excerpt(record_id)}", f"table {table} has no {excerpt(record_id)}"
            yield Problem(_cell("numerals", numerals, row, "record_id"), "reference-resolves", zh, en)


def _keys(frame: pd.DataFrame, fields: list[str]) -> list[tuple[str, ...]]:
    """The values of the fields, row by row, as text; a gap is empty text."""
    columns = [["" if pd.isna(value) else str(value) for value in frame[name]] for name in fields]
    return list(zip(*columns, strict=True))


def _cell(table: str, frame: pd.DataFrame, row: int, field: str) -> Location:
    return Location(f"{table}.csv", row + 2, list(frame.columns).index(field) + 1)

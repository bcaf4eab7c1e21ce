"""What differs between two releases, by key and field: what was removed, what changed from what to what, what is new.

In: the tables of two copies. Out: one difference that is complete: the old tables with it applied are the new ones.
Values are text, as in the CSV files. Tables come in the order of their packages, rows in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pipeline.release.dataset import Key, Package, Row, Table
from pipeline.release.schemas import compare_schemas
from pipeline.releases import KINDS, FieldChange, Kind, RowChange, SchemaChange, TableChanges
from pipeline.tables.frames import sort_key

LABELS = ("quote", "title", "name", "heading", "text", "reason")  # the words by which a row is shown, the first it has
OFFSETS = ("char_start", "char_end")  # they move with the text before them
SAMPLES = 10  # rows of each kind that are kept with a release

Tables = Mapping[str, Table]


@dataclass(frozen=True)
class TableDifference:
    """The rows of one table that differ, and what is needed to show them: its schema and the words of each row."""

    table: str
    schema: dict[str, Any]
    count: int
    removed: tuple[Row, ...]
    changed: tuple[RowChange, ...]
    added: tuple[Row, ...]

    @property
    def key_fields(self) -> list[str]:
        key: list[str] = self.schema["primaryKey"]
        return key

    def rows(self, kind: Kind) -> tuple[RowChange, ...]:
        """The rows of one kind as changes by key, those that only moved left out."""
        if kind == "changed":
            return tuple(row for row in self.changed if not is_move(row))
        whole = self.removed if kind == "removed" else self.added
        return tuple(_shown(row, self.key_fields) for row in whole)

    @property
    def moved(self) -> tuple[RowChange, ...]:
        """The rows of which only the offsets changed."""
        return tuple(row for row in self.changed if is_move(row))


@dataclass(frozen=True)
class Difference:
    """From one release to another; tables that do not differ are not in it, schemas say what no row can."""

    old: str
    new: str
    schemas: tuple[SchemaChange, ...]
    tables: tuple[TableDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.schemas or self.tables)


def tables_of(packages: Sequence[Package]) -> dict[str, Table]:
    """Every table of all packages once, in the order of the packages."""
    found: dict[str, Table] = {}
    for package in packages:
        for name, table in package.tables.items():
            found.setdefault(name, table)
    return found


def find_difference(old: Tables, new: Tables, versions: tuple[str, str]) -> Difference:
    """The difference from the old tables to the new ones."""
    names = [*new, *(name for name in old if name not in new)]
    compared = (_compare(name, old.get(name), new.get(name)) for name in names)
    tables = tuple(each for each in compared if each.removed or each.changed or each.added)
    return Difference(*versions, compare_schemas(old, new), tables)


def apply_difference(old: Mapping[str, Sequence[Row]], written: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The rows of the new tables, from those of the old and the JSON form of the difference."""
    tables = {name: [dict(row) for row in rows] for name, rows in old.items()}
    for each in written["tables"]:
        gone = {_identity(row) for row in each["removed"]}
        tables[each["table"]] = [row for row in tables.get(each["table"], []) if _identity(row) not in gone]
    for change in written["schemas"]:
        _apply_schema(tables, change)
    for each in written["tables"]:
        if each["table"] in tables:
            _apply_rows(tables[each["table"]], each)
    return tables


def brief(difference: TableDifference) -> TableChanges:
    """The counts and the first rows of each kind, as they are kept with a release."""
    rows = {kind: difference.rows(kind) for kind in KINDS}
    return TableChanges(
        table=difference.table,
        rows=difference.count,
        removed=len(rows["removed"]),
        changed=len(rows["changed"]),
        added=len(rows["added"]),
        moved=len(difference.moved),
        samples={kind: spread(found, SAMPLES) for kind, found in rows.items()},
    )


def spread(rows: Sequence[RowChange], most: int) -> tuple[RowChange, ...]:
    """At most so many rows, from as many documents as possible: the first of each, then the second of each…"""
    by_document = [list(group) for _, group in groupby(rows, key=lambda row: row.document_id)]
    longest = max((len(group) for group in by_document), default=0)
    taken = [group[turn] for turn in range(longest) for group in by_document if turn < len(group)]
    chosen = {row.key for row in taken[:most]}
    return tuple(row for row in rows if row.key in chosen)


def is_move(row: RowChange) -> bool:
    """Whether only the offsets of a row changed."""
    return bool(row.fields) and all(change.field in OFFSETS for change in row.fields)


def _compare(name: str, old: Table | None, new: Table | None) -> TableDifference:
    table = new or old
    assert table
    before, after = old.by_key if old else {}, new.by_key if new else {}
    comparable = old is not None and new is not None and old.key_fields == new.key_fields
    common = before.keys() & after.keys() if comparable else set()
    changes = (_change(key, before[key], after[key], table) for key in after if key in common)
    return TableDifference(
        table=name,
        schema=table.schema,
        count=len(after),
        removed=tuple(row for key, row in before.items() if key not in common),
        changed=tuple(change for change in changes if change.fields),
        added=tuple(row for key, row in after.items() if key not in common),
    )


def _change(key: Key, old: Row, new: Row, table: Table) -> RowChange:
    """The fields whose text differs; a new field was empty before, a removed one is the schema's change."""
    fields = [
        FieldChange(name, old.get(name, ""), new[name]) for name in table.column if old.get(name, "") != new[name]
    ]
    return replace(_shown(new, table.key_fields), key=key, fields=tuple(fields))


def _shown(row: Row, key_fields: Sequence[str]) -> RowChange:
    label = next((row[name] for name in LABELS if row.get(name)), "")
    key = tuple(row[name] for name in key_fields)
    return RowChange(key, row.get("document_id") or key[0].partition("/")[0], label)


def _identity(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset(row.items())


def _apply_schema(tables: dict[str, list[Row]], change: Mapping[str, str]) -> None:
    if change["aspect"] == "table":
        if change["kind"] == "removed":
            del tables[change["table"]]
        else:
            tables.setdefault(change["table"], [])
    elif change["aspect"] == "field":
        for row in tables[change["table"]]:
            if change["kind"] == "removed":
                del row[change["field"]]
            else:
                row[change["field"]] = ""


def _apply_rows(rows: list[Row], written: Mapping[str, Any]) -> None:
    key = written["key"]
    by_key = {tuple(row[name] for name in key): row for row in (*rows, *written["added"])}
    for change in written["changed"]:
        by_key[tuple(change["key"])].update({field["field"]: field["new"] for field in change["fields"]})
    rows[:] = [by_key[each] for each in sorted(by_key, key=lambda each: [sort_key(part) for part in each])]

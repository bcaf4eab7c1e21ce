"""Tables → `data/plans.sqlite`: every table with its keys, a dictionary in both languages, and views that answer.

SQLite has no decimals: an amount is exact text (`value`), and only the views add a number to sort and count by
(`value_number`). A date is ISO text, a truth value 0 or 1, a list JSON text, a gap NULL. What each field is stored
as stands in the table `fields`.
The file depends on nothing but the tables: fixed pages, vacuumed, no clock, and no trace of which SQLite wrote it.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.exports.about import about
from pipeline.exports.cells import Cell, is_required, read_rows, storage
from pipeline.exports.source import Source
from pipeline.exports.views import VIEWS, create_view
from pipeline.tables import TableSchema, read_table_schemas

DATABASE = "plans.sqlite"
APPLICATION = 0x504C414E  # "PLAN": tells `file` and others whose format this is
LAYOUT = 1  # user_version: grows when tables or views change their meaning
WRITER = slice(96, 100)  # of the file's head: the number of the SQLite that wrote last
OLDEST = 3_037_000  # put there instead: the first SQLite that reads strict tables
STORED = {
    "string": ("TEXT", "text"),
    "list": ("TEXT", "JSON array of texts"),
    "integer": ("INTEGER", "whole number"),
    "number": ("TEXT", "exact decimal, as text"),
    "boolean": ("INTEGER", "0 or 1"),
    "date": ("TEXT", "ISO date, as text"),
}
DICTIONARY = """
CREATE TABLE about ("key" TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL, value TEXT NOT NULL)
STRICT;
CREATE TABLE tables (table_name TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL,
  description TEXT NOT NULL, description_en TEXT NOT NULL, "rows" INTEGER NOT NULL) STRICT;
CREATE TABLE fields (table_name TEXT NOT NULL REFERENCES tables, position INTEGER NOT NULL, field_name TEXT NOT NULL,
  type TEXT NOT NULL, stored_as TEXT NOT NULL, unit TEXT, required INTEGER NOT NULL, title TEXT NOT NULL,
  title_en TEXT NOT NULL, description TEXT NOT NULL, description_en TEXT NOT NULL, PRIMARY KEY (table_name, field_name))
STRICT;
CREATE TABLE codes (table_name TEXT NOT NULL, field_name TEXT NOT NULL, code TEXT NOT NULL, meaning TEXT NOT NULL,
  meaning_en TEXT NOT NULL, PRIMARY KEY (table_name, field_name, code),
  FOREIGN KEY (table_name, field_name) REFERENCES fields) STRICT;
CREATE TABLE views (view_name TEXT PRIMARY KEY NOT NULL, view_name_zh TEXT NOT NULL, question TEXT NOT NULL,
  question_en TEXT NOT NULL) STRICT;
"""


def write_database(source: Source, out: Path) -> None:
    """The whole database; raises where a foreign key does not resolve."""
    path = out / "data" / DATABASE
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("page_size=4096", "auto_vacuum=0", "journal_mode=OFF", "synchronous=OFF", "encoding='UTF-8'"):
            database.execute(f"PRAGMA {pragma}")
        database.execute(f"PRAGMA application_id={APPLICATION}")
        database.execute(f"PRAGMA user_version={LAYOUT}")
        database.execute("BEGIN")
        _fill(database, source)
        database.execute("COMMIT")
        if broken := database.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"foreign keys that lead nowhere: {broken}")
        database.execute("VACUUM")
    content = bytearray(path.read_bytes())
    content[WRITER] = OLDEST.to_bytes(4, "big")
    path.write_bytes(content)


def _fill(database: sqlite3.Connection, source: Source) -> None:
    schemas = read_table_schemas(source.schemas)
    for statement in DICTIONARY.split(";\n"):
        database.execute(statement)
    for name, rows in _dictionary(source, schemas).items():
        _insert(database, name, rows)
    for table, schema in schemas.items():
        frame = source.tables[table]
        database.execute(create_table(table, schema))
        _insert(database, table, (tuple(map(_stored, row)) for row in read_rows(frame, schema)))
        for key in schema.get("foreignKeys", ()):
            named = _names(key["fields"])
            database.execute(f"CREATE INDEX {_name('_'.join((table, *key['fields'])))} ON {_name(table)} ({named})")
    for view in VIEWS:
        for language in ("en", "zh"):
            database.execute(create_view(view, language))


def create_table(table: str, schema: TableSchema) -> str:
    """The statement that makes a table, each field with its title beside it."""
    parts = [(_column(field), _titles(field)) for field in schema["fields"]]
    parts.append((f"PRIMARY KEY ({_names(schema['primaryKey'])})", ""))
    for key in schema.get("foreignKeys", ()):
        reference = key["reference"]
        target = f"{_name(reference['resource'] or table)} ({_names(reference['fields'])})"
        parts.append((f"FOREIGN KEY ({_names(key['fields'])}) REFERENCES {target}", ""))
    *most, (last, _) = [(f"  {text}", comment) for text, comment in parts]
    body = "\n".join([*(f"{text},{comment}" for text, comment in most), last])
    return f"CREATE TABLE {_name(table)} ({_titles(schema)}\n{body}\n) STRICT"


def _titles(described: dict[str, Any]) -> str:
    """A comment for people who read the declaration."""
    return f" -- {described['title']} / {described['title_en']}"


def _column(field: dict[str, Any]) -> str:
    kind, name = storage(field), _name(field["name"])
    parts = [name, STORED[kind][0]]
    if is_required(field) or kind == "list":
        parts.append("NOT NULL")
    if kind == "boolean":
        parts.append(f"CHECK ({name} IN (0, 1))")
    if kind == "string" and "enum_labels" in field:
        parts.append(f"CHECK ({name} IN ({', '.join(map(_literal, field['enum_labels']))}))")
    return " ".join(parts)


def _dictionary(source: Source, schemas: Mapping[str, TableSchema]) -> dict[str, list[tuple[Cell, ...]]]:
    """The rows of the tables that describe the others."""
    words = ("title", "title_en", "description", "description_en")
    tables, fields, codes = [], [], []
    for table, schema in schemas.items():
        tables.append((table, *(schema[word] for word in words), len(source.tables[table])))
        for position, field in enumerate(schema["fields"], start=1):
            kind = storage(field)
            head = (table, position, field["name"], kind, STORED[kind][1], field.get("unit"), int(is_required(field)))
            fields.append((*head, *(field[word] for word in words)))
            for code, label in field.get("enum_labels", {}).items():
                codes.append((table, field["name"], code, label["zh"], label["en"]))
    views: list[tuple[Cell, ...]] = [(view.name, view.name_zh, view.question_zh, view.question) for view in VIEWS]
    told: list[tuple[Cell, ...]] = [(fact.key, fact.title, fact.title_en, fact.value) for fact in about(source)]
    return {"about": told, "tables": tables, "fields": fields, "codes": codes, "views": views}


def _insert(database: sqlite3.Connection, table: str, rows: Iterator[Sequence[Any]] | Sequence[Sequence[Any]]) -> None:
    count = len(database.execute(f"PRAGMA table_info({_name(table)})").fetchall())
    database.executemany(f"INSERT INTO {_name(table)} VALUES ({', '.join('?' * count)})", rows)  # noqa: S608


def _stored(cell: Cell) -> str | int | None:
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, tuple) else cell


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return f'"{name}"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

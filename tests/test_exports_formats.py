"""One content in every format: each is read back by a reader that shares no code with its writer."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import duckdb
import openpyxl
import pandas as pd
import pytest
from exported import read_source, write_formats
from workspaces import REPOSITORY

from pipeline.exports import Source
from pipeline.tables import read_table_schemas

SCHEMAS = read_table_schemas(REPOSITORY / "schemas")
PACKAGES = json.loads((REPOSITORY / "schemas" / "packages.json").read_text(encoding="utf-8"))["packages"]
HOME = {table: package["name"] for package in PACKAGES for table in package["tables"]}
HOSTILE = '=HYPERLINK("http://evil.example","点我")\r\n+1\t@SUM(A1)\x07\u202e反\u200b_x0041_"\';DROP TABLE targets;--😀'
SPELLED = re.compile("_x([0-9A-F]{4})_")  # a control character as ECMA-376 writes it: _x0007_
Rows = Iterable[Mapping[str, Any]]


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source()


@pytest.fixture(scope="module")
def written(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """data/ of the real corpus."""
    return write_formats(source, tmp_path_factory.mktemp("formats"))


def read_csv(data: Path, table: str) -> Rows:
    with (data / HOME[table] / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_json(data: Path, table: str) -> Rows:
    text = (data / HOME[table] / f"{table}.json").read_text(encoding="utf-8")
    return json.loads(text, parse_float=Decimal)


def read_parquet(data: Path, table: str) -> Rows:
    found = duckdb.sql(f"SELECT * FROM '{data}/parquet/{table}.parquet'")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def read_sqlite(data: Path, table: str) -> Rows:
    with closing(sqlite3.connect(f"file:{data}/plans.sqlite?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        lists = [field["name"] for field in SCHEMAS[table]["fields"] if "delimiter" in field]
        rows = [dict(row) for row in database.execute(f"SELECT * FROM {table}")]
    return [row | {name: json.loads(row[name]) for name in lists} for row in rows]


def read_xlsx(data: Path, table: str) -> Rows:
    sheet = openpyxl.load_workbook(data / "plans.xlsx")[f"{SCHEMAS[table]['title']} {table}"]
    _, names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def read_zip(data: Path, table: str) -> Rows:
    with ZipFile(data / "plans.zip") as packed:
        text = packed.read(f"plans/{HOME[table]}/{table}.csv").decode("utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


READERS = {
    "json": read_json,
    "parquet": read_parquet,
    "sqlite": read_sqlite,
    "xlsx": read_xlsx,
    "zip": read_zip,
}


def row_set(read: Callable[[Path, str], Rows], data: Path, table: str) -> str:
    """One hash of the rows of a table, whatever their order and however their format writes a value."""
    fields = SCHEMAS[table]["fields"]
    rows = sorted([canonical(row[field["name"]], field) for field in fields] for row in read(data, table))
    return hashlib.sha256(json.dumps([len(rows), rows]).encode()).hexdigest()


def canonical(value: Any, field: Mapping[str, Any]) -> str:
    """A value as text; an amount without needless zeros, a gap as empty."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return "|".join(value)
    if field["type"] in ("number", "integer"):
        return format(Decimal(str(value)).normalize(), "f")
    if field["type"] == "boolean":
        return str(value in (True, "true"))
    return str(value)[:10] if field["type"] == "date" else str(value)


@pytest.mark.parametrize("form", READERS)
def test_every_format_holds_the_rows_of_the_csv(written: Path, form: str) -> None:
    expected = {table: row_set(read_csv, written, table) for table in SCHEMAS}
    assert {table: row_set(READERS[form], written, table) for table in SCHEMAS} == expected


def test_a_changed_character_changes_the_hash(written: Path) -> None:
    def read_changed(data: Path, table: str) -> Rows:
        return [row | {"quote": row["quote"].replace("超过", "达到")} for row in read_csv(data, table)]

    assert row_set(read_changed, written, "targets") != row_set(read_csv, written, "targets")


@pytest.fixture(scope="module")
def hostile(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """data/ where every target's quote is text that would like to be something else."""
    quotes = pd.Series([HOSTILE] * len(source.tables["targets"]), dtype="str")
    frame = source.tables["targets"].assign(quote=quotes)
    changed = dataclasses.replace(source, tables={**source.tables, "targets": frame})
    return write_formats(changed, tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("read", [read_csv, read_json, read_parquet, read_sqlite])
def test_hostile_text_in_a_quote_survives_unharmed(hostile: Path, read: Callable[[Path, str], Rows]) -> None:
    assert {row["quote"] for row in read(hostile, "targets")} == {HOSTILE}


def test_hostile_text_in_the_workbook_survives_as_the_standard_spells_it(hostile: Path) -> None:
    with ZipFile(hostile / "plans.xlsx") as packed:
        texts = ElementTree.fromstring(packed.read("xl/sharedStrings.xml")).itertext()
    assert HOSTILE in {SPELLED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts}


def test_hostile_text_is_no_formula_and_no_link(hostile: Path) -> None:
    book = openpyxl.load_workbook(hostile / "plans.xlsx")
    assert {
        cell.data_type for row in book["目标 targets"].iter_rows(min_row=3, min_col=21, max_col=21) for cell in row
    } == {"s"}
    linked = {sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert linked == {"封面 cover"}
    with ZipFile(hostile / "plans.xlsx") as packed:
        assert not [name for name in packed.namelist() if "vba" in name or "externalLink" in name]
        assert b"<f>" not in b"".join(map(packed.read, packed.namelist()))


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, id="time-zone-and-c-locale"),
        pytest.param({"LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242"}, id="chinese-locale-and-hash-seed"),
    ],
)
def test_the_bytes_are_the_same_in_any_process(written: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, str(REPOSITORY / "tests" / "exported.py"), str(tmp_path / "别处")]
    subprocess.run(command, check=True, cwd=tmp_path, env={"PATH": os.defpath, **environment}, umask=0o077)
    assert files_in(tmp_path / "别处" / "data") == files_in(written)


def files_in(folder: Path) -> dict[str, str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_parquet_keeps_amounts_dates_and_lists_as_such(written: Path) -> None:
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{written}/parquet/targets.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert types["value"] == "DECIMAL(38,9)"
    assert types["deadline"] == "DATE"
    assert types["overridden"] == "VARCHAR[]"
    assert types["crosses_break"] == "BOOLEAN"
    assert types["char_start"] == "BIGINT"


def test_parquet_carries_title_description_and_unit_of_each_field(written: Path) -> None:
    import pyarrow.parquet

    schema = pyarrow.parquet.read_schema(written / "parquet" / "targets.parquet")
    words = {name.decode(): text.decode() for name, text in schema.field("char_start").metadata.items()}
    assert words["unit"] == "characters"
    assert schema.field("indicator_id").metadata[b"title"].decode() == "指标标识"
    assert schema.metadata[b"title_en"] == b"Targets"


def test_an_amount_that_parquet_cannot_hold_exactly_is_refused(source: Source, tmp_path: Path) -> None:
    frame = source.tables["targets"].assign(value=[Decimal("0.12345678901")] * len(source.tables["targets"]))
    with pytest.raises(Exception, match="data loss"):
        write_formats(dataclasses.replace(source, tables={**source.tables, "targets": frame}), tmp_path)


def test_duckdb_reads_the_csv_and_the_parquet(written: Path) -> None:
    question = "SELECT quote FROM '{}' WHERE target_id = 'shenzhen-2024/high-tech-enterprises-2025'"
    for path in (written / "targets" / "targets.csv", written / "parquet" / "targets.parquet"):
        assert duckdb.sql(question.format(path)).fetchall() == [("国家高新技术企业超过2.5万家",)]


def test_pandas_reads_the_csv_the_parquet_and_the_workbook(written: Path) -> None:
    texts = pd.read_csv(written / "targets" / "targets.csv", dtype=str, keep_default_na=False)
    typed = pd.read_parquet(written / "parquet" / "targets.parquet")
    sheet = pd.read_excel(written / "plans.xlsx", sheet_name="目标 targets", header=1)
    goal = "dongguan-2024/industrial-gross-output-2027"
    assert texts.set_index("target_id").loc[goal, "value"] == "3000000000000"
    assert typed.set_index("target_id").loc[goal, "value"] == Decimal("3000000000000")
    assert sheet.set_index("target_id").loc[goal, "value"] == 3000000000000

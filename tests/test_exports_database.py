"""The SQLite file: its declarations, its dictionary and its views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from exported import read_source
from workspaces import REPOSITORY

from pipeline.exports.database import create_table, write_database
from pipeline.exports.views import VIEWS
from pipeline.tables import read_table_schemas

SCHEMAS = read_table_schemas(REPOSITORY / "schemas")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("database")
    write_database(read_source(), out)
    return out / "data" / "plans.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def ask(database: sqlite3.Connection, question: str) -> list[tuple]:
    return database.execute(question).fetchall()


def test_every_table_is_strict_and_no_key_leads_nowhere(database: sqlite3.Connection) -> None:
    strict = {
        name for _, name, kind, _, _, is_strict in ask(database, "PRAGMA table_list") if kind == "table" and is_strict
    }
    assert strict == {*SCHEMAS, "about", "tables", "fields", "codes", "views"}
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("table", SCHEMAS)
def test_keys_are_declared_and_indexed_as_the_schema_says(database: sqlite3.Connection, table: str) -> None:
    declared = SCHEMAS[table].get("foreignKeys", [])
    keys = {(source, target) for _, _, target, source, *_ in ask(database, f"PRAGMA foreign_key_list({table})")}
    assert keys == {(key["fields"][0], key["reference"]["resource"] or table) for key in declared}
    indexed = {name for _, name, *_ in ask(database, f"PRAGMA index_list({table})")}
    assert {f"{table}_{key['fields'][0]}" for key in declared} <= indexed
    primary = [name for _, name, _, _, _, position in ask(database, f"PRAGMA table_info({table})") if position]
    assert primary == SCHEMAS[table]["primaryKey"]


def test_a_foreign_key_that_leads_nowhere_is_refused(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("UPDATE placements SET area_id = 'atlantis'")


def test_a_declaration_reads_in_both_languages() -> None:
    statement = create_table("target_matches", SCHEMAS["target_matches"])
    assert statement.splitlines()[:3] == [
        'CREATE TABLE "target_matches" ( -- 目标对照 / Target matches',
        '  "target_id" TEXT NOT NULL, -- 目标标识 / Target id',
        '  "observation_id" TEXT NOT NULL, -- 观测标识 / Observation id',
    ]


def test_an_amount_is_exact_text(database: sqlite3.Connection) -> None:
    question = "SELECT value, typeof(value) FROM targets WHERE target_id = 'dongguan-2024/industrial-gross-output-2027'"
    assert ask(database, question) == [("3000000000000", "text")]


def test_the_dictionary_describes_every_field_and_how_it_is_stored(database: sqlite3.Connection) -> None:
    assert ask(database, "SELECT count(*) FROM fields") == [
        (sum(len(schema["fields"]) for schema in SCHEMAS.values()),)
    ]
    question = (
        "SELECT field_name, type, stored_as, unit FROM fields WHERE table_name = 'target_matches' AND type = 'number'"
    )
    assert ask(database, question) == [("ratio", "number", "exact decimal, as text", "ratio (1 = target)")]
    question = "SELECT meaning, meaning_en FROM codes WHERE table_name = 'cluster_changes' AND code = 'rename'"
    assert ask(database, question) == [("更名", "Renamed")]
    assert ask(database, "SELECT value FROM about WHERE key = 'version'") == [("1.2.3",)]


def test_every_row_is_counted(database: sqlite3.Connection) -> None:
    counted = dict(ask(database, "SELECT table_name, rows FROM tables"))
    assert counted == {table: ask(database, f"SELECT count(*) FROM {table}")[0][0] for table in SCHEMAS}


def test_dongguan_gives_its_low_altitude_economy_to_the_development_and_reform_bureau(
    database: sqlite3.Connection,
) -> None:
    question = "SELECT 类别, 牵头机构, 布局地区, 年份 FROM 集群一览 WHERE 地区 = '东莞' AND 集群 = '低空经济'"
    assert ask(database, question) == [("战略性新兴产业集群", "东莞市发展和改革局", "松山湖、谢岗、水乡", "2024")]
    question = "SELECT agency FROM who_leads_what WHERE subject_id = 'dongguan-2024/low-altitude-economy'"
    assert ask(database, question) == [("Dongguan Development and Reform Bureau",)]


def test_a_cluster_with_two_leads_names_them_in_the_order_of_the_text(database: sqlite3.Connection) -> None:
    question = "SELECT 牵头机构, 布局地区 FROM 集群一览 WHERE 集群标识 = 'dongguan-2024/artificial-intelligence'"
    assert ask(database, question) == [("东莞市科学技术局、东莞市工业和信息化局", "松山湖、滨海湾、南城、凤岗")]


def test_a_target_stands_beside_what_was_last_reported(database: sqlite3.Connection) -> None:
    question = """SELECT comparator, value, value_number, observed_value, observed_until, status FROM target_progress
        WHERE target_id = 'shenzhen-2024/high-tech-enterprises-2025'"""
    assert ask(database, question) == [("gt", "25000", 25000.0, "24800", "2024-10-31", "not-yet")]
    question = "SELECT 比较, 单位, 进展 FROM 目标进展 WHERE 目标标识 = 'shenzhen-2024/high-tech-enterprises-2025'"
    assert ask(database, question) == [("大于", "个数", "尚未达到")]


def test_a_target_stands_once_however_often_it_was_observed(database: sqlite3.Connection) -> None:
    assert ask(database, "SELECT count(*) FROM 目标进展") == ask(database, "SELECT count(*) FROM targets")


def test_a_place_shows_what_it_gets(database: sqlite3.Connection) -> None:
    question = "SELECT 布局的内容 FROM 哪里布局什么 WHERE 地区 = '石龙'"
    assert ask(database, question) == [("生物医药及高端医疗器械",)]
    whole = "SELECT (SELECT count(*) FROM placements) + (SELECT count(*) FROM sites WHERE area_id IS NOT NULL)"
    assert ask(database, "SELECT count(*) FROM what_is_where") == ask(database, whole)


def test_an_agency_shows_its_load(database: sqlite3.Connection) -> None:
    question = "SELECT 牵头集群, 合计 FROM 机构任务量 WHERE 机构标识 = 'dongguan-drb'"
    assert ask(database, question) == [(3, 12)]


def test_lineage_tells_what_became_of_a_cluster(database: sqlite3.Connection) -> None:
    question = "SELECT 变化, 新集群 FROM 集群沿革 WHERE 原集群 = '脑科学与类脑智能'"
    assert ask(database, question) == [("更名", "脑科学与脑机工程")]


def test_every_view_is_listed_and_has_rows_in_both_editions(database: sqlite3.Connection) -> None:
    made = {name for (name,) in ask(database, "SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert made == {name for view in VIEWS for name in (view.name, view.name_zh)}
    for name, name_zh, question in ask(database, "SELECT view_name, view_name_zh, question FROM views"):
        assert question.endswith("？")
        assert len(ask(database, f"SELECT * FROM {name}")) == len(ask(database, f"SELECT * FROM {name_zh}")) > 0


def test_the_head_of_the_file_says_nothing_of_the_machine(path: Path) -> None:
    head = path.read_bytes()[:100]
    assert head[16:18] == (4096).to_bytes(2, "big")
    assert head[60:64] == (1).to_bytes(4, "big")
    assert head[68:72] == b"PLAN"
    assert head[96:100] == (3_037_000).to_bytes(4, "big")

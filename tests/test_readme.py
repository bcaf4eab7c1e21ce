"""What the README promises in both languages: its modules, commands, targets, files and examples are there."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path

import duckdb
import pytest
import typer
from workspaces import REPOSITORY

from pipeline.__main__ import app

ROW = re.compile(r"^\| (.{1,300}?) \| (.{1,300}) \|$", re.MULTILINE)  # | `text` | stored text: spans, lines |
CODE = re.compile(r"`([^`\n]{1,200})`")
MAKE = re.compile(r"make ([a-z-]{1,30})")  # `make site`
TARGET = re.compile(r"^([a-z-]{1,30}):", re.MULTILINE)
HEADING = re.compile(r"^## ", re.MULTILINE)
BLOCK = re.compile(r"^```([a-z]{1,10})\n(.{1,2000}?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r'sqlite3 (\S{1,100}) "(.{1,500})"\n')
PLACEHOLDER = re.compile(r"<[^>]{1,20}>")  # <package>, <数据包>
LANGUAGES = ("zh", "en")
NAMES = {"zh": "README.zh.md", "en": "README.md"}
# Which heading leads to which table, counted from 1.
DIST, DATA, COMMANDS, WALK = 2, 3, 4, 5


def text_of(language: str) -> str:
    return (REPOSITORY / NAMES[language]).read_text(encoding="utf-8")


def rows_of(language: str, part: int) -> list[tuple[str, str]]:
    """The rows of all tables below one heading, without their heads and rules."""
    rows: list[tuple[str, str]] = ROW.findall(HEADING.split(text_of(language))[part])
    return [row for row in rows if "`" in row[0] and "dist/" not in row[0]]


def codes_of(language: str, part: int) -> list[str]:
    """What stands as code in the first column of the tables below one heading."""
    return [code for first, _ in rows_of(language, part) for code in CODE.findall(first)]


def example(language: str, kind: str) -> str:
    [code] = [code for name, code in BLOCK.findall(text_of(language)) if name == kind]
    return code


@pytest.fixture(scope="session")
def root(built_site: Path) -> Path:
    """The folder in which `dist/` stands."""
    return built_site.parent.parent


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_walk_is_the_import_contract_from_the_ground_up(language: str) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    [contract] = project["tool"]["importlinter"]["contracts"]
    assert [CODE.findall(first)[0] for first, _ in rows_of(language, WALK)] == contract["layers"][::-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_named_once_and_exists(language: str) -> None:
    named = [code.split()[1] for code in codes_of(language, COMMANDS)]
    assert sorted(named) == sorted(typer.main.get_command(app).commands)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(name: str) -> None:
    codes = CODE.findall((REPOSITORY / name).read_text(encoding="utf-8"))
    named = {target for code in codes for target in MAKE.findall(code)}
    assert {"site", "test", "check"} & named
    assert named <= set(TARGET.findall((REPOSITORY / "Makefile").read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_below_dist_that_is_named_is_built(language: str, root: Path) -> None:
    named = [PLACEHOLDER.sub("*", code) for code in codes_of(language, DIST)]
    assert {"data/plans.sqlite", "data/*/csv-metadata.json", "api/v1/", "feeds/", "site/"} <= set(named)
    assert [path for path in named if not any((root / "dist").glob(path))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_folder_and_file_of_a_build_is_named(language: str, root: Path) -> None:
    named = [PLACEHOLDER.sub("*", code) for code in codes_of(language, DIST)]
    covered = {path for name in named for path in (root / "dist").glob(name)}
    covered |= {parent for path in covered for parent in path.parents}
    built = [*(root / "dist").iterdir(), *(root / "dist" / "data").iterdir()]
    assert sorted(path.name for path in set(built) - covered) == ["index.html"]  # the plain page of the folder itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_packages_hold_the_tables_that_are_named(language: str) -> None:
    shared = json.loads((REPOSITORY / "schemas" / "packages.json").read_text(encoding="utf-8"))
    packages = {each["name"]: each["tables"] for each in shared["packages"]}
    rows = [(CODE.findall(first)[0], re.split("、|, ", tables)) for first, tables in rows_of(language, DATA)]
    assert dict(rows[: len(packages)]) == packages


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documents_that_are_named_are_there(language: str) -> None:
    named = [first.strip("`") for first, _ in rows_of(language, DATA)][-5:]
    assert [name for name in named if not (REPOSITORY / "seeds" / "plans" / name).is_dir()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pandas_line_shows_the_targets(language: str, root: Path) -> None:
    run = [sys.executable, "-c", example(language, "python")]
    shown = subprocess.run(run, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout
    assert "高技术制造业增加值占规上工业比重超过42%" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_duckdb_query_finds_the_sentence(language: str, root: Path) -> None:
    found = duckdb.sql(example(language, "sql").replace("'dist/", f"'{root.as_posix()}/dist/")).fetchall()
    assert "国家高新技术企业超过2.5万家" in {row[-1] for row in found}


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("zh", ("低空经济", "东莞市发展和改革局")),
        ("en", ("Low-Altitude Economy", "Dongguan Development and Reform Bureau")),
    ],
    ids=LANGUAGES,
)
def test_the_sqlite_line_says_who_leads(language: str, row: tuple[str, str], root: Path) -> None:
    line = SHELL.fullmatch(example(language, "sh"))
    assert line
    found = sqlite3.connect(root / line.group(1)).execute(line.group(2)).fetchall()
    assert row in {(cluster, leads) for cluster, leads, _ in found}


def test_both_languages_have_the_same_parts_and_rows() -> None:
    shapes = [[len(ROW.findall(part)) for part in HEADING.split(text_of(language))] for language in LANGUAGES]
    assert shapes[0] == shapes[1]

"""The downloads page: everything that is there to take, with its size, and examples that run as they stand."""

from __future__ import annotations

import html
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from exported import read_source, write_formats
from workspaces import REPOSITORY

from pipeline.exports import Source
from pipeline.pages.downloads import Offer, download_pages, read_sizes, size_text
from pipeline.pages.labels import read_labels
from pipeline.pages.render import Renderer, read_templates
from pipeline.pages.rows import read_corpus
from pipeline.pages.view import View

CODE = re.compile(r'<h3 id="read-([a-z]+)">.{1,40}</h3>\n<pre><code tabindex="0">([^<]*)</code></pre>')
LINK = re.compile(r'href="(?:\.\./)+data/latest/([^"]+)"')
RELEASE = "https://plans.example/data/v1.2.3/"


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source()


@pytest.fixture(scope="module")
def data(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_formats(source, tmp_path_factory.mktemp("downloads"))


@pytest.fixture(scope="module")
def pages(source: Source, data: Path) -> dict[str, str]:
    """The page of each language, as HTML."""
    templates = read_templates(REPOSITORY / "site" / "templates")
    labels = read_labels(REPOSITORY / "schemas", REPOSITORY / "site" / "templates")
    corpus = read_corpus(source.plans, source.tables)
    texts = {}
    for language in ("zh", "en"):
        view = View(corpus, labels[language])
        page = next(download_pages(view, source.schemas, source.publication, read_sizes(data)))
        texts[language] = Renderer(templates, view, source.publication).text(page)
    return texts


def example(page: str, name: str, data: Path) -> str:
    """The code of an example, reading the files here in place of the published ones."""
    return html.unescape(dict(CODE.findall(page))[name]).replace(RELEASE, f"{data}/")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_offered_is_there(pages: dict[str, str], data: Path, language: str) -> None:
    offered = set(LINK.findall(pages[language])) - {"MANIFEST.json"}
    assert {path for path in offered if not (data / path).is_file()} == set()
    archives = {path.relative_to(data).as_posix() for path in data.rglob("*.zip")}
    assert archives | {"plans.xlsx", "plans.sqlite"} <= offered
    assert {path.relative_to(data).as_posix() for path in data.rglob("*.parquet")} <= offered


def test_a_file_stands_beside_its_size(pages: dict[str, str], data: Path) -> None:
    size = size_text((data / "plans.sqlite").stat().st_size)
    assert f'download>plans.sqlite</a> <span class="pl-small">{size}</span>' in pages["zh"]


@pytest.mark.parametrize(
    ("size", "text"), [(999, "999 B"), (1000, "1 kB"), (223752, "224 kB"), (1184538, "1.2 MB")], ids=str
)
def test_a_size_is_said_in_few_digits(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pandas_example_runs(pages: dict[str, str], data: Path, language: str) -> None:
    command = [sys.executable, "-c", example(pages[language], "pandas", data)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert "dongguan" in printed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_duckdb_example_runs(pages: dict[str, str], data: Path, language: str) -> None:
    found = duckdb.sql(example(pages[language], "duckdb", data)).fetchall()
    assert ("东莞市科学技术局", 5) in found


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("zh", ("低空经济", "东莞市发展和改革局", "松山湖、谢岗、水乡")),
        (
            "en",
            (
                "Low-Altitude Economy",
                "Dongguan Development and Reform Bureau",
                "Songshan Lake, Xiegang, Shuixiang Functional Area",
            ),
        ),
    ],
)
def test_the_sqlite_example_runs(pages: dict[str, str], data: Path, language: str, row: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(data / "plans.sqlite")) as database:
        assert row in database.execute(example(pages[language], "sqlite", data)).fetchall()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_r_example_names_a_file_that_is_there(pages: dict[str, str], data: Path, language: str) -> None:
    assert f'read_csv("{data}/clusters/clusters.csv",' in example(pages[language], "r", data)


@pytest.mark.parametrize(("language", "view"), [("zh", "哪里布局什么"), ("en", "what_is_where")])
def test_the_views_of_the_database_are_named(pages: dict[str, str], language: str, view: str) -> None:
    assert f"<code>{view}</code>" in pages[language]


def test_without_the_files_the_page_names_them_without_a_size(source: Source, data: Path) -> None:
    labels = read_labels(REPOSITORY / "schemas", REPOSITORY / "site" / "templates")["zh"]
    view = View(read_corpus(source.plans, source.tables), labels)
    page = next(download_pages(view, source.schemas, source.publication, read_sizes(data / "nowhere")))
    assert page.context["whole"][0] == Offer("xlsx", "plans.xlsx", "")

"""The pages about the files themselves: what can be downloaded and how to read it, and the data dictionary.

In: a view, the schemas, and the size of every published file. Out: pages. Files that a build does not write (a build
of the pages alone) are named without a size.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.exports.subsets import DOCUMENTS, PLACES
from pipeline.exports.views import VIEWS
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View
from pipeline.publication import Publication

# What holds everything, by the words that say so.
WHOLE = {"xlsx": "plans.xlsx", "sqlite": "plans.sqlite", "parquet": "parquet.zip", "zip": "plans.zip"}
STEP = 1000  # bytes in a kB, as file browsers of today count
# How a value of each type is written, format by format.
FORMATS = ("CSV", "JSON", "Parquet", "SQLite", "XLSX")
VALUES = {
    "amount": ("1600000000000", "1600000000000", "DECIMAL(38, 9)", "TEXT '1600000000000'", "1,600,000,000,000"),
    "whole": ("2027", "2027", "INT64", "INTEGER 2027", "2027"),
    "date": ("2027-12-31", '"2027-12-31"', "DATE", "TEXT '2027-12-31'", "2027-12-31"),
    "truth": ("true", "true", "BOOLEAN", "INTEGER 1", "TRUE"),
    "list": ("a|b", '["a", "b"]', "LIST<STRING>", 'TEXT \'["a", "b"]\'', "a|b"),
    "gap": ("", "null", "NULL", "NULL", ""),
}
PANDAS = """\
import pandas as pd
targets = pd.read_parquet("{release}parquet/targets.parquet")
print(targets[["area_id", "value", "unit", "deadline", "quote"]])"""
DUCKDB = """\
SELECT agencies.name, count(*) AS leads
FROM '{release}parquet/responsibilities.parquet'
JOIN '{release}parquet/agencies.parquet' AS agencies USING (agency_id)
WHERE role = 'lead' GROUP BY agencies.name ORDER BY leads DESC, agencies.name;"""
R = """\
library(readr)
clusters <- read_csv("{release}clusters/clusters.csv",
                     col_types = cols(.default = col_character()))"""
SQLITE = {
    "zh": "SELECT 集群, 牵头机构, 布局地区 FROM 集群一览 WHERE 地区 = '东莞';",
    "en": "SELECT cluster, lead_agencies, places FROM cluster_overview WHERE city = 'Dongguan';",
}


@dataclass(frozen=True)
class Offer:
    """A file to take: its path below data/ and its size in words."""

    name: str
    path: str
    size: str


@dataclass(frozen=True)
class Part:
    """The subset of a document or a place."""

    row: Row
    folder: str
    offer: Offer


@dataclass(frozen=True)
class Table:
    """A table as the dictionary shows it."""

    name: str
    fields: list[dict[str, Any]]
    keys: list[str]
    references: dict[str, str]


def read_sizes(data: Path) -> dict[str, int]:
    """The size of every file below a folder, by its path; nothing where there is no such folder."""
    return {path.relative_to(data).as_posix(): path.stat().st_size for path in data.rglob("*") if path.is_file()}


def download_pages(view: View, schemas: Path, publication: Publication, sizes: Mapping[str, int]) -> Iterator[Page]:
    """Downloads and dictionary."""
    packages = json.loads((schemas / "packages.json").read_text(encoding="utf-8"))["packages"]
    labels = view.labels
    context = {
        "whole": [_offer(name, path, sizes) for name, path in WHOLE.items()],
        "packages": [(package, _offer(package["name"], f"{package['name']}.zip", sizes)) for package in packages],
        "documents": list(_documents(view, sizes)),
        "places": list(_places(view, sizes)),
        "snippets": _snippets(view, publication),
        "views": _views(view),
        "columns": [(name, "") for name in FORMATS],
        "values": VALUES,
    }
    yield Page("downloads/", "downloads.html", labels.say("downloads"), labels.say("downloads_lead"), context)
    tables = [_table(view, name) for name in dict.fromkeys(name for package in packages for name in package["tables"])]
    title, lead = labels.say("dictionary"), labels.say("dictionary_lead")
    yield Page("downloads/dictionary/", "dictionary.html", title, lead, {"tables": tables})


def size_text(size: int) -> str:
    """223752 → 224 kB."""
    if size < STEP:
        return f"{size} B"
    if size < STEP * STEP:
        return f"{round(size / STEP)} kB"
    return f"{size / STEP / STEP:.1f} MB"


def _offer(name: str, path: str, sizes: Mapping[str, int]) -> Offer:
    return Offer(name, path, size_text(sizes[path]) if path in sizes else "")


def _documents(view: View, sizes: Mapping[str, int]) -> Iterator[Part]:
    for key in view.corpus.plans:
        row = view.of("documents", key)
        assert row is not None
        yield _part(row, DOCUMENTS, sizes)


def _places(view: View, sizes: Mapping[str, int]) -> Iterator[Part]:
    named = {row["area_id"] for row in view.corpus["documents"]}
    for row in view.corpus["areas"]:
        if row.key in named:
            yield _part(row, PLACES, sizes)


def _part(row: Row, kind: str, sizes: Mapping[str, int]) -> Part:
    folder = f"{kind}/{row.key}"
    return Part(row, folder, _offer(row.key, f"{folder}.zip", sizes))


def _snippets(view: View, publication: Publication) -> dict[str, list[str]]:
    """The lines of each example, which read this release from where it stays."""
    release = publication.url(publication.release_folder)
    texts = {"pandas": PANDAS, "DuckDB": DUCKDB, "R": R, "SQLite": SQLITE[view.labels.language]}
    return {name: text.format(release=release).split("\n") for name, text in texts.items()}


def _views(view: View) -> list[tuple[str, str]]:
    """Question and name of each view of the database."""
    if view.labels.language == "zh":
        return [(each.question_zh, each.name_zh) for each in VIEWS]
    return [(each.question, each.name) for each in VIEWS]


def _table(view: View, name: str) -> Table:
    schema = view.labels.schemas[name]
    references = {key["fields"][0]: key["reference"]["resource"] or name for key in schema.get("foreignKeys", ())}
    return Table(name, list(schema["fields"]), list(schema["primaryKey"]), references)

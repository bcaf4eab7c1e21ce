"""The pages about the data: home, downloads, data dictionary and coverage.

In: a view and the schemas. Out: pages. What a document does not say is shown, not passed over in silence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.pages.clusters import lead_agencies, placements
from pipeline.pages.documents import document_cards
from pipeline.pages.eyes import seen_by_both
from pipeline.pages.marks import FAMILIES
from pipeline.pages.render import Page
from pipeline.pages.rows import DISMISSED, Row
from pipeline.pages.view import View
from pipeline.second_eyes import LISTS

EXAMPLES = 3
QUESTIONS = {
    "question_place": "places/",
    "question_lead": "clusters/",
    "question_target": "targets/",
    "question_change": "clusters/#changes",
    "question_missing": "coverage/",
    "question_reuse": "downloads/dictionary/",
}


@dataclass(frozen=True)
class Number:
    """A figure of the home page."""

    number: int
    label: str
    place: str
    family: str


@dataclass(frozen=True)
class Table:
    """A table as the dictionary shows it."""

    name: str
    fields: list[dict[str, Any]]
    keys: list[str]
    references: dict[str, str]


@dataclass(frozen=True)
class Numbers:
    """A document's line in a table of counts."""

    row: Row
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Unsaid:
    """The clusters of a document for which it does not state something: label, clusters, of how many."""

    row: Row
    gaps: list[tuple[str, list[Row], int]]


def reference_pages(view: View, schemas: Path) -> Iterator[Page]:
    """Home, downloads, dictionary, coverage."""
    packages = json.loads((schemas / "packages.json").read_text(encoding="utf-8"))["packages"]
    labels = view.labels
    yield _home(view)
    lead = labels.say("downloads_lead")
    yield Page("downloads/", "downloads.html", labels.say("downloads"), lead, {"packages": packages})
    tables = list(dict.fromkeys(name for package in packages for name in package["tables"]))
    context = {"tables": [_table(view, name) for name in tables]}
    lead = labels.say("dictionary_lead")
    yield Page("downloads/dictionary/", "dictionary.html", labels.say("dictionary"), lead, context)
    yield _coverage(view)


def _home(view: View) -> Page:
    labels, corpus = view.labels, view.corpus
    named = {row["agency_id"] for row in corpus["responsibilities"]}
    placed = {row["area_id"] for row in corpus["placements"]} | {row["area_id"] for row in corpus["sites"]} - {""}
    numbers = [
        Number(len(corpus["documents"]), labels.table("documents"), "documents/", "document"),
        Number(len(corpus["clusters"]), labels.table("clusters"), "clusters/", "cluster"),
        Number(len(corpus["targets"]), labels.table("targets"), "targets/", "target"),
        Number(len(corpus["observations"]), labels.table("observations"), "targets/#observations", "observation"),
        Number(len(named), labels.table("agencies"), "agencies/", "agency"),
        Number(len(placed), labels.table("areas"), "places/", "place"),
    ]
    context = {
        "numbers": numbers,
        "cards": document_cards(view),
        "examples": _examples(view),
        "questions": [(labels.say(name), place) for name, place in QUESTIONS.items()],
    }
    return Page("", "home.html", labels.say("home"), labels.say("site_description"), context, searchable=False)


def _examples(view: View) -> list[Row]:
    """For each plan the first target that is for all of it, money before other units."""
    found = []
    for document_id in view.corpus.plans:
        rows = [row for row in view.corpus.of_document("targets", document_id) if not row["cluster_id"]]
        found += sorted(rows, key=lambda row: row["unit"] != "CNY")[:1]
    return found[:EXAMPLES]


def _table(view: View, name: str) -> Table:
    schema = view.labels.schemas[name]
    references = {key["fields"][0]: key["reference"]["resource"] or name for key in schema.get("foreignKeys", ())}
    return Table(name, list(schema["fields"]), list(schema["primaryKey"]), references)


def _coverage(view: View) -> Page:
    labels, corpus = view.labels, view.corpus
    documents = [row for row in (view.of("documents", key) for key in corpus.plans) if row is not None]
    roles = labels.enum("numerals", "role")
    counted = Counter((numeral["document_id"], numeral["role"]) for numeral in corpus["numerals"])
    context = {
        "record_columns": [(labels.table(table), "num") for table in FAMILIES],
        "records": [Numbers(row, _by_table(view, row)) for row in documents],
        "role_columns": [(view.document_name(row.key), "num") for row in documents],
        "numerals": [(role, [counted[row.key, role] for row in documents]) for role in roles],
        "seen_columns": [(labels.table(name), "num") for name in LISTS],
        "seen": [seen_by_both(corpus, row) for row in documents],
        "dismissed": [row for document in documents for row in corpus.of_document(DISMISSED, document.key)],
        "unsaid": [Unsaid(row, gaps) for row in documents if (gaps := _gaps(view, row))],
        "overrides": [row for table in ("targets", "observations") for row in corpus[table] if row["overridden"]],
    }
    return Page(
        "coverage/", "coverage.html", labels.say("coverage"), labels.say("coverage_lead"), context, searchable=False
    )


def _by_table(view: View, row: Row) -> tuple[int, ...]:
    return tuple(len(view.corpus.where(table, "document_id", row.key)) for table in FAMILIES)


def _gaps(view: View, document: Row) -> list[tuple[str, list[Row], int]]:
    """What is missing for which clusters; nothing for a document that designates none."""
    corpus, labels = view.corpus, view.labels
    clusters = sorted(corpus.where("clusters", "document_id", document.key), key=lambda row: int(row["position"]))
    missing = {
        "unsaid_agency": [row for row in clusters if not lead_agencies(view, row)],
        "unsaid_target": [row for row in clusters if not corpus.where("targets", "cluster_id", row.key)],
        "unsaid_place": [row for row in clusters if not placements(view, row)],
        "unsaid_focus": [row for row in clusters if not corpus.where("focus_areas", "cluster_id", row.key)],
    }
    return [(labels.say(name), rows, len(clusters)) for name, rows in missing.items() if clusters]

"""The pages of agencies: the list, and per agency every duty any document gives it.

In: a view. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages.render import Page
from pipeline.pages.rows import Row, place_in_text
from pipeline.pages.view import View


@dataclass(frozen=True)
class Entry:
    """An agency as the list shows it."""

    row: Row
    leads: int
    duties: int
    documents: tuple[str, ...]


def agency_pages(view: View) -> Iterator[Page]:
    """The list, most duties first, and one page per agency."""
    entries = sorted((_entry(view, row) for row in view.corpus["agencies"]), key=_most_first)
    title = view.labels.table("agencies")
    yield Page("agencies/", "agencies.html", title, view.labels.table_description("agencies"), {"entries": entries})
    for entry in entries:
        yield _agency_page(view, entry.row)


def _entry(view: View, row: Row) -> Entry:
    duties = view.corpus.where("responsibilities", "agency_id", row.key)
    leads = sum(duty["role"] == "lead" for duty in duties)
    named = {duty["document_id"] for duty in duties}
    return Entry(row, leads, len(duties), tuple(document for document in view.corpus.plans if document in named))


def _most_first(entry: Entry) -> tuple[int, int, str]:
    return -entry.leads, -entry.duties, entry.row.key


def _in_document(row: Row) -> tuple[str, tuple[int, int, int, str]]:
    return row["document_id"], place_in_text(row)


def _agency_page(view: View, row: Row) -> Page:
    corpus = view.corpus
    duties = sorted(corpus.where("responsibilities", "agency_id", row.key), key=_in_document)
    roles = view.labels.enum("responsibilities", "role")
    by_role = [(role, [duty for duty in duties if duty["role"] == role]) for role in roles]
    context = {
        "row": row,
        "area": view.of("areas", row["area_id"]),
        "successor": view.of("agencies", row["successor_id"]),
        "predecessors": corpus.where("agencies", "successor_id", row.key),
        "roles": [(role, found) for role, found in by_role if found],
    }
    return Page(f"agencies/{row.key}/", "agency.html", view.name(row), f"{row['name']} {row['name_en']}", context)

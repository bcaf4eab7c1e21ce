"""The pages of places: the list with all sites and layout rules, and per area all that any document says of it.

In: a view. Out: pages. An area of which nothing is said has a page that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View

TABLES = ("documents", "placements", "sites", "targets", "observations", "agencies")


@dataclass(frozen=True)
class Entry:
    """An area as the list shows it."""

    row: Row
    placements: tuple[Row, ...]
    sites: int
    targets: int


def place_pages(view: View) -> Iterator[Page]:
    """The list, most named first, and one page per area."""
    corpus = view.corpus
    entries = [
        Entry(
            row,
            corpus.where("placements", "area_id", row.key),
            len(corpus.where("sites", "area_id", row.key)),
            len(corpus.where("targets", "area_id", row.key)),
        )
        for row in corpus["areas"]
    ]
    entries.sort(key=lambda entry: (-len(entry.placements), -entry.sites, -entry.targets, entry.row.key))
    title = view.labels.table("areas")
    sites = [row for document_id in corpus.plans for row in corpus.of_document("sites", document_id)]
    description = view.labels.table_description("areas")
    yield Page("places/", "places.html", title, description, {"entries": entries, "sites": sites})
    for entry in entries:
        yield _place_page(view, entry.row)


def _place_page(view: View, row: Row) -> Page:
    corpus = view.corpus
    context = {
        "row": row,
        "parents": list(_parents(view, row)),
        "members": view.names("areas", row.list("members")),
        "within": [area for area in corpus["areas"] if row.key in area.list("members")],
        "children": corpus.where("areas", "parent_id", row.key),
        "rows": {table: corpus.where(table, "area_id", row.key) for table in TABLES},
    }
    title = row["full_name"] if view.labels.language == "zh" else row["name_en"]
    return Page(f"places/{row.key}/", "place.html", title, f"{row['full_name']} {row['name_en']}", context)


def _parents(view: View, row: Row) -> Iterator[Row]:
    """The areas around an area, widest first."""
    above = view.of("areas", row["parent_id"])
    if above is not None:
        yield from _parents(view, above)
        yield above

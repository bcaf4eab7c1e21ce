"""The page of changes: every release, newest first, with what it lost, changed and added in the data.

In: the releases made so far and a view of the present data. Out: the page. What is still in the data is linked; what
was removed is named by the words it stood on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages import links
from pipeline.pages.labels import Labels
from pipeline.pages.render import Page
from pipeline.pages.view import View
from pipeline.publication import Publication
from pipeline.releases import KINDS, FieldChange, Kind, Release, RowChange, SchemaChange, TableChanges

# Tables whose rows have a place of their own, or are named by no place at all.
PLACELESS = ("sections", "sectors", "numerals", "target_matches")


@dataclass(frozen=True)
class ShownRow:
    """A row of a release; `place` is "" where it is not in the data any more or has no place of its own.

    `quote` says that the title is Chinese, whatever the language of the page.
    """

    title: str
    quote: bool
    place: str
    fields: tuple[tuple[str, FieldChange], ...]


@dataclass(frozen=True)
class ShownRows:
    """The rows of one table and kind that are listed; `more` are not."""

    title: str
    count: int
    rows: tuple[ShownRow, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class ShownRelease:
    """One release as its section shows it."""

    release: Release
    current: bool
    tables: tuple[tuple[str, TableChanges], ...]
    kinds: tuple[tuple[Kind, tuple[ShownRows, ...], tuple[SchemaChange, ...]], ...]


def changes_page(view: View, publication: Publication) -> Page:
    """The page of all releases; where none was made it says so."""
    labels = view.labels
    shown = [_release(view, publication, release) for release in reversed(publication.releases)]
    released = any(release.version == publication.version for release in publication.releases)
    context = {"releases": shown, "released": released, "kinds": KINDS}
    return Page("changes/", "changes.html", labels.say("changes_title"), labels.say("changes_lead"), context)


def _release(view: View, publication: Publication, release: Release) -> ShownRelease:
    tables = tuple((_title(view.labels, table.table), table) for table in release.tables)
    first = release.parent == ""
    kinds = tuple(_kinds(view, release, first=first))
    return ShownRelease(release, release.version == publication.version, tables, kinds)


def _kinds(
    view: View, release: Release, *, first: bool
) -> Iterator[tuple[Kind, tuple[ShownRows, ...], tuple[SchemaChange, ...]]]:
    """What is listed of each kind; of a first release, all of which is new, only the documents."""
    for kind in KINDS:
        listed = [table for table in release.tables if not first or table.table == "documents"]
        rows = tuple(_rows(view, table, kind) for table in listed if table.samples[kind])
        schemas = tuple(change for change in release.schemas if change.kind == kind)
        if rows or schemas:
            yield kind, rows, schemas


def _rows(view: View, table: TableChanges, kind: Kind) -> ShownRows:
    rows = tuple(_row(view, table.table, row) for row in table.samples[kind])
    return ShownRows(_title(view.labels, table.table), getattr(table, kind), rows)


def _row(view: View, table: str, row: RowChange) -> ShownRow:
    placed = table in view.labels.schemas and table not in PLACELESS
    found = view.of(table, row.key[0]) if placed else None
    fields = tuple((_field(view.labels, table, change.field), change) for change in row.fields)
    place = links.record_place(view.corpus, found) if found else ""
    if found and table == "documents":
        return ShownRow(view.document_title(found), False, place, fields)
    return ShownRow(row.label or ", ".join(row.key), bool(row.label), place, fields)


def _title(labels: Labels, table: str) -> str:
    """A table's title, or the name of one that is no more."""
    return labels.table(table) if table in labels.schemas else table


def _field(labels: Labels, table: str, field: str) -> str:
    known = table in labels.schemas and any(each["name"] == field for each in labels.schemas[table]["fields"])
    return labels.field(table, field) if known else field

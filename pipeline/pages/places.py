"""The pages of places: the list by city with all sites and layout rules, and per area all that any document says of it.

In: a view. Out: pages. An area of which nothing is said has a page that says so, and leads to what is said of the areas
around it and inside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.tiles import area_grid, city_grid, tiled_cities
from pipeline.pages.view import View

SAID = ("placements", "sites", "targets", "observations")
TABLES = ("documents", *SAID, "agencies")
WIDE = {"city", "county", "province"}  # what is placed in a city or province is not said of each of its parts
SHOWN = {"placements": 12, "sites": 5, "targets": 5, "observations": 4}  # names in one line of the answer
ALIKE = 8  # places that share industries


@dataclass(frozen=True)
class Through:
    """What is placed in a zone made of an area, or in a base inside it, and so concerns the area, too."""

    area: Row
    placements: tuple[Row, ...]


@dataclass(frozen=True)
class Entry:
    """An area as lists show it: what is placed there, how many sites and targets, and what its zones and bases get."""

    row: Row
    placements: tuple[Row, ...]
    sites: int
    targets: int
    through: tuple[Through, ...]

    @property
    def said(self) -> int:
        return len(self.placements) + self.sites + self.targets


@dataclass(frozen=True)
class Group:
    """A city that has documents here, and the areas in it, those most named first."""

    city: Row | None
    entries: tuple[Entry, ...]

    @property
    def placements(self) -> int:
        return sum(len(entry.placements) for entry in self.entries)

    @property
    def said(self) -> int:
        return sum(entry.said for entry in self.entries)


@dataclass(frozen=True)
class Line:
    """A line of the answer: what one document places, plans, aims at or reports in an area; `more` are not shown."""

    document_id: str
    area: Row
    table: str
    number: int
    rows: tuple[Row, ...]

    @property
    def more(self) -> int:
        return self.number - len(self.rows)


def place_pages(view: View) -> Iterator[Page]:
    """The list by city and one page per area."""
    corpus = view.corpus
    sites = [row for document_id in corpus.plans for row in corpus.of_document("sites", document_id)]
    context = {"groups": list(_groups(view)), "sites": sites, "number": len(corpus["areas"])}
    yield Page("places/", "places.html", view.labels.table("areas"), view.labels.say("places_lead"), context)
    for row in corpus["areas"]:
        yield _place_page(view, row)


def _groups(view: View) -> Iterator[Group]:
    """The areas that documents are for, most placed in first; all areas outside them come last."""
    found: dict[str, list[Entry]] = {}
    for row in view.corpus["areas"]:
        city = _city(view, row)
        found.setdefault(city.key if city is not None else "", []).append(_entry(view, row))
    groups = [Group(view.of("areas", key), tuple(_most_said(key, entries))) for key, entries in found.items()]
    yield from sorted(groups, key=lambda group: (group.city is None, -group.placements, -group.said))


def _most_said(city_id: str, entries: list[Entry]) -> list[Entry]:
    """The city itself, then its parts, most named first."""
    return sorted(entries, key=lambda e: (e.row.key != city_id, -len(e.placements), -e.said, not e.through, e.row.key))


def _city(view: View, row: Row) -> Row | None:
    """The area itself or the first one around it that a document is for."""
    above: Row | None = row
    while above is not None and not view.corpus.where("documents", "area_id", above.key):
        above = view.of("areas", above["parent_id"])
    return above


def _entry(view: View, row: Row) -> Entry:
    corpus = view.corpus
    number = {table: len(corpus.where(table, "area_id", row.key)) for table in ("sites", "targets")}
    placed = corpus.where("placements", "area_id", row.key)
    near = (*_zones(view, row), *(_children(view, row) if row["kind"] not in WIDE else ()))
    found = [Through(area, corpus.where("placements", "area_id", area.key)) for area in near]
    return Entry(row, placed, number["sites"], number["targets"], tuple(each for each in found if each.placements))


def _place_page(view: View, row: Row) -> Page:
    corpus = view.corpus
    parts = [_entry(view, part) for part in _parts(view, row)]
    around = list(_around(view, row))
    parents = list(_parents(view, row))
    context = {
        "row": row,
        "parents": parents,
        "members": view.names("areas", row.list("members")),
        "around": around,
        "own": list(_lines(view, row)),
        "near": [line for area in around for line in _lines(view, area)],
        "above": parents[-1] if parents and parents[-1] not in around else None,
        "parts": sorted((part for part in parts if part.said), key=lambda e: (-len(e.placements), -e.said, e.row.key)),
        "unnamed": [part.row for part in parts if not part.said],
        "alike": list(_alike(view, row)),
        "grid": city_grid(view, row) if row in tiled_cities(corpus) else area_grid(view, [row]),
        "rows": {table: corpus.where(table, "area_id", row.key) for table in TABLES},
    }
    title = row["full_name"] if view.labels.language == "zh" else row["name_en"]
    return Page(f"places/{row.key}/", "place.html", title, f"{row['full_name']} {row['name_en']}", context)


def _lines(view: View, area: Row) -> Iterator[Line]:
    """What the documents say of an area, newest first; none of them makes no line."""
    for document_id in view.corpus.plans:
        for table in SAID:
            rows = [row for row in view.corpus.of_document(table, document_id) if row["area_id"] == area.key]
            if rows:
                yield Line(document_id, area, table, len(rows), tuple(rows[: SHOWN[table]]))


def _parts(view: View, row: Row) -> list[Row]:
    """Every area inside an area: its members, its parts and theirs."""
    found: dict[str, Row] = {}
    waiting: list[Row] = [row]
    while waiting:
        area = waiting.pop(0)
        inside: Sequence[Row] = (*view.names("areas", area.list("members")), *_children(view, area))
        new = [part for part in inside if part.key not in found and part.key != row.key]
        found.update({part.key: part for part in new})
        waiting += new
    return list(found.values())


def _children(view: View, area: Row) -> tuple[Row, ...]:
    return view.corpus.where("areas", "parent_id", area.key)


def _around(view: View, row: Row) -> Iterator[Row]:
    """The zones made of an area and the town or district around it, whose industries matter here; no city."""
    yield from _zones(view, row)
    above = view.of("areas", row["parent_id"])
    if above is not None and above["kind"] not in WIDE:
        yield above


def _zones(view: View, row: Row) -> list[Row]:
    """The functional areas made of an area and others."""
    return [area for area in view.corpus["areas"] if row.key in area.list("members")]


def _alike(view: View, row: Row) -> Iterator[tuple[Row, int]]:
    """Other areas in which the same clusters are placed, and how many they share."""
    own = {placed["cluster_id"] for placed in view.corpus.where("placements", "area_id", row.key)} - {""}
    shared = Counter(
        placed["area_id"]
        for cluster_id in own
        for placed in view.corpus.where("placements", "cluster_id", cluster_id)
        if placed["area_id"] != row.key
    )
    for area_id in sorted(shared, key=lambda key: (-shared[key], key))[:ALIKE]:
        if (area := view.of("areas", area_id)) is not None:
            yield area, shared[area_id]


def _parents(view: View, row: Row) -> Iterator[Row]:
    """The areas around an area, widest first."""
    above = view.of("areas", row["parent_id"])
    if above is not None:
        yield from _parents(view, above)
        yield above

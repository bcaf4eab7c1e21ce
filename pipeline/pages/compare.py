"""The pages that hold documents against each other: clusters by sector, places by cluster, agencies by duties.

In: a view. Out: three pages. Every sentence above a table is counted from the rows it stands over; a sector is an
editor's assignment, everything else is the documents' own word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages.clusters import lead_agencies, placements
from pipeline.pages.messages import counted, listed, sentences
from pipeline.pages.render import Page
from pipeline.pages.rows import Row, place_in_text
from pipeline.pages.view import View

NAMED = 3  # of more that share the first place none is named


@dataclass(frozen=True)
class SectorLine:
    """A sector, or None for clusters without one, and its clusters document by document."""

    sector: Row | None
    cells: tuple[tuple[Row, ...], ...]

    @property
    def everywhere(self) -> bool:
        return all(self.cells)

    @property
    def nowhere(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True)
class PlacedCluster:
    """A cluster with who leads it, its numbers, and its placements place by place."""

    cluster: Row
    leads: tuple[Row, ...]
    targets: tuple[Row, ...]
    cells: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """Which clusters a document places where; `totals` counts the clusters of each place."""

    document: Row
    message: str
    places: tuple[Row, ...]
    lines: tuple[PlacedCluster, ...]
    totals: tuple[int, ...]
    without: tuple[Row, ...]


@dataclass(frozen=True)
class Load:
    """An agency's duties in one document, role by role."""

    agency: Row
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True)
class Loads:
    """All agencies of one document; `scale` is the longest bar."""

    document: Row
    message: str
    lines: tuple[Load, ...]

    @property
    def scale(self) -> int:
        return max(line.total for line in self.lines)


def compare_pages(view: View) -> Iterator[Page]:
    """Sectors, places, agencies."""
    yield _sectors(view)
    yield _places(view)
    yield _agencies(view)


def cluster_targets(view: View, cluster: Row) -> tuple[Row, ...]:
    """The numbers a document sets for a cluster, money first."""
    rows = view.corpus.where("targets", "cluster_id", cluster.key)
    return tuple(sorted(rows, key=lambda row: (row["unit"] != "CNY", place_in_text(row))))


def _documents(view: View, table: str) -> list[Row]:
    """The documents that have rows of a table, city by city, then by year."""
    named = {row["document_id"] for row in view.corpus[table]}
    rows = [row for row in view.corpus["documents"] if row.key in named]
    return sorted(rows, key=lambda row: (row["area_id"], _year(row), row.key))


def _year(document: Row) -> str:
    return (document["issued"] or document["published"] or document["period_start"])[:4]


def _clusters(view: View, document: Row) -> list[Row]:
    rows = view.corpus.where("clusters", "document_id", document.key)
    return sorted(rows, key=lambda row: int(row["position"]))


def _sectors(view: View) -> Page:
    labels = view.labels
    documents = _documents(view, "clusters")
    schemes = labels.enum("sectors", "scheme")
    sectors = sorted(view.corpus["sectors"], key=lambda row: (schemes.index(row["scheme"]), row["code"]))
    found = [(document, _clusters(view, document)) for document in documents]
    lines = [SectorLine(sector, tuple(_of_sector(rows, sector) for _, rows in found)) for sector in [*sectors, None]]
    lines = [line for line in lines if line.sector is not None or not line.nowhere]
    kinds = {row["kind"] for _, rows in found for row in rows}
    context = {
        "documents": documents,
        "lines": lines,
        "message": _sectors_message(view, documents, lines),
        "kinds": [kind for kind in labels.enum("clusters", "kind") if kind in kinds],
    }
    return Page("compare/", "compare.html", labels.say("compare"), labels.say("compare_lead"), context)


def _of_sector(rows: list[Row], sector: Row | None) -> tuple[Row, ...]:
    return tuple(row for row in rows if row["sector_id"] == (sector.key if sector is not None else ""))


def _sectors_message(view: View, documents: list[Row], lines: list[SectorLine]) -> str:
    labels = view.labels
    shared = [line.sector for line in lines if line.sector is not None and line.everywhere]
    unnamed = [line.sector for line in lines if line.sector is not None and line.nowhere]
    plans = counted(labels, "plans", len(documents))
    if not documents:
        return labels.say("sectors_none")
    common = labels.say("sectors_shared", plans=plans, names=listed(view, shared))
    return sentences(
        view,
        common if shared else labels.say("sectors_unshared", plans=plans),
        labels.say("sectors_unnamed", names=listed(view, unnamed)) if unnamed else "",
    )


def _places(view: View) -> Page:
    labels = view.labels
    documents = _documents(view, "placements")
    matrices = [_matrix(view, document) for document in documents]
    context = {"matrices": matrices, "roles": _used(view, "placements", "role")}
    lead = labels.say("compare_places_lead")
    return Page("compare/places/", "compare_places.html", labels.say("compare_places"), lead, context)


def _used(view: View, table: str, field: str) -> list[str]:
    """The values of a field that occur, in the schema's order."""
    found = {row[field] for row in view.corpus[table]}
    return [value for value in view.labels.enum(table, field) if value in found]


def _matrix(view: View, document: Row) -> Matrix:
    clusters = [(cluster, placements(view, cluster)) for cluster in _clusters(view, document)]
    placed = [(cluster, rows) for cluster, rows in clusters if rows]
    counts = Counter(area for _, rows in placed for area in {row["area_id"] for row in rows})
    areas = sorted(counts, key=lambda area: (-counts[area], area))
    lines = tuple(
        PlacedCluster(
            cluster,
            lead_agencies(view, cluster),
            cluster_targets(view, cluster),
            tuple(tuple(row for row in rows if row["area_id"] == area) for area in areas),
        )
        for cluster, rows in placed
    )
    places, totals = tuple(view.names("areas", tuple(areas))), tuple(counts[area] for area in areas)
    without = tuple(cluster for cluster, rows in clusters if not rows)
    return Matrix(document, _matrix_message(view, lines, places, totals), places, lines, totals, without)


def _matrix_message(
    view: View, lines: tuple[PlacedCluster, ...], places: tuple[Row, ...], totals: tuple[int, ...]
) -> str:
    labels = view.labels
    most = [place for place, total in zip(places, totals, strict=True) if total == totals[0]]
    said = {"clusters": counted(labels, "clusters", len(lines)), "places": counted(labels, "places", len(places))}
    if not _few(most, len(places)):
        return labels.say("places_stated", **said)
    return labels.say(f"places_most_{_one_or_many(most)}", names=listed(view, most), most=totals[0], **said)


def _agencies(view: View) -> Page:
    labels = view.labels
    roles = _used(view, "responsibilities", "role")
    loads = [_loads(view, document, roles) for document in _documents(view, "responsibilities")]
    columns = [(labels.short("responsibilities", "role", role), f"num b-{role}") for role in roles]
    context = {"loads": loads, "roles": roles, "role_columns": columns}
    lead = labels.say("compare_agencies_lead")
    return Page("compare/agencies/", "compare_agencies.html", labels.say("compare_agencies"), lead, context)


def _loads(view: View, document: Row, roles: list[str]) -> Loads:
    duties = view.corpus.where("responsibilities", "document_id", document.key)
    counts = Counter((duty["agency_id"], duty["role"]) for duty in duties)
    rows = view.names("agencies", tuple(sorted({duty["agency_id"] for duty in duties})))
    lines = [Load(row, tuple(counts[row.key, role] for role in roles)) for row in rows]
    lines.sort(key=lambda line: (-line.total, *(-number for number in line.numbers), line.agency.key))
    return Loads(document, _loads_message(view, lines, roles), tuple(lines))


def _loads_message(view: View, lines: list[Load], roles: list[str]) -> str:
    labels = view.labels
    total = sum(line.total for line in lines)
    said = {"duties": counted(labels, "duties", total), "agencies": counted(labels, "agencies", len(lines))}
    most = [line.agency for line in lines if line.total == lines[0].total]
    if not _few(most, len(lines)):
        return labels.say("load_stated", **said)
    whole = labels.say(f"load_most_{_one_or_many(most)}", names=listed(view, most), most=lines[0].total, **said)
    leads = {line.agency: line.numbers[roles.index("lead")] for line in lines} if "lead" in roles else {}
    top = max(leads.values(), default=0)
    first = [agency for agency, number in leads.items() if number == top]
    if not top or len(first) > NAMED:
        return whole
    if first == most:
        return sentences(view, whole, labels.say(f"leads_too_{_one_or_many(first)}", most=top))
    return sentences(view, whole, labels.say(f"leads_most_{_one_or_many(first)}", names=listed(view, first), most=top))


def _few(first: list[Row], of: int) -> bool:
    """Whether it says something to name those that share the first place."""
    return len(first) <= NAMED and len(first) < of


def _one_or_many(rows: list[Row]) -> str:
    return "one" if len(rows) == 1 else "many"

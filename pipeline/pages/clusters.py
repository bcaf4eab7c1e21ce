"""The pages of clusters: the list, and one page per cluster with its line from plan to plan.

In: a view. Out: pages. A cluster's page holds what any document says about it, reports of later years included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.pages.charts import sectors_chart
from pipeline.pages.lineage import line_of
from pipeline.pages.render import Page
from pipeline.pages.rows import Row, place_in_text
from pipeline.pages.tiles import Grid, area_grid
from pipeline.pages.view import View

TABLES = ("focus_areas", "targets", "observations", "responsibilities", "sites")


@dataclass(frozen=True)
class Entry:
    """A cluster as the list shows it."""

    row: Row
    leads: tuple[Row, ...]
    areas: int
    targets: int
    focus: int


def cluster_pages(view: View) -> Iterator[Page]:
    """The list and one page per cluster."""
    corpus = view.corpus
    rows = [row for document_id in corpus.plans for row in _in_order(view, document_id)]
    entries = [
        Entry(
            row,
            lead_agencies(view, row),
            len({placed["area_id"] for placed in placements(view, row)}),
            len(corpus.where("targets", "cluster_id", row.key)),
            len(corpus.where("focus_areas", "cluster_id", row.key)),
        )
        for row in rows
    ]
    title = view.labels.table("clusters")
    context = {"entries": entries, "chart": sectors_chart(view)}
    yield Page("clusters/", "clusters.html", title, view.labels.about("clusters"), context)
    for row in rows:
        yield _cluster_page(view, row)


def lead_agencies(view: View, cluster: Row) -> tuple[Row, ...]:
    """The agencies that lead a cluster."""
    duties = view.corpus.where("responsibilities", "cluster_id", cluster.key)
    found = [view.of("agencies", duty["agency_id"]) for duty in duties if duty["role"] == "lead"]
    return tuple(dict.fromkeys(row for row in found if row is not None))


def placements(view: View, cluster: Row) -> tuple[Row, ...]:
    """Where a cluster, or one of its focus areas, is placed."""
    own = view.corpus.where("placements", "cluster_id", cluster.key)
    focus = view.corpus.where("focus_areas", "cluster_id", cluster.key)
    parts = (row for part in focus for row in view.corpus.where("placements", "focus_area_id", part.key))
    return tuple(sorted((*own, *parts), key=place_in_text))


def cluster_areas(view: View, cluster: Row) -> list[Row]:
    """The areas in which a cluster, or one of its focus areas, is placed."""
    areas = (view.of("areas", row["area_id"]) for row in placements(view, cluster))
    return list(dict.fromkeys(area for area in areas if area is not None))


def cluster_grid(view: View, cluster: Row) -> Grid | None:
    """Where a cluster is placed; None where that is not in a city with tiles."""
    return area_grid(view, cluster_areas(view, cluster))


def _in_order(view: View, document_id: str) -> list[Row]:
    return sorted(view.corpus.where("clusters", "document_id", document_id), key=lambda row: int(row["position"]))


def _cluster_page(view: View, row: Row) -> Page:
    corpus = view.corpus
    rows = {table: sorted(corpus.where(table, "cluster_id", row.key), key=place_in_text) for table in TABLES}
    clauses = [list(clause) for _, clause in groupby(rows["focus_areas"], key=lambda focus: focus.span)]
    sector = corpus.where("clusters", "sector_id", row["sector_id"]) if row["sector_id"] else ()
    context = {
        "row": row,
        "facts": list(_facts(view, row)),
        "leads": lead_agencies(view, row),
        "rows": rows | {"placements": placements(view, row)},
        "line": line_of(view, row),
        "clauses": clauses,
        "areas": cluster_areas(view, row),
        "grid": cluster_grid(view, row),
        "related": [other for other in sector if other.key != row.key],
    }
    title = f"{view.name(row)} · {view.document_name(row['document_id'])}"
    return Page(f"clusters/{row.key}/", "cluster.html", title, f"{row['name']} {row['name_en']}", context)


def _facts(view: View, row: Row) -> Iterator[tuple[str, str, bool]]:
    def label(field: str) -> str:
        return view.labels.field("clusters", field)

    yield label("kind"), view.labels.full("clusters", "kind", row["kind"]), False
    if row["category"]:
        written = view.labels.language == "zh" or not row["category_en"]
        yield label("category"), row["category"] if written else row["category_en"], written
    low, high = row["horizon_min_years"], row["horizon_max_years"]
    if low and high:
        yield view.labels.say("horizon"), view.labels.say("horizon_years", low=low, high=high), False
    if row["expectation"]:
        yield label("expectation"), row["expectation"], True
    if row["aliases"]:
        yield label("aliases"), "、".join(row.list("aliases")), True

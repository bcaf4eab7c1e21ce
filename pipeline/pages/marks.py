"""What is marked in a document's text: the quote of every record, and inside it the words that name or count.

In: one plan and its rows. Out: marks with their span, kind and the record they lead to.
A clause that several rows share (市科技局、市工业和信息化局…负责) is one mark; each name in it is a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.pages.figures import figure
from pipeline.pages.labels import Labels
from pipeline.pages.links import page_of, record_place
from pipeline.pages.rows import DISMISSED, NAMING_FIELDS, Corpus, Row, place_in_text
from pipeline.records import Plan
from pipeline.text import Span

# The kinds of marks, in the order of the legend; each has one colour everywhere (site/assets/plans.css).
FAMILIES = {
    "clusters": "cluster",
    "focus_areas": "cluster",
    "cluster_changes": "cluster",
    "targets": "target",
    "observations": "observation",
    "measures": "agency",
    "responsibilities": "agency",
    "placements": "place",
    "sites": "place",
    "layout_rules": "place",
}
DETAILS = {
    "clusters": ("kind",),
    "focus_areas": ("emphasis",),
    "measures": ("kind",),
    "responsibilities": ("role",),
    "placements": ("role",),
    "sites": ("kind", "action"),
}
MARKED = {**FAMILIES, DISMISSED: DISMISSED}


@dataclass(frozen=True)
class Link:
    """A record as a mark leads to it: its kind and name, and what else it says in a few words."""

    place: str
    title: str
    detail: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it in one line, the parts told apart by " · "."""
        return " · ".join((self.title, *self.detail))


@dataclass(frozen=True)
class Mark:
    """A marked stretch; `name` for the words inside a clause that name or count; `more` are further records of it."""

    span: Span
    table: str
    name: bool
    link: Link
    more: tuple[Link, ...] = ()

    @property
    def family(self) -> str:
        return MARKED[self.table]


def find_marks(plan: Plan, corpus: Corpus, labels: Labels) -> list[Mark]:
    """Every mark of a document, outer before inner."""
    marks: list[Mark] = []
    for table in MARKED:
        rows = [row for row in corpus.of_document(table, plan.document_id) if row.span]
        for span, shared in groupby(sorted(rows, key=place_in_text), key=lambda row: row.span):
            if span is not None:
                marks.extend(_clause_marks(plan, corpus, labels, span, list(shared)))
    return sorted(marks, key=_outer_first)


def figure_span(plan: Plan, row: Row) -> Span | None:
    """Where the number of a target or observation stands inside its quote."""
    order = dict(_written_order(plan))
    return _words_span(plan, row, row["value_text"], order.get(row.key, 1))


def _clause_marks(plan: Plan, corpus: Corpus, labels: Labels, span: Span, rows: list[Row]) -> Iterator[Mark]:
    table = rows[0].table
    names = list(_name_marks(plan, corpus, labels, rows))
    links = tuple(dict.fromkeys(_link(corpus, labels, row) for row in rows))
    if table in NAMING_FIELDS:
        yield Mark(span, table, False, _clause_link(corpus, labels, rows[0]))
    else:
        named = {mark.link for mark in names}
        yield Mark(span, table, False, links[0], tuple(link for link in links[1:] if link not in named))
    yield from names


def _name_marks(plan: Plan, corpus: Corpus, labels: Labels, rows: list[Row]) -> Iterator[Mark]:
    table = rows[0].table
    last = 0
    for row in rows:
        if table in {"targets", "observations"}:
            span = figure_span(plan, row)
        elif table in NAMING_FIELDS:
            at = row["quote"].find(row[NAMING_FIELDS[table]], last)
            at = at if at >= 0 else row["quote"].find(row[NAMING_FIELDS[table]])
            last = max(last, at + len(row[NAMING_FIELDS[table]]))
            span = _inside(plan, row, at, row[NAMING_FIELDS[table]])
        else:
            return
        if span is not None:
            yield Mark(span, table, True, _link(corpus, labels, row))


def _words_span(plan: Plan, row: Row, words: str, nth: int) -> Span | None:
    at = -1
    for _ in range(nth):
        at = row["quote"].find(words, at + 1)
    return _inside(plan, row, at, words)


def _inside(plan: Plan, row: Row, at: int, words: str) -> Span | None:
    span = row.span
    return plan.source.inside(span, at, at + len(words)) if span is not None and at >= 0 and words else None


def _written_order(plan: Plan) -> Iterator[tuple[str, int]]:
    yield from ((plan.full_id(target.target_id), target.value_nth) for target in plan.targets)
    yield from ((plan.full_id(seen.observation_id), seen.value_nth) for seen in plan.observations)


def _link(corpus: Corpus, labels: Labels, row: Row) -> Link:
    if row.table == DISMISSED:
        return Link(record_place(corpus, row), f"{labels.say('dismissed')} · {labels.table(row['list'])}")
    title = f"{labels.table(row.table)} · {record_title(corpus, row, labels)}"
    return Link(record_place(corpus, row), title, tuple(filter(None, _details(corpus, row, labels))))


def _details(corpus: Corpus, row: Row, labels: Labels) -> Iterator[str]:
    """What a record says beside its name; "" where it says nothing."""
    subject = find_subject(corpus, row)
    if row.table in {"targets", "observations"}:
        yield figure(row, labels).plain
        yield row["deadline"] if row.table == "targets" else row["period_end"]
        yield local_name(subject, labels)
    for field in DETAILS.get(row.table, ()):
        yield labels.short(row.table, field, row[field])
    if row.table in {"focus_areas", "responsibilities", "placements"} and subject is not None:
        yield record_title(corpus, subject, labels)
    if row.table == "sites":
        yield local_name(corpus.row("areas", row["area_id"]), labels)


def _clause_link(corpus: Corpus, labels: Labels, row: Row) -> Link:
    """A clause that names several leads to what it is said of: the cluster or the measure."""
    subject = find_subject(corpus, row)
    if subject is None:
        return _link(corpus, labels, row)
    link = _link(corpus, labels, subject)
    return replace(link, title=f"{labels.table(row.table)} · {record_title(corpus, subject, labels)}")


def find_subject(corpus: Corpus, row: Row) -> Row | None:
    """What a focus clause, responsibility or placement is said of."""
    fields = {"clusters": "cluster_id", "focus_areas": "focus_area_id", "measures": "measure_id"}
    for table, field in fields.items():
        if table != row.table and (found := corpus.row(table, row.fields.get(field, ""))):
            return found
    return None


def record_title(corpus: Corpus, row: Row, labels: Labels) -> str:
    """A record in a few words."""
    if row.table in {"targets", "observations"}:
        return local_name(corpus.row("indicators", row["indicator_id"]), labels)
    if row.table == "cluster_changes":
        return f"{labels.short(row.table, 'kind', row['kind'])} {change_sides(corpus, row, labels)}"
    if row.table == "measures":
        return row["heading"] if labels.language == "zh" else row["heading_en"]
    if row.table == "responsibilities":
        return local_name(corpus.row("agencies", row["agency_id"]), labels)
    if row.table == "placements":
        return local_name(corpus.row("areas", row["area_id"]), labels)
    if row.table == "layout_rules":
        return labels.short(row.table, "scope", row["scope"])
    return local_name(row, labels)


def change_sides(corpus: Corpus, row: Row, labels: Labels) -> str:
    """What a cluster was and what it became; a new name without a record stays as the document writes it."""
    after = local_name(corpus.row("clusters", row["to_cluster_id"]), labels) or row["to_name"]
    return " → ".join(filter(None, (former_name(row, labels), after)))


def former_name(change: Row, labels: Labels) -> str:
    """What a changed cluster was called before, in the language of the page; "" where it is new."""
    return change["from_name"] if labels.language == "zh" else change["from_name_en"]


def local_name(row: Row | None, labels: Labels) -> str:
    """The row's name in the language of the page."""
    if row is None:
        return ""
    return row["name"] if labels.language == "zh" else row["name_en"]


def subject_page(row: Row) -> str:
    """The page of what a responsibility or placement is said of."""
    if row.fields.get("cluster_id"):
        return page_of("clusters", row["cluster_id"])
    if row.fields.get("focus_area_id"):
        return f"{page_of('clusters', row['focus_area_id'].rsplit('/', 1)[0])}#{row['focus_area_id']}"
    return f"{page_of('documents', row['document_id'])}#{row['measure_id']}"


def _outer_first(mark: Mark) -> tuple[int, int, bool, str]:
    return mark.span.start, -mark.span.end, mark.name, mark.table

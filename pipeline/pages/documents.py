"""The pages of documents: the index, and per document its card, its records at a glance and its annotated text.

In: a view. Out: pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pipeline.pages.annotated import Block, Numeral, annotate
from pipeline.pages.coverage import cover
from pipeline.pages.marks import FAMILIES, MARKED, find_marks, find_subject
from pipeline.pages.render import Heading, Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View
from pipeline.records import Plan

PRESS = "press-quotes-only"
SHOWN = ("clusters", "targets", "observations", "measures", "sites")  # tables counted on a document's card
UNMARKED = {"target", "observation", "outline"}  # roles of numerals that their record or place already explains


@dataclass(frozen=True)
class Count:
    """How many records of one kind a document has."""

    anchor: str
    number: int
    label: str
    family: str


@dataclass(frozen=True)
class Card:
    """A document as lists show it."""

    row: Row
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Placed:
    """A cluster or focus area, the areas that one clause names for it, and in which role."""

    subject: Row | None
    rows: tuple[Row, ...]


def document_cards(view: View) -> list[Card]:
    """All documents, newest first."""
    rows = [view.of("documents", document_id) for document_id in view.corpus.plans]
    return [Card(row, tuple(_counts(view, row))) for row in rows if row is not None]


def document_pages(view: View) -> Iterator[Page]:
    """The index and one page per document."""
    cards = document_cards(view)
    title = view.labels.table("documents")
    lead = view.labels.about("documents")
    yield Page("documents/", "documents.html", title, lead, {"cards": cards})
    for card in cards:
        yield _document_page(view, view.corpus.plans[card.row.key], card)


def _counts(view: View, row: Row) -> Iterator[Count]:
    for table in SHOWN:
        if number := len(view.corpus.where(table, "document_id", row.key)):
            yield Count(table, number, view.labels.table(table), FAMILIES[table])
    agencies, areas = _agencies(view, row.key), _areas(view, row.key)
    if agencies:
        yield Count("agencies", len(agencies), view.labels.table("agencies"), "agency")
    if areas:
        yield Count("places", len(areas), view.labels.table("areas"), "place")


def _document_page(view: View, plan: Plan, card: Card) -> Page:
    row = card.row
    press = row["rights"] == PRESS
    numerals = [
        Numeral(numeral.span, numeral["role"])
        for numeral in view.corpus.of_document("numerals", row.key)
        if numeral.span is not None and numeral["role"] not in UNMARKED
    ]
    sections = [s for s in view.corpus.where("sections", "document_id", row.key) if s["level"] != "0"]
    blocks = annotate(plan, find_marks(plan, view.corpus, view.labels), numerals)
    context: dict[str, Any] = {
        "row": row,
        "facts": list(_facts(view, plan, row)),
        "counts": card.counts,
        "coverage": cover(view, row),
        "kinds": list(_kinds(view, row)),
        "heading_words": heading_words,
        "outline": [] if press else sections,
        "rows": {table: view.corpus.of_document(table, row.key) for table in FAMILIES},
        "groups": _groups(view, row.key),
        "agencies": _agencies(view, row.key),
        "areas": _areas(view, row.key),
        "placed": list(_placed(view, row.key)),
        "blocks": blocks,
        "press": press,
    }
    outline = tuple(_outline(view, context, blocks))
    title = view.document_title(row)
    return Page(f"documents/{row.key}/", "document.html", title, _description(view, row), context, outline)


def _facts(view: View, plan: Plan, row: Row) -> Iterator[tuple[str, str, bool]]:
    """Label, value ("" where it is not known), and whether the value is the document's own Chinese."""

    def label(field: str) -> str:
        return view.labels.field("documents", field)

    yield label("kind"), view.labels.full("documents", "kind", row["kind"]), False
    for field in ("number", "issuer"):
        yield label(field), row[field], True
    yield label("area_id"), view.name(view.of("areas", row["area_id"])), False
    for field in ("issued", "published"):
        yield label(field), row[field], False
    years = dict.fromkeys(year for year in (row["period_start"], row["period_end"]) if year)
    yield view.labels.say("plan_period"), "–".join(years), False
    for field in ("completeness", "rights"):
        yield label(field), view.labels.full("documents", field, row[field]), False
    yield label("captured"), row["captured"], False
    yield view.labels.say("stored_text"), _stored(view, plan, row), False


def _stored(view: View, plan: Plan, row: Row) -> str:
    """What the stored text is: its length, its encoding, and what in it does not belong to the document."""
    say = view.labels.say
    parts = [say("stored_characters", number=f"{int(row['source_characters']):,}")]
    if plan.source.outside:
        parts.append(say("stored_outside", number=len(plan.source.outside)))
    if plan.source.page_marks:
        parts.append(say("stored_page_marks", number=len(plan.source.page_marks)))
    return " · ".join(parts)


def _kinds(view: View, row: Row) -> Iterator[tuple[str, int]]:
    """The kinds of marks in a document's text, in the order of the legend, and how many records each has."""
    counted: Counter[str] = Counter()
    for table, family in MARKED.items():
        counted[family] += len(view.corpus.where(table, "document_id", row.key))
    yield from ((family, number) for family, number in counted.items() if number)


def _placed(view: View, document_id: str) -> Iterator[Placed]:
    """What a document places where, clause by clause."""
    rows = view.corpus.of_document("placements", document_id)
    for _, clause in groupby(rows, key=lambda row: (row.span, row["cluster_id"], row["focus_area_id"], row["role"])):
        found = tuple(clause)
        yield Placed(find_subject(view.corpus, found[0]), found)


def _groups(view: View, document_id: str) -> list[dict[str, Any]]:
    """The document's clusters by category, or by kind where it has no categories."""

    def group(row: Row) -> str:
        if row["category"]:
            return row["category"] if view.labels.language == "zh" else row["category_en"] or row["category"]
        return view.labels.short("clusters", "kind", row["kind"])

    rows = view.corpus.of_document("clusters", document_id)
    ordered = sorted(rows, key=lambda row: int(row["position"]))
    return [{"title": title, "rows": list(found)} for title, found in groupby(ordered, key=group)]


def _agencies(view: View, document_id: str) -> list[tuple[Row, int]]:
    """The agencies a document names, most duties first."""
    counted = Counter(row["agency_id"] for row in view.corpus.where("responsibilities", "document_id", document_id))
    return _most_first(view, "agencies", counted)


def _areas(view: View, document_id: str) -> list[tuple[Row, int]]:
    """The areas in which a document places something."""
    counted = Counter(
        row["area_id"]
        for table in ("placements", "sites")
        for row in view.corpus.where(table, "document_id", document_id)
        if row["area_id"]
    )
    return _most_first(view, "areas", counted)


def _most_first(view: View, table: str, counted: Counter[str]) -> list[tuple[Row, int]]:
    found = [(view.of(table, key), number) for key, number in counted.items()]
    named = [(row, number) for row, number in found if row is not None]
    return sorted(named, key=lambda pair: (-pair[1], pair[0].key))


def _outline(view: View, context: dict[str, Any], blocks: list[Block]) -> Iterator[Heading]:
    """The page's own contents: its parts, then the sections of the text."""
    if context["outline"]:
        yield Heading("outline", view.labels.say("outline"))
    for table in ("clusters", "cluster_changes", "targets", "observations", "measures"):
        if context["rows"][table]:
            yield Heading(table, view.labels.table(table))
    for anchor, rows in (("agencies", context["agencies"]), ("places", context["areas"])):
        if rows:
            yield Heading(anchor, view.labels.table("areas" if anchor == "places" else anchor))
    for table in ("sites", "layout_rules"):
        if context["rows"][table]:
            yield Heading(table, view.labels.table(table))
    yield Heading("coverage", view.labels.say("document_coverage"))
    anchored = {anchor for block in blocks for anchor in block.anchors}
    shown = [s for s in context["outline"] if s["level"] in {"1", "2"} and f"s{s['path']}" in anchored]
    children = tuple(Heading(f"s{s['path']}", heading_words(s)) for s in shown if s["heading"] or s["note"])
    yield Heading("text", view.labels.say("text_press" if context["press"] else "text"), children)


def heading_words(section: Row) -> str:
    """A heading as printed; an inferred one in 〔〕."""
    if not section["note"]:
        return section["number"] + section["heading"]
    return f"〔{'、'.join(part for part in (section['number'], section['heading']) if part)}〕"


def _description(view: View, row: Row) -> str:
    parts = [row["title"], row["number"], row["issuer"]]
    return view.separator.join(part for part in parts if part)

"""Where each record and each quote has its place on the site, as paths below one language's root.

A page's path ends in "/" ("" is the home page); a record's place is a page's path and an anchor in it.
"""

from __future__ import annotations

from pipeline.pages.rows import DISMISSED, Corpus, Row
from pipeline.text import Span

FOLDERS = {
    "documents": "documents",
    "clusters": "clusters",
    "indicators": "indicators",
    "agencies": "agencies",
    "areas": "places",
}


def page_of(table: str, key: str) -> str:
    """The page of a document, cluster, indicator, agency or area."""
    return f"{FOLDERS[table]}/{key}/"


def record_place(corpus: Corpus, row: Row) -> str:
    """Where a record is shown with everything known about it."""
    if row.table in FOLDERS:
        return page_of(row.table, row.key)
    if row.table == "focus_areas":
        return f"{page_of('clusters', row['cluster_id'])}#{row.key}"
    if row.table == "cluster_changes":
        return f"lineage/#{row.key}"
    if row.table in {"targets", "observations"}:
        return f"targets/#{row.key}"
    if row.table == "measures":
        return f"{page_of('documents', row['document_id'])}#{row.key}"
    if row.table == "responsibilities":
        return f"{page_of('agencies', row['agency_id'])}#{row.key}"
    if row.table == "placements":
        return f"{page_of('areas', row['area_id'])}#{row.key}"
    if row.table in {"sites", "layout_rules"}:
        return f"places/#{row.key}"
    if row.table == DISMISSED:
        return f"coverage/#{row.key}"
    raise ValueError(f"records of {row.table} have no place of their own")


def quote_anchor(span: Span) -> str:
    """The anchor of a quote in the annotated text."""
    return f"q-{span.start}-{span.end}"


def sentence_anchor(start: int) -> str:
    """The anchor of the sentence that begins at this offset of the stored text."""
    return f"c-{start}"


def quote_place(row: Row) -> str:
    """Where a row's quote stands in the annotated text; "" for an editorial row."""
    return f"{page_of('documents', row['document_id'])}#{quote_anchor(row.span)}" if row.span else ""


def section_place(section: Row) -> str:
    """Where a section begins in the annotated text."""
    return f"{page_of('documents', section['document_id'])}#s{section['path']}"


def relative(page: str, place: str) -> str:
    """A link from a page to a place of the same language."""
    path, _, anchor = place.partition("#")
    fragment = f"#{anchor}" if anchor else ""
    if path == page and fragment:
        return fragment
    return (root_of(page) + path or "./") + fragment


def root_of(page: str) -> str:
    """The way from a page up to its language's root."""
    return "../" * page.count("/")

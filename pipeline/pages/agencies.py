"""The pages of agencies: the list, and per agency every duty any document gives it, document by document.

In: a view. Out: pages. Beside its duties: under which names it occurs, what else its clusters have, and which other
agencies the same sentences name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.pages.clusters import placements
from pipeline.pages.compare import cluster_targets
from pipeline.pages.messages import counted
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


@dataclass(frozen=True)
class Charge:
    """A cluster an agency answers for: in which roles, and what else the cluster has."""

    cluster: Row
    duties: tuple[Row, ...]
    others: tuple[Row, ...]
    targets: tuple[Row, ...]
    areas: tuple[Row, ...]


@dataclass(frozen=True)
class Partner:
    """Another agency, and its duties in sentences that name both."""

    agency: Row
    duties: tuple[Row, ...]


def agency_pages(view: View) -> Iterator[Page]:
    """The list, most duties first, and one page per agency."""
    labels = view.labels
    entries = sorted((_entry(view, row) for row in view.corpus["agencies"]), key=_most_first)
    clauses = _clauses(view.corpus["responsibilities"])
    message = labels.say(
        "agencies_message",
        agencies=counted(labels, "agencies", sum(bool(entry.duties) for entry in entries)),
        duties=counted(labels, "duties", sum(entry.duties for entry in entries)),
        leads=sum(entry.leads for entry in entries),
    )
    context = {"entries": entries, "message": message}
    yield Page("agencies/", "agencies.html", labels.table("agencies"), labels.about("agencies"), context)
    for entry in entries:
        yield _agency_page(view, entry, clauses)


def _entry(view: View, row: Row) -> Entry:
    duties = view.corpus.where("responsibilities", "agency_id", row.key)
    leads = sum(duty["role"] == "lead" for duty in duties)
    named = {duty["document_id"] for duty in duties}
    return Entry(row, leads, len(duties), tuple(document for document in view.corpus.plans if document in named))


def _most_first(entry: Entry) -> tuple[int, int, str]:
    return -entry.leads, -entry.duties, entry.row.key


def _clause(row: Row) -> tuple[str, str, str]:
    return row["document_id"], row["char_start"], row["char_end"]


def _clauses(duties: Iterable[Row]) -> dict[tuple[str, str, str], list[Row]]:
    """The duties of all agencies, by the sentence that gives them."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for duty in duties:
        found[_clause(duty)].append(duty)
    return found


def _agency_page(view: View, entry: Entry, clauses: dict[tuple[str, str, str], list[Row]]) -> Page:
    corpus, row = view.corpus, entry.row
    duties = sorted(corpus.where("responsibilities", "agency_id", row.key), key=place_in_text)
    context = {
        "row": row,
        "area": view.of("areas", row["area_id"]),
        "successors": [_entry(view, other) for other in view.names("agencies", (row["successor_id"],))],
        "predecessors": [_entry(view, other) for other in corpus.where("agencies", "successor_id", row.key)],
        "message": _message(view, entry),
        "names": list(_names(entry, duties)),
        "by_document": [(key, [duty for duty in duties if duty["document_id"] == key]) for key in entry.documents],
        "charges": list(_charges(view, row, duties)),
        "partners": _partners(view, row, duties, clauses),
    }
    return Page(f"agencies/{row.key}/", "agency.html", view.name(row), f"{row['name']} {row['name_en']}", context)


def _message(view: View, entry: Entry) -> str:
    labels = view.labels
    documents = counted(labels, "documents", len(entry.documents))
    words = "agency_message_leading" if entry.leads else "agency_message"
    return labels.say(words, documents=documents, duties=counted(labels, "duties", entry.duties), leads=entry.leads)


def _names(entry: Entry, duties: list[Row]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each name it occurs under, with the documents that use it."""
    for name in dict.fromkeys(duty["agency_text"] for duty in duties):
        used = {duty["document_id"] for duty in duties if duty["agency_text"] == name}
        yield name, tuple(document for document in entry.documents if document in used)


def _charges(view: View, row: Row, duties: list[Row]) -> Iterator[Charge]:
    own: dict[str, list[Row]] = defaultdict(list)
    for duty in duties:
        own[duty["cluster_id"]].append(duty)
    for cluster in view.names("clusters", tuple(own)):
        all_duties = view.corpus.where("responsibilities", "cluster_id", cluster.key)
        others = dict.fromkeys(duty["agency_id"] for duty in all_duties if duty["agency_id"] != row.key)
        areas = dict.fromkeys(placed["area_id"] for placed in placements(view, cluster))
        yield Charge(
            cluster,
            tuple(own[cluster.key]),
            tuple(view.names("agencies", tuple(others))),
            cluster_targets(view, cluster),
            tuple(view.names("areas", tuple(areas))),
        )


def _partners(view: View, row: Row, duties: list[Row], clauses: dict[tuple[str, str, str], list[Row]]) -> list[Partner]:
    """Most shared sentences first; a sentence counts once, however many duties it gives."""
    shared: dict[str, dict[tuple[str, str, str], Row]] = defaultdict(dict)
    for clause in dict.fromkeys(map(_clause, duties)):
        for duty in clauses[clause]:
            if duty["agency_id"] != row.key:
                shared[duty["agency_id"]].setdefault(clause, duty)
    partners = [Partner(agency, tuple(shared[agency.key].values())) for agency in view.names("agencies", tuple(shared))]
    return sorted(partners, key=lambda partner: (-len(partner.duties), partner.agency.key))

"""What was read of each document and what was not: the page on coverage, and the part on it in a document's own page.

In: a view and the accepted figures of the reader. Out: the page, and per document its numerals by role, how the reader
and people see it, what a person set or dismissed, and what it does not say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.pages.clusters import lead_agencies, placements
from pipeline.pages.eyes import Seen, seen_by_both
from pipeline.pages.marks import FAMILIES
from pipeline.pages.method import Figures
from pipeline.pages.render import Page
from pipeline.pages.rows import DISMISSED, Row
from pipeline.pages.view import View
from pipeline.second_eyes import LISTS

AMOUNTS = ("targets", "observations")
LOW_RECALL = 0.9  # below that a reader of the page is told which records the program often misses


@dataclass(frozen=True)
class Share:
    """How many of a document's numerals have one role, and how many in a hundred that is."""

    role: str
    number: int
    percent: float


@dataclass(frozen=True)
class Gap:
    """The clusters of a document for which it does not state something."""

    label: str
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Coverage:
    """What was read of one document."""

    row: Row
    shares: tuple[Share, ...]
    seen: Seen
    overridden: tuple[Row, ...]
    dismissed: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    @property
    def numerals(self) -> int:
        return sum(share.number for share in self.shares)


@dataclass(frozen=True)
class Known:
    """A known problem: a title, what it means, and the rows or the place it concerns."""

    title: str
    words: str
    rows: tuple[Row, ...] = ()
    place: str = ""


def cover(view: View, row: Row) -> Coverage:
    """Everything the pages say about how one document was read."""
    amounts = (entry for table in AMOUNTS for entry in view.corpus.of_document(table, row.key))
    return Coverage(
        row,
        tuple(_shares(view, row)),
        seen_by_both(view.corpus, row),
        tuple(entry for entry in amounts if entry["overridden"]),
        view.corpus.of_document(DISMISSED, row.key),
        tuple(_gaps(view, row)),
    )


def coverage_page(view: View, figures: Figures) -> Page:
    """What is known to be missing, document by document."""
    labels, corpus = view.labels, view.corpus
    documents = [row for row in (view.of("documents", key) for key in corpus.plans) if row is not None]
    covered = [cover(view, row) for row in documents]
    counted = {each.row.key: {share.role: share.number for share in each.shares} for each in covered}
    context = {
        "covered": covered,
        "known": list(_known(view, covered, figures)),
        "record_columns": [(labels.table(table), "num") for table in FAMILIES],
        "records": {row.key: _by_table(view, row) for row in documents},
        "role_columns": [(view.document_name(row.key), "num") for row in documents],
        "roles": [
            (role, [counted[row.key].get(role, 0) for row in documents]) for role in labels.enum("numerals", "role")
        ],
        "seen_columns": [(labels.table(name), "num") for name in LISTS],
        "overridden": [row for each in covered for row in each.overridden],
        "dismissed": [row for each in covered for row in each.dismissed],
    }
    title, lead = labels.say("coverage"), labels.say("coverage_lead")
    return Page("coverage/", "coverage.html", title, lead, context)


def _by_table(view: View, row: Row) -> tuple[int, ...]:
    return tuple(len(view.corpus.where(table, "document_id", row.key)) for table in FAMILIES)


def _shares(view: View, row: Row) -> Iterator[Share]:
    counted = Counter(numeral["role"] for numeral in view.corpus.where("numerals", "document_id", row.key))
    for role in view.labels.enum("numerals", "role"):
        if counted[role]:
            yield Share(role, counted[role], round(100 * counted[role] / counted.total(), 1))


def _gaps(view: View, document: Row) -> Iterator[Gap]:
    """What is missing for which clusters; nothing for a document that designates none."""
    corpus, labels = view.corpus, view.labels
    clusters = sorted(corpus.where("clusters", "document_id", document.key), key=lambda row: int(row["position"]))
    missing = {
        "unsaid_agency": [row for row in clusters if not lead_agencies(view, row)],
        "unsaid_target": [row for row in clusters if not corpus.where("targets", "cluster_id", row.key)],
        "unsaid_place": [row for row in clusters if not placements(view, row)],
        "unsaid_focus": [row for row in clusters if not corpus.where("focus_areas", "cluster_id", row.key)],
    }
    for name, rows in missing.items():
        if clusters:
            yield Gap(labels.say(name), tuple(rows), len(clusters))


def _known(view: View, covered: list[Coverage], figures: Figures) -> Iterator[Known]:
    """The known problems, those of the texts first."""
    say = view.labels.say
    yield from _known_of_texts(view, [each.row for each in covered])
    counts = {
        "overrides": sum(len(each.overridden) for each in covered),
        "dismissed": sum(len(each.dismissed) for each in covered),
        "people_only": sum(each.seen.whole.people_only for each in covered),
    }
    for name, number in counts.items():
        if number:
            title, words = say(f"known_{name}", number=number), say(f"known_{name}_words")
            yield Known(title, words, place=f"coverage/#{'eyes' if name == 'people_only' else name}")
    yield from _known_of_reader(view, figures)


def _known_of_texts(view: View, rows: list[Row]) -> Iterator[Known]:
    """Texts that are not whole, whose origin or date is not known, or that are a newspaper's word."""
    known = partial(_known_rows, view)
    yield from known("truncated", [row for row in rows if row["completeness"] == "truncated"])
    yield from known("excerpt", [row for row in rows if row["completeness"] == "excerpt"])
    yield from known("no_address", [row for row in rows if not row["source_url"]])
    yield from known("no_day", [row for row in rows if not row["issued"]])
    yield from known("no_capture", [row for row in rows if not row["captured"]])
    yield from known("press", [row for row in rows if row["rights"] == "press-quotes-only"])


def _known_rows(view: View, name: str, rows: list[Row]) -> Iterator[Known]:
    if rows:
        say = view.labels.say
        yield Known(say(f"known_{name}"), say(f"known_{name}_words"), tuple(rows))


def _known_of_reader(view: View, figures: Figures) -> Iterator[Known]:
    """The lists of which the program misses much: there the second pair of eyes sees little."""
    for name, row in figures.get("documents", {}).items():
        if row["recall"] < LOW_RECALL:
            yield Known(*_reader_words(view, name, row), place="method/#reader")


def _reader_words(view: View, name: str, row: Mapping[str, float]) -> tuple[str, str]:
    say, table = view.labels.say, view.labels.table(name)
    percent = f"{100 * row['recall']:.0f}"
    words = say("known_reader_words", wanted=row["wanted"], matched=row["matched"], percent=percent)
    return say("known_reader", table=table), words

"""The pages of indicators: the list, and per indicator every target and observation of any document over the years.

In: a view. Out: pages. A target stands beside an observation only where area, cluster, condition and unit are equal,
as in the table target_matches; pairs about which nothing can be said are listed with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages.messages import counted
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View

TABLES = ("targets", "observations")
COMPARED = ("area_id", "cluster_id", "condition", "unit")
UNDECIDED = "cannot-tell"
LAST = "9999"  # sorts what has no date after everything that has one


@dataclass(frozen=True)
class Entry:
    """An indicator as the list shows it."""

    row: Row
    targets: int
    observations: int
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """A target, an observation, and what is said of both: the status, and the reason in the page's language."""

    target: Row
    observation: Row
    match: Row
    reason: str


def indicator_pages(view: View) -> Iterator[Page]:
    """The list, most values first, and one page per indicator."""
    entries = sorted((_entry(view, row) for row in view.corpus["indicators"]), key=_most_first)
    labels = view.labels
    both = sum(bool(entry.targets and entry.observations) for entry in entries)
    message = labels.say("indicators_message", indicators=counted(labels, "indicators", len(entries)), both=both)
    context = {"entries": entries, "message": message}
    yield Page("indicators/", "indicators.html", labels.table("indicators"), message, context)
    for entry in entries:
        yield _indicator_page(view, entry)


def read_reason(match: Row, language: str) -> str:
    """The reason of a match in one language; the table holds "English / 中文"."""
    english, _, chinese = match["reason"].partition(" / ")
    return chinese if language == "zh" else english


def _entry(view: View, row: Row) -> Entry:
    found = {table: view.corpus.where(table, "indicator_id", row.key) for table in TABLES}
    named = {value["document_id"] for rows in found.values() for value in rows}
    documents = tuple(document for document in view.corpus.plans if document in named)
    return Entry(row, len(found["targets"]), len(found["observations"]), documents)


def _most_first(entry: Entry) -> tuple[int, int, str]:
    return -len(entry.documents), -entry.targets - entry.observations, entry.row.key


def _indicator_page(view: View, entry: Entry) -> Page:
    row, labels = entry.row, view.labels
    values = sorted(
        (value for table in TABLES for value in view.corpus.where(table, "indicator_id", row.key)), key=_by_year
    )
    pairs = list(_pairs(view, row))
    definition = labels.localised(row.fields, "definition")
    context = {
        "row": row,
        "definition": definition,
        "nouns": tuple(dict.fromkeys(value["unit_noun"] for value in values if value["unit_noun"])),
        "values": [(value_year(value), value) for value in values],
        "message": _message(view, entry, values),
        "latest": list(_latest(pairs)),
        "near": [pair for pair in pairs if pair.match["status"] == UNDECIDED],
        "related": _related(view, row),
    }
    return Page(f"indicators/{row.key}/", "indicator.html", view.name(row), definition, context)


def value_year(row: Row) -> str:
    """The year of a target's deadline or of the end of an observation's period; "" where none is said."""
    return row["deadline" if row.table == "targets" else "period_end"][:4]


def _by_year(row: Row) -> tuple[str, ...]:
    """Year, then place, then what it is about; the aim before what was reported."""
    about = tuple(row[field] for field in COMPARED)
    return value_year(row) or LAST, *about, str(row.table != "targets"), row.key


def _message(view: View, entry: Entry, values: list[Row]) -> str:
    labels = view.labels
    years = sorted({year for year in map(value_year, values) if year})
    said = {
        "targets": counted(labels, "targets", entry.targets),
        "observations": counted(labels, "observations", entry.observations),
        "documents": counted(labels, "documents", len(entry.documents)),
    }
    if not values:
        return labels.say("indicator_unused")
    if not years:
        return labels.say("indicator_undated", **said)
    return labels.say("indicator_message", years="–".join(dict.fromkeys((years[0], years[-1]))), **said)


def _pairs(view: View, row: Row) -> Iterator[Pair]:
    for target in view.corpus.where("targets", "indicator_id", row.key):
        for match in view.corpus.where("target_matches", "target_id", target.key):
            observation = view.of("observations", match["observation_id"])
            if observation is not None:
                yield Pair(target, observation, match, read_reason(match, view.labels.language))


def _latest(pairs: list[Pair]) -> Iterator[Pair]:
    """For each target that can be held against an observation, the latest such observation."""
    comparable = [pair for pair in pairs if all(pair.target[name] == pair.observation[name] for name in COMPARED)]
    latest = {pair.target: pair for pair in sorted(comparable, key=lambda pair: pair.observation["period_end"])}
    yield from sorted(latest.values(), key=lambda pair: _by_year(pair.target))


def _related(view: View, row: Row) -> list[Row]:
    """Indicators that documents call alike: a word for the one holds a word for the other."""
    own = row.list("words")
    return [
        other
        for other in view.corpus["indicators"]
        if other.key != row.key and any(a in b or b in a for a in own for b in other.list("words"))
    ]

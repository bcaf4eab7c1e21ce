"""The home page: what this is, the figures that matter, the newest documents, and four questions with their way.

In: a view. Out: the page. The examples under each question are computed, so that they are there in every corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pages import links, marks
from pipeline.pages.clusters import lead_agencies, placements
from pipeline.pages.documents import document_cards
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View

NEWEST = 3  # documents on the home page
EXAMPLES = 4  # links of one kind under a question
SAID = {"met", "not-met", "not-yet"}  # a target beside a later figure says something in these states


@dataclass(frozen=True)
class Number:
    """A figure of the home page."""

    number: int
    label: str
    place: str
    family: str


@dataclass(frozen=True)
class Way:
    """A link that answers a question, or a part of it."""

    words: str
    place: str


@dataclass(frozen=True)
class Question:
    """What a visitor asks, where the whole answer stands, and where some of it does."""

    words: str
    family: str
    answers: tuple[Way, ...]
    examples: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Example:
    """A target in its sentence and, where one was reported later, the figure reached."""

    target: Row
    observation: Row | None = None
    match: Row | None = None


def home_page(view: View) -> Page:
    """The page at the root of a language."""
    cards = document_cards(view)
    context = {
        "numbers": list(_numbers(view)),
        "cards": cards[:NEWEST],
        "documents": len(cards),
        "example": next(_examples(view), None),
        "questions": list(_questions(view)),
    }
    labels = view.labels
    return Page("", "home.html", labels.say("home"), labels.say("site_description"), context, searchable=False)


def _numbers(view: View) -> Iterator[Number]:
    corpus, labels = view.corpus, view.labels
    named = {row["agency_id"] for row in corpus["responsibilities"]}
    placed = {row["area_id"] for table in ("placements", "sites") for row in corpus[table]} - {""}
    yield Number(len(corpus["documents"]), labels.table("documents"), "documents/", "document")
    yield Number(len(corpus["clusters"]), labels.table("clusters"), "clusters/", "cluster")
    yield Number(len(corpus["targets"]), labels.table("targets"), "targets/", "target")
    yield Number(len(corpus["observations"]), labels.table("observations"), "targets/#observations", "observation")
    yield Number(len(named), labels.table("agencies"), "agencies/", "agency")
    yield Number(len(placed), labels.table("areas"), "places/", "place")


def _examples(view: View) -> Iterator[Example]:
    """Targets that a later figure can be set beside, then for each plan the first that is for all of it."""
    for match, target, observation in _matches(view):
        yield Example(target, observation, match)
    for document_id in view.corpus.plans:
        rows = [row for row in view.corpus.of_document("targets", document_id) if not row["cluster_id"]]
        yield from map(Example, sorted(rows, key=lambda row: row["unit"] != "CNY")[:1])


def _matches(view: View) -> Iterator[tuple[Row, Row, Row]]:
    newest = list(view.corpus.plans)
    for match in sorted(view.corpus["target_matches"], key=lambda row: newest.index(row["target_id"].split("/")[0])):
        target = view.of("targets", match["target_id"])
        observation = view.of("observations", match["observation_id"])
        if match["status"] in SAID and target is not None and observation is not None:
            yield match, target, observation


def _questions(view: View) -> Iterator[Question]:
    say = view.labels.say
    ways = (Way(say("ask_place_all"), "places/"), Way(say("ask_lead_all"), "clusters/"))
    yield Question(say("ask_place"), "place", ways, (*_places(view), *_led(view)))
    yield Question(say("ask_target"), "target", (Way(say("ask_target_all"), "targets/"),), tuple(_aims(view)))
    yield Question(say("ask_change"), "cluster", (Way(say("ask_change_all"), "clusters/#changes"),), tuple(_gone(view)))
    ways = (Way(say("ask_reuse_all"), "downloads/"), Way(say("ask_fields"), "downloads/dictionary/"))
    yield Question(say("ask_reuse"), "document", ways)


def _places(view: View) -> Iterator[Way]:
    """The places named for most industries."""
    counted = Counter(row["area_id"] for row in view.corpus["placements"])
    for area_id in sorted(counted, key=lambda key: (-counted[key], key))[:EXAMPLES]:
        yield Way(view.name(view.of("areas", area_id)), links.page_of("areas", area_id))


def _led(view: View) -> Iterator[Way]:
    """The clusters of which both a lead agency and places are known, those with the fewest places first."""
    known = [row for row in view.corpus["clusters"] if lead_agencies(view, row) and placements(view, row)]
    for row in sorted(known, key=lambda row: (len(placements(view, row)), row.key))[:EXAMPLES]:
        yield Way(f"{view.name(row)} · {view.document_name(row['document_id'])}", view.place(row))


def _aims(view: View) -> Iterator[Way]:
    """Targets with a later figure beside them, then the whole-city ones of each plan."""
    targets = dict.fromkeys(example.target for example in _examples(view))
    for row in list(targets)[:EXAMPLES]:
        name = f"{view.name(view.of('areas', row['area_id']))} {row['deadline'][:4]} · {view.title(row)}"
        yield Way(name, view.place(row))


def _gone(view: View) -> Iterator[Way]:
    """The clusters that were merged into others."""
    merged = [row for row in view.corpus["cluster_changes"] if row["kind"] == "merge"]
    for row in merged[:EXAMPLES]:
        yield Way(marks.change_sides(view.corpus, row, view.labels), view.place(row))

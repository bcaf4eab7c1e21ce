"""The page of the API: what there is, one answer, what is promised, and examples that the tests run.

In: a view, the API's answers, and the examples of schemas/openapi/examples. Out: one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.exports.api import FOLDER, KINDS, Answers, Kind
from pipeline.exports.api.exact import exact_json
from pipeline.pages.render import Heading, Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View

STANDING_ADDRESS = "https://plans.example/"  # as the examples name the site
EXAMPLES = {"curl": "curl.sh", "Python": "python.py", "pandas": "pandas.py", "R": "r.R", "DuckDB": "duckdb.sql"}
MEMBERS = ("version", "license", "kind", "links", "data")
TWINS = ("documents", "clusters", "agencies", "places", "indicators")
PARTS = ("api_kinds", "api_answer", "api_twins", "api_feeds", "api_promise", "api_examples")


@dataclass(frozen=True)
class Example:
    """A program as it is shown: its anchor, its name, and its lines."""

    anchor: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Served:
    """A kind as the page lists it: how many records, and one of them."""

    kind: Kind
    count: int
    example: str


def api_page(view: View, answers: Answers, schemas: Path) -> Page:
    """The page `api/`."""
    labels = view.labels
    context = {
        "kinds": [_served(kind, answers) for kind in KINDS],
        "members": MEMBERS,
        "twins": TWINS,
        "answer": _answer(answers),
        "examples": [read_example(schemas, name, file, answers.publication.address) for name, file in EXAMPLES.items()],
        "calendars": _calendar_areas(view),
        "folder": FOLDER,
    }
    outline = tuple(Heading(name.removeprefix("api_"), labels.say(name)) for name in PARTS)
    return Page("api/", "api.html", labels.say("api_title"), labels.say("api_lead"), context, outline)


def read_example(schemas: Path, name: str, file: str, address: str) -> Example:
    """A program with the address of this site in place of the standing one."""
    text = (schemas / "openapi" / "examples" / file).read_text(encoding="utf-8")
    return Example(name.lower(), name, tuple(text.replace(STANDING_ADDRESS, address).splitlines()))


def _served(kind: Kind, answers: Answers) -> Served:
    rows = answers.records.rows[kind.table]
    return Served(kind, len(rows), answers.key(kind, rows[0]) if rows else "")


def _answer(answers: Answers) -> list[str]:
    """The list of targets cut down to one: the first that a later report says something of, or the first of all."""
    (kind,) = (kind for kind in KINDS if kind.name == "targets")
    tree = answers.listing(kind)
    told = {row["target_id"] for row in answers.records.rows["target_matches"] if row["status"] != "cannot-tell"}
    first = [target for target in tree["data"] if target["target_id"] in told] or tree["data"]
    return exact_json({**tree, "data": first[:1]}).splitlines()


def _calendar_areas(view: View) -> list[Row]:
    """The places whose plans set a deadline; each has a calendar."""
    dated = {row["document_id"] for row in view.corpus["targets"] if row["deadline"]}
    areas = {row["area_id"] for row in view.corpus["documents"] if row.key in dated}
    return [row for row in view.corpus["areas"] if row.key in areas]

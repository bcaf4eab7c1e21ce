"""The lineage of clusters: what a plan says became of the clusters before it, per city and per cluster.

In: a view. Out: the page with one drawing per city, and the line of one cluster as steps. A name that a plan says a
cluster had before, where no earlier plan at hand has that cluster, stands in a column of its own before the plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.pages.lineage_drawing import Picture, draw, year_of
from pipeline.pages.render import Page
from pipeline.pages.rows import Row, place_in_text
from pipeline.pages.view import View

KINDS = ("add", "merge", "split-off", "rename", "absorb", "continue")


@dataclass(frozen=True)
class End:
    """A name before or after a change and its cluster where known; a new name has English only in that cluster."""

    name: str
    name_en: str
    cluster: Row | None


@dataclass(frozen=True)
class Step:
    """One change: the rows of one change group, the names before and after it."""

    rows: tuple[Row, ...]
    before: tuple[End, ...]
    after: tuple[End, ...]

    @property
    def row(self) -> Row:
        return self.rows[0]


@dataclass(frozen=True)
class Lineage:
    """A city: its plans from old to new, its drawing, and its changes, the stated ones first."""

    city: Row
    title: str
    summaries: tuple[str, ...]
    picture: Picture
    stated: tuple[Step, ...]
    changes: tuple[Row, ...]


def lineage_pages(view: View) -> Iterator[Page]:
    """One page with the lineage of every city that has one."""
    cities = [_lineage(view, city, plans) for city, plans in _cities(view)]
    title, lead = view.labels.say("lineage_title"), view.labels.say("lineage_lead")
    yield Page("lineage/", "lineage.html", title, lead, {"cities": cities})


def line_of(view: View, cluster: Row) -> list[Step]:
    """What came before a cluster and what after it, over all plans, oldest change first."""
    groups = dict.fromkeys((*_groups(view, cluster, "to", "from"), *_groups(view, cluster, "from", "to")))
    steps = [_step(view, group) for group in groups]
    return sorted(steps, key=lambda step: (_age(view, step.row), not step.row["quote"], place_in_text(step.row)))


def _groups(view: View, cluster: Row, near: str, far: str) -> Iterator[str]:
    """The change groups that lead from a cluster in one direction, from plan to plan.

    What was split off from a later cluster within its own plan belongs to that cluster's line alone.
    """
    waiting, seen = [cluster.key], set[str]()
    while waiting:
        key = waiting.pop(0)
        seen.add(key)
        for row in view.corpus.where("cluster_changes", f"{near}_cluster_id", key):
            if key != cluster.key and _within_one_plan(view, row):
                continue
            yield row["change_group"]
            beyond = view.of("clusters", row[f"{far}_cluster_id"])
            if beyond is not None and beyond.key not in seen and not _within_one_plan(view, row):
                waiting.append(beyond.key)


def _within_one_plan(view: View, row: Row) -> bool:
    """Whether a change names the same plan's cluster as its source: 人工智能 was split off from 软件与信息服务."""
    before = view.of("clusters", row["from_cluster_id"])
    return before is not None and before["document_id"] == row["document_id"]


def _step(view: View, group: str) -> Step:
    rows = sorted(view.corpus.where("cluster_changes", "change_group", group), key=lambda row: row.key)
    before = [End(row["from_name"], row["from_name_en"], view.of("clusters", row["from_cluster_id"])) for row in rows]
    after = [End(row["to_name"], "", view.of("clusters", row["to_cluster_id"])) for row in rows]
    ends = (tuple(end for end in dict.fromkeys(side) if end.name) for side in (before, after))
    return Step(tuple(rows), *ends)


def _age(view: View, row: Row) -> int:
    """Where a row's document stands from old to new."""
    return -list(view.corpus.plans).index(row["document_id"])


def _cities(view: View) -> Iterator[tuple[Row, list[Row]]]:
    """The areas with two plans that have clusters, or with one that tells of changes; their plans from old to new."""
    corpus = view.corpus
    for area in corpus["areas"]:
        documents = [row for row in corpus.where("documents", "area_id", area.key) if row["kind"] == "plan"]
        plans = [row for row in documents if corpus.where("clusters", "document_id", row.key)]
        if len(plans) > 1 or any(corpus.where("cluster_changes", "document_id", row.key) for row in plans):
            yield area, sorted(plans, key=lambda row: list(corpus.plans).index(row.key), reverse=True)


def _lineage(view: View, city: Row, plans: list[Row]) -> Lineage:
    corpus, labels = view.corpus, view.labels
    changes = [row for plan in plans for row in corpus.where("cluster_changes", "document_id", plan.key)]
    changes.sort(key=lambda row: (not row["quote"], _age(view, row), place_in_text(row)))
    editions = " → ".join(
        labels.say("lineage_edition", year=year_of(plan), count=len(corpus.where("clusters", "document_id", plan.key)))
        for plan in plans
    )
    title = labels.say("lineage_editions", city=view.name(city), editions=editions)
    summaries = tuple(_summaries(view, plans, changes))
    stated = tuple(
        _step(view, group) for group in dict.fromkeys(row["change_group"] for row in changes if row["quote"])
    )
    return Lineage(city, title, summaries, draw(view, plans, changes), stated, tuple(changes))


def _summaries(view: View, plans: Iterable[Row], changes: list[Row]) -> Iterator[str]:
    """What each plan states, counted by change, and how many links are editorial."""
    for plan in plans:
        groups = {
            row["change_group"]: row["kind"] for row in changes if row["document_id"] == plan.key and row["quote"]
        }
        counts = Counter(groups.values())
        say = view.labels.say
        words = [
            say("lineage_counted", kind=say(f"lineage_{kind}").lower(), number=counts[kind])
            for kind in KINDS
            if counts[kind]
        ]
        if words:
            yield view.labels.say("lineage_stated", year=year_of(plan), changes=view.separator.join(words))
    editorial = sum(not row["quote"] for row in changes)
    if editorial:
        yield view.labels.say("lineage_editorial", count=editorial)

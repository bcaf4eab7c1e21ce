"""What drafting the entries of one plan needs at hand: its text, what is known by name, and the ids already taken.

`Entry` is one record as it will stand in a YAML file: keys in their written order, absent facts left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.drafting.lookup import Lookup
from pipeline.drafting.places import is_writable, one_line, place_hint
from pipeline.drafting.slugs import free, slug
from pipeline.outline import Section
from pipeline.reader.found import Found, PlanText
from pipeline.reader.industries import folded
from pipeline.reader.plan_titles import home_names
from pipeline.records import Plan
from pipeline.text import Place

Entry = dict[str, Any]

LEVEL = re.compile("\\A[省市区县州](?=.{2})")  # 市发改委
YEAR_AND_TOPIC = re.compile("-[12][0-9]{3}(?:-.{1,60})?\\Z")  # dongguan-2024
LONGEST_PROPOSED = 60


@dataclass(frozen=True)
class Unwritten:
    """A find that no record can hold, because no hint of one line makes its place the only one."""

    list_name: str
    quote: str
    char_start: int


@dataclass(frozen=True, order=True)
class Proposed:
    """A name that the registry does not have, and the id under which the draft already refers to it."""

    file: str
    record_id: str
    name: str


@dataclass
class Desk:
    """The state of one drafting; ids, clusters and measures grow while entries are drafted."""

    text: PlanText
    lookup: Lookup
    area_id: str
    taken: dict[str, set[str]] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    focus_areas: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, tuple[str, str]] = field(default_factory=dict)
    values: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    proposed: dict[tuple[str, str], Proposed] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    unwritten: list[Unwritten] = field(default_factory=list)

    def free_id(self, list_name: str, wanted: str, otherwise: str) -> str:
        """An id that is free in the list, made from the wanted words."""
        return free(wanted, self.taken.setdefault(list_name, set()), otherwise)

    def place(self, list_name: str, found: Found, *needed: str) -> Entry | None:
        """The quote with its hint, or None where no record can hold it; then it is remembered as unwritten.

        Of a quote over several cells or lines of a table, the one that holds all the needed words is enough.
        """
        quote, char_start = one_line(self.text.source, found, needed)
        if quote not in self.places:
            self.places[quote] = self.text.source.find(quote)
        hint = place_hint(self.text.source, self.text.outline, self.places[quote], char_start)
        if hint is None or not is_writable(quote):
            self.unwritten.append(Unwritten(list_name, found.quote, found.char_start))
            return None
        return {"quote": quote, **hint}

    def agency(self, text: str) -> str:
        """The registry's agency of this name, else an id for one to be added there."""
        return self.lookup.agency(text) or self._proposed("agencies", text, set(self.lookup.registry.agency))

    def area(self, text: str) -> str:
        """The registry's area of this name, else an id for one to be added there."""
        return self.lookup.area(text) or self._proposed("areas", text, set(self.lookup.registry.area))

    def _proposed(self, file: str, text: str, existing: set[str]) -> str:
        """One id for one name, after the place of the plan: 市发改委 is nantong-fagaiwei in Nantong's plan."""
        known = self.proposed.get((file, text))
        if known is None:
            taken = self.taken.setdefault(file, existing | {self.area_id})
            wanted = f"{self.area_id}-{slug(LEVEL.sub('', text))}".strip("-")[:LONGEST_PROPOSED].strip("-")
            known = self.proposed[(file, text)] = Proposed(file, free(wanted, taken, file), text)
        return known.record_id

    def cluster(self, words: str) -> str:
        """The cluster of this plan that goes by these words."""
        return self.clusters.get(folded(words), "")

    def answers_for(self, char_start: int) -> tuple[str, str]:
        """The measure or cluster whose section holds the offset: its key and id, or two empty words."""
        section = self.text.outline.at(char_start)
        around: tuple[Section, ...] = (section, *self.text.outline.ancestors(section))
        return next((self.subjects[each.path] for each in around if each.path in self.subjects), ("", ""))

    def stands_for(self, char_start: int, char_end: int, key: str, record_id: str) -> None:
        """Remembers that a section is headed by a measure or cluster; the first one holds."""
        section = self.text.outline.at(char_start)
        heading = section.heading_span
        if section.level and heading.start <= char_start and char_end <= heading.end:
            self.subjects.setdefault(section.path, (key, record_id))


def told(**facts: str) -> Entry:
    """The facts that are known, in their order."""
    return {key: value for key, value in facts.items() if value}


def desk_of(text: PlanText, lookup: Lookup, document_id: str, plan: Plan | None = None) -> Desk:
    """A desk for a new plan, or one on which the records of a plan already lie."""
    desk = Desk(text, lookup, lookup.area_id or YEAR_AND_TOPIC.sub("", document_id))
    if desk.area_id not in lookup.registry.area:
        name = max(sorted(home_names(text.title)), key=len, default=desk.area_id)
        desk.proposed[("areas", name)] = Proposed("areas", desk.area_id, name)
    if plan is None:
        return desk
    desk.taken = {
        "clusters": {cluster.cluster_id for cluster in plan.clusters},
        "changes": {change.change_id for change in plan.changes},
        "targets": {target.target_id for target in plan.targets},
        "observations": {seen.observation_id for seen in plan.observations},
        "measures": {measure.measure_id for measure in plan.measures},
    }
    for cluster in plan.clusters:
        for name in (cluster.name, *cluster.aliases):
            desk.clusters.setdefault(folded(name), cluster.cluster_id)
        if place := plan.find_place(cluster):
            desk.stands_for(place.span.start, place.span.end, "cluster_id", cluster.cluster_id)
    for clause in plan.focus_areas:
        for focus in clause.names:
            desk.focus_areas.setdefault(focus.name, f"{clause.cluster_id}/{focus.focus_area_id}")
            desk.taken.setdefault(f"focus_areas/{clause.cluster_id}", set()).add(focus.focus_area_id)
    for measure in plan.measures:
        if place := plan.find_place(measure):
            desk.stands_for(place.span.start, place.span.end, "measure_id", measure.measure_id)
    return desk

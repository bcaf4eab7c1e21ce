"""What the registry and the other plans already know by name: ids of indicators, agencies and areas, English names.

In: the registry and the plans of the workspace. Out: an id only where exactly one fits, "" otherwise. A short name
(市科技局) counts only inside the jurisdiction of the plan, because every city has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reader.industries import folded
from pipeline.records import Plan, Registry
from pipeline.records.model import Area

SPREAD = re.compile(r"\A(?:全[省市区县州]|我[省市区县])|(?:总数|数量|个数|家数|数)\Z")  # 全市国家高新技术企业数


@dataclass(frozen=True)
class Known:
    """A name that people recorded before, with the id and the English name they gave it."""

    slug: str
    name_en: str
    sector_id: str = ""


@dataclass(frozen=True)
class Lookup:
    """The names of the workspace; `area_id` is the jurisdiction of the plan, or "" where it is not known."""

    registry: Registry
    area_id: str = ""
    clusters: dict[str, Known] = field(default_factory=dict)
    focus_areas: dict[str, Known] = field(default_factory=dict)
    headings: dict[str, Known] = field(default_factory=dict)

    def indicator(self, text: str, unit: str) -> str:
        """The indicator that goes by these words, in this unit."""
        wanted = SPREAD.sub("", text)
        of_unit = [indicator for indicator in self.registry.indicators if indicator.unit == unit]
        return _only(
            each.indicator_id
            for each in of_unit
            if wanted in each.words or wanted == SPREAD.sub("", each.name)
        )

    def agency(self, text: str) -> str:
        """The agency that goes by this name in the plan's jurisdiction or above; by its full name, anywhere."""
        here = self._around(self.area_id)
        return _only(
            agency.agency_id
            for agency in self.registry.agencies
            if text == agency.name or (text in agency.aliases and agency.area_id in here)
        )

    def area(self, text: str) -> str:
        """The area of this name: the jurisdiction itself or one inside it, else the only one anywhere."""
        named = [area for area in self.registry.areas if text in (area.name, area.full_name, *area.aliases)]
        inside = [area for area in named if self.area_id in self._around(area.area_id)]
        return _only(area.area_id for area in inside or named)

    def _around(self, area_id: str) -> set[str]:
        """The area and those that contain it."""
        found: set[str] = set()
        while area_id and area_id not in found:
            found.add(area_id)
            area = self.registry.area.get(area_id)
            area_id = area.parent_id if area else ""
        return found


def read_lookup(registry: Registry, plans: Sequence[Plan], area_id: str) -> Lookup:
    """The names of all plans and of the registry; where plans differ, the last in order of their folders holds."""
    return Lookup(
        registry,
        area_id,
        clusters={
            folded(cluster.name): Known(cluster.cluster_id, cluster.name_en, cluster.sector_id)
            for plan in plans
            for cluster in plan.clusters
        },
        focus_areas={
            focus.name: Known(focus.focus_area_id, focus.name_en)
            for plan in plans
            for clause in plan.focus_areas
            for focus in clause.names
        },
        headings={
            measure.heading: Known(measure.measure_id, measure.heading_en)
            for plan in plans
            for measure in plan.measures
        },
    )


def jurisdiction(registry: Registry, title: str, issuer: str) -> str:
    """The area that the issuer's or the title's first words name in full (南通市), or ""."""
    for words in (issuer, title):
        begins = [area for area in registry.areas if words.startswith(area.full_name)]
        if not begins:
            continue
        longest = max(len(area.full_name) for area in begins)
        if found := _only(area.area_id for area in _of_length(begins, longest)):
            return found
    return ""


def _of_length(areas: Iterable[Area], length: int) -> Iterable[Area]:
    return (area for area in areas if len(area.full_name) == length)


def _only(ids: Iterable[str]) -> str:
    found = set(ids)
    return found.pop() if len(found) == 1 else ""

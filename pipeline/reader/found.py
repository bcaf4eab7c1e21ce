"""What the reader finds: one frozen row per statement, as written, with its exact place and the rule that found it.

Row names and fields are those of the published tables, without the registry: texts instead of ids.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.numerals import Numeral, find_numerals
from pipeline.outline import Outline
from pipeline.text import Source


@dataclass(frozen=True)
class PlanText:
    """A text to read: its body, its outline, and the title and year where they are known."""

    source: Source
    outline: Outline
    title: str = ""
    year: int | None = None

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """Every numeral of the body, as indices into the reading."""
        return tuple(find_numerals(self.source.reading[0]))


@dataclass(frozen=True, kw_only=True)
class Found:
    """`quote` is the exact run at the stored offsets (page marks left out); `rule` is the name of what found it."""

    quote: str
    char_start: int
    char_end: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class FoundCluster(Found):
    name: str
    kind: str
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundFocusArea(Found):
    cluster_text: str
    name: str
    emphasis: str


@dataclass(frozen=True, kw_only=True)
class FoundChange(Found):
    kind: str
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FoundAmount(Found):
    indicator_text: str
    subject_text: str = ""
    condition: str = ""
    comparator: str
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    unit_noun: str = ""
    value_text: str


@dataclass(frozen=True, kw_only=True)
class FoundTarget(FoundAmount):
    deadline: datetime.date | None = None
    deadline_text: str = ""
    strength: str


@dataclass(frozen=True, kw_only=True)
class FoundObservation(FoundAmount):
    period_text: str = ""
    forecast: bool = False


@dataclass(frozen=True, kw_only=True)
class FoundMeasure(Found):
    number: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class FoundResponsibility(Found):
    """`scope_text` is the heading or cluster that the agency answers for."""

    agency_text: str
    role: str
    scope_text: str
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class FoundPlacement(Found):
    cluster_text: str
    area_text: str
    role: str


@dataclass(frozen=True, kw_only=True)
class FoundNumeral(Found):
    text: str
    role: str


@dataclass(frozen=True)
class Findings:
    """All that was found in one text, each list in the order of the text."""

    clusters: tuple[FoundCluster, ...] = ()
    focus_areas: tuple[FoundFocusArea, ...] = ()
    cluster_changes: tuple[FoundChange, ...] = ()
    targets: tuple[FoundTarget, ...] = ()
    observations: tuple[FoundObservation, ...] = ()
    measures: tuple[FoundMeasure, ...] = ()
    responsibilities: tuple[FoundResponsibility, ...] = ()
    placements: tuple[FoundPlacement, ...] = ()
    numerals: tuple[FoundNumeral, ...] = ()

"""The domain objects as people write them: one frozen dataclass per kind of entry in a record file.

Field names are those of the published tables (schemas/tables). `pointer` is the entry's place in its file.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.records.strict import Pointer


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """An entry that stands on an exact run of the source; `section` or `preceded_by` tells repeats apart."""

    pointer: Pointer
    quote: str = ""
    section: str = ""
    preceded_by: str = ""
    override: tuple[str, ...] = ()
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """A span of site chrome, from the start of `from_` to the end of the next `to`."""

    pointer: Pointer
    from_: str
    to: str = ""
    preceded_by: str = ""
    reason: str


@dataclass(frozen=True, kw_only=True)
class LostHeading:
    before: str
    preceded_by: str = ""
    level: int
    number: str = ""
    heading: str = ""
    note: str
    note_en: str


@dataclass(frozen=True, kw_only=True)
class NamedHeading:
    quote: str
    preceded_by: str = ""
    level: int


@dataclass(frozen=True, kw_only=True)
class NotHeading:
    quote: str


@dataclass(frozen=True, kw_only=True)
class OutlineEntry:
    insert: tuple[LostHeading, ...] = ()
    headings: tuple[NamedHeading, ...] = ()
    not_headings: tuple[NotHeading, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Amount:
    """Where a number stands inside its quote."""

    value_text: str
    value_nth: int = 1


@dataclass(frozen=True, kw_only=True)
class StatedCount(Quoted, Amount):
    """A count the document states about itself, and the records it counts."""

    count_id: str
    counts: str
    where: dict[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class ClassedNumeral(Quoted, Amount):
    role: str


@dataclass(frozen=True, kw_only=True)
class Dismissal(Quoted):
    """A find of the reader that a person has settled against; `find` repeats it word for word."""

    list: str
    find: str
    reason: str
    reason_en: str
    reviewer: str


@dataclass(frozen=True, kw_only=True)
class Document:
    document_id: str
    kind: str
    title: str
    title_en: str
    number: str = ""
    issuer: str = ""
    area_id: str
    issued: datetime.date | None = None
    published: datetime.date | None = None
    period_start: int | None = None
    period_end: int | None = None
    source_url: str = ""
    captured: datetime.date | None = None
    source_sha256: str
    source_characters: int
    completeness: str
    rights: str
    note: str = ""
    note_en: str = ""
    outside: tuple[Outside, ...] = ()
    page_marks: str = ""
    outline: OutlineEntry = OutlineEntry()
    counts: tuple[StatedCount, ...] = ()
    numerals: tuple[ClassedNumeral, ...] = ()
    dismissed: tuple[Dismissal, ...] = ()
    people_only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cluster(Quoted):
    cluster_id: str
    name: str
    name_en: str
    kind: str
    category: str = ""
    category_en: str = ""
    horizon_min_years: int | None = None
    horizon_max_years: int | None = None
    expectation: str = ""
    aliases: tuple[str, ...] = ()
    sector_id: str = ""


@dataclass(frozen=True, kw_only=True)
class FocusArea:
    focus_area_id: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class FocusClause(Quoted):
    """One clause that names several focus areas of a cluster."""

    cluster_id: str
    emphasis: str
    names: tuple[FocusArea, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeSide:
    name: str
    name_en: str = ""
    cluster_id: str = ""


@dataclass(frozen=True, kw_only=True)
class ClusterChange(Quoted):
    change_id: str
    kind: str
    from_: tuple[ChangeSide, ...] = ()
    to: tuple[ChangeSide, ...]


@dataclass(frozen=True, kw_only=True)
class Measured(Quoted, Amount):
    """What targets and observations share: an indicator's value, for whom, under which condition."""

    indicator_id: str
    cluster_id: str = ""
    area_id: str
    condition: str = ""
    comparator: str
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    unit_noun: str = ""
    baseline_text: str = ""
    subject_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Target(Measured):
    target_id: str
    deadline: datetime.date | None = None
    deadline_text: str = ""
    deadline_basis: str = ""
    strength: str


@dataclass(frozen=True, kw_only=True)
class Observation(Measured):
    observation_id: str
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    period_text: str = ""
    forecast: bool = False


@dataclass(frozen=True, kw_only=True)
class Measure(Quoted):
    measure_id: str
    kind: str
    number: str = ""
    heading: str
    heading_en: str
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NamedAgency:
    agency_id: str
    agency_text: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Attribution(Quoted):
    """One place where a document says who answers for a measure or a cluster."""

    measure_id: str = ""
    cluster_id: str = ""
    shared: bool = False
    agencies: tuple[NamedAgency, ...]


@dataclass(frozen=True, kw_only=True)
class NamedArea:
    area_id: str
    area_text: str


@dataclass(frozen=True, kw_only=True)
class PlacementClause(Quoted):
    """One clause that places a cluster or a focus area in several areas."""

    cluster_id: str = ""
    focus_area: str = ""
    role: str
    areas: tuple[NamedArea, ...]


@dataclass(frozen=True, kw_only=True)
class Site(Quoted):
    site_id: str
    name: str
    name_en: str
    kind: str
    action: str
    area_id: str = ""
    cluster_id: str = ""


@dataclass(frozen=True, kw_only=True)
class LayoutRule(Quoted):
    rule_id: str
    scope: str
    minimum: int | None = None
    maximum: int | None = None
    value_text: str = ""
    applies_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Area:
    pointer: Pointer
    area_id: str
    name: str
    full_name: str
    name_en: str
    kind: str
    division_code: str = ""
    parent_id: str = ""
    members: tuple[str, ...] = ()
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    tile_column: int | None = None
    tile_row: int | None = None
    aliases: tuple[str, ...] = ()
    source: str
    source_en: str


@dataclass(frozen=True, kw_only=True)
class Agency:
    pointer: Pointer
    agency_id: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    area_id: str = ""
    kind: str
    successor_id: str = ""
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    pointer: Pointer
    indicator_id: str
    name: str
    name_en: str
    unit: str
    measure: str
    definition: str
    definition_en: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sector:
    pointer: Pointer
    sector_id: str
    scheme: str
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    pointer: Pointer
    id: str
    table: str
    date: datetime.date
    reason: str
    replacement: str = ""

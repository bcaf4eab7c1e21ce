"""The registry's own rules: unique ids, references that resolve, names that mean one body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from pipeline.checks.known import Known
from pipeline.problems import Problem, excerpt, nearest
from pipeline.records import Registry
from pipeline.records.model import Agency, Area, Indicator, Sector, Tombstone
from pipeline.records.strict import Pointer

UNITS_OF_MEASURE = {  # what an indicator measures, and the units it can be in; a level can be in any
    "growth": ("percent", "multiple"),
    "share": ("percent", "ratio"),
    "share-change": ("percentage-point",),
    "count": ("count",),
    "rank": ("rank",),
}
KINDS_OF_AREA = {  # how an area's full name ends, and what it can be; other endings leave it open
    "省": ("province",),
    "市": ("city", "county"),
    "县": ("county",),
    "镇": ("town",),
    "街道": ("subdistrict",),
    "区": ("district", "new-area", "functional-area", "park", "base"),
}


def registry_ids_unique(registry: Registry, _: Known) -> Iterator[Problem]:
    """An id stands once in its registry list."""
    lists: list[tuple[str, tuple[Area | Agency | Indicator | Sector | Tombstone, ...]]] = [
        ("area_id", registry.areas),
        ("agency_id", registry.agencies),
        ("indicator_id", registry.indicators),
        ("sector_id", registry.sectors),
        ("id", registry.tombstones),
    ]
    for field, entries in lists:
        times = Counter(getattr(entry, field) for entry in entries)
        for entry in entries:
            value = getattr(entry, field)
            if times[value] > 1:
                where = registry.at((*entry.pointer, field))
                zh, en = f"标识 {excerpt(value)} 重复", f"the id {excerpt(value)} stands more than once"
                yield Problem(where, "registry-ids-unique", zh, en)


def registry_reference_resolves(registry: Registry, _: Known) -> Iterator[Problem]:
    """Parents, members, areas and successors are entries of the registry."""
    for pointer, value, existing in _references(registry):
        if value and value not in existing:
            near = nearest(value, sorted(existing))
            hint_zh, hint_en = (f"；是否应为 {near}", f"; did you mean {near}?") if near else ("", "")
            zh, en = f"登记中没有 {excerpt(value)}{hint_zh}", f"the registry has no {excerpt(value)}{hint_en}"
            yield Problem(registry.at(pointer), "registry-reference-resolves", zh, en)


def registry_alias_unique(registry: Registry, _: Known) -> Iterator[Problem]:
    """Within one area a name belongs to one agency, or to agencies that succeed each other."""
    owners: dict[tuple[str, str], str] = {}
    for agency in registry.agencies:
        for position, name in enumerate((agency.name, *agency.aliases)):
            other = owners.setdefault((agency.area_id, name), agency.agency_id)
            if other == agency.agency_id or _succeed(registry, other, agency.agency_id):
                continue
            pointer = (*agency.pointer, "aliases", position - 1) if position else (*agency.pointer, "name")
            zh = f"“{excerpt(name)}”已是 {other} 的名称；一个名称只属一个机构"
            en = f"“{excerpt(name)}” already names {other}; a name belongs to one agency"
            yield Problem(registry.at(pointer), "registry-alias-unique", zh, en)


def indicator_unit_known(registry: Registry, known: Known) -> Iterator[Problem]:
    """An indicator's unit is one of the base units that values are published in."""
    for indicator in registry.indicators:
        if indicator.unit not in known.units:
            zh = f"没有单位 {excerpt(indicator.unit)}；可用：" + " ".join(known.units)
            en = f"no unit {excerpt(indicator.unit)}; there are " + " ".join(known.units)
            yield Problem(registry.at((*indicator.pointer, "unit")), "indicator-unit-known", zh, en)


def indicator_measure_fits(registry: Registry, _: Known) -> Iterator[Problem]:
    """What an indicator measures can be in its unit: a share in percent, its change in percentage points."""
    for indicator in registry.indicators:
        units = UNITS_OF_MEASURE.get(indicator.measure, (indicator.unit,))
        if indicator.unit not in units:
            zh = f"{indicator.measure} 的单位应为 {' '.join(units)}，不是 {excerpt(indicator.unit)}"
            en = f"a {indicator.measure} is in {' '.join(units)}, not in {excerpt(indicator.unit)}"
            yield Problem(registry.at((*indicator.pointer, "measure")), "indicator-measure-fits", zh, en)


def indicator_words_explained(registry: Registry, _: Known) -> Iterator[Problem]:
    """What documents call an indicator stands in its name or definition."""
    for indicator in registry.indicators:
        for position, word in enumerate(indicator.words):
            if word not in indicator.name and word not in indicator.definition:
                where = registry.at((*indicator.pointer, "words", position))
                zh = f"“{excerpt(word)}”不在名称或定义中；请改正，或在 definition 说明"
                en = f"“{excerpt(word)}” is neither in name nor in definition; mend it, or explain it in definition"
                yield Problem(where, "indicator-words-explained", zh, en)


def sector_scheme_fits(registry: Registry, _: Known) -> Iterator[Problem]:
    """A sector's id begins with its scheme."""
    for sector in registry.sectors:
        if not sector.sector_id.startswith(f"{sector.scheme}-"):
            zh = f"标识 {sector.sector_id} 应以 {sector.scheme}- 开头；请改 scheme 或标识"
            en = f"the id {sector.sector_id} should begin with {sector.scheme}-; mend the scheme or the id"
            yield Problem(registry.at((*sector.pointer, "scheme")), "sector-scheme-fits", zh, en)


def agency_names_area(registry: Registry, _: Known) -> Iterator[Problem]:
    """An agency's full name holds the name of its area."""
    for agency in registry.agencies:
        area = registry.area.get(agency.area_id)
        if area and not any(name in agency.name for name in (area.name, area.full_name, *area.aliases)):
            zh = f"“{excerpt(agency.name)}”中没有 {excerpt(area.name)}；请改 area_id 或写全称"
            en = f"“{excerpt(agency.name)}” does not name {excerpt(area.name)}; mend area_id or write the full name"
            yield Problem(registry.at((*agency.pointer, "area_id")), "agency-names-area", zh, en)


def area_kind_fits(registry: Registry, _: Known) -> Iterator[Problem]:
    """An area is what its full name ends in: 镇 is a town, 街道 a subdistrict."""
    for area in registry.areas:
        ending = next((each for each in KINDS_OF_AREA if area.full_name.endswith(each)), "")
        kinds = KINDS_OF_AREA.get(ending, (area.kind,))
        if area.kind not in kinds:
            zh = f"“{excerpt(area.full_name)}”应为 {' '.join(kinds)}，不是 {area.kind}"
            en = f"“{excerpt(area.full_name)}” should be {' or '.join(kinds)}, not {area.kind}"
            yield Problem(registry.at((*area.pointer, "kind")), "area-kind-fits", zh, en)


def area_code_fits(registry: Registry, _: Known) -> Iterator[Problem]:
    """An area's division code is its own and goes on from its parent's: 441900401 in 441900."""
    times = Counter(area.division_code for area in registry.areas)
    for area in registry.areas:
        parent = registry.area.get(area.parent_id)
        if area.division_code and times[area.division_code] > 1:
            zh, en = f"代码 {area.division_code} 重复", f"the code {area.division_code} stands more than once"
            yield Problem(registry.at((*area.pointer, "division_code")), "area-code-fits", zh, en)
        elif area.division_code and parent and not area.division_code.startswith(_code_stem(parent.division_code)):
            field = "division_code" if area.area_id.startswith(f"{parent.area_id}-") else "parent_id"
            zh = f"{area.division_code} 不在 {parent.area_id}（{parent.division_code}）之内；请改代码或 parent_id"
            en = f"{area.division_code} is not in {parent.area_id} ({parent.division_code}); mend the code or parent_id"
            yield Problem(registry.at((*area.pointer, field)), "area-code-fits", zh, en)


def _code_stem(code: str) -> str:
    """The digits that the codes of an area's parts begin with: 44 of 440000, 4403 of 440300."""
    stem = code[:6]
    while stem.endswith("00"):
        stem = stem[:-2]
    return stem


def _references(registry: Registry) -> Iterator[tuple[Pointer, str, Collection[str]]]:
    for area in registry.areas:
        yield (*area.pointer, "parent_id"), area.parent_id, registry.area
        for position, member in enumerate(area.members):
            yield (*area.pointer, "members", position), member, registry.area
    for agency in registry.agencies:
        yield (*agency.pointer, "area_id"), agency.area_id, registry.area
        yield (*agency.pointer, "successor_id"), agency.successor_id, registry.agency


def _succeed(registry: Registry, one: str, other: str) -> bool:
    """Whether one agency is a later form of the other."""
    return _reaches(registry, one, other) or _reaches(registry, other, one)


def _reaches(registry: Registry, start: str, goal: str) -> bool:
    seen: set[str] = set()
    while start and start not in seen:
        seen.add(start)
        start = registry.agency[start].successor_id if start in registry.agency else ""
        if start == goal:
            return True
    return False

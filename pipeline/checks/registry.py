"""The registry's own rules: unique ids, references that resolve, names that mean one body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from pipeline.checks.known import Known
from pipeline.problems import Problem, excerpt, nearest
from pipeline.records import Registry
from pipeline.records.model import Agency, Area, Indicator, Sector, Tombstone
from pipeline.records.strict import Pointer


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

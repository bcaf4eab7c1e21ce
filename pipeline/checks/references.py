"""Ids are unique and stay, and every reference names a record that exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from pipeline.checks.known import Difference, Known, difference
from pipeline.problems import Problem, excerpt, nearest
from pipeline.records import Plan
from pipeline.records.model import Measured, Quoted, Site
from pipeline.records.strict import Pointer
from pipeline.text import Place


def ids_unique(plan: Plan, _: Known) -> Iterator[Problem]:
    """An id stands once in its list."""
    for pointer, value, scope in _own_ids(plan):
        if scope[value] > 1:
            zh, en = (
                f"标识 {excerpt(value)} 重复；每个标识只用一次",
                f"the id {excerpt(value)} stands more than once",
            )
            yield Problem(plan.at(pointer), "ids-unique", zh, en)


def reference_resolves(plan: Plan, known: Known) -> Iterator[Problem]:
    """Every id a record refers to belongs to a record."""
    for pointer, value, existing in _references(plan, known):
        if value and value not in existing:
            near = nearest(value, sorted(existing))
            hint_zh, hint_en = (f"；是否应为 {near}", f"; did you mean {near}?") if near else ("", "")
            zh, en = (
                f"没有标识为 {excerpt(value)} 的记录{hint_zh}",
                f"no record has the id {excerpt(value)}{hint_en}",
            )
            yield Problem(plan.at(pointer), "reference-resolves", zh, en)


def subject_named(plan: Plan, known: Known) -> Iterator[Difference]:
    """The cluster of a target, placement, site or focus area is named in its sentence or a heading above."""
    entries: list[tuple[Quoted, str, str]] = [
        *((e, "cluster_id", e.cluster_id) for e in (*plan.targets, *plan.observations) if e.cluster_id),
        *((p, "cluster_id", p.cluster_id) for p in plan.placements if p.cluster_id),
        *((f, "cluster_id", f.cluster_id) for f in plan.focus_areas),
        *((p, "focus_area", p.focus_area.split("/")[0]) for p in plan.placements if p.focus_area),
        *((r, "cluster_id", r.cluster_id) for r in plan.responsibilities if r.cluster_id),
        *((s, "cluster_id", s.cluster_id) for s in plan.sites if s.cluster_id),
    ]
    for entry, field, cluster_id in entries:
        names = known.cluster_names.get(plan.full_id(cluster_id))
        place = plan.find_place(entry)
        if names is None or place is None:
            continue
        near = _words_near(plan, place)
        if not any(name in near for name in names):
            shown = excerpt(" / ".join(names))
            message = (
                f"同句与上级标题都未提到 {shown}；请改 cluster_id，或加 override 并在 note 说明",
                f"neither the sentence nor a heading above names {shown}; mend cluster_id, or add override with a note",
            )
            yield difference(plan, entry, field, "subject-named", message)


def area_named(plan: Plan, known: Known) -> Iterator[Difference]:
    """An area other than the document's own is named in the sentence or a heading above."""
    entries: tuple[Measured | Site, ...] = (*plan.targets, *plan.observations, *plan.sites)
    for entry in entries:
        area = known.registry.area.get(entry.area_id)
        place = plan.find_place(entry)
        if area is None or place is None or entry.area_id == plan.document.area_id:
            continue
        near = _words_near(plan, place)
        if not any(name in near for name in (area.name, area.full_name, *area.aliases)):
            shown, own = excerpt(area.name), plan.document.area_id
            message = (
                f"同句与上级标题都未提到 {shown}；请改 area_id（全市为 {own}），或加 override 并在 note 说明",
                f"neither the sentence nor a heading above names {shown}; mend area_id ({own} for the whole), "
                "or add override with a note",
            )
            yield difference(plan, entry, "area_id", "area-named", message)


def measure_holds(plan: Plan, _: Known) -> Iterator[Difference]:
    """A responsibility stands in the section of its measure."""
    sections = {
        measure.measure_id: plan.section_at(place.span.start)
        for measure in plan.measures
        if (place := plan.find_place(measure))
    }
    for entry in plan.responsibilities:
        place, section = plan.find_place(entry), sections.get(entry.measure_id)
        if place and section and not section.span.contains(place.span):
            path = plan.section_at(place.span.start).path
            message = (
                f"举措在 s{section.path}，这段话在 s{path}；请改 measure_id，或加 override 并在 note 说明",
                f"the measure stands in s{section.path}, these words in s{path}; mend measure_id, "
                "or add override with a note",
            )
            yield difference(plan, entry, "measure_id", "measure-holds", message)


def _words_near(plan: Plan, place: Place) -> str:
    """The sentence of a quote and the headings above it."""
    section = plan.section_at(place.span.start)
    headings = [s.heading for s in (section, *plan.outline.ancestors(section))]
    return plan.source.words(plan.source.sentence(place.span)) + " ".join(headings)


def tombstone_stays(plan: Plan, known: Known) -> Iterator[Problem]:
    """An id that was published and removed is not used again."""
    buried = {stone.id for stone in known.registry.tombstones}
    for pointer, value, _scope in _own_ids(plan):
        if plan.full_id(value) in buried:
            zh, en = (
                f"标识 {excerpt(value)} 已删除，不可再用",
                f"the id {excerpt(value)} was removed; choose another",
            )
            yield Problem(plan.at(pointer), "tombstone-stays", zh, en)


def _own_ids(plan: Plan) -> Iterator[tuple[Pointer, str, Counter[str]]]:
    """Each id a plan defines: where it stands, the id, and how often each id of its list occurs."""
    lists = [
        (plan.clusters, "cluster_id"),
        (plan.changes, "change_id"),
        (plan.targets, "target_id"),
        (plan.observations, "observation_id"),
        (plan.measures, "measure_id"),
        (plan.sites, "site_id"),
        (plan.layout_rules, "rule_id"),
        (plan.document.counts, "count_id"),
    ]
    for entries, field in lists:
        scope = Counter(str(getattr(entry, field)) for entry in entries)
        for entry in entries:
            yield (*entry.pointer, field), str(getattr(entry, field)), scope
    focus = Counter(f"{c.cluster_id}/{f.focus_area_id}" for c in plan.focus_areas for f in c.names)
    for clause in plan.focus_areas:
        for position, named in enumerate(clause.names):
            pointer = (*clause.pointer, "names", position, "focus_area_id")
            yield pointer, f"{clause.cluster_id}/{named.focus_area_id}", focus


def _references(plan: Plan, known: Known) -> Iterator[tuple[Pointer, str, Collection[str]]]:
    """Each reference of a plan: where it stands, the id it names, and the ids there are."""
    registry = known.registry
    clusters = known.cluster_names
    yield ("document", "area_id"), plan.document.area_id, registry.area
    for cluster in plan.clusters:
        yield (*cluster.pointer, "sector_id"), cluster.sector_id, registry.sector
    for clause in plan.focus_areas:
        yield (*clause.pointer, "cluster_id"), plan.full_id(clause.cluster_id), clusters
    for change in plan.changes:
        for key, side in (("from", change.from_), ("to", change.to)):
            for position, named in enumerate(side):
                if named.cluster_id:
                    yield (
                        (*change.pointer, key, position, "cluster_id"),
                        plan.full_id(named.cluster_id),
                        clusters,
                    )
    for entry in (*plan.targets, *plan.observations):
        yield (*entry.pointer, "indicator_id"), entry.indicator_id, registry.indicator
        yield (*entry.pointer, "area_id"), entry.area_id, registry.area
        if entry.cluster_id:
            yield (*entry.pointer, "cluster_id"), plan.full_id(entry.cluster_id), clusters
    yield from _agency_references(plan, known)
    yield from _layout_references(plan, known)


def _agency_references(plan: Plan, known: Known) -> Iterator[tuple[Pointer, str, Collection[str]]]:
    measures = {measure.measure_id for measure in plan.measures}
    for attribution in plan.responsibilities:
        yield (*attribution.pointer, "measure_id"), attribution.measure_id, measures
        if attribution.cluster_id:
            yield (
                (*attribution.pointer, "cluster_id"),
                plan.full_id(attribution.cluster_id),
                known.cluster_names,
            )
        for position, named in enumerate(attribution.agencies):
            pointer = (*attribution.pointer, "agencies", position, "agency_id")
            yield pointer, named.agency_id, known.registry.agency


def _layout_references(plan: Plan, known: Known) -> Iterator[tuple[Pointer, str, Collection[str]]]:
    focus = {f"{clause.cluster_id}/{f.focus_area_id}" for clause in plan.focus_areas for f in clause.names}
    for placement in plan.placements:
        if placement.cluster_id:
            yield (*placement.pointer, "cluster_id"), plan.full_id(placement.cluster_id), known.cluster_names
        yield (*placement.pointer, "focus_area"), placement.focus_area, focus
        for position, named in enumerate(placement.areas):
            yield (*placement.pointer, "areas", position, "area_id"), named.area_id, known.registry.area
    for site in plan.sites:
        yield (*site.pointer, "area_id"), site.area_id, known.registry.area
        if site.cluster_id:
            yield (*site.pointer, "cluster_id"), plan.full_id(site.cluster_id), known.cluster_names

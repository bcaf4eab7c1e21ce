"""Names that a record takes from its quote stand in that quote."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.known import Difference, Known, difference
from pipeline.problems import Problem, excerpt
from pipeline.records import Plan
from pipeline.records.model import Quoted


def name_in_quote(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """A cluster's, site's, measure's or changed cluster's name stands in its quote."""
    named: list[tuple[Quoted, str, str]] = [
        *((c, "name", c.name) for c in plan.clusters),
        *((s, "name", s.name) for s in plan.sites),
        *((m, "heading", m.heading) for m in plan.measures),
    ]
    for entry, field, name in named:
        if name not in entry.quote:
            yield difference(plan, entry, field, "name-in-quote", _absent(name, entry))
    for change in plan.changes:
        sides = (("from", change.from_), ("to", change.to)) if change.quote else ()
        for key, side in sides:
            for position, named_cluster in enumerate(side):
                if named_cluster.name not in change.quote:
                    where = plan.at((*change.pointer, key, position, "name"))
                    problem = Problem(where, "name-in-quote", *_absent(named_cluster.name, change))
                    yield Difference(change, key, problem)
    for cluster in plan.clusters:
        for position, alias in enumerate(cluster.aliases):
            if not plan.source.find(alias):
                where = plan.at((*cluster.pointer, "aliases", position))
                zh, en = f"原文中没有“{excerpt(alias)}”", f"“{excerpt(alias)}” is not in the source"
                yield Problem(where, "name-in-quote", zh, en)


def change_names_cluster(plan: Plan, known: Known) -> Iterator[Difference]:
    """A changed cluster goes by a name that its record has."""
    for change in plan.changes:
        for key, side in (("from", change.from_), ("to", change.to)):
            for position, named in enumerate(side):
                names = known.cluster_names.get(plan.full_id(named.cluster_id)) if named.cluster_id else None
                if names is None or named.name in names:
                    continue
                shown, has = excerpt(named.name), excerpt(" / ".join(names))
                zh = f"“{shown}”不是 {named.cluster_id} 的名称（{has}）；请改 cluster_id 或 name"
                en = f"{named.cluster_id} goes by {has}, not by “{shown}”; mend cluster_id or name"
                where = plan.at((*change.pointer, key, position, "cluster_id"))
                yield Difference(change, key, Problem(where, "change-names-cluster", zh, en))


def focus_names_in_order(plan: Plan, _: Known) -> Iterator[Problem]:
    """The names of a focus clause stand in its quote, in the quote's order."""
    for clause in plan.focus_areas:
        after = 0
        for position, focus in enumerate(clause.names):
            at = clause.quote.find(focus.name, after)
            if at < 0:
                where = plan.at((*clause.pointer, "names", position, "name"))
                zh, en = _absent(focus.name, clause)
                if focus.name in clause.quote:
                    zh, en = (
                        "与原文次序不同；请按原文排列",
                        "not in the quote's order; list the names as they stand",
                    )
                yield Problem(where, "focus-names-in-order", zh, en)
            after = max(at + 1, after)


def agency_in_quote(plan: Plan, known: Known) -> Iterator[Problem]:
    """An agency's words stand in the quote and are a name the registry knows for that agency."""
    for entry in plan.responsibilities:
        for position, named in enumerate(entry.agencies):
            pointer = (*entry.pointer, "agencies", position)
            agency = known.registry.agency.get(named.agency_id)
            if named.agency_text not in entry.quote:
                where = plan.at((*pointer, "agency_text"))
                yield Problem(where, "agency-in-quote", *_absent(named.agency_text, entry))
            elif agency and named.agency_text not in (agency.name, *agency.aliases):
                zh = (
                    f"“{excerpt(named.agency_text)}”不是 {named.agency_id} 的名称；请改 agency_id，或在机构登记中加别名"
                )
                en = (
                    f"{named.agency_id} is not known as “{excerpt(named.agency_text)}”; mend agency_id or add the alias"
                )
                yield Problem(plan.at((*pointer, "agency_id")), "agency-in-quote", zh, en)


def area_in_quote(plan: Plan, known: Known) -> Iterator[Problem]:
    """An area's words stand in the quote and are a name the registry knows for that area."""
    for entry in plan.placements:
        for position, named in enumerate(entry.areas):
            pointer = (*entry.pointer, "areas", position)
            area = known.registry.area.get(named.area_id)
            if named.area_text not in entry.quote:
                where = plan.at((*pointer, "area_text"))
                yield Problem(where, "area-in-quote", *_absent(named.area_text, entry))
            elif area and named.area_text not in (area.name, area.full_name, *area.aliases):
                zh = f"“{excerpt(named.area_text)}”不是 {named.area_id} 的名称；请改 area_id，或在地区登记中加别名"
                en = f"{named.area_id} is not known as “{excerpt(named.area_text)}”; mend area_id or add the alias"
                yield Problem(plan.at((*pointer, "area_id")), "area-in-quote", zh, en)


def _absent(name: str, entry: Quoted) -> tuple[str, str]:
    return (
        f"“{excerpt(name)}”不在原文片段“{excerpt(entry.quote)}”中",
        f"“{excerpt(name)}” does not stand in the quote “{excerpt(entry.quote)}”",
    )

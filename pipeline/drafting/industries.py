"""Entries of clusters.yaml from what the reader found: clusters, focus areas by clause, and changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.drafting.desk import Desk, Entry, told
from pipeline.drafting.lookup import Known
from pipeline.drafting.places import is_writable
from pipeline.drafting.slugs import slug
from pipeline.reader.found import FoundChange, FoundCluster, FoundFocusArea
from pipeline.reader.industries import folded


def cluster_entries(desk: Desk, found: Sequence[FoundCluster]) -> Iterator[Entry]:
    """One entry for each cluster; its English name where another plan has the same cluster."""
    for cluster in found:
        place = desk.place("clusters", cluster)
        if place is None:
            continue
        known = desk.lookup.clusters.get(folded(cluster.name)) or Known(slug(cluster.name), "")
        cluster_id = desk.free_id("clusters", known.slug, "cluster")
        desk.clusters.setdefault(folded(cluster.name), cluster_id)
        desk.stands_for(cluster.char_start, cluster.char_end, "cluster_id", cluster_id)
        yield {
            "cluster_id": cluster_id,
            **place,
            "name": cluster.name,
            **told(name_en=known.name_en),
            "kind": cluster.kind,
            **told(category=cluster.category, sector_id=known.sector_id),
        }


def focus_entries(desk: Desk, found: Sequence[FoundFocusArea]) -> Iterator[Entry]:
    """One entry for each clause, with the names it lists; a clause of no known cluster leaves cluster_id out."""
    for _, clause in groupby(found, key=lambda f: (f.char_start, f.char_end, f.cluster_text, f.emphasis)):
        areas = [area for area in clause if is_writable(area.name)]
        if not areas or (place := desk.place("focus_areas", areas[0])) is None:
            continue
        cluster_id = desk.cluster(areas[0].cluster_text)
        names = [_named(desk, cluster_id, area.name) for area in areas]
        yield {**place, **told(cluster_id=cluster_id), "emphasis": areas[0].emphasis, "names": names}


def change_entries(desk: Desk, found: Sequence[FoundChange]) -> Iterator[Entry]:
    """One entry for each change; its new clusters are those of this plan."""
    for change in found:
        place = desk.place("changes", change)
        if place is None or not change.to:
            continue
        new = [{"name": name, **told(cluster_id=desk.cluster(name))} for name in change.to]
        begins = next((side["cluster_id"] for side in new if "cluster_id" in side), slug(change.to[0]))
        sides: Entry = {"from": [_former(desk, name) for name in change.from_]} if change.from_ else {}
        yield {
            "change_id": desk.free_id("changes", f"{begins}-{change.kind}", "change"),
            **place,
            "kind": change.kind,
            **sides,
            "to": new,
        }


def _former(desk: Desk, name: str) -> Entry:
    """A cluster that a change began with; which record it had, if any, is for a person to say."""
    known = desk.lookup.clusters.get(folded(name)) or Known("", "")
    return {"name": name, **told(name_en=known.name_en)}


def _named(desk: Desk, cluster_id: str, name: str) -> Entry:
    known = desk.lookup.focus_areas.get(name) or Known(slug(name), "")
    focus_area_id = desk.free_id(f"focus_areas/{cluster_id}", known.slug, "focus-area")
    if cluster_id:
        desk.focus_areas.setdefault(name, f"{cluster_id}/{focus_area_id}")
    return {"focus_area_id": focus_area_id, "name": name, **told(name_en=known.name_en)}

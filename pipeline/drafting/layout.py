"""Entries of layout.yaml from what the reader found: placements by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.drafting.desk import Desk, Entry, told
from pipeline.reader.found import FoundPlacement


def placement_entries(desk: Desk, found: Sequence[FoundPlacement]) -> Iterator[Entry]:
    """One entry for each clause, with the areas it names; a thing that is no cluster of the plan is left out."""
    for _, clause in groupby(found, key=lambda f: (f.char_start, f.char_end, f.cluster_text, f.role)):
        placed = list(clause)
        place = desk.place("placements", placed[0], *(each.area_text for each in placed))
        if place is None:
            continue
        cluster_id = desk.cluster(placed[0].cluster_text)
        focus_area = "" if cluster_id else desk.focus_areas.get(placed[0].cluster_text, "")
        areas = [{"area_id": desk.area(each.area_text), "area_text": each.area_text} for each in placed]
        yield {**place, **told(cluster_id=cluster_id, focus_area=focus_area), "role": placed[0].role, "areas": areas}

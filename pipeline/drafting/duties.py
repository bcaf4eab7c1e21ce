"""Entries of agencies.yaml from what the reader found: measures, and responsibilities by attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.drafting.desk import Desk, Entry, told
from pipeline.drafting.lookup import Known
from pipeline.drafting.slugs import slug
from pipeline.reader.found import FoundMeasure, FoundResponsibility

SAFEGUARD = re.compile("保障|组织实施|组织领导")
MECHANISM = re.compile("机制|工作体系|推进体系")


def measure_entries(desk: Desk, found: Sequence[FoundMeasure]) -> Iterator[Entry]:
    """One entry for each measure; its kind follows from the headings above it."""
    for measure in found:
        place = desk.place("measures", measure)
        if place is None:
            continue
        known = desk.lookup.headings.get(measure.heading) or Known(slug(measure.heading), "")
        measure_id = desk.free_id("measures", known.slug, "measure")
        desk.stands_for(measure.char_start, measure.char_end, "measure_id", measure_id)
        yield {
            "measure_id": measure_id,
            **place,
            "kind": _kind(desk, measure),
            **told(number=measure.number),
            "heading": measure.heading,
            **told(heading_en=known.name_en),
        }


def responsibility_entries(desk: Desk, found: Sequence[FoundResponsibility]) -> Iterator[Entry]:
    """One entry for each attribution, with the agencies it names; what it is about follows from its section."""
    for _, attribution in groupby(found, key=lambda f: (f.char_start, f.char_end)):
        duties = list(attribution)
        place = desk.place("responsibilities", duties[0], *(duty.agency_text for duty in duties))
        if place is None:
            continue
        key, record_id = desk.answers_for(duties[0].char_start)
        subject: Entry = {key: record_id} if key else {}
        shared: Entry = {"shared": True} if duties[0].shared else {}
        yield {**place, **subject, **shared, "agencies": [_agency(desk, duty) for duty in duties]}


def _agency(desk: Desk, duty: FoundResponsibility) -> Entry:
    return {"agency_id": desk.agency(duty.agency_text), "agency_text": duty.agency_text, "role": duty.role}


def _kind(desk: Desk, measure: FoundMeasure) -> str:
    """safeguard below 保障措施, direction in a cluster's own section, mechanism where it says so, else task."""
    section = desk.text.outline.at(measure.char_start)
    above = [each.heading for each in desk.text.outline.ancestors(section)]
    if any(SAFEGUARD.search(heading) for heading in above):
        return "safeguard"
    if desk.subjects.get(section.path, ("", ""))[0] == "cluster_id":
        return "direction"
    return "mechanism" if MECHANISM.search(measure.heading) else "task"

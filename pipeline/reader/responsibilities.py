"""Who answers for what: the text of a plan → one row per agency and attribution, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipeline.outline import Section
from pipeline.reader.attributions import Attribution, find_attributions
from pipeline.reader.brackets import find_wraps
from pipeline.reader.duties import find_duties
from pipeline.reader.duty_tables import find_table_duties
from pipeline.reader.found import FoundResponsibility, PlanText
from pipeline.reader.groups import find_group_duties
from pipeline.reader.roles import read_shared

AIMS = re.compile(  # headings of sections that charge nobody
    r"指导思想|基本原则|(?:总体|工作|基本)(?:要求|思路)|(?:总体|发展|主要|工作|行动)?目标\Z|现状|形势|背景|意义"
)


def find_responsibilities(text: PlanText) -> tuple[FoundResponsibility, ...]:
    """Every agency that the plan names as answering for something; `scope_text` is the heading it stands under."""
    reading, offsets = _unwrapped(*text.source.reading)
    written = find_attributions(reading)
    told: list[Attribution] = list(find_table_duties(reading))
    for start, end in _prose(text, offsets):
        told.extend(find_duties(reading, start, end))
        told.extend(find_group_duties(reading, start, end))
    found = sorted([*written, *_outside(told, written)], key=lambda each: (each.start, each.end))
    return tuple(row for attribution in found for row in _rows(text, reading, offsets, attribution))


def _unwrapped(reading: str, offsets: list[int]) -> tuple[str, list[int]]:
    """The reading without the line breaks that cut words inside brackets."""
    wraps = find_wraps(reading)
    if not wraps:
        return reading, offsets
    starts = [0, *(last for _, last in wraps)]
    ends = [*(first for first, _ in wraps), len(reading)]
    kept = list(zip(starts, ends, strict=True))
    return "".join(reading[a:b] for a, b in kept), [at for a, b in kept for at in offsets[a:b]]


def _prose(text: PlanText, offsets: list[int]) -> list[tuple[int, int]]:
    """The stretches that tell what will be done: not the covering letter, nor aims and principles."""
    sections = text.outline.sections
    stretches = []
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        if (section.path == "0" and len(sections) > 1) or AIMS.search(section.heading):
            continue
        last = following.span.start if following else section.span.end
        stretches.append((bisect_left(offsets, section.heading_span.start), bisect_left(offsets, last)))
    return stretches


def _outside(told: list[Attribution], written: list[Attribution]) -> list[Attribution]:
    """Duties of prose and tables whose names stand in no written attribution and were not read before."""
    read = {index for each in written for index in range(each.start, each.end)}
    kept: list[Attribution] = []
    for duty in told:
        fresh = tuple(agency for agency in duty.agencies if read.isdisjoint(range(agency.start, agency.end)))
        if fresh:
            read.update(index for agency in fresh for index in range(agency.start, agency.end))
            kept.append(replace(duty, agencies=fresh))
    return kept


def _rows(text: PlanText, reading: str, offsets: list[int], attribution: Attribution) -> list[FoundResponsibility]:
    """One row per agency; a line break that cut a word of the quote is left out of it."""
    quote = reading[attribution.start : attribution.end]
    first, last = offsets[attribution.start], offsets[attribution.end - 1] + 1
    scope = attribution.scope or _scope(text, first)
    return [
        FoundResponsibility(
            quote=quote,
            char_start=first,
            char_end=last,
            rule=attribution.rule,
            agency_text=reading[agency.start : agency.end],
            role=agency.role,
            scope_text=scope,
            shared=read_shared(quote),
        )
        for agency in attribution.agencies
    ]


def _scope(text: PlanText, offset: int) -> str:
    """The nearest heading with words around an offset."""
    section = text.outline.at(offset)
    around: tuple[Section, ...] = (section, *text.outline.ancestors(section))
    return next((each.heading for each in around if each.heading), "")

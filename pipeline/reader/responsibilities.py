"""Who answers for what: the text of a plan → one row per agency and attribution, in the order of the text."""

from __future__ import annotations

from pipeline.outline import Section
from pipeline.reader.attributions import Attribution, find_attributions
from pipeline.reader.found import FoundResponsibility, PlanText
from pipeline.reader.roles import read_shared


def find_responsibilities(text: PlanText) -> tuple[FoundResponsibility, ...]:
    """Every agency that the plan names as answering for something; `scope_text` is the heading it stands under."""
    reading, _ = text.source.reading
    found = find_attributions(reading)
    rows = [row for attribution in found for row in _rows(text, attribution)]
    return tuple(rows)


def _rows(text: PlanText, attribution: Attribution) -> list[FoundResponsibility]:
    reading, offsets = text.source.reading
    quote = reading[attribution.start : attribution.end]
    first, last = offsets[attribution.start], offsets[attribution.end - 1] + 1
    scope = _scope(text, first)
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

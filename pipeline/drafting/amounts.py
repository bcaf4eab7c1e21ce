"""Entries of targets.yaml from what the reader found: targets with their deadlines, observations with their periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.drafting.desk import Desk, Entry, told
from pipeline.drafting.slugs import slug
from pipeline.numerals import read_period
from pipeline.reader.found import FoundAmount, FoundObservation, FoundTarget
from pipeline.text import Span


def target_entries(desk: Desk, found: Sequence[FoundTarget]) -> Iterator[Entry]:
    """One entry for each target; an indicator that the registry does not have by this name is left out."""
    for target in found:
        place = desk.place("targets", target, target.value_text)
        if place is None:
            continue
        year = f"-{target.deadline.year}" if target.deadline else ""
        target_id = desk.free_id("targets", f"{_subject(desk, target)}{year}".strip("-"), "target")
        yield {
            "target_id": target_id,
            **place,
            **_amount(desk, target),
            **_deadline(desk, target),
            "strength": target.strength,
            **_subject_text(desk, target),
        }


def observation_entries(desk: Desk, found: Sequence[FoundObservation], reference: date | None) -> Iterator[Entry]:
    """One entry for each observation; `reference` is the day of the document, against which 今年 is read."""
    for seen in found:
        place = desk.place("observations", seen, seen.value_text)
        if place is None:
            continue
        period = _period(seen, reference)
        first = period.get("period_end") or period.get("period_start")
        year = f"-{first.year}" if first else ""
        observation_id = desk.free_id("observations", f"{_subject(desk, seen)}{year}".strip("-"), "observation")
        yield {
            "observation_id": observation_id,
            **place,
            **_amount(desk, seen),
            **period,
            **({"forecast": True} if seen.forecast else {}),
            **_subject_text(desk, seen),
        }


def _subject(desk: Desk, amount: FoundAmount) -> str:
    """The words of an id: the indicator's own id, else its name in pinyin."""
    return desk.lookup.indicator(amount.indicator_text, amount.unit) or slug(amount.indicator_text)


def _amount(desk: Desk, amount: FoundAmount) -> Entry:
    near = _near(desk, amount, amount.condition)
    entry = {
        **told(
            indicator_id=desk.lookup.indicator(amount.indicator_text, amount.unit),
            area_id=desk.area_id,
            condition=amount.condition if near else "",
        ),
        "comparator": amount.comparator,
        "value": amount.value,
    }
    if amount.value_max is not None:
        entry["value_max"] = amount.value_max
    entry["unit"] = amount.unit
    return {**entry, **told(unit_noun=amount.unit_noun), "value_text": amount.value_text, **_nth(desk, amount)}


def _nth(desk: Desk, amount: FoundAmount) -> Entry:
    """Which occurrence the value is, where finds before it in the same quote are written alike."""
    key = (amount.char_start, amount.char_end, amount.value_text)
    desk.values[key] += 1
    nth = desk.values[key]
    return {"value_nth": nth} if 1 < nth <= amount.quote.count(amount.value_text) else {}


def _subject_text(desk: Desk, amount: FoundAmount) -> Entry:
    words = amount.subject_text
    return {"subject_text": words} if words and words not in amount.quote and _near(desk, amount, words) else {}


def _near(desk: Desk, amount: FoundAmount, words: str) -> bool:
    """Whether the words stand in the find's sentence or section, where a check will look for them."""
    span = Span(amount.char_start, amount.char_end)
    source, outline = desk.text.source, desk.text.outline
    return any(source.find(words, within=within) for within in (source.sentence(span), outline.at(span.start).span))


def _deadline(desk: Desk, target: FoundTarget) -> Entry:
    """The deadline with where its words stand nearest: sentence, section before the quote, or title; else nothing."""
    basis = _basis(desk, target)
    if target.deadline is None or not basis:
        return {}
    return {"deadline": target.deadline, "deadline_text": target.deadline_text, "deadline_basis": basis}


def _basis(desk: Desk, target: FoundTarget) -> str:
    source, outline = desk.text.source, desk.text.outline
    span, words = Span(target.char_start, target.char_end), target.deadline_text
    if not words:
        return ""
    if source.find(words, within=source.sentence(span)):
        return "sentence"
    section = outline.at(span.start)
    for around in (section, *outline.ancestors(section)):
        if any(place.span.start < span.start for place in source.find(words, within=around.span)):
            return "section"
    return "title" if words in desk.text.title else ""


def _period(seen: FoundObservation, reference: date | None) -> dict[str, date]:
    """First and last day of the period, where the document's own day is known and the words name one period."""
    if not seen.period_text or reference is None:
        return {}
    try:
        period = read_period(seen.period_text, reference=reference, forecast=seen.forecast)
    except ValueError:
        return {}
    days = {"period_start": period.start, "period_end": period.end}
    return {key: day for key, day in days.items() if day is not None}

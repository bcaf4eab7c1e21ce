"""Values, units, comparators, deadlines and periods, read again from their words by code."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.known import Difference, Known, difference, differs, fault
from pipeline.numerals import read_amount, read_deadline, read_period, read_strength
from pipeline.problems import Problem, excerpt
from pipeline.records import Plan
from pipeline.records.model import Observation, Target
from pipeline.text import Place, Span

REREAD_FIELDS = ("value", "value_max", "unit", "unit_noun", "comparator")
FORECAST_WORDS = ("预计", "有望", "预期", "将达")


def value_in_quote(plan: Plan, _: Known) -> Iterator[Problem]:
    """`value_text` stands in the quote (as often as `value_nth` says)."""
    for entry in _measured(plan):
        if entry.quote.count(entry.value_text) < entry.value_nth:
            message = (
                f"“{excerpt(entry.value_text)}”不在原文片段“{excerpt(entry.quote)}”中",
                f"“{excerpt(entry.value_text)}” does not stand in the quote “{excerpt(entry.quote)}”",
            )
            field = "value_nth" if entry.value_text in entry.quote else "value_text"
            yield fault(plan, entry, field, "value-in-quote", message)


def amount_reread(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """Value, unit and comparator read again from the quote equal the record's."""
    for entry in _measured(plan):
        if entry.quote.count(entry.value_text) < entry.value_nth:
            continue
        try:
            reading = read_amount(entry.quote, entry.value_text, entry.value_nth)
        except ValueError as error:
            message = f"读不出这个数：{excerpt(error)}", f"no number can be read here: {excerpt(error)}"
            yield fault(plan, entry, "value_text", "amount-reread", message)
            continue
        for field in REREAD_FIELDS:
            stated, read = getattr(entry, field), getattr(reading, field)
            if (stated or None) != (read or None):
                yield difference(plan, entry, field, "amount-reread", differs(field, stated, read))


def indicator_unit(plan: Plan, known: Known) -> Iterator[Difference]:
    """A value has the unit of its indicator."""
    for entry in _measured(plan):
        indicator = known.registry.indicator.get(entry.indicator_id)
        if indicator and indicator.unit != entry.unit:
            message = (
                f"指标 {entry.indicator_id} 的单位是 {indicator.unit}，不是 {entry.unit}",
                f"indicator {entry.indicator_id} is in {indicator.unit}, not {entry.unit}",
            )
            yield Difference(entry, "unit", fault(plan, entry, "indicator_id", "indicator-unit", message))


def indicator_named(plan: Plan, known: Known) -> Iterator[Difference]:
    """A word of the indicator stands in the quote, or in the sentence of a quote that names none of its unit."""
    for entry in _measured(plan):
        indicator = known.registry.indicator.get(entry.indicator_id)
        place = plan.find_place(entry)
        if indicator is None or place is None or indicator.unit != entry.unit:
            continue
        alike = (other for other in known.registry.indicators if other.unit == entry.unit)
        named = any(word in entry.quote for other in alike for word in other.words)
        words = entry.quote if named else plan.source.words(plan.source.sentence(place.span))
        if not any(word in words for word in indicator.words):
            shown = excerpt("、".join(indicator.words))
            message = (
                f"原文没有指标 {entry.indicator_id} 的用语（{shown}）；请改 indicator_id，"
                "在指标登记的 words 中加原文的说法，或加 override 并在 note 说明",
                f"no word of indicator {entry.indicator_id} ({shown}) stands here; mend indicator_id, "
                "add the source's words to its words, or add override with a note",
            )
            yield difference(plan, entry, "indicator_id", "indicator-named", message)


def words_in_source(plan: Plan, _: Known) -> Iterator[Problem]:
    """Condition, subject and baseline are exact words of the quote, its sentence or its section."""
    for entry in _measured(plan):
        for field in ("condition", "subject_text", "baseline_text"):
            words = getattr(entry, field)
            if words and (place := plan.find_place(entry)) and not _stands_near(plan, place, words):
                message = (
                    f"“{excerpt(words)}”不在同句或同节的原文中",
                    f"“{excerpt(words)}” does not stand in the quote's sentence or section",
                )
                yield fault(plan, entry, field, "words-in-source", message)


def deadline_reread(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """A deadline stands where its basis says, and the day read from its words is the record's."""
    for target in plan.targets:
        if target.deadline is None or plan.find_place(target) is None:
            continue
        basis = deadline_basis(plan, target)
        if basis is None:
            message = (
                f"“{excerpt(target.deadline_text)}”不在同句、同节或标题中",
                f"“{excerpt(target.deadline_text)}” stands neither in the sentence nor the section nor the title",
            )
            yield fault(plan, target, "deadline_text", "deadline-reread", message)
            continue
        if basis != target.deadline_basis:
            message = differs("deadline_basis", target.deadline_basis, basis)
            yield difference(plan, target, "deadline_basis", "deadline-reread", message)
        year = plan.document.period_end or plan.document.period_start
        try:
            day = read_deadline(target.deadline_text, default_year=year)
        except ValueError as error:
            message = f"读不出期限：{excerpt(error)}", f"no deadline can be read: {excerpt(error)}"
            yield fault(plan, target, "deadline_text", "deadline-reread", message)
            continue
        if day != target.deadline:
            message = differs("deadline", target.deadline, day)
            yield difference(plan, target, "deadline", "deadline-reread", message)


def deadline_basis(plan: Plan, target: Target) -> str | None:
    """Where the deadline's words stand nearest: sentence, section (or one above, before the quote), or title."""
    place = plan.place(target)
    if plan.source.find(target.deadline_text, within=plan.source.sentence(place.span)):
        return "sentence"
    for within in list(plan.contexts(place))[2:]:
        found = plan.source.find(target.deadline_text, within=within)
        if any(other.span.start < place.span.start for other in found):
            return "section"
    return "title" if target.deadline_text in plan.document.title else None


def strength_reread(plan: Plan, _: Known) -> Iterator[Difference]:
    """How firmly a target is set (确保, 力争) is what the words before its number say."""
    for target in plan.targets:
        if place := plan.find_place(target):
            sentence = plan.source.sentence(place.span)
            read = read_strength(plan.source.words(Span(sentence.start, place.span.end)))
            if read != target.strength:
                message = differs("strength", target.strength, read)
                yield difference(plan, target, "strength", "strength-reread", message)


def period_reread(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """An observation's period stands near it, and the days read from its words are the record's."""
    reference = plan.document.published or plan.document.issued
    for seen in plan.observations:
        place = plan.find_place(seen)
        if not seen.period_text or place is None or reference is None:
            continue
        if not _stands_near(plan, place, seen.period_text):
            message = (
                f"“{excerpt(seen.period_text)}”不在同句或同节中",
                f"“{excerpt(seen.period_text)}” does not stand nearby",
            )
            yield fault(plan, seen, "period_text", "period-reread", message)
            continue
        try:
            period = read_period(seen.period_text, reference=reference, forecast=seen.forecast)
        except ValueError as error:
            message = f"读不出时期：{excerpt(error)}", f"no period can be read: {excerpt(error)}"
            yield fault(plan, seen, "period_text", "period-reread", message)
            continue
        for field, read in (("period_start", period.start), ("period_end", period.end)):
            stated = getattr(seen, field)
            if stated != read:
                yield difference(plan, seen, field, "period-reread", differs(field, stated, read))


def forecast_reread(plan: Plan, _: Known) -> Iterator[Difference]:
    """An observation is a forecast where its clause says 预计, and only there."""
    for seen in plan.observations:
        read = any(word in seen.quote for word in FORECAST_WORDS)
        if read != seen.forecast:
            yield difference(plan, seen, "forecast", "forecast-reread", differs("forecast", seen.forecast, read))


def _measured(plan: Plan) -> tuple[Target | Observation, ...]:
    return (*plan.targets, *plan.observations)


def _stands_near(plan: Plan, place: Place, words: str) -> bool:
    return any(plan.source.find(words, within=within) for within in plan.contexts(place))

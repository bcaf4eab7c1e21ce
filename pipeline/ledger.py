"""The coverage ledger: every numeric expression of a document, in order, with what it is there for.

In: a plan. Out: one row per numeral. A numeral is settled by the record that holds it, by a person
(`numerals:` in document.yaml), or by a named rule; a numeral nobody settled has no role and fails the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.numerals import Numeral, find_numerals, role_by_rule
from pipeline.records import Plan
from pipeline.records.model import Amount, Quoted
from pipeline.text import Span


@dataclass(frozen=True)
class Claim:
    """A stretch of the source that a record accounts for."""

    span: Span
    role: str
    record_table: str
    record_id: str
    rule: str = "record"
    note: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class LedgerRow:
    """One numeral; `role` is empty while nobody has settled it."""

    numeral_id: str
    text: str
    role: str
    rule: str
    record_table: str
    record_id: str
    span: Span
    note: str = ""
    note_en: str = ""


def ledger(plan: Plan) -> list[LedgerRow]:
    """Every numeral of the stored text, chrome and page marks included, in order."""
    claims = _Claims(list(_claims(plan)))
    rows = [*_body_rows(plan, claims), *_outside_rows(plan)]
    rows.sort(key=lambda row: row.span)
    return [
        LedgerRow(f"{plan.document_id}/n{position}", *_fields(row))
        for position, row in enumerate(rows, start=1)
    ]


def span_in_quote(plan: Plan, entry: Quoted, words: str, nth: int = 1) -> Span | None:
    """Stored span of the nth occurrence of `words` inside the entry's quote, or None."""
    if (place := plan.find_place(entry)) is None:
        return None
    at = -1
    for _ in range(nth):
        at = entry.quote.find(words, at + 1)
        if at < 0:
            return None
    return plan.source.inside(place.span, at, at + len(words))


def _fields(row: LedgerRow) -> tuple[str, str, str, str, str, Span, str, str]:
    return row.text, row.role, row.rule, row.record_table, row.record_id, row.span, row.note, row.note_en


class _Claims:
    """The claims of a plan, strongest first: amounts, then thresholds and rules, then a person, then names."""

    def __init__(self, claims: list[Claim]) -> None:
        self._claims = claims

    def settle(self, span: Span) -> Claim | None:
        return next((claim for claim in self._claims if claim.span.overlaps(span)), None)


def _body_rows(plan: Plan, claims: _Claims) -> Iterator[LedgerRow]:
    text, offsets = plan.source.reading
    for numeral in find_numerals(text):
        span = Span(offsets[numeral.start], offsets[numeral.end - 1] + 1)
        if claim := claims.settle(span):
            yield LedgerRow(
                "",
                numeral.text,
                claim.role,
                claim.rule,
                claim.record_table,
                claim.record_id,
                span,
                claim.note,
                claim.note_en,
            )
        else:
            role, rule = role_by_rule(text, numeral) or ("", "")
            yield LedgerRow("", numeral.text, role, rule, "", "", span)


def _outside_rows(plan: Plan) -> Iterator[LedgerRow]:
    holes = [(span, "other", "outside-body") for span in plan.source.outside]
    holes += [(span, "outline", "page-mark") for span in plan.source.page_marks]
    for hole, role, rule in holes:
        for numeral in find_numerals(plan.source.text[hole.start : hole.end]):
            yield LedgerRow("", numeral.text, role, rule, "", "", _shifted(numeral, hole))


def _shifted(numeral: Numeral, hole: Span) -> Span:
    return Span(hole.start + numeral.start, hole.start + numeral.end)


def _claims(plan: Plan) -> Iterator[Claim]:
    yield from _amount_claims(plan)
    yield from _condition_claims(plan)
    yield from _person_claims(plan)
    yield from _name_claims(plan)


def _amount_claims(plan: Plan) -> Iterator[Claim]:
    """Numbers that are a record's value, a layout rule's bound or a stated count."""
    amounts: list[tuple[Quoted, Amount, str, str, str]] = [
        *((t, t, "target", "targets", t.target_id) for t in plan.targets),
        *((o, o, "observation", "observations", o.observation_id) for o in plan.observations),
        *((c, c, "count", "documents", "") for c in plan.document.counts),
    ]
    for entry, amount, role, table, record_id in amounts:
        if span := span_in_quote(plan, entry, amount.value_text, amount.value_nth):
            yield Claim(span, role, table, plan.full_id(record_id) if record_id else plan.document_id)
    for rule in plan.layout_rules:
        if rule.value_text and (span := span_in_quote(plan, rule, rule.value_text)):
            yield Claim(span, "rule", "layout_rules", plan.full_id(rule.rule_id))


def _condition_claims(plan: Plan) -> Iterator[Claim]:
    """Thresholds, deadlines and periods of amounts; horizons of clusters; counts inside a change."""
    for target in plan.targets:
        yield from _near(plan, target, target.condition, "threshold", "targets", target.target_id)
        yield from _near(plan, target, target.deadline_text, "date", "targets", target.target_id)
        yield from _near(plan, target, target.subject_text, "name", "targets", target.target_id)
    for seen in plan.observations:
        yield from _near(plan, seen, seen.condition, "threshold", "observations", seen.observation_id)
        yield from _near(plan, seen, seen.period_text, "date", "observations", seen.observation_id)
        yield from _near(plan, seen, seen.subject_text, "name", "observations", seen.observation_id)
    for cluster in plan.clusters:
        if cluster.expectation:
            yield from _near(plan, cluster, cluster.expectation, "other", "clusters", cluster.cluster_id)
    for change in plan.changes:
        if change.quote and (place := plan.find_place(change)):
            yield Claim(place.span, "count", "cluster_changes", plan.full_id(change.change_id))


def _near(plan: Plan, entry: Quoted, words: str, role: str, table: str, record_id: str) -> Iterator[Claim]:
    """The place of `words` nearest to the entry: in its quote, else its sentence, else its section before it."""
    place = plan.find_place(entry)
    if not words or place is None:
        return
    for within in plan.contexts(place):
        if found := plan.source.find(words, within=within):
            earlier = [p for p in found if p.span.start <= place.span.end]
            nearest = min(earlier or found, key=lambda p: abs(p.span.start - place.span.start))
            yield Claim(nearest.span, role, table, plan.full_id(record_id))
            return


def _person_claims(plan: Plan) -> Iterator[Claim]:
    for numeral in plan.document.numerals:
        if span := span_in_quote(plan, numeral, numeral.value_text, numeral.value_nth):
            yield Claim(span, numeral.role, "", "", "person", numeral.note, numeral.note_en)


def _name_claims(plan: Plan) -> Iterator[Claim]:
    """Numbers that are part of a name a record holds (5G产业, 3D打印, 500强)."""
    for cluster in plan.clusters:
        yield from _named(plan, cluster, cluster.name, "clusters", cluster.cluster_id)
    for clause in plan.focus_areas:
        for focus in clause.names:
            record_id = f"{plan.full_id(clause.cluster_id)}/{focus.focus_area_id}"
            yield from _named(plan, clause, focus.name, "focus_areas", record_id)
    for site in plan.sites:
        yield from _named(plan, site, site.name, "sites", site.site_id)
    for measure in plan.measures:
        yield from _named(plan, measure, measure.heading, "measures", measure.measure_id)


def _named(plan: Plan, entry: Quoted, words: str, table: str, record_id: str) -> Iterator[Claim]:
    if span := span_in_quote(plan, entry, words):
        yield Claim(span, "name", table, plan.full_id(record_id))

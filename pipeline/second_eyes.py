"""The reader as a second pair of eyes: what it finds in a plan's text beside what people recorded.

In: a plan and the reader's findings in it. Out: pairs that agree, pairs that differ in a field, finds that no
record holds, and records that the reader cannot see. Nothing is judged here; the checks do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ledger import span_in_quote
from pipeline.reader.found import Findings, Found, FoundAmount, FoundObservation, FoundTarget
from pipeline.records import Plan
from pipeline.records.ids import placement_ids, responsibility_ids
from pipeline.records.model import Measured, Observation, Quoted, Target
from pipeline.text import Span

LISTS = ("clusters", "cluster_changes", "targets", "observations", "responsibilities", "placements")
TAILS = ("战略性新兴产业集群", "未来产业集群", "战略性新兴产业", "未来产业", "产业集群", "产业", "集群", "未来")


@dataclass(frozen=True)
class View:
    """One statement, by a person or by the reader, in the form in which the two are compared.

    `key` must be equal for two views to be the same statement; `fields` are then compared one by one.
    """

    list_name: str
    key: str
    span: Span
    fields: dict[str, str]
    quote: str
    record_id: str = ""
    entry: Quoted | None = None

    @property
    def find(self) -> str:
        """The statement on one line: what a dismissal repeats."""
        return " ".join([self.key, *(f"{name}={value}" for name, value in self.fields.items() if value)])


@dataclass(frozen=True)
class Pair:
    """A record and the find that is the same statement; `differing` names the fields that are not equal."""

    record: View
    find: View
    differing: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All statements of one plan, seen by both, by the reader only, and by people only."""

    pairs: tuple[Pair, ...]
    finds_only: tuple[View, ...]
    records_only: tuple[View, ...]


def compare(plan: Plan, findings: Findings) -> Comparison:
    """Pairs the records of a plan with the reader's findings in its text."""
    records, finds = list(record_views(plan)), list(find_views(plan, findings))
    pairs = []
    for same in (_equal, _overlapping_value):
        for record in list(records):
            if match := next((found for found in finds if same(record, found)), None):
                pairs.append(Pair(record, match, _differing(record, match)))
                records.remove(record)
                finds.remove(match)
    pairs.sort(key=lambda pair: (pair.record.list_name, pair.record.span))
    return Comparison(tuple(pairs), tuple(finds), tuple(records))


def record_views(plan: Plan) -> Iterator[View]:
    """The records of a plan that the reader looks for too."""
    yield from _cluster_views(plan)
    amounts: tuple[Target | Observation, ...] = (*plan.targets, *plan.observations)
    for entry in amounts:
        if span := span_in_quote(plan, entry, entry.value_text, entry.value_nth):
            yield _amount_view(plan, entry, span)
    for attribution, named, record_id in responsibility_ids(plan):
        if span := span_in_quote(plan, attribution, named.agency_text):
            key, fields = _folded(named.agency_text), {"role": named.role}
            yield View("responsibilities", key, span, fields, attribution.quote, record_id, attribution)
    for clause, area, record_id in placement_ids(plan):
        if span := span_in_quote(plan, clause, area.area_text):
            yield View("placements", _folded(area.area_text), span, {}, clause.quote, record_id, clause)


def find_views(plan: Plan, findings: Findings) -> Iterator[View]:
    """The reader's findings in the same form."""
    for cluster in findings.clusters:
        yield _found_view("clusters", _folded(cluster.name), cluster, {"kind": cluster.kind})
    for change in findings.cluster_changes:
        sides = {"from": _names(change.from_), "to": _names(change.to)}
        yield _found_view("cluster_changes", change.kind, change, sides)
    told: Counter[tuple[int, str, str]] = Counter()  # the same words twice in one quote are two numbers
    for list_name, amounts in (("targets", findings.targets), ("observations", findings.observations)):
        for amount in amounts:
            key = (amount.char_start, amount.quote, amount.value_text)
            told[key] += 1
            yield _found_amount_view(plan, list_name, amount, told[key])
    for found in findings.responsibilities:
        span = _words_span(plan, found, found.agency_text)
        fields = {"role": found.role}
        yield View("responsibilities", _folded(found.agency_text), span, fields, found.quote)
    for placement in findings.placements:
        span = _words_span(plan, placement, placement.area_text)
        yield View("placements", _folded(placement.area_text), span, {}, placement.quote)


def _cluster_views(plan: Plan) -> Iterator[View]:
    for cluster in plan.clusters:
        if place := plan.find_place(cluster):
            record_id = plan.full_id(cluster.cluster_id)
            fields = {"kind": cluster.kind}
            yield View("clusters", _folded(cluster.name), place.span, fields, cluster.quote, record_id, cluster)
    for change in plan.changes:
        if change.quote and (place := plan.find_place(change)):
            sides = {
                "from": _names(tuple(side.name for side in change.from_)),
                "to": _names(tuple(side.name for side in change.to)),
            }
            record_id = plan.full_id(change.change_id)
            yield View("cluster_changes", change.kind, place.span, sides, change.quote, record_id, change)


def _amount_view(plan: Plan, entry: Target | Observation, span: Span) -> View:
    fields = {**_amount_fields(entry), "deadline": ""}
    if isinstance(entry, Target):
        fields["deadline"] = entry.deadline.isoformat() if entry.deadline else ""
        return View("targets", entry.value_text, span, fields, entry.quote, plan.full_id(entry.target_id), entry)
    record_id = plan.full_id(entry.observation_id)
    return View("observations", entry.value_text, span, fields, entry.quote, record_id, entry)


def _found_amount_view(plan: Plan, list_name: str, amount: FoundAmount, nth: int) -> View:
    fields = {**_amount_fields(amount), "deadline": ""}
    if isinstance(amount, FoundTarget):
        fields["deadline"] = amount.deadline.isoformat() if amount.deadline else ""
    assert isinstance(amount, FoundTarget | FoundObservation)
    return View(list_name, amount.value_text, _words_span(plan, amount, amount.value_text, nth), fields, amount.quote)


def _amount_fields(amount: Measured | FoundAmount) -> dict[str, str]:
    value_max = "" if amount.value_max is None else f"{amount.value_max:f}"
    return {"comparator": amount.comparator, "value": f"{amount.value:f}", "value_max": value_max, "unit": amount.unit}


def _found_view(list_name: str, key: str, found: Found, fields: dict[str, str]) -> View:
    return View(list_name, key, Span(found.char_start, found.char_end), fields, found.quote)


def _words_span(plan: Plan, found: Found, words: str, nth: int = 1) -> Span:
    """Where the words stand inside the find's quote; the whole quote where they are only inherited."""
    whole = Span(found.char_start, found.char_end)
    at = -1
    for _ in range(nth):
        at = found.quote.find(words, at + 1)
    return whole if at < 0 else plan.source.inside(whole, at, at + len(words))


def _equal(record: View, found: View) -> bool:
    """The same statement in the same list: equal key, and the same words (for clusters, anywhere)."""
    if record.list_name != found.list_name or record.key != found.key:
        return False
    return record.list_name == "clusters" or record.span.overlaps(found.span)


def _overlapping_value(record: View, found: View) -> bool:
    """The same words read as another value, or in another list."""
    amounts = {"targets", "observations"}
    lists = {record.list_name, found.list_name}
    if lists <= amounts or lists == {"cluster_changes"}:
        return record.span.overlaps(found.span)
    return False


def _differing(record: View, found: View) -> tuple[str, ...]:
    fields = [name for name, value in record.fields.items() if found.fields.get(name, "") != value]
    if record.list_name != found.list_name:
        return ("list",)
    return tuple(fields)


def _names(names: tuple[str, ...]) -> str:
    return "+".join(sorted(_folded(name) for name in names))


def _folded(name: str) -> str:
    """A name without the words that say what it is."""
    for tail in TAILS:
        if name.endswith(tail) and len(name) > len(tail) + 1:
            return name[: -len(tail)]
    return name

"""The reader as a second pair of eyes: each difference from the records is a problem until a person settles it.

A person settles one by mending the record, by an override, or under `dismissed:` in document.yaml with the reader's
find, a reason and a name. A dismissal holds for exactly that find in exactly that sentence: when either changes,
it no longer fits, and both it and the difference are problems again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checks.known import Difference, Known
from pipeline.problems import Location, Problem, excerpt
from pipeline.reader.read import read_plan_text
from pipeline.records import Plan
from pipeline.records.model import Dismissal
from pipeline.second_eyes import LISTS, Comparison, Pair, View, compare


@dataclass(frozen=True)
class Tally:
    """Of one list of one document: how many records the reader agrees with, people settled, or people alone see."""

    list_name: str
    agreed: int
    settled: int
    people_only: int


def second_eyes(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """What the reader finds in the text is in the records, and says the same there, unless a person dismissed it."""
    comparison = compare(plan, read_plan_text(plan.source, plan.outline, plan.document.title, plan.year))
    used: set[tuple[str | int, ...]] = set()
    for pair in comparison.pairs:
        if pair.differing and not _dismissed(plan, pair.find, used):
            yield from _contradictions(plan, pair)
    for find in comparison.finds_only:
        if not _dismissed(plan, find, used):
            yield _unrecorded(plan, find)
    for dismissal in plan.document.dismissed:
        if dismissal.pointer not in used:
            zh = "读取程序在此处已不再有这一结果；请删去，或重新核对"
            en = "the reader no longer finds this here; take it out, or settle it anew"
            yield Problem(plan.at((*dismissal.pointer, "find")), "dismissal-holds", zh, en)
    yield from _lost_people_only(plan, comparison)


def tally(plan: Plan) -> list[Tally]:
    """How the reader and people see one checked document, list by list."""
    comparison = compare(plan, read_plan_text(plan.source, plan.outline, plan.document.title, plan.year))
    settled = Counter(pair.record.list_name for pair in comparison.pairs if pair.differing)
    settled.update(find.list_name for find in comparison.finds_only)
    agreed = Counter(pair.record.list_name for pair in comparison.pairs if not pair.differing)
    alone = Counter(record.list_name for record in comparison.records_only)
    return [Tally(name, agreed[name], settled[name], alone[name]) for name in LISTS]


def _contradictions(plan: Plan, pair: Pair) -> Iterator[Difference]:
    entry = pair.record.entry
    assert entry is not None
    zh_settle, en_settle = _settle(pair.find)
    for field in pair.differing:
        shown = excerpt(pair.find.fields.get(field) or pair.find.list_name)
        zh = f"{pair.record.record_id} 的 {field}，读取程序读作 {shown}；请改正记录，{zh_settle}"
        en = f"{field} of {pair.record.record_id}: the reader reads {shown}; mend the record, {en_settle}"
        yield Difference(entry, field, Problem(_at_field(plan, pair.record, field), "reader-contradicts", zh, en))


def _at_field(plan: Plan, record: View, field: str) -> Location:
    entry = record.entry
    assert entry is not None
    file = plan.files[str(entry.pointer[0])]
    written = (*entry.pointer[1:], field)
    return file.at(written if written in file.values else (*entry.pointer[1:], "quote"))


def _unrecorded(plan: Plan, find: View) -> Problem:
    line, column = plan.source.line_column(find.span.start)
    zh_settle, en_settle = _settle(find)
    zh = f"读取程序在“{excerpt(find.quote)}”读到 {find.list_name}，记录中没有；请补记，{zh_settle}"
    en = f"the reader finds {find.list_name} in “{excerpt(find.quote)}” that no record holds; record it, {en_settle}"
    return Problem(Location(f"{plan.folder}/source.txt", line, column), "reader-finds", zh, en)


def _settle(find: View) -> tuple[str, str]:
    """How a person settles a difference: the find, as a dismissal must repeat it."""
    shown = excerpt(find.find, 300)
    zh = f"或列入 document.yaml 的 dismissed，find: {shown}"
    return zh, f"or list it under dismissed in document.yaml, with find: {shown}"


def _dismissed(plan: Plan, find: View, used: set[tuple[str | int, ...]]) -> bool:
    """Whether a person dismissed exactly this find in exactly these words."""
    for dismissal in plan.document.dismissed:
        if dismissal.list == find.list_name and dismissal.find == find.find and _stands_there(plan, dismissal, find):
            used.add(dismissal.pointer)
            return True
    return False


def _stands_there(plan: Plan, dismissal: Dismissal, find: View) -> bool:
    place = plan.find_place(dismissal)
    return place is not None and place.span.overlaps(find.span)


def _lost_people_only(plan: Plan, comparison: Comparison) -> Iterator[Problem]:
    """A record that only people see is listed under `people_only`, so that losing it does not go unseen."""
    unseen = {(view.list_name, view.record_id) for view in comparison.records_only}
    seen = {(pair.record.list_name, pair.record.record_id) for pair in comparison.pairs}
    for list_name, records in plan.document.people_only.items():
        for position, record_id in enumerate(records):
            key = (list_name, f"{plan.document_id}/{record_id}")
            if key in unseen:
                continue
            where = plan.at(("document", "people_only", list_name, position))
            shown = excerpt(record_id)
            if key in seen:
                zh = f"读取程序也看到了 {shown}；请从 people_only 中删去"
                en = f"the reader sees {shown} too; take it out of people_only"
            else:
                zh = f"没有记录 {list_name} {shown}；它是否被误删"
                en = f"no record {list_name} {shown}; was it deleted by mistake?"
            yield Problem(where, "people-only-kept", zh, en)

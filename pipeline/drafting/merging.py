"""New findings in a plan's text, added to its record files beside what people wrote.

A find is new when no record of its list stands on its words and nobody dismissed it. What stands in the files stays
as it is, byte for byte; without new findings nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.drafting.adding import Drafted, Outcome, Unusable
from pipeline.drafting.desk import desk_of
from pipeline.drafting.entries import Lists, draft_entries
from pipeline.drafting.lookup import read_lookup
from pipeline.drafting.writing import appended, file_text, write_file
from pipeline.ledger import span_in_quote
from pipeline.problems import Problem, excerpt
from pipeline.reader.found import Findings, Found, FoundFocusArea, PlanText
from pipeline.reader.read import read_text
from pipeline.records import Plan, Shapes, plan_folders, read_plan, read_registry
from pipeline.records.strict import Refused
from pipeline.second_eyes import View, find_views, record_views
from pipeline.text import Span

NOTE = {"note": "由程序起草，待复核。", "note_en": "drafted by the reader"}
VIEWED = ("clusters", "cluster_changes", "targets", "observations", "responsibilities", "placements")
AMOUNTS = ("targets", "observations")

FoundRow = TypeVar("FoundRow", bound=Found)


def draft_plan(document_id: str, seeds: Path, shapes: Shapes) -> Outcome:
    """Adds to the record files of a plan what the reader finds in its text and no record holds."""
    folder = seeds / "plans" / document_id
    label = f"seeds/plans/{document_id}"
    if folder not in plan_folders(seeds):
        zh = f"没有 {excerpt(label)}；新规划请用 plans add"
        raise Unusable(zh, f"there is no {excerpt(label)}; for a new plan use plans add")
    registry, problems = read_registry(seeds / "registry", "seeds/registry", shapes)
    plan, unread = read_plan(folder, label, shapes)
    if registry is None or plan is None:
        return Outcome(tuple(sorted([*problems, *unread])))
    others = [other for each in plan_folders(seeds) if (other := read_plan(each, each.name, shapes)[0])]
    document = plan.document
    text = plan_text_of(plan)
    desk = desk_of(text, read_lookup(registry, others, document.area_id), document_id, plan)
    entries = draft_entries(desk, new_findings(plan, read_text(text)), document.published or document.issued)
    noted = {file: _noted(lists) for file, lists in entries.items()}
    written = _texts(folder, label, noted)
    if isinstance(written, Problem):
        return Outcome((written,))
    for path, content in written.items():
        write_file(path, content, seeds / f".drafting-{os.getpid()}")
    return Outcome((), _drafted(label, noted), tuple(desk.unwritten), tuple(sorted(desk.proposed.values())))


def plan_text_of(plan: Plan) -> PlanText:
    """A plan's text as its document.yaml describes it; its year is that in which it was made."""
    return PlanText(plan.source, plan.outline, plan.document.title, plan.year)


def new_findings(plan: Plan, findings: Findings) -> Findings:
    """The finds on whose words no record of their list stands; numerals are no records."""
    held = list(record_views(plan))
    views = iter(find_views(plan, findings))
    fresh = {name: [found for found in getattr(findings, name) if _is_new(plan, next(views), held)] for name in VIEWED}
    return Findings(
        clusters=tuple(fresh["clusters"]),
        focus_areas=_new_focus(plan, findings.focus_areas),
        cluster_changes=tuple(fresh["cluster_changes"]),
        targets=tuple(fresh["targets"]),
        observations=tuple(fresh["observations"]),
        measures=_off(findings.measures, [place.span for each in plan.measures if (place := plan.find_place(each))]),
        responsibilities=tuple(fresh["responsibilities"]),
        placements=tuple(fresh["placements"]),
    )


def _is_new(plan: Plan, find: View, held: Sequence[View]) -> bool:
    """Amounts are held by either list of amounts; a cluster by its name anywhere."""
    lists = AMOUNTS if find.list_name in AMOUNTS else (find.list_name,)
    for record in held:
        same_name = find.list_name == "clusters" and record.key == find.key
        if record.list_name in lists and (same_name or record.span.overlaps(find.span)):
            return False
    return not any(
        dismissal.list == find.list_name
        and dismissal.find == find.find
        and (place := plan.find_place(dismissal))
        and place.span.overlaps(find.span)
        for dismissal in plan.document.dismissed
    )


def _off(found: tuple[FoundRow, ...], held: Sequence[Span]) -> tuple[FoundRow, ...]:
    spans = [Span(each.char_start, each.char_end) for each in found]
    return tuple(each for each, here in zip(found, spans, strict=True) if not any(here.overlaps(span) for span in held))


def _new_focus(plan: Plan, found: Sequence[FoundFocusArea]) -> tuple[FoundFocusArea, ...]:
    """Focus areas are told apart by their names' own words, since one clause lists many."""
    held = [
        span
        for clause in plan.focus_areas
        for focus in clause.names
        if (span := span_in_quote(plan, clause, focus.name))
    ]
    return tuple(each for each in found if not any(span.overlaps(_name_span(plan, each)) for span in held))


def _name_span(plan: Plan, found: FoundFocusArea) -> Span:
    whole = Span(found.char_start, found.char_end)
    at = found.quote.find(found.name)
    return whole if at < 0 else plan.source.inside(whole, at, at + len(found.name))


def _noted(lists: Lists) -> Lists:
    return {name: [{**entry, **NOTE} for entry in found] for name, found in lists.items()}


def _texts(folder: Path, label: str, entries: dict[str, Lists]) -> dict[Path, bytes] | Problem:
    """Every file that changes with its new bytes, or the first problem."""
    written: dict[Path, bytes] = {}
    for file, lists in entries.items():
        path = folder / f"{file}.yaml"
        if not path.exists():
            written[path] = file_text(file, lists).encode("utf-8")
            continue
        try:
            content = appended(f"{label}/{file}.yaml", path.read_bytes(), lists)
        except Refused as refused:
            return refused.problem
        if isinstance(content, Problem):
            return content
        written[path] = content
    return written


def _drafted(label: str, entries: dict[str, Lists]) -> tuple[Drafted, ...]:
    return tuple(
        Drafted(f"{label}/{file}.yaml", name, tuple(entry["quote"] for entry in found))
        for file, lists in entries.items()
        for name, found in lists.items()
    )

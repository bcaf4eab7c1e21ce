"""The reader against the records of the five documents."""

from __future__ import annotations

from pathlib import Path

from pipeline.reader.found import Findings
from pipeline.reader.read import read_plan_text
from pipeline.records import Plan, Shapes, plan_folders, read_plan
from pipeline.records.ids import focus_area_ids
from pipeline.second_eyes import LISTS, View, find_views, record_views
from pipeline.text import Span
from tests.quality.scores import Score, pair

ROOT = Path(__file__).parents[2]


def read_documents() -> list[Plan]:
    """The five documents of this project."""
    shapes = Shapes(ROOT / "schemas" / "records")
    read = [read_plan(folder, f"seeds/plans/{folder.name}", shapes)[0] for folder in plan_folders(ROOT / "seeds")]
    return [plan for plan in read if plan is not None]


def score_document(plan: Plan) -> dict[str, Score]:
    """One score per list of the reader."""
    findings = read_plan_text(plan.source, plan.outline, plan.document.title, plan.year)
    records, finds = list(record_views(plan)), list(find_views(plan, findings))
    scores = {}
    for name in LISTS:
        wanted = [view for view in records if view.list_name == name]
        found = [view for view in finds if view.list_name == name]
        scores[name] = pair(wanted, found, _is_same)[0]
    return {**scores, "focus_areas": _focus_areas(plan, findings), "measures": _measures(plan, findings)}


def _is_same(record: View, find: View) -> bool:
    """Equal in every compared field but those that are counted apart, and at the same place."""
    if record.list_name == "clusters":
        return record.key == find.key
    if not record.span.overlaps(find.span):
        return False
    compared = [name for name in ("value", "value_max", "unit", "role", "from", "to") if name in record.fields]
    same = all(record.fields[name] == find.fields.get(name, "") for name in compared)
    return same and (record.key == find.key)


def _focus_areas(plan: Plan, findings: Findings) -> Score:
    wanted = [(focus.name, plan.place(clause).span) for clause, focus, _ in focus_area_ids(plan)]
    found = [(f.name, Span(f.char_start, f.char_end)) for f in findings.focus_areas]
    return pair(wanted, found, lambda a, b: a[0] == b[0] and a[1].overlaps(b[1]))[0]


def _measures(plan: Plan, findings: Findings) -> Score:
    wanted = [(measure.heading, plan.place(measure).span) for measure in plan.measures]
    found = [(m.heading, Span(m.char_start, m.char_end)) for m in findings.measures]
    return pair(wanted, found, lambda a, b: a[1].overlaps(b[1]) and (a[0] in b[0] or b[0] in a[0]))[0]

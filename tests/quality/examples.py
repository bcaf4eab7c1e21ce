"""The reader against annotated plans that are not part of the project, where they lie beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.reader.found import Found, FoundPlacement, FoundResponsibility, FoundTarget
from pipeline.reader.read import plan_text, read_text
from pipeline.text import Span
from tests.quality.scores import Score, pair

FOLDER = Path(__file__).parents[3] / "shared" / "examples"
SHARED_LEVEL = re.compile("^(?:自治区|省|市|区|县)")
TAILS = re.compile("(?:战略性新兴)?(?:产业)?(?:集群)?$")


@dataclass(frozen=True)
class Annotated:
    """One annotated plan: its text, its annotations, and the stretch that was annotated whole."""

    name: str
    text: str
    notes: dict[str, Any]

    @property
    def header(self) -> int:
        return int(self.notes["header_chars"])

    @property
    def stretch(self) -> Span:
        start, end = self.notes["span"]
        return Span(self.header + start, self.header + end)

    def span(self, row: dict[str, Any]) -> Span:
        start = self.header + int(row["start"])
        return Span(start, start + len(row["quote"]))


def read_annotated() -> list[Annotated]:
    """The annotated plans, or none where the folder is missing."""
    found = []
    for path in sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else []:
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found.append(Annotated(path.stem, text, json.loads(path.read_text(encoding="utf-8"))))
    return found


def score_annotated(plan: Annotated) -> dict[str, Score]:
    """One score per annotated list, and of the matched targets those with the right comparator and deadline."""
    findings = read_text(plan_text(plan.text))

    def inside(rows: tuple[Any, ...]) -> list[Any]:
        return [row for row in rows if plan.stretch.contains(Span(row.char_start, row.char_end))]

    targets, pairs = pair(_targets(plan), inside(findings.targets), lambda a, b: _is_same_target(plan, a, b))
    return {
        "targets": targets,
        "comparators": Score(sum(a["comparator"] == b.comparator for a, b in pairs), len(pairs), len(pairs)),
        "deadlines": Score(sum(_is_same_deadline(a, b) for a, b in pairs), len(pairs), len(pairs)),
        "responsibilities": pair(
            plan.notes["agencies"], inside(findings.responsibilities), lambda a, b: _is_same_duty(plan, a, b)
        )[0],
        "placements": pair(
            plan.notes["layout"], inside(findings.placements), lambda a, b: _is_same_placement(plan, a, b)
        )[0],
        "clusters": pair(
            plan.notes["clusters"], list(findings.clusters), lambda a, b: _folded(a["name"]) == _folded(b.name)
        )[0],
    }


def _targets(plan: Annotated) -> list[dict[str, Any]]:
    """The annotated targets; a range, annotated as its two ends, counts once."""
    rows: list[dict[str, Any]] = []
    seen: set[tuple[int, str, tuple[int, ...]]] = set()
    for row in plan.notes["targets"]:
        if ends := row.get("range"):
            key = (row["start"], row["quote"], tuple(ends))
            if key in seen:
                continue
            seen.add(key)
            row = {**row, "comparator": "range", "value_si": ends[0]}
        rows.append(row)
    return rows


def _is_same_target(plan: Annotated, row: dict[str, Any], find: FoundTarget) -> bool:
    same_value = Decimal(str(row["value_si"])) == find.value
    return same_value and plan.span(row).overlaps(Span(find.char_start, find.char_end))


def _is_same_deadline(row: dict[str, Any], find: FoundTarget) -> bool:
    wanted = str(row["deadline"] or "")
    return (find.deadline.isoformat() if find.deadline else "").startswith(wanted[:4]) and bool(wanted) == bool(
        find.deadline
    )


def _is_same_duty(plan: Annotated, row: dict[str, Any], find: FoundResponsibility) -> bool:
    if row["role"] != find.role or not plan.span(row).overlaps(Span(find.char_start, find.char_end)):
        return False
    wanted, found = row["name"], find.agency_text
    return bool(wanted == found or SHARED_LEVEL.sub("", wanted) == SHARED_LEVEL.sub("", found))


def _is_same_placement(plan: Annotated, row: dict[str, Any], find: FoundPlacement) -> bool:
    return row["area"] == find.area_text and _near(plan.span(row), find)


def _near(span: Span, find: Found) -> bool:
    return span.overlaps(Span(find.char_start, find.char_end))


def _folded(name: str) -> str:
    return TAILS.sub("", name)

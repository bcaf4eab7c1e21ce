"""What the checks of one plan need to know from outside it: the registry, and the ids other plans publish."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.problems import Problem, excerpt
from pipeline.records import Plan, Registry
from pipeline.records.model import Quoted

Names = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Known:
    """The registry, all cluster ids with the names they go by, the cue words, and the units in use."""

    registry: Registry
    cluster_names: Names
    cues: dict[str, Any]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Code reads an entry's field differently from the person; a problem unless the entry overrides the field."""

    entry: Quoted
    field: str
    problem: Problem


Check = Callable[[Plan, Known], Iterator[Problem] | Iterator[Difference] | Iterator[Problem | Difference]]
RegistryCheck = Callable[[Registry, Known], Iterator[Problem]]


def read_known(plans: Sequence[Plan], registry: Registry, schemas: Path, names: Names | None = None) -> Known:
    """Gathers what every check may look up; `names` are cluster names already gathered elsewhere."""
    own = {
        plan.full_id(cluster.cluster_id): (cluster.name, *cluster.aliases)
        for plan in plans
        for cluster in plan.clusters
    }
    cues = json.loads((schemas / "cues.json").read_text(encoding="utf-8"))["fields"]
    targets = json.loads((schemas / "records" / "targets.schema.json").read_text(encoding="utf-8"))
    amount = targets["properties"]["targets"]["items"]["properties"]
    return Known(registry, {**(names or {}), **own}, cues, tuple(amount["unit"]["enum"]))


def fault(plan: Plan, entry: Quoted, field: str | int, rule: str, message: tuple[str, str]) -> Problem:
    """A problem at one field of an entry; `message` is (Chinese, English)."""
    return Problem(plan.at((*entry.pointer, field)), rule, *message)


def difference(plan: Plan, entry: Quoted, field: str, rule: str, message: tuple[str, str]) -> Difference:
    """A difference at one field of an entry, placed at the field, or at the quote where the file leaves it out."""
    written = (*entry.pointer[1:], field) in plan.files[str(entry.pointer[0])].keys
    return Difference(entry, field, fault(plan, entry, field if written else "quote", rule, message))


def differs(field: str, stated: object, read: object) -> tuple[str, str]:
    """The message of a difference, in Chinese and English."""
    shown, words = _written(stated), _written(read)
    return (
        f"{field} 写的是 {shown}，原文读作 {words}；请改正，或加 override 并在 note 说明",
        f"{field} says {shown}, the source reads {words}; mend it, or add override with a note",
    )


def _written(value: object) -> str:
    """A value as a record file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return excerpt("—" if value in (None, "") else value)

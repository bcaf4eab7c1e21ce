"""What the checks of one plan need to know from outside it: the registry, and the ids other plans publish."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.problems import Problem
from pipeline.records import Plan, Registry
from pipeline.records.model import Quoted


@dataclass(frozen=True)
class Known:
    """The registry, all cluster ids with the names they go by, the cue words, and the units in use."""

    registry: Registry
    cluster_names: dict[str, tuple[str, ...]]
    cues: dict[str, Any]
    units: tuple[str, ...]


Check = Callable[[Plan, Known], Iterator[Problem]]
RegistryCheck = Callable[[Registry, Known], Iterator[Problem]]


def read_known(plans: Sequence[Plan], registry: Registry, schemas: Path) -> Known:
    """Gathers what every check may look up."""
    names = {
        plan.full_id(cluster.cluster_id): (cluster.name, *cluster.aliases)
        for plan in plans
        for cluster in plan.clusters
    }
    cues = json.loads((schemas / "cues.json").read_text(encoding="utf-8"))["fields"]
    targets = json.loads((schemas / "records" / "targets.schema.json").read_text(encoding="utf-8"))
    amount = targets["properties"]["targets"]["items"]["properties"]
    return Known(registry, names, cues, tuple(amount["unit"]["enum"]))


def fault(plan: Plan, entry: Quoted, field: str | int, rule: str, message: tuple[str, str]) -> Problem:
    """A problem at one field of an entry; `message` is (Chinese, English)."""
    return Problem(plan.at((*entry.pointer, field)), rule, *message)

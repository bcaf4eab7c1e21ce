"""Counting what the reader finds against what people say, list by list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Truth = TypeVar("Truth")
Find = TypeVar("Find")


@dataclass(frozen=True)
class Score:
    """Statements that match, that the reader found, and that people annotated."""

    matched: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def row(self) -> dict[str, Any]:
        return {
            "matched": self.matched,
            "found": self.found,
            "wanted": self.wanted,
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
        }


def add(scores: Iterable[Score]) -> Score:
    """One score over several texts."""
    listed = list(scores)
    return Score(
        sum(s.matched for s in listed),
        sum(s.found for s in listed),
        sum(s.wanted for s in listed),
    )


def pair(
    wanted: Sequence[Truth], found: Sequence[Find], is_same: Callable[[Truth, Find], bool]
) -> tuple[Score, list[tuple[Truth, Find]]]:
    """Each statement is matched with at most one find, each find used once."""
    left = list(found)
    pairs = []
    for truth in wanted:
        match = next((find for find in left if is_same(truth, find)), None)
        if match is not None:
            left.remove(match)
            pairs.append((truth, match))
    return Score(len(pairs), len(found), len(wanted)), pairs

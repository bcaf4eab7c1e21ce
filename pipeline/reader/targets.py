"""Targets: the aims of a plan that can be measured, each with its number, comparator and deadline.

In: a text to read. Out: one row per aim, in the order of the text; the rule's name says what made the number an aim.
"""

from __future__ import annotations

from pipeline.reader.amounts import find_amounts
from pipeline.reader.found import FoundTarget, PlanText


def find_targets(text: PlanText) -> tuple[FoundTarget, ...]:
    """Every aim of the text that sets a number."""
    return tuple(row for row in find_amounts(text) if isinstance(row, FoundTarget))

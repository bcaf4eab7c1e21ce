"""Observations: what a text says has been reached, each with its number and the time it speaks of.

In: a text to read. Out: one row per stated fact, in the order of the text.
"""

from __future__ import annotations

from pipeline.reader.amounts import find_amounts
from pipeline.reader.found import FoundObservation, PlanText


def find_observations(text: PlanText) -> tuple[FoundObservation, ...]:
    """Every fact of the text that states a number."""
    return tuple(row for row in find_amounts(text) if isinstance(row, FoundObservation))

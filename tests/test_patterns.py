"""Every compiled pattern of the package takes time in line with the length of a text made to slow it down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from linear import MOST_GROWTH, least_seconds

from tests.bench.patterns import Named, compiled_patterns, searching, units

LENGTH = 1_000
SHORTEST = 0.0005  # seconds: ten times the length may always take 25 ms; trying each start to the end takes longer


@pytest.mark.parametrize("named", compiled_patterns(), ids=str)
def test_time_grows_in_line_with_length(named: Named) -> None:
    assert [unit for unit in units(named.pattern) if grows_too_fast(named.pattern, unit)] == []


def test_a_pattern_that_tries_each_start_to_the_end_is_found() -> None:
    assert grows_too_fast(re.compile("[0-9]+年"), "1")


def grows_too_fast(pattern: re.Pattern[Any], unit: str) -> bool:
    """Whether ten times the text takes clearly more than ten times as long; most patterns are too quick to ask."""
    search = searching(pattern, unit)
    tenfold = least_seconds(search, 10 * LENGTH, runs=1)
    if tenfold <= MOST_GROWTH * SHORTEST:
        return False
    most = MOST_GROWTH * least_seconds(search, LENGTH)
    return tenfold > most and least_seconds(search, 10 * LENGTH, enough=most) > most

"""Every compiled pattern of the package takes time in line with the length of a text made to slow it down."""

from __future__ import annotations

import re

import pytest
from linear import assert_linear, least_seconds

from tests.bench.patterns import Named, compiled_patterns, searching, units

LENGTH = 3_000
SUSPECT = 0.006  # seconds; trying each start to the end of such a text takes longer, one bounded trial of each less


@pytest.mark.parametrize("named", compiled_patterns(), ids=str)
def test_time_grows_in_line_with_length(named: Named) -> None:
    for unit in units(named.pattern):
        search = searching(named.pattern, unit)
        if least_seconds(search, LENGTH, enough=SUSPECT) > SUSPECT:
            assert_linear(search, size=LENGTH)


def test_a_pattern_that_tries_each_start_to_the_end_is_found() -> None:
    search = searching(re.compile("[0-9]+年"), "1")
    assert least_seconds(search, LENGTH) > SUSPECT
    with pytest.raises(AssertionError, match="times as long"):
        assert_linear(search, size=LENGTH)

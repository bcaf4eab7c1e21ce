"""One numeric expression as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Numeral:
    """A number with its unit: half-open code-point offsets, the characters, the value in base units.

    `value` is None where the characters are no single amount (a date, a code, 数百亿, 三分之一).
    `value_max` is set only for a range; `unit` is None where the noun is in no table; `date` marks
    years, days and times, `rank` and `ordinal` what 第 or 前 stand before.
    """

    start: int
    end: int
    text: str
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    unit_noun: str | None = None

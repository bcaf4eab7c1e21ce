"""Numbers, units, comparators, deadlines and periods in Chinese plan text.

In: clauses and whole texts as stored. Out: exact decimals in base units, with offsets into the given text.
Imports nothing from the project; each rule is stated in the module that holds it.
"""

from pipeline.numerals.comparators import Comparator, Reading, Strength, read_amount, read_strength
from pipeline.numerals.dates import Deadline, Period, find_deadlines, read_deadline, read_period
from pipeline.numerals.numeral import Numeral
from pipeline.numerals.roles import Role, role_by_rule
from pipeline.numerals.scan import find_numerals, parse
from pipeline.numerals.units import UNIT_NAMES

__all__ = [
    "UNIT_NAMES",
    "Comparator",
    "Deadline",
    "Numeral",
    "Period",
    "Reading",
    "Role",
    "Strength",
    "find_deadlines",
    "find_numerals",
    "parse",
    "read_amount",
    "read_deadline",
    "read_period",
    "read_strength",
    "role_by_rule",
]

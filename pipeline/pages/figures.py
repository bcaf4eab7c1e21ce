"""Amounts as people read them: 超过 1.6万亿元 in Chinese, more than CNY 1.6 trillion in English.

In: a row of targets or observations. Out: the comparing word, the amount, and the exact value where it reads
differently.
The Chinese amount is the document's own writing; the English one is computed from the exact value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages.labels import Labels
from pipeline.pages.rows import Row

AMOUNT = re.compile(r"[0-9０-９一二两三四五六七八九十百千万亿]")  # 1.6万亿元, 三千家; but not 零的突破
SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
PREFIXES = (
    (Decimal(10**18), "E"),
    (Decimal(10**15), "P"),
    (Decimal(10**12), "T"),
    (Decimal(10**9), "G"),
    (Decimal(10**6), "M"),
)
SCALE_CHARACTERS = set("十百千万亿")
SCALED = {"CNY", "USD"}
PREFIXED = {"W", "Wh", "FLOPS", "B"}


@dataclass(frozen=True)
class Figure:
    """One amount; `exact` is "" where the amount already shows every digit."""

    comparator: str
    amount: str
    exact: str

    @property
    def plain(self) -> str:
        return f"{self.comparator} {self.amount}".strip()


def figure(row: Row, labels: Labels) -> Figure:
    """The amount of a target or observation."""
    low, unit = Decimal(row["value"]), row["unit"]
    values = [low] if not row["value_max"] else [low, Decimal(row["value_max"])]
    comparator = "" if row["comparator"] in {"eq", "range"} else labels.say(f"comparator_{row['comparator']}")
    digits = "–".join(map(grouped, values))
    if labels.language == "zh":
        full = digits + row["unit_noun"] if row["unit_noun"] else labels.say(f"unit_{unit}", amount=digits)
        return _as_written(row["value_text"], comparator, full, values)
    amount = labels.say(f"unit_{unit}", amount="–".join(_english(value, unit) for value in values))
    full = labels.say(f"unit_{unit}", amount=digits)
    return Figure(comparator, amount, "" if full == amount else f"= {full}")


def grouped(value: Decimal) -> str:
    """Every digit, in groups of three, without needless zeros."""
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole):,}" + (f".{fraction}" if fraction else "")


def _as_written(shown: str, comparator: str, full: str, values: list[Decimal]) -> Figure:
    """The document's own writing; 零的突破 says "more than" itself, so only its meaning is added."""
    if not AMOUNT.search(shown):
        return Figure("", shown, f"{comparator} {full}".strip())
    return Figure(comparator, shown, "" if _plain_digits(shown, values) else f"= {full}")


def _plain_digits(shown: str, values: list[Decimal]) -> bool:
    """Whether the written amount already holds all digits of each value (28%, 16.5%, 50个)."""
    return all(f"{value:f}" in shown for value in values) and not SCALE_CHARACTERS & set(shown.replace("百分", ""))


def _english(value: Decimal, unit: str) -> str:
    for scale, word in SCALES if unit in SCALED else ():
        if abs(value) >= scale:
            return f"{grouped(value / scale)} {word}"
    for scale, prefix in PREFIXES if unit in PREFIXED else ():
        if abs(value) >= scale:
            return f"{grouped(value / scale)} {prefix}"
    return grouped(value)

"""Tables of indicators that were saved one cell a line: 指标 / 单位 / 2020年 / 2025年, then the rows.

In: a text to read. Out: for every cell under a year the aim (the document's year or later) or the fact (earlier years).
A table is read only where its heading names the indicator and a year, and only as far as its rows keep the heading's
shape: the first row that does not ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from pipeline.numerals import Numeral, find_numerals, read_deadline
from pipeline.reader.found import FoundAmount, FoundObservation, FoundTarget
from pipeline.reader.mentions import Page

HEADING = re.compile(  # 序号⏎指标名称⏎
    "^(?:[ \u3000]{0,8}序号[ \u3000]{0,8}\n)?[ \u3000]{0,8}(?:主要|具体|核心)?(?:指标|指标名称|项目名称|指标内容)[ \u3000]{0,8}\n",
    re.MULTILINE,
)
YEAR_CELL = re.compile("(?:到)?(20[0-9]{2})年?[底末]?(?:目标|预期|规划|计划|现状|完成|实际|基期)?(?:值|数)?\\Z")
UNIT_CELL = re.compile("(?:计量)?单位\\Z")
OTHER_CELL = re.compile("(?:指标)?(?:属性|性质|类型|备注|年均增[长速].{0,6}|累计.{0,6}|责任单位|牵头单位)\\Z")
NUMBERED = re.compile("[0-9]{1,2}\\Z")
IN_BRACKETS = re.compile("[（(]([^（）()\n]{1,8})[）)]\\Z")
NUMBER = re.compile("(?:[≥≤>＞<＜]|大于|超过|不低于)?[ ]?[0-9][0-9,.]{0,14}(?:[ ]?(?:以上|左右|以下|[%％]|[+＋]))?\\Z")
NOT_DIGITS = re.compile("[^0-9.]")
COMPARATORS = (
    ("ge", ("≥", "不低于", "以上", "+", "＋")),
    ("le", ("≤", "以下")),
    ("gt", (">", "＞", "大于", "超过")),
    ("approx", ("左右",)),
)
CELL_LIMIT = 40  # characters; a longer line is no cell
COLUMN_LIMIT = 9
ROW_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a flattened table; `start` is an index into the reading."""

    start: int
    words: str


def find_table_amounts(page: Page, year: int | None) -> Iterator[FoundTarget | FoundObservation]:
    """The amounts of every table of indicators, in order."""
    for match in HEADING.finditer(page.reading):
        cells = _cells(page.reading, match.start(), COLUMN_LIMIT)
        columns = _columns(cells)
        if columns:
            yield from _rows(page, cells[len(columns) - 1], columns, year)


def _cells(reading: str, at: int, count: int) -> list[Cell]:
    """The next lines as cells, as long as they are short and not empty."""
    cells: list[Cell] = []
    while len(cells) < count and at < len(reading):
        end = reading.find("\n", at, at + CELL_LIMIT + 1)
        if end < 0:
            break
        words = reading[at:end]
        start = at + len(words) - len(words.lstrip(" \u3000\t"))
        if not words.strip():
            break
        cells.append(Cell(start, words.strip()))
        at = end + 1
    return cells


def _columns(cells: list[Cell]) -> list[str]:
    """What each column holds: number, name, unit, a year, or other; empty where no year stands among them."""
    columns: list[str] = []
    for cell in cells:
        year = YEAR_CELL.match(cell.words)
        if not columns and cell.words == "序号":
            columns.append("number")
        elif "name" not in columns and ("指标" in cell.words or cell.words == "项目名称"):
            columns.append("name")
        elif UNIT_CELL.match(cell.words):
            columns.append("unit")
        elif year:
            columns.append(year[1])
        elif OTHER_CELL.match(cell.words):
            columns.append("other")
        else:
            break
    return columns if any(column.isdecimal() for column in columns) and "name" in columns else []


def _rows(
    page: Page, heading_end: Cell, columns: list[str], year: int | None
) -> Iterator[FoundTarget | FoundObservation]:
    at = page.reading.find("\n", heading_end.start) + 1
    for _ in range(ROW_LIMIT):
        row = _cells(page.reading, at, len(columns))
        if len(row) != len(columns) or not _fits(row, columns):
            return
        yield from _amounts(page, row, columns, year)
        at = page.reading.find("\n", row[-1].start) + 1


def _fits(row: list[Cell], columns: list[str]) -> bool:
    """Whether numbers stand in the years' columns and words in the others."""
    for cell, column in zip(row, columns, strict=True):
        is_number = bool(NUMBER.match(cell.words))
        if column.isdecimal() and not (is_number or cell.words in ("-", "—", "——")):
            return False
        if column in ("name", "unit") and is_number:
            return False
        if column == "number" and not NUMBERED.match(cell.words):
            return False
    return True


def _amounts(
    page: Page, row: list[Cell], columns: list[str], year: int | None
) -> Iterator[FoundTarget | FoundObservation]:
    cells = dict(zip(columns, row, strict=True))
    name = cells["name"].words
    bracket = IN_BRACKETS.search(name)
    unit = cells["unit"].words if "unit" in cells else bracket[1] if bracket else ""
    words = name[: bracket.start()].strip() if bracket else name
    for column, cell in cells.items():
        amount = _amount(cell.words, unit) if column.isdecimal() else None
        if amount:
            yield _found(page, cell, words, amount, int(column), year)


def _amount(words: str, unit: str) -> Numeral | None:
    """The cell's number with the unit of its row: 1000 and 亿元."""
    digits = NOT_DIGITS.sub("", words)
    found = find_numerals(digits + ("%" if "%" in words or "％" in words else unit)) if digits else []
    return found[0] if len(found) == 1 and found[0].value is not None and found[0].unit else None


def _found(
    page: Page, cell: Cell, name: str, amount: Numeral, column: int, year: int | None
) -> FoundTarget | FoundObservation:
    target = FoundTarget(
        quote=cell.words,
        char_start=page.offsets[cell.start],
        char_end=page.offsets[cell.start + len(cell.words) - 1] + 1,
        rule="indicator-table",
        indicator_text=name,
        comparator=next((kind for kind, marks in COMPARATORS if any(mark in cell.words for mark in marks)), "eq"),
        value=amount.value or Decimal(0),
        unit=amount.unit or "",
        unit_noun=amount.unit_noun or "",
        value_text=cell.words,
        deadline=read_deadline(f"{column}年"),
        deadline_text=f"{column}年",
        strength="expected",
    )
    return target if year is None or column >= year else _as_fact(target)


def _as_fact(target: FoundTarget) -> FoundObservation:
    """The same cell under a year that is past."""
    shared = {field.name: getattr(target, field.name) for field in fields(FoundAmount)}
    return FoundObservation(**shared, period_text=target.deadline_text)

"""Tables → `data/plans.xlsx`: a cover, a dictionary, and one sheet a table, for people and Excel on any system.

A sheet has two header rows: titles in Chinese, the fields' names below. Numbers and dates are real ones; an amount of
more than 15 digits is text, because Excel would round it. All foreign text is written as text, so that nothing in a
quote becomes a formula or a link. The workbook has no macros and no clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from pipeline.exports.about import NAME, NAME_EN, about
from pipeline.exports.cells import Cell, is_required, read_rows, storage
from pipeline.exports.source import Source
from pipeline.tables import TableSchema, read_table_schemas

WORKBOOK = "plans.xlsx"
CREATED = datetime.datetime(2024, 1, 1)  # fixed: the day a workbook is made says nothing about its data
FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
INK, QUIET, HEAD, LINE = "#1F2328", "#5B6068", "#F1EEE6", "#D8D3C7"
DIGITS = 15  # a number of Excel's holds so many
NARROWEST, WIDEST = 8, 54  # characters
LONGEST = 32_767  # characters of one cell
COVER, DICTIONARY, CODES = "封面 cover", "字典 dictionary", "取值 codes"
DICTIONARY_HEAD = (
    ("表", "table"),
    ("字段", "field"),
    ("中文名", "title"),
    ("英文名", "title_en"),
    ("类型", "type"),
    ("单位", "unit"),
    ("必填", "required"),
    ("说明", "description"),
    ("英文说明", "description_en"),
)
CODES_HEAD = (("表", "table"), ("字段", "field"), ("取值", "code"), ("含义", "meaning"), ("英文含义", "meaning_en"))


def write_workbook(source: Source, out: Path) -> None:
    """Cover, dictionary, codes, then the tables."""
    import xlsxwriter

    schemas = read_table_schemas(source.schemas)
    options = {"default_format_properties": {**FONT}, "strings_to_formulas": False, "strings_to_urls": False}
    path = out / "data" / WORKBOOK
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": f"{NAME} / {NAME_EN}", "created": CREATED})
        sheets = Sheets(book)
        _write_cover(sheets, source, schemas)
        sheets.write(DICTIONARY, DICTIONARY_HEAD, _dictionary(schemas))
        sheets.write(CODES, CODES_HEAD, _codes(schemas))
        for table, schema in schemas.items():
            head = [(field["title"], field["name"]) for field in schema["fields"]]
            sheets.write(sheet_name(table, schema), head, list(read_rows(source.tables[table], schema)))


def sheet_name(table: str, schema: TableSchema) -> str:
    """The title and the name of a table: 目标 targets."""
    return f"{schema['title']} {table}"


class Sheets:
    """The sheets of one workbook, all in the same dress."""

    def __init__(self, book: Any) -> None:
        self.book = book
        top = {**FONT, "font_color": INK}
        self.title = book.add_format({**top, "font_size": 20, "bold": True})
        self.head = book.add_format({**top, "bold": True, "bg_color": HEAD, "text_wrap": True})
        self.field = book.add_format({**FONT, "font_color": QUIET, "bg_color": HEAD, "bottom": 1, "bottom_color": LINE})
        self.text = book.add_format({**top, "text_wrap": True})
        self.link = book.add_format({**top, "underline": 1})
        self.whole = book.add_format({**top, "num_format": "#,##0"})
        self.part = book.add_format({**top, "num_format": "#,##0.0########"})
        self.plain = book.add_format({**top, "num_format": "0"})
        self.day = book.add_format({**top, "num_format": "yyyy-mm-dd"})

    def write(self, name: str, head: Sequence[tuple[str, str]], rows: Sequence[Sequence[Cell]]) -> None:
        """A sheet with two header rows that stay in sight, a filter and columns as wide as they need."""
        sheet = self.book.add_worksheet(name)
        for column, (title, field) in enumerate(head):
            self._put(sheet, 0, column, title, self.head)
            self._put(sheet, 1, column, field, self.field)
            cells = [row[column] for row in rows]
            sheet.set_column(column, column, _width((title, field, *map(_shown, cells))))
            for row, cell in enumerate(cells, start=2):
                self._write_cell(sheet, row, column, field, cell)
        last = len(rows) + 1
        sheet.freeze_panes(2, 1)
        sheet.autofilter(1, 0, last, len(head) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_column_name(len(head) - 1)}{last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)

    def _write_cell(self, sheet: Any, row: int, column: int, field: str, cell: Cell) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, self.text)
        elif isinstance(cell, (int, Decimal)) and _fits(Decimal(cell)):
            sheet.write_number(row, column, float(cell), self._number_format(field, cell))
        elif isinstance(cell, datetime.date):
            sheet.write_datetime(row, column, cell, self.day)
        elif text := _shown(cell):
            self._put(sheet, row, column, text, self.text)

    def _number_format(self, field: str, number: int | Decimal) -> Any:
        if isinstance(number, int):
            return self.plain  # a year, a rank, an offset: no thousands
        return self.whole if number == number.to_integral_value() else self.part

    def _put(self, sheet: Any, row: int, column: int, text: str, dress: Any) -> None:
        if len(text) > LONGEST:
            raise ValueError(f"{sheet.name}: a cell of {len(text)} characters, more than Excel holds")
        sheet.write_string(row, column, text, dress)


def _write_cover(sheets: Sheets, source: Source, schemas: dict[str, TableSchema]) -> None:
    sheet = sheets.book.add_worksheet(COVER)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 96)
    sheet.write_string(0, 0, f"{NAME} {NAME_EN}", sheets.title)
    row = 2
    for fact in about(source)[2:]:
        sheet.write_string(row, 0, f"{fact.title} {fact.title_en}", sheets.head)
        sheet.merge_range(row, 1, row, 2, "", sheets.text)
        sheet.write_string(row, 1, fact.value, sheets.text)
        sheet.set_row(row, 18 * (1 + _columns(fact.value) // 100))
        row += 1
    row += 1
    for column, title in enumerate(("表 table", "行数 rows", "内容 content")):
        sheet.write_string(row, column, title, sheets.head)
    for name, count, words in _contents(source, schemas):
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", sheets.link, name)
        sheet.write_number(row, 1, count, sheets.whole)
        sheet.write_string(row, 2, words, sheets.text)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _contents(source: Source, schemas: dict[str, TableSchema]) -> Iterator[tuple[str, int, str]]:
    yield DICTIONARY, len(_dictionary(schemas)), "每个字段的含义 What each field means"
    yield CODES, len(_codes(schemas)), "代码字段的每个取值 What each value of a coded field means"
    for table, schema in schemas.items():
        words = f"{schema['description']}\n{schema['description_en']}"
        yield sheet_name(table, schema), len(source.tables[table]), words


def _dictionary(schemas: dict[str, TableSchema]) -> list[tuple[Cell, ...]]:
    return [
        (
            table,
            field["name"],
            field["title"],
            field["title_en"],
            storage(field),
            field.get("unit"),
            is_required(field),
            field["description"],
            field["description_en"],
        )
        for table, schema in schemas.items()
        for field in schema["fields"]
    ]


def _codes(schemas: dict[str, TableSchema]) -> list[tuple[Cell, ...]]:
    return [
        (table, field["name"], code, label["zh"], label["en"])
        for table, schema in schemas.items()
        for field in schema["fields"]
        for code, label in field.get("enum_labels", {}).items()
    ]


def _fits(number: Decimal) -> bool:
    """Whether Excel keeps every digit."""
    return len(number.normalize().as_tuple().digits) <= DIGITS


def _shown(cell: Cell) -> str:
    """A cell as text; a list as the CSV writes it."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return "|".join(cell)
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _width(texts: Sequence[str]) -> int:
    longest = max(_columns(text) for text in texts)
    return max(NARROWEST, min(WIDEST, longest + 3))


def _columns(text: str) -> int:
    """How many Latin letters wide a text is."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _column_name(column: int) -> str:
    """A for 0, AA for 26."""
    head, last = divmod(column, 26)
    return (_column_name(head - 1) if head else "") + chr(ord("A") + last)

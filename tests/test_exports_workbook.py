"""The workbook as Excel shows it: heads, real numbers and dates, the dictionary, the cover."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from exported import read_source
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from workspaces import REPOSITORY

from pipeline.exports import Source
from pipeline.exports.workbook import write_workbook
from pipeline.tables import read_table_schemas

SCHEMAS = read_table_schemas(REPOSITORY / "schemas")


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source()


@pytest.fixture(scope="module")
def book(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    out = tmp_path_factory.mktemp("workbook")
    write_workbook(source, out)
    return openpyxl.load_workbook(out / "data" / "plans.xlsx")


def cell(sheet: Worksheet, key: str, field: str) -> Any:
    """The cell of the row with this key, below this field's name."""
    names = [head.value for head in sheet[2]]
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == key)
    return row[names.index(field)]


def test_sheets_are_a_cover_a_dictionary_the_codes_and_every_table(book: Workbook) -> None:
    tables = [f"{schema['title']} {table}" for table, schema in SCHEMAS.items()]
    assert book.sheetnames == ["封面 cover", "字典 dictionary", "取值 codes", *tables]


def test_a_sheet_has_chinese_titles_above_the_names_of_its_fields(book: Workbook) -> None:
    sheet = book["目标 targets"]
    assert [head.value for head in sheet[1]][:3] == ["目标标识", "指标标识", "集群标识"]
    assert [head.value for head in sheet[2]] == [field["name"] for field in SCHEMAS["targets"]["fields"]]
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == f"A2:Z{sheet.max_row}"
    assert sheet["A3"].font.name == "Microsoft YaHei"


def test_numbers_dates_and_truth_values_are_real(book: Workbook) -> None:
    sheet, goal = book["目标 targets"], "dongguan-2024/industrial-gross-output-2027"
    assert cell(sheet, goal, "value").value == 3_000_000_000_000
    assert cell(sheet, goal, "value").number_format == "#,##0"
    assert cell(sheet, goal, "deadline").value == datetime.datetime(2027, 12, 31)
    assert cell(sheet, goal, "deadline").number_format == "yyyy-mm-dd"
    assert cell(sheet, goal, "crosses_break").value is False
    assert cell(sheet, goal, "value_max").value is None
    assert cell(book["地区 areas"], "dongguan", "division_code").value == "441900"
    assert cell(book["文件 documents"], "dongguan-2024", "period_end").number_format == "0"


def test_a_quote_is_wrapped_in_a_column_wide_enough_to_read(book: Workbook) -> None:
    sheet = book["责任 responsibilities"]
    quote = cell(sheet, "dongguan-2024/application-scenarios/dongguan-drb", "quote")
    assert quote.value == "(市科技局、市发展改革局、市工业和信息化局按照职能分工负责)"
    assert quote.alignment.wrap_text
    assert sheet.column_dimensions[quote.column_letter].width > 40


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param("123456789012345", 123456789012345, id="15-digits"),
        pytest.param("1234567890123456", "1234567890123456", id="16-digits"),
        pytest.param("20000000000000000000000", 2e22, id="many-zeros"),
        pytest.param("0.1234567890123456", "0.1234567890123456", id="16-digits-after-the-point"),
        pytest.param("12.5", 12.5, id="half"),
    ],
)
def test_an_amount_that_excel_would_round_is_text(source: Source, tmp_path: Path, amount: str, shown: Any) -> None:
    frame = source.tables["targets"].assign(value=[Decimal(amount)] * len(source.tables["targets"]))
    write_workbook(dataclasses.replace(source, tables={**source.tables, "targets": frame}), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "data" / "plans.xlsx")["目标 targets"]
    assert cell(sheet, "dongguan-2024/industrial-gross-output-2027", "value").value == shown


def test_the_dictionary_explains_every_field_and_every_code(book: Workbook) -> None:
    entries = {row[:2]: row for row in book["字典 dictionary"].iter_rows(min_row=3, values_only=True)}
    assert len(entries) == sum(len(schema["fields"]) for schema in SCHEMAS.values())
    assert entries["targets", "comparator"][2:4] == ("比较", "Comparator")
    codes = {row[:3]: row[3:] for row in book["取值 codes"].iter_rows(min_row=3, values_only=True)}
    assert codes["cluster_changes", "kind", "rename"] == ("更名", "Renamed")


def test_the_cover_names_version_licence_and_citation_and_leads_to_every_sheet(book: Workbook) -> None:
    sheet = book["封面 cover"]
    facts = {row[0]: row[1] for row in sheet.iter_rows(min_row=3, max_col=2, values_only=True)}
    assert facts["版本 Version"] == "1.2.3"
    assert "CC-BY-4.0" in facts["许可 Licence"]
    assert facts["引用格式 Cite as"] == (
        "plans contributors: 规划数据 / Plans as data, 1.2.3. https://plans.example/data/v1.2.3/ (CC-BY-4.0)"
    )
    links = {entry.hyperlink.location for row in sheet.iter_rows() for entry in row if entry.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_the_day_it_was_made_is_fixed(book: Workbook) -> None:
    assert book.properties.created == datetime.datetime(2024, 1, 1)

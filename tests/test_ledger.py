"""The coverage ledger: every number of a text with its role, settled by a record, a person or a named rule."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.ledger import LedgerRow, ledger, span_in_quote
from pipeline.records import Plan, Shapes, plan_folders, read_plan

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "cases" / "base" / "seeds" / "plans"
SHAPES = Shapes(ROOT / "schemas" / "records")


def read(folder: Path) -> Plan:
    plan, problems = read_plan(folder, folder.name, SHAPES)
    assert problems == []
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(BASE / "yunxi-2025")


def row(plan: Plan, text: str) -> LedgerRow:
    return next(each for each in ledger(plan) if each.text == text)


def test_every_number_of_a_settled_plan_has_a_role(plan: Plan) -> None:
    assert [each.text for each in ledger(plan) if not each.role] == []


def test_rows_stand_in_the_order_of_the_text_and_are_numbered(plan: Plan) -> None:
    rows = ledger(plan)
    assert [each.span for each in rows] == sorted(each.span for each in rows)
    assert [each.numeral_id for each in rows] == [f"yunxi-2025/n{number}" for number in range(1, len(rows) + 1)]


def test_a_row_leads_back_to_its_characters(plan: Plan) -> None:
    assert {plan.source.text[each.span.start : each.span.end] == each.text for each in ledger(plan)} == {True}


@pytest.mark.parametrize(
    ("text", "role", "table", "record_id"),
    [
        pytest.param("1200亿元", "target", "targets", "yunxi-2025/value-added-2027", id="value-of-a-target"),
        pytest.param("1500件", "observation", "observations", "yunxi-2025/patents-2024", id="value-of-an-observation"),
        pytest.param("10亿元", "threshold", "targets", "yunxi-2025/large-enterprises-2027", id="condition"),
        pytest.param("2027年", "date", "targets", "yunxi-2025/value-added-2027", id="deadline"),
        pytest.param("2—4个", "rule", "layout_rules", "yunxi-2025/towns-per-cluster", id="layout-rule"),
        pytest.param("2个", "count", "documents", "yunxi-2025", id="stated-count"),
    ],
)
def test_a_number_in_a_record_is_settled_by_it(plan: Plan, text: str, role: str, table: str, record_id: str) -> None:
    found = row(plan, text)
    assert (found.role, found.rule, found.record_table, found.record_id) == (role, "record", table, record_id)


def test_a_number_that_a_person_classed_has_the_persons_role(plan: Plan) -> None:
    found = row(plan, "5至10年")
    assert (found.role, found.rule, found.record_table) == ("date", "person", "")


def test_a_number_that_nobody_holds_is_classed_by_a_named_rule(plan: Plan) -> None:
    found = row(plan, "〔2025〕6号")
    assert found.role == "reference"
    assert found.rule not in {"", "record", "person"}


def test_a_number_that_nobody_settles_has_no_role(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE / "yunxi-2025", tmp_path / "yunxi-2025")
    (folder / "targets.yaml").unlink()
    open_rows = [each.text for each in ledger(read(folder)) if not each.role]
    assert open_rows == ["1200亿元", "600家", "2个百分点", "10亿元", "5家", "1500件"]


def test_page_marks_are_numbers_of_the_outline() -> None:
    rows = [each for each in ledger(read(BASE / "yunxi-2021")) if each.rule == "page-mark"]
    assert [(each.text, each.role) for each in rows] == [("1", "outline"), ("2", "outline")]


def test_a_number_across_a_page_mark_is_one_number() -> None:
    yunxi = read(BASE / "yunxi-2021")
    found = row(yunxi, "300亿元")
    assert found.role == "target"
    assert yunxi.source.text[found.span.start : found.span.end] == "30\n2、0亿元"


def test_numbers_of_the_page_around_a_plan_are_outside(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE / "yunxi-2025", tmp_path / "yunxi-2025")
    document = (folder / "document.yaml").read_text(encoding="utf-8")
    hidden = "outside:\n  - from: 力争产值\n    to: 5家以上\n    reason: promotion\n"
    (folder / "document.yaml").write_text(document.replace("outside:\n", hidden), encoding="utf-8")
    rules = {each.text: (each.role, each.rule) for each in ledger(read(folder))}
    assert rules["5家"] == ("other", "outside-body")


def test_the_place_of_words_inside_a_quote_is_counted_from_the_left(plan: Plan) -> None:
    target = next(each for each in plan.targets if each.target_id == "large-enterprises-2027")
    second = span_in_quote(plan, target, "业", 1)
    assert second is not None
    assert plan.source.text[second.start : second.end] == "业"
    assert span_in_quote(plan, target, "业", 2) is None
    assert span_in_quote(plan, target, "6家") is None


@pytest.mark.parametrize("folder", plan_folders(ROOT / "seeds"), ids=lambda folder: folder.name)
def test_no_number_of_a_published_plan_is_left_out(folder: Path) -> None:
    assert [(each.text, each.span.start) for each in ledger(read(folder)) if not each.role] == []

"""The measures of a plan: which numbered parts say what will be done."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.found import FoundMeasure, PlanText
from pipeline.reader.measures import find_measures
from pipeline.text import Source


def found_in(text: str) -> tuple[FoundMeasure, ...]:
    source = Source(text)
    return find_measures(PlanText(source, read_outline(source)))


def headings_in(text: str) -> list[tuple[str, str]]:
    return [(row.number, row.heading) for row in found_in(text)]


def test_the_lowest_numbered_items_are_measures() -> None:
    text = (
        "二、重点任务\n（一）建立低空产业发展体系\n1. 加大重点项目招引力度。瞄准。\n2. 提升低空产业制造能力。依托。\n"
    )
    assert headings_in(text) == [("1.", "加大重点项目招引力度"), ("2.", "提升低空产业制造能力")]


def test_a_parent_is_a_measure_where_it_says_something_itself() -> None:
    own = "科学把握产业集群差异化、阶段性发展特征，分类推进、精准施策，加速培育、促进发展。"
    text = f"二、重点任务\n（一）分类推进培育发展。{own}\n1.优化布局。推动。\n2.强化支撑。推动。\n"
    assert headings_in(text) == [("（一）", "分类推进培育发展"), ("1.", "优化布局"), ("2.", "强化支撑")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一、总体要求\n（一）指导思想。以新思想为指导。\n（二）基本原则。坚持创新。\n", id="aims"),
        pytest.param("一、发展目标。到2027年，产业规模超过100亿元。\n", id="target"),
        pytest.param("二、重点方向\n（一）重点细分领域\n1.半导体及集成电路产业集群。重点发展芯片。\n", id="industry"),
        pytest.param(
            "二、未来产业重点发展方向\n1.未来生命健康。重点聚焦合成生物。\n2.具身智能。重点突破。\n", id="field"
        ),
        pytest.param("第六章 附则\n第一条　本办法自印发之日起施行。\n", id="closing-rules"),
        pytest.param("各区人民政府，市政府直属各单位：\n现印发给你们。\n", id="letter"),
    ],
)
def test_aims_industries_and_closing_rules_are_no_measures(text: str) -> None:
    assert headings_in(text) == []


def test_an_industry_that_is_to_be_grown_is_a_measure() -> None:
    text = "二、主要任务\n（一）壮大电子商务产业集群。建设园区。\n（二）培育国内领先的高端装备制造集群。对接。\n"
    assert headings_in(text) == [("（一）", "壮大电子商务产业集群"), ("（二）", "培育国内领先的高端装备制造集群")]


def test_a_measure_is_quoted_by_the_words_of_its_heading() -> None:
    (row,) = found_in("三、保障措施\n(一)全面加强产业统筹。依托领导小组。\n")
    assert (row.quote, row.char_start, row.char_end, row.rule) == ("全面加强产业统筹", 10, 18, "numbered-heading")


def test_an_item_without_a_heading_is_quoted_by_its_first_clause() -> None:
    sentence = (
        "对新落户的低空经济企业给予奖励，实缴注册资本规模在一千万元以上且落户第二年产值规模在两千万元以上的，"
        "按实缴注册资本的百分之五给予不超过一千万元的落户奖励"
    )
    text = f"一、{sentence}。\n二、{sentence}。\n"
    assert [(row.rule, row.quote) for row in found_in(text)] == [
        ("numbered-sentence", "对新落户的低空经济企业给予奖励"),
        ("numbered-sentence", "对新落户的低空经济企业给予奖励"),
    ]


@pytest.mark.parametrize("unit", ["（一）加强。\n", "一、加强\n（一）推动\n1.优化\n", "1.", "一、"])
def test_time_grows_in_line_with_length(unit: str) -> None:
    assert_linear(lambda length: found_in(unit * (length // len(unit))), size=2_000)

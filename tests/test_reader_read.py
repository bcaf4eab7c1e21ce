"""Reading any text: its chrome, its header, its page marks, and every list in one object."""

from __future__ import annotations

from datetime import date

import pytest
from linear import assert_linear

from pipeline.reader.chrome import find_chrome
from pipeline.reader.header import read_header
from pipeline.reader.read import plan_text, read_text, sure_page_marks

PAGE = """导航菜单
索引号：
014207264/2024-13735
文号：
云政办发〔2024〕32号
成文日期：
2024-10-10
发布日期：2024-10-17
名称：
市政府办公室关于印发云山市低空经济行动方案（2024—2027年）的通知
字体：[
大
中
小
]
云山市低空经济行动方案（2024—2027年）
为发展低空经济，制定本方案。
一、总体要求
到2027年，集聚低空经济企业300家以上。
云政办发〔2024〕32号.pdf
网站地图
关于我们
主办单位：云山市人民政府
"""


def chrome_of(text: str) -> list[tuple[str, str]]:
    return [(text[found.span.start : found.span.end].replace("\n", "|"), found.reason) for found in find_chrome(text)]


def test_lines_of_a_saved_page_are_known_before_and_after_the_plan() -> None:
    assert chrome_of(PAGE) == [
        ("导航菜单", "navigation"),
        (
            "索引号：|014207264/2024-13735|文号：|云政办发〔2024〕32号|成文日期：|2024-10-10|发布日期：2024-10-17|名称：|"
            "市政府办公室关于印发云山市低空经济行动方案（2024—2027年）的通知",
            "document-header",
        ),
        ("字体：[|大|中|小|]", "navigation"),
        ("云政办发〔2024〕32号.pdf", "download-box"),
        ("网站地图", "navigation"),
        ("关于我们|主办单位：云山市人民政府", "contact"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("一、总体要求（一）指导思想。联系我们。二、重点任务。", id="one-line"),
        pytest.param("一、总体要求\n发展低空经济。\n来源：统计局\n提升水平。", id="label-inside-the-body"),
        pytest.param("发展低空经济。\n附件\n重点任务\n通用机场\n起降点\n航线\n市交通运输局", id="cells-of-a-table"),
        pytest.param("关键词:\n\n各区人民政府，市政府直属各单位：\n印发给你们。", id="salutation-below-a-label"),
    ],
)
def test_a_plans_own_lines_are_no_chrome(text: str) -> None:
    assert [words for words, _ in chrome_of(text) if words != "关键词:"] == []


def test_chrome_is_left_out_of_the_body_and_never_read() -> None:
    text = plan_text(PAGE)
    assert "索引号" not in text.source.reading[0]
    assert [found.text for found in read_text(text).numerals][-2:] == ["2027年", "300家"]


def test_a_header_is_read_from_the_page_around_the_plan() -> None:
    header = read_header(PAGE)
    assert header.title == "云山市低空经济行动方案（2024—2027年）"
    assert header.number == "云政办发〔2024〕32号"
    assert (header.issued, header.published) == (date(2024, 10, 10), date(2024, 10, 17))
    assert (header.period_start, header.period_end, header.year) == (2024, 2027, 2024)


@pytest.mark.parametrize(
    ("text", "number", "issuer", "issued"),
    [
        pytest.param(
            "云山市人民政府关于加快电子商务发展的意见云府发〔2019〕17号各区县人民政府：",
            "云府发〔2019〕17号",
            "云山市人民政府",
            None,
            id="run-on",
        ),
        pytest.param(
            "　　云政办〔2023〕5号\n各区人民政府：\n　　云山市人民政府办公室\n　　2023年3月1日\n",
            "云政办〔2023〕5号",
            "云山市人民政府办公室",
            date(2023, 3, 1),
            id="signature",
        ),
        pytest.param("根据《规划》（国办发〔2023〕1号），制定本方案。", "", "", None, id="cited-number"),
        pytest.param("云山市科技局\n2023年2月30日\n", "", "云山市科技局", None, id="no-such-day"),
    ],
)
def test_number_issuer_and_day_stand_where_a_rule_is_sure(
    text: str, number: str, issuer: str, issued: date | None
) -> None:
    header = read_header(text)
    assert (header.number, header.issuer, header.issued) == (number, issuer, issued)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        pytest.param("云山市低空经济行动方案（2024—2027年）", (2024, 2027), id="range"),
        pytest.param("云山市数字经济“十四五”规划", (2021, 2025), id="five-year-plan"),
        pytest.param("2023年培育发展战略性新兴产业行动计划", (2023, 2023), id="year"),
        pytest.param("云山市低空经济行动方案", (None, None), id="none"),
    ],
)
def test_a_period_stands_in_the_title(title: str, period: tuple[int | None, int | None]) -> None:
    header = read_header("制定本方案。", title)
    assert (header.period_start, header.period_end) == period


def test_page_marks_are_known_where_they_cut_sentences_of_whole_pages() -> None:
    page = "发展数字经济、智能装备、生命健康、新材料等产业，加快推进产业高端化、规模化、集群化，做大做强优势产业" * 2
    text = f"文库\n1、{page}招引20亿\n2、元以上项目{page}\n3、{page}"
    assert [text[mark.start : mark.end] for mark in sure_page_marks(text)] == ["\n1、", "\n2、", "\n3、"]


def test_a_numbered_list_has_no_page_marks() -> None:
    assert sure_page_marks("重点任务\n1、建设机场\n2、开通航线\n3、引进企业\n") == ()


def test_a_numeral_of_a_target_says_so_and_an_unknown_one_says_nothing() -> None:
    text = plan_text(
        "云山市低空经济行动方案\n为发展低空经济，制定本方案。\n一、发展目标\n到2027年，集聚低空经济企业300家以上。\n"
        "二、重点任务\n对3台样机给予补贴。\n"
    )
    roles = {found.text: (found.role, found.rule) for found in read_text(text).numerals}
    assert roles["300家"] == ("target", "in-find")
    assert roles["2027年"] == ("date", "year-or-date")
    assert roles["3台"] == ("", "")


def test_every_find_stands_at_its_offsets_in_the_captured_text() -> None:
    findings = read_text(plan_text(PAGE))
    found = [*findings.targets, *findings.clusters, *findings.numerals]
    assert found
    assert [PAGE[each.char_start : each.char_end] for each in found] == [each.quote for each in found]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("索引号：\n", id="labels"),
        pytest.param("首页\n", id="menus"),
        pytest.param("云政办发〔2024〕32号", id="numbers"),
        pytest.param("　" * 50 + "\n", id="blanks"),
    ],
)
def test_chrome_and_header_take_time_in_line_with_length(line: str) -> None:
    assert_linear(lambda times: find_chrome(line * times + "制定本方案。"), size=2_000)
    assert_linear(lambda times: read_header(line * times + "制定本方案。"), size=2_000)

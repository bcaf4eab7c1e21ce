"""Observations: what a plan or a press report states as reached, with the words that say when."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.found import FoundObservation, PlanText
from pipeline.reader.observations import find_observations
from pipeline.reader.targets import find_targets
from pipeline.text import Source

REPORT = "云山新闻网讯（记者 李明）云山市低空经济发展迅速。\n"


def plan(body: str, title: str = "", year: int | None = 2024) -> PlanText:
    source = Source(body)
    return PlanText(source, read_outline(source), title, year)


def observations(body: str, title: str = "", year: int | None = 2024) -> tuple[FoundObservation, ...]:
    return find_observations(plan(body, title, year))


@pytest.mark.parametrize(
    ("body", "rule", "quote", "period"),
    [
        pytest.param(
            "截至2023年底，集聚企业300家。", "stated-count", "集聚企业300家", "截至2023年底", id="stated-count"
        ),
        pytest.param(
            "2020年，产业规模达到120亿元。", "stated-value", "产业规模达到120亿元", "2020年", id="stated-value"
        ),
        pytest.param("目前，产业规模居全省第2位。", "rank-held", "产业规模居全省第2位", "目前", id="rank-held"),
        pytest.param("2023年，产值居全国城市首位。", "rank-held", "产值居全国城市首位", "2023年", id="first-place"),
        pytest.param(
            "推进26个大会签约的项目落地。",
            "counted-already-there",
            "推进26个大会签约的项目落地",
            "",
            id="counted-already-there",
        ),
        pytest.param("现有规上企业86家。", "stated-count", "现有规上企业86家", "", id="no-date"),
    ],
)
def test_a_stated_fact_is_found_by_the_words_around_its_number(body: str, rule: str, quote: str, period: str) -> None:
    assert [(row.rule, row.quote, row.period_text) for row in observations(body)] == [(rule, quote, period)]


def test_a_list_of_facts_goes_on() -> None:
    rows = observations("截至2023年底，拥有41个国家级、360个市级企业技术中心。")
    assert [(row.value_text, row.rule, row.period_text) for row in rows] == [
        ("41个", "stated-value", "截至2023年底"),
        ("360个", "list-continuation", "截至2023年底"),
    ]


def test_a_growth_rate_takes_the_indicator_before_it() -> None:
    rows = observations("2020年，核心产业增加值达到120亿元，同比增长15.2%。")
    assert [(row.value_text, row.unit) for row in rows] == [("120亿元", "CNY"), ("15.2%", "percent")]


def test_what_is_expected_to_come_is_marked_as_a_forecast() -> None:
    rows = observations("预计全年产业规模突破500亿元。")
    assert [(row.value_text, row.comparator, row.forecast) for row in rows] == [("500亿元", "gt", True)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("一、发展基础\n建成国家级平台12个。", ["12个"], id="section-of-what-is-there"),
        pytest.param("一、发展目标\n建成国家级平台12个。", [], id="section-of-goals"),
        pytest.param("到2025年，建成国家级平台12个。", [], id="a-year-to-come"),
        pytest.param("截至2023年底有企业50家，力争到2025年达到100家。", ["50家"], id="both-in-one-sentence"),
        pytest.param("近年来，形成新能源、新材料三个产业集群。", [], id="count-of-the-names"),
        pytest.param("目前，对获评企业给予50万元奖励。", [], id="subsidy"),
    ],
)
def test_only_what_has_been_reached_is_an_observation(body: str, expected: list[str]) -> None:
    assert [row.value_text for row in observations(body)] == expected


def test_every_full_sentence_of_a_press_report_states_facts() -> None:
    body = REPORT + "培育专精特新企业120家，兑现奖补资金1.2亿元。\n新增航线30条\n力争到2026年建成起降点200个。\n"
    assert [row.value_text for row in observations(body)] == ["120家", "1.2亿元"]
    assert [row.value_text for row in find_targets(plan(body))] == ["200个"]


def test_a_title_that_names_a_plan_makes_no_press_report() -> None:
    body = REPORT + "培育专精特新企业120家。\n"
    assert observations(body, "云山市低空经济行动方案") == ()


def test_no_number_is_both_a_target_and_an_observation() -> None:
    text = plan("截至2023年底，企业达到300家。到2025年，企业达到500家、产值100亿元。目前产值50亿元。")
    assert {row.char_start for row in find_observations(text)} & {row.char_start for row in find_targets(text)} == set()


@pytest.mark.parametrize(
    "trigger",
    [
        pytest.param("截至2023年底，建成100家，", id="facts"),
        pytest.param("41个、", id="list"),
        pytest.param("近年来已累计", id="words-without-numbers"),
        pytest.param("目前居全国首位，", id="ranks"),
    ],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(trigger: str) -> None:
    assert_linear(lambda times: find_observations(plan(trigger * times)), size=200)

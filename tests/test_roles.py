"""The role that a clause gives to each agency it names, and whether the duties are shared."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.reader.roles import read_role, read_shared, role_at

BRACKETED = "(市发展改革局、市科技局、市工业和信息化局按照职能分工负责)"
LABELLED = "〔责任单位：市发展改革委、科技创新委等市相关部门，各区政府（新区管委会）、深汕特别合作区管委会〕"
LEADERS = "由市长为主召集人,常务副市长为副召集人,分管副市长和市直有关单位、各区政府主要负责同志、分管负责同志等共同参与"


@pytest.mark.parametrize(
    ("quote", "agency", "role"),
    [
        pytest.param("(市科技局牵头)", "市科技局", "lead", id="word-behind"),
        pytest.param("(市科技局、市工业和信息化局牵头)", "市科技局", "lead", id="word-behind-the-list"),
        pytest.param("(市科技局牵头，市财政局配合)", "市科技局", "lead", id="first-of-two-groups"),
        pytest.param("(市科技局牵头，市财政局配合)", "市财政局", "participating", id="second-of-two-groups"),
        pytest.param("牵头单位：市科技局；配合单位：市财政局", "市科技局", "lead", id="label-in-front"),
        pytest.param("牵头单位：市科技局；配合单位：市财政局", "市财政局", "participating", id="second-label"),
        pytest.param("(责任单位:市经信局、市科技局)", "市科技局", "responsible", id="responsible-unit"),
        pytest.param(BRACKETED, "市科技局", "responsible", id="shared-duties"),
        pytest.param(LABELLED, "科技创新委", "responsible", id="label-and-commas"),
        pytest.param(LABELLED, "深汕特别合作区管委会", "responsible", id="label-holds-for-local-bodies-too"),
        pytest.param("有关镇街(园区)落实属地责任", "有关镇街(园区)", "local", id="local-duty"),
        pytest.param("各区要做好空间保障", "各区", "local", id="districts-without-a-word"),
        pytest.param("日常协调工作由市领导小组办公室承担", "市领导小组办公室", "responsible", id="running-prose"),
        pytest.param("一个部门牵头", "一个部门", "lead", id="a-department"),
        pytest.param(LEADERS, "市长", "lead", id="convener"),
        pytest.param(LEADERS, "市直有关单位", "participating", id="taking-part-at-the-end"),
        pytest.param("市发展改革委会同市财政局制定办法", "市财政局", "participating", id="together-with"),
        pytest.param("市科技局", "市科技局", "responsible", id="nothing-but-a-name"),
    ],
)
def test_an_agency_has_the_role_its_words_state(quote: str, agency: str, role: str) -> None:
    assert read_role(quote, agency) == role


def test_the_role_is_that_of_the_place_that_is_meant() -> None:
    quote = "(市科技局牵头，市财政局、市科技局配合)"
    assert role_at(quote, quote.find("市科技局"), quote.find("牵头")) == "lead"
    assert role_at(quote, quote.rfind("市科技局"), quote.find("配合")) == "participating"


@pytest.mark.parametrize(
    "quote",
    [BRACKETED, "（市财政局、市科技局按职责分工负责）", "市科技局、市财政局按照各自职责分工", "各部门按分工负责"],
)
def test_duties_are_shared_where_the_quote_says_so(quote: str) -> None:
    assert read_shared(quote)


@pytest.mark.parametrize("quote", ["(市科技局牵头)", LABELLED, "明确职责，狠抓落实", "分工协作"])
def test_duties_are_not_shared_by_themselves(quote: str) -> None:
    assert not read_shared(quote)


def test_a_long_list_of_agencies_is_read_in_time() -> None:
    assert read_role(listing(5_000), "市第4999局") == "responsible"
    assert_linear(lambda agencies: read_role(listing(agencies), f"市第{agencies - 1}局"), size=500)


def listing(agencies: int) -> str:
    return "责任单位：" + "、".join(f"市第{number}局（办公室）" for number in range(agencies)) + "按职责分工负责"

"""Long tables in a real browser: text filter, choices and order work together and are kept in the address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def names(page: Page) -> list[str]:
    return page.locator("table[data-filter] >> nth=0").locator("tbody tr:visible th a").all_inner_texts()


def test_a_choice_keeps_the_rows_of_one_document_and_survives_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}/indicators/")
    page.select_option("select[name=document]", label="深圳 2018")
    expect(page.locator(".pl-filter output")).to_have_text("4 / 68 行")
    assert page.url.endswith("?document=shenzhen-2018")
    chosen = names(page)
    page.reload()
    assert names(page) == chosen
    assert page.input_value("select[name=document]") == "shenzhen-2018"


def test_choices_filter_and_order_work_together_and_can_be_shared(page: Page, address: str) -> None:
    page.goto(f"{address}/indicators/?f=增加值&unit=percent&s=1.-4")
    assert names(page) == ["增加值占规上工业比重", "增加值增速"]
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("目标")
    page.select_option("select[name=unit]", value="")
    assert "unit=" not in page.url
    assert len(names(page)) == 4


def test_an_order_is_kept_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/compare/agencies/")
    page.locator("table[data-filter] >> nth=2").locator("thead button >> nth=2").click()
    assert page.url.endswith("?s=3.3")
    page.reload()
    assert page.locator("table[data-filter] >> nth=2").locator("tbody tr td.pl-num b >> nth=0").inner_text() == "1"


def test_a_choice_of_a_row_with_several_values_finds_it_under_each(page: Page, address: str) -> None:
    page.goto(f"{address}/en/agencies/?place=shenzhen&document=shenzhen-2018&f=innovation")
    assert any("Science" in name for name in names(page))
    page.select_option("select[name=document]", value="shenzhen-2024-10-31")
    assert page.url.count("document=") == 1


@pytest.mark.parametrize("query", ["?s=9.9", "?s=x", "?document=none-such", "?s=1.0"])
def test_an_address_that_means_nothing_changes_nothing(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/indicators/{query}")
    assert len(names(page)) == 68

"""The card of a highlight and the legend of the annotated text: by pointer, touch and keyboard, and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DOCUMENT = "/documents/dongguan-2024/"
FIGURE = '.pl-body a.q-target.q-name:text-is("42%")'
MOVED = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""

Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens a page of its own."""
    contexts = []

    def start(path: str = DOCUMENT, **options: object) -> Page:
        settings = {"viewport": {"width": 1280, "height": 900}} | options
        contexts.append(browser.new_context(**settings))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(address + path)
        return page

    yield start
    for context in contexts:
        context.close()


def test_pointing_at_a_highlight_shows_its_record_and_moves_nothing(opened: Opener) -> None:
    page = opened()
    page.locator(FIGURE).hover()
    card = page.locator(".pl-record")
    assert card.locator("p").all_inner_texts()[:3] == ["目标", "增加值占规上工业比重", "超过 42% · 2027-12-31"]
    assert (
        card.get_by_text("打开记录")
        .get_attribute("href")
        .endswith(  # type: ignore[union-attr]
            "/targets/#dongguan-2024/high-tech-manufacturing-share-2027"
        )
    )
    assert page.evaluate(MOVED) < 0.05


def test_the_pointer_may_move_onto_the_card_and_open_the_record(opened: Opener) -> None:
    page = opened()
    page.locator(FIGURE).hover()
    page.get_by_text("打开记录").hover()
    page.wait_for_timeout(400)
    assert page.locator(".pl-record").is_visible()
    page.get_by_text("打开记录").click()
    assert page.url.endswith("/targets/#dongguan-2024/high-tech-manufacturing-share-2027")


def test_the_card_goes_when_the_pointer_leaves_and_the_title_comes_back(opened: Opener) -> None:
    page = opened()
    link = page.locator(FIGURE)
    link.hover()
    assert link.get_attribute("title") == ""
    page.mouse.move(2, 2)
    page.locator(".pl-record").wait_for(state="hidden")
    assert link.get_attribute("title") == "目标 · 增加值占规上工业比重 · 超过 42% · 2027-12-31"


def test_the_keyboard_shows_the_card_and_escape_closes_it(opened: Opener) -> None:
    page = opened()
    page.locator('.pl-body a[href$="high-tech-manufacturing-share-2027"] >> nth=0').focus()
    page.keyboard.press("Tab")
    card = page.locator(".pl-record")
    assert "超过 42%" in card.inner_text()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "record"
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_a_tap_shows_the_card_and_a_second_one_opens_the_record(opened: Opener) -> None:
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True)
    page.locator(FIGURE).tap()
    card = page.locator(".pl-record")
    assert "超过 42%" in card.inner_text()
    assert page.url.endswith(DOCUMENT)
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= 390 - box["width"]
    page.locator(FIGURE).tap()
    page.wait_for_url("**/targets/#dongguan-2024/high-tech-manufacturing-share-2027")


def test_the_card_leads_to_its_sentence(opened: Opener) -> None:
    page = opened()
    page.locator(FIGURE).hover()
    page.get_by_text("本句链接").click()
    sentence = page.locator(".s:target")
    assert sentence.inner_text().startswith("力争到2027年底,全市规模超千亿元的产业集群不少于7个")
    assert sentence.is_visible()


def test_the_legend_hides_a_kind_and_the_address_keeps_it(opened: Opener) -> None:
    page = opened()
    link = page.locator(FIGURE)
    shown = link.evaluate("a => getComputedStyle(a).backgroundColor")
    page.locator('.pl-legend input[value="target"]').uncheck()
    assert page.url.endswith("?hide=target")
    page.reload()
    assert not page.locator('.pl-legend input[value="target"]').is_checked()
    assert link.evaluate("a => getComputedStyle(a).backgroundColor") == "rgba(0, 0, 0, 0)" != shown
    page.locator('.pl-legend input[value="target"]').check()
    assert page.url.endswith(DOCUMENT)


def test_without_script_a_highlight_is_a_plain_link_and_all_kinds_are_shown(opened: Opener) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".pl-legend input >> nth=0").is_hidden()
    link = page.locator(FIGURE)
    assert link.get_attribute("title") == "目标 · 增加值占规上工业比重 · 超过 42% · 2027-12-31"
    link.click()
    assert page.url.endswith("/targets/#dongguan-2024/high-tech-manufacturing-share-2027")

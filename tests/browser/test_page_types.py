"""What holds of every page type: light to load, silent towards other hosts, whole without script, fit for paper."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from page_types import LANGUAGES, PAGE_TYPES, WIDTHS
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HEAVIEST = 150 * 1024  # bytes of the first view, gzip
NOT_ORDINARY = {"document", "document-older", "document-cut-off", "targets", "dictionary", "search"}
TYPES = pytest.mark.parametrize("path", list(PAGE_TYPES.values()), ids=list(PAGE_TYPES))


def first_view(page: Page, root: str) -> list[str]:
    """Opens the page and tells the addresses of everything it asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(root)
    page.wait_for_load_state("networkidle")
    return asked


def weight(site: Path, addresses: list[str]) -> int:
    """Bytes a host would send for these addresses with gzip."""
    paths = {urlsplit(asked).path for asked in addresses if asked.startswith("http")}
    files = [site / path.lstrip("/") / ("index.html" if path.endswith("/") else "") for path in paths]
    return sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in files)


@pytest.mark.parametrize("language", list(LANGUAGES))
@TYPES
def test_the_first_view_is_light_and_asks_no_other_host(
    browser: Browser, address: str, built_site: Path, path: str, language: str
) -> None:
    page = browser.new_page(viewport=WIDTHS["390"])
    asked = first_view(page, address + LANGUAGES[language] + path)
    page.close()
    assert [each for each in asked if not each.startswith((f"{address}/", "data:"))] == []
    kind = next(name for name, known in PAGE_TYPES.items() if known == path)
    assert weight(built_site, asked) <= HEAVIEST * (2 if kind in NOT_ORDINARY else 1)


@pytest.mark.parametrize("language", list(LANGUAGES))
@TYPES
def test_without_script_the_page_says_the_same_and_does_not_overflow(
    browser: Browser, address: str, path: str, language: str
) -> None:
    words = {}
    for script in (True, False):
        context = browser.new_context(viewport=WIDTHS["390"], java_script_enabled=script)
        page = context.new_page()
        page.goto(address + LANGUAGES[language] + path)
        words[script] = page.locator("main h1").first.inner_text(), len(page.locator("main").inner_text())
        assert page.locator("main").bounding_box()["width"] <= 390  # type: ignore[index]
        context.close()
    assert words[False][0] == words[True][0]
    assert words[False][1] >= 0.9 * words[True][1] or path.startswith("search/")


@pytest.mark.parametrize("path", ["targets/", "documents/dongguan-2024/"])
def test_on_paper_the_head_of_a_table_is_repeated_and_the_frame_is_gone(
    browser: Browser, address: str, path: str
) -> None:
    page = browser.new_page(viewport=WIDTHS["1280"])
    page.emulate_media(media="print")
    page.goto(f"{address}/{path}")
    style: Callable[[str, str], str] = lambda selector, name: page.locator(selector).first.evaluate(  # noqa: E731
        f"element => getComputedStyle(element)['{name}']"
    )
    assert style(".pl-table thead", "display") == "table-header-group"
    assert style(".pl-scroll", "overflowX") == "visible"
    assert style(".md-header", "display") == "none"
    page.close()

"""axe-core on every page type, in both languages, light and dark, wide and narrow: no violation of WCAG 2.2 AA."""

from __future__ import annotations

from importlib.resources import files

import pytest
from page_types import LANGUAGES, PAGE_TYPES, SCHEMES, WIDTHS
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page: Page) -> list[str]:
    """Rule, number of places and the first of them, of everything axe objects to."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{fault['id']} ×{len(fault['nodes'])}: {fault['nodes'][0]['html'][:160]}" for fault in found]


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("path", list(PAGE_TYPES.values()), ids=list(PAGE_TYPES))
def test_axe_has_nothing_to_object_to(browser: Browser, address: str, path: str, language: str) -> None:
    faults = []
    for scheme in SCHEMES:
        context = browser.new_context(viewport=WIDTHS["1280"], color_scheme=scheme)
        page = context.new_page()
        answer = page.goto(address + LANGUAGES[language] + path)
        assert answer is not None
        assert answer.status == 200
        page.wait_for_load_state("networkidle")
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)
            faults += [f"{scheme} {width}: {fault}" for fault in violations(page)]
            faults += [f"{scheme} {width}: overflows"] if page.evaluate(OVERFLOW) else []
        context.close()
    assert faults == []


def test_axe_sees_a_planted_fault(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/clusters/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/assets/mark.svg\">')")
    assert any(fault.startswith("image-alt") for fault in violations(page))
    page.close()

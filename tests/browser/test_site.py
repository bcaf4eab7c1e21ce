"""A walk through the built site in a real browser: home → document → sentence → record → back → CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
ROOTS = {"zh": "/", "en": "/en/"}
OTHER = {"zh": "en", "en": "zh"}
PAGES = (
    "",
    "documents/",
    "documents/dongguan-2024/",
    "documents/shenzhen-2018/",
    "documents/ruian-2023/",
    "documents/shenzhen-2024-10-31/",
    "clusters/",
    "clusters/dongguan-2024/semiconductors/",
    "targets/",
    "agencies/",
    "agencies/dongguan-drb/",
    "places/",
    "places/dongguan-songshanhu/",
    "downloads/",
    "downloads/dictionary/",
    "coverage/",
    "method/",
    "404.html",
)
TARGET = "shenzhen-2024/value-added-2025"
QUOTE = "战略性新兴产业增加值超过1.6万亿元"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    """A page and everything that went wrong on it."""

    page: Page
    root: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.root + path)

    def overflow(self) -> int:
        return int(self.page.evaluate(OVERFLOW))


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visitor]:
    """Opens a page of its own; foreign requests, failed ones and console errors become faults."""
    with _contexts(browser) as new_context:

        def start(language: str, size: dict[str, int], *, script: bool = True, dark: bool = False) -> Visit:
            page = new_context(
                viewport=size, java_script_enabled=script, color_scheme="dark" if dark else "light"
            ).new_page()
            visited = Visit(page, address + ROOTS[language])
            page.on("console", lambda line: visited.faults.append(line.text) if line.type == "error" else None)
            page.on("pageerror", lambda error: visited.faults.append(str(error)))
            page.on("request", lambda asked: _note_foreign(visited, asked.url, address))
            page.on("response", lambda answer: _note_failed(visited, answer.url, answer.status))
            return visited

        yield start


@contextmanager
def _contexts(browser: Browser) -> Iterator[Callable[..., object]]:
    opened = []

    def new_context(**options: object) -> object:
        opened.append(browser.new_context(**options))  # type: ignore[arg-type]
        return opened[-1]

    yield new_context
    for context in opened:
        context.close()


def _note_foreign(visited: Visit, url: str, address: str) -> None:
    if not url.startswith((address + "/", "data:")):
        visited.faults.append(f"foreign request {url}")


def _note_failed(visited: Visit, url: str, status: int) -> None:
    if status >= 400:
        visited.faults.append(f"{status} {url}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "390"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_reader_walks_from_home_to_a_sentence_its_record_and_the_csv(
    visit: Visitor, language: str, size: dict[str, int], script: bool
) -> None:
    here = visit(language, size, script=script)
    page = here.page
    here.open("")
    page.click('a[href="documents/shenzhen-2024/"] >> nth=0')
    page.click(f'.pl-body a[href="../../targets/#{TARGET}"] >> nth=0')  # the words of the clause around the figure
    assert page.url == f"{here.root}targets/#{TARGET}"
    row = page.locator(f'tr[id="{TARGET}"]')
    assert ("1.6万亿元" if language == "zh" else "CNY 1.6 trillion") in row.inner_text()
    sentence = row.locator("a.q")
    assert sentence.inner_text() == QUOTE
    sentence.click()
    marked = page.locator(".q:target")
    assert page.url.startswith(f"{here.root}documents/shenzhen-2024/#q-")
    assert marked.inner_text() == QUOTE
    assert 0 <= marked.bounding_box()["y"] < size["height"]  # type: ignore[index]
    page.click(f'{".md-tabs" if script else "nav"} a:text-is("{"下载" if language == "zh" else "Downloads"}")')
    with page.expect_download() as started:
        page.click('a[href$="data/latest/targets/targets.csv"]')
    table = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8"))))
    assert next(line for line in table if line["target_id"] == TARGET)["quote"] == QUOTE
    assert here.faults == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("path", ["", "documents/dongguan-2024/", "targets/", "method/"])
def test_the_language_switch_keeps_the_page(visit: Visitor, path: str, script: bool) -> None:
    here = visit("zh", PHONE, script=script)
    here.open(path)
    here.page.click("a.pl-language")
    assert here.page.url == f"{here.root}en/{path}"
    assert here.page.locator("html").get_attribute("lang") == "en"
    here.page.click("a.pl-language")
    assert here.page.url == f"{here.root}{path}"
    assert here.faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_no_page_overflows_asks_another_host_or_writes_an_error(
    visit: Visitor, language: str, size: dict[str, int], dark: bool
) -> None:
    here = visit(language, size, dark=dark)
    overflowing = []
    for path in PAGES:
        here.open(path)
        here.page.wait_for_load_state("networkidle")
        overflowing += [path] if here.overflow() else []
    assert overflowing == []
    assert here.faults == []


def test_the_filter_lives_in_the_address(visit: Visitor) -> None:
    here = visit("zh", DESKTOP)
    here.open("targets/")
    here.page.fill(".pl-filter input", "高新技术企业")
    shown = here.page.locator("#targets ~ .pl-scroll >> nth=0").locator("tbody tr:visible")
    found = shown.all_inner_texts()
    assert "f=" in here.page.url
    assert found
    assert all("高新技术企业" in text for text in found)
    here.page.reload()
    assert shown.all_inner_texts() == found
    assert here.faults == []


def test_a_column_sorts_by_its_values(visit: Visitor) -> None:
    here = visit("zh", DESKTOP)
    here.open("targets/")
    table = here.page.locator("table[data-filter] >> nth=0")
    table.locator('thead button:text("数值")').click()
    values = table.locator("tbody td[data-v]:nth-child(2)").evaluate_all(
        "cells => cells.map((c) => Number(c.dataset.v))"
    )
    assert len(values) > 20
    assert values == sorted(values)


def test_without_script_nothing_is_shown_that_needs_it(visit: Visitor) -> None:
    here = visit("zh", DESKTOP, script=False)
    here.open("targets/")
    assert not here.page.locator("form[role=search]").is_visible()
    assert not here.page.locator("[data-md-component=palette]").is_visible()
    assert here.page.locator("table[data-filter] >> nth=0").locator("tbody tr").count() > 20


def test_the_page_that_is_not_there_leads_on(visit: Visitor) -> None:
    here = visit("zh", PHONE)
    here.open("404.html")
    here.page.click('main a:text-is("集群")')
    assert here.page.url == f"{here.root}clusters/"


def test_dark_is_chosen_by_the_reader_and_kept(visit: Visitor) -> None:
    here = visit("zh", DESKTOP)
    here.open("")
    before = here.page.evaluate("getComputedStyle(document.body).backgroundColor")
    here.page.click('[data-md-component="palette"] label:visible')
    here.open("clusters/")
    assert here.page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert here.faults == []

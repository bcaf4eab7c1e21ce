"""A person who has never seen the site starts at the home page and follows only links in sight, at most three.

Each walk ends where the answer stands: (a) where the low-altitude economy of Dongguan is placed and who leads it,
(b) Shenzhen's target for high-tech enterprises, its sentence and the latest figure, (c) what became of 工业母机 in
2024, (d) a CSV of all targets and what each field means.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

ROOTS = {"zh": "/", "en": "/en/"}
CLICKS = 3
SIZES = pytest.mark.parametrize(
    "size", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}], ids=["1280", "390"]
)


@dataclass
class Newcomer:
    """Someone who clicks what can be seen, and counts it."""

    page: Page
    clicks: int = 0

    def follow(self, words: str, within: str = "main") -> None:
        """Follows the first link in sight with these words."""
        with self.page.expect_navigation():  # else the words of the page before could be read
            self.click(self.page.locator(f'{within} a:visible:has-text("{words}")').first)

    def click(self, link: Locator) -> None:
        link.scroll_into_view_if_needed()
        link.click()
        self.clicks += 1
        assert self.clicks <= CLICKS

    def text(self, within: str = "main") -> str:
        return self.page.locator(within).first.inner_text()


Arrival = Callable[[str, dict[str, int]], Newcomer]


@pytest.fixture
def arrive(browser: Browser, address: str) -> Iterator[Arrival]:
    """Opens the home page of a language."""
    opened = []

    def start(language: str, size: dict[str, int]) -> Newcomer:
        opened.append(browser.new_context(viewport=size))  # type: ignore[arg-type]
        page = opened[-1].new_page()
        page.goto(address + ROOTS[language])
        return Newcomer(page)

    yield start
    for context in opened:
        context.close()


@SIZES
@pytest.mark.parametrize(
    ("language", "way", "filtered", "name", "answer"),
    [
        ("zh", "按产业查找", "东莞 低空", "低空经济", ("牵头机构", "东莞市发展和改革局", "松山湖", "谢岗", "水乡")),
        (
            "en",
            "By industry",
            "Dongguan 低空",
            "Low-Altitude Economy",
            ("Lead agency", "Dongguan", "东莞市发展和改革局", "Songshan Lake", "Xiegang", "Shuixiang"),
        ),
    ],
    ids=ROOTS,
)
def test_which_towns_of_dongguan_are_named_for_the_low_altitude_economy_and_who_leads_it(
    arrive: Arrival, language: str, way: str, filtered: str, name: str, answer: tuple[str, ...], size: dict[str, int]
) -> None:
    newcomer = arrive(language, size)
    newcomer.follow(way)
    newcomer.page.fill(".pl-filter input >> nth=0", filtered)
    newcomer.follow(name)
    text = newcomer.text()
    assert [words for words in answer if words not in text] == []


@SIZES
@pytest.mark.parametrize(
    ("language", "way", "target", "latest"),
    [
        ("zh", "深圳 2025 · 国家高新技术企业数", "超过 2.5万家", "2.48万家"),
        ("en", "Shenzhen 2025 · National high-tech enterprises", "more than 25,000", "24,800"),
    ],
    ids=ROOTS,
)
def test_the_target_for_high_tech_enterprises_its_sentence_and_the_latest_figure(
    arrive: Arrival, language: str, way: str, target: str, latest: str, size: dict[str, int]
) -> None:
    newcomer = arrive(language, size)
    newcomer.follow(way)
    row = newcomer.page.locator('tr[id="shenzhen-2024/high-tech-enterprises-2025"]')
    assert target in row.inner_text()
    assert "国家高新技术企业超过2.5万家" in row.inner_text()
    with newcomer.page.expect_navigation():
        newcomer.click(row.locator('a[href*="indicators/"]'))
    text = newcomer.text()
    assert latest in text
    assert "国家高新技术企业已分别达1.1万家、2.1万家、2.48万家" in text


@SIZES
@pytest.mark.parametrize(("language", "way"), [("zh", "工业母机 → "), ("en", "Industrial Machine Tools → ")], ids=ROOTS)
def test_what_became_of_machine_tools_in_2024(arrive: Arrival, language: str, way: str, size: dict[str, int]) -> None:
    newcomer = arrive(language, size)
    newcomer.follow(way)
    text = newcomer.text()
    assert "工业母机、激光与增材制造、精密仪器设备3个产业集群合并为高端装备与仪器产业集群" in text
    assert newcomer.page.locator(":target").first.is_visible()


@SIZES
@pytest.mark.parametrize(
    ("language", "downloads", "fields", "meaning"),
    [
        ("zh", "下载：CSV、JSON 与数据包", "数据字典：每个字段的含义", "期限"),
        ("en", "Downloads: CSV, JSON, data packages", "Data dictionary: what every field means", "Deadline"),
    ],
    ids=ROOTS,
)
def test_a_csv_of_all_targets_and_what_each_field_means(
    arrive: Arrival, language: str, downloads: str, fields: str, meaning: str, size: dict[str, int]
) -> None:
    newcomer = arrive(language, size)
    newcomer.follow(downloads)
    with newcomer.page.expect_download() as started:
        newcomer.click(newcomer.page.locator('main a:visible[href$="targets.csv"]').first)
    table = csv.DictReader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8")))
    assert len(list(table)) >= 73
    reader = arrive(language, size)
    reader.follow(fields)
    text = reader.text()
    assert [field for field in table.fieldnames or () if field not in text] == []
    assert meaning in text

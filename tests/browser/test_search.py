"""The search as readers use it: forty questions typed into the real box, and what must not break it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

FIRST = 5
MOST_MISSES = 2
INPUT = "#search input[name=q]"
# What is typed, and the page that must be among the first five.
TITLES_AND_SENTENCES = {
    "新质生产力进一步推进": "documents/shenzhen-2024/",
    "壮大战略性新兴产业集群和培育未来产业": "documents/dongguan-2024/",
    "培育发展战略性新兴产业行动计划": "documents/ruian-2023/",
    "进一步加快发展战略性新兴产业的实施": "documents/shenzhen-2018/",
    "深圳大力推进新型工业化": "documents/shenzhen-2024-10-31/",
    "国家高新技术企业超过2.5万家": "targets/#shenzhen-2024/high-tech-enterprises-2025",
    "产业增加值超过1.6万亿": "documents/shenzhen-2024/",
    "规上工业总产值超过30000亿元": "documents/dongguan-2024/",
    "集群合并为高端装备与仪器": "lineage/#shenzhen-2024/high-end-equipment-merge/1",
    "每个产业集群控制在3—5个区": "documents/shenzhen-2024/",
    "管行业必须管产业": "documents/dongguan-2024/",
    "打造低空经济产业先行": "documents/dongguan-2024/",
    "加强高端数控机床关键零部件": "documents/dongguan-2024/",
    "实现新材料产业规上总产值180亿": "documents/ruian-2023/",
    "智能化改造320家": "documents/ruian-2023/",
    "大师工作室5家以上": "documents/ruian-2023/",
    "支持37个重点发展片区": "documents/shenzhen-2018/",
    "工业互联网标识解析": "documents/shenzhen-2018/",
    "全市技改投资同比增长": "documents/shenzhen-2024-10-31/",
    "市长为主召集人": "documents/shenzhen-2024/",
}
PLACES_AND_AGENCIES = {
    "市发展改革局": "agencies/dongguan-drb/",
    "市发改局": "agencies/ruian-drb/",
    "发展改革委": "agencies/shenzhen-drc/",
    "市长": "agencies/shenzhen-mayor/",
    "市科技局": "agencies/dongguan-stb/",
    "深汕": "places/shenzhen-shenshan/",
    "松山湖": "places/dongguan-songshanhu/",
    "水乡": "places/dongguan-shuixiang/",
    "滨海湾": "places/dongguan-binhaiwan/",
    "谢岗": "places/dongguan-xiegang/",
}
INSIDE_A_WORD = {
    "导体": "clusters/dongguan-2024/semiconductors/",
    "能网联": "clusters/shenzhen-2024/intelligent-connected-vehicles/",
    "空经济": "clusters/dongguan-2024/low-altitude-economy/",
    "业母机": "lineage/#shenzhen-2024/high-end-equipment-merge/1",
    "脑机工": "clusters/shenzhen-2024/brain-science-and-engineering/",
}
ENGLISH = {
    "low-altitude economy": "clusters/dongguan-2024/low-altitude-economy/",
    "Songshan Lake": "places/dongguan-songshanhu/",
    "national high-tech enterprises": "targets/#shenzhen-2024/high-tech-enterprises-2025",
    "Development and Reform Commission": "agencies/shenzhen-drc/",
    "data dictionary": "downloads/dictionary/",
}
QUESTIONS = [
    *(("/", words, page) for words, page in {**TITLES_AND_SENTENCES, **PLACES_AND_AGENCIES, **INSIDE_A_WORD}.items()),
    *(("/en/", words, page) for words, page in ENGLISH.items()),
]
# Terms that an index of cut words loses: long ones, parts of words, names.
TERMS = (
    "高质量发展", "新能源汽车", "导体", "半导体", "能网联", "空经济", "战略性新兴产业", "集成电路", "人工智能",
    "高新技术企业", "市发展改革局", "松山湖", "深汕特别合作区", "工业母机", "产业集群", "万亿元", "镇",
)  # fmt: skip
HOSTILE = {
    "script": "<script>alert(1)</script>导体",
    "quote": '"><img src=x onerror=alert(1)>导体',
    "emoji": "🦄导体😀",
    "bidi": "\u202e导体\u2066",
    "pattern": "导体(.*)[a-z]{2,}$\\",
    "lone-surrogate": "导体%ED%A0%80",
    "long": "导体" + "很长" * 5000,
}


@pytest.fixture
def faults() -> list[str]:
    """What went wrong on the page: console errors, failed and foreign requests."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, faults: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(f"{address}/") else faults.append(asked.url))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()


def search(page: Page, words: str) -> None:
    page.fill(INPUT, words)
    expect(page.locator("[role=status]")).not_to_have_text("正在载入……")


def found(page: Page, root: str) -> list[str]:
    """The places of all results shown, below the language's root."""
    links = page.locator(".pl-found a").evaluate_all("links => links.map((link) => link.href)")
    return [link.removeprefix(root) for link in links]


def leads_to(place: str, wanted: str) -> bool:
    """Whether a result is the record that is wanted, or stands on the page that is wanted."""
    return place == wanted if "#" in wanted else place.partition("#")[0] == wanted


def test_forty_questions_find_their_page_among_the_first_five(page: Page, address: str, faults: list[str]) -> None:
    misses = []
    for root, words, wanted in QUESTIONS:
        page.goto(f"{address}{root}search/")
        search(page, words)
        places = found(page, address + root)[:FIRST]
        misses += [] if any(leads_to(place, wanted) for place in places) else [(words, wanted, places)]
    assert len(QUESTIONS) == 40
    assert len(misses) <= MOST_MISSES, misses
    assert faults == []


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_entry_that_holds_a_term_is_found(page: Page, address: str, built_site: Path, root: str) -> None:
    entries = json.loads((built_site / root / "search" / "entries.json").read_text(encoding="utf-8"))["entries"]
    page.goto(f"{address}/{root}search/")
    numbers = {}
    for term in TERMS:
        search(page, term)
        numbers[term] = int("".join(filter(str.isdigit, page.inner_text("[role=status]"))))
    assert numbers == {term: sum(holds(entry, term) for entry in entries) for term in TERMS}


def holds(entry: dict[str, str | list[str]], term: str) -> bool:
    """Whether a term stands in any text of an entry, also within one of its other names."""
    return any(term in str(entry.get(name, "")) for name in ("title", "other", "aliases", "context", "text"))


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_is_text(page: Page, address: str, faults: list[str], hostile: str) -> None:
    page.goto(f"{address}/search/")
    search(page, hostile)
    assert page.locator("#search script, #search img").count() == 0
    assert page.input_value(INPUT) == hostile[:200]
    page.reload()
    assert page.input_value(INPUT) == hostile[:200]
    page.goto(f"{address}/search/?q={quote(hostile[:9000])[:60000]}&kind=%3Cb%3E")
    expect(page.locator("[role=status]")).not_to_be_empty()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []


def test_the_address_holds_what_is_shown(page: Page, address: str, faults: list[str]) -> None:
    page.goto(f"{address}/search/")
    search(page, "低空经济")
    page.click(".pl-search-kinds button:has-text('重点领域')")
    assert page.evaluate("decodeURIComponent(location.search)") == "?q=低空经济&kind=focus_areas"
    shown = found(page, f"{address}/")
    page.reload()
    assert found(page, f"{address}/") == shown
    assert page.locator("[aria-pressed=true]").inner_text().startswith("重点领域")
    assert all("clusters/" in place for place in shown)
    assert faults == []


def test_a_sentence_is_found_where_it_stands(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    search(page, "滚动更新创新产品")
    assert page.locator(".pl-found li >> nth=0").locator("mark").all_inner_texts() == ["滚动更新创新产品"]
    page.click(".pl-found a >> nth=0")
    assert page.url.startswith(f"{address}/documents/shenzhen-2024/#c-")
    assert "滚动更新创新产品" in page.locator(":target").inner_text()


def test_words_that_stand_nowhere_together_find_what_is_closest(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    search(page, "深圳新能源汽车补贴")
    expect(page.locator("[role=status]")).to_contain_text("没有一条含有全部字词")
    assert "新能源汽车" in page.inner_text(".pl-found li >> nth=0")
    search(page, "Ωμέγα")
    expect(page.locator("[role=status]")).to_contain_text("没有找到")
    assert page.locator(".pl-search-lists a").count() == 6


@pytest.mark.parametrize("start", ["targets/", ""], ids=["header", "home"])
def test_a_reader_searches_from_any_page_with_the_keyboard(
    browser: Browser, address: str, start: str, faults: list[str]
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda asked: faults.append(asked.url) if asked.url.endswith("entries.json") else None)
    page.goto(f"{address}/{start}")
    page.wait_for_load_state("networkidle")
    assert faults == []  # nothing of the search is loaded before somebody searches
    page.focus("form[role=search] input")
    page.keyboard.insert_text("松山湖")
    page.keyboard.press("Enter")
    page.locator(".pl-found a >> nth=0").wait_for()
    page.focus(INPUT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/places/dongguan-songshanhu/")
    context.close()


def test_on_a_phone_the_header_leads_to_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/en/targets/")
    page.click(".pl-search-header button")
    page.wait_for_url(f"{address}/en/search/**")
    assert page.evaluate("document.activeElement.name") == "q"


def test_more_results_follow_on_demand(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=产业集群")
    assert page.locator(".pl-found li").count() == 20
    page.click(".pl-search-more")
    assert page.locator(".pl-found li").count() == 40
    assert page.evaluate("document.activeElement.matches('.pl-found li:nth-child(21) a')")


def test_without_script_the_page_says_why_and_leads_to_the_lists(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/search/")
    assert "没有启用脚本" in page.inner_text("noscript")
    assert not page.locator("form[role=search]").is_visible()
    page.click(".pl-search-lists a:text-is('机构')")
    assert page.url == f"{address}/agencies/"
    assert not page.locator("form[role=search]").is_visible()
    context.close()

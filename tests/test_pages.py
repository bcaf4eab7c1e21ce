"""The pages of the website: amounts as people read them, the annotated text, live links, hostile text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import markdown
import pandas as pd
import pytest
from mkdocs.utils.meta import get_data

from pipeline.checks.eyes import Tally
from pipeline.pages import write_pages
from pipeline.pages.eyes import seen_by_both
from pipeline.pages.figures import figure
from pipeline.pages.labels import read_labels
from pipeline.pages.links import relative
from pipeline.pages.method import figures_table, read_figures
from pipeline.pages.render import Heading, Page, front_matter, mixed, visible
from pipeline.pages.rows import Corpus, Row, written
from pipeline.publication import read_publication
from pipeline.records import Plan, Registry, Shapes, plan_folders, read_plan
from pipeline.records.model import Dismissal
from pipeline.tables import build_tables

REPOSITORY = Path(__file__).parent.parent
SITE = REPOSITORY / "site"
TINY = Path(__file__).parent / "tiny" / "seeds" / "plans"
PUBLICATION = read_publication(REPOSITORY / "schemas", "0.0.1")
SERVED = ("data/", "api/v1/", "feeds/", "calendars/", "assets/")  # files that no page is made of
LABELS = read_labels(REPOSITORY / "schemas", SITE / "templates")
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)>"\' onmouseover="x` **粗** _斜_ [链](javascript:x) '
    "![i](http://evil.example/i.png) `code` {{ 7*7 }} {% raw %} &amp; &lt; # h {: #id .c} | a | \\* \u202e\u200b\u2028"
)
HOSTILE_PARAGRAPH = (
    f"\n---\ntitle: stolen\n---\n\n# 标题\n\n```\n{HOSTILE}\n\n    <div markdown=1>\n\n- 项\n</div></div>\n"
)


@dataclass(frozen=True)
class Shape:
    """What a browser would build of a page: its elements, attribute names, links, anchors and text."""

    elements: tuple[tuple[str, tuple[str, ...]], ...]
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    text: str


class ShapeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.anchors += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def rendered(text: str) -> str:
    """A page as MkDocs renders it with the extensions of mkdocs.yml."""
    body, _ = get_data(text)
    return markdown.markdown(body, extensions=["attr_list", "tables", "toc"])


def shape(text: str) -> Shape:
    reader = ShapeReader()
    reader.feed(rendered(text))
    reader.close()
    return Shape(tuple(reader.elements), tuple(reader.links), tuple(reader.anchors), "".join(reader.words))


def pages_in(folder: Path) -> dict[str, str]:
    """All pages of one language by path."""
    return {
        path.parent.relative_to(folder).as_posix().replace(".", "", 1) if path.parent == folder else
        path.parent.relative_to(folder).as_posix() + "/": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("index.md"))
    }  # fmt: skip


def lost_links(folder: Path) -> list[tuple[str, str]]:
    """Page and link of every link of one language that leads to no page or no anchor."""
    shapes = {path: shape(text) for path, text in pages_in(folder).items()}
    lost = []
    for path, found in shapes.items():
        for link in found.links:
            target, anchor = urldefrag(urljoin(f"https://site/zh/{path}", link))
            local = target.removeprefix("https://site/zh/").partition("?")[0].removesuffix("index.md")
            if (
                target.startswith("https://site/zh/")
                and not local.startswith(SERVED)
                and not local.endswith("index.json")
            ):
                lost += [] if local in shapes and anchor in {"", *shapes[local].anchors} else [(path, link)]
    return lost


def write_all(plans: tuple[Plan, ...], registry: Registry, tables: dict[str, pd.DataFrame], out: Path) -> Path:
    write_pages(plans, registry, tables, REPOSITORY / "schemas", SITE, out, PUBLICATION)
    return out


@pytest.fixture(scope="session")
def tiny_tables(tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path) -> dict[str, pd.DataFrame]:
    return build_tables(tiny_plans, tiny_registry, schemas)


@pytest.fixture(scope="session")
def tiny_pages(
    tiny_plans: tuple[Plan, ...],
    tiny_registry: Registry,
    tiny_tables: dict[str, pd.DataFrame],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    return write_all(tiny_plans, tiny_registry, tiny_tables, tmp_path_factory.mktemp("pages"))


def dismissing(plan: Plan, list_name: str, quote: str, find: str) -> Plan:
    """The plan with one find of the reader dismissed, for a reason that tries to be HTML."""
    pointer = ("document", "dismissed", 0)
    words = {"reason": f"不是目标{HOSTILE}", "reason_en": f"No target{HOSTILE}", "reviewer": "新洲核对组"}
    entry = Dismissal(pointer=pointer, quote=quote, list=list_name, find=find, **words)
    return replace(plan, document=replace(plan.document, dismissed=(entry,)))


@pytest.fixture(scope="session")
def dismissed_pages(
    tiny_plans: tuple[Plan, ...],
    tiny_registry: Registry,
    tiny_tables: dict[str, pd.DataFrame],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The tiny site with a dismissal in a plan and one in a press report."""
    former, plan, report = tiny_plans
    plans = (
        former,
        dismissing(plan, "targets", "推广5G专网", "5G value=5 unit=count"),
        dismissing(report, "observations", "记者从市政府获悉", "市政府 value=1"),
    )
    return write_all(plans, tiny_registry, tiny_tables, tmp_path_factory.mktemp("dismissed"))


def amount(**fields: str) -> Row:
    blank = {"comparator": "eq", "value_max": "", "unit": "count", "unit_noun": ""}
    return Row("targets", "x/y", blank | fields)


@pytest.mark.parametrize(
    ("row", "chinese", "english"),
    [
        pytest.param(
            amount(comparator="gt", value="1600000000000", unit="CNY", value_text="1.6万亿元"),
            "超过 1.6万亿元 / = 1,600,000,000,000元",
            "more than CNY 1.6 trillion / = CNY 1,600,000,000,000",
            id="超过1.6万亿元",
        ),
        pytest.param(
            amount(comparator="gt", value="25000", unit_noun="家", value_text="2.5万家"),
            "超过 2.5万家 / = 25,000家",
            "more than 25,000 / ",
            id="超过2.5万家",
        ),
        pytest.param(
            amount(comparator="ge", value="28", unit="percent", value_text="28%"),
            "不少于 28% / ",
            "at least 28% / ",
            id="28%以上",
        ),
        pytest.param(
            amount(comparator="range", value="3", value_max="5", unit_noun="个", value_text="3—5个"),
            "3—5个 / ",
            "3–5 / ",
            id="3—5个",
        ),
        pytest.param(
            amount(comparator="gt", value="0", unit_noun="个", value_text="零的突破"),
            "零的突破 / 超过 0个",
            "more than 0 / ",
            id="零的突破",
        ),
        pytest.param(
            amount(value="6", unit="percentage-point", value_text="6个百分点"),
            "6个百分点 / ",
            "6 percentage points / ",
            id="6个百分点",
        ),
        pytest.param(
            amount(comparator="approx", value="7000000", unit_noun="人", value_text="700万人"),
            "约 700万人 / = 7,000,000人",
            "about 7,000,000 / ",
            id="近700万人",
        ),
        pytest.param(
            amount(value="4000000000000000000", unit="FLOPS", value_text="4000P FLOPS"),
            "4000P FLOPS / = 4,000,000,000,000,000,000FLOPS",
            "4 EFLOPS / = 4,000,000,000,000,000,000FLOPS",
            id="4000P FLOPS",
        ),
    ],
)
def test_an_amount_reads_as_people_write_it(row: Row, chinese: str, english: str) -> None:
    shown = {language: figure(row, labels) for language, labels in LABELS.items()}
    assert f"{shown['zh'].plain} / {shown['zh'].exact}" == chinese
    assert f"{shown['en'].plain} / {shown['en'].exact}" == english


@pytest.mark.parametrize(
    ("page", "place", "link"),
    [
        ("", "clusters/", "clusters/"),
        ("clusters/", "", "../"),
        ("clusters/", "clusters/#changes", "#changes"),
        ("clusters/dongguan-2024/low-altitude/", "places/dongguan-changan/", "../../../places/dongguan-changan/"),
        ("", "#text", "#text"),
    ],
)
def test_a_link_goes_from_page_to_place(page: str, place: str, link: str) -> None:
    assert relative(page, place) == link


def test_invisible_characters_are_spelled_out() -> None:
    assert visible("东莞\u202e市\n\u200b一\x00") == "东莞⟨U+202E⟩市 ⟨U+200B⟩一⟨U+0000⟩"


def test_chinese_in_an_english_note_is_marked_as_chinese() -> None:
    assert mixed("The words 到2025年 <b>") == (
        'The words <span lang="zh-Hans">到</span>2025<span lang="zh-Hans">年</span> &lt;b&gt;'
    )


def test_front_matter_keeps_any_title() -> None:
    title = '“十四五”: a #1 {x} 😀 "q" <b> --- \u202e'
    page = Page("", "home.html", title, title, outline=(Heading("s1", title),))
    body, meta = get_data(front_matter(page) + "<p>text</p>")
    shown = "“十四五”: a #1 {x} &#x1F600; &#34;q&#34; &lt;b&gt; --- ⟨U+202E⟩"
    assert body.strip() == "<p>text</p>"
    assert meta["title"] == meta["description"] == meta["outline"][0]["title"] == shown


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (pd.NA, ""), (True, "true"), (("a", "b"), "a|b"), (pd.array([3], "Int64")[0], "3")],
    ids=["none", "NA", "true", "list", "integer"],
)
def test_a_cell_is_read_as_the_csv_writes_it(cell: Any, text: str) -> None:
    assert written(cell) == text


def test_every_text_of_the_templates_is_there_and_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (SITE / "templates").glob("*.html"))
    source += "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "pipeline/pages").glob("*.py"))
    strings = set(LABELS["zh"].strings)
    asked = set(re.findall(r"""\b(?:t|say)\(["']([\w-]+)["']""", source))
    families = tuple(name for name in re.findall(r"""\b(?:t|say)\(f?["']([\w]+_)(?:["'] ~|\{)""", source))
    assert asked - strings - set(families) == set()
    assert {name for name in strings - asked if not name.startswith(families) and name not in source} == set()


def test_both_languages_have_the_same_pages(tiny_pages: Path) -> None:
    chinese, english = pages_in(tiny_pages / "zh"), pages_in(tiny_pages / "en")
    assert list(chinese) == list(english)
    assert {"", "documents/xinzhou-2025/", "clusters/", "targets/", "method/", "downloads/dictionary/"} <= set(chinese)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_generator_leaves_every_page_as_it_was_written(tiny_pages: Path, language: str) -> None:
    generated = {path: text for path, text in pages_in(tiny_pages / language).items() if path != "method/"}
    assert [path for path, text in generated.items() if rendered(text).strip() != get_data(text)[0].strip()] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_link_and_anchor_leads_somewhere(tiny_pages: Path, language: str) -> None:
    assert lost_links(tiny_pages / language) == []


@pytest.mark.parametrize(("language", "root"), [("zh", "../data/latest/"), ("en", "../../data/latest/")])
def test_downloads_lie_below_the_root_of_the_site(tiny_pages: Path, language: str, root: str) -> None:
    links = shape(pages_in(tiny_pages / language)["downloads/"]).links
    assert f"{root}targets/targets.csv" in links
    assert f"{root}spatial-layout/datapackage.json" in links


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_quote_has_its_place_in_the_annotated_text(
    tiny_pages: Path, tiny_tables: dict[str, pd.DataFrame], language: str
) -> None:
    pages = pages_in(tiny_pages / language)
    anchors = {path: set(shape(text).anchors) for path, text in pages.items() if path.startswith("documents/")}
    missing = [
        (table, start, end)
        for table in ("clusters", "targets", "observations", "measures", "responsibilities", "placements", "sites")
        for document, start, end in tiny_tables[table][["document_id", "char_start", "char_end"]].itertuples(
            index=False
        )
        if f"q-{start}-{end}" not in anchors[f"documents/{document}/"]
    ]
    assert missing == []


def test_the_annotated_text_is_the_whole_plan_in_order(tiny_pages: Path) -> None:
    text = shape(pages_in(tiny_pages / "zh")["documents/xinzhou-2025/"]).text.split("全文与标注")[-1]
    assert (
        "先进产业产值超过122、00亿元，国家高新技术企业达到300家以上" in text
    )  # the page mark stays, between 12 and 00
    assert text.index("一、总体要求") < text.index("二、战略性新兴产业集群") < text.index("推广5G专网")


def test_site_chrome_is_left_out_and_said_so(tiny_pages: Path) -> None:
    text = shape(pages_in(tiny_pages / "zh")["documents/xinzhou-2025/"]).text
    assert "首页 > 政策文件" not in text
    assert "略去网页附带文字：网站导航" in text


def test_a_name_in_a_clause_leads_to_its_own_record(tiny_pages: Path) -> None:
    page = pages_in(tiny_pages / "zh")["documents/xinzhou-2025/"]
    towns = re.findall(r'class="q q-place q-name"[^>]*href="([^"]+)"[^>]*>(青石|白沙镇)<', page)
    assert [(place.split("#")[0], name) for place, name in towns][:2] == [
        ("../../places/xinzhou-qingshi/", "青石"),
        ("../../places/xinzhou-baisha/", "白沙镇"),
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_a_press_report_only_the_quoted_clauses_are_shown(tiny_pages: Path, language: str) -> None:
    pages = pages_in(tiny_pages / language)
    unquoted = ("记者从市政府获悉", "市科技局负责人说", "点击下载客户端")
    assert [(path, words) for path, text in pages.items() for words in unquoted if words in text] == []
    assert "全市国家高新技术企业达" in shape(pages["documents/xinzhou-2025-10-20/"]).text


def test_what_is_not_said_is_said_to_be(tiny_pages: Path) -> None:
    text = shape(pages_in(tiny_pages / "zh")["coverage/"]).text
    assert "没有牵头机构" in text
    assert "2 个中有 2 个" in text  # the plan of 2021 names no agency for its two clusters


def test_tallies_of_all_lists_are_added() -> None:
    row = Row("documents", "xinzhou-2025", {})
    tallies = (Tally("clusters", 28, 1, 0), Tally("targets", 6, 2, 3))
    seen = seen_by_both(Corpus({}, {}, {"xinzhou-2025": tallies}), row)
    assert (seen.whole.agreed, seen.whole.settled, seen.whole.people_only) == (34, 3, 3)
    assert seen.lists == tallies


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "程序复核：一致 3 · 由人核定 0 · 只有人看到 0"),
        ("en", "A second pair of eyes: 3 agreed · 0 settled by a person · 0 seen by people only"),
    ],
)
def test_a_document_says_how_the_reader_and_people_see_it(tiny_pages: Path, language: str, line: str) -> None:
    page = shape(pages_in(tiny_pages / language)["documents/xinzhou-2021/"])
    assert line in page.text
    assert "../../coverage/#eyes" in page.links


def test_coverage_shows_list_by_list_what_only_people_see(tiny_pages: Path) -> None:
    page = pages_in(tiny_pages / "zh")["coverage/"]
    table = page.partition('id="eyes"')[2].partition("</table>")[0]
    assert re.findall(r"<th[^>]*>([^<]+)</th>", table) == [
        "文件", "各表合计", "集群", "集群调整", "目标", "观测", "责任", "布局",
    ]  # fmt: skip
    assert re.findall(r'documents/([\w-]+)/"', table) == ["xinzhou-2025-10-20", "xinzhou-2025", "xinzhou-2021"]
    assert '<td class="pl-num">3<br><span class="pl-small">只有人看到 1</span></td>' in table


def test_without_dismissals_none_are_shown(tiny_pages: Path) -> None:
    pages = pages_in(tiny_pages / "zh")
    assert [path for path, text in pages.items() if 'id="dismissed"' in text or 'q-dismissed"' in text] == []
    assert "驳回的读法：0" in shape(pages["documents/xinzhou-2025/"]).text


@pytest.mark.parametrize(
    ("language", "reason", "around"),
    [("zh", "不是目标<script>", "驳回的读法"), ("en", "No target<script>", "Dismissed findings")],
)
def test_a_dismissal_is_shown_with_its_reason_and_sentence(
    dismissed_pages: Path, language: str, reason: str, around: str
) -> None:
    page = shape(pages_in(dismissed_pages / language)["coverage/"])
    assert [
        words
        for words in (around, "5G value=5 unit=count", reason, "推广5G专网", "新洲核对组")
        if words not in page.text
    ] == []
    assert {"xinzhou-2025/dismissed-1", "xinzhou-2025-10-20/dismissed-1"} <= set(page.anchors)
    assert not {tag for tag, _ in page.elements} & {"script", "img", "em", "strong"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_dismissed_find_is_marked_in_the_text_and_leads_to_its_reason(dismissed_pages: Path, language: str) -> None:
    pages = pages_in(dismissed_pages / language)
    assert lost_links(dismissed_pages / language) == []
    assert "../../coverage/#xinzhou-2025/dismissed-1" in shape(pages["documents/xinzhou-2025/"]).links
    report = shape(pages["documents/xinzhou-2025-10-20/"])
    assert "../../coverage/#xinzhou-2025-10-20/dismissed-1" in report.links
    assert "记者从市政府获悉" in report.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_on_method_shows_the_accepted_figures_of_the_reader(tiny_pages: Path, language: str) -> None:
    page = pages_in(tiny_pages / language)["method/"]
    figures = read_figures(SITE / "pages" / "reader-figures.json")
    assert figures_table(figures, LABELS[language]) in page
    assert "<!--" not in page
    written = (SITE / "pages" / language / "method" / "index.md").read_text(encoding="utf-8")
    assert page.startswith(written.split("<!--")[0])  # what people wrote stands as they wrote it


def test_figures_are_called_as_the_tables_and_fields_are() -> None:
    row = {"matched": 97, "found": 100, "wanted": 98, "precision": 0.97, "recall": 0.99, "f1": 0.98}
    figures = {"documents": {"targets": row}, "examples": {"deadlines": row}}
    assert [cell for cell in re.split("<[^>]*>", figures_table(figures, LABELS["zh"])) if cell] == [
        *("文本", "表", "人记录", "程序读出", "相同", "准确率", "召回率", "F1"),
        *("本站文件", "目标", "98", "100", "97", "0.970", "0.990", "0.980"),
        *("站外规划", "期限", "98", "100", "97", "0.970", "0.990", "0.980"),
    ]
    assert '<td>Plans elsewhere</td><td>Deadline</td><td class="pl-num">98</td>' in figures_table(figures, LABELS["en"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_in_every_field_adds_no_element_attribute_or_link(
    tiny_pages: Path,
    tiny_plans: tuple[Plan, ...],
    tiny_registry: Registry,
    tiny_tables: dict[str, pd.DataFrame],
    tmp_path: Path,
    language: str,
) -> None:
    tame = write_all(tiny_plans, tiny_registry, _with_text(tiny_tables, "文字"), tmp_path / "tame")
    hostile = write_all(tiny_plans, tiny_registry, _with_text(tiny_tables, HOSTILE), tmp_path / "hostile")
    expected = {path: shape(text) for path, text in pages_in(tame / language).items()}
    found = {path: shape(text) for path, text in pages_in(hostile / language).items()}
    assert list(found) == list(expected)
    for path, page in found.items():
        spans = [(tag, names) for tag, names in page.elements if (tag, names) != ("span", ("lang",))]
        assert spans == [(tag, names) for tag, names in expected[path].elements if (tag, names) != ("span", ("lang",))]
        assert page.links == expected[path].links
    assert HOSTILE.partition("\u202e")[0] in found["documents/xinzhou-2025/"].text


def test_hostile_text_in_the_source_shows_as_plain_text(
    shapes: Shapes, tiny_registry: Registry, schemas: Path, tmp_path: Path
) -> None:
    shutil.copytree(TINY, tmp_path / "seeds" / "plans")
    source = tmp_path / "seeds" / "plans" / "xinzhou-2025" / "source.txt"
    source.write_text(source.read_text(encoding="utf-8") + HOSTILE_PARAGRAPH, encoding="utf-8")
    plans = tuple(_plan(folder, shapes) for folder in plan_folders(tmp_path / "seeds"))
    tables = build_tables(plans, tiny_registry, schemas)
    page = pages_in(write_all(plans, tiny_registry, tables, tmp_path / "out") / "zh")["documents/xinzhou-2025/"]
    found = shape(page)
    assert not {tag for tag, _ in found.elements} & {"script", "img", "em", "strong", "table_"}
    assert [tag for tag, _ in found.elements].count("pre") == 3  # the forms of the page's citation
    assert not [link for link in found.links if "evil" in link or "javascript" in link]
    assert "<script>alert(1)</script>" in found.text
    assert "⟨U+202E⟩" in found.text
    assert get_data(page)[1]["title"] != "stolen"


def _plan(folder: Path, shapes: Shapes) -> Plan:
    plan, problems = read_plan(folder, folder.name, shapes)
    assert problems == []
    assert plan is not None
    return plan


def _with_text(tables: Mapping[str, pd.DataFrame], text: str) -> dict[str, pd.DataFrame]:
    """The tables with `text` added to every free text that is not empty; keys, enum values and quotes stay."""
    changed = {name: frame.copy() for name, frame in tables.items()}
    for table, schema in LABELS["zh"].schemas.items():
        for field in schema["fields"]:
            bound = {"pattern", "enum"} & set(field.get("constraints", {})) or field["name"] == "quote"
            if field["type"] == "string" and not bound:
                column = changed[table][field["name"]]
                joined = [f"{value}{text}" if value else value for value in column]
                changed[table][field["name"]] = pd.Series(joined, index=column.index, dtype="object")
    return changed


def test_strings_hold_both_languages() -> None:
    assert [
        name for name, pair in LABELS["zh"].strings.items() if not (pair["zh"].strip() and pair["en"].strip())
    ] == []
    assert json.loads((REPOSITORY / "schemas/packages.json").read_text(encoding="utf-8"))["packages"][0]["title_en"]

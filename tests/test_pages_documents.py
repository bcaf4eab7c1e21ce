"""Pages of documents, places, coverage and home: anchored sentences, records in a line, gaps said, answers first."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from test_pages import LABELS, REPOSITORY, pages_in, shape, write_all

from pipeline.pages.annotated import cut_sentences
from pipeline.pages.coverage import cover, coverage_page
from pipeline.pages.home import home_page
from pipeline.pages.labels import Labels
from pipeline.pages.marks import Link
from pipeline.pages.rows import Corpus, Row, read_corpus
from pipeline.pages.view import View
from pipeline.records import Plan, Registry
from pipeline.tables import build_tables
from pipeline.text import Span

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="session")
def corpus(tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path) -> Corpus:
    return read_corpus(tiny_plans, build_tables(tiny_plans, tiny_registry, schemas))


@pytest.fixture(scope="session")
def view(corpus: Corpus) -> View:
    return View(corpus, LABELS["zh"])


@pytest.fixture(scope="session")
def pages(
    tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, str]]:
    tables: dict[str, pd.DataFrame] = build_tables(tiny_plans, tiny_registry, schemas)
    out = write_all(tiny_plans, tiny_registry, tables, tmp_path_factory.mktemp("documents"))
    return {language: pages_in(out / language) for language in LANGUAGES}


@pytest.mark.parametrize(
    "begin",
    [
        "为壮大我市产业集群",
        "围绕智能装备、新材料",
        "到2027年，先进产业产值",
        "重点发展工业机器人",
        "支持以青石、白沙镇",
        "原则上每个集群控制在1—2个镇布局",
    ],
)
def test_every_sentence_has_an_anchor_where_it_begins(
    pages: dict[str, dict[str, str]], corpus: Corpus, begin: str
) -> None:
    at = corpus.plans["xinzhou-2025"].source.text.index(begin)
    assert [f"c-{at}" in shape(pages[language]["documents/xinzhou-2025/"]).anchors for language in LANGUAGES] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("加快发展。稳步推进；", ["加快发展。", "稳步推进；"]),
        ("提出“更快一步！”随后落实。", ["提出“更快一步！”", "随后落实。"]),
        ("到2027年，达到300家", ["到2027年，达到300家"]),
    ],
    ids=["full stop", "closing quotation mark", "no end"],
)
def test_a_sentence_ends_behind_its_mark(text: str, sentences: list[str]) -> None:
    spans = cut_sentences(text, Span(0, len(text)))
    assert [text[span.start : span.end] for span in spans] == sentences


def test_of_a_press_report_no_sentence_is_named_by_its_offset(pages: dict[str, dict[str, str]]) -> None:
    anchors = shape(pages["zh"]["documents/xinzhou-2025-10-20/"]).anchors
    assert [anchor for anchor in anchors if anchor.startswith("c-")] == []
    assert [anchor for anchor in anchors if anchor.startswith("q-")] != []


def test_a_paragraph_can_be_linked_to(pages: dict[str, dict[str, str]]) -> None:
    found = shape(pages["zh"]["documents/xinzhou-2025/"])
    named = [link for link in found.links if re.fullmatch(r"#c-[0-9]+", link)]
    assert named
    assert [link for link in named if link[1:] not in found.anchors] == []


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh", "目标 · 国家高新技术企业数 · 不少于 300家 · 2027-12-31"),
        ("zh", "布局 · 青石 · 集聚区或基地 · 智能装备"),
        ("zh", "责任 · 新洲市科学技术局 · 负责 · 加强统筹协调"),
        ("en", "Targets · National high-tech enterprises · at least 300 · 2027-12-31"),
    ],
)
def test_a_highlight_says_its_record_in_one_line(pages: dict[str, dict[str, str]], language: str, title: str) -> None:
    assert title in re.findall(r'title="([^"]+)"', pages[language]["documents/xinzhou-2025/"])


def test_a_link_says_what_it_leads_to() -> None:
    assert Link("targets/#a", "目标 · 总产值", ("超过 30000亿元", "2027-12-31")).words == (
        "目标 · 总产值 · 超过 30000亿元 · 2027-12-31"
    )


def test_the_script_of_the_annotated_text_is_short() -> None:
    lines = (REPOSITORY / "site/assets/records.js").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip() and not line.startswith("//")]) <= 66


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("采集日期", "来源网址", "没有记录", "UTF-8")),
        ("en", ("Captured", "not known", "UTF-8")),
    ],
)
def test_the_card_says_what_is_not_known(
    pages: dict[str, dict[str, str]], language: str, words: tuple[str, ...]
) -> None:
    text = shape(pages[language]["documents/xinzhou-2021/"]).text
    assert [each for each in words if each not in text] == []


def test_the_card_says_what_of_the_stored_text_is_not_the_document(pages: dict[str, dict[str, str]]) -> None:
    text = shape(pages["zh"]["documents/xinzhou-2025/"]).text
    assert "其中 1 处是网页附带文字 · 2 个页码标记" in text


def test_placements_stand_clause_by_clause_with_their_sentence(pages: dict[str, dict[str, str]]) -> None:
    page = pages["zh"]["documents/xinzhou-2025/"]
    table = page.partition('id="places"')[2].partition("</table>")[0]
    assert re.findall(r">((?:支持以|特种钢材在)[^<]+)</a>", table) == [
        "支持以青石、白沙镇为重点建设集聚区",
        "支持以青石为重点建设集聚区",
        "特种钢材在白沙镇先行示范",
    ]


def test_the_numerals_of_a_document_add_up(view: View, corpus: Corpus) -> None:
    for row in corpus["documents"]:
        covered = cover(view, row)
        assert covered.numerals == len(corpus.where("numerals", "document_id", row.key))


def test_a_document_says_what_it_leaves_unsaid(pages: dict[str, dict[str, str]]) -> None:
    text = shape(pages["zh"]["documents/xinzhou-2021/"]).text.partition("这份文件没有写的")[2]
    assert "没有牵头机构" in text
    assert "这份文件的全部集群" in text


def test_a_report_without_clusters_leaves_none_unsaid(pages: dict[str, dict[str, str]]) -> None:
    assert "这份文件没有写的" not in pages["zh"]["documents/xinzhou-2025-10-20/"]


def test_the_legend_counts_the_records_of_each_kind(pages: dict[str, dict[str, str]], corpus: Corpus) -> None:
    page = pages["zh"]["documents/xinzhou-2025/"]
    legend = page.partition('class="pl-legend"')[2].partition("</ul>")[0]
    counted = dict(re.findall(r'value="(\w+)".*?pl-count">([0-9]+)<', legend))
    assert counted["target"] == str(len(corpus.where("targets", "document_id", "xinzhou-2025")))
    assert "observation" not in counted


@pytest.mark.parametrize(
    ("language", "known"),
    [
        ("zh", ("来自新闻报道。", "不知道哪一天采集。", "重点领域：程序漏读较多。")),
        ("en", ("A newspaper's word.", "The day of capture is not known.", "Focus areas: the program misses much.")),
    ],
)
def test_known_problems_are_said_in_plain_words(
    pages: dict[str, dict[str, str]], language: str, known: tuple[str, ...]
) -> None:
    text = shape(pages[language]["coverage/"]).text
    assert [words for words in known if words not in text] == []


def test_a_text_that_breaks_off_is_a_known_problem(corpus: Corpus) -> None:
    rows = tuple(
        Row(row.table, row.key, {**row.fields, "completeness": "truncated"}) for row in corpus["documents"][:1]
    )
    changed = Corpus(corpus.plans, {**corpus.tables, "documents": (*rows, *corpus["documents"][1:])}, corpus.tallies)
    known = coverage_page(View(changed, LABELS["zh"]), {}).context["known"]
    assert next((problem.title, [row.key for row in problem.rows]) for problem in known) == (
        "文本被截断。",
        [rows[0].key],
    )


def test_a_list_the_reader_knows_well_is_no_problem(view: View) -> None:
    figures = {"documents": {"targets": {"recall": 0.99, "wanted": 100, "matched": 99}}}
    known = coverage_page(view, figures).context["known"]
    assert [problem.title for problem in known if "漏读" in problem.title] == []


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("places/xinzhou-qingshi/", "新洲 2025 在青石布局 2 个产业：智能装备、新材料"),
        ("places/xinzhou-baisha/", "新洲 2025 在白沙布局 2 个产业：智能装备、特种钢材"),
    ],
)
def test_a_place_answers_first_what_is_planned_there(pages: dict[str, dict[str, str]], path: str, answer: str) -> None:
    assert answer in shape(pages["zh"][path]).text


def test_a_city_sums_what_is_said_of_its_parts(pages: dict[str, dict[str, str]]) -> None:
    page = shape(pages["zh"]["places/xinzhou/"])
    assert "其中 2 个地区另被点名：布局 4 处" in page.text
    assert {"../xinzhou-qingshi/", "../../places/xinzhou-qingshi/"} & set(page.links)


def test_a_zone_leads_to_its_towns_and_says_nothing_names_it(pages: dict[str, dict[str, str]]) -> None:
    text = shape(pages["zh"]["places/xinzhou-east/"]).text
    assert "没有文件" in text or "本库所收文件没有点名这里本身" in text
    assert "其中 2 个地区另被点名" in text


def test_places_that_share_an_industry_lead_to_each_other(pages: dict[str, dict[str, str]]) -> None:
    text = shape(pages["zh"]["places/xinzhou-qingshi/"]).text.partition("同样的产业还布局在")[2]
    assert text.strip().startswith("白沙 1")


def test_the_list_of_places_says_in_the_row_what_each_is_named_for(pages: dict[str, dict[str, str]]) -> None:
    page = pages["zh"]["places/"]
    row = page.partition('<tr id="xinzhou-qingshi">')[2].partition("</tr>")[0]
    assert re.findall(r">(智能装备|新材料)</a>", row) == ["智能装备", "新材料"]


def test_the_home_page_asks_four_questions_and_leads_on(view: View) -> None:
    questions = home_page(view).context["questions"]
    assert [question.words for question in questions] == [
        "哪里规划了什么产业，由谁牵头？",
        "定了什么目标，现在到了多少？",
        "上一版的集群后来怎样了？",
        "怎样下载数据，每个字段是什么意思？",
    ]
    assert "机床 → 智能装备" in [way.words for way in questions[2].examples]


def test_the_home_page_sets_a_target_beside_the_figure_reported_later(view: View) -> None:
    example = home_page(view).context["example"]
    assert example.match["status"] in {"met", "not-met", "not-yet"}
    assert (example.target["document_id"], example.observation["document_id"]) == ("xinzhou-2025", "xinzhou-2025-10-20")


@pytest.mark.parametrize("labels", [LABELS["zh"], LABELS["en"]], ids=LANGUAGES)
def test_the_home_page_is_light(corpus: Corpus, labels: Labels) -> None:
    context = home_page(View(corpus, labels)).context
    assert len(context["cards"]) <= 3
    assert all(len(question.examples) <= 8 for question in context["questions"])

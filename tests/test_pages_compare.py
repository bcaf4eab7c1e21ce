"""Compare, indicators and agencies: the real documents side by side, and what is said where something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.pages import write_pages
from pipeline.pages.compare import Matrix, compare_pages
from pipeline.pages.labels import read_labels
from pipeline.pages.messages import counted, listed
from pipeline.pages.rows import Corpus, read_corpus
from pipeline.pages.view import View
from pipeline.publication import read_publication
from pipeline.records import Plan, Registry, Shapes, plan_folders, read_plan, read_registry
from pipeline.tables import build_tables

REPOSITORY = Path(__file__).parent.parent
PUBLICATION = read_publication(REPOSITORY / "schemas", "0.0.1")
LABELS = read_labels(REPOSITORY / "schemas", REPOSITORY / "site" / "templates")


def written(plans: tuple[Plan, ...], registry: Registry, out: Path) -> Path:
    tables = build_tables(plans, registry, REPOSITORY / "schemas")
    write_pages(plans, registry, tables, REPOSITORY / "schemas", REPOSITORY / "site", out, PUBLICATION)
    return out


@pytest.fixture(scope="session")
def real_plans(shapes: Shapes) -> tuple[Plan, ...]:
    read = [read_plan(folder, folder.name, shapes)[0] for folder in plan_folders(REPOSITORY / "seeds")]
    return tuple(plan for plan in read if plan is not None)


@pytest.fixture(scope="session")
def real_registry(shapes: Shapes) -> Registry:
    registry, problems = read_registry(REPOSITORY / "seeds" / "registry", "seeds/registry", shapes)
    assert problems == []
    assert registry is not None
    return registry


@pytest.fixture(scope="session")
def corpus(real_plans: tuple[Plan, ...], real_registry: Registry) -> Corpus:
    return read_corpus(real_plans, build_tables(real_plans, real_registry, REPOSITORY / "schemas"))


@pytest.fixture(scope="session")
def site(real_plans: tuple[Plan, ...], real_registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(real_plans, real_registry, tmp_path_factory.mktemp("real") / "pages")


@pytest.fixture(scope="session")
def bare_site(tiny_plans: tuple[Plan, ...], tiny_registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of one plan that names no agency and no place for its two clusters."""
    plans = tuple(plan for plan in tiny_plans if plan.document_id == "xinzhou-2021")
    return written(plans, tiny_registry, tmp_path_factory.mktemp("bare") / "pages")


def page(site: Path, path: str, language: str = "zh") -> LexborHTMLParser:
    text = (site / language / path / "index.md").read_text(encoding="utf-8")
    return LexborHTMLParser(text.split("---\n", 2)[2])


def row(found: LexborHTMLParser, head: str) -> LexborNode:
    """The table row whose head holds these words."""
    rows = [row for row in found.css("tbody tr") if (cell := row.css_first("th")) and head in cell.text()]
    assert len(rows) == 1
    return rows[0]


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def links(node: LexborNode) -> list[tuple[str, str]]:
    return [(words(link), str(link.attributes["href"])) for link in node.css("a")]


def test_a_sector_row_holds_the_clusters_of_every_city_and_year(site: Path) -> None:
    found = page(site, "compare/")
    heads = [words(cell) for cell in found.css("thead th")]
    cells = [[name for name, _ in links(cell)] for cell in row(found, "新材料产业").css("td")]
    assert heads == ["行业", "东莞 2024", "瑞安 2023", "深圳 2018", "深圳 2024"]
    assert cells == [["新材料"], ["新材料"], ["新材料"], ["高性能材料"]]
    assert links(row(found, "新材料产业"))[0][1] == "../clusters/dongguan-2024/new-materials/"


def test_the_title_of_the_sectors_says_what_the_rows_show(site: Path) -> None:
    assert words(page(site, "compare/").css_first("h2")) == (
        "4 份文件都点名的行业：新一代信息技术产业、高端装备制造产业、新材料产业、生物产业。"
        "一份也没有点名的：相关服务业、未来制造、未来能源。"
    )
    assert words(page(site, "compare/", "en").css_first("h2")).startswith("Named by all 4 documents: New-generation")


def test_clusters_without_a_sector_stand_last_and_the_assignment_is_called_editorial(site: Path) -> None:
    found = page(site, "compare/")
    assert words(found.css("tbody tr")[-1].css_first("th")) == "未归类"
    assert "具身智能" in found.css("tbody tr")[-1].text()
    assert "行业由编者归类，文件本身没有这样说" in found.text()


def test_the_kind_of_a_cluster_is_said_in_words_too(site: Path) -> None:
    cell = row(page(site, "compare/"), "未来信息").css_first("td")
    assert words(cell) == "◆未来产业 下一代移动通信(6G)"


def test_a_cluster_row_says_who_leads_it_and_marks_where_it_is_placed(site: Path) -> None:
    line = row(page(site, "compare/places/"), "低空经济")
    agency, *marks = links(line)[1:]
    assert agency == ("东莞市发展和改革局", "../../agencies/dongguan-drb/")
    assert [name for name, _ in marks] == [
        "●松山湖：集聚区或基地",
        "●水乡：集聚区或基地",
        "●谢岗：集聚区或基地",
    ]
    assert {place.split("-")[0] + "-" + place.split("-")[1] for _, place in marks} == {
        "../../documents/dongguan-2024/#q"
    }


def test_the_most_named_place_is_counted_from_the_marks(corpus: Corpus) -> None:
    pages = {made.path: made for made in compare_pages(View(corpus, LABELS["zh"]))}
    matrix: Matrix = pages["compare/places/"].context["matrices"][0]
    assert matrix.message == "9 个集群布局在 15 个地区，松山湖最多，有 9 个。"
    assert matrix.totals == tuple(sum(bool(line.cells[at]) for line in matrix.lines) for at in range(15))
    assert [cluster["name"] for cluster in matrix.without] == ["下一代移动通信(6G)", "前沿新材料", "具身智能"]


def test_a_cluster_placed_only_through_a_focus_area_shows_its_first_number(site: Path) -> None:
    line = row(page(site, "compare/places/"), "新能源智能网联汽车")
    assert "225亿" in line.text()
    assert "另 1 个" in line.text()
    assert "智能汽车关键零部件产业平台：其他" in line.text()


def test_the_load_of_agencies_is_split_by_role_and_leads_to_the_duties(site: Path) -> None:
    found = page(site, "compare/agencies/")
    line = row(found, "东莞市发展和改革局")
    assert [words(cell) for cell in line.css("td")][1:] == ["12", "3", "9", "—", "—"]
    assert [rect.attributes["width"] for rect in line.css("rect")] == ["20.0", "60.0"]
    assert links(line)[1] == ("12", "../../agencies/dongguan-drb/#dongguan-2024")
    assert words(found.css_first("h2")) == (
        "东莞 2024：61 项责任分给 18 个机构，最多的是东莞市工业和信息化局、东莞市科学技术局，各 15 项。"
        "牵头也最多，各 5 项。"
    )
    assert page(site, "agencies/dongguan-drb/").css_first('[id="dongguan-2024"]') is not None


def test_a_target_stands_beside_the_latest_report_in_one_line(site: Path) -> None:
    line = words(page(site, "indicators/high-tech-enterprises/", "en").css_first(".pl-line"))
    assert line == (
        "Shenzhen 深圳: target for 2025 more than 25,000 — latest reported 24,800 (2024-10-31)"
        " Computed from the two numbers: not reached, before the deadline"
    )


def test_the_values_of_an_indicator_are_in_the_order_of_years_and_lead_to_their_sentences(site: Path) -> None:
    found = page(site, "indicators/high-tech-enterprises/")
    rows = found.css("tbody tr")
    assert [words(cells.css_first("th"))[:4] for cells in rows] == ["2024", "2025"]
    assert [words(cells.css_first("td")) for cells in rows] == ["实际", "目标"]
    assert "国家高新技术企业超过2.5万家" in rows[1].text()
    assert str(rows[1].css("td")[1].css_first("a").attributes["href"]).startswith("../../documents/shenzhen-2024/#q-")


def test_what_cannot_be_compared_is_listed_with_the_reason(site: Path) -> None:
    found = page(site, "indicators/value-added-growth/")
    assert found.css_first(".pl-line") is None
    reasons = [words(cells.css("td")[-1]) for cells in found.css("table")[1].css("tbody tr")]
    assert reasons == ["地区、集群不同"] * 3
    assert [name for name, _ in links(found.css_first("ul.pl-chips"))] == [
        "增加值", "增加值占规上工业比重", "增加值占规上工业比重变动",
    ]  # fmt: skip


def test_the_list_of_indicators_says_in_which_documents_they_stand(site: Path) -> None:
    line = row(page(site, "indicators/"), "国家高新技术企业数")
    assert [words(cell) for cell in line.css("td")][2:5] == ["1", "1", "深圳 2024 报道、深圳 2024"]
    assert [link.attributes["data-c"] for link in line.css("td a")] == ["shenzhen-2024-10-31", "shenzhen-2024"]


def test_a_target_leads_to_its_indicator(site: Path) -> None:
    shown = page(site, "places/shenzhen/").css_first('[id="shenzhen-2024/high-tech-enterprises-2025"] th')
    assert "../../indicators/high-tech-enterprises/" in [place for _, place in links(shown)]


def test_an_agency_says_who_took_over_its_work_and_under_which_names_it_occurs(site: Path) -> None:
    facts = page(site, "agencies/shenzhen-etic/").css_first("dl").text()
    assert "职能现归" in facts
    assert "深圳市工业和信息化局" in facts
    assert "经贸信息委" in facts


def test_an_agency_counts_the_sentences_it_shares_with_others(site: Path) -> None:
    found = page(site, "agencies/shenzhen-drc/")
    table = next(table for table in found.css("table") if "句数" in table.text())
    first = table.css("tbody tr")[0]
    assert words(first.css_first("th")) == "深圳市经济贸易和信息化委员会"
    assert words(first.css_first("td")) == "6"
    assert len([place for _, place in links(first) if "#q-" in place]) == 6


def test_an_agency_shows_where_its_clusters_are_placed(site: Path) -> None:
    found = page(site, "agencies/dongguan-drb/")
    table = next(table for table in found.css("table") if "它的角色" in table.text())
    line = next(cells for cells in table.css("tbody tr") if "低空经济" in cells.css_first("th").text())
    assert "松山湖" in line.text()
    assert "牵头" in line.text()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("compare/", "1 份文件都点名的行业"),
        ("compare/places/", "本库所收文件没有写明集群布局在哪里。"),
        ("compare/agencies/", "本库所收文件没有写明机构的责任。"),
        ("agencies/xinzhou-stb/", "本库所收文件没有给它写明责任。"),
    ],
)
def test_what_no_document_says_is_said_to_be_missing(bare_site: Path, path: str, said: str) -> None:
    assert said in page(bare_site, path).text()


def test_an_indicator_that_no_document_uses_says_so(bare_site: Path) -> None:
    texts = [found.read_text(encoding="utf-8") for found in (bare_site / "zh" / "indicators").glob("*/index.md")]
    assert [text for text in texts if "没有这个指标的目标或观测值" in text]


@pytest.mark.parametrize(("number", "english"), [(1, "1 target"), (3, "3 targets")])
def test_a_number_agrees_with_its_noun(number: int, english: str) -> None:
    assert counted(LABELS["en"], "targets", number) == english
    assert counted(LABELS["zh"], "targets", number) == f"{number} 个目标"


def test_names_are_listed_as_each_language_does(corpus: Corpus) -> None:
    rows = [corpus.row("areas", key) for key in ("dongguan-changan", "dongguan-tangxia", "dongguan-dalang")]
    assert listed(View(corpus, LABELS["zh"]), rows) == "长安、塘厦、大朗"
    assert listed(View(corpus, LABELS["en"]), rows) == "Chang'an, Tangxia and Dalang"

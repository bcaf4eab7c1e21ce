"""What every page of the built site says of itself to search engines and to those who share it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from built import Built, read_page, read_site
from mkdocs.utils.meta import get_data
from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from workspaces import REPOSITORY

from pipeline.build import SITE_STAGES, Workspace, build
from pipeline.pages.card import HEIGHT, WIDTH
from pipeline.pages.head import describe, script_json
from pipeline.pages.labels import read_labels
from pipeline.pages.render import Page, front_matter

ADDRESS = "https://plans.example/"
SCHEMA = Namespace("https://schema.org/")
LABELS = read_labels(REPOSITORY / "schemas", REPOSITORY / "site" / "templates")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}link"
TANGXIA = {"dongguan-tangxia": "Tangxia · Dongguan", "ruian-tangxia": "Tangxia · Rui'an"}
HOSTILE = "</script><script>alert(1)</script><!-- {{ 7*7 }} \"' &amp; \u202e\u2028 😀"


@pytest.fixture(scope="module")
def pages(built_site: Path) -> tuple[Built, ...]:
    return read_site(built_site)


def page_at(pages: tuple[Built, ...], path: str) -> Built:
    return next(page for page in pages if page.path == path)


def graph_of(page: Built) -> Graph:
    [script] = page.tree.css('script[type="application/ld+json"]')
    tree = json.loads(script.text())
    assert isinstance(tree["@context"], dict)  # a context with an address would be fetched
    return Graph().parse(data=json.dumps(tree), format="json-ld")


def test_each_page_has_one_title_of_its_own_that_names_the_site(pages: tuple[Built, ...]) -> None:
    titles = {page.path: [node.text().strip() for node in page.tree.css("head > title")] for page in pages}
    assert [path for path, found in titles.items() if len(found) != 1] == []
    english = {path for path, [title] in titles.items() if "Plans as data" in title}
    assert english == {path for path in titles if path.startswith("en/")}
    assert {path for path, [title] in titles.items() if "规划数据" in title} == set(titles) - english
    counted = Counter((path.removeprefix("en/").partition("/")[0], title) for path, [title] in titles.items())
    assert [title for title, number in counted.items() if number > 1] == []


def test_each_page_has_one_description_of_the_length_that_is_shown(pages: tuple[Built, ...]) -> None:
    lengths = {page.path: len(page.content("description")) for page in pages}
    assert {path: length for path, length in lengths.items() if not 15 <= length <= 300} == {}


def test_the_canonical_address_is_the_page_s_own(pages: tuple[Built, ...]) -> None:
    assert [page.path for page in pages if page.values("link[rel=canonical]", "href") != [ADDRESS + page.path]] == []


def test_both_languages_and_the_default_are_named_and_exist(pages: tuple[Built, ...]) -> None:
    known = {page.path for page in pages}
    for page in pages:
        path = page.path.removeprefix("en/")
        links = [node.attributes for node in page.tree.css("link[hreflang]")]
        assert {link["hreflang"]: link["href"] for link in links} == {
            "zh-Hans": ADDRESS + path,
            "en": f"{ADDRESS}en/{path}",
            "x-default": ADDRESS + path,
        }
        assert known >= {path, f"en/{path}"}


def test_a_shared_link_shows_title_description_and_the_card(pages: tuple[Built, ...], built_site: Path) -> None:
    for page in pages:
        assert page.content("og:title")
        assert page.content("og:description") == page.content("description")
        assert page.content("og:url") == ADDRESS + page.path
        assert page.content("twitter:card") == "summary_large_image"
        assert page.content("og:image") == f"{ADDRESS}assets/card.png"
    card = (built_site / "assets" / "card.png").read_bytes()
    assert card[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(card[16:20], "big"), int.from_bytes(card[20:24], "big")) == (WIDTH, HEIGHT)


def test_the_card_has_no_text_that_a_font_could_change() -> None:
    assert "<text" not in (REPOSITORY / "site" / "templates" / "card.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("edition", "path"), [("", "sitemap.xml"), ("en/", "en/sitemap.xml")], ids=["zh", "en"])
def test_a_sitemap_lists_every_page_of_its_edition_with_its_counterpart_and_no_day(
    pages: tuple[Built, ...], built_site: Path, edition: str, path: str
) -> None:
    root = ElementTree.parse(built_site / path).getroot()
    listed = [entry.findtext(f"{SITEMAP}loc") for entry in root]
    own = [page.path for page in pages if page.path.startswith("en/") == bool(edition)]
    assert sorted(listed) == sorted(ADDRESS + page for page in own)
    assert root.findall(f".//{SITEMAP}lastmod") == []
    alternates = {link.get("href") for link in root.iter(XHTML)}
    assert alternates == {ADDRESS + page.path for page in pages}


def test_robots_names_both_sitemaps(built_site: Path) -> None:
    assert (built_site / "robots.txt").read_text(encoding="utf-8") == (
        "User-agent: *\nAllow: /\n"
        "Sitemap: https://plans.example/sitemap.xml\nSitemap: https://plans.example/en/sitemap.xml\n"
    )


def test_the_home_page_says_how_the_site_is_searched(pages: tuple[Built, ...]) -> None:
    graph = graph_of(page_at(pages, "en/"))
    assert [str(target) for target in graph.objects(None, SCHEMA.urlTemplate)] == [f"{ADDRESS}en/search/?q={{q}}"]


def test_a_document_s_page_says_what_its_records_are_based_on(pages: tuple[Built, ...]) -> None:
    graph = graph_of(page_at(pages, "documents/dongguan-2024/"))
    [work] = graph.subjects(RDF.type, SCHEMA.CreativeWork)
    assert str(graph.value(work, SCHEMA.identifier)) == "东府办〔2024〕18号"
    assert str(graph.value(work, SCHEMA.dateCreated)) == "2024-09-14"
    [records] = graph.subjects(SCHEMA.isBasedOn, work)
    assert str(graph.value(records, SCHEMA.temporalCoverage)) == "2024/2027"
    assert str(graph.value(records, SCHEMA.license)) == "https://creativecommons.org/licenses/by/4.0/"


def test_the_page_on_downloads_carries_the_metadata_that_stands_beside_the_data(
    pages: tuple[Built, ...], built_site: Path
) -> None:
    [script] = page_at(pages, "downloads/").tree.css('script[type="application/ld+json"]')
    written = (built_site / "data" / "latest" / "dataset.jsonld").read_text(encoding="utf-8")
    assert json.loads(script.text()) == json.loads(written)


def test_places_of_one_name_are_told_apart_by_what_they_are_in(pages: tuple[Built, ...]) -> None:
    titles = {path: page_at(pages, f"en/places/{path}/").content("og:title") for path in TANGXIA}
    assert titles == TANGXIA


def test_hostile_words_stay_words_inside_the_script_element() -> None:
    written = script_json({"name": HOSTILE})
    assert not set("<>&\u202e\u2028") & set(written)
    assert json.loads(written) == {"name": HOSTILE}


def test_hostile_words_survive_the_front_matter() -> None:
    page = Page("", "home.html", HOSTILE, HOSTILE, structured=script_json({"name": HOSTILE}))
    _, meta = get_data(front_matter(page) + "<div></div>\n")
    assert json.loads(meta["structured"]) == {"name": HOSTILE}


def test_a_long_lead_is_cut_and_a_thing_s_page_says_what_it_holds() -> None:
    page = Page("method/", "x.html", "方法", "读" * 400)
    assert describe(page, LABELS["zh"]) == "读" * 199 + "…"
    cluster = Page("clusters/dongguan-2024/ai/", "cluster.html", "Artificial intelligence · Dongguan 2024", "x")
    assert describe(cluster, LABELS["en"]).startswith("Artificial intelligence · Dongguan 2024: focus areas")


def test_below_a_subpath_the_missing_page_leads_back_into_the_site(tiny: Workspace) -> None:
    workspace = replace(tiny, address="https://host.example/plans/")
    assert build(workspace, SITE_STAGES, lambda stage: None) == []
    site = workspace.root / "dist" / "site"
    lost = read_page(site, site / "404.html")
    local = [link for link in lost.values("[href], [src]", "href") + lost.values("[src]", "src") if link[:1] == "/"]
    assert {"/plans/", "/plans/documents/", "/plans/en/documents/", "/plans/en/"} <= set(local)
    assert [link for link in local if not exists(site, link.removeprefix("/plans/"))] == []
    assert lost.content("robots") == "noindex"
    canonical = read_page(site, site / "en" / "index.html").values("link[rel=canonical]", "href")
    assert canonical == ["https://host.example/plans/en/"]


def exists(site: Path, path: str) -> bool:
    return (site / path / "index.html").is_file() or (site / path).is_file()

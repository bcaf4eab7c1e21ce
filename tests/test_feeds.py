"""The feeds of changes, read back with another parser than the one that wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.dom.minidom import Element, parseString

import pytest
from exported import read_source

from pipeline.exports.api.rows import read_records
from pipeline.exports.feeds import Entry, Text, build_feed, find_entries, write_feeds
from pipeline.publication import read_publication
from pipeline.releases import Release, TableChanges
from pipeline.tables import read_table_schemas

SCHEMAS = Path(__file__).parent.parent / "schemas"
PUBLICATION = read_publication(SCHEMAS, "1.2.3")
ATOM = "http://www.w3.org/2005/Atom"
NAMES = {"zh": "changes.xml", "en": "changes.en.xml"}
TARGETS = TableChanges("targets", 73, removed=1, changed=3, added=0, moved=2, samples={})
CLUSTERS = TableChanges("clusters", 52, removed=0, changed=0, added=12, moved=0, samples={})
SITES = TableChanges("sites", 78, removed=0, changed=0, added=0, moved=0, samples={})
RELEASE = Release("0.2.0", "2025-03-01", "0" * 64, "0.1.0", "minor", (), (TARGETS, CLUSTERS, SITES))


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """The feeds of the repository's own documents, as if nothing had been released yet."""
    out, source = tmp_path_factory.mktemp("feeds"), read_source()
    write_feeds(replace(source, publication=replace(source.publication, releases=())), out)
    return {language: root_of((out / "feeds" / name).read_bytes()) for language, name in NAMES.items()}


def root_of(written: bytes) -> Element:
    element = parseString(written).documentElement
    assert element is not None
    return element


def said(element: Element, name: str) -> str:
    """The text of the element's own child."""
    (child,) = [node for node in element.childNodes if node.nodeName == name]
    return "".join(node.data for node in child.childNodes)


def entries(feed: Element) -> list[Element]:
    return list(feed.getElementsByTagNameNS(ATOM, "entry"))


def links(element: Element) -> dict[str, str]:
    own = [node for node in element.childNodes if node.nodeName == "link"]
    return {f"{node.getAttribute('rel')} {node.getAttribute('hreflang')}": node.getAttribute("href") for node in own}


def release_entries() -> list[Entry]:
    source = read_source()
    return find_entries(read_records(source.tables, read_table_schemas(source.schemas)), [RELEASE])


@pytest.mark.parametrize("language", NAMES)
def test_feed_and_entries_have_all_that_the_standard_demands(feeds: dict[str, Element], language: str) -> None:
    feed = feeds[language]
    assert (feed.namespaceURI, feed.tagName) == (ATOM, "feed")
    assert said(feed, "title")
    assert feed.getElementsByTagNameNS(ATOM, "author")[0].getElementsByTagNameNS(ATOM, "name")
    whole = [feed, *entries(feed)]
    ids = [said(element, "id") for element in whole]
    assert len(set(ids)) == len(ids) == 6
    assert all(name.startswith("urn:uuid:") for name in ids)
    moments = [datetime.fromisoformat(said(element, "updated")) for element in whole]
    assert moments[0] == max(moments)
    assert all(moment.tzinfo for moment in moments)
    assert all(said(entry, "title") and said(entry, "summary") for entry in entries(feed))


def test_each_feed_names_itself_and_the_other_language(feeds: dict[str, Element]) -> None:
    zh, en = feeds["zh"], feeds["en"]
    assert (zh.getAttribute("xml:lang"), en.getAttribute("xml:lang")) == ("zh-Hans", "en")
    assert links(zh)["self zh-Hans"] == "https://plans.example/feeds/changes.xml"
    assert links(zh)["alternate en"] == links(en)["self en"] == "https://plans.example/feeds/changes.en.xml"


def test_an_entry_is_the_same_in_both_languages(feeds: dict[str, Element]) -> None:
    ids = {language: [said(entry, "id") for entry in entries(feed)] for language, feed in feeds.items()}
    assert ids["zh"] == ids["en"]


def test_a_document_is_told_with_its_issuer_and_what_it_holds(feeds: dict[str, Element]) -> None:
    zh, en = (entries(feeds[language])[1] for language in NAMES)
    assert said(zh, "title") == "文件：关于壮大战略性新兴产业集群和培育未来产业加快发展新质生产力的实施方案"
    assert said(zh, "summary") == "东莞市人民政府办公室；集群 12、目标 4、责任 61、布局 33"
    assert said(zh, "updated") == "2024-09-25T00:00:00Z"
    assert said(en, "summary") == "东莞市人民政府办公室; clusters 12, targets 4, responsibilities 61, placements 33"
    assert links(en) == {"alternate en": "https://plans.example/en/documents/dongguan-2024/"}


def test_a_document_without_any_date_stands_at_the_beginning_of_its_period(feeds: dict[str, Element]) -> None:
    days = {said(entry, "title"): said(entry, "updated") for entry in entries(feeds["zh"])}
    assert days["文件：2023年培育发展战略性新兴产业行动计划"] == "2023-01-01T00:00:00Z"


def test_a_release_is_told_by_table_and_stands_first() -> None:
    first, *_ = release_entries()
    assert first.subject == "releases/0.2.0"
    assert first.title == Text(
        "版本 0.2.0：删去 1 行，更改 3 行，新增 12 行", "Version 0.2.0: rows removed: 1, changed: 3, added: 12"
    )
    assert first.summary.zh == "目标：删去 1 行，更改 3 行，新增 0 行；集群：删去 0 行，更改 0 行，新增 12 行"
    assert first.summary.en == (
        "Targets: rows removed: 1, changed: 3, added: 0; Clusters: rows removed: 0, changed: 0, added: 12"
    )
    feed = root_of(build_feed(release_entries(), PUBLICATION, "en"))
    assert said(feed, "updated") == "2025-03-01T00:00:00Z"
    assert links(entries(feed)[0]) == {"alternate en": "https://plans.example/en/changes/"}


def test_ids_stay_when_the_site_moves() -> None:
    moved = read_publication(SCHEMAS, "1.2.3", "https://data.example/")
    here, there = (root_of(build_feed(release_entries(), place, "zh")) for place in (PUBLICATION, moved))
    assert [said(entry, "id") for entry in entries(here)] == [said(entry, "id") for entry in entries(there)]


def test_hostile_text_stays_text() -> None:
    hostile = "<script>alert(1)</script> ]]> &amp; \x1b\x00 规划"
    entry = Entry("documents/x", read_day(), Text(hostile, hostile), Text(hostile, hostile), "documents/x/")
    feed = root_of(build_feed([entry], PUBLICATION, "zh"))
    assert said(entries(feed)[0], "title") == "<script>alert(1)</script> ]]> &amp; \ufffd\ufffd 规划"
    assert feed.getElementsByTagName("script") == []


def read_day():
    return datetime.fromisoformat("2024-09-25").date()

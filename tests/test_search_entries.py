"""The entries of the search: all that is published can be found, each entry leads somewhere, and they are light."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pandas as pd
import pytest
from built import read_page
from workspaces import REPOSITORY

from pipeline.pages import write_pages
from pipeline.pages.entries import Entry, written_entries
from pipeline.publication import read_publication
from pipeline.records import Plan, Registry, Shapes, read_plan
from pipeline.tables import build_tables

ROOTS = ("", "en/")
BYTES_PER_DOCUMENT = 20_000  # on the wire, with all records of the document
FULL_TEXTS = ("dongguan-2024", "ruian-2023", "shenzhen-2018", "shenzhen-2024")
REPORT = "shenzhen-2024-10-31"
LOW_ALTITUDE = "clusters/dongguan-2024/low-altitude-economy/"
TABLES = {
    "documents": "clusters",
    "clusters": "clusters",
    "focus_areas": "clusters",
    "cluster_changes": "clusters",
    "targets": "targets",
    "observations": "targets",
    "indicators": "targets",
    "agencies": "agencies",
    "areas": "agencies",
    "measures": "agencies",
    "sites": "spatial-layout",
}
QUOTING = {
    "clusters": "clusters",
    "focus_areas": "clusters",
    "cluster_changes": "clusters",
    "targets": "targets",
    "observations": "targets",
    "measures": "agencies",
    "responsibilities": "agencies",
    "placements": "spatial-layout",
    "sites": "spatial-layout",
    "layout_rules": "spatial-layout",
}
TERMS = ("高质量发展", "新能源汽车", "导体", "战略性新兴产业", "低空经济", "集成电路", "产业集群", "人工智能", "创新")


def entries_of(site: Path, root: str = "") -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads((site / root / "search" / "entries.json").read_text("utf-8"))["entries"]
    return read


def rows(site: Path, table: str) -> list[dict[str, str]]:
    path = site / "data" / "latest" / (TABLES | QUOTING)[table] / f"{table}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def passages(site: Path, document: str) -> list[dict[str, Any]]:
    place = f"documents/{document}/#"
    return [e for e in entries_of(site) if e["kind"] == "sections" and e["place"].startswith(place)]


@pytest.mark.parametrize("root", ROOTS)
def test_every_record_has_an_entry(built_site: Path, root: str) -> None:
    counted = Counter(entry["kind"] for entry in entries_of(built_site, root))
    assert {table: counted[table] for table in TABLES} == {table: len(rows(built_site, table)) for table in TABLES}


@pytest.mark.parametrize("root", ROOTS)
def test_every_page_has_an_entry(built_site: Path, root: str) -> None:
    below = built_site / root
    pages = {path.parent.relative_to(below).as_posix() + "/" for path in below.rglob("index.html")}
    pages = {page for page in pages if not page.startswith(("en/", "data/", "api/", "search/"))} - {"./"}
    assert pages - {entry["place"] for entry in entries_of(built_site, root)} == set()


@pytest.mark.parametrize("root", ROOTS)
def test_every_entry_and_every_sentence_leads_to_something(built_site: Path, root: str) -> None:
    places = [entry["place"] for entry in entries_of(built_site, root)]
    for entry in entries_of(built_site, root):
        page, _ = urldefrag(entry["place"])
        places += [f"{page}#{anchor}" for _, anchor in entry.get("sentences", ())]
    anchors = {page: anchors_of(built_site, root + page) for page in {urldefrag(place).url for place in places}}
    assert [place for place in places if urldefrag(place).fragment not in anchors[urldefrag(place).url]] == []


def anchors_of(site: Path, page: str) -> set[str]:
    return {"", *read_page(site, site / page / "index.html").values("[id]", "id")}


@pytest.mark.parametrize("document", FULL_TEXTS)
def test_no_word_of_a_text_is_lost(built_site: Path, shapes: Shapes, document: str) -> None:
    plan, _ = read_plan(REPOSITORY / "seeds" / "plans" / document, document, shapes)
    assert plan is not None
    body = plan.source.reading[0].replace("\n", "")
    found = "\n".join(f"{entry['title']}\n{entry.get('text', '')}" for entry in passages(built_site, document))
    assert {term: found.count(term) >= body.count(term) for term in TERMS} == dict.fromkeys(TERMS, True)


def test_a_sentence_is_known_by_the_anchor_at_which_it_begins(built_site: Path) -> None:
    [entry] = [e for e in passages(built_site, "shenzhen-2024") if e["title"] == "(二)发展目标"]
    position, anchor = entry["sentences"][1]
    assert entry["text"][position:].startswith("战略性新兴产业增加值超过1.6万亿元")
    source = (REPOSITORY / "seeds" / "plans" / "shenzhen-2024" / "source.txt").read_text(encoding="utf-8")
    assert source[int(anchor.removeprefix("c-")) :].startswith("战略性新兴产业增加值超过1.6万亿元")


def test_of_a_press_report_only_what_is_quoted_can_be_found(built_site: Path) -> None:
    [entry] = passages(built_site, REPORT)
    quoted = [row["quote"] for table in QUOTING for row in rows(built_site, table) if row["document_id"] == REPORT]
    parts = [part for part in entry["text"].split("…") if part]
    assert len(parts) > 20
    assert [part for part in parts if not any(quote in part for quote in quoted)] == []
    assert sum(map(len, parts)) <= sum(map(len, set(quoted)))
    assert "0538资讯网" not in json.dumps(entries_of(built_site), ensure_ascii=False)


def test_a_cluster_says_who_leads_it_and_where_it_is_placed(built_site: Path) -> None:
    chinese, english = (
        next(entry["text"] for entry in entries_of(built_site, root) if entry["place"] == LOW_ALTITUDE)
        for root in ROOTS
    )
    assert chinese == "牵头：东莞市发展和改革局 · 布局：松山湖、谢岗、水乡"
    assert english.startswith("Lead: Dongguan Development and Reform Bureau · Placements: Songshan Lake, Xiegang")


@pytest.mark.parametrize("root", ROOTS)
def test_the_entries_are_light(built_site: Path, root: str) -> None:
    entries = (built_site / root / "search" / "entries.json").read_bytes()
    script = (built_site / "assets" / "search.js").read_bytes()
    assert len(gzip.compress(entries)) <= BYTES_PER_DOCUMENT * len(rows(built_site, "documents"))
    assert len(gzip.compress(script)) <= 5_000


def test_nothing_of_the_theme_search_is_left(built_site: Path) -> None:
    assert not (built_site / "search" / "search_index.json").exists()


def test_the_sections_of_a_hand_written_page_are_entries() -> None:
    head = "---\ntitle: 方法\ndescription: x\n---\n\n# 方法 {#title}\n\n读成[数据](../x/index.md)。\n\n"
    markdown = head + "## 文本 {#texts}\n\n| 字段 |\n|---|\n| **原文** |\n"
    assert list(written_entries("method/", markdown)) == [
        Entry("pages", "method/", "方法", text="读成 数据 。"),
        Entry("pages", "method/#texts", "文本", context="方法", text="字段 原文"),
    ]


def test_the_same_plans_give_the_same_bytes(
    tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path, tmp_path: Path
) -> None:
    first, second = (
        written(tuple(plans), tiny_registry, schemas, tmp_path / name)
        for name, plans in (("first", tiny_plans), ("second", reversed(tiny_plans)))
    )
    assert first == second
    assert first.count(b"\n") > 50  # one entry a line


def written(plans: tuple[Plan, ...], registry: Registry, schemas: Path, out: Path) -> bytes:
    tables: dict[str, pd.DataFrame] = build_tables(list(plans), registry, schemas)
    publication = read_publication(schemas, "0.0.1")
    write_pages(plans, registry, tables, schemas, REPOSITORY / "site", out, publication)
    return (out / "zh" / "search" / "entries.json").read_bytes()

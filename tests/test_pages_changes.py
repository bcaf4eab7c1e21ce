"""The page of changes: nothing released yet, a first release, and a later one with what it lost."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from published import REPOSITORY, SCHEMAS, published_view

from pipeline.pages.changes import changes_page
from pipeline.pages.render import Renderer, read_templates
from pipeline.problems import Language
from pipeline.publication import Publication, read_publication
from pipeline.releases import FieldChange, Release, RowChange, SchemaChange, TableChanges

NONE = {"removed": (), "changed": (), "added": ()}
FIRST = Release(
    "0.1.0", "2026-11-22", "sha256:aa", "", "first", (),
    (
        TableChanges("documents", 1, 0, 0, 1, 0, {**NONE, "added": (
            RowChange(("dongguan-2024",), "dongguan-2024", "关于壮大战略性新兴产业集群的实施方案"),)}),
        TableChanges("clusters", 20, 0, 0, 20, 0, {**NONE, "added": (
            RowChange(("dongguan-2024/semiconductors",), "dongguan-2024", "半导体及集成电路产业集群"),)}),
    ),
)  # fmt: skip
SECOND = Release(
    "0.2.0", "2026-12-01", "sha256:bb", "0.1.0", "major",
    (SchemaChange("removed", "clusters", "expectation", "field", "expectation", ""),),
    (
        TableChanges("clusters", 19, 1, 1, 0, 3, {
            "removed": (RowChange(("dongguan-2024/gone",), "dongguan-2024", "已删去的集群"),),
            "changed": (RowChange(("dongguan-2024/semiconductors",), "dongguan-2024", "半导体及集成电路产业集群", (
                FieldChange("name_en", "Chips", "Semiconductors <b>"), FieldChange("kind", "", "emerging"))),),
            "added": (),
        }),
        TableChanges("ports", 0, 2, 0, 0, 0, {
            **NONE, "removed": (RowChange(("nowhere/port",), "nowhere", "不再有的表"),)}),
    ),
)  # fmt: skip


def page(language: Language, version: str, *releases: Release) -> str:
    view = published_view(language)
    publication: Publication = replace(read_publication(SCHEMAS, version), releases=releases)
    renderer = Renderer(read_templates(REPOSITORY / "site" / "templates"), view, publication)
    return html.unescape(renderer.text(changes_page(view, publication)))


def test_before_the_first_release_the_page_says_so() -> None:
    assert "还没有正式发布过。现在的数据标为 0.1.0 版" in page("zh", "0.1.0")
    assert "Nothing has been released yet. The present data are marked 0.1.0" in page("en", "0.1.0")


def test_of_a_first_release_the_counts_and_the_documents_are_shown() -> None:
    text = page("en", "0.1.0", FIRST)
    assert '<h2 id="v0.1.0">0.1.0' in text
    assert "first release" in text
    assert 'href="../documents/dongguan-2024/"' in text
    assert "半导体及集成电路产业集群" not in text
    assert 'href="../../data/v0.1.0/"' in text
    assert "not released yet" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_newer_releases_come_first_and_what_is_lost_before_what_is_new(language: Language) -> None:
    text = page(language, "0.2.0", FIRST, SECOND)
    places = [text.index(f'id="{name}"') for name in ("v0.2.0", "v0.2.0-removed", "v0.2.0-changed", "v0.1.0", "check")]
    assert places == sorted(places)


def test_what_changed_is_shown_old_to_new_under_the_names_of_its_fields() -> None:
    text = page("zh", "0.2.0", FIRST, SECOND)
    assert "英文名称：</span><del>Chips</del> → <ins>Semiconductors <b></ins>" in text
    assert '<del><span class="pl-muted">空</span></del> → <ins>emerging</ins>' in text
    assert 'href="../clusters/dongguan-2024/semiconductors/"' in text
    assert "<code>clusters.expectation</code>" in text
    assert "另有 3 行只在原文中移了位置" in text


def test_what_was_removed_is_named_and_not_linked_and_a_removed_table_keeps_its_name() -> None:
    text = page("zh", "0.2.0", FIRST, SECOND)
    assert "<li>已删去的集群</li>" in text
    assert '<p class="pl-group">ports' in text
    assert "另有 1 行未列出" in text


def test_unreleased_data_is_called_so() -> None:
    assert "现在的数据标为 0.3.0 版，尚未发布；它与 0.2.0 版的差别" in page("zh", "0.3.0", FIRST, SECOND)


def test_foreign_text_is_escaped() -> None:
    view = published_view("zh")
    publication = replace(read_publication(SCHEMAS, "0.2.0"), releases=(FIRST, SECOND))
    renderer = Renderer(read_templates(REPOSITORY / "site" / "templates"), view, publication)
    assert "Semiconductors &lt;b&gt;" in renderer.text(changes_page(view, publication))

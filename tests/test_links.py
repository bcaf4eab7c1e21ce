"""No dead link or anchor anywhere in the built site: every page, both editions, and what the pages load."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from built import read_page, read_site
from workspaces import REPOSITORY

from pipeline.releases import read_releases

ADDRESS = "https://plans.example/"
REFERENCES = (("[href]", "href"), ("[src]", "src"), ("[data-src]", "data-src"), ("form[action]", "action"))
FOREIGN = ("http:", "https:", "mailto:", "data:")


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(built_site: Path) -> None:
    released = tuple(f"data/v{release.version}/" for release in read_releases(REPOSITORY / "seeds"))
    lost = [
        f"{page} → {link}"
        for page, link, path, anchor in local_links(built_site)
        if not file_of(built_site, path).is_file() or not has_anchor(file_of(built_site, path), anchor)
        if not path.startswith(released)  # published from the archives of releases, which a test has not
    ]
    assert lost == []


def test_no_anchor_stands_twice_in_a_page(built_site: Path) -> None:
    repeated = {}
    for page in read_site(built_site):
        anchors = page.values("[id]", "id")
        if len(anchors) != len(set(anchors)):
            repeated[page.path] = sorted({anchor for anchor in anchors if anchors.count(anchor) > 1})
    assert repeated == {}


def test_the_walk_sees_the_links_it_should(built_site: Path) -> None:
    seen = {(page, path, bool(anchor)) for page, _, path, anchor in local_links(built_site)}
    assert ("documents/dongguan-2024/", "clusters/dongguan-2024/semiconductors/", False) in seen
    assert ("clusters/dongguan-2024/semiconductors/", "documents/dongguan-2024/", True) in seen
    assert ("en/downloads/", "data/latest/targets/targets.csv", False) in seen
    assert ("", "assets/plans.css", False) in seen
    assert ("404.html", "en/documents/", False) in seen


def local_links(site: Path) -> Iterator[tuple[str, str, str, str]]:
    """Page, link as written, path below the site and anchor of every link that stays on the site."""
    pages = {page.path: page for page in read_site(site)} | {"404.html": read_page(site, site / "404.html")}
    for name, page in pages.items():
        for selector, attribute in REFERENCES:
            for link in dict.fromkeys(page.values(selector, attribute)):
                target, anchor = urldefrag(urljoin(ADDRESS + name, link))
                if target.startswith(ADDRESS):
                    yield name, link, unquote(urlsplit(target).path[1:]), unquote(anchor)
                else:
                    assert link.startswith(FOREIGN), f"{name} → {link}"


def file_of(site: Path, path: str) -> Path:
    return site / path / "index.html" if path.endswith("/") or not path else site / path


@cache
def has_anchor(path: Path, anchor: str) -> bool:
    return not anchor or path.suffix != ".html" or anchor in anchors_of(path)


@cache
def anchors_of(path: Path) -> frozenset[str]:
    return frozenset(read_page(path.parent, path).values("[id]", "id"))

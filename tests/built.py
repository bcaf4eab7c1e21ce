"""A built site as tests read it: its pages with their elements, links and anchors, each page parsed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True)
class Built:
    """One page: its path below the site ("" is the home page) and what a browser would find in it."""

    path: str
    tree: LexborHTMLParser

    def values(self, selector: str, attribute: str) -> list[str]:
        """The attribute of every element found, "" where it has none."""
        return [node.attributes.get(attribute) or "" for node in self.tree.css(selector)]

    def content(self, name: str) -> str:
        """The content of the one meta element of this name or property."""
        [value] = self.values(f'meta[name="{name}"], meta[property="{name}"]', "content")
        return value


@cache
def read_site(site: Path) -> tuple[Built, ...]:
    """Every page of both editions, without 404.html."""
    return tuple(read_page(site, path) for path in sorted(site.rglob("index.html")) if "data" not in path.parts)


def read_page(site: Path, path: Path) -> Built:
    folder = path.parent.relative_to(site).as_posix()
    place = "" if folder == "." else f"{folder}/"
    return Built(place, LexborHTMLParser(path.read_text(encoding="utf-8")))

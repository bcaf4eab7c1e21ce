"""What a page says of itself to machines: a description and schema.org metadata, and robots.txt for the whole site.

In: a page as its module made it. Out: the same page with both; site/overrides/main.html writes them into the head.
The vocabulary is named inline, so that nobody has to fetch a context.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.exports.metadata import DATASET_FRAGMENT, SCHEMA_ORG
from pipeline.pages.labels import Labels
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View
from pipeline.publication import Publication

LONGEST_DESCRIPTION = 200
DESCRIBED = ("documents", "clusters", "agencies", "places", "indicators")  # folders whose pages are about one thing
LOCALES = {"zh": "zh-Hans", "en": "en"}
# Characters that could end the script element or show other than they are: <, &, U+202E, and pairs beyond the plane
UNSAFE = re.compile(r"[<>&\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Head:
    """Completes the pages of one language; `dataset` is what the exports say of all data, if they were written."""

    view: View
    publication: Publication
    dataset: Mapping[str, Any] | None

    def complete(self, page: Page) -> Page:
        """The page with its description for search engines and its metadata; a place is named with what it is in."""
        described = describe(page, self.view.labels)
        return replace(page, title=self._title(page), description=described, structured=self._structured(page))

    def _title(self, page: Page) -> str:
        """塘厦镇 · 东莞: two places may have one name, in English at least."""
        if page.template != "place.html":
            return page.title
        parent = self.view.of("areas", page.context["row"]["parent_id"])
        return f"{page.title} · {self.view.name(parent)}" if parent else page.title

    def _structured(self, page: Page) -> str:
        tree: Mapping[str, Any] | None = None
        if page.path == "":
            tree = website(self.view.labels, self.publication)
        elif page.path == "downloads/":
            tree = self.dataset
        elif page.template == "document.html":
            tree = document_part(self.view, page.context["row"], page, self.publication)
        return script_json(tree) if tree else ""


def describe(page: Page, labels: Labels) -> str:
    """Of one thing: what its page holds; of any other page: its lead, cut at the length that search engines show."""
    folder, _, rest = page.path.partition("/")
    if rest and folder in DESCRIBED:
        return labels.say(f"head_{folder}", title=page.title)
    text = page.description
    return text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 1].rstrip() + "…"


def website(labels: Labels, publication: Publication) -> dict[str, Any]:
    """The site and how it is searched."""
    address = language_root(labels, publication)
    return {
        "@context": SCHEMA_ORG,
        "@type": "WebSite",
        "@id": f"{address}#website",
        "url": address,
        "name": labels.say("site_name"),
        "description": labels.say("site_description"),
        "inLanguage": LOCALES[labels.language],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{address}search/?q={{q}}"},
            "query-input": "required name=q",
        },
    }


def document_part(view: View, row: Row, page: Page, publication: Publication) -> dict[str, Any]:
    """The records of one document as a part of the dataset, based on the document itself."""
    address = language_root(view.labels, publication) + page.path
    area = view.of("areas", row["area_id"])
    years = [row[field] for field in ("period_start", "period_end") if row[field]]
    return _filled(
        {
            "@context": SCHEMA_ORG,
            "@type": "Dataset",
            "@id": f"{address}#records",
            "url": address,
            "name": page.title,
            "description": describe(page, view.labels),
            "inLanguage": LOCALES[view.labels.language],
            "isPartOf": {"@type": "Dataset", "@id": publication.url(DATASET_FRAGMENT)},
            "version": publication.version,
            "license": publication.shared["licenses"][0]["path"],
            "spatialCoverage": {"@type": "Place", "name": view.name(area)} if area else None,
            "temporalCoverage": "/".join(dict.fromkeys(years)),
            "isBasedOn": _work(row),
        }
    )


def language_root(labels: Labels, publication: Publication) -> str:
    """The public address of one language's home page."""
    return publication.address if labels.language == "zh" else publication.url("en/")


def script_json(tree: Mapping[str, Any]) -> str:
    """JSON that may stand in a script element, whatever its texts hold."""
    return UNSAFE.sub(_escaped, json.dumps(tree, ensure_ascii=False))


def write_robots(folder: Path, publication: Publication) -> None:
    """Everyone may read everything; one sitemap per language."""
    sitemaps = "".join(f"Sitemap: {publication.url(path)}\n" for path in ("sitemap.xml", "en/sitemap.xml"))
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\n{sitemaps}", encoding="utf-8", newline="\n")


def read_dataset(folder: Path) -> Mapping[str, Any] | None:
    """The dataset's metadata as the exports wrote it below a folder; None where they were not run."""
    path = folder / "dataset.jsonld"
    if not path.exists():
        return None
    tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tree


def _work(row: Row) -> dict[str, Any]:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": row["title"],
            "identifier": row["number"],
            "publisher": {"@type": "Organization", "name": row["issuer"]} if row["issuer"] else None,
            "dateCreated": row["issued"],
            "datePublished": row["published"],
            "url": row["source_url"],
            "inLanguage": LOCALES["zh"],
        }
    )


def _filled(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if value}


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return json.dumps(character)[1:-1] if ord(character) > 0x7F else f"\\u{ord(character):04x}"

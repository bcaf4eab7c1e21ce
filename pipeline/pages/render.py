"""Pages to files: Jinja2 templates with autoescape, one HTML block below a front matter, links relative.

Every text of a plan is foreign. It is escaped as it enters the HTML; invisible and direction-changing characters
are spelled out; the block has no blank line and starts with a tag, so that no Markdown in it is read as Markdown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.pages.cite import citation
from pipeline.pages.labels import Labels
from pipeline.pages.links import relative, root_of
from pipeline.pages.view import View
from pipeline.publication import Publication

# C0/C1 controls, zero-width and bidi controls, line separators, byte order mark: "\u202e" is shown as ⟨U+202E⟩
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

CHINESE = re.compile(r"([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)")  # 到2025年 within an English note is two runs


@dataclass(frozen=True)
class Heading:
    """An entry of the page's own table of contents."""

    anchor: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Page:
    """One page of one language; `path` ends in "/" ("" is the home page).

    Pages that nobody looks for by their name are kept out of the search; `structured` is JSON for the page's head.
    """

    path: str
    template: str
    title: str
    description: str
    context: Mapping[str, Any] = field(default_factory=dict)
    outline: tuple[Heading, ...] = ()
    searchable: bool = True
    structured: str = ""


@dataclass(frozen=True)
class Renderer:
    """Writes the pages of one language."""

    environment: Environment
    view: View
    publication: Publication

    def write(self, page: Page, folder: Path) -> None:
        """Writes the page's Markdown file below `folder`."""
        target = folder / page.path / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.text(page), encoding="utf-8", newline="\n")

    def text(self, page: Page) -> str:
        """Front matter and one HTML block."""
        html = self.environment.get_template(page.template).render(
            **page.context,
            page=page,
            view=self.view,
            corpus=self.view.corpus,
            labels=self.view.labels,
            language=self.view.labels.language,
            version=self.publication.version,
            publication=self.publication,
            t=self.view.labels.say,
            to=lambda place: relative(page.path, place),
            file=lambda path: _site_root(page.path, self.view.labels) + path,
            citation=lambda page: citation(page.path, page.title, self.view.labels, self.publication),
        )
        lines = (line.strip() for line in html.split("\n"))
        return front_matter(page) + "\n".join(line for line in lines if line) + "\n"


def read_templates(folder: Path) -> Environment:
    """The templates of site/templates."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["mixed"] = mixed
    environment.tests["instance_of"] = _is_a
    return environment


def visible(text: str) -> str:
    """Text on one line with its invisible characters spelled out."""
    spelled = INVISIBLE.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)
    return spelled.replace("\n", " ").replace("\t", " ")


def mixed(text: str) -> Markup:
    """English text with its Chinese runs marked as Chinese."""
    parts = CHINESE.split(visible(text))
    return Markup("").join(
        Markup('<span lang="zh-Hans">{}</span>').format(part) if position % 2 else escape(part)
        for position, part in enumerate(parts)
    )


def front_matter(page: Page) -> str:
    """The page's YAML head; the theme prints these values as they are, so they are escaped here."""
    lines = [f"title: {_scalar(page.title)}", f"description: {_scalar(page.description)}"]
    lines.append("hide: [navigation]" if page.outline else "hide: [navigation, toc]")
    if page.structured:
        lines.append(f"structured: {json.dumps(page.structured, ensure_ascii=True)}")
    if page.outline:
        lines.append(f"outline: {json.dumps(_entries(page.outline), ensure_ascii=True)}")
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _entries(headings: Sequence[Heading]) -> list[dict[str, Any]]:
    return [
        {
            "url": "#" + str(escape(visible(heading.anchor))),
            "title": _basic(str(escape(visible(heading.title)))),
            "children": _entries(heading.children),
        }
        for heading in headings
    ]


def _scalar(text: str) -> str:
    """A double-quoted YAML scalar of escaped text, in ASCII."""
    return json.dumps(_basic(str(escape(visible(text)))), ensure_ascii=True)


def _basic(text: str) -> str:
    """Characters beyond the basic plane as references, because YAML reads \\ud83d\\ude00 as two characters."""
    return "".join(character if ord(character) <= 0xFFFF else f"&#x{ord(character):X};" for character in text)


def _finalize(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _is_a(value: object, name: str) -> bool:
    return type(value).__name__ == name


def _site_root(path: str, labels: Labels) -> str:
    """The way to the site's root, where the data lies; English pages stand one folder deeper."""
    return root_of(path) + ("" if labels.language == "zh" else "../")

"""The page on method: hand-written, with a table of how well the reader reads put in at one mark.

In: the page's text and the accepted figures (site/pages/reader-figures.json, written by `make quality`).
Out: the page's text with the table, whose lists are called as everywhere on the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.pages.labels import Labels

MARK = "<!-- reader-figures -->"
FIELDS = {"comparators": "comparator", "deadlines": "deadline"}  # counted over targets, not lists of their own
COLUMNS = ("texts_read", "list", "wanted", "found", "matched", "precision", "recall", "f1")
COUNTS = ("wanted", "found", "matched")
SHARES = ("precision", "recall", "f1")

Figures = Mapping[str, Mapping[str, Mapping[str, Any]]]


def read_figures(path: Path) -> Figures:
    """The accepted figures, by group of texts and list."""
    figures: Figures = json.loads(path.read_text(encoding="utf-8"))
    return figures


def write_figures(page: Path, figures: Figures, labels: Labels) -> None:
    """Puts the table into the page; a page without the mark, or with two, is an error of whoever wrote it."""
    before, after = page.read_text(encoding="utf-8").split(MARK)
    page.write_text(before + figures_table(figures, labels) + after, encoding="utf-8", newline="\n")


def figures_table(figures: Figures, labels: Labels) -> str:
    """A Markdown table, without a line break at its end."""
    heads = [labels.say(f"figures_{column}") for column in COLUMNS]
    return "\n".join([_line(heads), "|---|---" + "|--:" * 6 + "|", *map(_line, _rows(figures, labels))])


def _rows(figures: Figures, labels: Labels) -> Iterator[list[str]]:
    for group, lists in figures.items():
        for name, row in lists.items():
            counts = [str(row[count]) for count in COUNTS]
            shares = [f"{row[share]:.3f}" for share in SHARES]
            yield [labels.say(f"figures_of_{group}"), _list_name(name, labels), *counts, *shares]


def _list_name(name: str, labels: Labels) -> str:
    return labels.field("targets", FIELDS[name]) if name in FIELDS else labels.table(name)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"

"""The page on method: hand-written, with a table of how well the reader reads put in at one mark.

In: the page's text and the accepted figures (site/pages/reader-figures.json, written by `make quality`).
Out: the page's text with the table, whose lists are called as everywhere on the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipeline.pages.labels import Labels

MARK = "<!-- reader-figures -->"
FIELDS = {"comparators": "comparator", "deadlines": "deadline"}  # counted over targets, not lists of their own
COLUMNS = ("texts_read", "list", "wanted", "found", "matched", "precision", "recall", "f1")
TEXT_COLUMNS = 2  # the others hold numbers
NUMBER = Markup(' class="pl-num"')
FRAME = Markup(
    '<div class="pl-scroll" role="region" aria-label="{label}" tabindex="0"><table class="pl-table">'
    "<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
)
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
    page.write_text(f"{before}{figures_table(figures, labels)}{after}", encoding="utf-8", newline="\n")


def figures_table(figures: Figures, labels: Labels) -> Markup:
    """The table as one line of HTML in a frame that scrolls, as all tables of the site."""
    heads = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(_kind(position), labels.say(f"figures_{name}"))
        for position, name in enumerate(COLUMNS)
    )
    rows = Markup("").join(Markup("<tr>{}</tr>").format(_cells(cells)) for cells in _rows(figures, labels))
    return FRAME.format(label=labels.say("figures_list"), heads=heads, rows=rows)


def _rows(figures: Figures, labels: Labels) -> Iterator[list[str]]:
    for group, lists in figures.items():
        for name, row in lists.items():
            counts = [str(row[count]) for count in COUNTS]
            shares = [f"{row[share]:.3f}" for share in SHARES]
            yield [labels.say(f"figures_of_{group}"), _list_name(name, labels), *counts, *shares]


def _list_name(name: str, labels: Labels) -> str:
    return labels.field("targets", FIELDS[name]) if name in FIELDS else labels.table(name)


def _cells(cells: list[str]) -> Markup:
    return Markup("").join(
        Markup("<td{}>{}</td>").format(_kind(position), cell) for position, cell in enumerate(cells)
    )


def _kind(position: int) -> Markup:
    return NUMBER if position >= TEXT_COLUMNS else Markup("")

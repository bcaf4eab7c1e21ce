"""Sentences that say what a table shows, with every number in them counted from the data.

In: labels or a view, and what was counted. Out: words in the language of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.pages.labels import Labels
from pipeline.pages.rows import Row
from pipeline.pages.view import View


def counted(labels: Labels, thing: str, number: int) -> str:
    """A number with its noun: 3 个目标, 1 target, 3 targets."""
    return labels.say(f"number_{thing}_{'one' if number == 1 else 'many'}", number=number)


def listed(view: View, rows: Iterable[Row | None]) -> str:
    """Names in a row: 松山湖、滨海湾; Songshan Lake and Binhai Bay."""
    names = [view.name(row) for row in rows if row is not None]
    start = view.separator.join(names[:-1])
    return view.labels.say("listed_last", start=start, last=names[-1]) if start else "".join(names)


def sentences(view: View, *parts: str) -> str:
    """Sentences one after another, those that are not empty."""
    return ("" if view.labels.language == "zh" else " ").join(part for part in parts if part)

"""Automatic list numbers of a docx (一、 （二） 1.), which stand in no text run but on every page.

Counts as Word does (ISO/IEC 29500-1 §17.9): one counter per abstract list and level, a deeper level starts again
after a higher one, `startOverride` starts a list anew, `isLgl` turns all numbers of a label into decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from .ordinals import write_ordinal

PLACE = re.compile(r"%([1-9])")  # "第%1章"
CLOSED = re.compile(r"[、．.。）)】\]：:]$")  # after these the text may follow directly
PRIVATE = re.compile("[\ue000-\uf8ff]")  # a Wingdings bullet
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list numbers its paragraphs."""

    start: int
    kind: str
    label: str
    restart_after: int  # 0: never; n: after a paragraph of level n (counted from 1) or higher
    legal: bool
    style: str | None


@dataclass
class Numbering:
    """The lists of a document with their running counters."""

    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]]  # num id → abstract id, levels, start overrides
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)

    def next_label(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of a list level; "" when the list numbers nothing."""
        if number_id not in self.lists:
            return ""
        abstract, levels, overrides = self.lists[number_id]
        if level not in levels:
            return ""
        counters = self.counters.setdefault(abstract, [None] * LEVELS)
        if number_id not in self.begun:
            self.begun.add(number_id)
            for overridden in overrides:
                counters[overridden] = None
        self._count(counters, levels, overrides, level)
        return self._label(counters, levels, level)

    def level_of_style(self, number_id: str, style: str) -> int:
        """The level that names a paragraph style, 0 when none does."""
        levels = self.lists[number_id][1] if number_id in self.lists else {}
        return next((at for at, level in sorted(levels.items()) if level.style == style), 0)

    def _count(
        self, counters: list[int | None], levels: dict[int, Level], overrides: dict[int, int], level: int
    ) -> None:
        before = counters[level]
        first = overrides.get(level, levels[level].start)
        counters[level] = first if before is None else before + 1
        for above in range(level):
            if counters[above] is None and above in levels:
                counters[above] = overrides.get(above, levels[above].start)
        for below in range(level + 1, LEVELS):
            restart = levels[below].restart_after if below in levels else below
            if level < restart:
                counters[below] = None

    def _label(self, counters: list[int | None], levels: dict[int, Level], level: int) -> str:
        own = levels[level]
        if own.kind == "none" and "%" in own.label:
            return ""
        if own.kind == "bullet":
            return PRIVATE.sub("•", own.label) + " " if own.label.strip() else ""

        def written(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            kind = "decimal" if own.legal or at not in levels else levels[at].kind
            text, known = write_ordinal(counters[at] or 0, kind)
            if not known:
                self.unknown.add(kind)
            return text

        label = PLACE.sub(written, own.label)
        return label if not label or CLOSED.search(label) else f"{label} "


def read_numbering(root: ET.Element | None) -> Numbering:
    """The lists of word/numbering.xml."""
    if root is None:
        return Numbering({})
    abstracts = {element.get("w:abstractNumId", ""): element for element in root.iter("w:abstractNum")}
    by_style = {
        link.get("w:val", ""): key for key, element in abstracts.items() for link in element.iter("w:styleLink")
    }
    lists = {}
    for number in root.iter("w:num"):
        key = _value(number, "w:abstractNumId") or ""
        linked = _value(abstracts[key], "w:numStyleLink") if key in abstracts else None
        key = by_style.get(linked, key) if linked is not None else key
        if key not in abstracts:
            continue
        levels = _levels(abstracts[key])
        overrides = {}
        for override in number.iter("w:lvlOverride"):
            levels.update(_levels(override))
            start = _value(override, "w:startOverride")
            at = _number(override.get("w:ilvl"), -1)
            if start is not None and 0 <= at < LEVELS:
                overrides[at] = _number(start, 1)
        lists[number.get("w:numId", "")] = (key, levels, overrides)
    return Numbering(lists)


def _levels(parent: ET.Element) -> dict[int, Level]:
    levels = {}
    for element in parent.findall("w:lvl"):
        at = _number(element.get("w:ilvl"), -1)
        if not 0 <= at < LEVELS:
            continue
        levels[at] = Level(
            start=_number(_value(element, "w:start"), 0),
            kind=_value(element, "w:numFmt") or _alternate_kind(element) or "decimal",
            label=_value(element, "w:lvlText") or "",
            restart_after=_number(_value(element, "w:lvlRestart"), at),
            legal=element.find("w:isLgl") is not None,
            style=_value(element, "w:pStyle"),
        )
    return levels


def _alternate_kind(element: ET.Element) -> str | None:
    """The number format inside mc:AlternateContent, as newer Word writes formats that older ones do not know."""
    found = next(element.iter("w:numFmt"), None)
    return None if found is None else found.get("w:val")


def _value(parent: ET.Element, name: str) -> str | None:
    element = parent.find(name)
    return None if element is None else element.get("w:val")


def _number(text: str | None, otherwise: int) -> int:
    plain = text is not None and text.isascii() and text.isdigit() and len(text) <= 6
    return int(text) if plain and text is not None else otherwise

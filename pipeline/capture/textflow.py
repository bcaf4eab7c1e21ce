"""Printed lines to paragraphs: a line broken because it was full is joined, a paragraph's end is kept.

A line is full when the first word of the next would not have fit into the room it leaves. The next line goes on
unless it is indented, set in another size, set apart, or begins with a heading number after a finished sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .pagelines import WIDE, Line, join_lines

FINISHED = tuple("。！？；：”》）)…")
NO_START = "，。、；：！？”’）》】〕」』％%)]}>,.;:!?"  # no line begins with these
WORD = re.compile(r"[!-~]{1,60}")  # "2025" and "GDP" are not broken
HEADING = re.compile(
    "^(?:第[一二三四五六七八九十百]{1,4}[章节条篇]|[（(]?[一二三四五六七八九十]{1,3}[）)、]"
    r"|[（(]?[0-9]{1,2}[）)．、]|[0-9]{1,2}\.(?![0-9]))"
)  # 第一章; （二）; 三、; 4.
INDENT = 1.2  # squares
SAME_SIZE = 1.15
SET_APART = 1.9  # squares between two lines beyond the column's usual pitch


def write_paragraphs(lines: Sequence[Line]) -> list[str]:
    """Paragraphs as lines of text, across columns and pages; rows of tables stay lines."""
    pitch = _pitch(lines)
    widened = _with_edges(lines)
    paragraphs: list[list[str]] = []
    before: Line | None = None
    for line in widened:
        if before is not None and _goes_on(before, line, pitch):
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
        before = line
    return [text for parts in paragraphs if (text := join_lines(parts).strip(" "))]


def _with_edges(lines: Sequence[Line]) -> list[Line]:
    """Lines of one-column stretches with the edges of the whole document's text, so that a short page knows them."""
    usual = sorted(line.edges for line in lines if not line.is_row)
    if not usual:
        return list(lines)
    left, right = max(set(usual), key=usual.count)
    return [
        replace(line, edges=(left, right))
        if not line.is_row
        and line.edges[0] >= left - line.em
        and line.box.right <= right + line.em
        and line.edges[1] - line.edges[0] > 0.6 * (right - left)
        else line
        for line in lines
    ]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, in squares."""
    steps = sorted(
        (before.box.top - line.box.top) / line.em
        for before, line in pairwise(lines)
        if before.page == line.page and not line.is_row and 0 < before.box.top - line.box.top < 4 * line.em
    )
    return steps[len(steps) // 2] if steps else 1.5


def _goes_on(before: Line, line: Line, pitch: float) -> bool:
    """Whether a line continues the one before it."""
    if before.is_row or line.is_row or "\t" in before.text or "\t" in line.text:
        return False
    if not 1 / SAME_SIZE < before.em / line.em < SAME_SIZE:
        return False
    step = (before.box.top - line.box.top) / line.em
    if before.page == line.page and before.edges == line.edges and step > pitch + SET_APART * 0.5:
        return False
    finished = before.text.endswith(FINISHED)
    if HEADING.match(line.text) and finished:
        return False
    if _is_centred(before) and _is_centred(line):
        return not finished and before.page == line.page
    if not _is_full(before, line):
        return False
    indented = line.box.left - line.edges[0] > INDENT * line.em
    return not indented or (not finished and not HEADING.match(line.text))


def _is_centred(line: Line) -> bool:
    left, right = line.box.left - line.edges[0], line.edges[1] - line.box.right
    return min(left, right) > 1.5 * line.em and abs(left - right) < 1.5 * line.em


def _is_full(before: Line, line: Line) -> bool:
    """Whether the next line's first word would not have fit."""
    room = (before.edges[1] - before.box.right) / before.em
    return room < _first_word(line.text) + 0.6


def _first_word(text: str) -> float:
    """Width in squares of what cannot be broken at the start of a line."""
    match = WORD.match(text)
    width = 0.5 * len(match.group()) if match else 1.0
    rest = text[match.end() :] if match else text[1:]
    closing = len(rest) - len(rest.lstrip(NO_START))
    return width + closing * (1.0 if rest[:1] >= WIDE else 0.5)

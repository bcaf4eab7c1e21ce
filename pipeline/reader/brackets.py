"""Brackets of a text: matching pairs → (open, close) indices, outer pairs before inner ones.

Half- and full-width forms of one kind match each other, because plans mix them: （市发展改革局牵头).
Quotation marks are no brackets here: captured texts lose one of a pair too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENERS = {"（": 1, "(": 1, "〔": 2, "[": 2, "【": 3, "〈": 4, "<": 4}
CLOSERS = {"）": 1, ")": 1, "〕": 2, "]": 2, "】": 3, "〉": 4, ">": 4}
BRACKET = re.compile(r"[（(〔\[【〈<）)〕\]】〉>]")
WRAP = re.compile(r"(?<=[一-龥、，；：])[ \u3000]{0,8}\n[ \u3000]{0,8}(?=[一-龥、，；])")  # 省住⏎房城乡建设厅
LONGEST = 1200  # characters inside one pair; a list of forty agencies has some 400
DEEPEST = 6  # openers that may stand open at once; older ones were never closed


def find_brackets(text: str) -> list[tuple[int, int]]:
    """Pairs of matching brackets, in the order of their openers."""
    still_open: list[tuple[int, int]] = []
    pairs = []
    for match in BRACKET.finditer(text):
        at, character = match.start(), match.group()
        if kind := OPENERS.get(character):
            still_open = [*still_open[-DEEPEST + 1 :], (at, kind)]
        else:
            kind = CLOSERS[character]
            while still_open and still_open[-1][1] != kind and _holds(still_open, kind):
                still_open.pop()
            if still_open and still_open[-1][1] == kind:
                start = still_open.pop()[0]
                if at - start <= LONGEST:
                    pairs.append((start, at))
    return sorted(pairs)


def find_wraps(text: str) -> list[tuple[int, int]]:
    """The line breaks inside brackets that cut a word or a list, with the blanks around them."""
    wraps: list[tuple[int, int]] = []
    done = 0
    for start, close in find_brackets(text) if "\n" in text else []:
        if text.find("\n", max(start, done), close) >= 0:
            wraps.extend(wrap.span() for wrap in WRAP.finditer(text, max(start, done), close))
            done = close
    return wraps


def outside(text: str, marks: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `marks` between `start` and `end` that stand in no bracket opened there."""
    brackets = BRACKET.finditer(text, start, end)
    bracket = next(brackets, None)
    depth = 0
    for mark in marks.finditer(text, start, end):
        while bracket and bracket.start() < mark.start():
            depth = depth + 1 if bracket.group() in OPENERS else max(depth - 1, 0)
            bracket = next(brackets, None)
        if depth == 0:
            yield mark


def _holds(still_open: list[tuple[int, int]], kind: int) -> bool:
    return any(opened == kind for _, opened in still_open)

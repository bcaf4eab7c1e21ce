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


def depth_zero(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The characters between `start` and `end` that stand in no bracket, with their indices."""
    depth = 0
    for at in range(start, end):
        if text[at] in OPENERS:
            depth += 1
        elif text[at] in CLOSERS:
            depth = max(depth - 1, 0)
        elif depth == 0:
            yield at, text[at]


def _holds(still_open: list[tuple[int, int]], kind: int) -> bool:
    return any(opened == kind for _, opened in still_open)

"""Attributions written as such: （A牵头，B配合）, 〔牵头单位：…〕, （A、B）, and 责任单位：… without brackets.

In: the text as read. Out: the quote of each attribution and the agencies in it, with their roles, as indices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.reader.agency_forms import is_sure
from pipeline.reader.agency_names import BLANKS, read_names
from pipeline.reader.brackets import find_brackets
from pipeline.reader.roles import LABEL, role_at

OPEN_LABEL = re.compile(  # labels that stand for themselves, without brackets
    r"(?=[省市区县主牵责配参协实落职任])(?:(?:省|市|区|县)级|市直|主要)?(?:(?:牵头|责任|主责|配合|参与|参加|协办|协同|实施|落实)"
    r"(?:[和及、]?(?:责任|牵头|配合|参与))?(?:单位|部门|主体)|(?:责任|职责|任务)分工|牵头|配合)[ \u3000]{0,2}[:：]"
)
OTHER_LABEL = re.compile(  # 责任领导：张三, 完成时限：2025年
    r"(?:[一-龥]{0,4}(?:领导|责任人|负责人|联系人|科室|时限|时间|期限|目标|备注|电话|进度)|责任编辑)[ \u3000]{0,2}[:：]"
)
ROLE_WORD = re.compile(r"牵头|负责|配合|参与|协同|协助|属地责任|按(?:照)?(?:各自)?职[责能]|会同|落实")
LIST_END = re.compile(r"[。\n）)〕\]】]")
LONGEST_LIST = 600  # characters of a list without brackets
CLOSING = "。；！？;!?”"


@dataclass(frozen=True, slots=True)
class Agency:
    """One named body, as indices into the reading."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """One clause that names who answers; `rule` is what found it; `scope` only where it is no heading."""

    start: int
    end: int
    rule: str
    agencies: tuple[Agency, ...]
    scope: str = ""


def find_attributions(text: str) -> list[Attribution]:
    """All attributions in brackets or behind a label, in order, none inside another."""
    found: list[Attribution] = []
    done = 0
    for start, close in find_brackets(text):
        if start >= done and (attribution := _bracketed(text, start, close)):
            found.append(attribution)
            done = close + 1
    spans = [(each.start, each.end) for each in found]
    return sorted([*found, *_labelled(text, spans)], key=lambda each: each.start)


def _bracketed(text: str, start: int, close: int) -> Attribution | None:
    """The attribution between two brackets, if its words are one."""
    labels = list(LABEL.finditer(text, start + 1, close))
    names, strangers = _listed(text, start + 1, close, bool(labels))
    if not names:
        return None
    words = [text[first:last] for first, last in names]
    if labels:
        return _attribution(text, start, close + 1, "bracketed-label", names)
    if ROLE_WORD.search(text, names[0][1], close):
        sure = not strangers or (strangers <= len(names) and any(is_sure(word) for word in words))
        return _attribution(text, start, close + 1, "bracketed-role", names) if sure else None
    bare = not strangers and any(is_sure(word) for word in words) and _stands_alone(text, start, close)
    return _attribution(text, start, close + 1, "bracketed-list", names) if bare else None


def _listed(text: str, start: int, end: int, labelled: bool) -> tuple[list[tuple[int, int]], int]:
    """The names of a region, label by label; lists behind other labels (责任领导：) are passed over."""
    names: list[tuple[int, int]] = []
    strangers = 0
    marks = sorted(
        [(m.start(), m.end(), True) for m in LABEL.finditer(text, start, end)]
        + [(m.start(), m.end(), False) for m in OTHER_LABEL.finditer(text, start, end)]
    )
    edges = [*marks, (end, end, False)]
    if not labelled or start < edges[0][0]:
        edges.insert(0, (start, start, not labelled))
    for (_, first, counts), (last, _, _) in pairwise(edges):
        if counts and first < last:
            listed = read_names(text, first, last)
            names.extend(listed.names)
            strangers += listed.strangers
    return names, strangers


def _stands_alone(text: str, start: int, close: int) -> bool:
    """Behind a finished sentence, or as the last thing of a line."""
    before = text[max(start - 12, 0) : start].rstrip(BLANKS)
    after = text[close + 1 : close + 12].lstrip(BLANKS)
    finished = not before or before[-1] in CLOSING + "\n"
    return finished or not after or after[0] == "\n" or after.startswith("。\n")


def _labelled(text: str, spans: list[tuple[int, int]]) -> Iterator[Attribution]:
    """Lists behind 责任单位： outside of brackets, to the end of the sentence or line."""
    position = 0
    done = 0
    for match in OPEN_LABEL.finditer(text):
        while position < len(spans) and spans[position][1] <= match.start():
            position += 1
        inside = position < len(spans) and spans[position][0] <= match.start()
        if inside or match.start() < done:
            continue
        end = _list_end(text, match.end())
        names, _ = _listed(text, match.start(), end, True)
        done = end
        if names:
            yield _attribution(text, match.start(), end, "labelled-list", names)


def _list_end(text: str, start: int) -> int:
    """The end of a list that no bracket holds; a line break directly behind the label is passed over."""
    while start < len(text) and text[start] in BLANKS + "\n":
        start += 1
    furthest = min(start + LONGEST_LIST, len(text))
    depth = 0
    for at in range(start, furthest):
        if text[at] in "（(〔〈[【":
            depth += 1
        elif depth and text[at] in "）)〕〉]】":
            depth -= 1
        elif LIST_END.match(text, at) and (depth == 0 or text[at] == "\n"):
            furthest = at
            break
    while furthest > start and text[furthest - 1] in BLANKS + "；;，,、":
        furthest -= 1
    return furthest


def _attribution(text: str, start: int, end: int, rule: str, names: list[tuple[int, int]]) -> Attribution:
    """The roles are read inside the quote's own words."""
    quote = text[start:end]
    agencies = tuple(Agency(first, last, role_at(quote, first - start, last - start)) for first, last in names)
    return Attribution(start, end, rule, agencies)

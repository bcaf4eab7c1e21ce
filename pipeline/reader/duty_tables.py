"""Task tables flattened to one cell a line: a heading line 责任单位, and below it lines that hold nothing but agencies.

In: the text as read. Out: one attribution per cell, with the task of its row as scope. A table without role
columns, and the lists of departments in a page's navigation, give nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reader.agency_forms import is_sure
from pipeline.reader.agency_names import read_names
from pipeline.reader.attributions import Agency, Attribution
from pipeline.reader.roles import ROLES

COLUMN = re.compile(  # a heading cell of a role column
    r"(?=[省市区县主牵责承实落配参协支])(?:(?:省|市|区|县)[级直]|主要)?(牵头|责任|主责|主办|承办|实施|落实|配合|参与|参加|协办|协同|支持)"
    r"(?:[和及、]?(?:责任|配合))?(?:单位|部门|主体)"
)
HEADING_CELL = re.compile(r"[^0-9，。；：:]{1,14}")
NUMBER_CELL = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)]?[、.．]?")
EMPTY_CELL = re.compile(r"[-—－–/／\\无]{1,4}")
LINE = re.compile(r"[^\n]+")
BLANKS = " \t\u3000\u00a0"
LONGEST_HEAD = 16  # characters of a heading cell
WIDEST = 8  # heading cells beside one another
ROW_LINES = 14  # lines of a row before its agencies; further below, the table has ended


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heads:
    """The roles of a table's columns, in order, whether its rows are numbered, and the line where they begin."""

    roles: tuple[str, ...]
    numbered: bool
    body: int


def find_table_duties(text: str) -> Iterator[Attribution]:
    """The agencies in the cells of every table with role columns."""
    if COLUMN.search(text) is None:
        return
    lines = [line for match in LINE.finditer(text) if (line := _trimmed(text, match)).start < line.end]
    heads = [at for at, line in enumerate(lines) if _is_column(text, line)]
    done = 0
    for at in heads:
        if at < done:
            continue
        found = _heads(text, lines, at)
        done = found.body
        following = bisect_left(heads, done)
        end = heads[following] if following < len(heads) else len(lines)
        yield from _rows(text, lines[done:end], found)


def _trimmed(text: str, match: re.Match[str]) -> Line:
    words = match.group()
    start = match.start() + len(words) - len(words.lstrip(BLANKS))
    return Line(start, match.start() + len(words.rstrip(BLANKS)))


def _is_column(text: str, line: Line) -> bool:
    return line.end - line.start < LONGEST_HEAD and COLUMN.fullmatch(text, line.start, line.end) is not None


def _heads(text: str, lines: list[Line], at: int) -> Heads:
    """The heading row that holds line `at`, which heads a role column."""
    first, last = at, at + 1
    while first > max(at - WIDEST, 0) and _is_heading_cell(text, lines[first - 1]):
        first -= 1
    while last < min(at + WIDEST, len(lines)) and _is_heading_cell(text, lines[last]):
        last += 1
    cells = [text[line.start : line.end] for line in lines[first:last]]
    roles = tuple(ROLES[found.group(1)] for cell in cells if (found := COLUMN.fullmatch(cell)))
    return Heads(roles, "序号" in cells, last)


def _is_heading_cell(text: str, line: Line) -> bool:
    cell = text[line.start : line.end]
    if COLUMN.fullmatch(cell) or cell in ("序号", "备注"):
        return True
    return (
        HEADING_CELL.fullmatch(cell) is not None and re.search(r"任务|内容|措施|项目|时限|时间|目标", cell) is not None
    )


def _rows(text: str, lines: list[Line], heads: Heads) -> Iterator[Attribution]:
    """Cells of agencies; a run of them that is longer than the role columns is a list of another kind."""
    at, since, task, in_row = 0, 0, "", not heads.numbered
    while at < len(lines) and since <= ROW_LINES:
        run = _run(text, lines, at)
        if run:
            if in_row and len(run) <= len(heads.roles):
                yield from _cells(lines, at, run, heads, task)
                since = 0
            at, in_row = at + len(run), not heads.numbered
            continue
        cell = text[lines[at].start : lines[at].end]
        is_number = NUMBER_CELL.fullmatch(cell) is not None
        in_row = in_row or is_number
        task = task if is_number else cell
        at, since = at + 1, since + 1


def _run(text: str, lines: list[Line], at: int) -> list[tuple[tuple[int, int], ...]]:
    """The names of each of the agency cells that stand one below another; no names for an empty cell (—)."""
    run: list[tuple[tuple[int, int], ...]] = []
    for line in lines[at : at + WIDEST]:
        names = _cell_names(text, line, bool(run))
        if not names and not EMPTY_CELL.fullmatch(text, line.start, line.end):
            break
        run.append(names)
    return run if any(run) else []


def _cell_names(text: str, line: Line, beside: bool) -> tuple[tuple[int, int], ...]:
    """The names of a cell that holds nothing else; beside another such cell their form is enough."""
    if line.end - line.start > 400:
        return ()
    listed = read_names(text, line.start, line.end)
    names = listed.names
    whole = names and not listed.strangers and names[0][0] == line.start
    filled = whole and text[names[-1][1] : line.end] in ("", "等", "。", "等。", "等部门", "等单位", "；")
    sure = beside or any(is_sure(text[first:last]) for first, last in names)
    return names if filled and sure else ()


def _cells(
    lines: list[Line], at: int, run: list[tuple[tuple[int, int], ...]], heads: Heads, task: str
) -> Iterator[Attribution]:
    for names, line, role in zip(run, lines[at:], heads.roles, strict=False):
        if names:
            agencies = tuple(Agency(first, last, role) for first, last in names)
            yield Attribution(line.start, line.end, "table-cell", agencies, task)

"""A city's lineage as a drawing: plans as columns from old to new, clusters as boxes, changes as lines.

In: a view, the city's plans and its changes. Out: boxes and lines with their places, in pixels; the template writes
them as SVG. Nothing is measured: a name is broken by counting characters, a Chinese one as two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.pages.layers import Drawing, Link, Sizes, arrange
from pipeline.pages.marks import former_name
from pipeline.pages.rows import Row
from pipeline.pages.view import View

SIZES = Sizes(thing=34, passing=5, gap=8)
HEAD = 34  # room for the columns' titles
BETWEEN = 128  # from one column to the next
WIDTHS = {"zh": 178, "en": 236}
CHARACTERS = {"zh": 24, "en": 34}  # of one line in a box, a Chinese character counted as two
WIDE = 0x2E80  # where Chinese characters and full-width signs begin


@dataclass(frozen=True)
class Column:
    """A plan, or the names it tells that clusters had before it."""

    title: str
    place: str
    x: float


@dataclass(frozen=True)
class Box:
    """A cluster of a plan, or an earlier name; `name` in two lines, the second often empty."""

    row: Row | None
    name: str
    lines: tuple[str, str]
    place: str
    x: float
    y: float
    added: Row | None


@dataclass(frozen=True)
class Line:
    """A change between two boxes; `remains` where a cluster goes on after another was split off from it."""

    row: Row
    path: str
    stated: bool
    remains: bool
    place: str
    before: str
    after: str


@dataclass(frozen=True)
class Label:
    """The kinds of change that lead to a box, written before it."""

    kinds: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """Everything to be drawn."""

    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    box_width: float
    box_height: float
    width: float
    height: float


@dataclass(frozen=True)
class Graph:
    """Keys of boxes in columns (a cluster's id; an earlier name behind its plan's id) and changes between them."""

    plans: tuple[tuple[Row, bool], ...]  # the plan, and whether the column holds its earlier names
    columns: tuple[tuple[str, ...], ...]
    ends: tuple[tuple[Link, Row, bool], ...]


def draw(view: View, plans: Sequence[Row], changes: Sequence[Row]) -> Picture:
    """The drawing of one city."""
    graph = _graph(view, plans, changes)
    drawing = arrange(graph.columns, list(dict.fromkeys(link for link, _, _ in graph.ends)), SIZES)
    box_width = WIDTHS[view.labels.language]
    xs = [float(number * (box_width + BETWEEN)) for number in range(len(graph.columns))]
    at = {key: number for number, keys in enumerate(graph.columns) for key in keys}
    added = {row["to_cluster_id"]: row for row in changes if row["kind"] == "add"}
    told = {link[0]: row for link, row, _ in reversed(graph.ends)}
    boxes = {key: _box(view, key, xs[at[key]], drawing, (added.get(key), told.get(key))) for key in at}
    lines = tuple(
        _line(view, row, remains, (boxes[link[0]], boxes[link[1]]), _path(link, drawing, xs, at, box_width))
        for link, row, remains in graph.ends
    )
    return Picture(
        tuple(_column(view, plan, earlier, x) for (plan, earlier), x in zip(graph.plans, xs, strict=True)),
        tuple(sorted(boxes.values(), key=lambda box: (box.x, box.y))),
        tuple(sorted(lines, key=lambda line: line.stated)),
        tuple(_labels(graph, boxes)),
        box_width,
        SIZES.thing,
        xs[-1] + box_width,
        HEAD + drawing.height,
    )


def year_of(plan: Row) -> str:
    """The year by which a plan is called."""
    return (plan["issued"] or plan["published"] or plan["period_start"])[:4]


def _graph(view: View, plans: Sequence[Row], changes: Sequence[Row]) -> Graph:
    heads: list[tuple[Row, bool]] = []
    columns: list[tuple[str, ...]] = []
    ends: list[tuple[Link, Row, bool]] = []
    known: set[str] = set()
    for plan in plans:
        own = [row for row in changes if row["document_id"] == plan.key and row["to_cluster_id"]]
        starts = {row.key: _start(row, known) for row in own}
        earlier = tuple(dict.fromkeys(start for start in starts.values() if start and start not in known))
        clusters = sorted(view.corpus.where("clusters", "document_id", plan.key), key=lambda row: int(row["position"]))
        known |= {row.key for row in clusters}
        if earlier:
            heads.append((plan, True))
            columns.append(earlier)
        heads.append((plan, False))
        columns.append(tuple(row.key for row in clusters))
        for row in own:
            ends.extend(_ends(row, starts[row.key], known))
    return Graph(tuple(heads), tuple(columns), tuple(ends))


def _start(row: Row, known: set[str]) -> str:
    """Where a change begins: a cluster of an earlier plan, or a name that the plan itself tells; "" for an addition."""
    if row["from_cluster_id"] in known:
        return row["from_cluster_id"]
    return f"{row['document_id']} {row['from_name']}" if row["from_name"] else ""


def _ends(row: Row, start: str, known: set[str]) -> Iterator[tuple[Link, Row, bool]]:
    if not start or row["to_cluster_id"] not in known:
        return
    yield (start, row["to_cluster_id"]), row, False
    if start != row["from_cluster_id"] and row["from_cluster_id"] in known:
        yield (start, row["from_cluster_id"]), row, True


def _column(view: View, plan: Row, earlier: bool, x: float) -> Column:
    if earlier:
        return Column(view.labels.say("lineage_earlier", year=year_of(plan)), view.place(plan), x)
    return Column(view.document_name(plan.key), view.place(plan), x)


def _box(view: View, key: str, x: float, drawing: Drawing, changes: tuple[Row | None, Row | None]) -> Box:
    """A box leads to its cluster; an earlier name, which has no page, to the change that tells it."""
    added, told = changes
    row = view.of("clusters", key)
    shown = row or told
    name = view.name(row) if row is not None or told is None else former_name(told, view.labels)
    place = view.place(shown) if shown is not None else ""
    lines = broken(name, CHARACTERS[view.labels.language])
    return Box(row, name, lines, place, x, HEAD + drawing.middles[key], added)


def broken(name: str, limit: int) -> tuple[str, str]:
    """A name in at most two lines: at its last space that fits, or where the line is full; the rest is cut off."""
    first = _fitting(name, limit)
    if first == name:
        return name, ""
    if " " in first and name[len(first) : len(first) + 1] != " ":
        first = first.rpartition(" ")[0]
    rest = name[len(first) :].strip()
    second = _fitting(rest, limit)
    return first.strip(), rest if second == rest else f"{second[:-1]}…"


def _fitting(text: str, limit: int) -> str:
    width = 0
    for number, character in enumerate(text):
        width += 2 if ord(character) >= WIDE else 1
        if width > limit:
            return text[:number]
    return text


def _path(link: Link, drawing: Drawing, xs: Sequence[float], at: dict[str, int], width: float) -> str:
    """From the right side of a box to the left side of another, level through the columns between."""
    column, y = at[link[0]], HEAD + drawing.middles[link[0]]
    path = f"M{xs[column] + width:g} {y:g}"
    for passed in (*drawing.passes[link], drawing.middles[link[1]]):
        start, column, before, y = xs[column] + width, column + 1, y, HEAD + passed
        bend = (start + xs[column]) / 2
        path += f"C{bend:g} {before:g} {bend:g} {y:g} {xs[column]:g} {y:g}"
        path += f"H{xs[column] + width:g}" if column < at[link[1]] else ""
    return path


def _line(view: View, row: Row, remains: bool, ends: tuple[Box, Box], path: str) -> Line:
    sentence = view.sentence(row)
    place = sentence.place if sentence is not None else view.place(row)
    return Line(row, path, bool(row["quote"]) and not remains, remains, place, ends[0].name, ends[1].name)


def _labels(graph: Graph, boxes: dict[str, Box]) -> Iterator[Label]:
    """One label before each box that a stated change leads to."""
    stated = sorted(((link[1], row["kind"]) for link, row, remains in graph.ends if row["quote"] and not remains))
    for key, group in groupby(stated, key=lambda one: one[0]):
        box = boxes[key]
        yield Label(tuple(dict.fromkeys(kind for _, kind in group)), box.x - 6, box.y - 6)

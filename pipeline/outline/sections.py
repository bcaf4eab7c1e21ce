"""Sections of a plan: its headings, printed and hinted, → a tree with counted paths.

In: a `Source` and the `outline:` of its `document.yaml`. Out: sections with offsets into the stored text.
Printed numbers may be wrong or restart, so paths are counted; the level of a heading is its nesting in this
document, not a fixed level of its printed form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.outline.headings import BLANKS, KINDS, Heading, find_headings, read_number
from pipeline.text import Source, Span


@dataclass(frozen=True)
class Inserted:
    """A heading that the capture lost, inferred by a person; it stands directly in front of `before`."""

    before: str
    preceded_by: str
    level: int
    number: str
    heading: str
    note: str
    note_en: str


@dataclass(frozen=True)
class Named:
    """A real heading that carries no number."""

    quote: str
    preceded_by: str
    level: int


@dataclass(frozen=True)
class OutlineHints:
    """What a person says about the headings of one document."""

    inserted: tuple[Inserted, ...] = ()
    named: tuple[Named, ...] = ()
    not_headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One heading with all text below it; path "0" (level 0) is what stands before the first heading.

    `number` is as printed ("(一)", "2 .", "第一章"); `heading` is "" where its words cannot be told from the
    text below it.
    """

    path: str
    parent: str
    number: str
    level: int
    heading: str
    span: Span
    heading_span: Span
    note: str
    note_en: str


@dataclass(frozen=True)
class Outline:
    """Sections in document order, parents before children."""

    sections: tuple[Section, ...]

    def at(self, offset: int) -> Section:
        """The innermost section that holds a stored offset."""
        return self.sections[max(bisect_right(self._starts, offset) - 1, 0)]

    def by_path(self, path: str) -> Section | None:
        return self._by_path.get(path)

    def ancestors(self, section: Section) -> tuple[Section, ...]:
        """The sections around `section`, nearest first."""
        found = []
        while section.parent:
            section = self._by_path[section.parent]
            found.append(section)
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    @cached_property
    def _by_path(self) -> dict[str, Section]:
        return {section.path: section for section in self.sections}


NO_HINTS = OutlineHints()


def read_outline(source: Source, hints: OutlineHints = NO_HINTS) -> Outline:
    """The sections of a document; raises ValueError naming a hint that does not fit the text.

    The text of a hint must stand in the body exactly once; a `Named` one exactly once as a line of its own.
    """
    hinted = [_inserted(source, hint) for hint in hints.inserted]
    hinted += [_named(source, hint) for hint in hints.named]
    refused = [_indices(source, _only_place(source, quote, "")) for quote in hints.not_headings]
    refused += [(heading.start, heading.end) for heading in hinted]
    printed = find_headings(source.reading[0], refused)
    ordered = sorted([*hinted, *printed], key=lambda heading: (heading.start, heading.level == 0))
    return Outline(tuple(_sections(source, ordered)))


def _inserted(source: Source, hint: Inserted) -> Heading:
    at, _ = _indices(source, _only_place(source, hint.before, hint.preceded_by))
    kind, ordinal = read_number(hint.number)
    return Heading(
        kind, hint.number, ordinal, at, at, at, hint.heading,
        level=hint.level, note=hint.note, note_en=hint.note_en,
    )  # fmt: skip


def _named(source: Source, hint: Named) -> Heading:
    start, end = _indices(source, _only_place(source, hint.quote, hint.preceded_by, prefer_lines=True))
    return Heading("named", "", 0, start, start, end, words=hint.quote, level=hint.level)


def _only_place(source: Source, quote: str, preceded_by: str, *, prefer_lines: bool = False) -> Span:
    spans = [place.span for place in source.find(quote, preceded_by=preceded_by)]
    if prefer_lines and len(spans) > 1:
        spans = [span for span in spans if _is_line(source, span)]
    if len(spans) != 1:
        found = f"found {len(spans)} times" if spans else "not found"
        raise ValueError(f"outline hint {preceded_by + quote!r} is {found}; it must stand there exactly once")
    return spans[0]


def _is_line(source: Source, span: Span) -> bool:
    reading, _ = source.reading
    start, end = _indices(source, span)
    before, after = reading[max(start - 40, 0) : start], reading[end : end + 40]
    return before.rstrip(BLANKS)[-1:] in ("", "\n") and after.lstrip(BLANKS)[:1] in ("", "\n")


def _indices(source: Source, span: Span) -> tuple[int, int]:
    """Where a stored span begins and ends in the reading."""
    _, offsets = source.reading
    return bisect_right(offsets, span.start - 1), bisect_right(offsets, span.end - 1)


def _sections(source: Source, headings: list[Heading]) -> Iterator[Section]:
    """Sections with counted paths; each runs to the next heading of its own or a higher level."""
    reading, offsets = source.reading
    body = reading.rstrip()
    end = offsets[len(body) - 1] + 1 if body else len(source.text)
    starts = [offsets[heading.start] for heading in headings]
    paths = _paths(headings)
    ends = _ends([len(path) for path in paths], starts, end)
    yield Section("0", "", "", 0, "", Span(0, starts[0] if starts else end), Span(0, 0), "", "")
    for heading, path, first, last in zip(headings, paths, starts, ends, strict=True):
        words_end = offsets[heading.end - 1] + 1 if heading.end > heading.start else first
        yield Section(
            path=".".join(map(str, path)),
            parent=".".join(map(str, path[:-1])),
            number=heading.number,
            level=len(path),
            heading=heading.words.rstrip("。；;"),
            span=Span(first, last),
            heading_span=Span(first, words_end),
            note=heading.note,
            note_en=heading.note_en,
        )


def _paths(headings: list[Heading]) -> list[tuple[int, ...]]:
    order = _nesting(headings)
    kinds: list[str] = []
    path: list[int] = []
    paths = []
    for heading in headings:
        depth = heading.level - 1 if heading.level else _depth(kinds, heading.kind, order)
        if not 0 <= depth <= len(kinds):
            above = len(kinds)
            raise ValueError(f"outline hint {heading.words!r} has level {heading.level} below level {above}")
        path = [*path[:depth], (path[depth] if depth < len(path) else 0) + 1]
        kinds = [*kinds[:depth], heading.kind]
        paths.append(tuple(path))
    return paths


def _nesting(headings: list[Heading]) -> list[str]:
    """Kinds from high to low: the usual order, unless here the first （一） stands right below a first 1."""
    order = list(KINDS)
    seen: set[str] = set()
    for upper, lower in pairwise(heading for heading in headings if heading.kind in KINDS):
        seen.add(upper.kind)
        both_first = lower.kind not in seen and upper.ordinal == lower.ordinal == 1
        if both_first and order.index(lower.kind) < order.index(upper.kind):
            order.remove(lower.kind)
            order.insert(order.index(upper.kind) + 1, lower.kind)
    return order


def _depth(kinds: list[str], kind: str, order: list[str]) -> int:
    """How many of the open headings (`kinds`, outermost first) a heading of this kind stands below."""
    if kind in kinds:
        return kinds.index(kind)
    depth = len(kinds)
    while depth and kinds[depth - 1] != "named" and order.index(kinds[depth - 1]) > order.index(kind):
        depth -= 1
    return depth


def _ends(levels: list[int], starts: list[int], end: int) -> list[int]:
    ends = [end] * len(starts)
    still_open: list[int] = []
    for index, level in enumerate(levels):
        while still_open and levels[still_open[-1]] >= level:
            ends[still_open.pop()] = starts[index]
        still_open.append(index)
    return ends

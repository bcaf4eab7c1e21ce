"""The annotated text: a document's own words in blocks, every recorded stretch marked and linked to its record.

In: a plan, its marks, and its numerals. Out: headings, paragraphs and gaps, sentence by sentence with nested marks.
Of a press report only the quoted clauses are shown, never the text between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from pipeline.outline import Section
from pipeline.pages.links import quote_anchor, sentence_anchor
from pipeline.pages.marks import Link, Mark
from pipeline.records import Plan
from pipeline.text import Span

SENTENCE_END = re.compile(r"[。；！？]{1,9}[”’）】」』]{0,9}")  # “……高质量发展。” ends behind the quotation mark
BETWEEN = re.compile(r"[、，,。；;：:（）()“” ]{0,9}")  # 松山湖、滨海湾: too narrow to be pointed at
LONGEST_HEADING = 80  # characters; past that a "heading" is a numbered sentence and stays one with its paragraph


@dataclass(frozen=True)
class Numeral:
    """A number of the ledger and what it is there for."""

    span: Span
    role: str


@dataclass(frozen=True)
class Run:
    """Plain words: `role` of a numeral, or "page-mark" for a mark of the captured file."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class Node:
    """A mark with what it holds; `anchor` only on the first node of a span."""

    mark: Mark
    anchor: str
    children: tuple[Node | tuple[Run, ...], ...]

    @property
    def simple(self) -> bool:
        """Whether it holds words only, so that it can be one link."""
        return len(self.children) == 1 and not isinstance(self.children[0], Node)

    @staticmethod
    def leads(child: Node | tuple[Run, ...]) -> bool:
        """Whether these are words of the mark itself, so that they can be a link; a 、 between names is not."""
        return not isinstance(child, Node) and any(BETWEEN.fullmatch(run.text) is None for run in child)

    @property
    def unseen(self) -> tuple[Link, ...]:
        """Records that no words of this mark lead to."""
        return self.mark.more if any(map(self.leads, self.children)) else (self.mark.link, *self.mark.more)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph; its anchor is the stored offset at which it begins, "" where it has none."""

    anchor: str
    content: tuple[Node | tuple[Run, ...], ...]


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, lost heading, or gap; `anchors` of the sections that begin with it."""

    kind: str
    level: int = 0
    anchors: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    note: str = ""
    text: str = ""


@dataclass(frozen=True)
class _Piece:
    """A stretch of the text that becomes one block."""

    kind: str
    span: Span
    level: int = 0
    anchors: tuple[str, ...] = ()
    note: str = ""
    text: str = ""


@dataclass
class _Anchors:
    given: set[Span] = field(default_factory=set)

    def first(self, span: Span) -> str:
        if span in self.given:
            return ""
        self.given.add(span)
        return quote_anchor(span)


def annotate(plan: Plan, marks: Sequence[Mark], numerals: Sequence[Numeral]) -> list[Block]:
    """The document as blocks, in order."""
    pieces = _clauses(marks) if plan.document.rights == "press-quotes-only" else _pieces(plan)
    anchors = _Anchors()
    return [_block(plan, piece, marks, numerals, anchors) for piece in pieces]


def cut_sentences(text: str, span: Span) -> list[Span]:
    """A paragraph cut behind every 。；！？ and the closing marks that follow it."""
    ends = [found.end() for found in SENTENCE_END.finditer(text, span.start, span.end)]
    return [Span(start, end) for start, end in pairwise(dict.fromkeys((span.start, *ends, span.end)))]


def _clauses(marks: Sequence[Mark]) -> Iterator[_Piece]:
    """Runs of overlapping quotes, a gap between them."""
    runs: list[Span] = []
    for mark in marks:
        if runs and mark.span.start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, mark.span.end))
        else:
            runs.append(mark.span)
    yield _Piece("ellipsis", Span(0, 0))
    for run in runs:
        yield _Piece("clause", run)
        yield _Piece("ellipsis", Span(run.end, run.end))


def _pieces(plan: Plan) -> Iterator[_Piece]:
    """The whole text cut at line breaks, headings and chrome."""
    holes = sorted((span, entry.reason) for span, entry in zip(plan.source.outside, plan.document.outside, strict=True))
    at = 0
    for hole, reason in holes:
        yield from _lines(plan, Span(at, max(at, hole.start)))
        yield _Piece("outside", hole, note=reason)
        at = max(at, hole.end)
    yield from _lines(plan, Span(at, len(plan.source.text)))


def _lines(plan: Plan, stretch: Span) -> Iterator[_Piece]:
    cuts = {stretch.start, stretch.end}
    begins: dict[int, list[Section]] = {}
    headings: dict[int, Section] = {}
    for section in plan.outline.sections:
        if section.level and stretch.start <= section.span.start < stretch.end:
            begins.setdefault(section.span.start, []).append(section)
            cuts.add(section.span.start)
            if _stands_alone(section):
                headings[section.span.start] = section
                cuts.add(_heading_end(plan, section))
    marks = {mark.start for mark in plan.source.page_marks}
    cuts |= {at + 1 for at in range(stretch.start, stretch.end) if plan.source.text[at] == "\n" and at not in marks}
    for start, end in pairwise(sorted(cuts)):
        yield from _section_pieces(plan, Span(start, end), begins.get(start, []), headings.get(start))


def _stands_alone(section: Section) -> bool:
    """Whether the heading's words are known and short enough to set them apart."""
    length = section.heading_span.end - section.heading_span.start
    return bool(section.heading) and 0 < length <= LONGEST_HEADING


def _heading_end(plan: Plan, section: Section) -> int:
    """The end of a heading with the full stop behind it."""
    end = section.heading_span.end
    return end + 1 if plan.source.text[end : end + 1] in {"。", "；", ";", "：", ":"} else end


def _section_pieces(plan: Plan, span: Span, begins: list[Section], heading: Section | None) -> Iterator[_Piece]:
    for section in begins:
        if section.heading_span.end <= section.heading_span.start:
            words = "、".join(part for part in (section.number, section.heading) if part)
            here = Span(span.start, span.start)
            yield _Piece("lost-heading", here, section.level, (section.path,), section.note, words)
    printed = [section for section in begins if section.heading_span.end > section.heading_span.start]
    anchors = tuple(section.path for section in printed)
    if plan.source.words(span).strip() or anchors:
        level = heading.level if heading else 0
        yield _Piece("heading" if heading else "paragraph", span, level, anchors)


def _block(plan: Plan, piece: _Piece, marks: Sequence[Mark], numerals: Sequence[Numeral], anchors: _Anchors) -> Block:
    names = tuple(f"s{path}" for path in piece.anchors)
    if piece.kind in {"lost-heading", "ellipsis", "outside"}:
        return Block(piece.kind, piece.level, names, (), piece.note, piece.text)
    span = _trimmed(plan, piece.span)
    here = [mark for mark in marks if mark.span.overlaps(span)]
    numbers = [numeral for numeral in numerals if numeral.span.overlaps(span)]
    sentences = []
    for part in cut_sentences(plan.source.text, span) if piece.kind == "paragraph" else [span]:
        anchor = _sentence_anchor(plan, part) if piece.kind == "paragraph" else ""
        nested = _nest(list(_stretches(plan, part, here, numbers)), 0, anchors)
        sentences.append(Sentence(anchor, tuple(nested)))
    return Block(piece.kind, piece.level, names, tuple(sentences))


def _sentence_anchor(plan: Plan, span: Span) -> str:
    """The anchor of the first word of a sentence; "" where there is only a page mark."""
    words = plan.source.words(span)
    begin = len(words) - len(words.lstrip())
    return sentence_anchor(plan.source.inside(span, begin, begin + 1).start) if words.strip() else ""


def _trimmed(plan: Plan, span: Span) -> Span:
    words = plan.source.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


@dataclass(frozen=True)
class _Stretch:
    """Words under the same chain of marks, outermost first."""

    chain: tuple[Mark, ...]
    runs: tuple[Run, ...]


def _stretches(plan: Plan, span: Span, marks: Sequence[Mark], numerals: Sequence[Numeral]) -> Iterator[_Stretch]:
    here = [mark for mark in marks if mark.span.overlaps(span)]
    numbers = [numeral for numeral in numerals if numeral.span.overlaps(span)]
    page_marks = [mark for mark in plan.source.page_marks if mark.overlaps(span)]
    edges = {span.start, span.end}
    for inner in (*(mark.span for mark in here), *(n.span for n in numbers), *page_marks):
        edges |= {max(span.start, inner.start), min(span.end, inner.end)}
    atoms = [Span(start, end) for start, end in pairwise(sorted(edges))]
    for chain, group in groupby(atoms, key=lambda atom: _chain(here, atom)):
        yield _Stretch(chain, tuple(_run(plan, atom, numbers, page_marks) for atom in group))


def _chain(marks: list[Mark], atom: Span) -> tuple[Mark, ...]:
    """The marks over an atom, longest first, so that neighbouring atoms nest alike."""
    over = [mark for mark in marks if mark.span.contains(atom)]
    return tuple(sorted(over, key=_longest_first))


def _longest_first(mark: Mark) -> tuple[int, int, bool, str]:
    return mark.span.start - mark.span.end, mark.span.start, mark.name, mark.table


def _run(plan: Plan, atom: Span, numerals: list[Numeral], page_marks: list[Span]) -> Run:
    text = plan.source.text[atom.start : atom.end].replace("\n", "")
    if any(mark.contains(atom) for mark in page_marks):
        return Run(text, "page-mark")
    return Run(text, next((numeral.role for numeral in numerals if numeral.span.contains(atom)), ""))


def _nest(stretches: list[_Stretch], depth: int, anchors: _Anchors) -> Iterator[Node | tuple[Run, ...]]:
    def mark_at(stretch: _Stretch) -> Mark | None:
        return stretch.chain[depth] if depth < len(stretch.chain) else None

    for mark, group in groupby(stretches, key=mark_at):
        inner = list(group)
        if mark is None:
            yield tuple(run for stretch in inner for run in stretch.runs)
        else:
            anchor = anchors.first(mark.span)
            yield Node(mark, anchor, tuple(_nest(inner, depth + 1, anchors)))

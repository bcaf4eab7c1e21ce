"""The words of a docx in reading order: a walk over every element, so that every text run is placed or said to be lost.

Kept: body paragraphs, tables, text boxes (after the paragraph that holds them, once), tracked insertions, field
results, automatic numbers. Left out, by kind: tracked deletions, hidden text, field instructions, pinyin of rubies.
Unknown elements are walked through, because they may hold runs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from .numbering import Numbering
from .rows import Cell, cell_lines, row_lines
from .wordstyles import Styles, down, level, switch, value

PROPERTIES = frozenset(
    "w:pPr w:rPr w:sdtPr w:tblPr w:tblGrid w:trPr w:tcPr w:sectPr w:tblPrEx w:customXmlPr w:smartTagPr".split()  # noqa: SIM905
)
DELETED = ("w:del", "w:moveFrom")
MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
WORDS = ("w:t", "w:delText", "m:t", "a:t")
THINGS = {
    "a:blip": "picture",
    "v:imagedata": "picture",
    "c:chart": "chart",
    "dgm:relIds": "chart",
    "w:altChunk": "file",
}


@dataclass
class Walk:
    """Lines read so far and everything left out: words by kind, things by count."""

    styles: Styles
    numbering: Numbering
    lines: list[str] = field(default_factory=list)
    lost: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    things: Counter[str] = field(default_factory=Counter)
    notes: dict[str, list[str]] = field(default_factory=lambda: {"w:footnoteReference": [], "w:endnoteReference": []})
    seen: set[int] = field(default_factory=set)
    _line: list[str] = field(default_factory=list)
    _boxes: list[str] = field(default_factory=list)
    _carried: str = ""
    _mute: str | None = None
    _fields: list[bool] = field(default_factory=list)  # open fields; True while in the instruction

    def blocks(self, parent: ET.Element) -> None:
        """Read paragraphs and tables, also inside content controls and tracked blocks."""
        for child in parent:
            if child.tag == "w:p":
                self._paragraph(child)
            elif child.tag == "w:tbl":
                self._table(child)
            elif child.tag == "mc:AlternateContent":
                self.blocks(self._alternative(child))
            elif child.tag in DELETED:
                self._muted("deleted", child, blocks=True)
            elif child.tag in THINGS:
                self.things[THINGS[child.tag]] += 1
            elif child.tag not in PROPERTIES:
                self.blocks(child)

    def unplaced(self, root: ET.Element) -> list[str]:
        """Runs of a part that the walk met nowhere."""
        return [run.text or "" for run in root.iter("w:t") if id(run) not in self.seen]

    def _paragraph(self, paragraph: ET.Element) -> None:
        outer, self._line = self._line, []
        outer_boxes, self._boxes = self._boxes, []
        properties = paragraph.find("w:pPr")
        style = None if properties is None else value(properties.find("w:pStyle"))
        merged = properties is not None and any(down(properties, "w:rPr", tag) is not None for tag in DELETED)
        for child in paragraph:
            self._inline(child, style)
        text = self._carried + "".join(self._line)
        self._carried = text if merged else ""
        if not merged:
            label = self._label(properties, style) if self._mute is None else ""
            self.lines.extend(line for line in f"{label}{text}".split("\n") if text.strip() and line.strip())
        self.lines.extend(self._boxes)
        self._line, self._boxes = outer, outer_boxes

    def _label(self, properties: ET.Element | None, style: str | None) -> str:
        """The paragraph's automatic number; its own list goes before its style's."""
        number_id, at, named_by = self.styles.list_of(style)
        if properties is not None:
            own = value(down(properties, "w:numPr", "w:numId"))
            if own is not None:
                number_id, named_by = own, None
            own_level = level(down(properties, "w:numPr", "w:ilvl"))
            at = at if own_level is None else own_level
        if number_id is None or number_id == "0":
            return ""
        if at is None:
            at = self.numbering.level_of_style(number_id, named_by) if named_by else 0
        return self.numbering.next_label(number_id, at)

    def _inline(self, element: ET.Element, style: str | None) -> None:
        tag = element.tag
        if tag in WORDS:
            self._write(element)
        elif tag in MARKS:
            if self._kind() is None:
                self._line.append(MARKS[tag])
        elif tag == "w:r" and self._hidden(element, style):
            self._muted("hidden", element, style=style)
        elif tag in DELETED:
            self._muted("deleted", element, style=style)
        elif tag == "w:rt":
            self._muted("ruby", element, style=style)
        elif tag == "mc:AlternateContent":
            self._each(self._alternative(element), style)
        elif tag == "w:txbxContent":
            self._box(element)
        elif tag not in PROPERTIES:
            self._mark(element)
            self._each(element, style)

    def _each(self, parent: ET.Element, style: str | None) -> None:
        for child in parent:
            self._inline(child, style)

    def _mark(self, element: ET.Element) -> None:
        """Field boundaries, note references, symbols and things without words."""
        tag = element.tag
        if tag == "w:fldChar":
            self._turn_field(element.get("w:fldCharType"))
        elif tag == "w:instrText" and (element.text or "").strip().lower().startswith("eq "):
            self.lost["equation"].append(element.text or "")
        elif tag in self.notes and self._kind() is None:
            self.notes[tag].append(element.get("w:id", ""))
        elif tag == "w:sym":
            self._symbol(element.get("w:char", ""), element.get("w:font", ""))
        elif tag in THINGS:
            self.things[THINGS[tag]] += 1

    def _turn_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, code: str, font: str) -> None:
        """A character of a symbol font; only those outside the private area mean the same in every font."""
        number = int(code, 16) if 0 < len(code) <= 5 and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        if number >= 0x20 and not 0xD800 <= number <= 0xF8FF and self._kind() is None:
            self._line.append(chr(number))
        else:
            self.lost["symbol"].append(f"{font} {code}")

    def _write(self, element: ET.Element) -> None:
        self.seen.add(id(element))
        text = element.text or ""
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" \t\r\n")
        kind = "drawing" if element.tag == "a:t" else self._kind()
        if kind is None:
            self._line.append(text.replace("\r", "").replace("\n", " "))
        elif text:
            self.lost[kind].append(text)

    def _kind(self) -> str | None:
        """Why the words at this place are left out; None when they are kept."""
        return self._mute or ("instruction" if any(self._fields) else None)

    def _hidden(self, run: ET.Element, style: str | None) -> bool:
        """`w:vanish` on the run, else of its character and paragraph styles, which cancel each other (§17.7.3)."""
        properties = run.find("w:rPr")
        own = None if properties is None else switch(properties.find("w:vanish"))
        if own is not None:
            return own
        character = None if properties is None else value(properties.find("w:rStyle"))
        return self.styles.hides(character) != self.styles.hides(style or self.styles.default)

    def _muted(self, kind: str, element: ET.Element, *, style: str | None = None, blocks: bool = False) -> None:
        outer, self._mute = self._mute, self._mute or kind
        if blocks:
            self.blocks(element)
        else:
            self._each(element, style)
        self._mute = outer

    def _alternative(self, element: ET.Element) -> ET.Element:
        """One branch of mc:AlternateContent: the first that has words; other words than its own count as lost."""
        branches = [child for child in element if child.tag in ("mc:Choice", "mc:Fallback")]
        if not branches:
            return element
        taken = next((branch for branch in branches if _runs(branch)), branches[0])
        words = {"".join(run.text or "" for run in _runs(taken))}
        for branch in branches:
            if branch is taken:
                continue
            runs = _runs(branch)
            self.seen.update(id(run) for run in runs)
            text = "".join(run.text or "" for run in runs)
            if text and text not in words:
                self.lost["alternative"].append(text)
        return taken

    def _box(self, box: ET.Element) -> None:
        """A text box: its lines wait until the paragraph that holds it has ended."""
        outer = self.lines, self._line, self._boxes, self._fields, self._carried
        self.lines, self._line, self._boxes, self._fields, self._carried = [], [], [], [], ""
        self.blocks(box)
        found = self.lines
        self.lines, self._line, self._boxes, self._fields, self._carried = outer
        self._boxes.extend(found)

    def _table(self, table: ET.Element) -> None:
        rows = [self._row(row) for row in _within(table, "w:tr")]
        layout = any(next(cell.iter("w:tbl"), None) is not None for cell in _within(table, "w:tc"))
        self.lines.extend(cell_lines(rows) if layout else row_lines(rows))

    def _row(self, row: ET.Element) -> list[Cell]:
        outer = self._mute
        if down(row, "w:trPr", "w:del") is not None:
            self._mute = outer or "deleted"
        elif switch(down(row, "w:trPr", "w:hidden")):
            self._mute = outer or "hidden"
        before = value(down(row, "w:trPr", "w:gridBefore"))
        cells = [Cell((), _count(before))] if before is not None and before != "0" else []
        for cell in _within(row, "w:tc"):
            lines, self.lines = self.lines, []
            self.blocks(cell)
            cells.append(Cell(tuple(self.lines), _count(value(down(cell, "w:tcPr", "w:gridSpan")))))
            self.lines = lines
        self._mute = outer
        return cells


def _runs(branch: ET.Element) -> list[ET.Element]:
    return list(branch.iter("w:t"))


def _within(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Elements of a name below a parent, through content controls and tracked blocks but not into inner tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in PROPERTIES and child.tag not in ("w:tbl", "w:tc", "w:p"):
            yield from _within(child, tag)


def _count(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= 4 else 1

"""An html page to text: every text a reader of the page sees, one line per block; nothing is taken for boilerplate.

Parsed with selectolax (Lexbor): the HTML standard's own algorithm in C, typed, no dependencies, a hundred times as
fast as html5lib. Navigation stays as lines of its own, for a person to mark as outside. Left out and said: scripts,
styles, noscript and template, and what `hidden`, `display:none` or `visibility:hidden` on the element itself hides.
Style sheets are not applied: what a class hides stays in the text, because a word too many is seen in review.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.problems import excerpt

from .bounds import Limits, Refusal
from .captured import Made, lost_things, lost_words, said
from .decode import decode
from .rows import Cell, row_lines

LABELS = (
    re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE | re.ASCII),
    re.compile(rb"^\s{0,99}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.ASCII),
)  # <meta charset=gb2312>; <?xml version="1.0" encoding="gbk"?>
LABEL_BYTES = 8_192
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,19})")  # </div
HIDING = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)  # display: none
SPACE = re.compile(r"[ \t\n\r\f]{1,10000}")  # "\n      "
UNSEEN = frozenset(("head", "script", "style", "noscript", "template", "iframe", "noframes", "object", "datalist"))
PICTURES = frozenset(("img", "canvas", "video", "audio", "embed", "input"))
IMPLIED_END = frozenset(
    "p li td th tr tbody thead tfoot dt dd option optgroup colgroup rt rp body html head "  # noqa: SIM905
    "area base br col embed hr img input link meta param source track wbr".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "  # noqa: SIM905
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre search "
    "section select summary table tbody td textarea tfoot th thead tr ul".split()
)


def read_html(content: bytes, declared: str | None, limits: Limits) -> Made:
    """The visible text of a page; `declared` is a person's word and goes before the page's own label."""
    decoded = decode(content, declared or _label(content))
    _check_nesting(decoded.text, limits)
    parser = LexborHTMLParser(decoded.text)
    page = _Page()
    if parser.root is not None:
        page.read(parser.root)
    text = "".join(f"{line}\n" for line in page.lines)
    if not text:
        raise Refusal(
            "text-present",
            "网页里没有可见文字（可能是框架页或由脚本加载）；请在浏览器中打开后另存为完整网页。",
            "the page has no visible text (frames, or loaded by a script); open it in a browser and save it whole.",
        )
    title = " ".join(node.text().strip() for node in parser.css("head > title")[:1])
    notes = (said(f"网页标题：{excerpt(title, 200)}", f"page title: {excerpt(title, 200)}"),) if title else ()
    return Made(text, decoded.declared, decoded.used, decoded.round_trip, page.losses(), (*decoded.notes, *notes))


def _label(content: bytes) -> str | None:
    """The page's own word on its encoding."""
    head = content[:LABEL_BYTES]
    found = [match.group(1).decode("ascii") for match in (label.search(head) for label in LABELS) if match]
    return next(iter(found), None)


def _check_nesting(text: str, limits: Limits) -> None:
    """Refuse tags nested deeper than a page is: the standard's algorithm takes quadratic time on them."""
    opened: Counter[str] = Counter()
    deepest = 0
    for match in TAG.finditer(text):
        name = match.group(2).lower()
        if name in IMPLIED_END:
            continue
        step = -1 if match.group(1) else 1
        if opened[name] + step >= 0:
            opened[name] += step
            deepest += step
        if deepest > limits.open_tags:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            raise Refusal(
                "html-depth",
                f"此处已有 {deepest} 个标签未关闭（<{name}>），不是正常网页；请只保存正文部分。",
                f"{deepest} tags stand open here (<{name}>): no normal page; save the part with the text alone.",
                line=line,
                column=column,
            )


@dataclass
class _Table:
    """A table that is being read; `cell` is None between cells."""

    rows: list[list[Cell]] = field(default_factory=list)
    cell: LexborNode | None = None
    outer: list[str] = field(default_factory=list)


@dataclass
class _Page:
    """Lines read so far, the line being written, and what was left out."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    table: _Table | None = None
    hidden: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)

    def read(self, root: LexborNode) -> None:
        for node, entering in self._walk(root):
            name = node.tag or ""
            if name == "-text":
                self._write(node)
            elif name == "br" and entering:
                self._end_line()
            elif name in BLOCKS:
                self._end_line()
                self._turn(node, name, entering)

    def losses(self) -> tuple[str, ...]:
        return (
            *lost_words("隐藏的文字未采集", "hidden text left out", self.hidden),
            *lost_things("脚本、样式等未采集", "scripts, styles and the like left out", self.dropped["code"]),
            *lost_things("图片、音视频、表单未采集", "pictures, media, form fields left out", self.dropped["picture"]),
            *lost_things("有序列表的自动编号未采集", "numbered lists, their numbers left out", self.dropped["ol"]),
        )

    def _walk(self, root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
        """Each visible node on entering, each element again on leaving; without recursion."""
        node: LexborNode | None = root
        stack: list[LexborNode] = []
        while node is not None or stack:
            if node is None:
                done = stack.pop()
                yield done, False
                node = done.next
            elif node.tag == "-text":
                yield node, True
                node = node.next
            elif not node.is_element_node or self._left_out(node):
                node = node.next
            else:
                yield node, True
                stack.append(node)
                node = node.child

    def _left_out(self, node: LexborNode) -> bool:
        name = node.tag or ""
        if name in UNSEEN:
            self.dropped["code"] += name != "head"
            return True
        self.dropped["picture"] += name in PICTURES
        self.dropped["ol"] += name == "ol"
        attributes = node.attributes
        closed = name == "dialog" and "open" not in attributes
        if closed or "hidden" in attributes or HIDING.search(attributes.get("style") or ""):
            self.hidden.append(node.text())
            return True
        return False

    def _write(self, node: LexborNode) -> None:
        """White space collapses as on screen: one space, none at a line's start or between wide characters."""
        text = node.text_content or ""
        if _in_pre(node):
            *whole, last = text.replace("\r\n", "\n").split("\n")
            for part in whole:
                self.line.append(part)
                self._end_line()
            self.line.append(last)
            return
        pieces = SPACE.sub(_collapsed, text)
        if pieces.startswith(" ") and (not self.line or self.line[-1].endswith(" ")):
            pieces = pieces[1:]
        if pieces:
            self.line.append(pieces)

    def _end_line(self) -> None:
        text = "".join(self.line).strip(" \t\r\f")
        self.line.clear()
        if text:
            self.lines.append(text)

    def _turn(self, node: LexborNode, name: str, entering: bool) -> None:
        """Begin or end a table, a row or a cell; a table with a table inside is layout and read as blocks."""
        if name == "table" and entering and not _holds_table(node):
            self.table = _Table(outer=self.lines)
        elif self.table is None:
            return
        elif name == "table":
            self.lines.extend(row_lines(self.table.rows))
            self.table = None
        elif name == "tr" and entering:
            self.table.rows.append([])
        elif name in ("td", "th") and entering:
            self.table.cell, self.lines = node, []
        elif name in ("td", "th"):
            cell = Cell(tuple(self.lines), _span(node, "colspan"), _span(node, "rowspan"))
            self.table.rows[-1].append(cell)
            self.table.cell, self.lines = None, self.table.outer


def _collapsed(space: re.Match[str]) -> str:
    """Nothing for a source line break between two wide characters (CSS Text 3), else one space."""
    text = space.string
    before, after = text[space.start() - 1 : space.start()], text[space.end() : space.end() + 1]
    wide = bool(before) and bool(after) and before >= "\u2e80" and after >= "\u2e80"
    return "" if wide and "\n" in space.group() else " "


def _in_pre(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("pre", "textarea")


def _holds_table(table: LexborNode) -> bool:
    return any(found.mem_id != table.mem_id for found in table.css("table"))


def _span(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) <= 5 else 1

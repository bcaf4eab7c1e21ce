"""A docx to text: the walk over the document, its notes at the end, and a list of everything left out.

The walk is our own, over the standard library's zip and XML readers: python-docx gives the text of plain paragraphs
and tables, but not text boxes, notes, tracked changes, hidden runs or list numbers, which all occur in plans.
Footnotes and endnotes follow the text as lines `注1：…` and `尾注1：…`; their marks are left out of the sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from .bounds import Limits, Refusal
from .captured import Made, lost_things, lost_words, said
from .numbering import read_numbering
from .wordparts import WordParts, open_docx
from .wordstyles import read_styles
from .wordwalk import Walk

LOST_WORDS = (
    ("deleted", "修订中删除的文字未采集", "tracked deletions left out"),
    ("hidden", "隐藏的文字未采集", "hidden text left out"),
    ("instruction", "域代码中的文字未采集", "text inside field instructions left out"),
    ("equation", "公式域未采集", "equation fields left out"),
    ("ruby", "拼音注音未采集", "phonetic guides left out"),
    ("symbol", "符号字体的字符未采集", "characters of symbol fonts left out"),
    ("drawing", "绘图中的文字未采集", "text inside drawings left out"),
    ("alternative", "替代内容中不同的文字未采集", "differing text of alternate content left out"),
    ("note", "无引用的脚注、尾注未采集", "footnotes and endnotes without a mark left out"),
    ("unplaced", "位置不明的文字未采集", "text in unknown places left out"),
)
LOST_THINGS = (
    ("picture", "图片未采集", "pictures left out"),
    ("chart", "图表、SmartArt 未采集", "charts and diagrams left out"),
    ("file", "嵌入的文件未采集", "embedded files left out"),
)
ASIDE = (
    ("header", "页眉未采集", "headers"),
    ("footer", "页脚未采集", "footers"),
    ("comments", "批注未采集", "comments"),
)


def read_docx(content: bytes, limits: Limits) -> Made:
    """The text of a docx with everything left out said; raises `Refusal` when it is broken or has no text."""
    parts = open_docx(content, limits)
    walk = Walk(read_styles(parts.styles), read_numbering(parts.numbering))
    walk.blocks(parts.document)
    _add_notes(walk, parts)
    for part in (parts.document, parts.footnotes, parts.endnotes):
        if part is not None:
            walk.lost["unplaced"].extend(walk.unplaced(part))
    if not walk.lines:
        raise Refusal(
            "text-present",
            "docx 中没有文字（可能只有扫描图片）；请提供有文字的版本，或先做文字识别再校对。",
            "the docx holds no text (perhaps only scanned pictures); give a version with text, or recognise it first.",
        )
    text = "".join(f"{line}\n" for line in walk.lines)
    return Made(text, losses=tuple(_losses(walk, parts)), notes=_notes(walk))


def _add_notes(walk: Walk, parts: WordParts) -> None:
    """Footnotes and endnotes after the text, in the order of their marks."""
    kinds = (
        (parts.footnotes, "w:footnote", "w:footnoteReference", "注"),
        (parts.endnotes, "w:endnote", "w:endnoteReference", "尾注"),
    )
    for root, tag, mark, word in kinds:
        if root is None:
            continue
        by_id = {note.get("w:id", ""): note for note in root.iter(tag)}
        order = [note_id for note_id in walk.notes[mark] if note_id in by_id]
        for at, note_id in enumerate(order, 1):
            before = len(walk.lines)
            walk.blocks(by_id[note_id])
            if len(walk.lines) > before:
                walk.lines[before] = f"{word}{at}：{walk.lines[before].strip()}"
        for note_id in sorted(by_id.keys() - set(order)):
            runs = list(by_id[note_id].iter("w:t"))
            walk.seen.update(id(run) for run in runs)
            walk.lost["note"].append("".join(run.text or "" for run in runs))


def _losses(walk: Walk, parts: WordParts) -> Iterator[str]:
    for kind, zh, en in LOST_WORDS:
        yield from lost_words(zh, en, walk.lost[kind])
    for kind, zh, en in ASIDE:
        texts = [_words(root) for found, root in parts.aside if found == kind]
        yield from lost_words(zh, f"{en} left out", dict.fromkeys(texts))
    for kind, zh, en in LOST_THINGS:
        yield from lost_things(zh, en, walk.things[kind])
    marks = sum(len(found) for found in walk.notes.values())
    yield from lost_things("脚注、尾注的标号不留在句中", "marks of notes left out of the sentences", marks)


def _words(root: ET.Element) -> str:
    """All words of a part, the second copy of alternate content left out."""
    copies = {id(run) for fallback in root.iter("mc:Fallback") for run in fallback.iter("w:t")}
    return "".join(run.text or "" for run in root.iter("w:t") if id(run) not in copies)


def _notes(walk: Walk) -> tuple[str, ...]:
    unknown = "、".join(sorted(walk.numbering.unknown))
    if not unknown:
        return ()
    return (said(f"编号格式 {unknown} 写作阿拉伯数字", f"list numbers of format {unknown} are written as decimals"),)

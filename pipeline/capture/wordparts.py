"""The parts of a docx that hold words: the document, its notes, styles, numbering, and what is left out.

Found through the package's relationships (ISO/IEC 29500-2), not by fixed names.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .archive import Archive
from .bounds import Limits, Refusal

OTHER_FORMATS = (
    ("OFD.xml", "OFD 版式文件", "an OFD file"),
    ("xl/workbook.xml", "Excel 工作簿", "an Excel workbook"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "a PowerPoint presentation"),
    ("content.xml", "ODF 文档", "an OpenDocument file"),
)


@dataclass(frozen=True)
class WordParts:
    """Root elements of the parts; `aside` holds headers, footers and comments by their kind."""

    document: ET.Element
    footnotes: ET.Element | None
    endnotes: ET.Element | None
    styles: ET.Element | None
    numbering: ET.Element | None
    aside: tuple[tuple[str, ET.Element], ...]
    embedded: int  # altChunk targets: whole files inside the file


def open_docx(content: bytes, limits: Limits) -> WordParts:
    """The parts of a docx; raises `Refusal` when the zip is something else or broken."""
    archive = Archive(content, limits)
    main = _main_part(archive)
    targets = _relations(archive, main)
    document = archive.tree(main)
    if document.tag != "w:document":
        raise _not_word("其他压缩文件", "some other archive")
    return WordParts(
        document=document,
        footnotes=_first(archive, targets, "footnotes"),
        endnotes=_first(archive, targets, "endnotes"),
        styles=_first(archive, targets, "styles"),
        numbering=_first(archive, targets, "numbering"),
        aside=tuple(
            (kind, archive.tree(target))
            for kind, target in targets
            if kind in ("header", "footer", "comments") and target in archive
        ),
        embedded=sum(kind == "aFChunk" for kind, _ in targets),
    )


def _main_part(archive: Archive) -> str:
    for name, zh, en in OTHER_FORMATS:
        if name in archive:
            raise _not_word(zh, en)
    if "_rels/.rels" in archive:
        for kind, target in _relations(archive, ""):
            if kind == "officeDocument" and target in archive:
                return target
    if "word/document.xml" in archive:
        return "word/document.xml"
    raise _not_word("普通压缩包", "a plain zip archive")


def _relations(archive: Archive, part: str) -> list[tuple[str, str]]:
    """Kind and target of each relationship of a part ("" is the package), in file order."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive:
        return []
    relations = []
    for element in archive.tree(listing):
        target = element.get("Target", "")
        if element.get("TargetMode") != "External" and target:
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            relations.append((kind, path))
    return relations


def _first(archive: Archive, targets: list[tuple[str, str]], kind: str) -> ET.Element | None:
    for found, target in targets:
        if found == kind and target in archive:
            return archive.tree(target)
    return None


def _not_word(zh: str, en: str) -> Refusal:
    return Refusal(
        "file-format",
        f"这是{zh}，不是 docx；只采集 txt、html、docx、pdf，请另存为其中一种。",
        f"this is {en}, not docx; only txt, html, docx and pdf are captured: save it as one of them.",
    )

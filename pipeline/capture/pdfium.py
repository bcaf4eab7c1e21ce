"""Glyphs and ruled lines of a pdf's pages, through PDFium.

pypdfium2 (PDFium, as in Chromium): fuzzed for years, maps for CJK fonts built in, and 15 times as fast as pdfminer.six
(140 against 11 pages a second of Chinese text), which is what reading 1,000 pages within the time bound takes.
It has no types of its own, so every call to it stands in this module. Pages turned by a quarter are turned upright.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from .bounds import Limits, Refusal
from .radicals import unified

UNMAPPED = frozenset((0, 0xFFFE, 0xFFFF, 0xFFFD))
REPLACEMENT = "\ufffd"
MOST_PATHS = 4_000  # on one page; more is a map or a drawing, not a table
MOST_SEGMENTS = 4_000  # of one path
THIN = 3.0  # points; a filled bar this thin is a ruled line
SHORTEST = 6.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, y upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character with the box of its full advance and height."""

    text: str
    box: Box


@dataclass
class Page:
    """What stands on one page, and what could not be read there."""

    number: int
    box: Box
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: int = 0
    turned: str = ""
    unmapped: int = 0
    radicals: int = 0
    invisible: int = 0


def read_pages(content: bytes, limits: Limits) -> Iterator[Page]:
    """Each page of a pdf; raises `Refusal` when it is encrypted, broken, cut off or too long."""
    if b"%%EOF" not in content[-4096:]:
        raise _broken("文件末尾没有 %%EOF，可能下载不完整", "the file does not end in %%EOF and may be cut off")
    document = _open(content)
    count = len(document)
    if count > limits.pages:
        raise Refusal(
            "pdf-pages",
            f"有 {count} 页，上限 {limits.pages} 页；请只保留规划正文。",
            f"{count} pages, the bound is {limits.pages}; keep the plan's own pages.",
        )
    for at in range(count):
        try:
            page = document[at]
        except pypdfium2.PdfiumError as error:
            raise _broken(f"第 {at + 1} 页无法读取", f"page {at + 1} cannot be read") from error
        yield _read_page(page, at + 1)
        page.close()


def title_of(content: bytes) -> str:
    """The title in the document's properties, which may be another document's."""
    title: str = _open(content).get_metadata_value("Title")
    return title.strip()


def _open(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(error):
            raise Refusal(
                "file-encrypted",
                "pdf 已加密，需要密码；请去掉密码后另存。",
                "the pdf is encrypted and asks for a password; save it without one.",
            ) from error
        raise _broken("pdf 结构已损坏", "the pdf's structure is broken") from error


def _broken(zh: str, en: str) -> Refusal:
    return Refusal("pdf-whole", f"{zh}；请重新下载原文件。", f"{en}; download the original again.")


def _read_page(page: Any, number: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    found = Page(number, Box(left, bottom, right, top))
    text = page.get_textpage()
    turns = [_turn(text, at) for at in range(text.count_chars())]
    upright = _most_common(turns)
    for at, turn in enumerate(turns):
        _read_glyph(text, at, turn == upright, found)
    text.close()
    _read_objects(page, found)
    return _turned(found, upright or 0)


def _turn(text: Any, at: int) -> int | None:
    """Quarter turns of a character, or None for a slanted one (a watermark)."""
    quarters = raw.FPDFText_GetCharAngle(text, at) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None


def _most_common(turns: list[int | None]) -> int | None:
    return max((0, 1, 2, 3), key=turns.count) if turns else 0


def _read_glyph(text: Any, at: int, upright: bool, page: Page) -> None:
    code = raw.FPDFText_GetUnicode(text, at)
    character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else REPLACEMENT
    if raw.FPDFText_IsGenerated(text, at) == 1 or character.isspace() or code in (0x02, 0xAD, 0x200B):
        return
    if not upright:
        page.turned += character
        return
    rectangle = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(rectangle))
    if code in UNMAPPED or code < 0x20:
        page.unmapped += 1
        character = REPLACEMENT
    plain = unified(character)
    page.radicals += plain != character
    box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    page.glyphs.append(Glyph(plain, box))


def _read_objects(page: Any, found: Page) -> None:
    """Ruled lines, the number of pictures and of invisible texts; a page full of drawing has no rules."""
    paths = []
    for at in range(raw.FPDFPage_CountObjects(page)):
        shape = raw.FPDFPage_GetObject(page, at)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.invisible += raw.FPDFTextObj_GetTextRenderMode(shape) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append(shape)
    if len(paths) <= MOST_PATHS:
        found.rules = [rule for path in paths for rule in _rules(path)]


def _rules(path: Any) -> Iterator[Box]:
    """Thin bars, drawn lines and the four sides of stroked rectangles."""
    count = min(raw.FPDFPath_CountSegments(path), MOST_SEGMENTS)
    stroked = _is_stroked(path)
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    points: list[tuple[float, float]] = []
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield from _sides(points, stroked)
            points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(_placed(matrix, x.value, y.value))
    if points:
        yield from _sides(points, stroked)


def _placed(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _sides(points: list[tuple[float, float]], stroked: bool) -> Iterator[Box]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    wide, high = box.right - box.left, box.top - box.bottom
    if min(wide, high) <= THIN:
        if max(wide, high) >= SHORTEST:
            yield box
    elif stroked:
        for (x, y), (next_x, next_y) in zip(points, [*points[1:], points[0]], strict=True):
            if min(abs(x - next_x), abs(y - next_y)) <= THIN:
                yield Box(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))


def _turned(page: Page, quarters: int) -> Page:
    """The page turned so that its text runs from left to right."""
    if quarters:
        page.box = _turned_box(page.box, quarters)
        page.glyphs = [Glyph(glyph.text, _turned_box(glyph.box, quarters)) for glyph in page.glyphs]
        page.rules = [_turned_box(rule, quarters) for rule in page.rules]
    return page


def _turned_box(box: Box, quarters: int) -> Box:
    for _ in range(4 - quarters):
        box = Box(-box.top, box.left, -box.bottom, box.right)
    return box

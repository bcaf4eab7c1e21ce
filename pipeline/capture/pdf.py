"""A pdf to text: glyphs to lines (`pagelines`), page furniture off (`furniture`), lines to paragraphs (`textflow`)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.problems import excerpt

from .bounds import Limits, Refusal
from .captured import Made, lost_things, lost_words, said
from .furniture import find_furniture
from .pagelines import read_lines
from .pdfium import Page, read_pages, title_of
from .textflow import write_paragraphs

AROUND = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
MOST_UNMAPPED = 0.3  # of all characters; above this the text is not readable


def read_pdf(content: bytes, limits: Limits) -> Made:
    """The text of a pdf with everything left out said; raises `Refusal` for a scan, a password or a broken file."""
    pages = list(read_pages(content, limits))
    doubled = sum(_drop_doubled(page) for page in pages)
    _check_text(pages)
    read = [(page.box, read_lines(page)) for page in pages]
    furniture, marks, heads = find_furniture(read)
    lines = [line for _, found in read for line in found if id(line) not in furniture]
    paragraphs = write_paragraphs(lines)
    losses = (
        *_lost_marks(marks),
        *lost_words("页眉页脚未采集", "running heads left out", heads),
        *lost_words("旋转的文字（水印等）未采集", "turned text (watermarks) left out", [page.turned for page in pages]),
        *_unread_pages(pages),
        *lost_things("图片未采集", "pictures left out", sum(page.pictures for page in pages)),
    )
    text = "".join(f"{paragraph}\n" for paragraph in paragraphs)
    return Made(text, losses=losses, notes=_notes(content, pages, doubled))


def _drop_doubled(page: Page) -> int:
    """Take out characters printed twice at one place, which is how some programs print bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for glyph in page.glyphs:
        x, y = int(glyph.box.left // 2), int(glyph.box.bottom // 2)
        if not seen.isdisjoint([(glyph.text, x + dx, y + dy) for dx, dy in AROUND]):
            continue
        seen.add((glyph.text, x, y))
        kept.append(glyph)
    dropped = len(page.glyphs) - len(kept)
    page.glyphs = kept
    return dropped


def _check_text(pages: Sequence[Page]) -> None:
    """Refuse a scan, and a text whose fonts do not say which characters they print."""
    characters = sum(len(page.glyphs) for page in pages)
    if characters == 0:
        pictures = sum(page.pictures for page in pages)
        raise Refusal(
            "text-present",
            f"pdf 没有文字层（{len(pages)} 页，{pictures} 张图片），是扫描件；请提供文字版，或先识别文字再校对。",
            f"the pdf has no text ({len(pages)} pages, {pictures} pictures): a scan; "
            "give a version with text, or recognise it first and proofread.",
        )
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > MOST_UNMAPPED * characters:
        raise Refusal(
            "text-readable",
            f"{characters} 字中有 {unmapped} 字的字体没有 Unicode 对照，读出是乱码；请提供 docx 或网页版本。",
            f"{unmapped} of {characters} characters have no map to Unicode; give a docx or html version.",
        )


def _lost_marks(marks: list[str]) -> tuple[str, ...]:
    if not marks:
        return ()
    shown = f"{excerpt(marks[0], 20)} … {excerpt(marks[-1], 20)}"
    return (said(f"页码未采集：{len(marks)} 处", f"page numbers left out: {len(marks)} ({shown})"),)


def _unread_pages(pages: Sequence[Page]) -> tuple[str, ...]:
    """Pages that hold pictures and no text: scanned ones among typed ones."""
    empty = [str(page.number) for page in pages if page.pictures and not page.glyphs]
    if not empty:
        return ()
    shown = excerpt("、".join(empty), 200)
    return (said(f"第 {shown} 页只有图片，没有文字", f"pages {shown} hold pictures only, no text"),)


def _notes(content: bytes, pages: Sequence[Page], doubled: int) -> tuple[str, ...]:
    title = excerpt(title_of(content), 200)
    invisible = sum(page.invisible for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    radicals = sum(page.radicals for page in pages)
    counted = (
        (
            invisible,
            "段不可见文字：多为扫描件的识别层，须校对",
            "invisible texts: a scan's recognised text, proofread it",
        ),
        (unmapped, "个字符没有 Unicode 对照，写作 U+FFFD", "characters without a map to Unicode, written as U+FFFD"),
        (radicals, "个部首字符（如 ⼯）读作同形汉字（工）", "radicals (⼯) read as the ideograph of that shape (工)"),
        (doubled, "个重叠印刷的字符只采集一次", "characters printed twice at one place, read once"),
    )
    titled = (said(f"文档属性中的标题：{title}", f"title in the properties: {title}"),) if title else ()
    return (*titled, *(said(f"{count} {zh}", f"{count} {en}") for count, zh, en in counted if count))

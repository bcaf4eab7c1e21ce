"""Which of the four kinds a file is: by its first bytes, with the name's extension as a hint.

Formats that people mistake for these (old .doc, OFD, rtf, pictures, mhtml) are refused by name, each with the way out.
"""

from __future__ import annotations

from .bounds import Refusal
from .captured import Kind

HEAD_BYTES = 4_096
HTML_STARTS = ("<!doctype html", "<html", "<head", "<body", "<meta", "<title")
HTML_NAMES = (".html", ".htm", ".shtml", ".xhtml")
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "旧版 .doc/.wps 或加密的 Office 文件", "an old .doc/.wps or an encrypted Office file"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
    (b"\x89PNG", "图片（PNG）", "a picture (PNG)"),
    (b"\xff\xd8\xff", "图片（JPEG）", "a picture (JPEG)"),
    (b"GIF8", "图片（GIF）", "a picture (GIF)"),
    (b"II*\x00", "图片（TIFF）", "a picture (TIFF)"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip archive"),
    (b"Rar!", "RAR 压缩文件", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩文件", "a 7z archive"),
    (b"MIME-Version:", "MHTML 网页存档", "an MHTML web archive"),
    (b"From: <Saved by", "MHTML 网页存档", "an MHTML web archive"),
)


def find_kind(content: bytes, name: str, declared: str | None) -> Kind:
    """The kind of the bytes; raises `Refusal` for a format that is not read.

    `declared` is a person's word on the encoding: it allows the zero bytes of UTF-16 without a mark.
    """
    head = content[:HEAD_BYTES]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    _refuse_foreign(head)
    if _is_html(head, name.lower()):
        return "html"
    _refuse_binary(content, name, declared)
    return "txt"


def _refuse_foreign(head: bytes) -> None:
    for start, zh, en in FOREIGN:
        if head.startswith(start):
            raise Refusal(
                "file-format",
                f"这是{zh}；只采集 txt、html、docx、pdf，请用办公软件或浏览器另存为其中一种。",
                f"this is {en}; only txt, html, docx and pdf are captured: save it as one of them.",
            )


def _is_html(head: bytes, name: str) -> bool:
    """Whether the head opens like a page; tags anywhere in the head count only under an html name."""
    start = _after_prologue(head.replace(b"\x00", b"").decode("latin-1").lower())
    if start.startswith(HTML_STARTS):
        return True
    return name.endswith(HTML_NAMES) and "<" in start


def _after_prologue(head: str) -> str:
    """The head without byte order mark, white space, comments and processing instructions at its start."""
    start = head.lstrip("ï»¿ÿþ").lstrip()
    for _ in range(20):
        opener, closer = ("<!--", "-->") if start.startswith("<!--") else ("<?", ">")
        if not start.startswith(opener) or closer not in start:
            return start
        start = start[start.index(closer) + len(closer) :].lstrip()
    return start


def _refuse_binary(content: bytes, name: str, declared: str | None) -> None:
    if declared is not None or content.startswith(TEXT_MARKS) or b"\x00" not in content:
        return
    line = content.count(b"\n", 0, content.index(b"\x00")) + 1
    raise Refusal(
        "file-format",
        f"第 {line} 行有零字节，不是文本，也不是 html、docx 或 pdf（文件名 {name[-40:]}）；"
        "若是无标记的 UTF-16 文本，请用 --encoding utf-16-le 或 utf-16-be 说明。",
        f"line {line} holds a zero byte: neither text nor html, docx or pdf (named {name[-40:]}); "
        "if it is UTF-16 without a mark, say so with --encoding utf-16-le or utf-16-be.",
        line=line,
    )

"""Bytes to a captured text: find the kind, read it, hold the bound on its length. Runs inside the child process."""

from __future__ import annotations

from pipeline.problems import excerpt

from .bounds import Limits, Refusal, check_size
from .captured import Captured, Kind, Made, captured, said
from .sniff import find_kind

EXTENSIONS = {
    "txt": (".txt", ".text", ".md"),
    "html": (".html", ".htm", ".shtml", ".xhtml"),
    "docx": (".docx",),
    "pdf": (".pdf",),
}


def convert(content: bytes, name: str, declared: str | None, limits: Limits) -> Captured:
    """The captured text of the bytes; `name` is a hint to the kind. Raises `Refusal`."""
    check_size(len(content), limits)
    kind = find_kind(content, name, declared)
    made = _read(kind, content, declared, limits)
    if len(made.text) > limits.characters:
        raise Refusal(
            "text-size",
            f"正文有 {len(made.text)} 字，上限 {limits.characters}；请只保留一份规划。",
            f"the text has {len(made.text)} characters, the bound is {limits.characters}; keep one plan in a file.",
        )
    if not name.lower().endswith(EXTENSIONS[kind]):
        shown = excerpt(name[-60:])
        note = said(f"文件名为 {shown}，内容是 {kind}", f"named {shown}, but its content is {kind}")
        made = Made(**{**vars(made), "notes": (note, *made.notes)})
    return captured(kind, content, made)


def _read(kind: Kind, content: bytes, declared: str | None, limits: Limits) -> Made:
    """Each format's library is imported only when a file needs it."""
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf(content, limits)
    if kind == "docx":
        from .docx import read_docx

        return read_docx(content, limits)
    if kind == "html":
        from .html import read_html

        return read_html(content, declared, limits)
    return _read_txt(content, declared)


def _read_txt(content: bytes, declared: str | None) -> Made:
    from .decode import decode

    decoded = decode(content, declared)
    if not decoded.text.strip():
        raise Refusal("text-present", "文件里没有文字；请提供有正文的文件。", "the file is blank; give one with text.")
    return Made(decoded.text, decoded.declared, decoded.used, decoded.round_trip, (), decoded.notes)

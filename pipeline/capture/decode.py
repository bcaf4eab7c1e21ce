"""Bytes of a txt or html file to text, strictly: UTF-8 first, then the declared encoding widened, else ask.

Nothing is guessed: short texts in gb2312 and big5 cannot be told apart by their bytes. Nothing is normalised:
NFC and NFKC change CJK compatibility ideographs and shift offsets. Labels follow the WHATWG encoding standard,
which reads gb2312 and gbk as GB 18030 and big5 with the Hong Kong characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.problems import excerpt

from .bounds import Refusal
from .captured import said

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDER = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gb-2312": "gb18030",
    "gb2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-16-be": "utf-16-be",
}
ASKED = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
IDEOGRAPH = re.compile("[\u3400-\u9fff]")  # 规
ADVICE_ZH = "请用 --encoding 说明编码（如 gb18030、big5、utf-16-le），或另存为 UTF-8。"
ADVICE_EN = "say the encoding with --encoding (gb18030, big5, utf-16-le) or save the file as UTF-8."


@dataclass(frozen=True)
class Decoded:
    """Text without its byte order mark; `round_trip` says whether encoding it again gives the same bytes."""

    text: str
    declared: str | None
    used: str
    round_trip: bool
    notes: tuple[str, ...]


def decode(content: bytes, declared: str | None) -> Decoded:
    """The text of the bytes; `declared` is the label of the page or a person. Raises `Refusal` when unsure."""
    for mark, used in MARKS:
        if content.startswith(mark):
            return _decoded(content, mark, used, declared)
    fits_utf8 = _reads(content, "utf-8")
    if fits_utf8 is not None and (content.isascii() or IDEOGRAPH.search(fits_utf8)):
        return _decoded(content, b"", "utf-8", declared)
    if declared is None:
        raise _asked(content, fits_utf8)
    return _decoded(content, b"", _widened(declared), declared)


def _decoded(content: bytes, mark: bytes, used: str, declared: str | None) -> Decoded:
    try:
        text = content[len(mark) :].decode(used)
    except UnicodeDecodeError as error:
        raise _broken(content[len(mark) :], used, error) from error
    notes = []
    if mark:
        notes.append(
            said(f"文件开头有 {used} 字节序标记，正文不含它", f"begins with a {used} byte order mark, left out")
        )
    if declared is not None and WIDER.get(_label(declared)) != used:
        shown = excerpt(declared, 40)
        notes.append(said(f"声明为 {shown}，实为 {used}", f"declared as {shown}, but is {used}"))
    if "\ufffd" in text:
        count = text.count("\ufffd")
        notes.append(said(f"原文本身有 {count} 个 U+FFFD 替换字符", f"the file itself holds {count} U+FFFD characters"))
    return Decoded(text, declared, used, mark + text.encode(used) == content, tuple(notes))


def _reads(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _widened(declared: str) -> str:
    used = WIDER.get(_label(declared))
    if used is None:
        shown = excerpt(declared, 40)
        raise Refusal(
            "encoding-known",
            f"不认识或不可能是中文的编码“{shown}”；{ADVICE_ZH}",
            f"the encoding “{shown}” is unknown or cannot hold Chinese; {ADVICE_EN}",
        )
    return used


def _label(declared: str) -> str:
    return declared.strip().lower().replace("_", "-")


def _asked(content: bytes, fits_utf8: str | None) -> Refusal:
    """What to ask a person: how the file would begin in each encoding that it fits."""
    beginnings = [(used, _reads(content, used)) for used in ASKED]
    fitting = [
        f"{used}: {excerpt(' '.join(text[:200].split()), 20)}"
        for used, text in beginnings
        if text and IDEOGRAPH.search(text)
    ]
    shown = "；".join(fitting[:2])
    if fits_utf8 is not None:
        zh = f"按 UTF-8 读出的文字没有一个汉字，且没有声明编码。可能的开头：{shown}。{ADVICE_ZH}"
        en = f"read as UTF-8 it holds no Chinese character, and no encoding is declared. Possible: {shown}. {ADVICE_EN}"
        return Refusal("encoding-declared", zh, en)
    line, column = _place(content, "utf-8")
    zh = f"不是 UTF-8，也没有声明编码；不猜测。可能的开头：{shown or '无'}。{ADVICE_ZH}"
    en = f"not UTF-8, and no encoding is declared; it is not guessed. Possible: {shown or 'none'}. {ADVICE_EN}"
    return Refusal("encoding-declared", zh, en, line=line, column=column)


def _place(content: bytes, encoding: str) -> tuple[int, int]:
    """Line and column of the first byte that does not fit."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding)
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    return 1, 1


def _broken(content: bytes, used: str, error: UnicodeDecodeError) -> Refusal:
    line, column = _place(content, used)
    found = content[error.start : error.start + 4].hex(" ")
    return Refusal(
        "encoding-strict",
        f"按 {used} 读到此处的字节 {found} 无效；请核对编码，或重新下载原文件，或更正此处后另存为 UTF-8。",
        f"the bytes {found} here are not {used}; check the encoding, download the original again, "
        "or mend this place and save the file as UTF-8.",
        line=line,
        column=column,
    )

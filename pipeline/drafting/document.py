"""document.yaml of a new plan: what its text says about itself, how it was captured, and what is not its own words.

In: a captured text and the reader's header of it. Out: the mapping in the order people write it. The note says that a
program wrote it; a person replaces it after review.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from pipeline.capture import Captured
from pipeline.drafting.desk import told
from pipeline.drafting.places import is_writable
from pipeline.problems import excerpt
from pipeline.reader.chrome import Chrome, find_chrome
from pipeline.reader.header import Header
from pipeline.reader.read import sure_page_marks
from pipeline.text import Source, Span

MOST_OUTSIDE = 100  # as many as the schema takes
LONGEST_NOTE = 1900
LONGEST_TITLE = 60  # of a line that is taken for a report's title
WHOLE_END = re.compile(r"[。！？；）)》”」』年月日号]\s{0,20}\Z|[^。]{1,30}\Z")  # also a signature or a file's name
RIGHTS = {"plan": "official-document", "report": "press-quotes-only"}

Outside = tuple[dict[str, str], Span]


def document_tree(
    document_id: str, kind: str, area_id: str, header: Header, captured: Captured, name: str
) -> dict[str, Any]:
    """The whole of document.yaml; `name` is that of the captured file."""
    text = captured.text
    years = {"period_start": header.period_start, "period_end": header.period_end}
    days = {"issued": header.issued, "published": header.published}
    zh, en = _notes(captured, name)
    tree: dict[str, Any] = {
        "document_id": document_id,
        "kind": kind,
        **told(title=header.title or _first_line(text), number=header.number, issuer=header.issuer, area_id=area_id),
        **{key: value for key, value in {**days, **years}.items() if value is not None},
        "source_sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "source_characters": len(text),
        "completeness": "complete" if WHOLE_END.search(text[-60:]) else "truncated",
        "rights": RIGHTS[kind],
        "note": zh,
        "note_en": en,
    }
    if outside := [entry for entry, _ in outside_entries(text)]:
        tree["outside"] = outside
    if sure_page_marks(text):
        tree["page_marks"] = "line-number-comma"
    return tree


def drafted_source(text: str) -> Source:
    """The text as document.yaml will describe it: only chrome that an entry can name is left out."""
    return Source(text, sure_page_marks(text), tuple(span for _, span in outside_entries(text)))


def outside_entries(text: str) -> list[Outside]:
    """Entries under `outside` with their spans; a line that no words of its own can name is left in the body."""
    plain = Source(text)
    found = [entry for chrome in find_chrome(text) for entry in _outside(plain, chrome)]
    return found[:MOST_OUTSIDE]


def _outside(plain: Source, chrome: Chrome) -> Iterator[Outside]:
    """A run of chrome as few entries: each from a line that stands once to the last line that closes it."""
    lines = _line_spans(plain.text, chrome.span)
    at = 0
    while at < len(lines):
        first = lines[at]
        last = _last_closing(plain.text, lines, at) if len(plain.find(_words(plain.text, first))) == 1 else None
        if last is None or not is_writable(_words(plain.text, first)):
            at += 1
            continue
        entry = {"from": _words(plain.text, first)}
        if last > at:
            entry["to"] = _words(plain.text, lines[last])
        yield {**entry, "reason": chrome.reason}, Span(first.start, lines[last].end)
        at = last + 1


def _last_closing(text: str, lines: list[Span], at: int) -> int:
    """The last line whose words do not stand earlier in the run, so that the first `to` is that line."""
    for position in range(len(lines) - 1, at, -1):
        words = _words(text, lines[position])
        if is_writable(words) and text.find(words, lines[at].start) == lines[position].start:
            return position
    return at


def _line_spans(text: str, span: Span) -> list[Span]:
    spans = []
    start = span.start
    for raw in text[span.start : span.end].split("\n"):
        words = raw.strip()
        if words:
            first = start + raw.index(words[0])
            spans.append(Span(first, first + len(words)))
        start += len(raw) + 1
    return spans


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _first_line(text: str) -> str:
    """The first line without 。: a report's headline."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= LONGEST_TITLE and "。" not in line and is_writable(line) else ""


def _notes(captured: Captured, name: str) -> tuple[str, str]:
    """That a program drafted it, what was captured and how, and what was lost, in both languages."""
    shown = excerpt(name, 120)
    zh = [f"由程序起草，待复核。采自 {shown}（{captured.kind}，sha256 {captured.sha256}）"]
    en = [f"drafted by the reader; review. Captured from {shown} ({captured.kind}, sha256 {captured.sha256})"]
    if captured.used_encoding:
        declared = excerpt(captured.declared_encoding or "", 40)
        back_zh, back_en = ("一致", "the same bytes") if captured.round_trip else ("不一致", "other bytes")
        zh.append(f"编码：声明 {declared or '无'}，按 {captured.used_encoding} 解码，重新编码{back_zh}")
        en.append(f"encoding: declared {declared or 'none'}, read as {captured.used_encoding}, encoded again {back_en}")
    for said in (*captured.losses, *captured.notes):
        first, _, second = said.partition(" / ")
        zh.append(first)
        en.append(second or first)
    return excerpt("；".join(zh) + "。", LONGEST_NOTE), excerpt("; ".join(en) + ".", LONGEST_NOTE)

"""The sources that a package carries, so that every quote in it can be looked up without the network.

In: plans and tables. Out: one text per document, below `sources/`. An official document is carried byte for byte. Of a
press report only the published quotes may be passed on: every other character but the line breaks becomes
□, one for one, so that offsets into the report hold in what is left of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Plan
from pipeline.tables import Tables

FOLDER = "sources"
MASK = "□"  # U+25A1
LINE_BREAKS = "\r\n"
FORMS = {"official-document": "full", "press-quotes-only": "quotes-only"}


@dataclass(frozen=True)
class ArchivedSource:
    """What a package carries of one document; `form` is full or quotes-only."""

    document_id: str
    form: str
    content: bytes

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.document_id}.txt"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def archive_sources(plans: Sequence[Plan], tables: Tables) -> list[ArchivedSource]:
    """One archived source per document, sorted by document."""
    return [_archive(plan, tables) for plan in sorted(plans, key=lambda plan: plan.document_id)]


def masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with every character outside the half-open spans replaced, line breaks kept."""
    kept = [character if character in LINE_BREAKS else MASK for character in text]
    for start, end in spans:
        kept[start:end] = text[start:end]
    return "".join(kept)


def _archive(plan: Plan, tables: Tables) -> ArchivedSource:
    form, text = FORMS[plan.document.rights], plan.source.text
    if form == "quotes-only":
        text = masked(text, list(_published_spans(plan.document_id, tables)))
    return ArchivedSource(plan.document_id, form, text.encode("utf-8"))


def _published_spans(document_id: str, tables: Tables) -> Iterator[tuple[int, int]]:
    for frame in tables.values():
        if "quote" in frame.columns:
            rows = frame[(frame["document_id"] == document_id) & frame["char_start"].notna()]
            yield from ((int(start), int(end)) for start, end in zip(rows["char_start"], rows["char_end"], strict=True))

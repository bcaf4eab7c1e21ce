"""Where a row comes from: document, section, quote and offsets, the last fields of every record table."""

from __future__ import annotations

from pipeline.records import Plan
from pipeline.records.model import Quoted
from pipeline.tables.frames import Row


def provenance(plan: Plan, entry: Quoted) -> Row:
    """The provenance fields of an entry whose quote stands at exactly one place."""
    place = plan.place(entry)
    return {
        "document_id": plan.document_id,
        "section_id": section_id(plan, plan.section_at(place.span.start).path),
        "quote": entry.quote,
        "char_start": place.span.start,
        "char_end": place.span.end,
        "crosses_break": place.crosses_break,
        "note": entry.note,
        "note_en": entry.note_en,
    }


def no_quote(plan: Plan, entry: Quoted) -> Row:
    """The provenance fields of an editorial entry that rests on no sentence."""
    nowhere: Row = dict.fromkeys(("section_id", "quote", "char_start", "char_end", "crosses_break"))
    return {"document_id": plan.document_id, **nowhere, "note": entry.note, "note_en": entry.note_en}


def section_id(plan: Plan, path: str) -> str:
    """The published id of a section: `<document>/s2.1.3`."""
    return f"{plan.document_id}/s{path}"


def as_written(entry: object, names: tuple[str, ...]) -> Row:
    """The named fields of an entry, unchanged."""
    return {name: getattr(entry, name) for name in names}

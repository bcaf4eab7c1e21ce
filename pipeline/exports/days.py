"""The day a document's records are dated by where a format demands one: taken from the document, never from a clock."""

from __future__ import annotations

from datetime import date

from pipeline.exports.api.rows import Row


def document_day(document: Row) -> date:
    """The last day the document itself is known by: captured, published or issued.

    Where no day is known it is the first of the plan's period, because the formats allow no gap.
    """
    days = [str(document[field]) for field in ("captured", "published", "issued") if document[field] is not None]
    if days:
        return max(map(date.fromisoformat, days))
    year = document["period_start"]
    return date(year if isinstance(year, int) else 1970, 1, 1)

"""The published tables as pages read them: rows of text, found by key, by document and by what they refer to.

In: one DataFrame per table. Out: rows whose values are written as in the CSV, "" where nothing is said.
Beside them, in the same form, what a person dismissed of the reader's finds, and how both see each document.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from pipeline.checks.eyes import Tally, tally
from pipeline.records import Plan
from pipeline.tables.provenance import as_written, provenance
from pipeline.text import Span

KEYS = {
    "documents": "document_id",
    "sections": "section_id",
    "sectors": "sector_id",
    "areas": "area_id",
    "indicators": "indicator_id",
    "clusters": "cluster_id",
    "focus_areas": "focus_area_id",
    "cluster_changes": "change_id",
    "targets": "target_id",
    "observations": "observation_id",
    "target_matches": "target_id",
    "numerals": "numeral_id",
    "agencies": "agency_id",
    "measures": "measure_id",
    "responsibilities": "responsibility_id",
    "placements": "placement_id",
    "sites": "site_id",
    "layout_rules": "rule_id",
}
DISMISSED = "dismissed"  # not a published table: a person's word on a find of the reader, in document.yaml
DISMISSED_FIELDS = ("list", "find", "reason", "reason_en", "reviewer")
NAMING_FIELDS = {"focus_areas": "name", "responsibilities": "agency_text", "placements": "area_text"}
ORDER_FIELDS = NAMING_FIELDS | {"targets": "value_text", "observations": "value_text"}


@dataclass(frozen=True)
class Row:
    """One row of a table; templates write `row.name` for its field `name`."""

    table: str
    key: str
    fields: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        return self.fields[field]

    def __hash__(self) -> int:
        return hash((self.table, self.key))

    def list(self, field: str) -> tuple[str, ...]:
        """The entries of a list field."""
        return tuple(self.fields[field].split("|")) if self.fields[field] else ()

    @property
    def span(self) -> Span | None:
        """Where the row's quote stands, or None for an editorial row without one."""
        start, end = self.fields.get("char_start"), self.fields.get("char_end")
        return Span(int(start), int(end)) if start and end else None

    @property
    def slug(self) -> str:
        """The key without the document's id."""
        return self.key.split("/", 1)[-1]


@dataclass(frozen=True)
class Corpus:
    """All plans and all tables of one release, and per document how the reader and people see each list."""

    plans: Mapping[str, Plan]
    tables: Mapping[str, tuple[Row, ...]]
    tallies: Mapping[str, tuple[Tally, ...]]

    def __getitem__(self, table: str) -> tuple[Row, ...]:
        return self.tables[table]

    def row(self, table: str, key: str) -> Row | None:
        """The row with this key; None where the key is empty or unknown."""
        return self._by_key[table].get(key)

    def where(self, table: str, field: str, value: str) -> tuple[Row, ...]:
        """The rows whose field has this value, in the table's order."""
        if (table, field) not in self._by_field:
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in self.tables[table]:
                groups[row[field]].append(row)
            self._by_field[table, field] = {key: tuple(rows) for key, rows in groups.items()}
        return self._by_field[table, field].get(value, ())

    def of_document(self, table: str, document_id: str) -> tuple[Row, ...]:
        """A document's rows, in the order of their quotes in the text."""
        return tuple(sorted(self.where(table, "document_id", document_id), key=place_in_text))

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Row]]:
        return {table: {row.key: row for row in rows} for table, rows in self.tables.items()}

    @cached_property
    def _by_field(self) -> dict[tuple[str, str], dict[str, tuple[Row, ...]]]:
        return {}


def read_corpus(plans: Sequence[Plan], tables: Mapping[str, pd.DataFrame]) -> Corpus:
    """Plans by id, newest document first, and every table as rows of text."""
    ordered = sorted(plans, key=_newest_first)
    published = {table: tuple(_rows(table, key, tables[table])) for table, key in KEYS.items()}
    return Corpus(
        {plan.document_id: plan for plan in ordered},
        {**published, DISMISSED: tuple(row for plan in ordered for row in _dismissed(plan))},
        {plan.document_id: tuple(tally(plan)) for plan in ordered},
    )


def place_in_text(row: Row) -> tuple[int, int, int, str]:
    """Sort key: where the quote stands, then where its name stands in it, then the key."""
    span = row.span or Span(1 << 40, 1 << 40)
    named = row.fields.get(ORDER_FIELDS.get(row.table, ""), "")
    within = row.fields.get("position") or (row["quote"].find(named) if named else 0)
    return span.start, span.end, int(within), row.key


def _newest_first(plan: Plan) -> tuple[int, str]:
    day = plan.document.issued or plan.document.published or datetime.date(plan.document.period_start or 1, 1, 1)
    return -day.toordinal(), plan.document_id


def _rows(table: str, key: str, frame: pd.DataFrame) -> Iterable[Row]:
    names = [str(name) for name in frame.columns]
    for values in frame.itertuples(index=False, name=None):
        fields = {name: written(value) for name, value in zip(names, values, strict=True)}
        yield Row(table, fields[key], fields)


def _dismissed(plan: Plan) -> Iterable[Row]:
    """The finds of the reader that a person settled against, in the order they are written."""
    for number, dismissal in enumerate(plan.document.dismissed, start=1):
        values = provenance(plan, dismissal) | as_written(dismissal, DISMISSED_FIELDS)
        fields = {name: written(value) for name, value in values.items()}
        yield Row(DISMISSED, f"{plan.document_id}/{DISMISSED}-{number}", fields)


def written(value: Any) -> str:
    """A cell as the CSV writes it."""
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value)

"""What the reader finds, as JSON or YAML: one object with a list per table, rows with exactly their published fields.

In: `Findings`. Out: text. What a text does not say is null; amounts are exact decimals in base units, written digit by
digit as numbers; dates are ISO; offsets count characters of the captured text.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline.drafting.writing import yaml_text
from pipeline.reader.found import Findings, Found

AMOUNT = ("indicator_text", "subject_text", "condition", "comparator", "value", "value_max", "unit", "unit_noun")
FIELDS = {
    "clusters": ("name", "kind", "category"),
    "focus_areas": ("cluster_text", "name", "emphasis"),
    "cluster_changes": ("kind", "from", "to"),
    "targets": (*AMOUNT, "deadline", "strength"),
    "observations": (*AMOUNT, "period_text"),
    "measures": ("number", "heading"),
    "responsibilities": ("agency_text", "role", "scope_text"),
    "placements": ("cluster_text", "area_text"),
    "numerals": ("text", "role"),
}
PLACE = ("quote", "char_start", "char_end", "rule")

Row = dict[str, Any]


def findings_json(findings: Findings) -> str:
    """One row on one line, so that two readings of a text can be compared line by line."""
    lists = [f"  {json.dumps(name)}: {_json_list(rows)}" for name, rows in _tables(findings).items()]
    return "{\n" + ",\n".join(lists) + "\n}\n"


def findings_yaml(findings: Findings) -> str:
    """The same object as YAML."""
    return yaml_text(_tables(findings))


def _tables(findings: Findings) -> dict[str, list[Row]]:
    return {name: [_row(found, fields) for found in getattr(findings, name)] for name, fields in FIELDS.items()}


def _row(found: Found, fields: tuple[str, ...]) -> Row:
    return {field: _value(getattr(found, "from_" if field == "from" else field)) for field in (*fields, *PLACE)}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def _json_list(rows: list[Row]) -> str:
    return "[\n" + ",\n".join(f"    {_json_row(row)}" for row in rows) + "\n  ]" if rows else "[]"


def _json_row(row: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{json.dumps(key)}: {_json_value(value)}" for key, value in row.items()) + "}"


def _json_value(value: Any) -> str:
    if isinstance(value, datetime.date):
        return json.dumps(value.isoformat())
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)

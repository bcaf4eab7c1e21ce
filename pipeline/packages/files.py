"""One table as CSV (RFC 4180 quoting, `\\n`, UTF-8 without BOM) and as a JSON list of typed objects.

Amounts are written digit by digit as they are stored, in both; a gap is empty in CSV and null in JSON, and a list
(`|` in CSV) is a JSON array.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.tables import TableSchema


def csv_text(frame: pd.DataFrame, schema: TableSchema) -> str:
    """The table with its header line."""
    columns = [[_plain(value, field["type"]) for value in frame[field["name"]]] for field in schema["fields"]]
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*columns, strict=True))
    return written.getvalue()


def json_text(frame: pd.DataFrame, schema: TableSchema) -> str:
    """The rows as objects, keys in the order of the schema."""
    names = [json.dumps(field["name"]) for field in schema["fields"]]
    columns = [[_json(value, field) for value in frame[field["name"]]] for field in schema["fields"]]
    rows = []
    for values in zip(*columns, strict=True):
        members = ",\n".join(f"    {name}: {value}" for name, value in zip(names, values, strict=True))
        rows.append(f"  {{\n{members}\n  }}")
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def _plain(value: object, kind: str) -> str:
    if value is None or value is pd.NA:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _json(value: object, field: dict[str, Any]) -> str:
    text = _plain(value, field["type"])
    if field["type"] in ("number", "integer", "boolean"):
        return text or "null"
    if "delimiter" in field:
        return json.dumps(text.split(field["delimiter"]) if text else [], ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False) if text else "null"

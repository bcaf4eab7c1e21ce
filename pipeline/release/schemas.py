"""What differs between the schemas of two releases: tables, fields, types, keys, allowed values, and their wording.

In: the tables of two copies. Out: one change per aspect, what was removed first. An aspect of a table is `table`,
`key`, `order` or a word of its description; one of a field is `field`, `type`, `unit`, `enum`, a constraint…
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.release.dataset import Table
from pipeline.releases import KINDS, SchemaChange

TABLE_WORDS = ("title", "title_en", "description", "description_en")
FIELD_ASPECTS = ("type", "unit", "delimiter", "trueValues", "falseValues", *TABLE_WORDS)
CONSTRAINTS = ("required", "pattern", "minimum", "maximum", "minLength", "maxLength")


def compare_schemas(old: Mapping[str, Table], new: Mapping[str, Table]) -> tuple[SchemaChange, ...]:
    """Every change of every schema: removals first, then by table and field as they stand in the new release."""
    changes = [*_tables(old, new)]
    for name, table in new.items():
        if name in old:
            changes += _table(name, old[name].schema, table.schema)
    return tuple(sorted(changes, key=lambda change: KINDS.index(change.kind)))  # sorting keeps the order otherwise


def _tables(old: Mapping[str, Table], new: Mapping[str, Table]) -> Iterator[SchemaChange]:
    for name in old:
        if name not in new:
            yield SchemaChange("removed", name, "", "table", name, "")
    for name in new:
        if name not in old:
            yield SchemaChange("added", name, "", "table", "", name)


def _table(name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[SchemaChange]:
    yield from _changed(name, "", "key", old["primaryKey"], new["primaryKey"])
    for word in TABLE_WORDS:
        yield from _changed(name, "", word, old.get(word), new.get(word))
    before, after = _by_name(old), _by_name(new)
    for field in before:
        if field not in after:
            yield SchemaChange("removed", name, field, "field", field, "")
    for field, described in after.items():
        if field not in before:
            yield SchemaChange("added", name, field, "field", "", field)
        else:
            yield from _field(name, before[field], described)
    kept_before, kept_after = [f for f in before if f in after], [f for f in after if f in before]
    yield from _changed(name, "", "order", kept_before, kept_after)


def _field(table: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[SchemaChange]:
    name = new["name"]
    for aspect in FIELD_ASPECTS:
        yield from _changed(table, name, aspect, old.get(aspect), new.get(aspect))
    before, after = old.get("constraints", {}), new.get("constraints", {})
    for aspect in CONSTRAINTS:
        yield from _changed(table, name, aspect, before.get(aspect), after.get(aspect))
    for value in before.get("enum", []):
        if value not in after.get("enum", []):
            yield SchemaChange("removed", table, name, "enum", _text(value), "")
    for value in after.get("enum", []):
        if value not in before.get("enum", []):
            yield SchemaChange("added", table, name, "enum", "", _text(value))
    labels = old.get("enum_labels", {}), new.get("enum_labels", {})
    for value in labels[1]:
        if value in labels[0]:
            yield from _changed(table, name, f"label of {value}", labels[0][value], labels[1][value])


def _changed(table: str, field: str, aspect: str, old: object, new: object) -> Iterator[SchemaChange]:
    if old != new:
        yield SchemaChange("changed", table, field, aspect, _text(old), _text(new))


def _by_name(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in schema["fields"]}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

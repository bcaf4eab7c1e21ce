"""The tables of a package against its own descriptor: types, keys, references, row counts, and JSON beside CSV.

In: a package of a copy. Out: problems at the line and column of the CSV file. The validator that most people use lets
much of this pass, so nothing is left to it. Patterns of a descriptor nobody has checked run in an engine whose time is
linear in the text (RE2).
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from pipeline.packages.validation import DESCRIPTOR
from pipeline.problems import Problem, excerpt
from pipeline.release.copies import Refused
from pipeline.release.dataset import Package, Table, read_json

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")  # -12
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")  # 1600000000000, 0.5
MOST_PROBLEMS = 20  # of one rule and column: a wrong column is wrong in every row

Number = tuple[Literal["number"], str]  # the digits of a JSON number as they are written
Cell = str | bool | None | list[str] | Number


def resource_described(package: Package) -> Iterator[Problem]:
    """A descriptor's bytes, hash and number of rows are those of the file."""
    for resource in package.descriptor["resources"]:
        content = package.copy.read(resource["path"])
        found = {
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "rows": len(package.tables[resource["name"]].rows),
        }
        for name, value in found.items():
            if resource.get(name) != value:
                stated = excerpt(resource.get(name))
                zh = f"{excerpt(resource['name'])} 的 {name} 写的是 {stated}，实为 {value}"
                en = f"{excerpt(resource['name'])}: {name} says {stated}, the file has {value}"
                yield Problem(package.copy.at(DESCRIPTOR), "resource-described", zh, en)


def value_fits(package: Package) -> Iterator[Problem]:
    """A value has its field's type, is an allowed one, fits pattern and bounds, and is there where it must be."""
    for table in package.tables.values():
        for field in table.fields:
            yield from _first(_misfits(package, table, field))


def key_unique(package: Package) -> Iterator[Problem]:
    """No two rows of a table have the same key, and no key is empty."""
    for table in package.tables.values():
        first: dict[tuple[str, ...], int] = {}
        for row, line in zip(table.rows, table.lines, strict=True):
            key = table.key(row)
            if not all(key) or key in first:
                shown = excerpt(", ".join(key))
                where = package.copy.at(table.path, line, table.column[table.key_fields[0]])
                yield Problem(where, "key-unique", f"键 {shown} 为空或重复", f"the key {shown} is empty or not unique")
            first.setdefault(key, line)


def reference_resolves(package: Package) -> Iterator[Problem]:
    """A reference is empty or names a row of the package."""
    for table in package.tables.values():
        for foreign in table.schema.get("foreignKeys", []):
            target = package.tables.get(foreign["reference"].get("resource") or table.name)
            fields = foreign["reference"]["fields"]
            known = {tuple(row.get(name, "") for name in fields) for row in target.rows} if target else set()
            for row, line in zip(table.rows, table.lines, strict=True):
                values = tuple(row[name] for name in foreign["fields"])
                if any(values) and values not in known:
                    shown, named = excerpt(", ".join(values)), excerpt(target.name if target else foreign["reference"])
                    where = package.copy.at(table.path, line, table.column[foreign["fields"][0]])
                    zh, en = f"{named} 表中没有 {shown}", f"table {named} has no {shown}"
                    yield Problem(where, "reference-resolves", zh, en)


def json_equal(package: Package) -> Iterator[Problem]:
    """The JSON file of a table holds the same rows as its CSV file, value for value."""
    for table in package.tables.values():
        path = table.path.removesuffix(".csv") + ".json"
        try:
            rows = read_json(package.copy, path, _loads)
        except Refused as refused:
            yield from refused.problems
            continue
        wanted = [[(field["name"], _typed(row[field["name"]], field)) for field in table.fields] for row in table.rows]
        if rows != wanted:
            at = _first_difference(rows, wanted)
            zh, en = f"第 {at} 行起与 CSV 不同", f"differs from the CSV file from row {at} on"
            yield Problem(package.copy.at(path), "json-equal", zh, en)


def tables_agree(packages: list[Package]) -> Iterator[Problem]:
    """A table that several packages carry is the same in all of them."""
    first: dict[str, tuple[Package, Table]] = {}
    for package in packages:
        for name, table in package.tables.items():
            other, same = first.setdefault(name, (package, table))
            if same.rows != table.rows:
                shown = excerpt(other.copy.label)
                zh, en = f"与 {shown} 中的同一张表不同", f"not the same as this table in {shown}"
                yield Problem(package.copy.at(table.path), "tables-agree", zh, en)


def _misfits(package: Package, table: Table, field: dict[str, Any]) -> Iterator[Problem]:
    name = field["name"]
    unfit = _unfit(field, {row[name] for row in table.rows})
    for row, line in zip(table.rows, table.lines, strict=True) if unfit else ():
        if row[name] in unfit:
            zh, en = unfit[row[name]]
            where = package.copy.at(table.path, line, table.column[name])
            yield Problem(where, "value-fits", f"{name}：{zh}", f"{name}: {en}")


def _unfit(field: dict[str, Any], values: set[str]) -> dict[str, tuple[str, str]]:
    """The values that do not fit a field, each with why."""
    constraints = field.get("constraints", {})
    unfit: dict[str, tuple[str, str]] = {}
    for value in values:
        shown = excerpt(value)
        if not value:
            if constraints.get("required"):
                unfit[value] = "不可为空", "must not be empty"
        elif not _is_typed(value, field["type"]):
            unfit[value] = f"{shown} 不是 {field['type']}", f"{shown} is no {field['type']}"
        elif "enum" in constraints and value not in constraints["enum"]:
            unfit[value] = f"{shown} 不是允许的值", f"{shown} is not an allowed value"
        elif not _within(value, field["type"], constraints):
            unfit[value] = f"{shown} 超出范围", f"{shown} is out of bounds"
    if "pattern" in constraints:
        for value in _unmatched(constraints["pattern"], sorted(values - {""} - unfit.keys())):
            shown = f"{excerpt(value)} 不合 {excerpt(constraints['pattern'])}"
            unfit[value] = shown, shown.replace("不合", "does not fit")
    return unfit


def _is_typed(value: str, kind: str) -> bool:
    if kind == "integer":
        return INTEGER.fullmatch(value) is not None
    if kind == "number":
        return NUMBER.fullmatch(value) is not None
    if kind == "boolean":
        return value in ("true", "false")
    return kind != "date" or _is_date(value)


def _is_date(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _within(value: str, kind: str, constraints: dict[str, Any]) -> bool:
    if kind in ("integer", "number"):
        low, high = (Decimal(str(constraints.get(name, value))) for name in ("minimum", "maximum"))
        return low <= Decimal(value) <= high
    return len(value) <= int(constraints.get("maxLength", len(value)))


def _unmatched(pattern: str, values: list[str]) -> list[str]:
    """The values that a pattern does not match from end to end; all of them where it is no pattern."""
    import pyarrow
    import pyarrow.compute

    try:
        fits = pyarrow.compute.match_substring_regex(pyarrow.array(values, pyarrow.string()), rf"\A(?:{pattern})\z")
    except pyarrow.ArrowInvalid:
        return values
    return [value for value, fit in zip(values, fits.to_pylist(), strict=True) if not fit]


def _typed(text: str, field: dict[str, Any]) -> Cell:
    """A cell as the JSON file writes it."""
    if field["type"] in ("number", "integer"):
        return _number(text) if text else None
    if field["type"] == "boolean":
        return {"true": True, "false": False}.get(text)
    if "delimiter" in field:
        return text.split(field["delimiter"]) if text else []
    return text or None


def _loads(text: str) -> Any:
    """JSON with numbers as written and objects as pairs, so that nothing is lost and no name hides another."""
    return json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_refuse, object_pairs_hook=list)


def _number(digits: str) -> Number:
    return "number", digits


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _first_difference(rows: Any, wanted: list[Any]) -> int:
    found = rows if isinstance(rows, list) else []
    pairs = enumerate(zip(found, wanted, strict=False), start=1)
    return next((at for at, (one, other) in pairs if one != other), min(len(found), len(wanted)) + 1)


def _first(problems: Iterator[Problem]) -> Iterator[Problem]:
    for _, problem in zip(range(MOST_PROBLEMS), problems, strict=False):
        yield problem

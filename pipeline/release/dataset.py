"""The tables of a copy as text, as they stand in its CSV files, with what its descriptors say of them.

In: a copy of a release or of one package. Out: its packages, each with its tables, or the problem that keeps a file
from being read. Values stay text, so that nothing is lost and two releases can be compared digit by digit.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.packages.validation import DESCRIPTOR, profile_problems
from pipeline.problems import Problem, excerpt
from pipeline.release.copies import Copy, Refused

LARGEST_BOUND = 10**18
LARGEST_JSON = 256 * 1024 * 1024
TYPES = ("string", "date", "integer", "number", "boolean")

Row = dict[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table; each row is the text of its cells by field, and `lines` says where in the file it begins."""

    name: str
    path: str
    schema: dict[str, Any]
    rows: Sequence[Row]
    lines: Sequence[int]

    @property
    def fields(self) -> list[dict[str, Any]]:
        fields: list[dict[str, Any]] = self.schema["fields"]
        return fields

    @cached_property
    def column(self) -> dict[str, int]:
        """The column of each field, counted from 1."""
        return {field["name"]: position for position, field in enumerate(self.fields, start=1)}

    @property
    def key_fields(self) -> list[str]:
        key: list[str] = self.schema["primaryKey"]
        return key

    def key(self, row: Row) -> Key:
        return tuple(row[name] for name in self.key_fields)

    @cached_property
    def by_key(self) -> dict[Key, Row]:
        return {self.key(row): row for row in self.rows}


@dataclass(frozen=True)
class Package:
    """One data package of a copy."""

    copy: Copy
    descriptor: dict[str, Any]
    tables: dict[str, Table]


def package_copies(copy: Copy) -> list[Copy]:
    """The packages of a copy, sorted: itself, or the folders directly below it that hold a descriptor."""
    if DESCRIPTOR in copy.sizes:
        return [copy]
    folders = [path.removesuffix(f"/{DESCRIPTOR}") for path in copy.sizes if path.endswith(f"/{DESCRIPTOR}")]
    return [copy.below(folder) for folder in sorted(folders) if "/" not in folder]


def read_package(copy: Copy) -> Package:
    """The descriptor and all tables; raises Refused with every problem that keeps them from being read."""
    descriptor = read_json(copy, DESCRIPTOR)
    if problems := list(profile_problems(copy.at(DESCRIPTOR).path, descriptor)) or list(_shape(copy, descriptor)):
        raise Refused(*problems)
    tables, problems = {}, []
    for resource in descriptor["resources"]:
        try:
            tables[resource["name"]] = _read_table(copy, resource)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*problems)
    return Package(copy, descriptor, tables)


def read_json(copy: Copy, path: str, loads: Callable[[str], Any] = json.loads) -> Any:
    """The value of a JSON file; raises Refused where it is none, or is nested too deeply."""
    if path not in copy.sizes or copy.sizes[path] > LARGEST_JSON:
        zh, en = "没有这个文件，或过大", "there is no such file, or it is too large"
        raise Refused(Problem(copy.at(path), "json-readable", zh, en))
    text = copy.text(path)
    try:
        return loads(text)
    except json.JSONDecodeError as error:
        zh, en = f"不是 JSON：{excerpt(error.msg)}", f"not JSON: {excerpt(error.msg)}"
        raise Refused(Problem(copy.at(path, error.lineno, error.colno), "json-readable", zh, en)) from error
    except (RecursionError, ValueError) as error:
        zh, en = "不是可读的 JSON：嵌套过深或数字过长", "no readable JSON: nested too deeply, or a number too long"
        raise Refused(Problem(copy.at(path), "json-readable", zh, en)) from error


def _shape(copy: Copy, descriptor: dict[str, Any]) -> list[Problem]:
    """What this program relies on beyond the profile: plain table resources with fields of known types and a key."""
    wrong = [
        str(resource.get("name"))
        for resource in descriptor["resources"]
        if not (_is_table(resource) and resource["path"] in copy.sizes)
    ]
    zh, en = "没有此表的字段、主键或文件", "the fields, the key or the file of this table are missing"
    return [
        Problem(copy.at(DESCRIPTOR), "table-described", f"{excerpt(n)}：{zh}", f"{excerpt(n)}: {en}") for n in wrong
    ]


def _is_table(resource: dict[str, Any]) -> bool:
    schema = resource.get("schema")
    if not (isinstance(schema, dict) and isinstance(resource.get("path"), str)):
        return False
    names = {field["name"] for field in schema["fields"] if _is_field(field)}
    key, foreign = schema.get("primaryKey"), schema.get("foreignKeys", [])
    own = [key, *(each["fields"] for each in foreign)]
    listed = all(isinstance(each["reference"]["fields"], list) for each in foreign)
    known = bool(key) and all(isinstance(fields, list) and names.issuperset(fields) for fields in own)
    return listed and known and len(names) == len(schema["fields"])


def _is_field(field: dict[str, Any]) -> bool:
    """Whether type, delimiter and bounds of a field are of the kinds that this program reads."""
    constraints = field.get("constraints", {})
    numbers = [constraints[name] for name in ("minimum", "maximum", "maxLength") if name in constraints]
    plain = all(isinstance(number, int) and abs(number) < LARGEST_BOUND for number in numbers)
    return (
        plain
        and field.get("type") in TYPES
        and isinstance(field.get("delimiter", "|"), str)
        and (field.get("delimiter", "|") != "")
    )


def _read_table(copy: Copy, resource: dict[str, Any]) -> Table:
    path, names = resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    reader = csv.reader(io.StringIO(copy.text(path), newline=""), strict=True)
    rows: list[Row] = []
    lines: list[int] = []
    line = 1
    try:
        for cells in reader:
            wanted = names if line == 1 else cells
            if len(cells) != len(names) or cells != wanted:
                raise Refused(_misshapen(copy, path, line))
            rows.append(dict(zip(names, cells, strict=True)))
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        zh, en = f"不是 CSV：{excerpt(error)}", f"not CSV: {excerpt(error)}"
        raise Refused(Problem(copy.at(path, line), "csv-readable", zh, en)) from error
    if not rows:
        raise Refused(_misshapen(copy, path, 1))
    return Table(resource["name"], path, resource["schema"], rows[1:], lines[1:])


def _misshapen(copy: Copy, path: str, line: int) -> Problem:
    """The header must be the fields of the schema in order, and each row must have as many cells."""
    zh, en = "列与描述文件中的字段不符", "the columns are not the fields of the descriptor"
    return Problem(copy.at(path, line), "csv-readable", zh, en)

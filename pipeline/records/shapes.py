"""The JSON Schemas of record files: they type the scalars of a read file and say what does not fit.

In: a YamlFile of texts. Out: the same tree with integers, decimals and booleans where the schema wants them,
and one problem per broken rule, at its line and column, in both languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from pipeline.problems import Problem, excerpt, nearest
from pipeline.records.strict import Pointer, YamlFile

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})\Z")  # 2025
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,24})(?:\.[0-9]{1,12})?\Z")  # 16.5
BOOLEANS = {"true": True, "false": False}
LONGEST_CHOICE = 12
TYPES = {
    "string": ("文字", "text"),
    "integer": ("整数，如 2025", "a whole number such as 2025"),
    "number": ("不带单位的数，如 16.5", "a number such as 16.5, without a unit"),
    "boolean": (" true 或 false", "true or false"),
    "array": ("列表", "a list"),
    "object": ("键与值", "keys with values"),
}


class Shapes:
    """The record schemas of one folder, by file name without `.schema.json`."""

    def __init__(self, folder: Path | dict[str, Any]) -> None:
        written = folder if isinstance(folder, dict) else _written(folder)
        self._written = written
        self._schemas: dict[str, dict[str, Any]] = {name: _inlined(each, written) for name, each in written.items()}
        self._validators = {
            name: Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
            for name, schema in self._schemas.items()
        }

    def __reduce__(self) -> tuple[type[Shapes], tuple[dict[str, Any]]]:
        """Sent to another process as the schemas themselves: validators cannot be pickled."""
        return Shapes, (self._written,)

    def schema(self, name: str) -> dict[str, Any]:
        return self._schemas[f"{name}.schema.json"]

    def typed(self, name: str, file: YamlFile) -> Any:
        """The file's tree with integers, decimals and booleans where the schema wants them; other text untouched."""
        return self._typed(self.schema(name), file.tree)

    def problems(self, name: str, file: YamlFile, tree: Any) -> Iterator[Problem]:
        """Every way in which the typed tree does not fit the schema."""
        for error in self._validators[f"{name}.schema.json"].iter_errors(tree):
            if error.validator == "additionalProperties":
                yield from _unknown_keys(file, error)
            else:
                yield _problem(file, error, self._deciding_key(name, error))

    def _deciding_key(self, name: str, error: ValidationError) -> str:
        """The key whose value an if/then of the schema hangs on, or nothing for an unconditional rule."""
        path = list(error.absolute_schema_path)
        branch = next((at for at, step in enumerate(path) if step in {"then", "else"}), None)
        if branch is None:
            return ""
        schema: Any = self.schema(name)
        for step in path[:branch]:
            schema = schema[step]
        return str(next(iter(schema["if"]["properties"])))

    def _typed(self, schema: dict[str, Any], tree: Any) -> Any:
        if isinstance(tree, dict):
            properties = schema.get("properties", {})
            return {key: self._typed(properties.get(key, {}), value) for key, value in tree.items()}
        if isinstance(tree, list):
            return [self._typed(schema.get("items", {}), value) for value in tree]
        return _scalar(schema.get("type"), tree)


def _written(folder: Path) -> dict[str, Any]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.schema.json"))}


def _inlined(schema: Any, written: dict[str, Any]) -> Any:
    """The schema with each shared definition in the place of its reference, because following one is slow."""
    if isinstance(schema, list):
        return [_inlined(each, written) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        file, _, name = str(schema["$ref"]).partition("#/$defs/")
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return _inlined({**written[file]["$defs"][name], **beside}, written)
    return {key: _inlined(value, written) for key, value in schema.items()}


def _scalar(wanted: object, text: str) -> Any:
    if wanted == "integer" and INTEGER.match(text):
        return int(text)
    if wanted == "number" and NUMBER.match(text):
        return Decimal(text)
    if wanted == "boolean":
        return BOOLEANS.get(text, text)
    return text


def _problem(file: YamlFile, error: ValidationError, deciding_key: str) -> Problem:
    pointer: Pointer = tuple(error.absolute_path)
    if error.validator == "dependentRequired":
        deciding_key, _ = _dependency(error)
    if deciding_key:
        pointer = (*pointer, deciding_key)
    zh, en = _words(str(error.validator), error)
    key = next((str(part) for part in reversed(pointer) if isinstance(part, str)), "")
    prefix = f"{key}: " if key else ""
    return Problem(file.at(pointer), "schema", prefix + zh, prefix + en)


def _unknown_keys(file: YamlFile, error: ValidationError) -> Iterator[Problem]:
    pointer: Pointer = tuple(error.absolute_path)
    schema: Any = error.schema
    entry: Any = error.instance
    known = sorted(schema.get("properties", {}))
    for unknown in sorted(set(entry).difference(known)):
        near = nearest(unknown, known)
        hint_zh = f"是否应为 {near}" if near else "可用：" + " ".join(known)
        hint_en = f"did you mean {near}?" if near else "known: " + " ".join(known)
        zh, en = f"没有 {excerpt(unknown)} 这个键；{hint_zh}", f"no key {excerpt(unknown)} here; {hint_en}"
        yield Problem(file.at_key((*pointer, unknown)), "schema", zh, en)


def _words(keyword: str, error: ValidationError) -> tuple[str, str]:
    """What is wrong and what would be right, in Chinese and English, for one JSON Schema keyword."""
    limit: Any = error.validator_value
    value: Any = error.instance
    shown = excerpt(
        value if isinstance(value, str | int | Decimal) else json.dumps(value, ensure_ascii=False, default=str)
    )
    if keyword == "enum":
        choices = " ".join(map(str, limit)) if len(limit) <= LONGEST_CHOICE * 3 else "…"
        near = nearest(str(value), [str(choice) for choice in limit])
        hint_zh, hint_en = (f"；是否应为 {near}", f"; did you mean {near}?") if near else ("", "")
        return f"不可为 {shown}；可用：{choices}{hint_zh}", f"{shown} is not one of: {choices}{hint_en}"
    if keyword == "required":
        missing = next(key for key in limit if error.message.startswith(repr(key)))
        return f"缺少 {missing}", f"{missing} is missing"
    if keyword == "type":
        zh, en = TYPES[str(limit)]
        return f"{shown} 应为{zh}", f"{shown} should be {en}"
    if keyword in {"pattern", "format"}:
        schema: Any = error.schema
        example = next(iter(schema.get("examples", [])), "")
        hint_zh, hint_en = (f"，如 {example}", f", for example {example}") if example else ("", "")
        return f"{shown} 写法不对；应合 {limit}{hint_zh}", f"{shown} is not in the form {limit}{hint_en}"
    if keyword in {
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    }:
        return f"{shown} 超出界限；{keyword} 为 {limit}", f"{shown} is out of bounds; {keyword} is {limit}"
    if keyword == "dependentRequired":
        _, needed = _dependency(error)
        return f"须同时写 {needed}", f"{needed} must stand beside it"
    if keyword == "not":
        keys = " ".join(limit["required"])
        zh, en = (
            f"不应有 {keys}；请改此值，或删去 {keys}",
            f"{keys} does not go with it; mend this value or leave {keys} out",
        )
        return zh, en
    if keyword == "oneOf":
        keys = " / ".join(key for option in limit for key in option.get("required", []))
        return f"须且只须有其一：{keys}", f"exactly one of: {keys}"
    return f"{shown} 不合规则 {keyword}", f"{shown} breaks the rule {keyword}"


def _dependency(error: ValidationError) -> tuple[str, str]:
    """The key that stands, and the key it needs beside it."""
    limit: Any = error.validator_value
    pairs = [(key, needed) for key, all_needed in limit.items() for needed in all_needed]
    said = error.message  # "'note' is a dependency of 'override'"
    return next((key, needed) for key, needed in pairs if said.startswith(repr(needed)) and said.endswith(repr(key)))

"""YAML from strangers, read strictly: bytes in, plain values with the position of every key and value out.

Scalars stay text (the schema types them), so `no`, `012` and `2024-09-14` mean what they say.
Refused, each with line and column: duplicate keys, anchors, aliases, tags, merge keys, several documents,
deep nesting, large files, control and bidi characters, empty values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pipeline.problems import Location, Problem, excerpt

LARGEST_FILE = 256 * 1024  # bytes
DEEPEST = 32
# C0/C1 controls, bidi embeddings and isolates, byte order mark, half characters: never part of a plan's words
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
NULLS = frozenset({"~", "null", "Null", "NULL"})

Pointer = tuple[str | int, ...]
Tree = dict[str, Any] | list[Any] | str


@dataclass(frozen=True)
class YamlFile:
    """One read file: its plain values, and where each key and value stands."""

    path: str
    tree: Tree
    keys: dict[Pointer, tuple[int, int]]
    values: dict[Pointer, tuple[int, int]]

    def at(self, pointer: Pointer) -> Location:
        """The place of a value, or of the nearest value around it."""
        while pointer not in self.values:
            pointer = pointer[:-1]
        return Location(self.path, *self.values[pointer])

    def at_key(self, pointer: Pointer) -> Location:
        """The place of a key."""
        return Location(self.path, *self.keys[pointer]) if pointer in self.keys else self.at(pointer)


class Refused(Exception):
    """The file breaks a rule of strict YAML; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


@dataclass
class _Reading:
    path: str
    keys: dict[Pointer, tuple[int, int]] = field(default_factory=dict)
    values: dict[Pointer, tuple[int, int]] = field(default_factory=dict)


def read_yaml(path: str, content: bytes) -> YamlFile:
    """The file's values; raises Refused at the first thing strict YAML does not allow."""
    text = _decode(path, content)
    reading = _Reading(path)
    events = _events(path, text)
    try:
        for event in events:
            if isinstance(event, DocumentStartEvent):
                break
            if isinstance(event, StreamEndEvent):
                zh, en = "文件是空的；应有记录", "the file is empty; it should hold records"
                raise Refused(Problem(Location(path), "yaml-empty", zh, en))
        tree = _value(reading, next(events), events, ())
        for event in events:
            if isinstance(event, DocumentStartEvent):
                raise _refused(
                    path,
                    event,
                    "yaml-one-document",
                    "文件含多个 YAML 文档；只可有一个",
                    "several YAML documents; keep one",
                )
    except MarkedYAMLError as error:
        raise _syntax(path, error) from error
    return YamlFile(path, tree, reading.keys, reading.values)


def undecodable(path: str, content: bytes, error: UnicodeDecodeError) -> Location:
    """The line and column of the first byte that is not UTF-8."""
    line_start = content.rfind(b"\n", 0, error.start) + 1
    before = content[line_start : error.start].decode("utf-8")
    return Location(path, content.count(b"\n", 0, error.start) + 1, len(before) + 1)


def _decode(path: str, content: bytes) -> str:
    start = Location(path)
    if len(content) > LARGEST_FILE:
        raise Refused(
            Problem(
                start,
                "yaml-size",
                f"文件有 {len(content)} 字节；上限 {LARGEST_FILE}",
                f"{len(content)} bytes; at most {LARGEST_FILE}",
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = undecodable(path, content, error)
        raise Refused(
            Problem(where, "yaml-utf8", "不是 UTF-8；请另存为 UTF-8", "not UTF-8; save the file as UTF-8")
        ) from error
    if found := UNPRINTABLE.search(text.replace("\r\n", "\n\n").replace("\n", " ").replace("\t", " ")):
        raise Refused(_unprintable(Location(path, *_line_column(text, found.start())), found.group()))
    if (deep := _deepest_bracket(text)) is not None:
        raise Refused(
            Problem(Location(path, *deep), "yaml-depth", f"嵌套超过 {DEEPEST} 层", f"nested deeper than {DEEPEST}")
        )
    return text


def _deepest_bracket(text: str) -> tuple[int, int] | None:
    """Line and column of the first run of brackets no record needs; the parser would recurse into it."""
    found = re.search(r"[\[{](?:\s{0,8}[\[{]){31}", text)
    return None if found is None else _line_column(text, found.start())


def _line_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _unprintable(where: Location, character: str) -> Problem:
    if character == "\n":
        zh, en = "值跨了行；请写成一行", "the value runs over a line's end; write it on one line"
        return Problem(where, "yaml-plain-text", zh, en)
    code = f"U+{ord(character):04X}"
    zh, en = f"含不可见字符 {code}；请删去", f"holds the invisible character {code}; remove it"
    return Problem(where, "yaml-plain-text", zh, en)


def _events(path: str, text: str) -> Iterator[Event]:
    depth = 0
    for event in YAML(typ="safe").parse(text):
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                path,
                event,
                "yaml-no-anchor",
                "不允许锚点与别名；请写出全文",
                "no anchors or aliases; write it out",
            )
        if getattr(event, "tag", None):
            raise _refused(path, event, "yaml-no-tag", "不允许类型标签；请删去", "no tags; leave it out")
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _refused(path, event, "yaml-depth", f"嵌套超过 {DEEPEST} 层", f"nested deeper than {DEEPEST}")
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        yield event


def _value(reading: _Reading, event: Event, events: Iterator[Event], pointer: Pointer) -> Tree:
    reading.values[pointer] = _position(event)
    if isinstance(event, ScalarEvent):
        _refuse_empty(reading, event, pointer)
        return _scalar(reading.path, event)
    if isinstance(event, SequenceStartEvent):
        entries: list[Tree] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            entries.append(_value(reading, event, events, (*pointer, len(entries))))
        return entries
    return _mapping(reading, events, pointer)


def _mapping(reading: _Reading, events: Iterator[Event], pointer: Pointer) -> dict[str, Tree]:
    entries: dict[str, Tree] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        if not isinstance(event, ScalarEvent):
            raise _refused(reading.path, event, "yaml-key", "键须是一个词", "a key must be one word")
        _refuse_empty(reading, event, (*pointer, ""))
        key = _scalar(reading.path, event)
        if key == "<<":
            raise _refused(
                reading.path,
                event,
                "yaml-no-merge",
                "不允许合并键 <<；请写出全文",
                "no merge key <<; write it out",
            )
        if key in entries:
            zh, en = f"键 {excerpt(key)} 重复；只留一个", f"key {excerpt(key)} stands twice; keep one"
            raise _refused(reading.path, event, "yaml-duplicate-key", zh, en)
        reading.keys[(*pointer, key)] = _position(event)
        entries[key] = _value(reading, next(events), events, (*pointer, key))
    return entries


def _refuse_empty(reading: _Reading, event: ScalarEvent, pointer: Pointer) -> None:
    """Refuses an empty value, at its key where it has one: the parser marks it where the next word stands."""
    if event.value and not (not event.style and event.value in NULLS):
        return
    where = reading.keys.get(pointer, _position(event))
    zh, en = "值为空；没有内容就删去这个键", "empty value; leave the key out instead"
    raise Refused(Problem(Location(reading.path, *where), "yaml-empty-value", zh, en))


def _scalar(path: str, event: ScalarEvent) -> str:
    text = str(event.value)
    if found := UNPRINTABLE.search(text):
        raise Refused(_unprintable(Location(path, *_position(event)), found.group()))
    return text


def _position(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _refused(path: str, event: Event, rule: str, zh: str, en: str) -> Refused:
    return Refused(Problem(Location(path, *_position(event)), rule, zh, en))


def _syntax(path: str, error: Exception) -> Refused:
    mark = getattr(error, "problem_mark", None)
    where = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
    words = excerpt(getattr(error, "problem", None) or "unreadable character")
    return Refused(
        Problem(
            where,
            "yaml-syntax",
            f"YAML 语法错误（{words}）；请检查缩进、引号与冒号",
            f"not YAML ({words}); check indents, quotes and colons",
        )
    )

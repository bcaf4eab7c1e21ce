"""Record files as text: entries in the form people write them, new files whole, additions at the end of their list.

An addition is spliced into the text of the file, so that every byte that stood there stays; the result is read again
and must hold exactly what stood there and what was added, else nothing is written.
"""

from __future__ import annotations

import datetime
import io
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from pipeline.problems import Problem
from pipeline.records.strict import Refused, YamlFile, read_yaml

HEAD = "# yaml-language-server: $schema=../../../schemas/records/{name}.schema.json\n"
WIDTH = 4096  # wider than any value, so that none is folded
LOOKS_TYPED = re.compile(r"\A(?:[-+.0-9][-+.:_0-9eExXoTZ ]*|true|false|yes|no|on|off|null|~|y|n)\Z", re.IGNORECASE)
UNSAFE = re.compile(r"\A[\[\]{}\"'|>&*!%@`?#,:=<-]|: | #|[:\s]\Z|\A\s")  # starts or holds what YAML reads as its own
UNSAFE_IN_FLOW = re.compile(r"[\[\]{},:#]")


class _Representer(RoundTripRepresenter):
    """Writes decimals digit by digit, null as a word, and a value that stands twice, twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _decimal(representer: RoundTripRepresenter, value: Decimal) -> Any:
    digits = f"{value:f}"
    return representer.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in digits else 'int'}", digits)


def _null(representer: RoundTripRepresenter, _: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


_Representer.add_representer(Decimal, _decimal)
_Representer.add_representer(type(None), _null)


def yaml_text(tree: Mapping[str, Any]) -> str:
    """A mapping as block YAML; lists of mappings below an entry stand one to a line."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_node(tree, depth=0), stream)
    return stream.getvalue()


def file_text(name: str, tree: Mapping[str, Any]) -> str:
    """A new record file, its first line naming its schema."""
    return HEAD.format(name=name) + yaml_text(tree)


def appended(path: str, content: bytes, lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes | Problem:
    """The file with entries added at the end of their lists; a problem where its layout leaves no place for them.

    Raises `Refused` where the file itself, or what would become of it, is not strict YAML.
    """
    text = content.decode("utf-8")
    for name, entries in lists.items():
        file = read_yaml(path, text.encode("utf-8"))
        added = yaml_text({name: list(entries)})
        longer = _spliced(text, file, name, added)
        if longer is None or not _holds(path, longer, file, name, added):
            zh = f"无法在 {name} 末尾添加而不改动已有内容；请把这个列表写成每条记录一个“-”的形式"
            en = f"cannot add to {name} without changing what stands there; write the list with one dash per record"
            return Problem(file.at_key((name,)), "draft-list", zh, en)
        text = longer
    return text.encode("utf-8")


def write_folder(folder: Path, files: Mapping[str, bytes], staging: Path) -> None:
    """A new folder with these files, made beside and renamed; killed or failing, it leaves no half of it in place."""
    staging.mkdir()
    try:
        for name, content in files.items():
            (staging / name).write_bytes(content)
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def write_file(path: Path, content: bytes, staging: Path) -> None:
    """A file replaced in one rename, its permissions kept."""
    try:
        staging.write_bytes(content)
        if path.exists():
            shutil.copymode(path, staging)
        os.replace(staging, path)
    finally:
        staging.unlink(missing_ok=True)


def _node(value: Any, *, depth: int, flow: bool = False) -> Any:
    if isinstance(value, Mapping):
        return CommentedMap((key, _node(each, depth=depth + 1, flow=flow)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return _list_node(value, depth=depth, flow=flow)
    if isinstance(value, str):
        return _text_node(value, flow=flow)
    assert value is None or isinstance(value, bool | int | Decimal | datetime.date)
    return value


def _list_node(values: Sequence[Any], *, depth: int, flow: bool) -> CommentedSeq:
    """Records stand in block form, the mappings inside a record in flow form, words on one line."""
    inline = depth > 1
    node = CommentedSeq()
    for value in values:
        each = _node(value, depth=depth + 1, flow=flow or inline or not isinstance(value, Mapping))
        if inline and isinstance(each, CommentedMap):
            each.fa.set_flow_style()
        node.append(each)
    if not any(isinstance(value, Mapping) for value in values):
        node.fa.set_flow_style()
    return node


def _text_node(text: str, *, flow: bool) -> str:
    unsafe = UNSAFE.search(text) or LOOKS_TYPED.match(text) or (flow and UNSAFE_IN_FLOW.search(text))
    return DoubleQuotedScalarString(text) if unsafe else text


def _spliced(text: str, file: YamlFile, name: str, added: str) -> str | None:
    """The text with the added list's entries behind the last line of that list, or the whole list at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    key, *entries = added.splitlines()
    lines = text.splitlines(keepends=True)
    if (name,) not in file.keys:
        whole = end.join([key, *entries]) + end
        return text + ("" if text.endswith("\n") else end) + whole
    last = max((line for pointer, (line, _) in file.values.items() if pointer[:1] == (name,)), default=0)
    indent = _dash_indent(lines, file, name)
    if indent is None or not last:
        return None
    before = lines[:last]
    before[-1] = before[-1].rstrip("\r\n") + end
    fresh = [f"{indent}{entry.removeprefix('  ')}{end}" for entry in entries]
    return "".join([*before, *fresh, *lines[last:]])


def _dash_indent(lines: list[str], file: YamlFile, name: str) -> str | None:
    """What stands before the dash of the list's first entry, where it has one."""
    where = file.values.get((name, 0))
    if where is None:
        return None
    before = lines[where[0] - 1][: where[1] - 1]
    indent, dash, rest = before.partition("-")
    return indent if dash and not indent.strip() and not rest.strip() else None


def _holds(path: str, text: str, file: YamlFile, name: str, added: str) -> bool:
    """Whether the new text reads as what stood there, with the added entries at the end of their list."""
    fresh = read_yaml(path, added.encode("utf-8")).tree
    assert isinstance(file.tree, dict)
    assert isinstance(fresh, dict)
    wanted = {**file.tree, name: [*file.tree.get(name, []), *fresh[name]]}
    try:
        return read_yaml(path, text.encode("utf-8")).tree == wanted
    except Refused as refused:
        if refused.problem.rule == "yaml-size":
            raise
        return False

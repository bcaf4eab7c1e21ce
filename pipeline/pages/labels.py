"""What things are called on the pages, in Chinese and English.

In: the table schemas (titles of tables, fields and enum values) and site/templates/words/*.yaml (all other words).
Out: one `Labels` per language; a word that is not there is an error, never an empty label.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.problems import Language
from pipeline.records.strict import read_yaml

# Ends the name in "门槛：指标内部的条件", "Greater than (超过, 突破)"
GLOSS = re.compile(r"[：:，]|[ ]?[(（]|, such as")
ID = re.compile(r"标识| id\Z")  # 集群标识, Cluster id
# Begins the description of a table: "每行一个集群，即", "One row per cluster: "
ROW = re.compile(r"\A(?:每行一[^：，]{1,20}(?:：|，即)|One row per [^:,]{1,40}: )")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True)
class Labels:
    """The words of one language."""

    language: Language
    schemas: Mapping[str, Mapping[str, Any]]
    strings: Mapping[str, Mapping[str, str]]

    def say(self, name: str, **values: object) -> str:
        """An interface text; `{name}` in it is replaced."""
        return self.strings[name][self.language].format(**values)

    def table(self, table: str) -> str:
        return self._localised(self.schemas[table], "title")

    def table_description(self, table: str) -> str:
        return self._localised(self.schemas[table], "description")

    def about(self, table: str) -> str:
        """What the rows of a table are, for people who do not see it as a table."""
        words = ROW.sub("", self.table_description(table))
        return words[0].upper() + words[1:]

    def field(self, table: str, field: str) -> str:
        return self._localised(self._field(table, field), "title")

    def thing(self, table: str, field: str) -> str:
        """What a field refers to: 集群 for 集群标识, Cluster for Cluster id."""
        return ID.sub("", self.field(table, field))

    def field_description(self, table: str, field: str) -> str:
        return self._localised(self._field(table, field), "description")

    def full(self, table: str, field: str, value: str) -> str:
        """What an enum value means, with its gloss."""
        label: str = self._field(table, field)["enum_labels"][value][self.language]
        return label

    def short(self, table: str, field: str, value: str) -> str:
        """The name of an enum value, without its gloss; "" for no value."""
        return GLOSS.split(self.full(table, field, value), maxsplit=1)[0] if value else ""

    def enum(self, table: str, field: str) -> tuple[str, ...]:
        """The values a field may have."""
        return tuple(self._field(table, field)["enum_labels"])

    def localised(self, described: Mapping[str, Any], name: str) -> str:
        return self._localised(described, name)

    def _localised(self, described: Mapping[str, Any], name: str) -> str:
        text: str = described[name if self.language == "zh" else f"{name}_en"]
        return text

    def _field(self, table: str, field: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = next(entry for entry in self.schemas[table]["fields"] if entry["name"] == field)
        return found


def read_labels(schemas: Path, templates: Path) -> dict[Language, Labels]:
    """The words of both languages."""
    paths = sorted((schemas / "tables").glob("*.json"))
    tables = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    strings = _strings(templates / "words")
    return {language: Labels(language, tables, strings) for language in LANGUAGES}


def _strings(folder: Path) -> dict[str, dict[str, str]]:
    strings: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        tree = read_yaml(path.name, path.read_bytes()).tree
        for name, pair in tree.items() if isinstance(tree, dict) else ():
            if not isinstance(pair, dict) or set(pair) != set(LANGUAGES):
                raise ValueError(f"{path.name}: {name} needs exactly zh and en")
            if name in strings:
                raise ValueError(f"{path.name}: {name} is said in another file, too")
            strings[name] = {language: str(text) for language, text in pair.items()}
    return strings

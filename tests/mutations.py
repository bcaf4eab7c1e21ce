"""Changes to real record files, and which of them the checks find at their very place.

In: a workspace's seeds. Out: for each scalar and key of each record file, the changes a slip of the hand could make;
for a set of changes, those that give a new problem at the line and column of the change.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.checks import check, check_plan, read_known
from pipeline.problems import Location, Problem
from pipeline.records import Plan, Registry, Shapes, plan_folders, read_plan, read_registry
from pipeline.records.strict import Pointer, YamlFile

OWN_IDS = {  # keys that define an id; everywhere else the same key refers to one
    *("clusters.cluster_id", "focus_areas.names.focus_area_id", "changes.change_id", "targets.target_id"),
    *("observations.observation_id", "measures.measure_id", "sites.site_id", "layout_rules.rule_id"),
    *("counts.count_id", "document.document_id", "registry.areas.area_id", "registry.agencies.agency_id"),
    *("registry.indicators.indicator_id", "registry.sectors.sector_id", "registry.tombstones.id"),
}
KINDS_OF_ID = {
    "parent_id": "area_id",
    "members": "area_id",
    "successor_id": "agency_id",
}
OTHER_CHARACTER = "某"


@dataclass(frozen=True)
class Change:
    """One slip in one file: its field and kind, the place of the value or key, the words before and after."""

    file: str
    field: str
    kind: str
    where: Location
    old: str
    new: str
    depth: int

    @property
    def name(self) -> str:
        return f"{self.field} {self.kind}"


@dataclass(frozen=True)
class Seeds:
    """All records as they stand."""

    folder: Path
    schemas: Path

    @cached_property
    def shapes(self) -> Shapes:
        return Shapes(self.schemas / "records")

    @cached_property
    def plans(self) -> dict[str, Plan]:
        read = [read_plan(path, f"plans/{path.name}", self.shapes) for path in plan_folders(self.folder)]
        return {plan.folder: plan for plan, _ in read if plan}

    @cached_property
    def registry(self) -> Registry:
        registry, _ = read_registry(self.folder / "registry", "registry", self.shapes)
        assert registry is not None
        return registry

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The existing ids by the key that refers to them; those of plans stand under `<document> <key>`."""
        registry = self.registry
        ids = {
            "area_id": sorted(registry.area),
            "agency_id": sorted(registry.agency),
            "indicator_id": sorted(registry.indicator),
            "sector_id": sorted(registry.sector),
        }
        for plan in self.plans.values():
            ids[f"{plan.document_id} cluster_id"] = sorted(c.cluster_id for c in plan.clusters)
            ids[f"{plan.document_id} measure_id"] = sorted(m.measure_id for m in plan.measures)
            focus = (f"{f.cluster_id}/{n.focus_area_id}" for f in plan.focus_areas for n in f.names)
            ids[f"{plan.document_id} focus_area"] = sorted(focus)
        return ids

    @cached_property
    def before(self) -> dict[str, set[Problem]]:
        """The problems of each folder as it stands."""
        return {label: set(self.problems(label, self.folder / label)[0]) for label in (*self.plans, "registry")}

    def problems(self, label: str, folder: Path) -> tuple[list[Problem], bool]:
        """All problems of a changed copy of one folder, and whether it could be read at all."""
        if label == "registry":
            registry, found = read_registry(folder, label, self.shapes)
            plans = list(self.plans.values())
            return [*found, *(check(plans, registry, self.schemas) if registry else [])], registry is not None
        plan, found = read_plan(folder, label, self.shapes)
        if plan is None:
            return found, False
        plans = [*(other for name, other in self.plans.items() if name != label), plan]
        return [*found, *check_plan(plan, read_known(plans, self.registry, self.schemas))], True


def find_changes(seeds: Seeds, label: str) -> list[Change]:
    """Every change to the record files of one folder, in the order of the files."""
    files = seeds.registry.files if label == "registry" else seeds.plans[label].files
    changes = []
    for name, file in files.items():
        prefix = "registry-" if label == "registry" else ""
        schema = seeds.shapes.schema(prefix + name)
        lines = (seeds.folder / label / f"{name}.yaml").read_text(encoding="utf-8").split("\n")
        found = _Walk(seeds, label, name, file).changes(schema, file.tree, ())
        changes.extend(each for each in found if _column(lines, each) is not None)
    return changes


def find_rounds(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes that are made together, so that none can cause or hide the problem of another.

    Unknown words and keys of one depth stop at the schema and stand together; all else stands field by field, the
    fields of several files side by side, those of the document's header apart from the rest.
    """
    groups: dict[str, dict[str, list[Change]]] = {}
    on_line: Counter[tuple[str, str, int]] = Counter()
    for change in changes:
        turn = (change.file, change.name, change.where.line)  # a change moves what stands behind it on its line
        on_line[turn] += 1
        column, name = change.file, f"{change.name} {on_line[turn]}"
        if change.kind in ("key renamed", "word unknown"):
            column, name = "schema", f"{change.kind} {change.depth} {on_line[turn]}"
        elif change.field.startswith("document."):
            alone = change.field if change.kind == "word another" else ""  # kind and rights fit each other
            column, name = "header", f"{change.kind} {alone} {on_line[turn]}"
        elif change.field.endswith(".level"):  # the levels of one outline hang together
            column, name = "header", f"{change.name} {change.where.line}"
        elif change.file == "document":
            column = "header"
        groups.setdefault(column, {}).setdefault(name, []).append(change)
    alone = [*groups.pop("schema", {}).values(), *groups.pop("header", {}).values()]
    together = zip_longest(*(list(named.values()) for named in groups.values()), fillvalue=[])
    return [*alone, *([change for part in parts for change in part] for parts in together)]


def find_caught(seeds: Seeds, label: str, changes: Iterable[Change], folder: Path) -> set[Change]:
    """The changes that give a new problem at their line and column.

    While a change keeps the folder from being read at all, those that were found are taken back, and the rest is
    looked at again.
    """
    left, caught = set(changes), set()
    while left:
        write_changed(seeds.folder / label, folder, left)
        problems, is_read = seeds.problems(label, folder)
        places = {problem.location for problem in set(problems) - seeds.before[label]}
        found = {change for change in left if change.where in places}
        caught |= found
        if is_read or not found:
            break
        left -= found
    return caught


def write_changed(original: Path, folder: Path, changes: Iterable[Change]) -> None:
    """A copy of a folder of records with the changes made."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original, folder)
    by_place = sorted(changes, key=lambda change: change.where, reverse=True)
    for file in {change.file for change in by_place}:
        path = folder / f"{file}.yaml"
        lines = path.read_text(encoding="utf-8").split("\n")
        for change in by_place:
            if change.file == file and (column := _column(lines, change)) is not None:
                line = lines[change.where.line - 1]
                lines[change.where.line - 1] = line[:column] + change.new + line[column + len(change.old) :]
        path.write_text("\n".join(lines), encoding="utf-8")


def _column(lines: list[str], change: Change) -> int | None:
    """Where in its line the old text begins, a quotation mark skipped; None for a value on several lines."""
    line, column = lines[change.where.line - 1], change.where.column - 1
    column += line[column : column + 1] in ('"', "'")
    return column if line.startswith(change.old, column) else None


@dataclass(frozen=True)
class _Walk:
    seeds: Seeds
    label: str
    name: str
    file: YamlFile

    def changes(self, schema: Mapping[str, Any], tree: Any, pointer: Pointer) -> Iterator[Change]:
        if isinstance(tree, dict):
            for key, value in tree.items():
                where = self.file.at_key((*pointer, key))
                yield Change(
                    self.name, self._field((*pointer, key)), "key renamed", where, key, _misspelt(key), len(pointer)
                )
                yield from self.changes(schema["properties"][key], value, (*pointer, key))
        elif isinstance(tree, list):
            for position, value in enumerate(tree):
                yield from self.changes(schema["items"], value, (*pointer, position))
        else:
            field, where = self._field(pointer), self.file.at(pointer)
            for kind, new in self._slips(schema, pointer, tree, where.line):
                if new != tree:
                    yield Change(self.name, field, kind, where, tree, new, len(pointer))

    def _slips(self, schema: Mapping[str, Any], pointer: Pointer, old: str, line: int) -> Iterator[tuple[str, str]]:
        key = next(str(part) for part in reversed(pointer) if isinstance(part, str))
        if "enum" in schema:
            yield "word unknown", old + "s"
            yield "word another", _next(schema["enum"], old, 1 + line % (len(schema["enum"]) - 1 or 1))
        elif schema.get("type") == "boolean":
            yield "word another", "false" if old == "true" else "true"
        elif schema.get("type") in {"integer", "number"} or schema.get("format") == "date":
            yield "digit", _with_other_digit(old, line, year_only=schema.get("format") == "date")
        elif (existing := self._existing(key, pointer, old)) is not None:
            yield "id unknown", old + "x"
            if len(existing) > 1 and old in existing:
                yield "id another", _next(existing, old, 1 + line % (len(existing) - 1))
        else:
            yield "character", _with_other_character(old, line)
            if key == "quote" and len(old) > 2:
                middle = 1 + line % (len(old) - 2)
                yield "character dropped", old[:middle] + old[middle + 1 :]

    def _existing(self, key: str, pointer: Pointer, old: str) -> list[str] | None:
        """The ids that could stand here, or None where no reference stands."""
        if self._field(pointer) in OWN_IDS:
            return None
        kind = KINDS_OF_ID.get(key, key)
        document = self.label.removeprefix("plans/")
        if kind == "cluster_id" and "/" in old:
            other = old.split("/")[0]
            return [f"{other}/{each}" for each in self.seeds.ids[f"{other} cluster_id"]]
        return self.seeds.ids.get(kind) or self.seeds.ids.get(f"{document} {kind}")

    def _field(self, pointer: Pointer) -> str:
        parts = [str(part) for part in pointer if isinstance(part, str)]
        first = "registry" if self.label == "registry" else "document" if len(parts) == 1 else ""
        return ".".join([first, *parts] if first else parts)


def _next(words: list[str], old: str, step: int) -> str:
    return words[(words.index(old) + step) % len(words)]


def _with_other_digit(old: str, line: int, *, year_only: bool) -> str:
    digits = [3] if year_only else [at for at, character in enumerate(old) if character.isdecimal()]
    at = digits[line % len(digits)]
    other = "8" if old[at] == "9" else str(int(old[at]) + 1)
    return old[:at] + other + old[at + 1 :]


def _with_other_character(old: str, line: int) -> str:
    places = [at for at, character in enumerate(old) if character.isalnum()] or [0]
    at = places[line % len(places)]
    if old[at].isdecimal():
        other = "8" if old[at] == "9" else chr(ord(old[at]) + 1)
    elif old[at].isascii():
        other = "x" if old[at] != "x" else "y"
    else:
        other = OTHER_CHARACTER if old[at] != OTHER_CHARACTER else "其"
    return old[:at] + other + old[at + 1 :]


def _misspelt(key: str) -> str:
    return key[:-1] + ("x" if key[-1] != "x" else "z")

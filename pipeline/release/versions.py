"""Which step of the version a difference asks for, and whether a declared version takes it.

major: what a program may rely on is gone (a table, a field, an allowed value or an id removed; a key, a type, a unit
changed). minor: rows or fields added, values changed. patch: wording alone (titles, descriptions, notes, English names,
definitions), or files whose tables say the same. While the major number is 0, a major step raises the minor one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from pipeline.problems import Location, Problem, excerpt
from pipeline.release.difference import Difference, TableDifference
from pipeline.releases import RowChange, SchemaChange, version_key

Step = Literal["none", "patch", "minor", "major"]

STEPS: tuple[Step, ...] = ("none", "patch", "minor", "major")
BREAKING = ("key", "type", "unit", "delimiter", "trueValues", "falseValues")
RESTRICTING = ("required", "pattern", "minimum", "maximum", "minLength", "maxLength", "order")
EXISTENCE = ("table", "field", "enum")
# Ids of these tables count what stands in a text or pair other ids; they are derived anew and promised to nobody.
DERIVED = ("numerals", "target_matches")
WORDING = ("note", "definition", "source")
ENGLISH = "_en"  # ends the name of a translated field
TOMBSTONES = "seeds/registry/tombstones.yaml"
PROJECT = "pyproject.toml"


def find_step(difference: Difference) -> Step:
    """The step that the greatest change of all asks for."""
    steps = {_schema_step(change) for change in difference.schemas}
    for table in difference.tables:
        steps |= set(_table_steps(table))
    return max(steps, key=STEPS.index, default="none")


def next_version(old: str, step: Step) -> str:
    """The lowest version that takes the step."""
    major, minor, patch = version_key(old)
    if step == "none":
        return old
    if step == "patch":
        return f"{major}.{minor}.{patch + 1}"
    return f"{major + 1}.0.0" if step == "major" and major else f"{major}.{minor + 1}.0"


def version_problems(old: str, new: str, step: Step) -> Iterator[Problem]:
    """A declared version takes at least the step that its changes ask for."""
    wanted = next_version(old, step)
    if version_key(new) < version_key(wanted):
        zh = f"与 {old} 相比的改动至少是 {step}；请把版本 {excerpt(new)} 提高到 {wanted}"
        en = f"the changes since {old} are {step}; raise the version from {excerpt(new)} to {wanted}"
        yield Problem(Location(PROJECT), "version-step", zh, en)


def tombstone_problems(difference: Difference, tombstones: Collection[str]) -> Iterator[Problem]:
    """A removed id has a tombstone, or a longer id's beginning has one: a document's stands for all in it."""
    for table in difference.tables:
        for row in table.rows("removed") if table.table not in DERIVED else ():
            removed = row.key[0]
            parts = removed.split("/")
            if not any("/".join(parts[:length]) in tombstones for length in range(1, len(parts) + 1)):
                zh = f"已删除 {table.table} 的 {excerpt(removed)}，但没有说明；请在此登记原因"
                en = f"{excerpt(removed)} of {table.table} was removed without a word; give the reason here"
                yield Problem(Location(TOMBSTONES), "tombstone-missing", zh, en)


def _schema_step(change: SchemaChange) -> Step:
    if change.aspect in EXISTENCE:
        return "major" if change.kind == "removed" else "minor"
    if change.aspect in BREAKING:
        return "major"
    return "minor" if change.aspect in RESTRICTING else "patch"


def _table_steps(table: TableDifference) -> Iterator[Step]:
    if table.removed:
        yield "minor" if table.table in DERIVED else "major"
    if table.added:
        yield "minor"
    yield from (_row_step(row) for row in table.changed)


def _row_step(row: RowChange) -> Step:
    wording = all(change.field in WORDING or change.field.endswith(ENGLISH) for change in row.fields)
    return "patch" if wording else "minor"

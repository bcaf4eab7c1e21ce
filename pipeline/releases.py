"""The releases made so far, as `plans release` wrote them: seeds/releases/<version>/{MANIFEST.json, changes.json}.

In: the folder of seeds. Out: one `Release` each, oldest first. MANIFEST.json says what was published, byte for byte;
changes.json says in brief how it differs from the release before. Both are written once and never edited.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["removed", "changed", "added"]

KINDS: tuple[Kind, ...] = ("removed", "changed", "added")  # what is lost comes first, everywhere
FORMAT = 1
RELEASES = "releases"
MANIFEST = "MANIFEST.json"
CHANGES = "changes.json"
VERSION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")  # 0.1.0


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, before and after, as written in the CSV files."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One row by its key, with the words it stands on (its quote, name or heading); `fields` only where it changed."""

    key: tuple[str, ...]
    document_id: str
    label: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class TableChanges:
    """One table: how many rows it has now, how many were removed, changed and added, and the first of each.

    `moved` counts rows of which only the offsets changed; they are not among the changed.
    """

    table: str
    rows: int
    removed: int
    changed: int
    added: int
    moved: int
    samples: Mapping[Kind, tuple[RowChange, ...]]


@dataclass(frozen=True)
class SchemaChange:
    """One aspect (`field`, `type`, `enum`, `key`, `title`…) of a table or of one of its fields, before and after."""

    kind: Kind
    table: str
    field: str
    aspect: str
    old: str
    new: str


@dataclass(frozen=True)
class Release:
    """One release; `date` is ISO, `step` is major, minor, patch or first, `parent` the version before or "",
    and `identity` the hash of its packages and inputs."""

    version: str
    date: str
    identity: str
    parent: str
    step: str
    schemas: tuple[SchemaChange, ...]
    tables: tuple[TableChanges, ...]


def read_releases(seeds: Path) -> tuple[Release, ...]:
    """All releases, oldest first; raises ValueError where a folder is not what `plans release` wrote."""
    folder = seeds / RELEASES
    folders = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return tuple(_read_release(path) for path in sorted(folders, key=lambda path: version_key(path.name)))


def version_key(version: str) -> tuple[int, int, int]:
    """The version as numbers, so that 0.10.0 follows 0.9.0; raises ValueError where it is none."""
    found = VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"not a version of three numbers: {version!r}")
    major, minor, patch = (int(part) for part in found.groups())
    return major, minor, patch


def changes_text(release: Release) -> str:
    """The text of changes.json."""
    written = {"format": FORMAT, **asdict(release)}
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _read_release(folder: Path) -> Release:
    try:
        written = json.loads((folder / CHANGES).read_text(encoding="utf-8"))
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        release = _release(written)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{folder.name}: {CHANGES} or {MANIFEST} is not as written: {error!r}") from error
    if not (folder.name == release.version == manifest["version"] and release.identity == manifest["identity"]):
        raise ValueError(f"{folder.name}: {CHANGES} and {MANIFEST} are of different releases")
    return release


def _release(written: dict[str, Any]) -> Release:
    values = {name: written[name] for name in ("version", "date", "identity", "parent", "step")}
    schemas = tuple(SchemaChange(**each) for each in written["schemas"])
    return Release(**values, schemas=schemas, tables=tuple(_table(each) for each in written["tables"]))


def _table(written: dict[str, Any]) -> TableChanges:
    samples = {kind: tuple(_row(each) for each in written["samples"][kind]) for kind in KINDS}
    return TableChanges(**{**written, "samples": samples})


def _row(written: dict[str, Any]) -> RowChange:
    fields: Sequence[dict[str, Any]] = written["fields"]
    return RowChange(
        key=tuple(written["key"]),
        document_id=written["document_id"],
        label=written["label"],
        fields=tuple(FieldChange(**each) for each in fields),
    )

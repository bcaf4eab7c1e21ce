"""MANIFEST.json: every file of a release with its size and SHA-256, everything it was made of, and one hash for all.

In: finished folders, the seeds and schemas, and the releases made so far. Out: a manifest in each package, and one for
all of `data/`. Of all files, `files` are those of the packages: text, the same bytes on every machine. `beside` are
other forms of the same rows, whose bytes depend on the libraries that pack them or the address they are published at.
So a manifest has two hashes: `hash` for all that it lists, and `identity` for the packages and inputs alone, by which a
release is known wherever it is built, in a folder and in the archive of everything. Nothing reads the clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.releases import MANIFEST, RELEASES, Release, version_key

FORMAT = 1
EVERYTHING = "plans"
INPUTS = (".json", ".txt", ".yaml")  # not what an editor or a file browser leaves behind


@dataclass(frozen=True, order=True)
class FileEntry:
    """One file by its path from the manifest's folder (of an input: from the project's root)."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Parent:
    """The release before, by its version and its identity."""

    version: str
    identity: str


@dataclass(frozen=True)
class Manifest:
    """What one MANIFEST.json says; `name` is that of a package, or plans for everything."""

    name: str
    version: str
    parent: Parent | None
    files: tuple[FileEntry, ...]
    inputs: tuple[FileEntry, ...]
    beside: tuple[FileEntry, ...] = ()

    @property
    def identity(self) -> str:
        """One hash for name, version, parent, files and inputs, in sorted lines."""
        return self._hash({"file": self.files, "input": self.inputs})

    @property
    def hash(self) -> str:
        """One hash for all: what the identity covers, and what lies beside."""
        return self._hash({"file": self.files, "input": self.inputs, "beside": self.beside})

    def _hash(self, lists: Mapping[str, tuple[FileEntry, ...]]) -> str:
        parent = (self.parent.version, self.parent.identity) if self.parent else ("", "")
        lines = [f"{self.name} {self.version}", " ".join(parent)]
        for kind, entries in lists.items():
            lines += [f"{kind} {entry.sha256} {entry.size} {entry.path}" for entry in sorted(entries)]
        return "sha256:" + hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


@dataclass(frozen=True)
class Origin:
    """What all manifests of one build share: version, the release before, and everything people wrote."""

    version: str
    parent: Parent | None
    inputs: tuple[FileEntry, ...]


def read_origin(seeds: Path, schemas: Path, version: str, releases: Sequence[Release]) -> Origin:
    """The origin of a build; its parent is the newest release older than `version`."""
    before = [each for each in releases if version_key(each.version) < version_key(version)]
    parent = Parent(before[-1].version, before[-1].identity) if before else None
    return Origin(version, parent, tuple(sorted((*_inputs(seeds, "seeds"), *_inputs(schemas, "schemas")))))


def write_manifests(data: Path, packages: Sequence[str], origin: Origin, apart: Sequence[str] = ()) -> None:
    """A manifest in each package, then the one of everything but the folders in `apart`, as its archive holds it."""
    for name in packages:
        _write(data / name, Manifest(name, origin.version, origin.parent, list_files(data / name), origin.inputs))
    whole = [entry for entry in list_files(data) if entry.path.partition("/")[0] not in apart]
    files = tuple(entry for entry in whole if entry.path.partition("/")[0] in packages)
    beside = tuple(entry for entry in whole if entry not in files)
    _write(data, Manifest(EVERYTHING, origin.version, origin.parent, files, origin.inputs, beside))


def list_beside(data: Path) -> None:
    """Adds what was written since, archives and subsets, to the manifest of everything."""
    manifest = parse_manifest((data / MANIFEST).read_text(encoding="utf-8"))
    files = set(manifest.files)
    _write(data, replace(manifest, beside=tuple(entry for entry in list_files(data) if entry not in files)))


def manifest_text(manifest: Manifest) -> str:
    """The text of a MANIFEST.json."""
    entries = {name: [asdict(each) for each in getattr(manifest, name)] for name in ("files", "inputs", "beside")}
    written = {
        "format": FORMAT,
        "name": manifest.name,
        "version": manifest.version,
        "parent": asdict(manifest.parent) if manifest.parent else None,
        "identity": manifest.identity,
        "hash": manifest.hash,
        **entries,
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def parse_manifest(text: str) -> Manifest:
    """The manifest of a text that `manifest_text` wrote; raises ValueError where it is none."""
    try:
        return _parsed(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a manifest: {error!r}") from error


def list_files(folder: Path) -> tuple[FileEntry, ...]:
    """Every file below a folder but its own manifest, sorted by path."""
    entries = (_entry(path, path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(entry for entry in entries if entry.path != MANIFEST))


def _parsed(written: dict[str, Any]) -> Manifest:
    if written["format"] != FORMAT:
        raise ValueError(f"format {written['format']!r}, not {FORMAT}")
    entries = {name: tuple(_checked(each) for each in written[name]) for name in ("files", "inputs", "beside")}
    parent = Parent(**written["parent"]) if written["parent"] else None
    manifest = Manifest(str(written["name"]), str(written["version"]), parent, **entries)
    if (written["identity"], written["hash"]) != (manifest.identity, manifest.hash):
        raise WrongHash(f"its lines make {manifest.identity} and {manifest.hash}")
    return manifest


class WrongHash(ValueError):
    """A manifest whose hashes are not those of its lines."""


def _checked(written: dict[str, Any]) -> FileEntry:
    entry = FileEntry(**written)
    if not (isinstance(entry.path, str) and isinstance(entry.size, int) and isinstance(entry.sha256, str)):
        raise TypeError(f"an entry has a wrong type: {entry}")
    return entry


def _inputs(folder: Path, label: str) -> Iterator[FileEntry]:
    """Every record, source and schema, except what earlier releases left there."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.is_file() and path.suffix in INPUTS and name.parts[0] != RELEASES:
            yield _entry(path, f"{label}/{name.as_posix()}")


def _entry(path: Path, name: str) -> FileEntry:
    content = path.read_bytes()
    return FileEntry(name, len(content), hashlib.sha256(content).hexdigest())


def _write(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8", newline="\n")

"""MANIFEST.json: every file of a release with its size and SHA-256, everything it was made of, and one hash for all.

In: finished folders, the seeds and schemas, and the releases made so far. Out: a manifest in each package, and one for
all of `data/`. The same manifest stands in the archive of everything, which cannot list itself: archives, and the
subsets that it leaves out, are listed as `beside` afterwards and are no part of the one hash. Nothing reads the clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.releases import MANIFEST, RELEASES, Release, version_key

FORMAT = 1
EVERYTHING = "plans"
ARCHIVE = ".zip"
INPUTS = (".json", ".txt", ".yaml")  # not what an editor or a file browser leaves behind


@dataclass(frozen=True, order=True)
class FileEntry:
    """One file by its path from the manifest's folder (of an input: from the project's root)."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Parent:
    """The release before, by its version and its one hash."""

    version: str
    hash: str


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
    def hash(self) -> str:
        """One hash for all: name, version, parent, files and inputs, in sorted lines; not what lies beside."""
        parent = (self.parent.version, self.parent.hash) if self.parent else ("", "")
        lines = [f"{self.name} {self.version}", " ".join(parent)]
        for kind, entries in (("file", self.files), ("input", self.inputs)):
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
    parent = Parent(before[-1].version, before[-1].hash) if before else None
    return Origin(version, parent, tuple(sorted((*_inputs(seeds, "seeds"), *_inputs(schemas, "schemas")))))


def write_manifests(data: Path, packages: Iterable[str], origin: Origin, apart: Sequence[str] = ()) -> None:
    """A manifest in each package, then the one of everything; folders named in `apart` lie beside."""
    for name in packages:
        _write(data / name, _manifest(name, origin, list_files(data / name)))
    _write(data, _manifest(EVERYTHING, origin, [each for each in list_files(data) if not _beside(each, apart)]))


def list_beside(data: Path, apart: Sequence[str] = ()) -> None:
    """Adds archives and subsets, once they are written, to the manifest of everything."""
    manifest = parse_manifest((data / MANIFEST).read_text(encoding="utf-8"))
    beside = tuple(each for each in list_files(data) if _beside(each, apart))
    _write(data, replace(manifest, beside=beside))


def manifest_text(manifest: Manifest) -> str:
    """The text of a MANIFEST.json."""
    entries = {name: [asdict(each) for each in getattr(manifest, name)] for name in ("files", "inputs", "beside")}
    written = {
        "format": FORMAT,
        "name": manifest.name,
        "version": manifest.version,
        "parent": asdict(manifest.parent) if manifest.parent else None,
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


def list_files(folder: Path) -> list[FileEntry]:
    """Every file below a folder but its own manifest, sorted by path."""
    entries = (_entry(path, path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())
    return sorted(entry for entry in entries if entry.path != MANIFEST)


def _parsed(written: dict[str, Any]) -> Manifest:
    if written["format"] != FORMAT:
        raise ValueError(f"format {written['format']!r}, not {FORMAT}")
    entries = {name: tuple(_checked(each) for each in written[name]) for name in ("files", "inputs", "beside")}
    parent = Parent(**written["parent"]) if written["parent"] else None
    manifest = Manifest(str(written["name"]), str(written["version"]), parent, **entries)
    if written["hash"] != manifest.hash:
        raise WrongHash(f"the hash for all is {manifest.hash}, not {written['hash']}")
    return manifest


class WrongHash(ValueError):
    """A manifest whose one hash is not that of its lines."""


def _checked(written: dict[str, Any]) -> FileEntry:
    entry = FileEntry(**written)
    if not (isinstance(entry.path, str) and isinstance(entry.size, int) and isinstance(entry.sha256, str)):
        raise TypeError(f"an entry has a wrong type: {entry}")
    return entry


def _manifest(name: str, origin: Origin, files: Sequence[FileEntry]) -> Manifest:
    return Manifest(name, origin.version, origin.parent, tuple(files), origin.inputs)


def _beside(entry: FileEntry, apart: Sequence[str]) -> bool:
    return entry.path.endswith(ARCHIVE) or entry.path.partition("/")[0] in apart


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

"""Released versions, put back where they were published: each from the archive of everything that was released.

In: a folder of archives, `v<version>.zip`, and the manifests committed with each release. Out: `v<version>/` below the
site's data, the packages exactly as they were released, or problems. Where the present build is of a released version
and differs from it, the release stands at its address, and the build only where the latest data are.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.problems import Problem
from pipeline.release.copies import Copy, Refused, open_copy
from pipeline.release.integrity import Known, file_changed, file_extra, file_missing, read_manifest, release_known
from pipeline.release.manifest import EVERYTHING, FileEntry, Manifest, manifest_text, parse_manifest
from pipeline.releases import MANIFEST


def place_releases(archives: Path, known: Known, data: Path) -> list[Problem]:
    """Places every release that is not there yet; the problems of archives that are not what was released."""
    problems: list[Problem] = []
    for version, released in sorted(known.manifests.items()):
        place, archive = data / f"v{version}", archives / f"v{version}.zip"
        if _identity(place) == released.identity:
            continue
        try:
            with open_copy(archive) as copy:
                found = list(_differences(copy, released, known))
                problems += found
                if not found:
                    shutil.rmtree(place, ignore_errors=True)
                    _place(copy, archive.read_bytes(), place)
        except Refused as refused:
            problems += refused.problems
    return sorted(problems)


def _identity(place: Path) -> str:
    """The identity of the release that stands here, "" where none does."""
    path = place / MANIFEST
    return parse_manifest(path.read_text(encoding="utf-8")).identity if path.is_file() else ""


def _differences(copy: Copy, released: Manifest, known: Known) -> Iterator[Problem]:
    manifest = read_manifest(copy)
    if manifest.version != released.version:
        zh, en = f"不是 {released.version} 版", f"is not release {released.version}"
        yield Problem(copy.at(MANIFEST), "release-known", zh, en)
    yield from release_known(copy, manifest, known)
    for check in (file_missing, file_extra, file_changed):
        yield from check(copy, manifest)


def _place(copy: Copy, archive: bytes, place: Path) -> None:
    """The files of the archive and the archive itself, listed beside them."""
    manifest, name = read_manifest(copy), f"{EVERYTHING}.zip"
    for path in copy.sizes:
        _write(place / path, copy.read(path))
    _write(place / name, archive)
    entry = FileEntry(name, len(archive), hashlib.sha256(archive).hexdigest())
    listed = replace(manifest, beside=tuple(sorted((*manifest.beside, entry))))
    _write(place / MANIFEST, manifest_text(listed).encode("utf-8"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

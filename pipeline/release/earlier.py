"""Earlier releases, put back beside the present one: each from the archive that was published with it.

In: a folder of archives, `v<version>/plans.zip` and whatever was published beside it, and the manifests committed with
each release. Out: `v<version>/` below the site's data, exactly as it was released, or problems.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.problems import Problem
from pipeline.release.copies import Copy, Refused, open_copy
from pipeline.release.integrity import Known, file_changed, file_extra, file_missing, read_manifest, release_known
from pipeline.release.manifest import EVERYTHING, FileEntry, Manifest, manifest_text
from pipeline.releases import MANIFEST


def place_releases(archives: Path, known: Known, version: str, data: Path) -> list[Problem]:
    """Places every known release but the present version; the problems of those that are not what was released."""
    problems: list[Problem] = []
    for earlier, released in sorted(known.manifests.items()):
        if earlier == version:
            continue
        folder = archives / f"v{earlier}"
        try:
            with open_copy(folder / f"{EVERYTHING}.zip") as copy:
                found = list(_differences(copy, released, known))
                problems += found
                if not found:
                    _place(copy, _beside(folder, released), folder, data / f"v{earlier}")
        except Refused as refused:
            problems += refused.problems
    return sorted(problems)


def _differences(copy: Copy, released: Manifest, known: Known) -> Iterator[Problem]:
    manifest = read_manifest(copy)
    if manifest.version != released.version:
        zh, en = f"不是 {released.version} 版", f"is not release {released.version}"
        yield Problem(copy.at(MANIFEST), "release-known", zh, en)
    yield from release_known(copy, manifest, known)
    for check in (file_missing, file_extra, file_changed):
        yield from check(copy, manifest)


def _beside(folder: Path, released: Manifest) -> tuple[FileEntry, ...]:
    """The other archives of the release that are here and are what was released."""
    here = ((entry, folder / entry.path) for entry in released.beside)
    return tuple(entry for entry, path in here if path.is_file() and _sha256(path) == entry.sha256)


def _place(copy: Copy, beside: tuple[FileEntry, ...], folder: Path, out: Path) -> None:
    for path in copy.sizes:
        _write(out / path, copy.read(path))
    for entry in beside:
        _write(out / entry.path, (folder / entry.path).read_bytes())
    manifest = replace(read_manifest(copy), beside=beside)
    _write(out / MANIFEST, manifest_text(manifest).encode("utf-8"))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

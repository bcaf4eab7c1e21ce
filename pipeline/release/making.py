"""A build becomes a release: what `plans release` writes into the seeds, and what keeps it from writing.

In: the finished data, the difference to the release before, the releases made so far. Out: seeds/releases/<version>/
with the manifest, byte for byte, and the changes in brief; or problems and no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.problems import Location, Problem
from pipeline.release.difference import Difference, brief
from pipeline.release.manifest import Manifest, Origin, manifest_text
from pipeline.release.versions import Step
from pipeline.releases import CHANGES, MANIFEST, RELEASES, Release, changes_text

FIRST = "first"


def build_release(difference: Difference, manifest: Manifest, date: str, step: Step) -> Release:
    """The release that a manifest describes; of a first one the schemas are no change."""
    first = manifest.parent is None
    return Release(
        version=manifest.version,
        date=date,
        identity=manifest.identity,
        parent=manifest.parent.version if manifest.parent else "",
        step=FIRST if first else step,
        schemas=() if first else difference.schemas,
        tables=tuple(brief(table) for table in difference.tables),
    )


def release_problems(manifest: Manifest, origin: Origin, released: Manifest | None) -> Iterator[Problem]:
    """A release is made of what stands in the seeds now, with all its archives, and once only."""
    where = Location(f"dist/data/{MANIFEST}")
    if (manifest.version, manifest.inputs) != (origin.version, origin.inputs):
        zh = "dist/ 与现在的版本、记录或结构不符；请先运行 plans build"
        en = "dist/ is not of this version, these records and schemas; run plans build first"
        yield Problem(where, "build-current", zh, en)
    if not manifest.beside:
        zh, en = (
            "没有归档文件；请不带 --no-site 运行 plans build",
            "there are no archives; run plans build, without --no-site",
        )
        yield Problem(where, "build-whole", zh, en)
    if released and released.identity != manifest.identity:
        zh = f"{manifest.version} 已经发布，内容不同；请在 pyproject.toml 中提高版本"
        en = f"{manifest.version} was released with other content; raise the version in pyproject.toml"
        yield Problem(where, "release-changed", zh, en)


def write_release(seeds: Path, release: Release, manifest: Manifest) -> Path:
    """Writes the two files of a release, and says where."""
    folder = seeds / RELEASES / release.version
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8", newline="\n")
    (folder / CHANGES).write_text(changes_text(release), encoding="utf-8", newline="\n")
    return folder

"""Whether the files of a copy are those of its manifest, all of one release, and of the release it says it is.

In: a copy, its manifest, and the releases that are known. Out: problems. Each check is a generator whose docstring is
the rule; its name is the rule's id.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.problems import Problem, excerpt
from pipeline.release.copies import Copy, Refused
from pipeline.release.dataset import LARGEST_JSON, Package
from pipeline.release.manifest import EVERYTHING, FileEntry, Manifest, WrongHash, parse_manifest
from pipeline.releases import MANIFEST

NAMED_VERSION = re.compile(r"(?<![0-9.])v?([0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6})(?!\.?[0-9])")  # plans-0.1.0.zip, v0.1.0


@dataclass(frozen=True)
class Known:
    """The manifests of releases that somebody vouches for, by version."""

    manifests: Mapping[str, Manifest] = field(default_factory=dict)


def read_manifest(copy: Copy) -> Manifest:
    """The manifest of a copy; raises Refused where there is none, or its hashes are not those of its lines."""
    if MANIFEST not in copy.sizes or copy.sizes[MANIFEST] > LARGEST_JSON:
        zh, en = "缺少清单，不是本项目发布的数据", "there is no manifest; this is not a release of this project"
        raise Refused(Problem(copy.at(MANIFEST), "manifest-readable", zh, en))
    try:
        return parse_manifest(copy.text(MANIFEST))
    except WrongHash as error:
        zh = f"清单中的哈希与各行不符：{excerpt(error, 200)}"
        en = f"the hashes of the manifest are not those of its lines: {excerpt(error, 200)}"
        raise Refused(Problem(copy.at(MANIFEST), "manifest-hash", zh, en)) from error
    except ValueError as error:
        zh, en = f"清单无法读取：{excerpt(error)}", f"the manifest cannot be read: {excerpt(error)}"
        raise Refused(Problem(copy.at(MANIFEST), "manifest-readable", zh, en)) from error


def file_missing(copy: Copy, manifest: Manifest) -> Iterator[Problem]:
    """Every file of the manifest is there."""
    for entry in _listed(manifest):
        if entry.path not in copy.sizes:
            zh, en = "清单中有此文件，这里没有", "the manifest lists this file and it is not here"
            yield Problem(copy.at(entry.path), "file-missing", zh, en)


def file_extra(copy: Copy, manifest: Manifest) -> Iterator[Problem]:
    """Every file that is there is in the manifest."""
    listed = {entry.path for entry in _listed(manifest)} | {MANIFEST}
    for path in sorted(copy.sizes.keys() - listed):
        zh, en = "清单中没有此文件", "the manifest does not list this file"
        yield Problem(copy.at(path), "file-extra", zh, en)


def file_changed(copy: Copy, manifest: Manifest) -> Iterator[Problem]:
    """Every file has the size and the SHA-256 of the manifest."""
    for entry in _listed(manifest):
        if entry.path not in copy.sizes:
            continue
        try:
            content = copy.read(entry.path)
        except Refused as refused:
            yield from refused.problems
            continue
        found = hashlib.sha256(content).hexdigest()
        if (len(content), found) != (entry.size, entry.sha256):
            listed, here = f"{entry.size} {excerpt(entry.sha256[:16])}…", f"{len(content)} {found[:16]}…"
            zh = f"内容与清单不符（字节数与哈希）：应为 {listed}，实为 {here}"
            en = f"not the bytes that the manifest lists (size and hash): {listed}, but here {here}"
            yield Problem(copy.at(entry.path), "file-changed", zh, en)


def version_equal(copy: Copy, manifest: Manifest, packages: Sequence[Package]) -> Iterator[Problem]:
    """Manifest, descriptors, inner manifests and the name of the copy speak of one version and one release before."""
    for named in NAMED_VERSION.findall(copy.label.rpartition("/")[2]):
        if named != manifest.version:
            yield _other_version(copy, MANIFEST, manifest.version, named)
    for package in packages:
        stated = str(package.descriptor.get("version"))
        if stated != manifest.version:
            yield _other_version(package.copy, "datapackage.json", stated, manifest.version)
        if package.copy is copy:
            continue
        inner = read_manifest(package.copy)
        if (inner.version, inner.parent, inner.inputs) != (manifest.version, manifest.parent, manifest.inputs):
            yield _other_version(package.copy, MANIFEST, inner.version, manifest.version)


def release_known(copy: Copy, manifest: Manifest, known: Known) -> Iterator[Problem]:
    """A version that was released holds what was released, and its parent is the release that was made."""
    released = known.manifests.get(manifest.version)
    if released and manifest.name == EVERYTHING and released.identity != manifest.identity:
        yield _not_released(copy, manifest.version, released.identity, manifest.identity)
    if released and manifest.name != EVERYTHING:
        inner = next((entry for entry in released.files if entry.path == f"{manifest.name}/{MANIFEST}"), None)
        found = hashlib.sha256(copy.read(MANIFEST)).hexdigest()
        if inner is None or inner.sha256 != found:
            yield _not_released(copy, manifest.version, inner.sha256 if inner else "", found)
    if manifest.parent and known.manifests:
        before = known.manifests.get(manifest.parent.version)
        if before is None or before.identity != manifest.parent.identity:
            shown = excerpt(manifest.parent.version)
            zh = f"所说的上一版 {shown} 不是已发布的那一版"
            en = f"the release before that it names, {shown}, is not the one that was made"
            yield Problem(copy.at(MANIFEST), "parent-known", zh, en)


def _listed(manifest: Manifest) -> tuple[FileEntry, ...]:
    return tuple(sorted((*manifest.files, *manifest.beside)))


def _other_version(copy: Copy, path: str, found: str, wanted: str) -> Problem:
    zh = f"版本 {excerpt(found)} 与 {excerpt(wanted)} 混在一起，或清单来自另一次发布"
    en = f"version {excerpt(found)} beside {excerpt(wanted)}, or a manifest of another release"
    return Problem(copy.at(path), "version-equal", zh, en)


def _not_released(copy: Copy, version: str, released: str, found: str) -> Problem:
    zh = f"版本 {excerpt(version)} 发布时是 {excerpt(released)}，这里是 {excerpt(found)}"
    en = f"version {excerpt(version)} was released as {excerpt(released)}, this is {excerpt(found)}"
    return Problem(copy.at(MANIFEST), "release-known", zh, en)

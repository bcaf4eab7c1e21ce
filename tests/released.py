"""Releases of the tiny workspace for tests: built once, copied, edited, and sealed anew as a forger would."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

from pipeline.build import DATA_STAGES, Workspace, build
from pipeline.release.manifest import Manifest, Origin, Parent, parse_manifest, write_manifests

PACKAGES = ("agencies", "clusters", "spatial-layout", "targets")


def build_data(workspace: Workspace) -> Path:
    """The folder of everything that a build without a website makes."""
    assert build(workspace, DATA_STAGES, lambda stage: None) == []
    return workspace.root / "dist" / "data"


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the first place of some text that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def edit_table(data: Path, table: str, old: str, new: str) -> None:
    """The same edit of one table in every package that carries it."""
    paths = sorted(data.glob(f"*/{table}.csv"))
    assert paths
    for path in paths:
        edit(path, old, new)


def edit_schema(data: Path, table: str, change) -> None:
    """Changes the schema of a table in every package that carries it; `change` edits the resource."""
    for path in sorted(data.glob("*/datapackage.json")):
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            if resource["name"] == table:
                change(resource)
        path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def seal(data: Path, version: str = "", parent: Parent | None = None) -> Manifest:
    """Writes descriptors' sums and all manifests anew, so that only what is said, not how it is sealed, is wrong."""
    old = parse_manifest((data / "MANIFEST.json").read_text(encoding="utf-8"))
    for path in sorted(data.glob("*/datapackage.json")):
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        descriptor["version"] = version or descriptor["version"]
        for resource in descriptor["resources"]:
            content = (path.parent / resource["path"]).read_bytes()
            rows = len(list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))) - 1
            digest = hashlib.sha256(content).hexdigest()
            resource.update(bytes=len(content), hash=f"sha256:{digest}", rows=rows)
        path.write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    write_manifests(data, PACKAGES, Origin(version or old.version, parent or old.parent, old.inputs))
    return parse_manifest((data / "MANIFEST.json").read_text(encoding="utf-8"))


def pack(folder: Path, archive: Path) -> Path:
    """The folder as a zip archive with one folder in it, as it is published."""
    with ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, f"plans/{path.relative_to(folder).as_posix()}")
    return archive

"""The data of an earlier state of the project: its own seeds and schemas, built with its own code.

In: a git revision, or `release` and `release:0.1.0` for the commit that made a release. Out: the folder of its data,
for as long as it is needed. Code and schemas change together, so that only the revision's own code is sure to read it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.problems import excerpt
from pipeline.releases import MANIFEST, RELEASES, read_releases

GIT, RELEASE = "git:", "release"
LONGEST_MESSAGE = 300
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}


class NoRevision(Exception):
    """There is no such revision or release, or its data cannot be built; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@contextmanager
def built_revision(root: Path, revision: str) -> Iterator[tuple[Path, str]]:
    """The data of a revision of the project at `root`, and the version it says it is."""
    commit = _commit(root, revision)
    packed = _run(["git", "archive", "--format=tar", commit], root)
    with tempfile.TemporaryDirectory(prefix="plans-revision-") as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")  # refuses links and names that lead out
        _run([sys.executable, "-m", "pipeline", "build", "--no-site", "--root", folder], Path(folder))
        project = tomllib.loads((Path(folder) / "pyproject.toml").read_text(encoding="utf-8"))
        yield Path(folder) / "dist" / "data", str(project["project"]["version"])


def newest_release(seeds: Path) -> str:
    """The version of the newest release, "" where none was made."""
    releases = read_releases(seeds)
    return releases[-1].version if releases else ""


def _commit(root: Path, revision: str) -> str:
    kind, _, version = revision.partition(":")
    if kind == RELEASE:
        return _release_commit(root, version or newest_release(root / "seeds"))
    name = revision.removeprefix(GIT)
    return _run(["git", "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}"], root).decode().strip()


def _release_commit(root: Path, version: str) -> str:
    """The commit that wrote a release into the seeds: the state it was made of."""
    if version not in {release.version for release in read_releases(root / "seeds")}:
        raise NoRevision(f"没有发布过 {excerpt(version)}", f"there is no release {excerpt(version)}")
    path = f"seeds/{RELEASES}/{version}/{MANIFEST}"
    found = _run(["git", "log", "-1", "--diff-filter=A", "--format=%H", "--", path], root).decode().strip()
    if not found:
        zh, en = f"{path} 尚未提交，或历史不全", f"{path} is not committed, or the history is cut short"
        raise NoRevision(zh, en)
    return found


def _run(command: list[str], folder: Path) -> bytes:
    try:
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise NoRevision(f"没有安装 {command[0]}", f"{command[0]} is not installed") from error
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()[:3]
        shown = excerpt(" · ".join(said), LONGEST_MESSAGE)
        raise NoRevision(f"{command[0]} 未成功：{shown}", f"{Path(command[0]).name} failed: {shown}")
    return done.stdout

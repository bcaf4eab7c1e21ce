"""The tiny workspace of the tests: an invented city with three documents."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.build import Workspace

REPOSITORY = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny"
SHARED_FOLDERS = ("schemas", "site", "mkdocs.yml")
OWN = ("seeds", *SHARED_FOLDERS)


def copy_tiny(root: Path) -> Workspace:
    """A workspace of its own: the tiny seeds, copied, with the repository's schemas and site sources."""
    shutil.copytree(TINY / "seeds", root / "seeds")
    for name in SHARED_FOLDERS:
        if (REPOSITORY / name).exists():
            (root / name).symlink_to(REPOSITORY / name)
    return Workspace(root, "0.0.1")


def link_own(root: Path) -> Workspace:
    """A workspace of its own with the repository's own documents."""
    for name in OWN:
        (root / name).symlink_to(REPOSITORY / name)
    return Workspace(root, "0.0.1")

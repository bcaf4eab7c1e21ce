"""The files of one plan folder or of the registry as bytes: what a document is made of, wherever it is read.

In: a folder on this machine. Out: a value that can be sent to another process or machine, and hashed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LARGEST_SOURCE = 8 * 1024 * 1024  # bytes
RECORD_FILES = ("document", "clusters", "targets", "agencies", "layout")
PLAN_FILES = ("source.txt", *(f"{name}.yaml" for name in RECORD_FILES))


@dataclass(frozen=True)
class Folder:
    """The name of a folder, its known files, and the names of what does not belong there."""

    name: str
    files: dict[str, bytes]
    strays: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Hash of the name, all contents and all strays."""
        total = hashlib.sha256(repr((self.name, self.strays)).encode())
        for name, content in sorted(self.files.items()):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()


def read_folder(folder: Path, known: Iterable[str] = PLAN_FILES) -> Folder:
    """The known files of a folder, each read up to one byte past the largest size that is taken."""
    allowed = frozenset(known)
    files = {}
    strays = []
    for path in sorted(folder.iterdir()):
        if path.name not in allowed or path.is_symlink() or not path.is_file():
            strays.append(path.name)
            continue
        with path.open("rb") as file:
            files[path.name] = file.read(LARGEST_SOURCE + 1)
    return Folder(folder.name, files, tuple(strays))

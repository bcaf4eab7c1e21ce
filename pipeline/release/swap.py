"""One atomic step from the old output to the new: `dist` is a link to a folder named by its content.

In: a root folder and a function that fills an empty folder. Out: `dist` → `.dist/<content>`, or the old `dist`
untouched. A build writes into `.dist/building-<pid>`, renames that folder to the hash of its content and swaps the
link in one rename; killed at any moment, it leaves the previous `dist` whole and the next build removes the rest.
A lock held by the kernel (and so released by any death) keeps two builds apart.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.problems import Problem

LINK = "dist"
STORE = ".dist"
LOCK = "lock"
NAME_LENGTH = 16


class Unreleasable(Exception):
    """The machine is not ready for a build; says why in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def release(root: Path, fill: Callable[[Path], list[Problem]]) -> list[Problem]:
    """Fills a fresh folder and makes it `dist`; where `fill` finds problems, `dist` stays as it was.

    Raises Unreleasable where another build is running here or `dist` is not a link of ours.
    """
    with _locked(root / STORE):
        _refuse_foreign(root / LINK)
        _remove_leftovers(root)
        staging = root / STORE / f"building-{os.getpid()}"
        staging.mkdir()
        try:
            problems = fill(staging)
            if not problems:
                _swap(root, _named_by_content(staging))
        finally:
            _remove_leftovers(root)
        return problems


def content_hash(folder: Path) -> str:
    """Hash of all relative paths and bytes below a folder."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    store.mkdir(exist_ok=True)
    with (store / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            zh = f"这里正在进行另一次构建（{store.name}/{LOCK}）；请等它结束"
            en = f"another build is running here ({store.name}/{LOCK}); wait until it ends"
            raise Unreleasable(zh, en) from error
        yield


def _refuse_foreign(link: Path) -> None:
    if link.exists() and not link.is_symlink():
        zh = f"{link.name} 不是本程序所建的链接；请移走或改名后再构建"
        en = f"{link.name} is not the link that a build makes; move it away or rename it, then build again"
        raise Unreleasable(zh, en)


def _remove_leftovers(root: Path) -> None:
    """Removes what no link points to: older releases and what killed builds left."""
    for stray in root.glob(f"{LINK}.link-*"):
        stray.unlink()
    current = (root / LINK).resolve() if (root / LINK).is_symlink() else None
    for path in sorted((root / STORE).iterdir()):
        if path.is_dir() and path.resolve() != current:
            shutil.rmtree(path)


def _named_by_content(staging: Path) -> Path:
    """Renames the folder to its hash; a folder of that name is kept when it is whole, else passed over."""
    wanted = content_hash(staging)
    name, repeat = wanted[:NAME_LENGTH], 1
    while (named := staging.with_name(name)).exists():
        if content_hash(named) == wanted:
            return named
        repeat += 1
        name = f"{wanted[:NAME_LENGTH]}-{repeat}"
    return staging.rename(named)


def _swap(root: Path, folder: Path) -> None:
    link = root / f"{LINK}.link-{os.getpid()}"
    link.symlink_to(folder.relative_to(root), target_is_directory=True)
    os.replace(link, root / LINK)

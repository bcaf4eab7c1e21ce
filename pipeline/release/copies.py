"""A copy of a release as somebody has it: a folder or a zip archive, read file by file within limits.

In: a path on this machine, of files that nobody has checked. Out: the names and bytes of the files, or the problem
that keeps them from being read. A name that leads out of the copy, a link, an archive that unpacks to far more than it
holds: each is refused before anything is read, and nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipeline.problems import Location, Problem, excerpt
from pipeline.releases import MANIFEST

MIB = 1024 * 1024
ENCRYPTED = 0x1
LONGEST_NAME = 400


@dataclass(frozen=True)
class Limits:
    """How much is read of a copy; a release of a thousand documents stays well below."""

    files: int = 100_000
    file_bytes: int = 512 * MIB
    all_bytes: int = 2048 * MIB
    times_packed: int = 200  # the packed tables take a tenth to a twentieth of their size
    never_too_many: int = MIB  # a file this small may be packed as tightly as it will


LIMITS = Limits()


class Refused(Exception):
    """A copy, or a file of it, that is not read; holds the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Copy:
    """The files of a copy by their path from its root, with their sizes; `label` is what the person calls it."""

    label: str
    sizes: Mapping[str, int]
    reader: Callable[[str], bytes]

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises Refused where they cannot be read, KeyError where there is no such file."""
        size = self.sizes[path]
        try:
            content = self.reader(path)
        except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
            zh, en = f"无法读取：{excerpt(error)}", f"cannot be read: {excerpt(error)}"
            raise Refused(Problem(self.at(path), "file-readable", zh, en)) from error
        if len(content) != size:
            zh, en = f"应有 {size} 字节，读到的不是这么多", f"says it holds {size} bytes and does not"
            raise Refused(Problem(self.at(path), "file-readable", zh, en))
        return content

    def text(self, path: str) -> str:
        """One file as UTF-8 text; raises Refused where it is none."""
        content = self.read(path)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            zh, en = f"第 {error.start} 字节不是 UTF-8", f"byte {error.start} is not UTF-8"
            raise Refused(Problem(self.at(path, line), "file-readable", zh, en)) from error

    def at(self, path: str, line: int = 1, column: int = 1) -> Location:
        return Location(f"{self.label}/{path}", line, column)

    def below(self, folder: str) -> Copy:
        """The part of the copy below a folder, as a copy of its own."""
        start = f"{folder}/"
        inner = {path.removeprefix(start): size for path, size in self.sizes.items() if path.startswith(start)}
        return Copy(f"{self.label}/{folder}", inner, lambda path: self.reader(start + path))


@contextmanager
def open_copy(path: Path, label: str = "", limits: Limits = LIMITS) -> Iterator[Copy]:
    """The copy in a folder or a zip archive; raises Refused where it cannot be one."""
    label = label or path.as_posix().rstrip("/")
    if path.is_dir():
        yield _open_folder(path, label, limits)
        return
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError, NotImplementedError, UnicodeDecodeError, EOFError) as error:
        zh, en = (
            f"既非文件夹，也非可读的 zip：{excerpt(error)}",
            f"neither a folder nor a readable zip: {excerpt(error)}",
        )
        raise Refused(Problem(Location(label), "copy-readable", zh, en)) from error
    with archive:
        yield _open_archive(archive, label, limits)


def _open_folder(folder: Path, label: str, limits: Limits) -> Copy:
    sizes: dict[str, int] = {}
    problems = []
    for path in islice(_walk(folder), limits.files + 1):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file():
            problems.append(_not_plain(Location(f"{label}/{name}")))
            continue
        sizes[name] = path.stat().st_size
    problems += _too_much(limits, label, sizes)
    if problems:
        raise Refused(*problems)
    return Copy(label, sizes, lambda name: _read_bounded(folder / name, sizes[name]))


def _walk(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is no folder; links are not followed."""
    for root, folders, files in os.walk(folder, followlinks=False):
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        yield from (Path(root, name) for name in sorted((*files, *links)))


def _read_bounded(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size + 1)


def _open_archive(archive: ZipFile, label: str, limits: Limits) -> Copy:
    members: dict[str, ZipInfo] = {}
    sizes: dict[str, int] = {}
    problems = []
    for member in archive.infolist():
        if member.is_dir():
            continue
        if problem := _hostile(member, label, members, limits):
            problems.append(problem)
            continue
        members[member.filename], sizes[member.filename] = member, member.file_size
    problems += _too_much(limits, label, sizes)
    if problems:
        raise Refused(*problems)
    root = _root(sizes)
    inner = {name.removeprefix(root): size for name, size in sizes.items()}
    return Copy(label, inner, lambda name: _unpack(archive, members[root + name], inner[name]))


def _hostile(member: ZipInfo, label: str, known: Mapping[str, ZipInfo], limits: Limits) -> Problem | None:
    """Why a member is not taken: it leads outside, is no plain file, stands twice or unpacks to too much."""
    where = Location(f"{label}/{member.filename[:LONGEST_NAME]}")
    if not _inside(member.orig_filename):
        zh, en = "文件名指向归档之外", "the name leads out of the archive"
        return Problem(where, "copy-path", zh, en)
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG) or member.flag_bits & ENCRYPTED:
        return _not_plain(where)
    if member.filename in known:
        return Problem(where, "copy-path", "此文件名出现多次", "the name stands more than once")
    too_tight = member.file_size > limits.times_packed * max(member.compress_size, 1)
    if too_tight and member.file_size > limits.never_too_many:
        zh = f"{member.compress_size} 字节解压成 {member.file_size} 字节，超出限度"
        en = f"{member.compress_size} bytes unpack to {member.file_size}, more than is taken"
        return Problem(where, "copy-size", zh, en)
    return None


def _inside(name: str) -> bool:
    """Whether a member's name is a plain relative path, on every operating system."""
    parts = PurePosixPath(name).parts
    plain = 0 < len(name) <= LONGEST_NAME and not any(mark in name for mark in "\\:\0")
    return plain and ".." not in parts and not name.startswith("/") and "/".join(parts) == name


def _not_plain(where: Location) -> Problem:
    zh, en = "不是普通文件（链接、设备或加密）", "not a plain file (a link, a device, or encrypted)"
    return Problem(where, "copy-path", zh, en)


def _too_much(limits: Limits, label: str, sizes: Mapping[str, int]) -> Iterator[Problem]:
    too_large = max(sizes.values(), default=0) > limits.file_bytes
    if too_large or len(sizes) > limits.files or sum(sizes.values()) > limits.all_bytes:
        zh = f"文件过多或过大（至多 {limits.files} 个，共 {limits.all_bytes} 字节）"
        en = f"too many files or bytes (at most {limits.files} files, {limits.all_bytes} bytes)"
        yield Problem(Location(label), "copy-size", zh, en)


def _root(sizes: Mapping[str, int]) -> str:
    """The one folder that holds everything in an archive, with its slash; "" where there is none."""
    if MANIFEST in sizes:
        return ""
    first = {name.partition("/")[0] for name in sizes}
    only = f"{first.pop()}/" if len(first) == 1 else ""
    return only if all(name.startswith(only) for name in sizes) else ""


def _unpack(archive: ZipFile, member: ZipInfo, size: int) -> bytes:
    with archive.open(member) as file:
        return file.read(size + 1)

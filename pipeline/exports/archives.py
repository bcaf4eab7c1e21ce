"""Finished folders → zip archives: of each package, of Parquet, of each document and place, and of everything.

`data/plans.zip` is everything but the subsets, which hold nothing that is not in it.
Every member has the same time (1980-01-01) and the same rights, and stands in the order of its name. The packed
bytes are those of the machine's zlib: the same machine packs the same bytes, another zlib may pack others that
unpack to the same files.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.exports.parquet import PARQUET
from pipeline.exports.source import Source
from pipeline.exports.subsets import SUBSETS
from pipeline.packages import package_names

EVERYTHING = "plans"  # the name of the archive and of the folder in it
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a zip archive can hold
PLAIN_FILE = 0o100644 << 16
LEVEL = 9


def write_archives(source: Source, out: Path) -> None:
    """Packs what the other exports have written below `data/`; a subset is in its own archive only."""
    data = out / "data"
    whole = [path for path in _files(data) if path.relative_to(data).parts[0] not in SUBSETS]
    folders = [data / name for name in (*package_names(source.schemas), PARQUET)]
    folders += [folder for kind in SUBSETS for folder in sorted((data / kind).iterdir()) if folder.is_dir()]
    for folder in folders:
        _pack(folder.with_name(f"{folder.name}.zip"), folder.name, folder, _files(folder))
    _pack(data / f"{EVERYTHING}.zip", EVERYTHING, data, whole)


def _pack(archive: Path, name: str, folder: Path, files: Iterable[Path]) -> None:
    with ZipFile(archive, "w") as packed:
        for path in files:
            member = ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", EPOCH)
            member.external_attr, member.create_system = PLAIN_FILE, 3
            packed.writestr(member, path.read_bytes(), ZIP_DEFLATED, LEVEL)


def _files(folder: Path) -> list[Path]:
    return sorted((path for path in folder.rglob("*") if path.is_file()), key=Path.as_posix)

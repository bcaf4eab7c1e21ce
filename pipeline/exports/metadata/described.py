"""The data as all metadata describe them: gathered once, so that no two standards can say different things.

In: the publication (schemas/packages.json), the plans, the written descriptors and the files below `data/`.
Out: one description; sizes and checksums are those of the written bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.exports.source import Source
from pipeline.packages import package_names
from pipeline.packages.coverage import spatial_coverage, temporal_coverage
from pipeline.publication import Publication

DESCRIPTOR = "datapackage.json"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Place:
    """A jurisdiction the data are about."""

    area_id: str
    name: str
    name_en: str


@dataclass(frozen=True)
class File:
    """A file of the release; `path` is below `data/`, titles are those of its table or of the whole."""

    path: str
    title: str
    title_en: str
    content: bytes

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.path).suffix]

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Part:
    """A data package: its written descriptor, its entry in packages.json, its files."""

    descriptor: Mapping[str, Any]
    keywords: Sequence[str]
    keywords_en: Sequence[str]
    files: Sequence[File]

    @property
    def name(self) -> str:
        name: str = self.descriptor["name"]
        return name


@dataclass(frozen=True)
class Described:
    """All data of one release; `files` are the forms of the whole, those of one package are with it."""

    publication: Publication
    temporal: str
    places: Sequence[Place]
    sources: Sequence[Mapping[str, Any]]
    parts: Sequence[Part]
    files: Sequence[File]

    @property
    def shared(self) -> Mapping[str, Any]:
        return self.publication.shared

    @property
    def licence(self) -> str:
        licence: str = self.shared["licenses"][0]["path"]
        return licence

    @property
    def page(self) -> str:
        """The page people get the data from."""
        return self.publication.url("downloads/")

    def url(self, file: File) -> str:
        """Where a file of this release stays."""
        return self.publication.url(self.publication.release_folder + file.path)

    def keywords(self) -> tuple[list[str], list[str]]:
        """Of all packages, Chinese and English, each once."""
        chinese = dict.fromkeys(word for part in self.parts for word in part.keywords)
        english = dict.fromkeys(word for part in self.parts for word in part.keywords_en)
        return list(chinese), list(english)


def describe(source: Source, data: Path) -> Described:
    """The description of what stands in `data`."""
    entries = {entry["name"]: entry for entry in source.publication.shared["packages"]}
    parts = [_part(data, entries[name]) for name in package_names(source.schemas)]
    return Described(
        source.publication,
        temporal_coverage(source.plans),
        list(_places(source)),
        parts[0].descriptor["sources"],
        parts,
        list(_whole_files(source.publication, data, parts)),
    )


def _part(data: Path, entry: Mapping[str, Any]) -> Part:
    folder = data / entry["name"]
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    files = [
        _file(data, f"{entry['name']}/{resource['name']}{suffix}", resource)
        for resource in descriptor["resources"]
        for suffix in (".csv", ".json")
    ]
    whole = _file(data, f"{entry['name']}/{DESCRIPTOR}", descriptor)
    return Part(descriptor, entry["keywords"], entry["keywords_en"], [whole, *files])


def _whole_files(publication: Publication, data: Path, parts: Sequence[Part]) -> Iterator[File]:
    """Files that hold every table, then one columnar file per table, as far as the other exports wrote them."""
    titles = {resource["name"]: resource for part in parts for resource in part.descriptor["resources"]}
    for path in sorted(path for path in data.glob("plans.*") if path.suffix in MEDIA_TYPES):
        yield _file(data, path.name, publication.shared)
    for path in sorted(data.glob("parquet/*.parquet")):
        yield _file(data, path.relative_to(data).as_posix(), titles[path.stem])


def _file(data: Path, path: str, titled: Mapping[str, Any]) -> File:
    return File(path, titled["title"], titled["title_en"], (data / path).read_bytes())


def _places(source: Source) -> Iterator[Place]:
    areas = source.tables["areas"]
    rows = zip(areas["area_id"], areas["full_name"], areas["name_en"], strict=True)
    names = {area_id: (name, name_en) for area_id, name, name_en in rows}
    for area_id in spatial_coverage(source.plans):
        yield Place(area_id, *names[area_id])

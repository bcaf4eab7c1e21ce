"""Tables → the rows of one document or one place: `data/documents/<document_id>/`, `data/places/<area_id>/`.

A document's rows are those that name it, and the rows without a document that refer to one of them (a match of its
target). A place's rows are those of the documents made for it or for an area within it. Both carry every row their
foreign keys lead to and the sources of those rows, so that a subset is a valid package on its own: CSV and
`datapackage.json`; a table without rows is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.exports.source import Source
from pipeline.packages.descriptor import build_descriptor, build_resource
from pipeline.packages.files import csv_text
from pipeline.packages.sources import FOLDER, ArchivedSource, archive_sources
from pipeline.tables import Tables, TableSchema, read_table_schemas

DOCUMENTS, PLACES = "documents", "places"
SUBSETS = (DOCUMENTS, PLACES)  # the folders below data/

Kept = dict[str, set[int]]  # row numbers by table


@dataclass(frozen=True)
class Subset:
    """One package of a few documents' rows: its folder below data/, what it is called, whose rows it holds."""

    folder: str
    title: str
    title_en: str
    documents: frozenset[str]


class References:
    """Which rows each row of each table refers to."""

    def __init__(self, tables: Tables, schemas: Mapping[str, TableSchema]) -> None:
        self.tables = tables
        self._keys = {name: _numbered(tables[name][schema["primaryKey"][0]]) for name, schema in schemas.items()}
        self._links = {name: list(self._columns(name, schema)) for name, schema in schemas.items()}

    def close(self, own: Kept) -> Kept:
        """The rows and every row they lead to."""
        kept: Kept = {name: set() for name in self.tables}
        waiting = [(name, row) for name, rows in own.items() for row in rows]
        while waiting:
            name, row = waiting.pop()
            if row not in kept[name]:
                kept[name].add(row)
                waiting += self.of(name, row)
        return kept

    def of(self, name: str, row: int) -> list[tuple[str, int]]:
        """The rows one row refers to, as table and number."""
        return [(target, self._keys[target][values[row]]) for target, values in self._links[name] if values[row]]

    def _columns(self, name: str, schema: TableSchema) -> Iterator[tuple[str, list[str]]]:
        for key in schema.get("foreignKeys", ()):
            (field,) = key["fields"]  # every key of these tables is one field
            yield key["reference"]["resource"] or name, list(self.tables[name][field])


def write_subsets(source: Source, out: Path) -> None:
    """One folder per document and one per place that documents are made for."""
    schemas = read_table_schemas(source.schemas)
    references = References(source.tables, schemas)
    archived = archive_sources(source.plans, source.tables)
    for subset in (*_documents(source.tables), *_places(source.tables)):
        kept = references.close(own_rows(references, subset.documents))
        frames = {name: source.tables[name].iloc[sorted(rows)] for name, rows in kept.items() if rows}
        folder = out / "data" / subset.folder
        (folder / FOLDER).mkdir(parents=True)
        resources = list(_write_tables(frames, schemas, folder))
        carried = [entry for entry in archived if entry.document_id in set(frames["documents"]["document_id"])]
        for entry in carried:
            (folder / entry.path).write_bytes(entry.content)
        descriptor = _descriptor(source, subset, resources, carried)
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def own_rows(references: References, documents: frozenset[str]) -> Kept:
    """The rows that name one of the documents, and those that refer to such a row and name no document."""
    own: Kept = {}
    for name, frame in references.tables.items():
        if "document_id" in frame:
            own[name] = {row for row, document in enumerate(frame["document_id"]) if document in documents}
    for name, frame in references.tables.items():
        if "document_id" not in frame:
            rows = range(len(frame))
            own[name] = {row for row in rows if any(at in own.get(to, ()) for to, at in references.of(name, row))}
    return own


def _documents(tables: Tables) -> Iterator[Subset]:
    frame = tables["documents"]
    for key, title, title_en in zip(frame["document_id"], frame["title"], frame["title_en"], strict=True):
        yield Subset(f"{DOCUMENTS}/{key}", title, title_en, frozenset((key,)))


def _places(tables: Tables) -> Iterator[Subset]:
    areas, documents = tables["areas"], tables["documents"]
    parents = dict(zip(areas["area_id"], areas["parent_id"], strict=True))
    made_for = list(zip(documents["document_id"], documents["area_id"], strict=True))
    named = {area for _, area in made_for}
    for key, title, title_en in zip(areas["area_id"], areas["full_name"], areas["name_en"], strict=True):
        if key in named:
            within = frozenset(document for document, area in made_for if key in _lineage(area, parents))
            yield Subset(f"{PLACES}/{key}", title, title_en, within)


def _lineage(area: str, parents: Mapping[str, str]) -> Iterator[str]:
    while area:
        yield area
        area = parents[area]


def _write_tables(frames: Tables, schemas: Mapping[str, TableSchema], folder: Path) -> Iterator[dict[str, Any]]:
    for name, frame in frames.items():
        content = csv_text(frame, schemas[name]).encode("utf-8")
        (folder / f"{name}.csv").write_bytes(content)
        yield build_resource(name, schemas[name], content, package_tables=list(frames))


def _descriptor(
    source: Source, subset: Subset, resources: list[dict[str, Any]], carried: Sequence[ArchivedSource]
) -> dict[str, Any]:
    package = {
        "name": subset.folder,
        "title": subset.title,
        "title_en": subset.title_en,
        "description": f"“{subset.title}”的全部记录，连同它们引用到的行。",
        "description_en": f"Every record of {subset.title_en}, with the rows they refer to.",
        "keywords": ["产业政策", "地方政府"],
        "keywords_en": ["industrial policy", "local government", "China"],
    }
    held = {entry.document_id for entry in carried}
    return build_descriptor(
        package,
        source.publication.shared,
        resources=resources,
        plans=[plan for plan in source.plans if plan.document_id in held],
        archived=carried,
        version=source.publication.version,
    )


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: row for row, key in enumerate(keys)}

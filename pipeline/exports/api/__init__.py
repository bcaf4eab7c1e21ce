"""The static API: `api/v1/` with an index, per kind a list and one file per id, and the OpenAPI document of them all.

In: the tables and where they are published. Out: JSON files at addresses that can be guessed:
`api/v1/<kind>.json` and `api/v1/<kind>/<id>.json`. Ids are ASCII by schema, so that each is a path as it stands.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.exports.api.answers import FOLDER, Answers, Tree
from pipeline.exports.api.exact import exact_json
from pipeline.exports.api.index import index_answer
from pipeline.exports.api.kinds import KINDS, Kind
from pipeline.exports.api.openapi import openapi_document
from pipeline.exports.api.rows import read_records
from pipeline.exports.source import Source
from pipeline.publication import Publication
from pipeline.tables import Tables, read_table_schemas

__all__ = ["FOLDER", "KINDS", "Answers", "Kind", "place_twins", "read_answers", "write_api"]

# dongguan-2024/s2.1.3; no part begins with a dot
SAFE_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}(?:/[a-z0-9][a-z0-9.-]{0,63}){0,3}")
WITH_TWINS = ("documents", "clusters", "agencies", "places", "indicators")


def write_api(source: Source, out: Path) -> None:
    """Writes `out`/api/v1/."""
    answers = read_answers(source.tables, source.schemas, source.publication)
    folder = out / FOLDER
    for path, tree in _files(answers):
        _write(folder / path, exact_json(tree))


def read_answers(tables: Tables, schemas: Path, publication: Publication) -> Answers:
    """What the API answers for this release."""
    return Answers(read_records(tables, read_table_schemas(schemas)), publication)


def place_twins(out: Path, site: Path) -> None:
    """Copies each record's file beside its page, Chinese and English, as `index.json`; same bytes as in the API."""
    api = out / FOLDER
    for kind in WITH_TWINS:
        for record in sorted((api / kind).rglob("*.json")):
            page = record.relative_to(api).as_posix().removesuffix(".json")
            for folder in (site / page, site / "en" / page):
                if folder.is_dir():
                    shutil.copyfile(record, folder / "index.json")


def _files(answers: Answers) -> Iterator[tuple[str, Tree]]:
    """Each file below the folder of the version, with its tree."""
    yield "index.json", index_answer(answers)
    examples: dict[str, Tree] = {}
    for kind in KINDS:
        yield f"{kind.name}.json", answers.listing(kind)
        found = [(answers.key(kind, row), answers.record(kind, row)) for row in answers.records.rows[kind.table]]
        yield from ((_path(kind, key), record) for key, record in found)
        if found:
            examples[kind.name] = min((record for _, record in found), key=_plainness)
    yield "openapi.json", openapi_document(answers, examples)


def _plainness(record: Tree) -> tuple[bool, int]:
    """Sort key of examples: the shortest that other records refer to."""
    related = record["data"]["related"].values()
    return not any(isinstance(value, list) and value for value in related), len(str(record))


def _path(kind: Kind, key: str) -> str:
    if not SAFE_ID.fullmatch(key):
        raise ValueError(f"an id of {kind.name} cannot be a path: {key!r}")
    return f"{kind.name}/{key}.json"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")

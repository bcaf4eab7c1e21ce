"""Tables → four Frictionless data packages: descriptor, CSV and JSON per table, README, and the archived sources.

In: tables, schemas (`packages.json` says which table goes where), plans (the sources) and a version.
Out: `<folder>/<package>/…`, and problems of a written package. Nothing here reads the clock or the network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.packages.descriptor import build_descriptor, build_resource
from pipeline.packages.dictionary import build_readme
from pipeline.packages.files import csv_text, json_text
from pipeline.packages.sources import FOLDER, ArchivedSource, archive_sources
from pipeline.packages.validation import validate_package
from pipeline.records import Plan
from pipeline.tables import Tables, TableSchema, read_table_schemas

__all__ = ["package_names", "validate_package", "write_packages"]


def package_names(schemas: Path) -> list[str]:
    """The names of the packages, in the order of `packages.json`."""
    return [package["name"] for package in _read_packages(schemas)["packages"]]


def write_packages(tables: Tables, schemas: Path, plans: Sequence[Plan], version: str, folder: Path) -> None:
    """Writes every package of `packages.json` into `folder`, which must not hold them yet."""
    shared = _read_packages(schemas)
    table_schemas = read_table_schemas(schemas)
    sources = archive_sources(plans, tables)
    for package in shared["packages"]:
        package_folder = folder / package["name"]
        _write_sources(package_folder, sources)
        resources = [
            _write_table(package_folder, table, tables[table], table_schemas[table], package["tables"])
            for table in package["tables"]
        ]
        descriptor = build_descriptor(
            package, shared, resources=resources, plans=plans, archived=sources, version=version
        )
        _write(package_folder / "datapackage.json", json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
        _write(package_folder / "README.md", build_readme(descriptor))


def _write_table(
    folder: Path, table: str, frame: pd.DataFrame, schema: TableSchema, package_tables: list[str]
) -> dict[str, Any]:
    content = _write(folder / f"{table}.csv", csv_text(frame, schema))
    _write(folder / f"{table}.json", json_text(frame, schema))
    return build_resource(table, schema, content, package_tables=package_tables)


def _write_sources(folder: Path, sources: Sequence[ArchivedSource]) -> None:
    (folder / FOLDER).mkdir(parents=True)
    for source in sources:
        (folder / source.path).write_bytes(source.content)


def _write(path: Path, text: str) -> bytes:
    content = text.encode("utf-8")
    path.write_bytes(content)
    return content


def _read_packages(schemas: Path) -> dict[str, Any]:
    declared: dict[str, Any] = json.loads((schemas / "packages.json").read_text(encoding="utf-8"))
    return declared

"""The `datapackage.json` of one package, after the Data Package standard v2 (datapackage.org, 2024)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from pipeline.packages.coverage import spatial_coverage, temporal_coverage
from pipeline.packages.sources import ArchivedSource
from pipeline.records import Plan
from pipeline.tables import TableSchema

PROFILE = "https://datapackage.org/profiles/2.0"
# Namespace of this project's package ids (RFC 9562, version 5): drawn once, never changed.
PROJECT = UUID("6f0d4b0e-93c5-4f6b-9a53-0c6c1c3c2f7d")
DIALECT = {
    "$schema": f"{PROFILE}/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


def build_descriptor(
    package: dict[str, Any],
    shared: dict[str, Any],
    *,
    resources: list[dict[str, Any]],
    plans: Sequence[Plan],
    version: str,
    archived: Sequence[ArchivedSource] = (),
) -> dict[str, Any]:
    """The descriptor of one entry of `packages.json`; `shared` holds what all packages have in common.

    `archived` are the sources that the package carries, if it carries any.
    """
    carried = {source.document_id: source for source in archived}
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": package["name"],
        "id": package_id(package["name"]),
        "title": package["title"],
        "title_en": package["title_en"],
        "description": package["description"],
        "description_en": package["description_en"],
        "version": version,
        "keywords": [*package["keywords"], *package["keywords_en"]],
        "temporal": temporal_coverage(plans),
        "spatial": spatial_coverage(plans),
        "licenses": shared["licenses"],
        "contributors": shared["contributors"],
        "sources": [
            _source(plan, carried.get(plan.document_id)) for plan in sorted(plans, key=lambda plan: plan.document_id)
        ],
        "resources": resources,
    }


def build_resource(table: str, schema: TableSchema, content: bytes, *, package_tables: list[str]) -> dict[str, Any]:
    """One table of a package; `content` are the bytes of its CSV file."""
    return {
        "$schema": f"{PROFILE}/dataresource.json",
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "title": schema["title"],
        "title_en": schema["title_en"],
        "description": schema["description"],
        "description_en": schema["description_en"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8"), newline=""))) - 1,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": DIALECT,
        "schema": _schema_within(schema, package_tables),
    }


def package_id(name: str) -> str:
    """A globally unique, unchanging id of a package, whatever its version and wherever it is hosted."""
    return uuid5(PROJECT, name).urn


def _source(plan: Plan, carried: ArchivedSource | None) -> dict[str, Any]:
    document = plan.document
    path = {"path": document.source_url} if document.source_url else {}
    archived = {"archived": _archived(carried)} if carried else {}
    return {
        "title": document.title,
        **path,
        "title_en": document.title_en,
        "document_id": document.document_id,
        "sha256": document.source_sha256,
        "rights": document.rights,
        **archived,
    }


def _archived(carried: ArchivedSource) -> dict[str, Any]:
    return {
        "path": carried.path,
        "form": carried.form,
        "bytes": len(carried.content),
        "sha256": carried.sha256,
    }


def _schema_within(schema: TableSchema, tables: list[str]) -> TableSchema:
    """The schema with only those foreign keys whose table is in the package too ("" is the table itself)."""
    keys = [key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in ("", *tables)]
    kept = {name: value for name, value in schema.items() if name != "foreignKeys"}
    return {**kept, "foreignKeys": keys} if keys else kept

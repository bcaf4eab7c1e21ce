"""CSV on the Web (W3C): one `csv-metadata.json` per package, where a reader of its tables looks for it by itself.

The context is the one address the standard demands; readers know it by heart and fetch nothing.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.exports.metadata.described import Described, Part

PATH = "csv-metadata.json"
DATATYPES = {"string": "string", "integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date"}
BOUNDS = {"minimum": "minimum", "maximum": "maximum", "maxLength": "maxLength"}


def table_group(described: Described, part: Part) -> dict[str, Any]:
    """The package's tables, with datatypes, keys and checksums."""
    descriptor = part.descriptor
    checksums = {file.path: file for file in part.files}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "@type": "TableGroup",
        **_titled(descriptor),
        "dc:description": _both(descriptor["description"], descriptor["description_en"]),
        "dc:license": {"@id": described.licence},
        "dc:publisher": _both(*described.shared["publisher"].values()),
        "dc:temporal": described.temporal,
        "dc:spatial": [place.area_id for place in described.places],
        "dc:source": [source["document_id"] for source in described.sources],
        "schema:version": described.publication.version,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "delimiter": ",", "header": True},
        "tables": [
            _table(resource, checksums[f"{part.name}/{resource['path']}"].sha256)
            for resource in descriptor["resources"]
        ],
    }


def _table(resource: Any, sha256: str) -> dict[str, Any]:
    schema = resource["schema"]
    keys = [_foreign_key(resource["path"], key) for key in schema.get("foreignKeys", ())]
    return {
        "url": resource["path"],
        **_titled(resource),
        "dc:description": _both(resource["description"], resource["description_en"]),
        "schema:sha256": sha256,
        "dcat:byteSize": resource["bytes"],
        "tableSchema": {
            "columns": [_column(field) for field in schema["fields"]],
            "primaryKey": schema["primaryKey"],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(field: Any) -> dict[str, Any]:
    constraints = field.get("constraints", {})
    return {
        "name": field["name"],
        "titles": [field["name"]],
        **_titled(field),
        "dc:description": _both(field["description"], field["description_en"]),
        "datatype": _datatype(field, constraints),
        **({"separator": field["delimiter"]} if "delimiter" in field else {}),
        **({"required": True} if constraints.get("required") else {}),
        "null": [""],
    }


def _datatype(field: Any, constraints: Any) -> Any:
    """The base with its bounds; of a list the pattern is of the whole cell, which CSVW cannot say."""
    bounds = {name: constraints[own] for own, name in BOUNDS.items() if own in constraints}
    if "enum" in constraints:
        bounds["format"] = "|".join(re.escape(value) for value in constraints["enum"])
    elif "pattern" in constraints:
        bounds["format"] = constraints["pattern"]
    if "delimiter" in field or not bounds:
        return DATATYPES[field["type"]]
    return {"base": DATATYPES[field["type"]], **bounds}


def _foreign_key(path: str, key: Any) -> dict[str, Any]:
    table = key["reference"]["resource"]
    return {
        "columnReference": key["fields"],
        "reference": {
            "resource": f"{table}.csv" if table else path,
            "columnReference": key["reference"]["fields"],
        },
    }


def _titled(titled: Any) -> dict[str, Any]:
    return {"dc:title": _both(titled["title"], titled["title_en"])}


def _both(chinese: str, english: str) -> list[dict[str, str]]:
    return [{"@value": chinese, "@language": "zh"}, {"@value": english, "@language": "en"}]

"""Croissant 1.0 (MLCommons): every table once as a record set that reads its CSV file, with keys and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.exports.metadata.described import Described, File, Part

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# The context of Croissant 1.0 as its own tools write it; they warn of any other.
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(described: Described) -> dict[str, Any]:
    """All packages as one dataset."""
    publication, shared = described.publication, described.shared
    chinese, english = described.keywords()
    release = publication.url(publication.release_folder)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": shared["title_en"],
        "alternateName": shared["title"],
        "description": shared["description_en"],
        "license": described.licence,
        "url": described.page,
        "version": publication.version,
        "citeAs": f"{shared['publisher']['name_en']}. {shared['title_en']}, version {publication.version}. {release}",
        "inLanguage": shared["languages"],
        "keywords": [*chinese, *english],
        "creator": {"@type": "sc:Organization", "name": shared["publisher"]["name_en"]},
        "temporalCoverage": described.temporal,
        "spatialCoverage": [place.area_id for place in described.places],
        "isBasedOn": [source["title"] for source in described.sources],
        "distribution": [_object(described, file) for part in described.parts for file in _tables(part)],
        "recordSet": list(_record_sets(described)),
    }


def _tables(part: Part) -> list[File]:
    return [file for file in part.files if file.path.endswith(".csv")]


def _object(described: Described, file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": f"{file.title_en} / {file.title}",
        "contentUrl": described.url(file),
        "contentSize": f"{file.size} B",
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }


def _record_sets(described: Described) -> Iterator[dict[str, Any]]:
    """Each table from the first package that holds it; all packages hold the same rows of it."""
    first: dict[str, tuple[str, Any]] = {}
    for part in described.parts:
        for resource in part.descriptor["resources"]:
            first.setdefault(resource["name"], (f"{part.name}/{resource['path']}", resource))
    for name, (path, resource) in first.items():
        references = {
            key["fields"][0]: f"{key['reference']['resource']}/{key['reference']['fields'][0]}"
            for key in resource["schema"].get("foreignKeys", ())
            if key["reference"]["resource"]  # a table that refers to itself is a cycle to Croissant's tools
        }
        yield {
            "@type": "cr:RecordSet",
            "@id": name,
            "name": name,
            "description": resource["description_en"],
            "key": [{"@id": f"{name}/{field}"} for field in resource["schema"]["primaryKey"]],
            "field": [_field(name, path, field, references) for field in resource["schema"]["fields"]],
        }


def _field(table: str, path: str, field: Any, references: Mapping[str, str]) -> dict[str, Any]:
    to = references.get(field["name"])
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": field["description_en"],
        "dataType": DATA_TYPES[field["type"]],
        "source": {"fileObject": {"@id": path}, "extract": {"column": field["name"]}},
        **({"references": {"field": {"@id": to}}} if to else {}),
    }

"""schema.org Dataset, as search engines for data read it; the page on downloads carries the same words."""

from __future__ import annotations

from typing import Any

from pipeline.exports.metadata.described import Described, File, Part

DATASET_FRAGMENT = "downloads/#dataset"  # names the dataset, whatever its version
SCHEMA_ORG: dict[str, Any] = {"@vocab": "https://schema.org/"}  # inline, so that nobody has to fetch a context


def dataset(described: Described) -> dict[str, Any]:
    """The whole, with each package as a part."""
    publication, shared = described.publication, described.shared
    chinese, english = described.keywords()
    return {
        "@context": SCHEMA_ORG,
        "@type": "Dataset",
        "@id": publication.url(DATASET_FRAGMENT),
        "name": shared["title"],
        "alternateName": shared["title_en"],
        "description": f"{shared['description']} {shared['description_en']}",
        "url": described.page,
        **_common(described),
        "isAccessibleForFree": True,
        "inLanguage": shared["languages"],
        "keywords": [*chinese, *english],
        "creator": {
            "@type": "Organization",
            "name": shared["publisher"]["name"],
            "alternateName": shared["publisher"]["name_en"],
        },
        "includedInDataCatalog": {"@type": "DataCatalog", "name": shared["title"], "url": publication.address},
        "isBasedOn": [_work(source) for source in described.sources],
        "distribution": [_download(described, file) for file in described.files],
        "hasPart": [_part(described, part) for part in described.parts],
    }


def _common(described: Described) -> dict[str, Any]:
    return {
        "version": described.publication.version,
        "license": described.licence,
        "temporalCoverage": described.temporal,
        "spatialCoverage": [
            {"@type": "Place", "identifier": place.area_id, "name": place.name, "alternateName": place.name_en}
            for place in described.places
        ],
    }


def _part(described: Described, part: Part) -> dict[str, Any]:
    descriptor = part.descriptor
    return {
        "@type": "Dataset",
        "@id": descriptor["id"],
        "name": descriptor["title"],
        "alternateName": descriptor["title_en"],
        "description": f"{descriptor['description']} {descriptor['description_en']}",
        "url": f"{described.page}#{part.name}",
        **_common(described),
        "keywords": descriptor["keywords"],
        "distribution": [_download(described, file) for file in part.files],
    }


def _download(described: Described, file: File) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "alternateName": file.title_en,
        "contentUrl": described.url(file),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _work(source: Any) -> dict[str, Any]:
    url = {"url": source["path"]} if "path" in source else {}
    return {"@type": "CreativeWork", "name": source["title"], "alternateName": source["title_en"], **url}

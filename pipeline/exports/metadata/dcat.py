"""A DCAT catalogue (W3C DCAT 3) with what DCAT-AP 3.0 demands and recommends, as JSON-LD with its context inline.

No date of release is given, because a build knows none: version and address say which release it is.
"""

from __future__ import annotations

from typing import Any

from pipeline.exports.metadata.described import Described, File, Part
from pipeline.exports.metadata.schema_org import DATASET_FRAGMENT

AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES = {"zh": f"{AUTHORITY}/language/ZHO", "en": f"{AUTHORITY}/language/ENG"}
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
YEAR = "http://www.w3.org/2001/XMLSchema#gYear"
PROVENANCE = {
    "zh": "逐句从所列文件读出；每个数值都附原句和位置，每次发布都由程序从原句重新读出、核对。",
    "en": "Read sentence by sentence from the documents listed; every value carries its quote and place, and code "
    "reads it again from the quote for every release.",
}
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(described: Described) -> dict[str, Any]:
    """The catalogue, the dataset of everything, and one dataset per package."""
    publication, shared = described.publication, described.shared
    whole = publication.url(DATASET_FRAGMENT)
    return {
        "@context": CONTEXT,
        "@id": publication.url("downloads/#catalogue"),
        "@type": "dcat:Catalog",
        **_named(shared),
        "dct:publisher": _publisher(described),
        "dct:license": {"@id": described.licence},
        "dct:language": _languages(described),
        "dct:spatial": _places(described),
        "foaf:homepage": {"@id": publication.address},
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}/data-theme", "@type": "skos:ConceptScheme"},
        "dcat:dataset": [
            {
                "@id": whole,
                "@type": "dcat:Dataset",
                **_named(shared),
                **_described(described, *described.keywords()),
                "dcat:landingPage": {"@id": described.page},
                "dct:hasPart": [{"@id": part.descriptor["id"]} for part in described.parts],
                "dcat:distribution": [_distribution(described, file) for file in described.files],
            },
            *(_package(described, part, whole) for part in described.parts),
        ],
    }


def _package(described: Described, part: Part, whole: str) -> dict[str, Any]:
    return {
        "@id": part.descriptor["id"],
        "@type": "dcat:Dataset",
        **_named(part.descriptor),
        **_described(described, list(part.keywords), list(part.keywords_en)),
        "dcat:landingPage": {"@id": f"{described.page}#{part.name}"},
        "dct:isPartOf": {"@id": whole},
        "dcat:distribution": [_distribution(described, file) for file in part.files],
    }


def _described(described: Described, chinese: list[str], english: list[str]) -> dict[str, Any]:
    return {
        "dct:identifier": described.publication.url(described.publication.release_folder),
        "dcat:version": described.publication.version,
        "dct:publisher": _publisher(described),
        "dct:license": {"@id": described.licence},
        "dct:language": _languages(described),
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": described.shared["publisher"]["name"],
            "vcard:hasURL": {"@id": described.publication.url("contribute/")},
        },
        "dcat:theme": [{"@id": theme, "@type": "skos:Concept"} for theme in described.shared["themes"]],
        "dcat:keyword": [*(_said(word, "zh") for word in chinese), *(_said(word, "en") for word in english)],
        "dct:spatial": _places(described),
        **_temporal(described.temporal),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": [_said(words, language) for language, words in PROVENANCE.items()],
        },
        "prov:wasDerivedFrom": [_source(source) for source in described.sources],
    }


def _temporal(interval: str) -> dict[str, Any]:
    if not interval:
        return {}
    start, end = ({"@value": year, "@type": YEAR} for year in interval.split("/"))
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": start, "dcat:endDate": end}}


def _distribution(described: Described, file: File) -> dict[str, Any]:
    return {
        "@id": described.url(file),
        "@type": "dcat:Distribution",
        "dct:title": [_said(file.title, "zh"), _said(file.title_en, "en")],
        "dcat:accessURL": {"@id": described.page},
        "dcat:downloadURL": {"@id": described.url(file)},
        "dcat:mediaType": {"@id": MEDIA_TYPE + file.media_type, "@type": "dct:MediaType"},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": described.licence},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _named(titled: Any) -> dict[str, Any]:
    return {
        "dct:title": [_said(titled["title"], "zh"), _said(titled["title_en"], "en")],
        "dct:description": [_said(titled["description"], "zh"), _said(titled["description_en"], "en")],
    }


def _publisher(described: Described) -> dict[str, Any]:
    publisher = described.shared["publisher"]
    return {
        "@id": described.publication.url("contribute/#publisher"),
        "@type": "foaf:Organization",
        "foaf:name": [_said(publisher["name"], "zh"), _said(publisher["name_en"], "en")],
    }


def _languages(described: Described) -> list[dict[str, str]]:
    return [{"@id": LANGUAGES[language], "@type": "dct:LinguisticSystem"} for language in described.shared["languages"]]


def _places(described: Described) -> list[dict[str, Any]]:
    return [
        {
            "@id": described.publication.url(f"places/{place.area_id}/#place"),
            "@type": "dct:Location",
            "dct:identifier": place.area_id,
            "skos:prefLabel": [_said(place.name, "zh"), _said(place.name_en, "en")],
        }
        for place in described.places
    ]


def _source(source: Any) -> dict[str, Any]:
    page = {"foaf:page": {"@id": source["path"]}} if "path" in source else {}
    return {
        "@type": "prov:Entity",
        "dct:identifier": source["document_id"],
        "dct:title": [_said(source["title"], "zh"), _said(source["title_en"], "en")],
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": {"@value": source["sha256"], "@type": "xsd:hexBinary"},
        },
        **page,
    }


def _said(text: str, language: str) -> dict[str, str]:
    return {"@value": text, "@language": language}

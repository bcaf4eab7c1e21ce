"""The entrance of the API: what there is, how many of each, under which licence, and where the rest lies."""

from __future__ import annotations

from pipeline.exports.api.answers import FOLDER, Answers, Tree
from pipeline.exports.api.kinds import KINDS, Kind


def index_answer(answers: Answers) -> Tree:
    """`api/v1/index.json`."""
    publication = answers.publication
    links = {
        "self": publication.url(f"{FOLDER}/index.json"),
        "openapi": publication.url(f"{FOLDER}/openapi.json"),
        "page": publication.url("api/"),
        "page_en": publication.url("en/api/"),
        "packages": publication.url("data/latest/"),
        "this_release": publication.url(publication.release_folder),
        "changes": publication.url("feeds/changes.xml"),
        "changes_en": publication.url("feeds/changes.en.xml"),
        "deadlines": publication.url("calendars/targets.ics"),
        **({"repository": publication.repository} if publication.repository else {}),
    }
    license_entry = publication.shared["licenses"][0]
    content = {
        "license": {"name": license_entry["name"], "title": license_entry["title"], "url": license_entry["path"]},
        "kinds": [_kind(answers, kind) for kind in KINDS],
    }
    return answers.envelope("index", links, content)


def _kind(answers: Answers, kind: Kind) -> Tree:
    schema, rows = answers.records.schemas[kind.table], answers.records.rows[kind.table]
    return {
        "kind": kind.name,
        "title": schema["title"],
        "title_en": schema["title_en"],
        "description": schema["description"],
        "description_en": schema["description_en"],
        "count": len(rows),
        "links": {
            "list": answers.publication.url(f"{FOLDER}/{kind.name}.json"),
            "record": answers.publication.url(f"{FOLDER}/{kind.name}/") + "{id}.json",
            **({"example": answers.address(kind, rows[0])} if rows else {}),
        },
    }

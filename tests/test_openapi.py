"""The OpenAPI document: valid, true of every file that is served, and said in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from exported import read_source
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from pipeline.exports.api import write_api

DOCUMENT = "urn:openapi"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("api")
    write_api(read_source(), out)
    return out / "api" / "v1"


@pytest.fixture(scope="module")
def document(api: Path) -> dict[str, Any]:
    return json.loads((api / "openapi.json").read_text(encoding="utf-8"))


def closed(tree: Any) -> Any:
    """The schemas with no member allowed that they do not name, so that nothing is served unsaid."""
    if isinstance(tree, dict):
        shut = {"additionalProperties": False} if "properties" in tree and "additionalProperties" not in tree else {}
        return {name: closed(value) for name, value in tree.items()} | shut
    return [closed(entry) for entry in tree] if isinstance(tree, list) else tree


def validator(document: dict[str, Any], reference: str) -> Draft202012Validator:
    shut = {**document, "components": closed(document["components"])}
    registry = Registry().with_resource(DOCUMENT, DRAFT202012.create_resource(shut))
    checked = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator({"$ref": f"{DOCUMENT}{reference}"}, registry=registry, format_checker=checked)


def schema_of(operation: dict[str, Any]) -> str:
    return operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]


def files(api: Path, path: str) -> list[Path]:
    return sorted(api.glob(re.sub(r"\{\w+\}", "*", path).lstrip("/")))


def paths() -> list[str]:
    kinds = ["documents", "agencies", "places", "indicators", "sectors"]
    in_documents = ["sections", "clusters", "targets", "observations", "measures"]
    lists = [f"/{kind}.json" for kind in [*kinds, *in_documents]]
    records = [f"/{kind}/{{id}}.json" for kind in kinds] + [
        f"/{kind}/{{document}}/{{name}}.json" for kind in in_documents
    ]
    return ["/index.json", *lists, *records]


def test_the_document_is_valid_openapi(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    validate(document, cls=OpenAPIV31SpecValidator)


def test_a_broken_document_would_be_found(document: dict[str, Any]) -> None:
    broken = {**document, "paths": {"/targets.json": {"get": {"responses": {"200": {}}}}}}
    assert [error.message for error in OpenAPIV31SpecValidator(broken).iter_errors()]


def test_its_paths_are_those_of_the_files_that_are_served(api: Path, document: dict[str, Any]) -> None:
    assert set(document["paths"]) == set(paths())
    told = {file for path in document["paths"] for file in files(api, path)}
    assert told == {*api.rglob("*.json")} - {api / "openapi.json"}


@pytest.mark.parametrize("path", paths())
def test_every_file_obeys_the_schema_of_its_path(api: Path, document: dict[str, Any], path: str) -> None:
    checked = validator(document, schema_of(document["paths"][path]["get"]))
    trees = {file: json.loads(file.read_text(encoding="utf-8")) for file in files(api, path)}
    assert trees
    found = [
        f"{file.name}: {error.json_path} {error.message}"
        for file, tree in trees.items()
        for error in checked.iter_errors(tree)
    ]
    assert found[:5] == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        pytest.param("value", "25000", "'25000' is not of type 'number'", id="number-as-text"),
        pytest.param("comparator", "more", "'more' is not one of", id="unknown-comparator"),
        pytest.param("deadline", "2025年底", "'2025年底' is not a 'date'", id="no-date"),
        pytest.param("target_id", "深圳/高企", "does not match", id="id-not-ascii"),
        pytest.param("surprise", 1, "'surprise' was unexpected", id="unknown-member"),
    ],
)
def test_the_schemas_refuse_what_is_wrong(
    api: Path, document: dict[str, Any], field: str, value: Any, message: str
) -> None:
    tree = json.loads((api / "targets/shenzhen-2024/high-tech-enterprises-2025.json").read_text(encoding="utf-8"))
    tree["data"][field] = value
    errors = [error.message for error in validator(document, "#/components/schemas/TargetAnswer").iter_errors(tree)]
    assert any(message in error for error in errors)


@pytest.mark.parametrize("path", [path for path in paths() if "{" in path])
def test_each_record_path_has_an_example_that_is_a_file_as_served(
    api: Path, document: dict[str, Any], path: str
) -> None:
    operation = document["paths"][path]["get"]
    ((key, example),) = operation["responses"]["200"]["content"]["application/json"]["examples"].items()
    served = path.split("/")[1]
    assert example["value"] == json.loads((api / served / f"{key}.json").read_text(encoding="utf-8"))
    assert "/".join(parameter["example"] for parameter in operation["parameters"]) == key


def test_every_field_of_a_record_is_described_in_both_languages(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    fields = schemas["Target"]["properties"]
    assert fields["deadline"]["title"] == "期限 / Deadline"
    assert "`strive` 力争：力争、争取、努力 / Strive for (力争, 争取, 努力)" in fields["strength"]["description"]
    named = {name: field["description"] for name, field in fields.items() if name not in {"provenance", "related"}}
    assert [name for name, words in named.items() if not CHINESE.search(words) or "\n\n" not in words] == []


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(names) == len(set(names))
    assert {"getIndex", "listTarget", "getTarget"} <= set(names)

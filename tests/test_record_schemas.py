"""The record schemas: valid themselves, true to their own examples, agreed with the published tables, bilingual."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

ROOT = Path(__file__).parent.parent
RECORDS = sorted((ROOT / "schemas" / "records").glob("*.schema.json"))
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in RECORDS}
NAMES = [name for name in SCHEMAS if name != "common.schema.json"]
BOTH_LANGUAGES = re.compile("[一-鿿].*/ .*[A-Za-z]")  # 标题 / Title

# record field -> published table and field with the same list of values
SAME_VALUES = {
    ("document.schema.json", "kind"): ("documents", "kind"),
    ("document.schema.json", "completeness"): ("documents", "completeness"),
    ("document.schema.json", "rights"): ("documents", "rights"),
    ("document.schema.json", "numerals/role"): ("numerals", "role"),
    ("clusters.schema.json", "clusters/kind"): ("clusters", "kind"),
    ("clusters.schema.json", "focus_areas/emphasis"): ("focus_areas", "emphasis"),
    ("clusters.schema.json", "changes/kind"): ("cluster_changes", "kind"),
    ("targets.schema.json", "targets/comparator"): ("targets", "comparator"),
    ("targets.schema.json", "targets/unit"): ("targets", "unit"),
    ("targets.schema.json", "targets/deadline_basis"): ("targets", "deadline_basis"),
    ("targets.schema.json", "targets/strength"): ("targets", "strength"),
    ("targets.schema.json", "observations/comparator"): ("observations", "comparator"),
    ("targets.schema.json", "observations/unit"): ("observations", "unit"),
    ("agencies.schema.json", "measures/kind"): ("measures", "kind"),
    ("agencies.schema.json", "responsibilities/agencies/role"): ("responsibilities", "role"),
    ("layout.schema.json", "placements/role"): ("placements", "role"),
    ("layout.schema.json", "sites/kind"): ("sites", "kind"),
    ("layout.schema.json", "sites/action"): ("sites", "action"),
    ("layout.schema.json", "layout_rules/scope"): ("layout_rules", "scope"),
    ("registry-areas.schema.json", "areas/kind"): ("areas", "kind"),
    ("registry-agencies.schema.json", "agencies/kind"): ("agencies", "kind"),
    ("registry-indicators.schema.json", "indicators/measure"): ("indicators", "measure"),
    ("registry-sectors.schema.json", "sectors/scheme"): ("sectors", "scheme"),
}
# fields that only order the work of the person who writes them; no table publishes their values
UNPUBLISHED = {("document.schema.json", "outside/reason"), ("document.schema.json", "page_marks")}
UNPUBLISHED |= {("document.schema.json", "counts/counts"), ("document.schema.json", "dismissed/list")}


def validator(name: str) -> Draft202012Validator:
    registry: Any = Registry().with_resources((n, Resource.from_contents(s)) for n, s in SCHEMAS.items())
    return Draft202012Validator(SCHEMAS[name], registry=registry, format_checker=FormatChecker(["date"]))


def examples(keyword: str) -> list[Any]:
    return [
        pytest.param(name, example, id=f"{name.removesuffix('.schema.json')}-{position}")
        for name in NAMES
        for position, example in enumerate(SCHEMAS[name][keyword])
    ]


def properties(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema with its path, list entries left out of it: targets/comparator."""
    waiting = list(SCHEMAS[name].get("properties", {}).items())
    while waiting:
        path, schema = waiting.pop(0)
        yield path, schema
        inner = schema.get("items", schema).get("properties", {})
        waiting.extend((f"{path}/{key}", value) for key, value in inner.items())


def published(table: str, field: str) -> list[str]:
    fields = json.loads((ROOT / "schemas" / "tables" / f"{table}.json").read_text(encoding="utf-8"))["fields"]
    values: list[str] = next(each["constraints"]["enum"] for each in fields if each["name"] == field)
    return values


ALL_PROPERTIES = [
    pytest.param(schema, id=f"{name.removesuffix('.schema.json')}-{path}")
    for name in NAMES
    for path, schema in properties(name)
]
DEFINITIONS = [pytest.param(schema, id=name) for name, schema in SCHEMAS["common.schema.json"]["$defs"].items()]
ENUMS = {(name, path): schema["enum"] for name in NAMES for path, schema in properties(name) if "enum" in schema}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_json_schema_2020_12(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_goes_by_the_name_of_its_file(name: str) -> None:
    assert SCHEMAS[name]["$id"] == name


@pytest.mark.parametrize("path", RECORDS, ids=[path.name for path in RECORDS])
def test_a_schema_file_is_written_in_the_one_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(("name", "example"), examples("examples"))
def test_a_good_example_is_good(name: str, example: Any) -> None:
    assert [error.message for error in validator(name).iter_errors(example)] == []


@pytest.mark.parametrize(("name", "example"), examples("x-invalid-examples"))
def test_a_bad_example_is_bad(name: str, example: Any) -> None:
    assert not validator(name).is_valid(example)


@pytest.mark.parametrize("schema", [pytest.param(SCHEMAS[name], id=name) for name in SCHEMAS])
def test_a_schema_says_what_it_is_in_both_languages(schema: dict[str, Any]) -> None:
    assert BOTH_LANGUAGES.search(schema["title"])
    assert BOTH_LANGUAGES.search(schema["description"])


@pytest.mark.parametrize("schema", ALL_PROPERTIES)
def test_a_property_is_named_in_both_languages_or_refers_to_what_is(schema: dict[str, Any]) -> None:
    assert "$ref" in schema or BOTH_LANGUAGES.search(schema.get("title", ""))
    assert BOTH_LANGUAGES.search(schema.get("title", "甲 / A"))
    assert BOTH_LANGUAGES.search(schema.get("description", "甲。/ A"))


@pytest.mark.parametrize("schema", DEFINITIONS)
def test_a_shared_definition_is_described_in_both_languages(schema: dict[str, Any]) -> None:
    assert BOTH_LANGUAGES.search(schema["title"])
    assert BOTH_LANGUAGES.search(schema["description"])


@pytest.mark.parametrize("schema", DEFINITIONS)
def test_an_example_of_a_shared_definition_fits_it(schema: dict[str, Any]) -> None:
    checker = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    assert [error.message for example in schema.get("examples", []) for error in checker.iter_errors(example)] == []


@pytest.mark.parametrize("schema", ALL_PROPERTIES)
def test_a_reference_leads_to_a_shared_definition(schema: dict[str, Any]) -> None:
    references = [each["$ref"] for each in (schema, schema.get("items", {})) if "$ref" in each]
    names = [reference.removeprefix("common.schema.json#/$defs/") for reference in references]
    assert set(names) <= set(SCHEMAS["common.schema.json"]["$defs"])


@pytest.mark.parametrize("schema", ALL_PROPERTIES)
def test_every_text_and_list_has_a_bound(schema: dict[str, Any]) -> None:
    if schema.get("type") == "array":
        assert schema["minItems"] >= 1
        assert schema["maxItems"]
    if schema.get("type") == "object":
        assert schema["additionalProperties"] is False


@pytest.mark.parametrize("schema", [*ALL_PROPERTIES, *DEFINITIONS])
def test_a_pattern_is_held_at_both_ends_and_knows_only_ascii_digits(schema: dict[str, Any]) -> None:
    pattern = schema.get("pattern", "^[0-9]$")
    assert pattern.startswith("^")
    assert "\\d" not in pattern
    re.compile(pattern)


@pytest.mark.parametrize(("record", "table"), SAME_VALUES.items(), ids=["-".join(each) for each in SAME_VALUES])
def test_a_record_takes_the_values_that_its_table_publishes(record: tuple[str, str], table: tuple[str, str]) -> None:
    assert ENUMS[record] == published(*table)


def test_no_list_of_values_is_left_without_a_table() -> None:
    assert set(ENUMS) - UNPUBLISHED == set(SAME_VALUES)


def test_a_measure_takes_the_instruments_that_its_table_labels() -> None:
    fields = json.loads((ROOT / "schemas" / "tables" / "measures.json").read_text(encoding="utf-8"))["fields"]
    labelled = next(field for field in fields if field["name"] == "instruments")["enum_labels"]
    items = SCHEMAS["agencies.schema.json"]["properties"]["measures"]["items"]["properties"]["instruments"]["items"]
    assert items["enum"] == list(labelled)


def test_cue_words_are_listed_for_exactly_the_values_of_their_field() -> None:
    cues = json.loads((ROOT / "schemas" / "cues.json").read_text(encoding="utf-8"))["fields"]
    listed = {name: list(field["cues"]) for name, field in cues.items() if name != "measures.instruments"}
    assert listed == {name: published(*name.split(".")) for name in listed}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "seeds").glob("**/*.yaml")), ids=lambda path: path.parent.name + "-" + path.stem
)
def test_a_record_file_tells_editors_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    prefix = "registry-" if path.parent.name == "registry" else ""
    assert (path.parent / schema).resolve() == ROOT / "schemas" / "records" / f"{prefix}{path.stem}.schema.json"

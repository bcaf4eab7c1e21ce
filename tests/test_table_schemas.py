"""The table schemas against the published data model, the Data Package 2.0 profile and frictionless."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest

SCHEMAS = Path(__file__).parent.parent / "schemas"
PROFILE = json.loads((files("dplib") / "profiles/2.0/tableschema.json").read_text(encoding="utf-8"))
PROVENANCE = "document_id section_id quote char_start char_end crosses_break note note_en"

# The promise to users: these tables with these fields in this order.
FIELDS = {
    "documents": "document_id kind title title_en number issuer area_id issued published period_start"
    " period_end source_url captured source_sha256 source_characters completeness rights note note_en",
    "sections": "section_id document_id parent_id number path level heading char_start char_end note note_en",
    "sectors": "sector_id scheme code name name_en",
    "areas": "area_id name full_name name_en kind division_code parent_id members longitude latitude"
    " tile_column tile_row aliases source source_en",
    "indicators": "indicator_id name name_en unit measure definition definition_en words",
    "clusters": "cluster_id name name_en kind category category_en position horizon_min_years"
    f" horizon_max_years expectation aliases sector_id {PROVENANCE}",
    "focus_areas": f"focus_area_id cluster_id name name_en emphasis position {PROVENANCE}",
    "cluster_changes": "change_id kind from_name from_name_en from_cluster_id to_name to_cluster_id change_group"
    f" {PROVENANCE}",
    "targets": "target_id indicator_id cluster_id area_id condition comparator value value_max unit unit_noun"
    " value_text baseline_text deadline deadline_text deadline_basis strength subject_text overridden"
    f" {PROVENANCE}",
    "observations": "observation_id indicator_id cluster_id area_id condition comparator value value_max unit"
    " unit_noun value_text baseline_text period_start period_end period_text forecast subject_text overridden"
    f" {PROVENANCE}",
    "target_matches": "target_id observation_id status ratio reason",
    "numerals": "numeral_id document_id text role rule record_table record_id section_id char_start char_end"
    " note note_en",
    "agencies": "agency_id name name_en aliases area_id kind successor_id note note_en",
    "measures": f"measure_id kind number heading heading_en instruments {PROVENANCE}",
    "responsibilities": "responsibility_id agency_id agency_text role measure_id cluster_id shared"
    f" {PROVENANCE}",
    "placements": f"placement_id cluster_id focus_area_id area_id area_text role {PROVENANCE}",
    "sites": f"site_id name name_en kind action area_id cluster_id {PROVENANCE}",
    "layout_rules": "rule_id scope minimum maximum value_text applies_to observed_minimum observed_maximum"
    f" observed holds {PROVENANCE}",
}
RECORD_TABLES = [name for name, fields in FIELDS.items() if "crosses_break" in fields]


def read_schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / "tables" / f"{table}.json").read_text(encoding="utf-8"))
    return schema


def read_field(table: str, name: str) -> dict[str, Any]:
    return next(field for field in read_schema(table)["fields"] if field["name"] == name)


ALL_FIELDS = [
    pytest.param(field, id=f"{table}.{field['name']}")
    for table in FIELDS
    for field in read_schema(table)["fields"]
]
ENUM_FIELDS = [
    pytest.param(field, id=f"{table}.{field['name']}")
    for table in FIELDS
    for field in read_schema(table)["fields"]
    if "enum" in field.get("constraints", {})
]
LIST_FIELDS = [
    pytest.param(field, id=f"{table}.{field['name']}")
    for table in FIELDS
    for field in read_schema(table)["fields"]
    if "delimiter" in field
]
FOREIGN_KEYS = [
    pytest.param(table, key, id=f"{table}.{key['fields'][0]}")
    for table in FIELDS
    for key in read_schema(table).get("foreignKeys", [])
]


def test_the_folder_holds_exactly_the_published_tables() -> None:
    assert {path.stem for path in (SCHEMAS / "tables").iterdir()} == set(FIELDS)


@pytest.mark.parametrize("table", FIELDS)
def test_a_table_has_the_promised_fields_in_the_promised_order(table: str) -> None:
    assert [field["name"] for field in read_schema(table)["fields"]] == FIELDS[table].split()


@pytest.mark.parametrize("table", FIELDS)
def test_a_table_follows_the_data_package_2_profile(table: str) -> None:
    errors = jsonschema.Draft7Validator(PROFILE).iter_errors(read_schema(table))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("table", FIELDS)
def test_frictionless_reads_a_table_schema(table: str) -> None:
    schema = frictionless.Schema.from_descriptor(read_schema(table))
    assert schema.field_names == FIELDS[table].split()


@pytest.mark.parametrize("table", FIELDS)
def test_a_table_names_itself_in_both_languages(table: str) -> None:
    schema = read_schema(table)
    assert schema["$schema"] == "https://datapackage.org/profiles/2.0/tableschema.json"
    assert schema["missingValues"] == [""]
    assert "fieldsMatch" not in schema
    assert_both_languages(schema)


@pytest.mark.parametrize("field", ALL_FIELDS)
def test_a_field_is_described_in_both_languages(field: dict[str, Any]) -> None:
    assert_both_languages(field)


@pytest.mark.parametrize("table", FIELDS)
def test_a_primary_key_stands_first_and_is_always_filled(table: str) -> None:
    schema = read_schema(table)
    key_fields = schema["fields"][: len(schema["primaryKey"])]
    assert [field["name"] for field in key_fields] == schema["primaryKey"]
    assert all(field["constraints"]["required"] for field in key_fields)


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_a_record_table_ends_with_the_provenance_fields(table: str) -> None:
    assert [field["name"] for field in read_schema(table)["fields"]][-8:] == PROVENANCE.split()


@pytest.mark.parametrize("name", ["note", "source"])
@pytest.mark.parametrize("table", FIELDS)
def test_what_is_said_in_chinese_is_said_in_english_beside_it(table: str, name: str) -> None:
    fields = [field["name"] for field in read_schema(table)["fields"]]
    assert list(pairwise(fields)).count((name, f"{name}_en")) == fields.count(name) == fields.count(f"{name}_en")


@pytest.mark.parametrize("table", [name for name in RECORD_TABLES if name != "cluster_changes"])
@pytest.mark.parametrize("name", PROVENANCE.split()[:-2])
def test_every_record_has_its_quote_and_place(table: str, name: str) -> None:
    assert read_field(table, name)["constraints"]["required"] is True


@pytest.mark.parametrize("name", PROVENANCE.split()[1:])
def test_only_editorial_cluster_changes_go_without_a_quote(name: str) -> None:
    assert "required" not in read_field("cluster_changes", name).get("constraints", {})


@pytest.mark.parametrize("field", ENUM_FIELDS)
def test_every_enum_value_has_a_label_in_both_languages(field: dict[str, Any]) -> None:
    assert list(field["enum_labels"]) == field["constraints"]["enum"]
    assert all(set(label) == {"zh", "en"} and all(label.values()) for label in field["enum_labels"].values())


def test_a_measure_lists_any_of_the_labelled_instruments() -> None:
    field = read_field("measures", "instruments")
    assert re.fullmatch(field["constraints"]["pattern"], "|".join(field["enum_labels"]))
    assert not re.fullmatch(field["constraints"]["pattern"], "fund|subsidy")
    assert all(set(label) == {"zh", "en"} for label in field["enum_labels"].values())


@pytest.mark.parametrize("field", LIST_FIELDS)
def test_a_list_field_says_how_its_values_are_joined(field: dict[str, Any]) -> None:
    assert field["delimiter"] == "|"
    assert field["type"] == "string"
    assert "以 | 连接" in field["description"]
    assert "joined with |" in field["description_en"]


@pytest.mark.parametrize("table", ["targets", "observations"])
def test_targets_and_observations_use_the_units_of_their_indicators(table: str) -> None:
    assert read_field(table, "unit")["enum_labels"] == read_field("indicators", "unit")["enum_labels"]


@pytest.mark.parametrize(("table", "key"), FOREIGN_KEYS)
def test_a_foreign_key_names_a_table_and_its_key(table: str, key: dict[str, Any]) -> None:
    target = read_schema(key["reference"]["resource"] or table)
    assert set(key["fields"]) <= set(FIELDS[table].split())
    assert key["reference"]["fields"] == target["primaryKey"]
    assert key["reference"]["resource"] != table, "a table refers to itself with an empty resource name"


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_a_record_refers_to_its_document_and_section(table: str) -> None:
    keys = {key["fields"][0]: key["reference"]["resource"] for key in read_schema(table)["foreignKeys"]}
    assert keys["document_id"] == "documents"
    assert keys["section_id"] == "sections"


@pytest.mark.parametrize(
    ("table", "field", "value", "fits"),
    [
        pytest.param("documents", "document_id", "shenzhen-2024-10-31", True, id="document-with-date"),
        pytest.param("documents", "document_id", "Dongguan-2024", False, id="capital-letter"),
        pytest.param("documents", "document_id", "dongguan--2024", False, id="two-hyphens"),
        pytest.param("sections", "section_id", "dongguan-2024/s2.1.3", True, id="section"),
        pytest.param("sections", "section_id", "dongguan-2024/s0", True, id="before-first-heading"),
        pytest.param("sections", "section_id", "dongguan-2024/2.1.3", False, id="section-without-s"),
        pytest.param("sections", "path", "2.1.3", True, id="path"),
        pytest.param("clusters", "cluster_id", "dongguan-2024/semiconductors", True, id="cluster"),
        pytest.param("clusters", "cluster_id", "semiconductors", False, id="cluster-without-document"),
        pytest.param("focus_areas", "focus_area_id", "dongguan-2024/ai/models", True, id="focus-area"),
        pytest.param("areas", "division_code", "441900401", True, id="nine-digit-code"),
        pytest.param("areas", "division_code", "４４１９００", False, id="full-width-code"),
        pytest.param("clusters", "aliases", "集成电路|芯片", True, id="two-aliases"),
        pytest.param("clusters", "aliases", "集成电路|", False, id="empty-alias"),
        pytest.param("targets", "overridden", "comparator|value_max", True, id="overridden"),
        pytest.param("layout_rules", "observed", "2–5", True, id="observed-range"),
    ],
)
def test_a_pattern_takes_only_the_written_form(table: str, field: str, value: str, fits: bool) -> None:
    assert (re.fullmatch(read_field(table, field)["constraints"]["pattern"], value) is not None) is fits


def read_packages() -> dict[str, Any]:
    packages: dict[str, Any] = json.loads((SCHEMAS / "packages.json").read_text(encoding="utf-8"))
    return packages


PACKAGES = [pytest.param(package, id=package["name"]) for package in read_packages()["packages"]]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_described_in_both_languages(package: dict[str, Any]) -> None:
    assert_both_languages(package)
    assert package["keywords"]
    assert package["keywords_en"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_begins_with_its_documents_and_sections(package: dict[str, Any]) -> None:
    assert package["tables"][:2] == ["documents", "sections"]


def test_the_four_packages_hold_every_table() -> None:
    packages = read_packages()["packages"]
    assert [package["name"] for package in packages] == ["clusters", "targets", "agencies", "spatial-layout"]
    assert {table for package in packages for table in package["tables"]} == set(FIELDS)


@pytest.mark.parametrize("name", ["packages", *(f"tables/{table}" for table in FIELDS)])
def test_a_schema_file_is_written_in_the_one_layout(name: str) -> None:
    text = (SCHEMAS / f"{name}.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def assert_both_languages(described: dict[str, Any]) -> None:
    assert re.search("[一-鿿]", described["title"])
    assert re.search("[一-鿿]", described["description"])
    assert re.search("[A-Za-z]", described["title_en"])
    assert re.search("[A-Za-z]", described["description_en"])
    assert described["description_en"].endswith(".")
    assert described["description"].endswith("。")

"""Tables of the tiny workspace, verdicts on targets, and the keys that no validator checks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pipeline.records import Plan, Registry
from pipeline.records.model import NamedAgency, Observation, Target
from pipeline.tables import Tables, build_tables, check_tables, read_table_schemas
from pipeline.tables.frames import build_frame, sort_key
from pipeline.tables.matches import judge, ratio


@pytest.fixture(scope="module")
def tables(tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path) -> Tables:
    return build_tables(tiny_plans, tiny_registry, schemas)


def row(tables: Tables, table: str, key: str) -> dict[str, object]:
    frame = tables[table]
    found = frame[frame.iloc[:, 0] == key]
    assert len(found) == 1
    return dict(zip(frame.columns, found.iloc[0], strict=True))


def test_every_table_of_the_schemas_has_its_fields_in_order(tables: Tables, schemas: Path) -> None:
    expected = {name: [f["name"] for f in schema["fields"]] for name, schema in read_table_schemas(schemas).items()}
    assert {name: list(frame.columns) for name, frame in tables.items()} == expected


def test_every_table_of_the_tiny_workspace_has_a_row(tables: Tables) -> None:
    assert [name for name, frame in tables.items() if frame.empty] == []


def test_the_tables_of_the_tiny_workspace_are_sound(tables: Tables, schemas: Path) -> None:
    assert check_tables(tables, schemas) == []


def test_a_value_is_an_exact_decimal(tables: Tables) -> None:
    target = row(tables, "targets", "xinzhou-2025/output-2027")
    assert target["value"] == Decimal("120000000000")
    assert isinstance(target["value"], Decimal)
    assert target["value_max"] is None


def test_a_quote_across_a_page_mark_keeps_its_own_words_and_its_place(
    tables: Tables, tiny_plans: tuple[Plan, ...]
) -> None:
    target = row(tables, "targets", "xinzhou-2025/output-2027")
    source = tiny_plans[1].source.text
    assert target["quote"] == "先进产业产值超过1200亿元"
    assert source[target["char_start"] : target["char_end"]] == "先进产业产值超过12\n2、00亿元"
    assert target["crosses_break"] is True
    assert target["section_id"] == "xinzhou-2025/s1"


def test_a_clause_that_names_three_focus_areas_becomes_rows_with_positions(tables: Tables) -> None:
    frame = tables["focus_areas"]
    rows = frame[frame["cluster_id"] == "xinzhou-2025/intelligent-equipment"].sort_values("position")
    assert rows[["focus_area_id", "name", "emphasis", "position"]].values.tolist() == [
        ["xinzhou-2025/intelligent-equipment/industrial-robots", "工业机器人", "develop", 1],
        ["xinzhou-2025/intelligent-equipment/cnc-machine-tools", "数控机床", "develop", 2],
        ["xinzhou-2025/intelligent-equipment/humanoid-robots", "人形机器人", "layout", 3],
    ]


def test_a_merger_of_two_clusters_becomes_two_rows_of_one_group(tables: Tables) -> None:
    frame = tables["cluster_changes"]
    rows = frame[frame["change_group"] == "xinzhou-2025/intelligent-equipment-merge"]
    assert rows["from_name_en"].tolist() == ["Machine tools", "Moulds"]
    assert rows[["change_id", "from_name", "from_cluster_id", "to_cluster_id"]].values.tolist() == [
        [
            "xinzhou-2025/intelligent-equipment-merge/1",
            "机床",
            "xinzhou-2021/machine-tools",
            "xinzhou-2025/intelligent-equipment",
        ],
        ["xinzhou-2025/intelligent-equipment-merge/2", "模具", "", "xinzhou-2025/intelligent-equipment"],
    ]


def test_an_editorial_change_has_no_place_in_the_text(tables: Tables) -> None:
    change = row(tables, "cluster_changes", "xinzhou-2025/new-materials-continue")
    assert change["quote"] == ""
    assert change["section_id"] == ""
    assert change["char_start"] is pd.NA
    assert change["crosses_break"] is None


def test_placements_of_clusters_and_focus_areas_have_telling_ids(tables: Tables) -> None:
    assert tables["placements"]["placement_id"].tolist() == [
        "xinzhou-2025/intelligent-equipment/xinzhou-baisha",
        "xinzhou-2025/intelligent-equipment/xinzhou-qingshi",
        "xinzhou-2025/new-materials/special-steel/xinzhou-baisha",
        "xinzhou-2025/new-materials/xinzhou-qingshi",
    ]


def test_an_agency_named_again_for_a_cluster_gets_its_role_and_then_a_number_in_the_id(
    tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path
) -> None:
    plan = tiny_plans[1]
    led = plan.responsibilities[1]
    again = replace(led, agencies=(NamedAgency(agency_id="xinzhou-stb", agency_text="市科技局", role="local"),))
    repeated = replace(plan, responsibilities=(led, again, again))
    built = build_tables([tiny_plans[0], repeated, tiny_plans[2]], tiny_registry, schemas)
    assert built["responsibilities"]["responsibility_id"].tolist() == [
        "xinzhou-2025/new-materials/xinzhou-stb",
        "xinzhou-2025/new-materials/xinzhou-stb-local",
        "xinzhou-2025/new-materials/xinzhou-stb-local-2",
    ]


def test_a_layout_rule_tells_what_the_placements_show(tables: Tables) -> None:
    rule = row(tables, "layout_rules", "xinzhou-2025/areas-per-cluster")
    assert [rule[name] for name in ("observed_minimum", "observed_maximum", "observed", "holds")] == [2, 2, "2", True]


def test_a_rule_of_a_document_without_placements_stays_open(
    tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path
) -> None:
    unplaced = replace(tiny_plans[1], placements=())
    built = build_tables([tiny_plans[0], unplaced, tiny_plans[2]], tiny_registry, schemas)
    rule = row(built, "layout_rules", "xinzhou-2025/areas-per-cluster")
    assert rule["observed"] == ""
    assert rule["holds"] is None


def test_aliases_and_members_are_joined(tables: Tables) -> None:
    assert row(tables, "areas", "xinzhou-east")["members"] == "xinzhou-baisha|xinzhou-qingshi"
    assert row(tables, "agencies", "xinzhou-iitb")["aliases"] == "市工业和信息化局|市工信局"


def test_numbers_inside_ids_sort_as_numbers() -> None:
    assert sorted(["plan/s10", "plan/s2", "plan/s2.1", "plan/s1"], key=sort_key) == [
        "plan/s1",
        "plan/s2",
        "plan/s2.1",
        "plan/s10",
    ]


def test_a_press_report_gives_its_quotes_and_no_other_text(tables: Tables) -> None:
    rows = tables["sections"][tables["sections"]["document_id"] == "xinzhou-2025-10-20"]
    assert rows["heading"].tolist() == [""]


SCHEMA = {
    "primaryKey": ["site_id"],
    "fields": [{"name": "site_id", "type": "string"}, {"name": "count", "type": "integer"}],
}


def test_a_row_that_lacks_a_field_is_our_fault() -> None:
    with pytest.raises(ValueError, match=r"a row of sites differs from its schema in \['count'\]"):
        build_frame("sites", SCHEMA, [{"site_id": "a"}])


def test_a_row_with_an_unknown_field_is_our_fault() -> None:
    with pytest.raises(ValueError, match=r"a row of sites differs from its schema in \['color'\]"):
        build_frame("sites", SCHEMA, [{"site_id": "a", "count": 1, "color": "red"}])


@pytest.mark.parametrize("value", ["1", Decimal("1"), True], ids=["text", "decimal", "truth-value"])
def test_a_value_of_another_type_is_our_fault(value: object) -> None:
    with pytest.raises(TypeError, match=r"sites\.count is of type integer"):
        build_frame("sites", SCHEMA, [{"site_id": "a", "count": value}])


def a_target(comparator: str, value: str, **more: object) -> Target:
    fields = {"deadline": date(2025, 12, 31), "value_text": "", "unit": "count", "strength": "expected", **more}
    return Target(
        pointer=(), target_id="t", indicator_id="i", area_id="a", comparator=comparator, value=Decimal(value), **fields
    )


def an_observation(comparator: str, value: str, **more: object) -> Observation:
    fields = {"period_end": date(2025, 12, 31), "value_text": "", "unit": "count", **more}
    return Observation(
        pointer=(),
        observation_id="o",
        indicator_id="i",
        area_id="a",
        comparator=comparator,
        value=Decimal(value),
        **fields,
    )


@pytest.mark.parametrize(
    ("target", "seen", "status"),
    [
        pytest.param(("gt", "100"), ("eq", "101"), "met", id="超过100:达101"),
        pytest.param(("gt", "100"), ("eq", "100"), "not-met", id="超过100:达100"),
        pytest.param(("gt", "100"), ("gt", "100"), "met", id="超过100:超过100"),
        pytest.param(("ge", "100"), ("eq", "100"), "met", id="不少于100:达100"),
        pytest.param(("ge", "100"), ("eq", "99.9"), "not-met", id="不少于100:达99.9"),
        pytest.param(("ge", "100"), ("gt", "90"), "cannot-tell", id="不少于100:超过90"),
        pytest.param(("ge", "100"), ("lt", "90"), "not-met", id="不少于100:低于90"),
        pytest.param(("eq", "100"), ("eq", "120"), "met", id="达到100:达120"),
        pytest.param(("approx", "100"), ("approx", "101"), "met", id="约100:约101"),
        pytest.param(("le", "3"), ("eq", "2"), "met", id="前三:第二"),
        pytest.param(("le", "3"), ("eq", "4"), "not-met", id="前三:第四"),
        pytest.param(("lt", "3"), ("eq", "3"), "not-met", id="低于3:3"),
        pytest.param(("lt", "3"), ("gt", "1"), "cannot-tell", id="低于3:超过1"),
    ],
)
def test_an_observation_at_the_deadline_settles_a_target(
    target: tuple[str, str], seen: tuple[str, str], status: str
) -> None:
    assert judge(a_target(*target), an_observation(*seen), rate=False).status == status


def test_a_range_is_met_by_its_lower_number() -> None:
    target = a_target("range", "10", value_max=Decimal("15"))
    assert judge(target, an_observation("eq", "10"), rate=False).status == "met"
    assert judge(target, an_observation("range", "8", value_max=Decimal("9")), rate=False).status == "not-met"


def test_a_value_below_the_target_before_its_deadline_is_not_yet_a_failure() -> None:
    seen = an_observation("eq", "90", period_end=date(2025, 9, 30))
    assert judge(a_target("ge", "100"), seen, rate=False).status == "not-yet"


def test_a_forecast_settles_nothing() -> None:
    seen = an_observation("eq", "200", forecast=True)
    assert judge(a_target("ge", "100"), seen, rate=False).status == "cannot-tell"


def test_a_rate_of_another_period_settles_nothing() -> None:
    seen = an_observation("eq", "28.3", period_end=date(2025, 9, 30))
    assert judge(a_target("ge", "12"), seen, rate=True).status == "cannot-tell"
    assert judge(a_target("ge", "12"), an_observation("eq", "28.3"), rate=True).status == "met"


def test_a_target_without_deadline_can_be_met_but_not_missed() -> None:
    target = a_target("ge", "100", deadline=None)
    assert judge(target, an_observation("eq", "100"), rate=False).status == "met"
    assert judge(target, an_observation("eq", "99"), rate=False).status == "cannot-tell"


@pytest.mark.parametrize(
    ("target", "seen", "expected"),
    [
        pytest.param("25000", "24800", "0.992", id="exact"),
        pytest.param("3", "2", "0.6667", id="rounded"),
        pytest.param("80000", "4", "0.0000", id="half-to-even-down"),
        pytest.param("80000", "12", "0.0002", id="half-to-even-up"),
        pytest.param("0.000000000001", "1600000000000", "1600000000000000000000000", id="large"),
    ],
)
def test_a_ratio_is_exact_to_four_places(target: str, seen: str, expected: str) -> None:
    assert ratio(a_target("ge", target), an_observation("eq", seen)) == Decimal(expected)


def test_a_target_of_more_than_nothing_has_no_ratio() -> None:
    assert ratio(a_target("gt", "0"), an_observation("eq", "1")) is None


def test_a_pair_that_differs_in_area_is_listed_as_a_near_miss(
    tiny_plans: tuple[Plan, ...], tiny_registry: Registry, schemas: Path
) -> None:
    report = tiny_plans[2]
    elsewhere = replace(report.observations[0], area_id="xinzhou-baisha")
    built = build_tables([*tiny_plans[:2], replace(report, observations=(elsewhere,))], tiny_registry, schemas)
    assert built["target_matches"][["status", "reason"]].values.tolist() == [
        ["cannot-tell", "differs in area / 地区不同"],
        ["cannot-tell", "differs in area / 地区不同"],
    ]


@pytest.mark.parametrize(
    ("table", "line", "field", "value", "expected"),
    [
        pytest.param(
            "sites",
            0,
            "cluster_id",
            "xinzhou-2025/lost",
            "sites.csv:2:7: reference-resolves: table clusters has no xinzhou-2025/lost",
            id="foreign-key",
        ),
        pytest.param(
            "targets",
            1,
            "target_id",
            "xinzhou-2021/high-tech-enterprises-2023",
            "targets.csv:3:1: key-unique: key xinzhou-2021/high-tech-enterprises-2023 stands on line 2 already",
            id="repeated-key",
        ),
        pytest.param(
            "target_matches",
            3,
            "observation_id",
            "",
            "target_matches.csv:5:1: key-filled: key target_id, observation_id must not be empty",
            id="half-a-key",
        ),
        pytest.param(
            "documents",
            0,
            "source_sha256",
            "0" * 64 + "\n",
            f"documents.csv:2:14: pattern: source_sha256: {'0' * 64}\\u000a does not fit [0-9a-f]{{64}}",
            id="line-break-after-a-pattern",
        ),
        pytest.param(
            "numerals",
            0,
            "record_id",
            "xinzhou-2021/lost",
            "numerals.csv:2:7: reference-resolves: table targets has no xinzhou-2021/lost",
            id="record-of-a-numeral",
        ),
    ],
)
def test_a_broken_key_is_found_at_its_cell(
    tables: Tables, schemas: Path, table: str, line: int, field: str, value: str, expected: str
) -> None:
    broken = tables[table].copy()
    broken.loc[line, field] = value
    problems = check_tables({**tables, table: broken}, schemas)
    assert expected in [f"{p.location}: {p.rule}: {p.en}" for p in problems]


def test_a_repeated_unique_key_is_found(tables: Tables, schemas: Path, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    schema = json.loads((schemas / "tables" / "sectors.json").read_text(encoding="utf-8"))
    schema["uniqueKeys"] = [["scheme"]]
    (tmp_path / "tables" / "sectors.json").write_text(json.dumps(schema), encoding="utf-8")
    problems = check_tables(tables, tmp_path)
    assert [p.en for p in problems] == ["key sei-2018 stands on line 2 already"]

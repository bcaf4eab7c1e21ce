"""Record files read strictly: what YAML may not do, where each fault stands, and that text stays text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from linear import assert_linear

from pipeline.problems import Location
from pipeline.records import Plan, Shapes, plan_folders, read_plan, read_registry
from pipeline.records.strict import DEEPEST, LARGEST_FILE, Refused, read_yaml

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "cases" / "base" / "seeds"
SHAPES = Shapes(ROOT / "schemas" / "records")


def refusal(content: bytes | str) -> tuple[str, int, int]:
    """Rule, line and column of the first thing that strict YAML does not allow."""
    with pytest.raises(Refused) as refused:
        read_yaml("targets.yaml", content.encode("utf-8") if isinstance(content, str) else content)
    problem = refused.value.problem
    assert problem.location.path == "targets.yaml"
    return problem.rule, problem.location.line, problem.location.column


def read_base() -> Plan:
    plan, problems = read_plan(BASE / "plans" / "yunxi-2025", "plans/yunxi-2025", SHAPES)
    assert problems == []
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("written", "text"),
    [
        pytest.param("no", "no", id="no-is-not-false"),
        pytest.param("Yes", "Yes", id="yes-is-not-true"),
        pytest.param("true", "true", id="true-waits-for-the-schema"),
        pytest.param("012", "012", id="leading-zero-is-not-octal"),
        pytest.param("0x1F", "0x1F", id="hexadecimal"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param("1e3", "1e3", id="exponent"),
        pytest.param(".inf", ".inf", id="infinity"),
        pytest.param("12:30:45", "12:30:45", id="sexagesimal"),
        pytest.param("2024-09-14", "2024-09-14", id="date"),
        pytest.param("2.10", "2.10", id="trailing-zero"),
        pytest.param("'null'", "null", id="quoted-null"),
        pytest.param('"2.5万家"', "2.5万家", id="quoted-text"),
        pytest.param("超过 2.5万家", "超过 2.5万家", id="space"),
        pytest.param(">-\n    甲\n    乙", "甲 乙", id="folded-block"),
        pytest.param("=SUM(A1)", "=SUM(A1)", id="formula-waits-for-the-schema"),
    ],
)
def test_a_scalar_stays_the_text_that_is_written(written: str, text: str) -> None:
    assert read_yaml("targets.yaml", f"value_text: {written}\n".encode()).tree == {"value_text": text}


@pytest.mark.parametrize(
    ("content", "where"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", ("yaml-duplicate-key", 3, 1), id="duplicate-key"),
        pytest.param('a: 1\n"a": 3\n', ("yaml-duplicate-key", 2, 1), id="duplicate-key-in-quotes"),
        pytest.param("a: {b: 1, b: 2}\n", ("yaml-duplicate-key", 1, 11), id="duplicate-key-in-a-line"),
        pytest.param("a: &x 1\n", ("yaml-no-anchor", 1, 4), id="anchor"),
        pytest.param("&x a: 1\n", ("yaml-no-anchor", 1, 1), id="anchor-of-a-key"),
        pytest.param("a: &x [1]\n", ("yaml-no-anchor", 1, 4), id="anchor-of-a-list"),
        pytest.param("a: 1\nb: *x\n", ("yaml-no-anchor", 2, 4), id="alias"),
        pytest.param("a: !!int 1\n", ("yaml-no-tag", 1, 4), id="tag"),
        pytest.param("a: !!python/object:os.system x\n", ("yaml-no-tag", 1, 4), id="tag-of-an-object"),
        pytest.param("a: ! 1\n", ("yaml-no-tag", 1, 4), id="tag-without-a-name"),
        pytest.param("a: !x {b: 1}\n", ("yaml-no-tag", 1, 4), id="tag-of-a-mapping"),
        pytest.param("a: 1\n<<: {b: 1}\n", ("yaml-no-merge", 2, 1), id="merge-key"),
        pytest.param("a: 1\n---\nb: 2\n", ("yaml-one-document", 2, 1), id="second-document"),
        pytest.param("? [a, b]\n: 1\n", ("yaml-key", 1, 3), id="a-list-as-key"),
        pytest.param("", ("yaml-empty", 1, 1), id="empty-file"),
        pytest.param("\n# 待补\n\n", ("yaml-empty", 1, 1), id="only-a-comment"),
        pytest.param("a:\nb: 1\n", ("yaml-empty-value", 1, 1), id="no-value"),
        pytest.param("a: 1\nb:\n", ("yaml-empty-value", 2, 1), id="no-value-at-the-end"),
        pytest.param("a: 1\nb: ''\n", ("yaml-empty-value", 2, 1), id="empty-text"),
        pytest.param("a: ~\n", ("yaml-empty-value", 1, 1), id="tilde"),
        pytest.param("a: null\n", ("yaml-empty-value", 1, 1), id="null"),
        pytest.param("a: NULL\n", ("yaml-empty-value", 1, 1), id="capital-null"),
        pytest.param("a:\n  -\n  - 1\n", ("yaml-empty-value", 2, 4), id="empty-entry-of-a-list"),
        pytest.param('"": 1\n', ("yaml-empty-value", 1, 1), id="empty-key"),
        pytest.param("\ufeffa: 1\n", ("yaml-plain-text", 1, 1), id="byte-order-mark"),
        pytest.param("a: 东\ufeff莞\n", ("yaml-plain-text", 1, 5), id="byte-order-mark-inside"),
        pytest.param("a: 1\nb: 东\u202e莞\n", ("yaml-plain-text", 2, 5), id="turned-direction"),
        pytest.param("a: 1 # 东\u2066莞\n", ("yaml-plain-text", 1, 9), id="turned-direction-in-a-comment"),
        pytest.param('a: "东\\u202e莞"\n', ("yaml-plain-text", 1, 4), id="turned-direction-as-an-escape"),
        pytest.param("a: 东\x07莞\n", ("yaml-plain-text", 1, 5), id="bell"),
        pytest.param("a: 东\x00莞\n", ("yaml-plain-text", 1, 5), id="null-character"),
        pytest.param("a: 东\x85莞\n", ("yaml-plain-text", 1, 5), id="next-line"),
        pytest.param("a: 东\u2028莞\n", ("yaml-plain-text", 1, 5), id="line-separator"),
        pytest.param("a: 1\nb: x\ty\n", ("yaml-plain-text", 2, 4), id="tab"),
        pytest.param("a: |\n  东\n  莞\n", ("yaml-plain-text", 1, 4), id="several-lines"),
        pytest.param("a: b: c\n", ("yaml-syntax", 1, 5), id="colon"),
        pytest.param("a: 1\n\tb: 2\n", ("yaml-syntax", 2, 1), id="tab-as-indent"),
        pytest.param("a: [1\n", ("yaml-syntax", 2, 1), id="open-bracket"),
        pytest.param("a: '1\n", ("yaml-syntax", 2, 1), id="open-quote"),
        pytest.param("a: 1\n东莞\n", ("yaml-syntax", 3, 1), id="no-colon"),
        pytest.param("a: %东\n", ("yaml-syntax", 1, 4), id="percent-sign"),
    ],
)
def test_what_strict_yaml_refuses_has_its_place(content: str, where: tuple[str, int, int]) -> None:
    assert refusal(content) == where


def test_half_a_character_is_refused() -> None:
    rule, line, _ = refusal('a: "\\ud800"\n')
    assert rule in {"yaml-plain-text", "yaml-syntax"}
    assert line == 1


def test_bytes_that_are_not_utf8_have_their_place_in_characters() -> None:
    assert refusal("a: 1\nb: 东莞".encode() + "市".encode("gbk")) == ("yaml-utf8", 2, 6)


def test_a_file_has_a_largest_size() -> None:
    line = b"# 0123456789\n"
    assert refusal(line * (LARGEST_FILE // len(line) + 1)) == ("yaml-size", 1, 1)


def test_a_file_may_be_nested_as_deep_as_the_limit() -> None:
    content = "[" * DEEPEST + "a" + "]" * DEEPEST
    with pytest.raises(Refused, match="nested deeper"):
        read_yaml("targets.yaml", f"[{content}]".encode())
    assert read_yaml("targets.yaml", ("[" * 31 + "a" + "]" * 31).encode()).tree


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("{" * 100_000, id="braces"),
        pytest.param("[\n" * 100_000, id="brackets-on-lines"),
        pytest.param("- " * 100_000, id="dashes"),
        pytest.param("? " * 100_000, id="question-marks"),
        pytest.param("{a: " * 50_000, id="mappings"),
        pytest.param("[a, " * 50_000, id="lists-with-words"),
        pytest.param("a: " * 80_000, id="colons"),
        pytest.param("!" * 100_000, id="exclamation-marks"),
        pytest.param("&a " * 80_000, id="anchors"),
        pytest.param("".join(" " * depth + "-\n" for depth in range(700)), id="stairs"),
        pytest.param('a: "' + "\\n" * 100_000, id="escapes"),
    ],
)
def test_a_file_made_to_hurt_is_refused_in_time(content: str) -> None:
    refusal(content)
    assert_linear(lambda length: refusal(content[:length]), size=len(content) // 10, largest=len(content))


def test_every_key_and_value_has_its_place() -> None:
    content = "targets:\n  - quote: 𠀀区产值\n    area: {id: a, text: '东'}\n"
    file = read_yaml("targets.yaml", content.encode())
    assert file.tree == {"targets": [{"quote": "𠀀区产值", "area": {"id": "a", "text": "东"}}]}
    assert file.at_key(("targets", 0, "quote")) == Location("targets.yaml", 2, 5)
    assert file.at(("targets", 0, "quote")) == Location("targets.yaml", 2, 12)
    assert file.at(("targets", 0, "area", "text")) == Location("targets.yaml", 3, 25)


def test_a_value_that_is_not_there_has_the_place_of_the_entry_around_it() -> None:
    file = read_yaml("targets.yaml", b"targets:\n  - quote: a\n")
    assert file.at(("targets", 0, "value")) == Location("targets.yaml", 2, 5)
    assert file.at_key(("targets", 7, "value")) == Location("targets.yaml", 2, 3)


def test_windows_line_ends_are_line_ends() -> None:
    file = read_yaml("targets.yaml", b"a: 1\r\nb: 2\r\n")
    assert file.tree == {"a": "1", "b": "2"}
    assert file.at(("b",)) == Location("targets.yaml", 2, 4)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        pytest.param("targets", "value: 600", "value: 6OO", 20, "value: 6OO should be a number", id="letter-o"),
        pytest.param("targets", "value: 600", "value: ６００", 20, "value: ６００ should be a number", id="full-width"),
        pytest.param("targets", "value: 600", "value: 6_00", 20, "value: 6_00 should be a number", id="underscore"),
        pytest.param("targets", "value: 600", "value: 6e2", 20, "value: 6e2 should be a number", id="exponent"),
        pytest.param("targets", "value: 600", "value: .nan", 20, "value: .nan should be a number", id="not-a-number"),
        pytest.param("layout", "minimum: 2", "minimum: 2.0", 22, "minimum: 2.0 should be a whole", id="decimal"),
        pytest.param("layout", "minimum: 2", "minimum: -2", 22, "minimum: -2 is out of bounds", id="negative"),
        pytest.param("agencies", "shared: true", "shared: True", 18, "shared: True should be true", id="capital-true"),
    ],
)
def test_the_schema_types_a_scalar_only_where_it_is_written_plainly(
    file: str, old: str, new: str, line: int, message: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(BASE / "plans" / "yunxi-2025", tmp_path / "yunxi-2025")
    path = folder / f"{file}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    plan, problems = read_plan(folder, "yunxi-2025", SHAPES)
    assert plan is None
    assert [(problem.location.line, problem.en.startswith(message)) for problem in problems] == [(line, True)]


def test_a_plan_is_read_whole_and_in_order() -> None:
    plan = read_base()
    assert plan.document_id == "yunxi-2025"
    assert [target.target_id for target in plan.targets][:2] == ["value-added-2027", "high-tech-enterprises-2027"]
    assert str(plan.targets[0].value) == "120000000000"
    assert [name.name for clause in plan.focus_areas for name in clause.names] == ["先进陶瓷", "碳纤维", "柔性电极"]
    assert plan.changes[0].from_[0].name == "通用航空"
    assert plan.at(plan.targets[0].pointer) == Location("plans/yunxi-2025/targets.yaml", 3, 5)


def test_a_quote_of_a_plan_has_its_place_and_section() -> None:
    plan = read_base()
    place = plan.place(plan.measures[0])
    assert plan.source.words(place.span) == "强化资金支持"
    assert plan.section_at(place.span.start).path == "3.1"


def test_a_reference_gets_the_prefix_of_its_document() -> None:
    assert read_base().full_id("new-materials") == "yunxi-2025/new-materials"
    assert read_base().full_id("yunxi-2021/new-materials") == "yunxi-2021/new-materials"


def test_all_faults_of_all_files_of_a_plan_come_at_once(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE / "plans" / "yunxi-2025", tmp_path / "yunxi-2025")
    (folder / "layout.yaml").write_text("sites: []\n", encoding="utf-8")
    (folder / "targets.yaml").write_text("targets:\n", encoding="utf-8")
    (folder / "README").write_text("", encoding="utf-8")
    (folder / "source.txt").unlink()
    _, problems = read_plan(folder, "yunxi-2025", SHAPES)
    assert sorted(problem.location.path.split("/")[1] for problem in problems) == [
        "README",
        "layout.yaml",
        "source.txt",
        "targets.yaml",
    ]


def test_plan_folders_are_sorted_and_files_beside_them_are_none(tmp_path: Path) -> None:
    seeds = shutil.copytree(BASE, tmp_path / "seeds")
    (seeds / "plans" / "README.md").write_text("", encoding="utf-8")
    assert [folder.name for folder in plan_folders(seeds)] == ["yunxi-2021", "yunxi-2025"]


def test_the_registry_is_looked_up_by_id() -> None:
    registry, problems = read_registry(BASE / "registry", "registry", SHAPES)
    assert problems == []
    assert registry is not None
    assert registry.area["yunxi-donghu"].full_name == "东湖镇"
    assert registry.agency["yunxi-economy"].successor_id == "yunxi-industry"
    assert registry.indicator["value-added"].unit == "CNY"
    assert registry.sector["sei-2018-materials"].code == "3"


def test_a_registry_with_a_fault_is_not_read(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE / "registry", tmp_path / "registry")
    (folder / "sectors.yaml").write_text("sectors: none\n", encoding="utf-8")
    registry, problems = read_registry(folder, "registry", SHAPES)
    assert registry is None
    assert [(str(problem.location), problem.rule) for problem in problems] == [("registry/sectors.yaml:1:10", "schema")]

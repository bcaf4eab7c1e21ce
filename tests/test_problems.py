"""A problem printed as a line, as JSON and as an annotation; text from a file stays on its line and within bounds."""

from __future__ import annotations

import json

import pytest

from pipeline.problems import (
    LONGEST_EXCERPT,
    Location,
    Problem,
    excerpt,
    nearest,
    write_github,
    write_json,
    write_text,
)

TARGETS = "seeds/plans/dongguan-2024/targets.yaml"
LATER = Problem(Location(TARGETS, 41, 12), "quote-in-source", "原文中没有“甲”", "“甲” is not in the source")
SOONER = Problem(Location(TARGETS, 9, 3), "schema", "缺少 value", "value is missing")


def test_a_problem_is_one_clickable_line_in_chinese() -> None:
    assert write_text([LATER], "zh") == f"{TARGETS}:41:12: quote-in-source: 原文中没有“甲”\n"


def test_a_problem_is_one_clickable_line_in_english() -> None:
    assert write_text([LATER], "en") == f"{TARGETS}:41:12: quote-in-source: “甲” is not in the source\n"


def test_problems_come_in_the_order_of_their_lines() -> None:
    lines = write_text([LATER, SOONER], "en").splitlines()
    assert [line.split(":")[1] for line in lines] == ["9", "41"]


def test_no_problems_print_nothing() -> None:
    assert write_text([], "zh") == ""
    assert write_github([]) == ""
    assert write_json([]) == "[]\n"


def test_json_holds_place_rule_and_both_messages() -> None:
    assert json.loads(write_json([LATER])) == [
        {
            "path": TARGETS,
            "line": 41,
            "column": 12,
            "rule": "quote-in-source",
            "message": {"zh": "原文中没有“甲”", "en": "“甲” is not in the source"},
        }
    ]


def test_json_is_written_for_people_too() -> None:
    assert "原文中没有" in write_json([LATER])
    assert write_json([LATER]).endswith("]\n")


def test_an_annotation_stands_on_the_line_in_both_languages() -> None:
    assert write_github([SOONER]) == (
        f"::error file={TARGETS},line=9,col=3,title=schema::缺少 value / value is missing\n"
    )


@pytest.mark.parametrize(
    ("path", "message", "written"),
    [
        pytest.param("a,b:c.yaml", "好", "file=a%2Cb%3Ac.yaml", id="a-path-with-commas-and-colons"),
        pytest.param("a.yaml", "100%\r\n::warning::x", "100%25%0D%0A::warning::x", id="a-message-with-a-command"),
    ],
)
def test_nothing_in_an_annotation_can_start_another(path: str, message: str, written: str) -> None:
    printed = write_github([Problem(Location(path), "schema", message, message)])
    assert written in printed
    assert printed.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("产值\n突破", "产值\\u000a突破", id="line-break"),
        pytest.param("\x1b[31m红", "\\u001b[31m红", id="terminal-colour"),
        pytest.param("东\u202e莞", "东\\u202e莞", id="turned-direction"),
        pytest.param("东\u2067莞", "东\\u2067莞", id="isolate"),
        pytest.param("东\ufeff莞", "东\\ufeff莞", id="byte-order-mark"),
        pytest.param("东\u2028莞", "东\\u2028莞", id="line-separator"),
        pytest.param("“甲”（乙）𠀀", "“甲”（乙）𠀀", id="plain-words"),
        pytest.param(25000, "25000", id="number"),
    ],
)
def test_an_excerpt_is_safe_on_one_line(text: object, shown: str) -> None:
    assert excerpt(text) == shown


def test_an_excerpt_has_an_end() -> None:
    assert excerpt("字" * LONGEST_EXCERPT) == "字" * LONGEST_EXCERPT
    assert excerpt("字" * (LONGEST_EXCERPT + 1)) == "字" * LONGEST_EXCERPT + "…"
    assert len(excerpt("字" * 1_000_000)) == LONGEST_EXCERPT + 1


def test_a_path_is_escaped_in_a_location() -> None:
    assert str(Location("a\nb.yaml", 2, 3)) == "a\\u000ab.yaml:2:3"


def test_the_nearest_word_is_named() -> None:
    assert nearest("comparater", ["area_id", "comparator", "value"]) == "comparator"


def test_no_word_is_near() -> None:
    assert nearest("weather", ["area_id", "comparator", "value"]) is None
    assert nearest("weather", []) is None

"""Every rule has a case that breaks it, with the message and the place it must give; every odd but right case passes.

A case in tests/cases/{invalid,valid} names edits to a copy of tests/cases/base, an invented workspace without
problems. An invalid case is named after the rule it breaks; one case, one reason. After a change of words
`pytest tests/test_checks.py --bless` writes the messages of all cases anew, to be read before they are committed.
"""

from __future__ import annotations

import ast
import hashlib
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.checks import LATER_CHECKS, PLAN_CHECKS, REGISTRY_CHECKS, check
from pipeline.problems import Problem
from pipeline.records import Shapes, plan_folders, read_plan, read_registry

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
SHAPES = Shapes(ROOT / "schemas" / "records")
RULE_NAME = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")  # quote-in-source
RULE_POSITION = {"Problem": 1, "fault": 3, "difference": 3, "_refused": 2}  # where a call names its rule


def read_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return case


def find_cases(kind: str) -> list[Any]:
    return [pytest.param(read_case(path), id=path.stem) for path in sorted((CASES / kind).glob("*.yaml"))]


def make_workspace(folder: Path, case: dict[str, Any]) -> Path:
    """A copy of the base workspace with the case's edits; its folder of seeds."""
    seeds = folder / "seeds"
    shutil.copytree(CASES / "base" / "seeds", seeds)
    for edit in case["edits"]:
        make_edit(seeds / edit["file"], edit)
    for source in seeds.glob("plans/*/source.txt") if case.get("source_is_meant") else ():
        state_source(source)
    return seeds


def make_edit(path: Path, edit: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    if "old" in edit:
        text = path.read_text(encoding="utf-8")
        assert text.count(edit["old"]) == 1, f"{edit['old']!r} must stand once in {path.name}"
        path.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
    elif "link_to" in edit:
        path.unlink(missing_ok=True)
        path.symlink_to(edit["link_to"])
    elif "bytes" in edit:
        path.write_bytes(bytes.fromhex(edit["bytes"]))
    elif "text" in edit:
        path.write_text(edit["text"] * edit.get("times", 1), encoding="utf-8")
    else:
        path.unlink()


def state_source(source: Path) -> None:
    """Lets document.yaml state the checksum and length of an edited source."""
    text = source.read_text(encoding="utf-8")
    document = source.parent / "document.yaml"
    record = document.read_text(encoding="utf-8")
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    record = re.sub("source_sha256: .{64}", f"source_sha256: {sha256}", record)
    record = re.sub("source_characters: [0-9]+", f"source_characters: {len(text)}", record)
    document.write_text(record, encoding="utf-8")


def find_problems(seeds: Path) -> list[Problem]:
    """Everything `plans check` finds in a workspace."""
    read = [read_plan(folder, f"plans/{folder.name}", SHAPES) for folder in plan_folders(seeds)]
    registry, found = read_registry(seeds / "registry", "registry", SHAPES)
    plans = [plan for plan, _ in read if plan]
    for _, problems in read:
        found = [*found, *problems]
    return sorted([*found, *(check(plans, registry, ROOT / "schemas") if registry else [])])


def accept(path: Path, found: list[dict[str, str]]) -> None:
    """Writes what was found into the case; its reason and edits stay as they are."""
    yaml, written = YAML(), io.StringIO()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump({"problems": found}, written)
    above = path.read_text(encoding="utf-8").partition("problems:\n")[0]
    path.write_text(above + written.getvalue(), encoding="utf-8")


def rules_in(path: Path) -> set[str]:
    """The rule ids that the code of one module writes into problems."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := getattr(node.func, "id", "")) in RULE_POSITION:
            rule = node.args[RULE_POSITION[name]] if len(node.args) > RULE_POSITION[name] else None
            if isinstance(rule, ast.Constant) and RULE_NAME.fullmatch(str(rule.value)):
                found.add(str(rule.value))
    return found


INVALID = find_cases("invalid")
VALID = find_cases("valid")
CHECKS = [each.__name__.replace("_", "-") for each in (*PLAN_CHECKS, *REGISTRY_CHECKS)]
MODULES = {
    f"{each.__module__.replace('.', '/')}.py" for each in (*PLAN_CHECKS, *LATER_CHECKS, *REGISTRY_CHECKS)
}
SOURCES = [*(ROOT / module for module in MODULES), *(ROOT / "pipeline" / "records").glob("*.py")]
SOURCES.append(ROOT / "pipeline" / "checks" / "__init__.py")
RULES = sorted(set(CHECKS).union(*map(rules_in, SOURCES)))


def test_the_base_workspace_has_no_problems(tmp_path: Path) -> None:
    assert find_problems(make_workspace(tmp_path, {"edits": []})) == []


@pytest.mark.parametrize("case", VALID)
def test_an_unusual_but_right_workspace_passes(case: dict[str, Any], tmp_path: Path) -> None:
    assert find_problems(make_workspace(tmp_path, case)) == [], case["why"]


@pytest.mark.parametrize("case", INVALID)
def test_a_broken_rule_is_found_at_its_place_with_its_message(
    case: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found = [
        {"at": str(problem.location), "rule": problem.rule, "zh": problem.zh, "en": problem.en}
        for problem in find_problems(make_workspace(tmp_path, case))
    ]
    if request.config.getoption("--bless"):
        accept(CASES / "invalid" / f"{request.node.callspec.id}.yaml", found)
    else:
        assert found == case["problems"], case["why"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case_that_breaks_it(rule: str) -> None:
    broken = {problem["rule"] for case in INVALID for problem in case.values[0]["problems"]}
    assert rule in broken, f"write tests/cases/invalid/{rule}.yaml"


@pytest.mark.parametrize("case", INVALID)
def test_a_case_is_named_after_the_rule_it_breaks(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    named = re.sub(r"-[0-9]+\Z", "", request.node.callspec.id)
    assert named in {problem["rule"] for problem in case["problems"]}


@pytest.mark.parametrize("each", [*PLAN_CHECKS, *REGISTRY_CHECKS], ids=CHECKS)
def test_a_check_says_its_rule_in_its_docstring(each: Any) -> None:
    assert (each.__doc__ or "").strip().endswith(".")
    assert each.__name__.replace("_", "-") in RULES


@pytest.mark.parametrize("case", INVALID)
def test_a_message_is_one_line_in_each_language(case: dict[str, Any]) -> None:
    for problem in case["problems"]:
        assert re.search("[一-鿿]", problem["zh"])
        assert re.search("[A-Za-z]{2}", problem["en"])
        assert "\n" not in problem["zh"] + problem["en"]

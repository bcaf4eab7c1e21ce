"""The command line: exit codes, languages, formats, and what goes to which stream."""

from __future__ import annotations

import fcntl
import json
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from pipeline.__main__ import run
from pipeline.build import Workspace
from pipeline.command_line.languages import CHINESE_COMMANDS, read_language

NO_LOCALE: dict[str, str] = {}


@pytest.fixture
def broken(tiny: Workspace) -> Workspace:
    """The tiny workspace with one wrong digit."""
    path = tiny.seeds / "plans" / "xinzhou-2025" / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 300", "value: 301"), encoding="utf-8")
    return tiny


def at(workspace: Workspace) -> list[str]:
    return ["--root", str(workspace.root)]


def test_clean_files_end_with_0_and_nothing_on_standard_output(
    tiny: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", *at(tiny)], NO_LOCALE) == 0
    assert capsys.readouterr() == ("", "no problems\n")


def test_a_problem_ends_with_1_and_one_clickable_line(broken: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *at(broken)], NO_LOCALE) == 1
    output, notes = capsys.readouterr()
    assert output.startswith("seeds/plans/xinzhou-2025/targets.yaml:20:12: amount-reread: value says 301")
    assert output.count("\n") == 1
    assert notes == "problems: 1, in files: 1\n"


def test_messages_are_chinese_on_request(broken: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--lang", "zh", *at(broken)], NO_LOCALE) == 1
    output, notes = capsys.readouterr()
    assert "value 写的是 301" in output
    assert notes == "1 个文件中有 1 个问题\n"


def test_json_is_for_programs(broken: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", *at(broken)], NO_LOCALE) == 1
    problem = json.loads(capsys.readouterr().out)[0]
    assert (problem["path"], problem["line"], problem["column"]) == ("seeds/plans/xinzhou-2025/targets.yaml", 20, 12)
    assert set(problem["message"]) == {"zh", "en"}


def test_github_marks_the_line(broken: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "github", *at(broken)], NO_LOCALE) == 1
    assert capsys.readouterr().out.startswith("::error file=seeds/plans/xinzhou-2025/targets.yaml,line=20,col=12,")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["chekc"], id="command"),
        pytest.param(["check", "--fromat", "json"], id="option"),
        pytest.param(["check", "--format", "xml"], id="format"),
        pytest.param(["serve", "--port", "99999"], id="port"),
        pytest.param(["check", "--root", "/nowhere"], id="root"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments, NO_LOCALE) == 2
    assert capsys.readouterr().err


def test_serving_before_building_says_what_to_do(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", *at(tiny)], NO_LOCALE) == 2
    assert capsys.readouterr().err == "plans: there is no website yet; run plans build first\n"


@pytest.fixture
def mismatched(tiny: Workspace) -> Workspace:
    """The tiny workspace with a table schema that our builder does not fill."""
    (tiny.root / "schemas").unlink()
    shutil.copytree(Path(__file__).parent.parent / "schemas", tiny.root / "schemas")
    path = tiny.root / "schemas" / "tables" / "sites.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["fields"].append({"name": "color", "type": "string"})
    path.write_text(json.dumps(schema), encoding="utf-8")
    return tiny


def test_a_fault_of_ours_ends_with_3_in_one_line(mismatched: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--no-site", *at(mismatched)], NO_LOCALE) == 3
    assert capsys.readouterr().err == (
        "plans: a fault of this program: ValueError: a row of sites differs from its schema in ['color']; "
        "run again with --debug and report it as CONTRIBUTING.md says\n"
    )


def test_debug_shows_where_our_fault_is(mismatched: Workspace) -> None:
    with pytest.raises(ValueError, match="a row of sites differs"):
        run(["build", "--no-site", "--debug", *at(mismatched)], NO_LOCALE)


def test_another_build_in_the_same_place_ends_with_4(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny.root / ".dist").mkdir()
    with (tiny.root / ".dist" / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert run(["build", "--no-site", *at(tiny)], NO_LOCALE) == 4
    assert "another build is running here" in capsys.readouterr().err


def test_a_taken_port_ends_with_4(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (tiny.root / "dist" / "site").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", "--port", str(taken.getsockname()[1]), *at(tiny)], NO_LOCALE) == 4
    assert "this machine failed" in capsys.readouterr().err


def test_a_build_says_what_to_do_next(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--no-site", *at(tiny)], NO_LOCALE) == 0
    assert capsys.readouterr() == ("", "dist/ is up to date; look at it with plans serve\n")
    assert (tiny.root / "dist" / "data" / "targets" / "datapackage.json").exists()


def test_the_nearest_workspace_around_is_used(tiny: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny.seeds / "plans" / "xinzhou-2025")
    assert run(["check"], NO_LOCALE) == 0


def test_serving_says_the_address_and_shows_the_site(tiny: Workspace) -> None:
    (tiny.root / "dist" / "site").mkdir(parents=True)
    (tiny.root / "dist" / "site" / "index.html").write_text("新洲", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "serve", "--port", "0", *at(tiny)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            address = server.stderr.readline().split()[0]
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address) as answer:
                assert answer.read().decode("utf-8") == "新洲"
        finally:
            server.terminate()


@pytest.mark.parametrize("command", ["build", "check", "serve", "read", "add", "draft"])
def test_help_teaches_with_examples_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"], NO_LOCALE) == 0
    assert capsys.readouterr().out.count(f"plans {command}") >= 2
    assert run([command, "--help"], {"LANG": "zh_CN.UTF-8"}) == 0
    output = capsys.readouterr().out
    assert CHINESE_COMMANDS[command].split("\n")[0] in output
    assert output.count(f"plans {command}") >= 2


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        pytest.param([], {}, "en", id="nothing"),
        pytest.param([], {"LANG": "zh_CN.UTF-8"}, "zh", id="LANG"),
        pytest.param([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en", id="LC_ALL-first"),
        pytest.param([], {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh", id="empty-LC_ALL"),
        pytest.param(["check", "--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en", id="option"),
        pytest.param(["--lang=zh", "check"], {}, "zh", id="option-in-front"),
    ],
)
def test_the_language_is_the_options_or_the_locales(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert read_language(arguments, environment) == language


def test_checking_needs_neither_pandas_nor_frictionless(tiny: Workspace) -> None:
    program = (
        "import sys; from pipeline.__main__ import run; "
        f"run(['check', '--root', {str(tiny.root)!r}], {{}}); "
        "print(sorted({'pandas', 'frictionless', 'mkdocs', 'rich'} & set(sys.modules)))"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert finished.stdout == "[]\n"


PLAN = """新洲市低空经济行动方案（2026—2028年）
为发展低空经济，制定本方案。
一、发展目标
到2028年，低空经济规模达到1.5亿元以上，引进企业3—5家。
二、重点任务
（一）壮大低空经济。建设起降点。（市交通运输局牵头）
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_reading_prints_every_list_with_exact_decimals(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(plan_file)], NO_LOCALE) == 0
    output = capsys.readouterr().out
    findings = json.loads(output)
    assert list(findings) == [
        "clusters",
        "focus_areas",
        "cluster_changes",
        "targets",
        "observations",
        "measures",
        "responsibilities",
        "placements",
        "numerals",
    ]
    output_of_2028, companies = findings["targets"]
    assert '"value": 150000000, "value_max": null, "unit": "CNY", "unit_noun": null, "deadline": "2028-12-31"' in output
    assert list(output_of_2028)[-4:] == ["quote", "char_start", "char_end", "rule"]
    assert PLAN[output_of_2028["char_start"] : output_of_2028["char_end"]] == output_of_2028["quote"]
    assert (companies["comparator"], companies["value"], companies["value_max"]) == ("range", 3, 5)
    assert findings["responsibilities"][0]["agency_text"] == "市交通运输局"
    assert {found["text"]: found["role"] for found in findings["numerals"]}["3—5家"] == "target"


def test_reading_prints_the_same_as_yaml(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(plan_file), "--format", "yaml"], NO_LOCALE) == 0
    output = capsys.readouterr().out
    assert "cluster_changes: []\ntargets:\n  - indicator_text: " in output
    assert "    value: 150000000\n    value_max: null\n    unit: CNY\n" in output
    assert "    deadline: 2028-12-31\n    strength: expected\n" in output


def test_a_plan_of_the_collection_is_read_by_its_id(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "xinzhou-2025", *at(tiny)], NO_LOCALE) == 0
    targets = json.loads(capsys.readouterr().out)["targets"]
    assert "国家高新技术企业达到300家以上" in [target["quote"] for target in targets]


def test_reading_nothing_that_exists_ends_with_2(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "nowhere-2024", *at(tiny)], NO_LOCALE) == 2
    assert capsys.readouterr().err == "plans: nowhere-2024 is neither a file nor the id of a plan\n"


def test_a_file_that_cannot_be_captured_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"")
    assert run(["read", str(tmp_path / "scan.pdf")], NO_LOCALE) == 1
    assert capsys.readouterr().out.startswith(f"{tmp_path}/scan.pdf:1:1: file-size: ")


def test_adding_names_each_draft_and_what_the_registry_lacks(
    tiny: Workspace, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", str(plan_file), "--id", "xinzhou-2026", *at(tiny)], NO_LOCALE) == 0
    output, notes = capsys.readouterr()
    assert "seeds/plans/xinzhou-2026/targets.yaml: targets: 引进企业3—5家\n" in output
    assert "agencies.yaml has no “市交通运输局”; add it as xinzhou-jiaotongyunshu-ju, or name the one it is\n" in notes
    assert notes.endswith("then run plans check: it names what is still missing\n")


def test_adding_again_points_to_drafting(
    tiny: Workspace, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", str(plan_file), "--id", "xinzhou-2025", *at(tiny)], NO_LOCALE) == 2
    assert "plans draft xinzhou-2025" in capsys.readouterr().err


def test_drafting_a_plan_that_is_not_there_ends_with_2(tiny: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "nowhere-2024", "--lang", "zh", *at(tiny)], NO_LOCALE) == 2
    assert "新规划请用 plans add" in capsys.readouterr().err

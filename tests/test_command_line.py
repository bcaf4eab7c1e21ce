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


@pytest.mark.parametrize("command", ["build", "check", "serve"])
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

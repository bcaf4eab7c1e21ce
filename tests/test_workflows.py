"""The workflow files, issue forms and make targets: clean by the public validators, and a planted fault is found."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from workspaces import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = [GITHUB / "ISSUE_TEMPLATE" / name for name in ("propose-plan.yml", "wrong-value.yml")]
BIN = Path(sys.executable).parent
# uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
PINNED = re.compile(r"uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+\Z")
TARGET = re.compile(r"make(?: --silent)? ([a-z-]+)(?: >> \"\$GITHUB_STEP_SUMMARY\")?\Z")


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, arguments)], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    options = ("--offline", "--no-config", "--persona", "pedantic", "--no-progress", "--color=never")
    return run(BIN / "zizmor", *options, *paths)


def read_yaml(path: Path) -> dict:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def steps_of(path: Path) -> list[dict]:
    return [step for job in read_yaml(path)["jobs"].values() for step in job["steps"]]


def test_the_three_workflows_are_there() -> None:
    assert [path.stem for path in WORKFLOWS] == ["links", "publish", "validate"]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
    ids=["workflows", "forms", "form-settings", "dependabot"],
)
def test_github_s_own_schemas_hold(schema: str, paths: list[Path]) -> None:
    found = run(BIN / "check-jsonschema", "--builtin-schema", schema, *paths)
    assert found.returncode == 0, found.stdout


def test_the_linters_find_nothing() -> None:
    assert run(BIN / "yamllint", "--strict", ".github", ".yamllint.yaml", cwd=REPOSITORY).stdout == ""
    found = zizmor(GITHUB)
    assert (found.returncode, found.stdout.strip()) == (0, "No findings to report. Good job!"), found.stdout


@pytest.mark.parametrize(
    ("name", "before", "after", "audit"),
    [
        (
            "validate.yml",
            "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
            "actions/checkout@v6",
            "unpinned-uses",
        ),
        ("validate.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("validate.yml", "  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        (
            "validate.yml",
            "run: make annotate",
            'run: echo "${{ github.event.pull_request.title }}"',
            "template-injection",
        ),
        ("publish.yml", "        with:\n          persist-credentials: false\n", "", "artipacked"),
    ],
    ids=["unpinned-action", "wide-permission", "stranger-with-secrets", "script-injection", "kept-credentials"],
)
def test_a_planted_fault_is_found(tmp_path: Path, name: str, before: str, after: str, audit: str) -> None:
    text = (GITHUB / "workflows" / name).read_text(encoding="utf-8")
    assert before in text
    planted = tmp_path / ".github" / "workflows" / name
    planted.parent.mkdir(parents=True)
    planted.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = zizmor(tmp_path)
    assert found.returncode != 0
    assert f"[{audit}]" in found.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_hash_with_its_version_beside(path: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines()]
    used = [line for line in lines if line.startswith("uses:")]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_shell_line_is_a_make_target(path: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for step in steps_of(path):
        if "run" in step:
            found = TARGET.fullmatch(step["run"])
            assert found, step["run"]
            assert f"\n{found.group(1)}:" in makefile


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_permitted_to_the_workflow_as_a_whole(path: Path) -> None:
    workflow = read_yaml(path)
    assert workflow["permissions"] == {}
    assert all(job["permissions"] for job in workflow["jobs"].values())


def test_strangers_changes_run_without_any_write_permission() -> None:
    jobs = read_yaml(GITHUB / "workflows" / "validate.yml")["jobs"]
    assert {value for job in jobs.values() for value in job["permissions"].values()} == {"read"}


def test_the_form_for_a_wrong_value_asks_what_the_site_fills_in() -> None:
    asked = {entry.get("id") for entry in read_yaml(FORMS[1])["body"]}
    assert {"record", "page", "wrong", "right"} <= asked


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile, the version, and a `gh` that writes down what it was asked and knows one release."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, tmp_path)
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(
        '#!/bin/sh\necho "$*" >> asked.txt\ncase "$1 $2" in "release list") cat tags.txt;;\n'
        '"run download") mkdir -p "$7"; touch "$7/plans.zip" "$7/MANIFEST.json";; esac\n'
    )
    gh.chmod(0o755)
    return tmp_path


def make(checkout: Path, target: str, tags: str) -> list[str]:
    (checkout / "tags.txt").write_text(tags)
    environment = {**os.environ, "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}", "RUN": "7", "COMMIT": "abc"}
    done = run("make", "--silent", target, f"PYTHON={sys.executable}", cwd=checkout, env=environment)
    assert done.returncode == 0, done.stderr
    return (checkout / "asked.txt").read_text().splitlines()


def version() -> str:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def test_a_new_version_becomes_a_release_with_the_archives(checkout: Path) -> None:
    asked = make(checkout, "github-release", "v0.0.1\n")
    assert asked[1] == "run download 7 --name archives --dir .cache/archives"
    assert asked[2].startswith(
        f"release create v{version()} .cache/archives/plans.zip .cache/archives/MANIFEST.json --target abc"
    )


def test_a_released_version_is_left_alone(checkout: Path) -> None:
    assert len(make(checkout, "github-release", f"v0.0.1\nv{version()}\n")) == 1


def test_the_archives_of_earlier_releases_are_fetched_one_by_one(checkout: Path) -> None:
    asked = make(checkout, "earlier-releases", "v0.2.0\nv0.1.0\n")
    assert asked[1:] == [
        f"release download {tag} --pattern plans.zip --output .cache/releases/{tag}.zip --clobber"
        for tag in ("v0.2.0", "v0.1.0")
    ]

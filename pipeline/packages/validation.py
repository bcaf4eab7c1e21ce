"""A written package held against the standard: frictionless for its rows, the v2 profile for its descriptor.

In: a package's folder. Out: problems at `<package>/<file>:<line>:<column>`. The profile ships inside dplib, so
that no network is needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.problems import Location, Problem, excerpt

DESCRIPTOR = "datapackage.json"
LONGEST_MESSAGE = 300


def validate_package(folder: Path) -> list[Problem]:
    """Every fault of the package in `folder`, sorted."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    broken = sorted(profile_problems(f"{folder.name}/{DESCRIPTOR}", descriptor))
    return broken or sorted(_frictionless_problems(folder))


def profile_problems(path: str, descriptor: Any) -> Iterator[Problem]:
    """What the v2 profile finds in a descriptor, at the path it is called by."""
    from jsonschema import Draft7Validator

    profile = json.loads((files("dplib") / "profiles/2.0/datapackage.json").read_text(encoding="utf-8"))
    for error in Draft7Validator(profile).iter_errors(descriptor):
        where = "/".join(map(str, error.absolute_path))
        words = excerpt(f"{where}: {error.message}", LONGEST_MESSAGE)
        yield _problem(Location(path), "data-package-profile", words)


def _frictionless_problems(folder: Path) -> Iterator[Problem]:
    from frictionless import Package

    report = Package(str(folder / DESCRIPTOR)).validate()
    for error in report.errors:
        yield _problem(Location(f"{folder.name}/{DESCRIPTOR}"), error.type, error.message)
    for task in report.tasks:
        for warning in task.warnings:
            yield _problem(Location(f"{folder.name}/{task.place}"), "validation-incomplete", warning)
        for error in task.errors:
            row, field = getattr(error, "row_number", None) or 1, getattr(error, "field_number", None) or 1
            yield _problem(Location(f"{folder.name}/{task.place}", row, field), error.type, error.message)


def _problem(where: Location, rule: str, words: str) -> Problem:
    shown = excerpt(words, LONGEST_MESSAGE)
    return Problem(where, rule, f"数据包校验：{shown}", f"package validation: {shown}")

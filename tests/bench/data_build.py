"""The data build beside `frictionless validate` of the packages it makes; goal: at most twice as long."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.runs import run_in_turn

PACKAGES = ("clusters", "targets", "agencies", "spatial-layout")


def main() -> None:
    """Prints both medians, their ratio, and the time and memory of `plans check`."""
    root = Path(__file__).parents[2]
    plans = [sys.executable, "-m", "pipeline"]
    descriptors = [str(root / "dist" / "data" / name / "datapackage.json") for name in PACKAGES]
    validate = "import frictionless, sys; sys.exit(not all(frictionless.validate(p).valid for p in sys.argv[1:]))"
    runs = run_in_turn(
        {
            "plans build --no-site": [*plans, "build", "--no-site", "--root", str(root)],
            "frictionless validate": [sys.executable, "-c", validate, *descriptors],
            "plans check": [*plans, "check", "--root", str(root)],
        }
    )
    for name, run in runs.items():
        print(f"{name}: median {run.median:.2f} s, peak {run.memory:.0f} MiB")
    ratio = runs["plans build --no-site"].median / runs["frictionless validate"].median
    print(f"data build / frictionless validate: {ratio:.2f} (goal: at most 2)")

"""Building everything beside the site generator alone on the same pages; goal: at most twice as long."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.runs import run_in_turn

# Builds both editions of the pages that the last build left, into a folder that is thrown away.
GENERATE = """\
import shutil, sys
from pathlib import Path
from pipeline.build import Workspace
from pipeline.generator import build_site
root, out = map(Path, sys.argv[1:])
shutil.rmtree(out, ignore_errors=True)
publication = Workspace(root, "0.1.0").publication
sys.exit(bool(build_site(root, root / "dist" / "pages", out, publication.address, publication.version)))
"""


def main() -> None:
    """Prints both medians, their peak memory and their ratio."""
    root = Path(__file__).parents[2]
    everything = [sys.executable, "-m", "pipeline", "build", "--root", str(root)]
    with TemporaryDirectory() as folder:
        generate = [sys.executable, "-c", GENERATE, str(root), str(Path(folder) / "site")]
        runs = run_in_turn({"plans build": everything, "site generator": generate})
    for name, run in runs.items():
        print(f"{name}: median {run.median:.2f} s, peak {run.memory:.0f} MiB")
    ratio = runs["plans build"].median / runs["site generator"].median
    print(f"building everything / site generator: {ratio:.2f} (goal: at most 2)")

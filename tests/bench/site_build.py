"""Building everything beside building the website alone; goal: at most twice as long.

Everything is `plans build`: packages, formats, API, metadata, archives and website. The website alone is the same walk
without them: records read and checked, tables, pages and the site generator. The generator's own time stands beside.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.runs import run_in_turn

ROOT = Path(__file__).parents[2]
PARTS = ("seeds", "schemas", "site", "mkdocs.yml")
WEBSITE = """\
import sys
from pathlib import Path
from pipeline.build import CHECK, PAGES, READ, SITE, TABLES, Workspace, build
workspace = Workspace(Path(sys.argv[1]), "0.1.0")
sys.exit(bool(build(workspace, (READ, CHECK, TABLES, PAGES, SITE), lambda stage: None)))
"""
GENERATOR = """\
import shutil, sys
from pathlib import Path
from pipeline.build import Workspace
from pipeline.generator import build_site
root = Path(sys.argv[1])
shutil.rmtree(root / "site-alone", ignore_errors=True)
publication = Workspace(root, "0.1.0").publication
pages, site = root / "dist" / "pages", root / "site-alone"
sys.exit(bool(build_site(root, pages, site, publication.address, publication.version)))
"""


def main() -> None:
    """Prints the medians, peak memory and both ratios."""
    with TemporaryDirectory() as folder:
        everything, website = _workspace(Path(folder), "everything"), _workspace(Path(folder), "website")
        runs = run_in_turn(
            {
                "plans build": [sys.executable, "-m", "pipeline", "build", "--root", everything],
                "website alone": [sys.executable, "-c", WEBSITE, website],
                "site generator": [sys.executable, "-c", GENERATOR, website],
            }
        )
    for name, run in runs.items():
        print(f"{name}: median {run.median:.2f} s, peak {run.memory:.0f} MiB")
    whole = runs["plans build"].median
    print(f"building everything / website alone: {whole / runs['website alone'].median:.2f} (goal: at most 2)")
    print(f"building everything / site generator: {whole / runs['site generator'].median:.2f}")


def _workspace(folder: Path, name: str) -> str:
    """A workspace of its own with the repository's records and pages."""
    root = folder / name
    root.mkdir()
    for part in PARTS:
        (root / part).symlink_to(ROOT / part)
    return str(root)

"""The same tree of pages, configuration and overrides builds with Zensical, the generator that can follow MkDocs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workspaces import REPOSITORY

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PLACES = re.compile(r"^( *)(docs_dir|site_dir|custom_dir|INHERIT): .*$", re.MULTILINE)  # "docs_dir: dist/pages/zh"


@pytest.fixture(scope="module")
def zensical(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions, built by Zensical below one folder, because it wants everything below its configuration file."""
    root = tmp_path_factory.mktemp("zensical")
    shutil.copytree(built_site.parent / "pages", root / "pages")
    shutil.copytree(REPOSITORY / "site" / "overrides", root / "overrides")
    for name, source, language in (("zh.yml", "mkdocs.yml", "zh"), ("en.yml", "site/en.yml", "en")):
        values = {
            "docs_dir": f"pages/{language}",
            "site_dir": f"built/{language}",
            "custom_dir": "overrides",
            "INHERIT": "zh.yml",
        }
        text = (REPOSITORY / source).read_text(encoding="utf-8")
        placed = PLACES.sub(lambda found: f"{found[1]}{found[2]}: {values[found[2]]}", text)  # noqa: B023  used at once
        (root / name).write_text(placed, encoding="utf-8")
        command = [str(Path(sys.executable).parent / "zensical"), "build", "--config-file", name]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, COLOUR.sub("", done.stdout + done.stderr)[:3000]
    return root / "built"


def pages_below(folder: Path, *, without: tuple[str, ...] = ()) -> list[str]:
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return [path for path in found if not path.startswith(without)]


def test_both_generators_make_the_same_list_of_pages(built_site: Path, zensical: Path) -> None:
    assert pages_below(zensical / "zh") == pages_below(built_site, without=("en/", "data/"))
    assert pages_below(zensical / "en") == pages_below(built_site / "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_says_the_same(built_site: Path, zensical: Path, language: str) -> None:
    ours = built_site if language == "zh" else built_site / "en"
    path = "clusters/dongguan-2024/low-altitude-economy/index.html"
    block = re.compile(r'<div class="pl">.*?</h1>', re.DOTALL)
    assert block.findall((zensical / language / path).read_text(encoding="utf-8")) == block.findall(
        (ours / path).read_text(encoding="utf-8")
    )

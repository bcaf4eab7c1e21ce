"""Lighthouse on the pages people meet first, as a phone sees them; skipped where Node is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from chromium import SWITCHES
from workspaces import REPOSITORY

pytestmark = pytest.mark.browser

COMMAND = REPOSITORY / ".cache" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None or not COMMAND.exists():
        pytest.skip("no Node or no Lighthouse; tests/browser/lighthouse.sh installs it where Node is")
    return found


@pytest.mark.parametrize(
    "path",
    ["", "documents/dongguan-2024/", "clusters/dongguan-2024/low-altitude-economy/", "targets/", "en/places/dongguan/"],
    ids=["home", "document", "cluster", "targets", "city-in-english"],
)
def test_lighthouse_gives_at_least_95_and_nothing_moves(
    node: str, chromium: str, address: str, path: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    command = [
        node, str(COMMAND), f"{address}/{path}", "--output=json", f"--output-path={report}", "--quiet",
        "--only-categories=accessibility,performance,seo,best-practices",
        f"--chrome-flags=--headless=new {' '.join(SWITCHES)} --user-data-dir={tmp_path / 'profile'}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=180)
    found = json.loads(report.read_text(encoding="utf-8"))
    failed = [key for key, audit in found["audits"].items() if audit["score"] == 0]
    assert found["categories"]["accessibility"]["score"] >= 0.95, failed
    assert found["categories"]["best-practices"]["score"] >= 0.95, failed
    assert found["audits"]["cumulative-layout-shift"]["numericValue"] <= 0.05

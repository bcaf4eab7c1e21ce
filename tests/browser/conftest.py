"""The built site of the real documents, served on this machine, and a Chromium that talks to nobody else."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from chromium import SWITCHES, QuietHandler, find_chromium
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the tests are skipped, in CI they fail."""
    found = find_chromium()
    if found is None and os.environ.get("CI"):
        pytest.fail("no Chromium found; tests/browser/chromium.sh installs Debian's")
    if found is None:
        pytest.skip("no Chromium found; set PLANS_CHROMIUM or run tests/browser/chromium.sh")
    return found


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        yield running
        running.close()

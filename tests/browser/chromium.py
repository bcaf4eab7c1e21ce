"""A Chromium that talks to nobody else, and a server that writes no log."""

from __future__ import annotations

import os
import shutil
from http.server import SimpleHTTPRequestHandler

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path that PLANS_CHROMIUM names, or that of the first Chromium found."""
    return os.environ.get("PLANS_CHROMIUM") or next((path for path in map(shutil.which, NAMES) if path), None)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, format: str, *args: object) -> None:
        return

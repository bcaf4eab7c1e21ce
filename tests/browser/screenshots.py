"""Pictures of every page type in every form, for a person to look at: `make screenshots`.

Out: .cache/screenshots/<language>-<width>-<scheme>/<page type>.png and an index.html beside them.
"""

from __future__ import annotations

import threading
from functools import partial
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path

from chromium import SWITCHES, QuietHandler, find_chromium
from page_types import LANGUAGES, PAGE_TYPES, SCHEMES, WIDTHS
from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).parent.parent.parent
OUT = REPOSITORY / ".cache" / "screenshots"
TALLEST = 6000  # pixels of a page that are kept


def main() -> None:
    """Photographs dist/site."""
    handler = partial(QuietHandler, directory=str(REPOSITORY / "dist" / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(SWITCHES))
        for form in forms():
            photograph(browser, f"http://127.0.0.1:{server.server_port}", *form)
        browser.close()
    server.shutdown()
    (OUT / "index.html").write_text(index(), encoding="utf-8")
    print(OUT.relative_to(REPOSITORY) / "index.html")


def forms() -> list[tuple[str, str, str]]:
    """Language, width and scheme of every form."""
    return [(language, width, scheme) for language in LANGUAGES for width in WIDTHS for scheme in SCHEMES]


def photograph(browser: Browser, address: str, language: str, width: str, scheme: str) -> None:
    """Every page type in one form."""
    folder = OUT / f"{language}-{width}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport=WIDTHS[width], color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, path in PAGE_TYPES.items():
        page.goto(address + LANGUAGES[language] + path)
        page.wait_for_load_state("networkidle")
        height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
        clip = {"x": 0, "y": 0, "width": WIDTHS[width]["width"], "height": height}
        page.screenshot(path=folder / f"{name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
    context.close()


def index() -> str:
    """A page with all pictures, one row per page type."""
    names = ["-".join(form) for form in forms()]
    rows = [
        f"<h2>{escape(name)}</h2><p>"
        + "".join(f'<a href="{form}/{name}.png"><img src="{form}/{name}.png" alt="{form}"></a>' for form in names)
        for name in PAGE_TYPES
    ]
    style = "<style>img{width:180px;max-height:420px;object-fit:cover;object-position:top;margin:4px}</style>"
    return f"<!doctype html><meta charset=utf-8><title>Screenshots</title>{style}{''.join(rows)}\n"


if __name__ == "__main__":
    main()

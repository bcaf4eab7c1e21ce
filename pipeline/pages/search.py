"""The search: a results page, and beside it one file with every entry, which is read when somebody searches.

In: a view, its pages and the folder of its hand-written pages. Out: `search/entries.json` below that language's root.
The script of the results page compares whole strings, so nothing has to be cut into words, which is where indexes of
Chinese lose pages: a word is found wherever it stands, 导体 within 半导体 as well. Five plans weigh 75 KB on the wire.
Pagefind, given overlapping pairs of characters, found as much, but sends 100 KB before it looks anything up, a file for
every result before an exact name can go first (63 for 战略性新兴产业), and took two minutes to index one language.
Past some fifty plans an index in parts is due: then only this module and the script change, the entries stay.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.pages.entries import Entry, kind_family, page_entries, written_entries
from pipeline.pages.labels import Labels
from pipeline.pages.render import Page
from pipeline.pages.view import View

PATH = "search/"
ENTRIES = "entries.json"
FORM = "search.html"


def search_page(labels: Labels) -> Page:
    """The page of results; what it shows depends on its address."""
    return Page(PATH, FORM, labels.say("search"), labels.say("search_description"), searchable=False)


def write_entries(view: View, pages: Sequence[Page], written: Path, folder: Path) -> None:
    """Writes the entries of all pages, made and hand-written, below `folder`, one on each line."""
    entries = page_entries(view, pages)
    for path in sorted(written.rglob("index.md")):
        place = path.parent.relative_to(written).as_posix() + "/"
        entries += written_entries(place, path.read_text(encoding="utf-8"))
    kinds = {kind: _kind(view.labels, kind) for kind in dict.fromkeys(entry.kind for entry in entries)}
    lines = ",\n".join(json.dumps(_filled(entry), ensure_ascii=False, separators=(",", ":")) for entry in entries)
    text = f'{{"kinds": {json.dumps(kinds, ensure_ascii=False)},\n"entries": [\n{lines}\n]}}\n'
    target = folder / PATH / ENTRIES
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def _kind(labels: Labels, kind: str) -> dict[str, str]:
    label = labels.say("search_pages") if kind == "pages" else labels.table(kind)
    return {"label": label, "family": kind_family(kind)}


def _filled(entry: Entry) -> dict[str, Any]:
    """The entry's fields that are not empty."""
    return {name: value for name, value in vars(entry).items() if value}

"""All figures of the reader as one tree, where the accepted ones stand, and the table that the documentation shows.

The accepted figures stand once, in site/pages/reader-figures.json: the website shows them, the gate reads them there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.quality.documents import ROOT, read_documents, score_document
from tests.quality.examples import read_annotated, score_annotated
from tests.quality.scores import Score, add

Tree = dict[str, dict[str, dict[str, Any]]]

ACCEPTED = ROOT / "site" / "pages" / "reader-figures.json"
README = Path(__file__).parent / "README.md"
HEADS = ("| texts | list | matched | found | wanted | precision | recall | F1 |", "|---|---|--:|--:|--:|--:|--:|--:|")


def figures() -> Tree:
    """Scores by group of texts and list; the group `examples` is empty where the annotated plans are missing."""
    return {
        "documents": _totals([score_document(plan) for plan in read_documents()]),
        "examples": _totals([score_annotated(plan) for plan in read_annotated()]),
    }


def accepted() -> Tree:
    """The figures that may not fall."""
    tree: Tree = json.loads(ACCEPTED.read_text(encoding="utf-8"))
    return tree


def kept(measured: Tree, before: Tree) -> Tree:
    """The measured figures; a group that could not be measured keeps those it had before."""
    return {group: lists or before[group] for group, lists in measured.items()}


def accept(tree: Tree) -> None:
    """Writes the figures and the table in the documentation."""
    text = json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    ACCEPTED.write_text(text, encoding="utf-8", newline="\n")
    README.write_text(documentation(tree), encoding="utf-8", newline="\n")


def documentation(tree: Tree) -> str:
    """The README as it stands, with the table of these figures at its end."""
    return README.read_text(encoding="utf-8").partition(HEADS[0])[0] + table(tree)


def table(tree: Tree) -> str:
    """A Markdown table of the figures."""
    rows = [
        f"| {group} | {name} | {row['matched']} | {row['found']} | {row['wanted']} "
        f"| {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} |"
        for group, lists in tree.items()
        for name, row in lists.items()
    ]
    return "\n".join([*HEADS, *rows]) + "\n"


def _totals(scores: list[dict[str, Score]]) -> dict[str, dict[str, Any]]:
    names = list(scores[0]) if scores else []
    return {name: add(each[name] for each in scores).row() for name in names}

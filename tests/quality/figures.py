"""All figures of the reader as one tree, and as the table that the documentation shows."""

from __future__ import annotations

from typing import Any

from tests.quality.documents import read_documents, score_document
from tests.quality.examples import read_annotated, score_annotated
from tests.quality.scores import Score, add

HEADS = ("| texts | list | matched | found | wanted | precision | recall | F1 |", "|---|---|--:|--:|--:|--:|--:|--:|")


def figures() -> dict[str, dict[str, dict[str, Any]]]:
    """Scores by group of texts and list; the group `examples` is empty where the annotated plans are missing."""
    return {
        "documents": _totals([score_document(plan) for plan in read_documents()]),
        "examples": _totals([score_annotated(plan) for plan in read_annotated()]),
    }


def table(tree: dict[str, dict[str, dict[str, Any]]]) -> str:
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

"""The page of targets and observations, and of what can be said of both together.

In: a view. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View


def target_pages(view: View) -> Iterator[Page]:
    """One page with all targets and observations, in the order of the documents."""
    labels = view.labels
    context = {
        "targets": _in_order(view, "targets"),
        "observations": _in_order(view, "observations"),
        "matches": list(_matches(view)),
    }
    title = f"{labels.table('targets')}{' · ' if labels.language == 'zh' else ' and '}" + _second(view)
    yield Page("targets/", "targets.html", title, labels.table_description("targets"), context)


def _second(view: View) -> str:
    title = view.labels.table("observations")
    return title if view.labels.language == "zh" else title.lower()


def _in_order(view: View, table: str) -> list[Row]:
    return [row for document_id in view.corpus.plans for row in view.corpus.of_document(table, document_id)]


def _matches(view: View) -> Iterator[tuple[Row, Row, Row]]:
    for match in view.corpus["target_matches"]:
        target = view.of("targets", match["target_id"])
        observation = view.of("observations", match["observation_id"])
        if target is not None and observation is not None:
            yield match, target, observation

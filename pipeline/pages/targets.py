"""The page of targets and observations: when they fall due, what was reported later, and all of both as tables.

In: a view. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.pages.charts import timeline_chart
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.tracker import tracked_targets, tracker_message
from pipeline.pages.view import View


def target_pages(view: View) -> Iterator[Page]:
    """One page with all targets and observations, in the order of the documents."""
    labels = view.labels
    tracked = tracked_targets(view)
    context = {
        "targets": _in_order(view, "targets"),
        "observations": _in_order(view, "observations"),
        "followed": [one for one in tracked if one.same],
        "message": tracker_message(view, tracked),
        "chart": timeline_chart(view),
    }
    yield Page("targets/", "targets.html", labels.say("targets_title"), labels.about("targets"), context)


def _in_order(view: View, table: str) -> list[Row]:
    return [row for document_id in view.corpus.plans for row in view.corpus.of_document(table, document_id)]

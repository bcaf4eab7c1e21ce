"""The page that says how to help: three stories, and what needs work as far as the records show it.

In: a view. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.pages.eyes import Seen, seen_by_both
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View

COMPLETE = "complete"


def contribute_pages(view: View) -> Iterator[Page]:
    """The page on contributing."""
    labels = view.labels
    documents = [row for row in (view.of("documents", key) for key in view.corpus.plans) if row is not None]
    context = {
        "incomplete": [row for row in documents if row["completeness"] != COMPLETE],
        "unsourced": [row for row in documents if not row["source_url"]],
        "undated": [row for row in documents if not (row["issued"] or row["published"])],
        "unseen": _unseen(view, documents),
        "overridden": [row for table in ("targets", "observations") for row in view.corpus[table] if row["overridden"]],
    }
    lead = labels.say("contribute_lead")
    yield Page("contribute/", "contribute.html", labels.say("contribute"), lead, context)


def _unseen(view: View, documents: list[Row]) -> list[Seen]:
    """The documents of which the reader misses records or a person had to settle something, most of them first."""
    seen = [seen_by_both(view.corpus, row) for row in documents]
    open_ones = [entry for entry in seen if entry.whole.people_only or entry.whole.settled]
    return sorted(open_ones, key=lambda entry: (-entry.whole.people_only, -entry.whole.settled, entry.row.key))

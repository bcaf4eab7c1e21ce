"""How the reader and people see each document, as the coverage page and the document's own page show it.

In: the corpus. Out: per document the tally of every compared list and of all lists together.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.checks.eyes import Tally
from pipeline.pages.rows import Corpus, Row


@dataclass(frozen=True)
class Seen:
    """A document's line in the table; `whole` counts all lists together."""

    row: Row
    whole: Tally
    lists: tuple[Tally, ...]


def seen_by_both(corpus: Corpus, row: Row) -> Seen:
    """The tallies of one document."""
    lists = corpus.tallies[row.key]
    agreed, settled = sum(each.agreed for each in lists), sum(each.settled for each in lists)
    return Seen(row, Tally("", agreed, settled, sum(each.people_only for each in lists)), lists)

"""The score of the whole corpus: how much stands in it, and how much of that code has read again.

In: plans without problems. Out: a `Score`, and its one line in each language; a pull request shows the line of the
branch it wants to change beside its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.eyes import tally
from pipeline.ledger import ledger
from pipeline.problems import Language
from pipeline.records import Plan
from pipeline.records.model import Quoted


@dataclass(frozen=True)
class Score:
    """Counts over all plans; `agreed` of `compared` records are found by the reader too, and alike."""

    documents: int
    records: int
    numerals: int
    numerals_open: int
    compared: int
    agreed: int
    settled: int
    overridden: int

    def line(self, language: Language) -> str:
        """The score in one line."""
        if language == "zh":
            return (
                f"{self.documents} 份文件，{self.records} 条记录均由原句重新核对；{self.numerals} 个数字，"
                f"{self.numerals_open} 个未归类；读取程序与记录一致 {self.agreed}/{self.compared}，"
                f"人工裁定 {self.settled} 处；人工取值 {self.overridden} 处"
            )
        return (
            f"documents: {self.documents}; records, each held against its sentence: {self.records}; "
            f"numerals: {self.numerals}, open: {self.numerals_open}; reader and records agree: "
            f"{self.agreed}/{self.compared}, settled by a person: {self.settled}; overrides: {self.overridden}"
        )


def score(plans: Sequence[Plan]) -> Score:
    """The score of plans in which `check` finds no problem."""
    rows = [row for plan in plans for row in ledger(plan)]
    tallies = [each for plan in plans for each in tally(plan)]
    agreed = sum(each.agreed for each in tallies)
    return Score(
        documents=len(plans),
        records=sum(len(plan.quoted) - len(_about_the_text(plan)) for plan in plans),
        numerals=len(rows),
        numerals_open=sum(not row.role for row in rows),
        compared=agreed + sum(each.people_only for each in tallies),
        agreed=agreed,
        settled=sum(each.settled for each in tallies),
        overridden=sum(bool(entry.override) for plan in plans for entry in plan.quoted),
    )


def _about_the_text(plan: Plan) -> tuple[Quoted, ...]:
    """Entries that stand on a quote and are no records: counts the text states, classed numerals, dismissed finds."""
    return (*plan.document.counts, *plan.document.numerals, *plan.document.dismissed)

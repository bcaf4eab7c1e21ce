"""The score line over the tiny workspace and over the repository's own documents."""

from __future__ import annotations

from pipeline.records import Plan
from pipeline.score import score


def test_the_tiny_corpus_is_counted(tiny_plans: tuple[Plan, ...]) -> None:
    found = score(tiny_plans)
    assert (found.documents, found.numerals_open) == (3, 0)
    assert found.agreed <= found.compared
    assert found.records == sum(len(plan.quoted) for plan in tiny_plans) - sum(
        len(plan.document.counts) + len(plan.document.numerals) + len(plan.document.dismissed) for plan in tiny_plans
    )


def test_the_line_says_the_same_in_both_languages(tiny_plans: tuple[Plan, ...]) -> None:
    found = score(tiny_plans)
    assert found.line("zh").startswith(f"3 份文件，{found.records} 条记录")
    assert found.line("en").startswith(f"documents: 3; records, each held against its sentence: {found.records};")

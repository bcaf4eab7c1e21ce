"""Every quote stands exactly once where its entry says."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.checks.known import Known, fault
from pipeline.problems import Problem, excerpt
from pipeline.records import Plan
from pipeline.records.model import Quoted

CLOSE_ENOUGH = 0.5
SLACK = 4  # characters a person may have left out or added


def section_exists(plan: Plan, _: Known) -> Iterator[Problem]:
    """An entry's `section` is a path of the document's outline."""
    paths = " ".join(f"s{section.path}" for section in plan.outline.sections)
    for entry in plan.quoted:
        if entry.section and plan.outline.by_path(entry.section.removeprefix("s")) is None:
            message = (
                f"没有章节 {entry.section}；有 {paths}",
                f"no section {entry.section}; there are {paths}",
            )
            yield fault(plan, entry, "section", "section-exists", message)


def quote_in_source(plan: Plan, _: Known) -> Iterator[Problem]:
    """A quote stands in the document's body exactly once, in its section and after its preceding characters."""
    for entry in plan.quoted:
        if entry.section and plan.outline.by_path(entry.section.removeprefix("s")) is None:
            continue  # section-exists says so
        places = plan.places(entry)
        if len(places) > 1:
            where = ", ".join(f"s{plan.section_at(p.span.start).path}" for p in places[:6])
            message = (
                f"原文中有 {len(places)} 处（{where}）；请加 section 或 preceded_by",
                f"stands {len(places)} times in the source ({where}); add section or preceded_by",
            )
            yield fault(plan, entry, "quote", "quote-in-source", message)
        elif not places:
            yield fault(plan, entry, _missed_by(plan, entry), "quote-in-source", _missing(plan, entry))


def place_hint_needed(plan: Plan, _: Known) -> Iterator[Problem]:
    """`section` and `preceded_by` are written only where the quote occurs more than once."""
    for entry in plan.quoted:
        if (entry.section or entry.preceded_by) and len(plan.source.find(entry.quote)) == 1 and plan.places(entry):
            field = "section" if entry.section else "preceded_by"
            message = "原文片段只出现一次；请删去此键", "the quote occurs only once; leave this key out"
            yield fault(plan, entry, field, "place-hint-needed", message)


def _missed_by(plan: Plan, entry: Quoted) -> str:
    """The field that keeps the quote from being found: the quote, or a hint that leads to another place."""
    if not plan.source.find(entry.quote):
        return "quote"
    hinted = entry.preceded_by and not plan.source.find(entry.quote, preceded_by=entry.preceded_by)
    return "preceded_by" if hinted or not entry.section else "section"


def _missing(plan: Plan, entry: Quoted) -> tuple[str, str]:
    elsewhere = plan.source.find(entry.quote)
    if elsewhere:
        where = ", ".join(f"s{plan.section_at(p.span.start).path}" for p in elsewhere[:6])
        return (
            f"原文在 {where}，不在所写的 section 或 preceded_by 处",
            f"stands in {where}, not where section or preceded_by say",
        )
    near = _nearest_run(plan, entry.quote)
    hint_zh, hint_en = (f"；最近的原文：{excerpt(near)}", f"; nearest text: {excerpt(near)}") if near else ("", "")
    return (
        f"原文中没有“{excerpt(entry.quote)}”{hint_zh}",
        f"“{excerpt(entry.quote)}” is not in the source{hint_en}",
    )


def _nearest_run(plan: Plan, quote: str) -> str:
    """The run of the body that the quote most likely means: around the longest piece both share."""
    text, _ = plan.source.reading
    match = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    if match.size < max(2, len(quote) * CLOSE_ENOUGH / 2):
        return ""
    start = max(match.a - match.b - SLACK, 0)
    window = text[start : match.a - match.b + len(quote) + SLACK]
    blocks = SequenceMatcher(None, window, quote, autojunk=False).get_matching_blocks()[:-1]
    first, last = blocks[0], blocks[-1]
    missing = len(quote) - last.b - last.size
    return window[max(first.a - first.b, 0) : last.a + last.size + missing]

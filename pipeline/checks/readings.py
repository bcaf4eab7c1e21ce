"""Roles, kinds, horizons and rules, read again from their words by code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.checks.known import Difference, Known, difference, differs, fault
from pipeline.numerals import find_numerals, parse
from pipeline.problems import Problem, excerpt
from pipeline.reader.roles import read_role, read_shared
from pipeline.records import Plan
from pipeline.records.model import Quoted
from pipeline.text import Span

CLAUSE_END = re.compile(r"[，,；;：:]")  # 支持发展科学仪器，突破精密装备


def role_reread(plan: Plan, _: Known) -> Iterator[Difference]:
    """An agency's role is the one the words around it state (牵头, 责任单位, 配合, 属地责任)."""
    for entry in plan.responsibilities:
        for position, named in enumerate(entry.agencies):
            if named.agency_text not in entry.quote:
                continue  # agency-in-quote says so
            read = read_role(entry.quote, named.agency_text)
            if read != named.role:
                where = plan.at((*entry.pointer, "agencies", position, "role"))
                yield Difference(entry, "role", Problem(where, "role-reread", *differs("role", named.role, read)))


def shared_reread(plan: Plan, _: Known) -> Iterator[Difference]:
    """Duties are marked as shared where the quote says 按职责分工, and only there."""
    for entry in plan.responsibilities:
        read = read_shared(entry.quote)
        if read != entry.shared:
            yield difference(plan, entry, "shared", "shared-reread", differs("shared", entry.shared, read))


def cue_in_source(plan: Plan, known: Known) -> Iterator[Difference]:
    """A value that stands for words (kind, instrument) has one of its cue words near the quote."""
    entries: list[tuple[str, str, tuple[Quoted, ...]]] = [
        ("clusters.kind", "kind", plan.clusters),
        ("cluster_changes.kind", "kind", plan.changes),
        ("sites.kind", "kind", plan.sites),
        ("measures.kind", "kind", plan.measures),
    ]
    for name, field, listed in entries:
        for entry in listed:
            if entry.quote:
                yield from _uncued(plan, entry, known.cues[name], field, str(getattr(entry, field)))
    for measure in plan.measures:
        for position, instrument in enumerate(measure.instruments):
            cues = known.cues["measures.instruments"]
            yield from _uncued(plan, measure, cues, "instruments", instrument, position)


def cue_reread(plan: Plan, known: Known) -> Iterator[Difference]:
    """Emphasis, role, action and scope are what the nearest clause with a cue word says, names left out."""
    entries: list[tuple[str, Quoted, Sequence[str]]] = [
        *(("focus_areas.emphasis", clause, [focus.name for focus in clause.names]) for clause in plan.focus_areas),
        *(("placements.role", entry, [area.area_text for area in entry.areas]) for entry in plan.placements),
        *(("sites.action", site, [site.name]) for site in plan.sites),
        *(("layout_rules.scope", rule, ()) for rule in plan.layout_rules),
    ]
    for name, entry, names in entries:
        field = name.partition(".")[2]
        stated = str(getattr(entry, field))
        if plan.find_place(entry) is None:
            continue
        clauses = _clauses(plan, entry, names)
        read = next((values for words in clauses if (values := _cued(words, known.cues[name]))), ())
        unsaid = [value for value, words in known.cues[name]["cues"].items() if not words]
        if stated not in read and not (stated in unsaid and set(read) <= set(known.cues[name]["yields"])):
            message = differs(field, stated, " / ".join(read or unsaid))
            yield difference(plan, entry, field, "cue-reread", message)


def horizon_reread(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """A cluster's horizon is stated as years in the document (5至10年内)."""
    text, _offsets = plan.source.reading
    years = [n for n in find_numerals(text) if n.unit == "year" and n.value is not None]
    bounds = {bound for n in years for bound in (n.value, n.value_max) if bound is not None}
    for cluster in plan.clusters:
        for field in ("horizon_min_years", "horizon_max_years"):
            stated = getattr(cluster, field)
            if stated is not None and stated not in bounds:
                message = f"原文没有 {stated} 年这个年限", f"the source states no horizon of {stated} years"
                yield difference(plan, cluster, field, "horizon-reread", message)
        if cluster.expectation and not plan.source.find(cluster.expectation):
            message = (
                f"原文中没有“{excerpt(cluster.expectation)}”",
                f"“{excerpt(cluster.expectation)}” is not in the source",
            )
            yield fault(plan, cluster, "expectation", "horizon-reread", message)
        if cluster.category and not plan.source.find(cluster.category):
            message = (
                f"原文中没有“{excerpt(cluster.category)}”",
                f"“{excerpt(cluster.category)}” is not in the source",
            )
            yield fault(plan, cluster, "category", "horizon-reread", message)


def measure_number(plan: Plan, _: Known) -> Iterator[Difference]:
    """A measure's number is the one that is printed before it; a heading the capture lost has none."""
    for measure in plan.measures:
        if (place := plan.find_place(measure)) is None:
            continue
        text, at = plan.source.text, place.span.start
        section = plan.section_at(at)
        printed = section.number if section.heading_span.contains(place.span) else ""
        beside = measure.number and text[max(at - len(measure.number) - 4, 0) : at].rstrip().endswith(measure.number)
        if measure.number != printed and not beside:
            message = differs("number", measure.number, printed)
            yield difference(plan, measure, "number", "measure-number", message)


def layout_rule_reread(plan: Plan, _: Known) -> Iterator[Problem | Difference]:
    """A layout rule's bounds are those of its words (3—5个)."""
    for rule in plan.layout_rules:
        if not rule.value_text:
            continue
        if rule.value_text not in rule.quote:
            message = (
                f"“{excerpt(rule.value_text)}”不在原文片段中",
                f"“{excerpt(rule.value_text)}” is not in the quote",
            )
            yield fault(plan, rule, "value_text", "layout-rule-reread", message)
            continue
        try:
            numeral = parse(rule.value_text)
        except ValueError as error:
            message = f"读不出这个数：{excerpt(error)}", f"no number can be read here: {excerpt(error)}"
            yield fault(plan, rule, "value_text", "layout-rule-reread", message)
            continue
        for field, read in (("minimum", numeral.value), ("maximum", numeral.value_max)):
            stated = getattr(rule, field)
            if stated is not None and read is not None and stated != read:
                yield difference(plan, rule, field, "layout-rule-reread", differs(field, stated, read))


def change_without_quote(plan: Plan, _: Known) -> Iterator[Problem]:
    """A change without a quote is an editorial link: kind continue, with notes that start with `editorial`."""
    for change in plan.changes:
        says_so = change.note.startswith("editorial") and change.note_en.startswith("editorial")
        if not change.quote and not (change.kind == "continue" and says_so):
            message = (
                "没有原文的调整须为 kind: continue，且 note 与 note_en 均以 editorial 开头",
                "a change without quote must be kind: continue, with note and note_en that start with “editorial”",
            )
            yield fault(plan, change, "kind", "change-without-quote", message)


def _clauses(plan: Plan, entry: Quoted, names: Sequence[str]) -> list[str]:
    """The quote without its names, the clauses before it in its sentence from the nearest, and the words after it."""
    place = plan.place(entry).span
    sentence = plan.source.sentence(place)
    quote = entry.quote
    for name in names:
        quote = quote.replace(name, "、", 1)
    before = CLAUSE_END.split(plan.source.words(Span(sentence.start, place.start)))
    return [quote, *reversed(before), plan.source.words(Span(place.end, sentence.end))]


def _cued(text: str, cues: dict[str, Any]) -> tuple[str, ...]:
    """The values whose words stand in a text; those that yield do so to a word that is none of theirs."""
    found = {value: {word for word in words if word in text} for value, words in cues["cues"].items()}
    plain = set().union(*(found[value] for value in cues["yields"]))
    firm = [value for value, words in found.items() if value not in cues["yields"] and words - plain]
    return tuple(firm or (value for value, words in found.items() if words))


def _uncued(
    plan: Plan, entry: Quoted, cues: dict[str, Any], field: str, value: str, position: int | None = None
) -> Iterator[Difference]:
    words = cues["cues"][value]
    if not words or plan.find_place(entry) is None:
        return
    all_words = [word for listed in cues["cues"].values() for word in listed]
    for where in cues["where"]:
        text = _words_at(plan, entry, where)
        if any(word in text for word in words):
            return
        if where == "headings-above" and not any(word in text for word in all_words):
            return
    shown = "、".join(words[:8])
    message = (
        f"{field} 为 {value}，但原文附近没有它的佐证词（{shown}）；请改正，或加 override 并在 note 说明",
        f"{field} is {value}, but none of its cue words ({shown}) stands near; mend it, or add override with a note",
    )
    place = plan.at((*entry.pointer, field) if position is None else (*entry.pointer, field, position))
    yield Difference(entry, field, Problem(place, "cue-in-source", *message))


def _words_at(plan: Plan, entry: Quoted, where: str) -> str:
    """The words a cue may stand in: the quote, its sentence, its section, the headings above, the record's name."""
    place = plan.place(entry)
    section = plan.section_at(place.span.start)
    if where == "quote":
        return entry.quote
    if where == "name":
        return str(getattr(entry, "name", ""))
    if where == "sentence":
        return plan.source.words(plan.source.sentence(place.span))
    if where == "section":
        return plan.source.words(section.span)
    above = plan.outline.ancestors(section)
    if where == "headings-above":
        return " ".join(s.heading for s in above)
    return " ".join(s.heading for s in (section, *above)) + plan.document.title

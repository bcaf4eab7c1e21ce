"""The reader beside the records of the real documents: whatever is taken away or changed is missed by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from pipeline.checks import check_plan
from pipeline.checks.eyes import tally
from pipeline.checks.known import Known, read_known
from pipeline.problems import Problem
from pipeline.reader.read import read_plan_text
from pipeline.records import Plan, Shapes, plan_folders, read_plan, read_registry
from pipeline.second_eyes import LISTS, compare

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(path.name for path in (ROOT / "seeds" / "plans").iterdir())


@cache
def real() -> tuple[dict[str, Plan], Known]:
    shapes = Shapes(ROOT / "schemas" / "records")
    plans = {
        folder.name: plan
        for folder in plan_folders(ROOT / "seeds")
        if (plan := read_plan(folder, f"seeds/plans/{folder.name}", shapes)[0])
    }
    registry, _ = read_registry(ROOT / "seeds" / "registry", "seeds/registry", shapes)
    assert registry is not None
    return plans, read_known(list(plans.values()), registry, ROOT / "schemas")


def without_each_amount(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """The plan without one of its targets or observations, and the words that must be missed."""
    for name in ("targets", "observations"):
        entries = getattr(plan, name)
        for position, entry in enumerate(entries):
            yield entry.value_text, replace(plan, **{name: entries[:position] + entries[position + 1 :]})


def without_each_name(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """The plan without one agency of an attribution, or one area of a placement, and its name."""
    for name, inner, words in (("responsibilities", "agencies", "agency_text"), ("placements", "areas", "area_text")):
        entries = getattr(plan, name)
        for position, entry in enumerate(entries):
            named = getattr(entry, inner)
            for at, each in enumerate(named):
                rest = named[:at] + named[at + 1 :]
                kept = (replace(entry, **{inner: rest}),) if rest else ()
                yield getattr(each, words), replace(plan, **{name: entries[:position] + kept + entries[position + 1 :]})


def with_each_value_changed(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """The plan with one value raised by one, and the record's id or words."""
    for name in ("targets", "observations"):
        entries = getattr(plan, name)
        for position, entry in enumerate(entries):
            changed = replace(entry, value=entry.value + Decimal(1))
            yield str(changed.value), replace(plan, **{name: (*entries[:position], changed, *entries[position + 1 :])})


def unmissed(plan: Plan, known: Known, variants: Iterator[tuple[str, Plan]]) -> list[str]:
    """The words whose loss no problem names."""
    return [words for words, variant in variants if not named_in(words, check_plan(variant, known))]


def named_in(words: str, problems: list[Problem]) -> bool:
    return any(words in problem.en for problem in problems)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_deleted_target_or_observation_is_missed_by_its_number(document: str) -> None:
    plans, known = real()
    assert unmissed(plans[document], known, without_each_amount(plans[document])) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_deleted_responsibility_or_placement_is_missed_by_its_name(document: str) -> None:
    plans, known = real()
    plan = plans[document]
    seen_by_people = {record.rsplit("/")[-1] for listed in plan.document.people_only.values() for record in listed}
    lost = unmissed(plan, known, without_each_name(plan))
    by_people = [a.agency_text for r in plan.responsibilities for a in r.agencies if a.agency_id in seen_by_people]
    by_people += [a.area_text for p in plan.placements for a in p.areas if a.area_id in seen_by_people]
    assert [words for words in lost if words not in by_people] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_record_that_only_people_see_is_missed_by_its_id(document: str) -> None:
    plans, known = real()
    plan = plans[document]
    for list_name, listed in plan.document.people_only.items():
        emptied = check_plan(replace(plan, **{list_name: ()}), known)
        assert [record for record in listed if not named_in(record, emptied)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_changed_value_is_named(document: str) -> None:
    plans, known = real()
    assert unmissed(plans[document], known, with_each_value_changed(plans[document])) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_all_records_that_the_reader_cannot_see_are_listed(document: str) -> None:
    plan = real()[0][document]
    unseen = compare(plan, read_plan_text(plan.source, plan.outline, plan.document.title, plan.year)).records_only
    listed = {record for records in plan.document.people_only.values() for record in records}
    assert {view.record_id.removeprefix(f"{document}/") for view in unseen} == listed


def test_the_tally_counts_every_record_once() -> None:
    plan = real()[0]["dongguan-2024"]
    counts = {each.list_name: each.agreed + each.settled + each.people_only for each in tally(plan)}
    assert set(counts) == set(LISTS)
    assert (counts["clusters"], counts["targets"], counts["placements"]) == (12, 4, 33)

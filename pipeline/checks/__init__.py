"""Every rule the published data obeys, as one literal list of checks.

In: all plans and the registry. Out: problems. A check is a generator; its docstring is the rule, its name the
rule's id. The checks of one plan know other plans only by their published ids, so they run document by document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.checks import amounts, documents, eyes, names, quotes, readings, references, registry
from pipeline.checks.known import Check, Known, RegistryCheck, read_known
from pipeline.problems import Problem, excerpt
from pipeline.records import Plan, Registry
from pipeline.records.strict import Pointer

PLAN_CHECKS: tuple[Check, ...] = (
    documents.document_folder,
    documents.source_unchanged,
    documents.header_in_source,
    documents.draft_reviewed,
    documents.rights_fit_kind,
    documents.period_in_order,
    quotes.section_exists,
    quotes.quote_in_source,
    quotes.place_hint_needed,
    names.name_in_quote,
    names.change_names_cluster,
    names.focus_names_in_order,
    names.agency_in_quote,
    names.area_in_quote,
    amounts.value_in_quote,
    amounts.amount_reread,
    amounts.indicator_unit,
    amounts.indicator_named,
    amounts.words_in_source,
    amounts.deadline_reread,
    amounts.strength_reread,
    amounts.period_reread,
    amounts.forecast_reread,
    readings.role_reread,
    readings.shared_reread,
    readings.cue_in_source,
    readings.cue_reread,
    readings.horizon_reread,
    readings.measure_number,
    readings.layout_rule_reread,
    readings.change_without_quote,
    references.ids_unique,
    references.reference_resolves,
    references.subject_named,
    references.area_named,
    references.measure_holds,
    references.tombstone_stays,
    documents.stated_count,
    documents.classed_numeral,
    documents.numeral_settled,
)

LATER_CHECKS: tuple[Check, ...] = (eyes.second_eyes,)  # of a plan without other problems, which they would repeat

REGISTRY_CHECKS: tuple[RegistryCheck, ...] = (
    registry.registry_ids_unique,
    registry.registry_reference_resolves,
    registry.registry_alias_unique,
    registry.indicator_unit_known,
    registry.indicator_measure_fits,
    registry.indicator_words_explained,
    registry.sector_scheme_fits,
    registry.agency_names_area,
    registry.area_kind_fits,
    registry.area_code_fits,
)


def check(plans: Sequence[Plan], registry_: Registry, schemas: Path) -> list[Problem]:
    """All problems of all plans and of the registry, sorted."""
    known = read_known(plans, registry_, schemas)
    found = check_registry(registry_, known)
    for plan in plans:
        found.extend(check_plan(plan, known))
    return sorted(found)


def check_registry(registry_: Registry, known: Known) -> list[Problem]:
    """All problems of the registry."""
    return [problem for rule in REGISTRY_CHECKS for problem in rule(registry_, known)]


def check_plan(plan: Plan, known: Known) -> list[Problem]:
    """All problems of one plan: faults, differences nobody overrides, and overrides that hide no difference."""
    used: set[tuple[Pointer, str]] = set()
    problems = _settled(plan, known, PLAN_CHECKS, used)
    if not problems:
        problems = _settled(plan, known, LATER_CHECKS, used)
    return [*problems, *override_needed(plan, used)]


def _settled(plan: Plan, known: Known, checks: Sequence[Check], used: set[tuple[Pointer, str]]) -> list[Problem]:
    """The problems of some checks; a difference that its entry overrides goes into `used` instead."""
    problems: list[Problem] = []
    for rule in checks:
        for found in rule(plan, known):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.field in found.entry.override:
                used.add((found.entry.pointer, found.field))
            else:
                problems.append(found.problem)
    return problems


def override_needed(plan: Plan, used: Collection[tuple[Pointer, str]]) -> Iterator[Problem]:
    """An override names a field that code does read differently; otherwise it hides nothing and must go."""
    for entry in plan.quoted:
        for position, field in enumerate(entry.override):
            if (entry.pointer, field) not in used and plan.find_place(entry):
                where = plan.at((*entry.pointer, "override", position))
                zh = f"程序对 {excerpt(field)} 的读法与此相同；请从 override 中删去"
                en = f"code reads {excerpt(field)} the same; take it out of override"
                yield Problem(where, "override-needed", zh, en)

"""Targets held against observations of the same indicator: met, not met, not yet, or why nobody can tell.

A verdict is given only where area, cluster, condition and unit are equal too. 达到 (eq), 约 (approx) and a range
are met by their (lower) number or more. A rate (growth, change of a share) of one period says nothing about
another, so its period must end on the deadline; a level or a count may be reached early.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from pipeline.records import Plan, Registry
from pipeline.records.model import Measured, Observation, Target
from pipeline.tables.frames import Row

RATES = ("growth", "share-change")
FOUR_PLACES = Decimal("0.0001")
COMPARED = {"area": "地区", "cluster": "集群", "condition": "条件", "unit": "单位"}


@dataclass(frozen=True)
class Verdict:
    """A status with its reason in English and Chinese."""

    status: str
    en: str
    zh: str


def match_rows(plans: Sequence[Plan], registry: Registry) -> dict[str, list[Row]]:
    """One row per target and observation with the same indicator, of whichever documents."""
    rows: list[Row] = []
    for (target_plan, target), (seen_plan, seen) in _pairs(plans):
        differing = _differing(target_plan, target, seen_plan, seen)
        rate = registry.indicator[target.indicator_id].measure in RATES
        verdict = _near_miss(differing) if differing else judge(target, seen, rate=rate)
        rows.append(
            {
                "target_id": target_plan.full_id(target.target_id),
                "observation_id": seen_plan.full_id(seen.observation_id),
                "status": verdict.status,
                "ratio": None if verdict.status == "cannot-tell" else ratio(target, seen),
                "reason": f"{verdict.en} / {verdict.zh}",
            }
        )
    return {"target_matches": rows}


def judge(target: Target, seen: Observation, *, rate: bool) -> Verdict:
    """What an observation says about a target that differs from it in nothing but time."""
    if seen.forecast:
        return Verdict("cannot-tell", "the observation is a forecast", "观测值只是预计")
    if rate and seen.period_end != target.deadline:
        return Verdict("cannot-tell", "a rate of another period", "增速或变动属于另一时期")
    reached = satisfies(target, seen)
    if reached is None:
        return Verdict("cannot-tell", "the observation is only a bound", "观测值只是上限或下限")
    if reached:
        return _met(target, seen)
    if target.deadline is None:
        return Verdict("cannot-tell", "not reached, and the target has no deadline", "尚未达到，目标未定期限")
    if seen.period_end is None:
        return Verdict("cannot-tell", "not reached, and the time of the observation is unknown", "未达到，观测时间不明")
    if seen.period_end < target.deadline:
        return Verdict("not-yet", "not reached, before the deadline", "期限未到，尚未达到")
    return Verdict("not-met", "not reached at the deadline", "到期未达到")


def satisfies(target: Target, seen: Observation) -> bool | None:
    """Whether the observed value meets the target; None where the observation is a bound that allows both."""
    if target.comparator in ("gt", "ge", "eq", "approx", "range"):
        low, high = _bounds(seen)
        strict = target.comparator == "gt" and seen.comparator != "gt"
        return _decide(low, high, lambda value: value > target.value if strict else value >= target.value)
    if target.comparator in ("lt", "le"):
        low, high = _bounds(seen)
        strict = target.comparator == "lt" and seen.comparator != "lt"
        return _decide(high, low, lambda value: value < target.value if strict else value <= target.value)
    raise ValueError(f"unknown comparator: {target.comparator}")


def ratio(target: Target, seen: Observation) -> Decimal | None:
    """Observed value divided by the target's, to four places, half to even; None for a target of zero (破零)."""
    if not target.value:
        return None
    with localcontext(prec=80):
        exact = (seen.value / target.value).quantize(FOUR_PLACES, ROUND_HALF_EVEN)
    return exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize()


def _decide(worst: Decimal | None, best: Decimal | None, meets: Callable[[Decimal], bool]) -> bool | None:
    """True when even the worst value an observation allows meets the target, False when not even the best."""
    if worst is not None and meets(worst):
        return True
    if best is not None and not meets(best):
        return False
    return None


def _bounds(seen: Observation) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest value the observation allows; None where it sets no bound."""
    if seen.comparator in ("eq", "approx"):
        return seen.value, seen.value
    if seen.comparator in ("gt", "ge"):
        return seen.value, None
    if seen.comparator in ("lt", "le"):
        return None, seen.value
    if seen.comparator == "range":
        return seen.value, seen.value_max
    raise ValueError(f"unknown comparator: {seen.comparator}")


def _pairs(plans: Sequence[Plan]) -> Iterator[tuple[tuple[Plan, Target], tuple[Plan, Observation]]]:
    observed: dict[str, list[tuple[Plan, Observation]]] = defaultdict(list)
    for plan in plans:
        for seen in plan.observations:
            observed[seen.indicator_id].append((plan, seen))
    for plan in plans:
        for target in plan.targets:
            for pair in observed[target.indicator_id]:
                yield (plan, target), pair


def _differing(target_plan: Plan, target: Target, seen_plan: Plan, seen: Observation) -> list[str]:
    """Which of the compared fields differ, in the order of COMPARED."""
    same = {
        "area": target.area_id == seen.area_id,
        "cluster": _cluster(target_plan, target) == _cluster(seen_plan, seen),
        "condition": target.condition == seen.condition,
        "unit": target.unit == seen.unit,
    }
    return [name for name in COMPARED if not same[name]]


def _cluster(plan: Plan, entry: Measured) -> str:
    return plan.full_id(entry.cluster_id) if entry.cluster_id else ""


def _near_miss(differing: list[str]) -> Verdict:
    zh = "、".join(COMPARED[name] for name in differing)
    return Verdict("cannot-tell", f"differs in {', '.join(differing)}", f"{zh}不同")


def _met(target: Target, seen: Observation) -> Verdict:
    if target.deadline and seen.period_end and seen.period_end > target.deadline:
        return Verdict("met", "reached, observed after the deadline", "已达到，观测晚于期限")
    return Verdict("met", "reached", "已达到")

"""Layout rules with what the placements of the same document show: how many there are, and whether they obey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.records import Plan
from pipeline.records.model import LayoutRule
from pipeline.tables.frames import Row
from pipeline.tables.provenance import as_written, provenance


def layout_rule_rows(plan: Plan) -> Iterator[Row]:
    """One row per rule; the observed fields are empty where the document places nothing.

    A rule without numbers is neither kept nor broken.
    """
    for rule in plan.layout_rules:
        yield {
            "rule_id": plan.full_id(rule.rule_id),
            **as_written(rule, ("scope", "minimum", "maximum", "value_text", "applies_to")),
            **_observed(rule, _counts(plan, rule.scope)),
            **provenance(plan, rule),
        }


def _counts(plan: Plan, scope: str) -> list[int]:
    """Areas of each placed cluster, or clusters of each area; a focus area counts for its cluster."""
    members: dict[str, set[str]] = defaultdict(set)
    for entry in plan.placements:
        cluster = entry.cluster_id or entry.focus_area.partition("/")[0]
        for area in entry.areas:
            if scope == "areas-per-cluster":
                members[cluster].add(area.area_id)
            elif scope == "clusters-per-area":
                members[area.area_id].add(cluster)
            else:
                raise ValueError(f"unknown scope of a layout rule: {scope}")
    return [len(found) for found in members.values()]


def _observed(rule: LayoutRule, counts: list[int]) -> Row:
    if not counts:
        return dict.fromkeys(("observed_minimum", "observed_maximum", "observed", "holds"))
    least, most = min(counts), max(counts)
    bounded = rule.minimum is not None or rule.maximum is not None
    enough = rule.minimum is None or least >= rule.minimum
    few_enough = rule.maximum is None or most <= rule.maximum
    return {
        "observed_minimum": least,
        "observed_maximum": most,
        "observed": str(least) if least == most else f"{least}–{most}",
        "holds": enough and few_enough if bounded else None,
    }

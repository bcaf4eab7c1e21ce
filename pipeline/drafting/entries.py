"""All entries of one plan from the reader's findings, by record file and list, in the order people write them."""

from __future__ import annotations

from datetime import date

from pipeline.drafting.amounts import observation_entries, target_entries
from pipeline.drafting.desk import Desk, Entry
from pipeline.drafting.duties import measure_entries, responsibility_entries
from pipeline.drafting.industries import change_entries, cluster_entries, focus_entries
from pipeline.drafting.layout import placement_entries
from pipeline.reader.found import Findings

Lists = dict[str, list[Entry]]


def draft_entries(desk: Desk, findings: Findings, reference: date | None) -> dict[str, Lists]:
    """Record file → list → entries, lists without entries left out; clusters first, since the others refer to them."""
    clusters = list(cluster_entries(desk, findings.clusters))
    measures = list(measure_entries(desk, findings.measures))
    files: dict[str, Lists] = {
        "clusters": {
            "clusters": clusters,
            "focus_areas": list(focus_entries(desk, findings.focus_areas)),
            "changes": list(change_entries(desk, findings.cluster_changes)),
        },
        "targets": {
            "targets": list(target_entries(desk, findings.targets)),
            "observations": list(observation_entries(desk, findings.observations, reference)),
        },
        "agencies": {
            "measures": measures,
            "responsibilities": list(responsibility_entries(desk, findings.responsibilities)),
        },
        "layout": {"placements": list(placement_entries(desk, findings.placements))},
    }
    filled = {file: {name: entries for name, entries in lists.items() if entries} for file, lists in files.items()}
    return {file: lists for file, lists in filled.items() if lists}

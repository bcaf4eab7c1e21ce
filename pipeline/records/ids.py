"""The published ids of entries that a person groups in one clause: one id for each row they become.

In: a plan. Out: its entries, one row at a time and in the order they are written, each with its id.
An agency named again for the same measure, or an area named again for the same cluster, gets `-<role>` on the
last part of its id, and `-2`, `-3`… where even that is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import model
from pipeline.records.plan import Plan


def focus_area_ids(plan: Plan) -> Iterator[tuple[model.FocusClause, model.FocusArea, str]]:
    """Each focus area of each clause, with `<document>/<cluster>/<focus area>`."""
    for clause in plan.focus_areas:
        for focus in clause.names:
            yield clause, focus, f"{plan.document_id}/{_slug(clause.cluster_id)}/{focus.focus_area_id}"


def change_ids(plan: Plan) -> Iterator[tuple[model.ClusterChange, model.ChangeSide | None, model.ChangeSide, str]]:
    """Each link from an old to a new cluster, with `<document>/<change>`, numbered where there are several."""
    for change in plan.changes:
        links = [(old, new) for old in change.from_ or (None,) for new in change.to]
        for position, (old, new) in enumerate(links, start=1):
            group = plan.full_id(change.change_id)
            yield change, old, new, f"{group}/{position}" if len(links) > 1 else group


def responsibility_ids(plan: Plan) -> Iterator[tuple[model.Attribution, model.NamedAgency, str]]:
    """Each agency of each attribution, with `<document>/<measure or cluster>/<agency>`."""
    taken: set[str] = set()
    for entry in plan.responsibilities:
        subject = _slug(entry.measure_id or entry.cluster_id)
        for agency in entry.agencies:
            wanted = f"{plan.document_id}/{subject}/{agency.agency_id}"
            yield entry, agency, _free(wanted, agency.role, taken)


def placement_ids(plan: Plan) -> Iterator[tuple[model.PlacementClause, model.NamedArea, str]]:
    """Each area of each placement, with `<document>/<cluster>[/<focus area>]/<area>`."""
    taken: set[str] = set()
    for entry in plan.placements:
        for area in entry.areas:
            subject = _slug(entry.cluster_id) if entry.cluster_id else entry.focus_area
            wanted = f"{plan.document_id}/{subject}/{area.area_id}"
            yield entry, area, _free(wanted, entry.role, taken)


def _slug(reference: str) -> str:
    """The record's own part of a reference that may carry a document's prefix."""
    return reference.rpartition("/")[2]


def _free(wanted: str, role: str, taken: set[str]) -> str:
    """The first of `wanted`, `wanted-role`, `wanted-role-2`… that no earlier row took; takes it."""
    found = wanted
    repeat = 1
    while found in taken:
        found = f"{wanted}-{role}" if repeat == 1 else f"{wanted}-{role}-{repeat}"
        repeat += 1
    taken.add(found)
    return found

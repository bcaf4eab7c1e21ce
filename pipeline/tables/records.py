"""One plan → rows of the record tables, grouped entries taken apart, each row with its place in the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.ledger import ledger
from pipeline.records import Plan, model
from pipeline.records.ids import change_ids, focus_area_ids, placement_ids, responsibility_ids
from pipeline.tables.frames import Row
from pipeline.tables.layout import layout_rule_rows
from pipeline.tables.provenance import as_written, no_quote, provenance, section_id

DOCUMENT_FIELDS = (
    "document_id", "kind", "title", "title_en", "number", "issuer", "area_id", "issued", "published",
    "period_start", "period_end", "source_url", "captured", "source_sha256", "source_characters",
    "completeness", "rights", "note", "note_en",
)  # fmt: skip
CLUSTER_FIELDS = (
    "name", "name_en", "kind", "category", "category_en", "horizon_min_years", "horizon_max_years",
    "expectation", "aliases", "sector_id",
)  # fmt: skip
MEASURED_FIELDS = (
    "indicator_id", "area_id", "condition", "comparator", "value", "value_max", "unit", "unit_noun",
    "value_text", "baseline_text", "subject_text",
)  # fmt: skip
DEADLINE_FIELDS = ("deadline", "deadline_text", "deadline_basis", "strength")
NUMERAL_FIELDS = ("numeral_id", "text", "role", "rule", "record_table", "record_id", "note", "note_en")
PERIOD_FIELDS = ("period_start", "period_end", "period_text", "forecast")


def plan_rows(plan: Plan) -> dict[str, list[Row]]:
    """All rows of one document, by table."""
    return {
        "documents": [as_written(plan.document, DOCUMENT_FIELDS)],
        "sections": list(_section_rows(plan)),
        "clusters": list(_cluster_rows(plan)),
        "focus_areas": list(_focus_area_rows(plan)),
        "cluster_changes": list(_change_rows(plan)),
        "targets": list(_target_rows(plan)),
        "observations": list(_observation_rows(plan)),
        "numerals": list(_numeral_rows(plan)),
        "measures": list(_measure_rows(plan)),
        "responsibilities": list(_responsibility_rows(plan)),
        "placements": list(_placement_rows(plan)),
        "sites": list(_site_rows(plan)),
        "layout_rules": list(layout_rule_rows(plan)),
    }


def _section_rows(plan: Plan) -> Iterator[Row]:
    for section in plan.outline.sections:
        yield {
            "section_id": section_id(plan, section.path),
            "document_id": plan.document_id,
            "parent_id": section_id(plan, section.parent) if section.parent else "",
            **as_written(section, ("number", "path", "level", "heading", "note", "note_en")),
            "char_start": section.span.start,
            "char_end": section.span.end,
        }


def _cluster_rows(plan: Plan) -> Iterator[Row]:
    for position, cluster in enumerate(plan.clusters, start=1):
        yield {
            "cluster_id": plan.full_id(cluster.cluster_id),
            "position": position,
            **as_written(cluster, CLUSTER_FIELDS),
            **provenance(plan, cluster),
        }


def _focus_area_rows(plan: Plan) -> Iterator[Row]:
    named: Counter[str] = Counter()
    for clause, focus, focus_area_id in focus_area_ids(plan):
        named[clause.cluster_id] += 1
        yield {
            "focus_area_id": focus_area_id,
            "cluster_id": plan.full_id(clause.cluster_id),
            "name": focus.name,
            "name_en": focus.name_en,
            "emphasis": clause.emphasis,
            "position": named[clause.cluster_id],
            **provenance(plan, clause),
        }


def _change_rows(plan: Plan) -> Iterator[Row]:
    for change, old, new, change_id in change_ids(plan):
        yield {
            "change_id": change_id,
            "kind": change.kind,
            "from_name": old.name if old else "",
            "from_name_en": old.name_en if old else "",
            "from_cluster_id": _reference(plan, old.cluster_id) if old else "",
            "to_name": new.name,
            "to_cluster_id": _reference(plan, new.cluster_id),
            "change_group": plan.full_id(change.change_id),
            **(provenance(plan, change) if change.quote else no_quote(plan, change)),
        }


def _target_rows(plan: Plan) -> Iterator[Row]:
    for target in plan.targets:
        target_id = plan.full_id(target.target_id)
        yield {"target_id": target_id, **_measured(plan, target), **as_written(target, DEADLINE_FIELDS)}


def _observation_rows(plan: Plan) -> Iterator[Row]:
    for seen in plan.observations:
        observation_id = plan.full_id(seen.observation_id)
        yield {"observation_id": observation_id, **_measured(plan, seen), **as_written(seen, PERIOD_FIELDS)}


def _measured(plan: Plan, entry: model.Measured) -> Row:
    return {
        **as_written(entry, MEASURED_FIELDS),
        "cluster_id": _reference(plan, entry.cluster_id),
        "overridden": entry.override,
        **provenance(plan, entry),
    }


def _numeral_rows(plan: Plan) -> Iterator[Row]:
    for row in ledger(plan):
        in_body = not any(hole.contains(row.span) for hole in plan.source.outside)
        yield {
            "document_id": plan.document_id,
            **as_written(row, NUMERAL_FIELDS),
            "section_id": section_id(plan, plan.section_at(row.span.start).path) if in_body else "",
            "char_start": row.span.start,
            "char_end": row.span.end,
        }


def _measure_rows(plan: Plan) -> Iterator[Row]:
    for measure in plan.measures:
        yield {
            "measure_id": plan.full_id(measure.measure_id),
            **as_written(measure, ("kind", "number", "heading", "heading_en", "instruments")),
            **provenance(plan, measure),
        }


def _responsibility_rows(plan: Plan) -> Iterator[Row]:
    for entry, agency, responsibility_id in responsibility_ids(plan):
        yield {
            "responsibility_id": responsibility_id,
            **as_written(agency, ("agency_id", "agency_text", "role")),
            "measure_id": _reference(plan, entry.measure_id),
            "cluster_id": _reference(plan, entry.cluster_id),
            "shared": entry.shared,
            **provenance(plan, entry),
        }


def _placement_rows(plan: Plan) -> Iterator[Row]:
    for entry, area, placement_id in placement_ids(plan):
        yield {
            "placement_id": placement_id,
            "cluster_id": _reference(plan, entry.cluster_id),
            "focus_area_id": f"{plan.document_id}/{entry.focus_area}" if entry.focus_area else "",
            "area_id": area.area_id,
            "area_text": area.area_text,
            "role": entry.role,
            **provenance(plan, entry),
        }


def _site_rows(plan: Plan) -> Iterator[Row]:
    for site in plan.sites:
        yield {
            "site_id": plan.full_id(site.site_id),
            **as_written(site, ("name", "name_en", "kind", "action", "area_id")),
            "cluster_id": _reference(plan, site.cluster_id),
            **provenance(plan, site),
        }


def _reference(plan: Plan, written: str) -> str:
    """A reference with its document's prefix; empty stays empty."""
    return plan.full_id(written) if written else ""

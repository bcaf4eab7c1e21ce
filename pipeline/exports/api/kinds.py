"""What the API tells of: its kinds, what stands in a list, and what is nested in a record.

All of it is literal: the answers and the OpenAPI document are both made from these lists, so that they agree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Nested:
    """Rows of another table that refer to a record, by any of `fields`."""

    name: str
    table: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of record: its name in addresses, its table, what one is called, its page, what it nests.

    `page` is where the website shows one: `{id}` stands for its id, `{document}` and `{own}` for the id's two parts.
    """

    name: str
    table: str
    singular: str
    page: str
    nested: tuple[Nested, ...] = ()

    @property
    def in_document(self) -> bool:
        """Whether its ids begin with a document's: dongguan-2024/low-altitude."""
        return self.table in {"sections", "clusters", "targets", "observations", "measures"}


def _by(field: str, *tables: str) -> tuple[Nested, ...]:
    return tuple(Nested(table, table, (field,)) for table in tables)


KINDS = (
    Kind("documents", "documents", "Document", "documents/{id}/"),
    Kind(
        "sections",
        "sections",
        "Section",
        "documents/{document}/#{own}",
        (
            Nested("children", "sections", ("parent_id",)),
            *_by("section_id", "clusters", "targets", "observations", "measures"),
        ),
    ),
    Kind(
        "clusters",
        "clusters",
        "Cluster",
        "clusters/{id}/",
        (
            *_by("cluster_id", "focus_areas", "targets", "observations", "responsibilities", "placements", "sites"),
            Nested("changes", "cluster_changes", ("from_cluster_id", "to_cluster_id")),
        ),
    ),
    Kind("targets", "targets", "Target", "targets/#{id}", (Nested("matches", "target_matches", ("target_id",)),)),
    Kind(
        "observations",
        "observations",
        "Observation",
        "targets/#{id}",
        (Nested("matches", "target_matches", ("observation_id",)),),
    ),
    Kind(
        "agencies",
        "agencies",
        "Agency",
        "agencies/{id}/",
        (*_by("agency_id", "responsibilities"), Nested("predecessors", "agencies", ("successor_id",))),
    ),
    Kind("measures", "measures", "Measure", "documents/{document}/#{id}", _by("measure_id", "responsibilities")),
    Kind(
        "places",
        "areas",
        "Place",
        "places/{id}/",
        (
            Nested("children", "areas", ("parent_id",)),
            Nested("member_of", "areas", ("members",)),
            *_by("area_id", "documents", "placements", "sites", "targets", "observations", "agencies"),
        ),
    ),
    Kind("indicators", "indicators", "Indicator", "indicators/{id}/", _by("indicator_id", "targets", "observations")),
    Kind("sectors", "sectors", "Sector", "clusters/", _by("sector_id", "clusters")),
)
KIND_OF = {kind.table: kind for kind in KINDS}

# What a list or a nested row shows of its table; a reference among these is shown with its name.
SUMMARIES = {
    "documents": "document_id kind title title_en area_id issued published period_start period_end completeness",
    "sections": "section_id document_id number path level heading",
    "clusters": "cluster_id name name_en kind position sector_id document_id",
    "targets": "target_id indicator_id cluster_id area_id subject_text condition comparator value value_max "
    "unit unit_noun value_text deadline strength document_id quote",
    "observations": "observation_id indicator_id cluster_id area_id subject_text condition comparator value value_max "
    "unit unit_noun value_text period_start period_end forecast document_id quote",
    "agencies": "agency_id name name_en kind area_id",
    "measures": "measure_id kind number heading heading_en instruments document_id",
    "areas": "area_id name full_name name_en kind division_code parent_id",
    "indicators": "indicator_id name name_en unit measure",
    "sectors": "sector_id scheme code name name_en",
    "focus_areas": "focus_area_id name name_en emphasis position quote",
    "responsibilities": "responsibility_id agency_id agency_text role shared measure_id cluster_id document_id quote",
    "placements": "placement_id cluster_id focus_area_id area_id area_text role document_id quote",
    "sites": "site_id name name_en kind action area_id cluster_id document_id quote",
    "cluster_changes": "change_id kind from_name from_name_en from_cluster_id to_name to_cluster_id change_group "
    "document_id quote note note_en",
    "target_matches": "target_id observation_id status ratio reason",
}
# One row of these tables, where all others have a plural of English.
ROW_NAMES = {
    **{kind.table: kind.singular for kind in KINDS},
    "focus_areas": "FocusArea",
    "responsibilities": "Responsibility",
    "placements": "Placement",
    "sites": "Site",
    "cluster_changes": "ClusterChange",
    "target_matches": "TargetMatch",
}
# Fields that name a row in Chinese and English; a target is told by its summary instead.
NAMES: dict[str, tuple[str, str | None]] = {
    "documents": ("title", "title_en"),
    "sections": ("heading", None),
    "measures": ("heading", "heading_en"),
}
TOLD_WHOLE = ("targets", "observations")


def summary_fields(table: str) -> list[str]:
    """The fields of a table's summary, in order."""
    return SUMMARIES[table].split()


def name_fields(table: str) -> tuple[str, str | None]:
    """The fields that name a row in Chinese and, if any, in English."""
    return NAMES.get(table, ("name", "name_en"))

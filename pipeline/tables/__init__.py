"""Plans → one DataFrame per published table; fields and their order from `schemas/tables`.

In: checked plans, the registry and the folder of schemas. Out: tables by name, rows sorted by key.
Empty text is "", every other gap is None or pandas.NA; amounts are exact decimals, dates are ISO text.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

import pandas as pd

from pipeline.records import Plan, Registry
from pipeline.records.mapping import map_documents
from pipeline.tables.frames import Row, TableSchema, build_frame, read_table_schemas
from pipeline.tables.integrity import check_tables
from pipeline.tables.matches import match_rows
from pipeline.tables.records import plan_rows
from pipeline.tables.registry import registry_rows

__all__ = ["TableSchema", "Tables", "build_tables", "check_tables", "read_table_schemas"]

Tables = dict[str, pd.DataFrame]


def build_tables(plans: Sequence[Plan], registry: Registry, schemas: Path, executor: Executor | None = None) -> Tables:
    """One table per schema; raises ValueError where a row and its schema do not name the same fields."""
    table_schemas = read_table_schemas(schemas)
    rows: dict[str, list[Row]] = {name: [] for name in table_schemas}
    parts = [registry_rows(registry), *map_documents(plan_rows, plans, executor), match_rows(plans, registry)]
    for part in parts:
        for name, found in part.items():
            rows[name].extend(found)
    rows["cluster_changes"] = _named_in_english(rows["cluster_changes"], rows["clusters"])
    unfilled = sorted(set(rows) - {name for part in parts for name in part})
    if plans and unfilled:
        raise ValueError(f"no rows are ever built for {' '.join(unfilled)}")
    return {name: build_frame(name, schema, rows[name]) for name, schema in table_schemas.items()}


def _named_in_english(changes: Sequence[Row], clusters: Sequence[Row]) -> list[Row]:
    """The changes, each from a cluster with a record bearing its English name; that record may be another plan's."""
    names = {row["cluster_id"]: row["name_en"] for row in clusters}
    return [{**row, "from_name_en": names.get(row["from_cluster_id"], row["from_name_en"])} for row in changes]

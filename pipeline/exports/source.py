"""What every export is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.publication import Publication
from pipeline.records import Plan, Registry
from pipeline.tables import Tables


@dataclass(frozen=True)
class Source:
    """Plans, the registry, the checked tables, the folder of schemas, and which release this is."""

    plans: Sequence[Plan]
    registry: Registry
    tables: Tables
    schemas: Path
    publication: Publication

"""What the data are, in the words of four standards more: DCAT, schema.org, CSVW and Croissant.

In: schemas/packages.json, the plans, and the packages and other files already written below `data/`.
Out: `catalog.jsonld`, `dataset.jsonld`, `croissant.json`, `index.html` and `<package>/csv-metadata.json`, all from one
description.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.exports.metadata import csvw
from pipeline.exports.metadata.croissant import croissant
from pipeline.exports.metadata.dcat import catalogue
from pipeline.exports.metadata.described import describe
from pipeline.exports.metadata.landing import landing_page
from pipeline.exports.metadata.schema_org import DATASET_FRAGMENT, SCHEMA_ORG, dataset
from pipeline.exports.source import Source

__all__ = ["DATASET_FRAGMENT", "SCHEMA_ORG", "write_metadata"]


def write_metadata(source: Source, out: Path) -> None:
    """Describes what the earlier exports have written."""
    data = out / "data"
    described = describe(source, data)
    _write(data / "catalog.jsonld", catalogue(described))
    _write(data / "dataset.jsonld", dataset(described))
    _write(data / "croissant.json", croissant(described))
    _write_text(data / "index.html", landing_page(described))
    for part in described.parts:
        _write(data / part.name / csvw.PATH, csvw.table_group(described, part))


def _write(path: Path, tree: dict[str, Any]) -> None:
    _write_text(path, json.dumps(tree, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")

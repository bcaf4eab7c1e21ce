"""What the data are, in the words of five standards: DCAT, schema.org, CSVW, Croissant, beside the data packages' own.

In: schemas/packages.json, the documents, and the files already written below `data/`. Out: the metadata files.
"""

from __future__ import annotations

from typing import Any

__all__ = ["DATASET_FRAGMENT", "SCHEMA_ORG"]

DATASET_FRAGMENT = "downloads/#dataset"  # names the dataset, whatever its version
SCHEMA_ORG: dict[str, Any] = {"@vocab": "https://schema.org/"}  # inline, so that nobody has to fetch a context

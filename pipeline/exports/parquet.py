"""Tables → `data/parquet/<table>.parquet`: typed columns with their titles, descriptions and units, for programs.

An amount is decimal(38, 9), never a float: 29 digits before the point (a supercomputer's FLOPS), 9 after it (a
nanometre in metres). One that does not fit raises, rather than being rounded. The file names the version of the
library that wrote it, and no time: the same library writes the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.exports.cells import is_required, read_column, storage
from pipeline.exports.source import Source
from pipeline.tables import TableSchema, read_table_schemas

PARQUET = "parquet"
PRECISION, SCALE = 38, 9
DESCRIBING = ("title", "title_en", "description", "description_en", "unit")


def write_parquet(source: Source, out: Path) -> None:
    """One file for every table."""
    import pyarrow.parquet

    folder = out / "data" / PARQUET
    folder.mkdir(parents=True)
    for table, schema in read_table_schemas(source.schemas).items():
        described = _table(source.tables[table], schema, source.publication.version)
        pyarrow.parquet.write_table(described, folder / f"{table}.parquet", compression="zstd")


def _table(frame: pd.DataFrame, schema: TableSchema, version: str) -> Any:
    import pyarrow

    fields = [
        pyarrow.field(
            field["name"],
            _type(field),
            nullable=not (is_required(field) or storage(field) == "list"),
            metadata=_words(field),
        )
        for field in schema["fields"]
    ]
    columns = [
        pyarrow.array(read_column(frame, field), type=_type(field), from_pandas=False) for field in schema["fields"]
    ]
    described = pyarrow.schema(fields, metadata={**_words(schema), "version": version})
    return pyarrow.Table.from_arrays(columns, schema=described)


def _type(field: dict[str, Any]) -> Any:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(),
        "number": pyarrow.decimal128(PRECISION, SCALE),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return types[storage(field)]


def _words(described: dict[str, Any]) -> dict[str, str]:
    return {name: described[name] for name in DESCRIBING if name in described}

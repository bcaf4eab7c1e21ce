"""The zip archives: what they hold, in which order, and that they say nothing of when they were made."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from exported import read_source, write_formats


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_formats(read_source(), tmp_path_factory.mktemp("archives"))


@pytest.mark.parametrize(
    "folder",
    ["clusters", "targets", "agencies", "spatial-layout", "parquet", "documents/dongguan-2024", "places/shenzhen"],
)
def test_an_archive_holds_its_folder(data: Path, folder: str) -> None:
    paths = [path for path in (data / folder).rglob("*") if path.is_file()]
    name = Path(folder).name
    expected = {f"{name}/{path.relative_to(data / folder)}": path.read_bytes() for path in paths}
    with ZipFile(data / f"{folder}.zip") as packed:
        assert {member: packed.read(member) for member in packed.namelist()} == expected


def test_everything_is_in_one_archive_but_the_subsets_and_the_archives(data: Path) -> None:
    with ZipFile(data / "plans.zip") as packed:
        names = packed.namelist()
    assert {"plans/plans.sqlite", "plans/plans.xlsx", "plans/parquet/targets.parquet"} <= set(names)
    assert {"plans/clusters/datapackage.json", "plans/targets/targets.json"} <= set(names)
    assert not [name for name in names if name.endswith(".zip") or "/places/" in name or "/documents/" in name]


def test_members_stand_in_order_and_have_no_time_of_their_own(data: Path) -> None:
    for path in data.rglob("*.zip"):
        with ZipFile(path) as packed:
            members = packed.infolist()
            assert packed.testzip() is None
        assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
        assert {member.external_attr >> 16 for member in members} == {0o100644}
        assert [member.filename for member in members] == sorted(member.filename for member in members)


def test_pandas_reads_a_table_from_an_archive(data: Path) -> None:
    with ZipFile(data / "places" / "dongguan.zip") as packed, packed.open("dongguan/clusters.csv") as lines:
        names = pd.read_csv(lines, dtype=str, keep_default_na=False)["name"]
    assert "低空经济" in set(names)

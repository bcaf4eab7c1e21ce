"""The five descriptions of the data: each read by its standard's own tools, offline, and all saying the same."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import mlcroissant
import pyshacl
import pytest
from csvw import TableGroup
from exported import read_source
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF
from workspaces import REPOSITORY

from pipeline.exports.metadata import write_metadata
from pipeline.exports.metadata.described import Described
from pipeline.exports.metadata.landing import landing_page
from pipeline.exports.parquet import write_parquet
from pipeline.packages import package_names, write_packages

ADDRESS = "https://plans.example/"
RELEASE = f"{ADDRESS}data/v1.2.3/"
PACKAGES = package_names(REPOSITORY / "schemas")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SCHEMA = Namespace("https://schema.org/")
WRITTEN = (
    "catalog.jsonld",
    "dataset.jsonld",
    "croissant.json",
    "index.html",
    *(f"{name}/csv-metadata.json" for name in PACKAGES),
)
SHAPES = REPOSITORY / "schemas" / "dcat-ap-mandatory.ttl"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and the columnar files of the real documents, described."""
    out, source = tmp_path_factory.mktemp("out"), read_source()
    write_packages(source.tables, source.schemas, source.plans, source.publication.version, out / "data")
    write_parquet(source, out)
    write_metadata(source, out)
    return out / "data"


@dataclass(frozen=True)
class Said:
    """What one description says of one package."""

    title: str
    licence: str
    version: str
    temporal: str
    spatial: frozenset[str]
    checksums: frozenset[str]


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def graph(path: Path) -> Graph:
    tree = read_json(path)
    assert isinstance(tree["@context"], dict)  # a context with an address would be fetched
    return Graph().parse(data=json.dumps(tree), format="json-ld")


def in_data_package(data: Path, name: str) -> Said:
    tree = read_json(data / name / "datapackage.json")
    return Said(
        tree["title"],
        tree["licenses"][0]["path"],
        tree["version"],
        tree["temporal"],
        frozenset(tree["spatial"]),
        frozenset(resource["hash"].removeprefix("sha256:") for resource in tree["resources"]),
    )


def in_dcat(data: Path, name: str) -> Said:
    catalogue = graph(data / "catalog.jsonld")
    dataset = URIRef(read_json(data / name / "datapackage.json")["id"])
    period = catalogue.value(dataset, DCTERMS.temporal)
    tables = [
        node
        for node in catalogue.objects(dataset, DCAT.distribution)
        if str(catalogue.value(node, DCAT.mediaType)).endswith("/text/csv")
    ]
    return Said(
        next(str(title) for title in catalogue.objects(dataset, DCTERMS.title) if title.language == "zh"),
        str(catalogue.value(dataset, DCTERMS.license)),
        str(catalogue.value(dataset, DCAT.version)),
        f"{catalogue.value(period, DCAT.startDate)}/{catalogue.value(period, DCAT.endDate)}",
        frozenset(
            str(catalogue.value(area, DCTERMS.identifier)) for area in catalogue.objects(dataset, DCTERMS.spatial)
        ),
        frozenset(
            str(catalogue.value(catalogue.value(node, SPDX.checksum), SPDX.checksumValue)).lower() for node in tables
        ),
    )


def in_schema_org(data: Path, name: str) -> Said:
    whole = read_json(data / "dataset.jsonld")
    part = next(part for part in whole["hasPart"] if part["url"].endswith(f"#{name}"))
    return Said(
        part["name"],
        part["license"],
        part["version"],
        part["temporalCoverage"],
        frozenset(place["identifier"] for place in part["spatialCoverage"]),
        frozenset(file["sha256"] for file in part["distribution"] if file["encodingFormat"] == "text/csv"),
    )


def in_csvw(data: Path, name: str) -> Said:
    tree = read_json(data / name / "csv-metadata.json")
    return Said(
        next(title["@value"] for title in tree["dc:title"] if title["@language"] == "zh"),
        tree["dc:license"]["@id"],
        tree["schema:version"],
        tree["dc:temporal"],
        frozenset(tree["dc:spatial"]),
        frozenset(table["schema:sha256"] for table in tree["tables"]),
    )


def in_croissant(data: Path, name: str) -> Said:
    """Croissant describes all packages as one: its title is that of the whole, its record sets have none."""
    tree = read_json(data / "croissant.json")
    return Said(
        tree["alternateName"],
        tree["license"],
        tree["version"],
        tree["temporalCoverage"],
        frozenset(tree["spatialCoverage"]),
        frozenset(file["sha256"] for file in tree["distribution"] if file["@id"].startswith(f"{name}/")),
    )


@pytest.mark.parametrize("name", PACKAGES)
def test_all_five_say_the_same_of_each_package(data: Path, name: str) -> None:
    said = in_data_package(data, name)
    assert said.temporal == "2018/2027"
    assert said.spatial == {"dongguan", "ruian", "shenzhen"}
    assert said.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert said.version == "1.2.3"
    assert said.checksums == {hashlib.sha256(path.read_bytes()).hexdigest() for path in (data / name).glob("*.csv")}
    assert [read(data, name) for read in (in_dcat, in_schema_org, in_csvw)] == [said] * 3
    assert in_croissant(data, name) == replace(said, title="规划数据")


def test_the_whole_has_one_title_wherever_it_is_described(data: Path) -> None:
    whole = URIRef(f"{ADDRESS}downloads/#dataset")
    in_catalogue = {str(title) for title in graph(data / "catalog.jsonld").objects(whole, DCTERMS.title)}
    searched, trained = read_json(data / "dataset.jsonld"), read_json(data / "croissant.json")
    assert in_catalogue == {"规划数据", "Plans as data"}
    assert (searched["name"], searched["alternateName"]) == ("规划数据", "Plans as data")
    assert (trained["alternateName"], trained["name"]) == ("规划数据", "Plans as data")


def test_size_and_checksum_of_every_distribution_are_those_of_the_file_it_leads_to(data: Path) -> None:
    catalogue = graph(data / "catalog.jsonld")
    nodes = sorted(catalogue.subjects(RDF.type, DCAT.Distribution))
    paths = [data / str(catalogue.value(node, DCAT.downloadURL)).removeprefix(RELEASE) for node in nodes]
    assert {path.suffix for path in paths} == {".csv", ".json", ".parquet"}
    assert [int(str(catalogue.value(node, DCAT.byteSize))) for node in nodes] == [path.stat().st_size for path in paths]
    checksums = [catalogue.value(catalogue.value(node, SPDX.checksum), SPDX.checksumValue) for node in nodes]
    assert [str(checksum).lower() for checksum in checksums] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    ]


def test_the_catalogue_has_what_dcat_ap_demands(data: Path) -> None:
    conforms, _, words = pyshacl.validate(graph(data / "catalog.jsonld"), shacl_graph=str(SHAPES), inference="none")
    assert conforms, words


@pytest.mark.parametrize(
    "missing",
    ["dct:title", "dct:description", "dct:publisher", "dct:license", "dcat:dataset"],
)
def test_the_shapes_notice_what_a_catalogue_lacks(data: Path, missing: str) -> None:
    tree = read_json(data / "catalog.jsonld")
    del tree[missing]
    lacking = Graph().parse(data=json.dumps(tree), format="json-ld")
    assert not pyshacl.validate(lacking, shacl_graph=str(SHAPES), inference="none")[0]


@pytest.mark.parametrize("missing", ["dcat:accessURL", "dcat:mediaType", "dcat:byteSize", "spdx:checksum"])
def test_the_shapes_notice_what_a_distribution_lacks(data: Path, missing: str) -> None:
    tree = read_json(data / "catalog.jsonld")
    del tree["dcat:dataset"][1]["dcat:distribution"][0][missing]
    lacking = Graph().parse(data=json.dumps(tree), format="json-ld")
    assert not pyshacl.validate(lacking, shacl_graph=str(SHAPES), inference="none")[0]


def test_the_catalogue_names_the_documents_it_was_read_from(data: Path) -> None:
    catalogue = graph(data / "catalog.jsonld")
    titles = {str(title) for title in catalogue.objects(None, DCTERMS.title)}
    assert "关于壮大战略性新兴产业集群和培育未来产业加快发展新质生产力的实施方案" in titles
    keywords = {str(word) for word in catalogue.objects(None, DCAT.keyword) if word.language == "zh"}
    assert {"产业集群", "规划目标", "责任单位", "空间布局"} <= keywords


def test_schema_org_is_read_as_one_dataset_with_four_parts(data: Path) -> None:
    described = graph(data / "dataset.jsonld")
    [whole] = described.subjects(SCHEMA.hasPart, None, unique=True)
    assert str(whole) == f"{ADDRESS}downloads/#dataset"
    assert len(list(described.objects(whole, SCHEMA.hasPart))) == 4
    assert len(list(described.objects(whole, SCHEMA.isBasedOn))) == len(read_source().plans)


@pytest.mark.parametrize("name", PACKAGES)
def test_csvw_reads_the_rows_of_every_csv_with_their_types(data: Path, name: str) -> None:
    group = TableGroup.from_file(data / name / "csv-metadata.json")
    group.check_referential_integrity()
    for table in group.tables:
        path = data / name / str(table.url)
        rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
        typed = table.iterdicts(strict=True)
        assert [{field: as_written(value) for field, value in row.items()} for row in typed] == rows


def as_written(value: object) -> str:
    """A typed value as the CSV writes it."""
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def test_csvw_types_are_those_of_the_schema(data: Path) -> None:
    group = TableGroup.from_file(data / "targets" / "csv-metadata.json")
    targets = next(table for table in group.tables if str(table.url) == "targets.csv")
    first = next(row for row in targets.iterdicts() if row["target_id"] == "shenzhen-2024/value-added-2025")
    assert first["value"] == Decimal(1600000000000)
    assert as_written(first["deadline"]) == "2025-12-31"
    assert first["cluster_id"] is None
    assert targets.tableSchema.primaryKey == ["target_id"]
    assert [key.columnReference for key in targets.tableSchema.foreignKeys][:2] == [["indicator_id"], ["cluster_id"]]


def test_croissant_loads_without_an_error_and_reads_a_target(data: Path) -> None:
    tree = read_json(data / "croissant.json")
    local = {file["@id"]: data / file["@id"] for file in tree["distribution"]}
    dataset = mlcroissant.Dataset(jsonld=data / "croissant.json", mapping=local)
    assert dataset.metadata.ctx.issues.errors == set()
    with (data / "clusters" / "clusters.csv").open(encoding="utf-8", newline="") as written:
        names = [row["name"] for row in csv.DictReader(written)]
    assert [record["clusters/name"].decode() for record in dataset.records("clusters")] == names
    assert len(tree["recordSet"]) == len(list((REPOSITORY / "schemas" / "tables").glob("*.json")))


def test_the_folder_of_a_release_opens_with_a_page_that_leads_to_each_of_its_files(data: Path) -> None:
    page = (data / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert links[0] == "https://creativecommons.org/licenses/by/4.0/"
    assert {"targets/targets.csv", "clusters/datapackage.json", "parquet/targets.parquet"} <= set(links)
    assert [link for link in links[1:] if not (data / link).is_file()] == []
    assert '规划数据 / <span lang="en">Plans as data</span> 1.2.3' in page


def test_a_title_that_tries_to_be_html_stays_a_title_on_that_page() -> None:
    source = read_source()
    shared = source.publication.shared | {"title": "<script>alert(1)</script>", "description": '"><img src=x>'}
    described = Described(replace(source.publication, shared=shared), "2018/2027", (), (), (), ())
    page = landing_page(described)
    assert "<script" not in page
    assert "<img" not in page


def test_the_same_source_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    source = read_source()
    write_packages(source.tables, source.schemas, source.plans, source.publication.version, tmp_path / "data")
    write_parquet(source, tmp_path)
    write_metadata(source, tmp_path)
    again, before = ({path: (root / path).read_bytes() for path in WRITTEN} for root in (tmp_path / "data", data))
    assert again == before

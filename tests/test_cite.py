"""How a page is cited in three forms, whatever its title holds, and where a wrong value is reported."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from workspaces import REPOSITORY

from pipeline.pages.cite import Citation, bibtex, citation, csl_json, gbt
from pipeline.pages.labels import read_labels
from pipeline.publication import read_publication

LABELS = read_labels(REPOSITORY / "schemas", REPOSITORY / "site" / "templates")
PUBLICATION = read_publication(REPOSITORY / "schemas", "0.1.0")
PATH = "clusters/dongguan-2024/semiconductors/"
HOSTILE = '}}, url = {http://evil.example/}} \\write18{rm} {{ 7*7 }} "引号" #&%$_^~ @misc{x, {'


def cited(language: str = "zh", title: str = "半导体及集成电路 · 东莞 2024", path: str = PATH) -> Citation:
    return citation(path, title, LABELS[language], PUBLICATION)  # type: ignore[index]


def test_gbt_7714_names_author_title_version_the_reader_s_day_the_page_and_the_permanent_data() -> None:
    assert gbt(cited()) == (
        "规划数据贡献者. 半导体及集成电路 · 东莞 2024[DS/OL]//规划数据: 0.1.0版. [引用日期]. "
        "https://plans.example/clusters/dongguan-2024/semiconductors/. 本版数据: https://plans.example/data/v0.1.0/."
    )


def test_the_whole_of_the_data_is_cited_by_its_own_name() -> None:
    assert gbt(cited("en", "Downloads", "downloads/")) == (
        "plans contributors. Plans as data: version 0.1.0[DS/OL]. [date of access]. "
        "https://plans.example/en/downloads/. Data of this version: https://plans.example/data/v0.1.0/."
    )


def test_bibtex_is_one_entry_with_the_version_in_its_note() -> None:
    assert bibtex(cited()) == (
        "@misc{plans-clusters-dongguan-2024-semiconductors,\n"
        "  author = {{规划数据贡献者}},\n"
        "  title = {{半导体及集成电路 · 东莞 2024}},\n"
        "  howpublished = {规划数据},\n"
        "  version = {0.1.0},\n"
        "  url = {https://plans.example/clusters/dongguan-2024/semiconductors/},\n"
        "  note = {0.1.0版. 本版数据: \\url{https://plans.example/data/v0.1.0/}}\n"
        "}"
    )


def test_a_hostile_title_cannot_end_its_bibtex_field() -> None:
    entry = bibtex(cited(title=HOSTILE))
    assert brace_depths(entry) == brace_depths(bibtex(cited()))
    assert r"\textbackslash{}write18\textbraceleft{}rm\textbraceright{}" in entry
    assert r"\#\&\%\$\_\textasciicircum{}\textasciitilde{} @misc\textbraceleft{}x" in entry


def brace_depths(entry: str) -> list[tuple[str, int]]:
    """Each field's name and how deep in braces its line begins; an empty command's braces close at once."""
    depth, found = 0, []
    for line in entry.replace("{}", "").split("\n"):
        found.append((line.split(" = ")[0].split("{")[0], depth))
        depth += line.count("{") - line.count("}")
    return [*found, ("end", depth)]


def test_a_hostile_title_stays_one_string_of_csl_json() -> None:
    [item] = json.loads(csl_json(cited(title=HOSTILE)))
    assert item["title"] == HOSTILE
    assert item["type"] == "dataset"
    assert item["version"] == "0.1.0"
    assert item["URL"] == f"https://plans.example/{PATH}"
    assert item["author"] == [{"literal": "规划数据贡献者"}]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_form_gives_a_day_of_access(language: str) -> None:
    for _, lines in cited(language).forms:
        assert not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|accessed|urldate", "\n".join(lines))


def test_with_a_repository_the_form_is_filled_in_with_record_and_page() -> None:
    known = replace(PUBLICATION, repository="https://code.example/plans")
    address = urlsplit(citation(PATH, "半导体", LABELS["en"], known).report_form)
    assert address.path == "/plans/issues/new"
    assert parse_qs(address.query) == {
        "template": ["wrong-value.yml"],
        "record": ["dongguan-2024/semiconductors"],
        "page": [f"https://plans.example/en/{PATH}"],
    }


def test_without_a_repository_the_site_s_own_page_says_how() -> None:
    assert cited().report_form == ""
    assert cited().report_place == "contribute/?record=dongguan-2024%2Fsemiconductors#report"

"""`plans diff`: planted changes between two releases, in the right order and form, and the step they ask for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from released import build_data, edit_schema, edit_table
from workspaces import copy_tiny

from pipeline.build import Workspace
from pipeline.release.copies import open_copy
from pipeline.release.dataset import Table, package_copies, read_package
from pipeline.release.difference import Difference, apply_difference, brief, find_difference, tables_of
from pipeline.release.versions import find_step, next_version, tombstone_problems, version_problems
from pipeline.release.writing import difference_tree, write_difference


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = copy_tiny(tmp_path_factory.mktemp("old"))
    return build_data(Workspace(workspace.root, "0.1.0"))


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(old, tmp_path / "new"))


def read(folder: Path) -> dict[str, Table]:
    with open_copy(folder) as copy:
        return tables_of([read_package(each) for each in package_copies(copy)])


def differ(old: Path, new: Path) -> Difference:
    return find_difference(read(old), read(new), ("0.1.0", "0.2.0"))


def rename_field(resource: dict) -> None:
    field = next(each for each in resource["schema"]["fields"] if each["name"] == "reason")
    field["name"] = "why"


def drop_enum(resource: dict) -> None:
    field = next(each for each in resource["schema"]["fields"] if each["name"] == "emphasis")
    field["constraints"]["enum"].remove("encourage")


def add_enum(resource: dict) -> None:
    field = next(each for each in resource["schema"]["fields"] if each["name"] == "kind")
    field["constraints"]["enum"].append("harbour")


def retype(resource: dict) -> None:
    next(each for each in resource["schema"]["fields"] if each["name"] == "position")["type"] = "string"


def retitle(resource: dict) -> None:
    resource["schema"]["title_en"] = "Aims"


def relax(resource: dict) -> None:
    field = next(each for each in resource["schema"]["fields"] if each["name"] == "level")
    field["constraints"]["required"] = False


STEEL = "xinzhou-2025/new-materials/special-steel/xinzhou-baisha"
NEW_SITE = (
    "xinzhou-2025/steel-laboratory,特种钢材实验室,Special Steel Laboratory,laboratory,plan,xinzhou,,xinzhou-2025,"
    "xinzhou-2025/s2.2,特种钢材,318,322,false,,\n"
)


@dataclass(frozen=True)
class Planted:
    """One change: where it is made, how, the line it must give, and the step it asks for by itself."""

    name: str
    table: str
    old: str
    new: str
    line: str
    step: str
    schema: Callable[[dict], None] | None = None


REMOVED = (
    Planted(
        "field",
        "target_matches",
        ",reason\n",
        ",why\n",
        "  - target_matches.reason: field reason",
        "major",
        rename_field,
    ),
    Planted("enum", "focus_areas", "", "", "  - focus_areas.emphasis: enum encourage", "major", drop_enum),
    Planted(
        "responsibility",
        "responsibilities",
        "xinzhou-2025/coordination/xinzhou-stb,xinzhou-stb,市科技局,responsible,xinzhou-2025/coordination,,true,"
        "xinzhou-2025,xinzhou-2025/s3.1,（市工业和信息化局、市科技局按职责分工负责）,402,424,false,,\n",
        "",
        "  - xinzhou-2025/coordination/xinzhou-stb  “（市工业和信息化局、市科技局按职责分工负责）”",
        "major",
    ),
    Planted(
        "placement",
        "placements",
        f"{STEEL},,xinzhou-2025/new-materials/special-steel,xinzhou-baisha,白沙镇,pilot,xinzhou-2025,xinzhou-2025/s2.2,"
        "特种钢材在白沙镇先行示范,318,330,false,,\n",
        "",
        f"  - {STEEL}  “特种钢材在白沙镇先行示范”",
        "major",
    ),
    Planted("id", "indicators", "\nenterprises,", "\nfirms,", "  - enterprises  “企业数”", "major"),
)
CHANGED = (
    Planted("type", "focus_areas", "", "", "  ~ focus_areas.position: type integer → string", "major", retype),
    Planted("required", "sections", "", "", "  ~ sections.level: required true → false", "minor", relax),
    Planted("title", "targets", "", "", "  ~ targets: title_en Targets → Aims", "patch", retitle),
    Planted("value", "targets", ",ge,300,", ",ge,3000,", "      value: 300 → 3000", "minor"),
    Planted("deadline", "targets", "2023-12-31", "2023-06-30", "      deadline: 2023-12-31 → 2023-06-30", "minor"),
    Planted("emptied", "sites", ",build,xinzhou,", ",build,,", "      area_id: xinzhou → (empty)", "minor"),
    Planted("filled", "clusters", ",Machine tools,emerging,,", ",Machine tools,emerging,支柱类,",
            "      category: (empty) → 支柱类", "minor"),
    Planted("role", "responsibilities", ",市工业和信息化局,lead,", ",市工业和信息化局,local,",
            "      role: lead → local", "minor"),
    Planted("noun", "targets", ",15,,count,家,", ",15,,count,个,", "      unit_noun: 家 → 个", "minor"),
    Planted("ratio", "target_matches", ",not-yet,0.95,", ",not-yet,0.96,", "      ratio: 0.95 → 0.96", "minor"),
    Planted("english", "clusters", ",New materials,emerging,,,2,,,,,sei-2018-materials,xinzhou-2021",
            ",Novel materials,emerging,,,2,,,,,sei-2018-materials,xinzhou-2021",
            "      name_en: New materials → Novel materials", "patch"),
    Planted("note", "documents", "新洲系虚构。没有写成文年份", "新洲是虚构的。没有写成文年份",
            "      note: 新洲系虚构。没有写成文年份；规划期自2021年起。"
            " → 新洲是虚构的。没有写成文年份；规划期自2021年起。", "patch"),
    Planted("moved", "measures", ",369,375,", ",370,376,",
            "  rows that only moved within their text: 1", "minor"),
)  # fmt: skip
ADDED = (
    Planted("new-field", "target_matches", "", "", "  + target_matches.why: field why", "minor"),
    Planted("new-enum", "sites", "", "", "  + sites.kind: enum harbour", "minor", add_enum),
    Planted("new-id", "indicators", "", "", "  + firms  “企业数”", "minor"),
    Planted(
        "site", "sites", "false,,\n", f"false,,\n{NEW_SITE}", "  + xinzhou-2025/steel-laboratory  “特种钢材”", "minor"
    ),
)
PLANTED = (*REMOVED, *CHANGED, *ADDED)


def plant(data: Path, planted: Planted) -> None:
    if planted.schema:
        edit_schema(data, planted.table, planted.schema)
    if planted.old:
        edit_table(data, planted.table, planted.old, planted.new)


def test_twenty_planted_changes_are_all_shown_in_order(old: Path, new: Path) -> None:
    for planted in PLANTED:
        plant(new, planted)
    difference = differ(old, new)
    lines = write_difference(difference, find_step(difference), "text", "en").splitlines()
    assert len([planted for planted in PLANTED if planted.old or planted.schema]) == 20
    assert [planted.line for planted in PLANTED if planted.line not in lines] == []
    kinds = [line[0] for line in lines if line.startswith(("- ", "~ ", "+ "))]
    assert kinds == sorted(kinds, key="-~+".index)
    assert lines[1] == "step of these changes: major"


@pytest.mark.parametrize("planted", [pytest.param(each, id=each.name) for each in PLANTED if each.old or each.schema])
def test_each_change_asks_for_its_own_step(old: Path, new: Path, planted: Planted) -> None:
    plant(new, planted)
    assert find_step(differ(old, new)) == planted.step


def test_the_old_release_and_the_difference_make_the_new_one(old: Path, new: Path) -> None:
    for planted in PLANTED:
        plant(new, planted)
    before, after = read(old), read(new)
    written = write_difference(differ(old, new), "major", "json", "en")
    made = apply_difference({name: table.rows for name, table in before.items()}, json.loads(written))
    assert {name: {table.key(row): row for row in made[name]} for name, table in after.items()} == {
        name: table.by_key for name, table in after.items()
    }


def test_a_real_build_is_reached_from_nothing_and_back(old: Path) -> None:
    tables = read(old)
    difference = find_difference({}, tables, ("", "0.1.0"))
    made = apply_difference({}, difference_tree(difference, "minor"))
    assert made == {name: list(table.rows) for name, table in tables.items() if table.rows}
    back = find_difference(tables, {}, ("0.1.0", ""))
    assert apply_difference(made, difference_tree(back, "major")) == {}


def test_the_same_release_does_not_differ(old: Path) -> None:
    difference = differ(old, old)
    assert not difference
    assert find_step(difference) == "none"
    assert "the tables do not differ" in write_difference(difference, "none", "text", "en")
    assert "数据表没有差别" in write_difference(difference, "none", "markdown", "zh")


def test_a_zip_differs_as_its_folder_does(old: Path, new: Path, tmp_path: Path) -> None:
    from released import pack

    plant(new, CHANGED[3])
    packed = pack(new, tmp_path / "new.zip")
    with open_copy(packed) as copy:
        tables = tables_of([read_package(each) for each in package_copies(copy)])
    assert find_difference(read(old), tables, ("0.1.0", "0.2.0")) == differ(old, new)


def test_markdown_shows_foreign_text_as_it_is(old: Path, new: Path) -> None:
    edit_table(new, "clusters", ",Machine tools,", ",[x](https://evil.example) <b>@all</b> `|`,")
    text = write_difference(differ(old, new), "patch", "markdown", "en")
    assert "](https" not in text
    assert "<b>" not in text
    assert "@all" not in text
    assert "&#91;x&#93;&#40;https://evil.example&#41;" in text


def test_html_escapes_foreign_text_and_stands_alone(old: Path, new: Path) -> None:
    edit_table(new, "clusters", ",Machine tools,", ",<script>alert(1)</script>\u202e,")
    text = write_difference(differ(old, new), "patch", "html", "zh")
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u202e" in text
    assert text.startswith('<!doctype html>\n<html lang="zh-Hans">')
    assert "https://" not in text


def test_samples_come_from_as_many_documents_as_possible(old: Path) -> None:
    difference = find_difference({}, read(old), ("", "0.1.0"))
    text = write_difference(difference, "minor", "markdown", "en", samples=2)
    clusters = text[text.index("**clusters &#183; Clusters**" if "&#183;" in text else "**clusters · Clusters**") :]
    shown = clusters.split("\n\n")[1]
    assert "xinzhou-2021/machine-tools" in shown
    assert "xinzhou-2025/" in shown
    assert "rows not shown" in shown


def test_a_row_that_only_moved_is_counted_and_kept_in_full(old: Path, new: Path) -> None:
    plant(new, CHANGED[-1])
    difference = differ(old, new)
    assert [brief(table).moved for table in difference.tables] == [1]
    assert [brief(table).changed for table in difference.tables] == [0]
    fields = difference_tree(difference, "minor")["tables"][0]["changed"][0]["fields"]
    assert [field["field"] for field in fields] == ["char_start", "char_end"]


def test_a_removed_id_needs_a_tombstone_of_its_own_or_of_what_held_it(old: Path, new: Path) -> None:
    plant(new, REMOVED[3])
    difference = differ(old, new)
    missing = list(tombstone_problems(difference, []))
    assert [(str(each.location), each.rule) for each in missing] == [
        ("seeds/registry/tombstones.yaml:1:1", "tombstone-missing")
    ]
    assert STEEL in missing[0].en
    assert list(tombstone_problems(difference, [STEEL])) == []
    assert list(tombstone_problems(difference, ["xinzhou-2025/new-materials"])) == []
    assert list(tombstone_problems(difference, ["xinzhou-2025/new-material"])) == missing


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        pytest.param("0.1.0", "none", "0.1.0", id="none"),
        pytest.param("0.1.0", "patch", "0.1.1", id="patch"),
        pytest.param("0.1.9", "minor", "0.2.0", id="minor"),
        pytest.param("0.1.9", "major", "0.2.0", id="major-while-0"),
        pytest.param("1.4.2", "minor", "1.5.0", id="minor-from-1"),
        pytest.param("1.4.2", "major", "2.0.0", id="major-from-1"),
    ],
)
def test_the_next_version_takes_the_step(before: str, step: str, after: str) -> None:
    assert next_version(before, step) == after
    assert list(version_problems(before, after, step)) == []


def test_a_version_that_takes_a_smaller_step_than_its_changes_is_a_problem() -> None:
    (problem,) = version_problems("1.4.2", "1.5.0", "major")
    assert problem.rule == "version-step"
    assert problem.en == "the changes since 1.4.2 are major; raise the version from 1.5.0 to 2.0.0"
    assert problem.zh == "与 1.4.2 相比的改动至少是 major；请把版本 1.5.0 提高到 2.0.0"

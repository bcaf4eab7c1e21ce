"""The lineage of clusters: what became of each, in a drawing, in a table and on the clusters' own pages."""

from __future__ import annotations

import re

import pytest
from published import REPOSITORY, SCHEMAS, published_view

from pipeline.pages.layers import Sizes, arrange, crossings
from pipeline.pages.lineage import Lineage, line_of, lineage_pages
from pipeline.pages.lineage_drawing import Box, broken
from pipeline.pages.render import Renderer, read_templates
from pipeline.pages.rows import Row
from pipeline.pages.view import View
from pipeline.problems import Language
from pipeline.publication import read_publication

SIZES = Sizes(thing=30, passing=6, gap=10)


@pytest.fixture(scope="module")
def view() -> View:
    return published_view("zh")


@pytest.fixture(scope="module")
def shenzhen(view: View) -> Lineage:
    (city,) = next(lineage_pages(view)).context["cities"]
    assert isinstance(city, Lineage)
    return city


def cluster(view: View, key: str) -> Row:
    found = view.of("clusters", key)
    assert found is not None
    return found


def drawn(language: Language) -> str:
    view = published_view(language)
    renderer = Renderer(read_templates(REPOSITORY / "site" / "templates"), view, read_publication(SCHEMAS, "0.0.1"))
    return renderer.text(next(lineage_pages(view)))


def test_columns_are_the_plans_of_a_city_and_the_names_told_before_them(shenzhen: Lineage) -> None:
    assert [column.title for column in shenzhen.picture.columns] == ["深圳 2018", "2024年规划提到的旧名", "深圳 2024"]
    assert shenzhen.title == "深圳：2018年7个集群 → 2024年28个集群"


def test_the_summary_counts_what_the_plan_states_and_what_is_editorial(shenzhen: Lineage) -> None:
    assert shenzhen.summaries == (
        "2024年的规划写明：新增3个、合并1个、分设1个、更名4个、并入1个。",
        "另有26条编辑判断的延续（虚线）。",
    )


def test_machine_tools_lead_by_a_solid_line_into_high_end_equipment_and_its_sentence(shenzhen: Lineage) -> None:
    (line,) = [line for line in shenzhen.picture.lines if line.before == "工业母机"]
    assert (line.row["kind"], line.after, line.stated) == ("merge", "高端装备与仪器", True)
    assert line.place == "documents/shenzhen-2024/#q-739-778"


def test_every_change_is_drawn_and_only_stated_ones_are_solid(shenzhen: Lineage) -> None:
    picture = shenzhen.picture
    shown = {line.row.key for line in picture.lines} | {box.added.key for box in picture.boxes if box.added}
    assert shown == {row.key for row in shenzhen.changes}
    assert {line.row["kind"] for line in picture.lines if not line.stated and not line.remains} == {"continue"}
    assert {bool(line.row["quote"]) for line in picture.lines if line.stated} == {True}


def test_a_cluster_that_another_was_split_off_from_stays_on_the_list(shenzhen: Lineage) -> None:
    lines = [line for line in shenzhen.picture.lines if line.before == "软件与信息服务"]
    assert sorted((line.after, line.stated, line.remains) for line in lines) == [
        ("人工智能", True, False),
        ("软件与信息服务", False, True),
    ]


def test_boxes_of_a_column_do_not_overlap(shenzhen: Lineage) -> None:
    boxes = shenzhen.picture.boxes
    assert [(a.name, b.name) for a in boxes for b in boxes if a is not b and overlap(a, b)] == []


def overlap(a: Box, b: Box) -> bool:
    return a.x == b.x and abs(a.y - b.y) < 34


def test_the_line_of_a_merged_cluster_tells_both_what_is_stated_and_what_an_editor_thinks(view: View) -> None:
    steps = line_of(view, cluster(view, "shenzhen-2024/high-end-equipment-and-instruments"))
    assert [
        (step.row["kind"], [end.name for end in step.before], [end.name for end in step.after]) for step in steps
    ] == [
        ("merge", ["工业母机", "激光与增材制造", "精密仪器设备"], ["高端装备与仪器"]),
        ("continue", ["高端装备制造"], ["高端装备与仪器"]),
    ]


def test_the_line_of_an_earlier_cluster_leads_to_all_that_follow_it(view: View) -> None:
    steps = line_of(view, cluster(view, "shenzhen-2018/marine-economy"))
    assert [[end.name for end in step.after] for step in steps] == [["海洋"], ["深地深海"]]


def test_the_line_of_a_split_off_cluster_does_not_take_in_the_past_of_the_one_it_left(view: View) -> None:
    steps = line_of(view, cluster(view, "shenzhen-2024/artificial-intelligence"))
    assert [step.row["kind"] for step in steps] == ["split-off", "continue"]


def test_what_a_later_cluster_gave_up_within_its_own_plan_is_not_in_the_line_of_an_earlier_one(view: View) -> None:
    steps = line_of(view, cluster(view, "shenzhen-2018/new-generation-it"))
    assert {step.row["kind"] for step in steps} == {"continue"}
    assert len(steps) == 8


def test_a_cluster_without_changes_has_no_line(view: View) -> None:
    assert line_of(view, cluster(view, "dongguan-2024/low-altitude-economy")) == []


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("zh", "工业母机", "工业母机 → 合并 → 高端装备与仪器"),
        (
            "en",
            "Industrial Machine Tools",
            "Industrial Machine Tools → Merged → High-End Equipment and Instruments",
        ),
    ],
)
def test_the_page_draws_real_text_with_links_and_says_every_line_in_words(
    language: Language, name: str, words: str
) -> None:
    text = drawn(language)
    assert f'aria-label="{words}"' in text
    assert re.search(r'href="../clusters/shenzhen-2024/high-end-equipment-and-instruments/"[^>]*><title>', text)
    assert re.search(rf"<text [^>]*>{name}</text>", text)
    assert '<tr id="shenzhen-2024/high-end-equipment-merge/1">' in text
    assert "工业母机、激光与增材制造、精密仪器设备3个产业集群合并为高端装备与仪器产业集群</a>" in text


def test_what_became_of_machine_tools_is_read_in_one_line_above_the_drawing() -> None:
    (line,) = re.findall(r"<li>(<b>工业母机.*?)</li>", drawn("zh").partition("<svg")[0])
    assert re.sub(r"<[^>]*>", "", line) == "工业母机、激光与增材制造、精密仪器设备 → 合并 → 高端装备与仪器"
    assert 'href="../documents/shenzhen-2024/#q-739-778"' in line


def test_a_former_name_without_a_record_stands_in_english_beside_its_chinese() -> None:
    text = drawn("en")
    machine_tools = 'Industrial Machine Tools <span class="pl-zh" lang="zh-Hans">工业母机</span>'
    assert f"<li><b>{machine_tools}</b>, <b>Laser and Additive Manufacturing " in text
    assert re.search(rf'<tr id="shenzhen-2024/high-end-equipment-merge/1"><th [^>]*>{machine_tools}</th>', text)


def test_the_drawing_has_no_colour_of_its_own() -> None:
    assert not re.search(r"#[0-9a-f]{6}|fill=|stroke=", drawn("zh"))


@pytest.mark.parametrize(
    ("name", "limit", "lines"),
    [
        ("工业母机", 24, ("工业母机", "")),
        ("智能汽车关键零部件产业平台", 24, ("智能汽车关键零部件产业平", "台")),
        (
            "Safety, Energy Conservation and Environmental Protection",
            34,
            ("Safety, Energy Conservation and", "Environmental Protection"),
        ),
        ("集群" * 20, 24, ("集群" * 6, "集群" * 5 + "集…")),
    ],
    ids=["short", "at the limit", "at a space", "cut off"],
)
def test_a_name_is_broken_into_two_lines_by_counting(name: str, limit: int, lines: tuple[str, str]) -> None:
    assert broken(name, limit) == lines


def test_columns_are_ordered_so_that_lines_cross_as_little_as_sorting_finds() -> None:
    columns, links = [["a", "b", "c"], ["x", "y", "z"]], [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings(columns, links) == 3
    drawing = arrange(columns, links, SIZES)
    assert drawing.middles["a"] == drawing.middles["z"]
    assert drawing.middles["c"] == drawing.middles["x"]


def test_a_line_over_several_columns_passes_between_what_stands_there() -> None:
    drawing = arrange([["a"], ["m"], ["z"]], [("a", "z"), ("a", "m")], SIZES)
    assert len(drawing.passes["a", "z"]) == 1
    assert abs(drawing.passes["a", "z"][0] - drawing.middles["m"]) == (30 + 6) / 2 + 10


def test_a_drawing_starts_at_the_top_and_is_as_high_as_it_needs() -> None:
    drawing = arrange([["a", "b"]], [], SIZES)
    assert drawing.middles == {"a": 15.0, "b": 55.0}
    assert drawing.height == 70.0

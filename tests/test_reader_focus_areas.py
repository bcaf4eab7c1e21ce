"""The things a plan names for development, in clauses of real plans."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.clusters import find_clusters
from pipeline.reader.focus_areas import find_focus_areas
from pipeline.reader.focus_names import names_of
from pipeline.reader.found import FoundCluster, PlanText
from pipeline.text import Source

TITLE = "东莞市壮大战略性新兴产业集群实施方案"
SECTIONS = """二、重点方向
1.半导体产业集群。重点发展第三代半导体、车规级半导体、先进封测和集成电路设备。支持以松山湖、滨海湾为重点建设集聚区。
2.新材料产业集群。加快突破减速器、高性能伺服电机等核心零部件。前瞻布局柔性电子、量子信息等前沿高端领域。(市科技局牵头)
"""


def plan(text: str, title: str = TITLE) -> PlanText:
    source = Source(text)
    return PlanText(source, read_outline(source), title)


def found(text: PlanText) -> list[tuple[str, str, str]]:
    clusters = find_clusters(text)
    return [(row.cluster_text, row.name, row.emphasis) for row in find_focus_areas(text, clusters)]


def test_the_clauses_of_a_clusters_own_section_name_its_focus_areas() -> None:
    assert found(plan(SECTIONS)) == [
        ("半导体", "第三代半导体", "develop"),
        ("半导体", "车规级半导体", "develop"),
        ("半导体", "先进封测", "develop"),
        ("半导体", "集成电路设备", "develop"),
        ("新材料", "减速器", "break-through"),
        ("新材料", "高性能伺服电机", "break-through"),
        ("新材料", "核心零部件", "break-through"),
        ("新材料", "柔性电子", "layout"),
        ("新材料", "量子信息", "layout"),
    ]


def test_the_quote_is_the_clause() -> None:
    text = plan(SECTIONS)
    first = find_focus_areas(text, find_clusters(text))[0]
    assert first.quote == "重点发展第三代半导体、车规级半导体、先进封测和集成电路设备"
    assert text.source.text[first.char_start : first.char_end] == first.quote


def test_the_plan_of_one_industry_names_them_where_a_firm_verb_lists_some() -> None:
    text = "一、目标\n发展低空经济，壮大低空经济。\n二、任务\n重点突破电池失效管理、坠落安全等技术。发展低空旅游。\n"
    assert found(plan(text, "云山市低空经济发展行动方案")) == [
        ("低空经济", "电池失效管理", "break-through"),
        ("低空经济", "坠落安全", "break-through"),
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("存储芯片、图像传感器等核心元器件", ("存储芯片", "图像传感器", "核心元器件")),
        ("新型显示、智能硬件、高端软件等产业", ("新型显示", "智能硬件", "高端软件")),
        ("高端数控机床关键零部件研发及产业化", ("高端数控机床关键零部件",)),
        ("聚氨酯、集成电路制造和封装等材料", ("聚氨酯", "集成电路制造和封装")),
        ("原研药、首仿药和新型制剂的创新能力", ("原研药", "首仿药", "新型制剂")),
        ("具有原创技术的高强合金、高温合金", ("高强合金", "高温合金")),
        ("以OLED、柔性显示等为核心的新型显示材料", ("OLED", "柔性显示", "新型显示材料")),
        ("减速器等核心零部件以及传感器、控制系统等核心产品", ("减速器", "核心零部件", "传感器", "控制系统")),
        (
            "体外诊断、高值医疗耗材(骨科医疗器械、牙科医疗器械等)、核医学影像器械",
            ("体外诊断", "高值医疗耗材", "核医学影像器械"),
        ),
        ("相关领域关键技术攻关", ()),
        ("以松山湖、滨海湾为重点建设集聚区", ()),
    ],
)
def test_the_names_in_a_clause(words: str, names: tuple[str, ...]) -> None:
    assert names_of(words) == names


@pytest.mark.parametrize("unit", ["重点发展", "重点发展芯片、", "，发展芯片", "等芯片和", "的"])
def test_reading_is_linear(unit: str) -> None:
    cluster = FoundCluster(quote="芯片", char_start=0, char_end=2, rule="title-industry", name="芯片", kind="other")
    assert_linear(lambda times: find_focus_areas(plan(unit * times), [cluster]), size=1_000)

"""What a plan changes in the list of its clusters, in clauses of real plans."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.changes import find_changes
from pipeline.reader.found import PlanText
from pipeline.text import Source


def plan(text: str) -> PlanText:
    source = Source(text)
    return PlanText(source, read_outline(source))


def changes(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(change.kind, change.from_, change.to, change.quote) for change in find_changes(plan(text))]


@pytest.mark.parametrize(
    ("text", "kind", "before", "after", "quote"),
    [
        pytest.param(
            "在战略性新兴产业集群中,新增低空经济与空天产业集群,",
            "add",
            (),
            ("低空经济与空天",),
            "新增低空经济与空天产业集群",
            id="add",
        ),
        pytest.param(
            ",软件与信息服务产业集群中的人工智能升格单列为1个产业集群,",
            "split-off",
            ("软件与信息服务",),
            ("人工智能",),
            "软件与信息服务产业集群中的人工智能升格单列为1个产业集群",
            id="split-off",
        ),
        pytest.param(
            ",工业母机、激光与增材制造、精密仪器设备3个产业集群合并为高端装备与仪器产业集群,",
            "merge",
            ("工业母机", "激光与增材制造", "精密仪器设备"),
            ("高端装备与仪器",),
            "工业母机、激光与增材制造、精密仪器设备3个产业集群合并为高端装备与仪器产业集群",
            id="merge",
        ),
        pytest.param(
            "新材料产业集群调整为高性能材料产业集群;",
            "rename",
            ("新材料",),
            ("高性能材料",),
            "新材料产业集群调整为高性能材料产业集群",
            id="rename",
        ),
        pytest.param(
            "将区块链产业并入软件与信息服务产业集群,",
            "absorb",
            ("区块链",),
            ("软件与信息服务",),
            "区块链产业并入软件与信息服务产业集群",
            id="absorb",
        ),
    ],
)
def test_a_change_is_read(text: str, kind: str, before: tuple[str, ...], after: tuple[str, ...], quote: str) -> None:
    assert changes(text) == [(kind, before, after, quote)]


def test_two_additions_in_one_clause_are_two_changes_with_growing_quotes() -> None:
    assert changes("在未来产业中,新增智能机器人产业和前沿新材料产业,") == [
        ("add", (), ("智能机器人",), "新增智能机器人产业"),
        ("add", (), ("前沿新材料",), "新增智能机器人产业和前沿新材料产业"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("设备投资额门槛由2000万元调整为500万元。", id="a limit"),
        pytest.param("新增规上工业企业100家，新增产业用地500亩。", id="a target"),
        pytest.param("将符合条件的产业项目纳入省级重点产业链。", id="a list of projects"),
        pytest.param("推动传统产业和新兴产业融合为现代产业体系。", id="no names"),
    ],
)
def test_no_change_is_read_in(text: str) -> None:
    assert changes(text) == []


@pytest.mark.parametrize("unit", ["新增产业", "新增产业、", "并入", "产业集群合并为", "产业调整为", "中的"])
def test_reading_is_linear(unit: str) -> None:
    assert_linear(lambda times: find_changes(plan(unit * times)), size=1_000)

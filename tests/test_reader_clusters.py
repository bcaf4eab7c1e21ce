"""The industries a plan designates, in clauses of real plans; and what its title says."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.clusters import find_clusters
from pipeline.reader.found import FoundCluster, PlanText
from pipeline.reader.plan_titles import find_title, home_names, subject_of, treats_many
from pipeline.text import Source

MANY = "东莞市壮大战略性新兴产业集群和培育未来产业实施方案"


def plan(text: str, title: str = "") -> PlanText:
    source = Source(text)
    return PlanText(source, read_outline(source), title)


def found(text: str, title: str) -> list[tuple[str, str]]:
    return [(cluster.name, cluster.kind) for cluster in find_clusters(plan(text, title))]


def test_a_counted_list_designates_its_members() -> None:
    text = "围绕新一代信息技术、高端装备制造、绿色低碳等三大战略性新兴产业，实施创新驱动发展战略。"
    assert found(text, MANY) == [("新一代信息技术", "emerging"), ("高端装备制造", "emerging"), ("绿色低碳", "emerging")]


def test_a_list_without_etc_is_split_at_its_last_and() -> None:
    assert found("做大数字经济和生命健康两大产业集群。", MANY) == [("数字经济", "other"), ("生命健康", "other")]


def test_a_list_may_follow_its_count() -> None:
    text = "培育两大主导产业：绿色食品、装备制造。"
    assert found(text, MANY) == [("绿色食品", "pillar"), ("装备制造", "pillar")]


def test_words_before_the_first_name_are_no_part_of_it_and_the_category_is_kept() -> None:
    text = "优势拓展类产业集群:针对产业基础好、市场相对成熟的网络与通信、智能终端等2个产业集群,进一步固本强基。"
    clusters = find_clusters(plan(text, MANY))
    assert [(cluster.name, cluster.category) for cluster in clusters] == [
        ("网络与通信", "优势拓展类"),
        ("智能终端", "优势拓展类"),
    ]


def test_industry_sections_designate_one_industry_each_and_take_the_kind_of_the_heading_above() -> None:
    text = """二、重点方向
(一)战略性新兴产业重点细分领域
1.新材料产业集群。重点发展高性能合金。
2.新能源产业集群。重点推动氢能发展。
(二)未来产业重点发展方向
1.下一代移动通信(6G)。重点推动卫星通信。
2.具身智能。重点突破机器人关键技术。
三、保障措施
(一)加强组织领导。加强统筹。
(二)强化资金支持。加大投入。
"""
    assert found(text, MANY) == [
        ("新材料", "emerging"),
        ("新能源", "emerging"),
        ("下一代移动通信(6G)", "future"),
        ("具身智能", "future"),
    ]


def test_a_listed_industry_is_quoted_at_the_heading_that_names_it() -> None:
    text = """一、目标
发展数字经济、智能装备等两大战略性新兴产业。
二、任务
(一)推进数字经济产业倍增发展。推动云计算应用。
(二)促进智能装备产业突破发展。推动研发。
"""
    assert [cluster.quote for cluster in find_clusters(plan(text, MANY))] == [
        "推进数字经济产业倍增发展",
        "促进智能装备产业突破发展",
    ]


def test_without_count_and_sections_a_list_behind_a_verb_designates() -> None:
    text = "重点发展前沿新材料、光子芯片与光器件、氢能等未来产业。"
    assert found(text, "关于加快培育未来产业的工作意见") == [
        ("前沿新材料", "future"),
        ("光子芯片与光器件", "future"),
        ("氢能", "future"),
    ]


def test_the_plan_of_one_industry_designates_that_one_at_its_aim() -> None:
    text = """一、总体目标
到2026年，低空管理机制运转顺畅，打造世界领先的低空经济产业高地。
二、重点任务
推动新能源汽车、高端装备制造等优势产业与低空经济产业融合发展。
"""
    (cluster,) = find_clusters(plan(text, "广东省推动低空经济高质量发展行动方案（2024—2026年）"))
    assert cluster == FoundCluster(
        quote="打造世界领先的低空经济产业高地",
        char_start=25,
        char_end=40,
        rule="title-industry",
        name="低空经济",
        kind="other",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "围绕新型显示、高端医疗器械等2条产业链,实施质量强链工程。", "深圳大力推进新型工业化", id="a report"
        ),
        pytest.param("聚焦集成电路、新材料等领域，培育企业500家。", "专精特新中小企业培育方案", id="in passing"),
        pytest.param("工业母机、精密仪器设备2个产业集群合并为高端装备与仪器产业集群。", MANY, id="a change"),
        pytest.param("形成冶金、化工等2个五千亿级产业链。", MANY, id="a target"),
    ],
)
def test_nothing_is_designated_by(text: str, title: str) -> None:
    assert found(text, title) == []


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("南通市低空经济高质量发展行动方案（2024—2027年）", "低空经济"),
        ("重庆市人民政府关于加快电子商务产业发展的意见", "电子商务"),
        ("关于支持广西新能源汽车推广应用的若干措施", "新能源汽车"),
        ("广东省发展生物医药与健康战略性支柱产业集群行动计划（2021-2025年）", "生物医药与健康"),
        ("重庆市推动低空空域管理改革促进低空经济高质量发展行动方案", "低空经济"),
        ("关于印发山东省氢能产业中长期发展规划（2020-2030年）的通知", "氢能"),
        ("加快建设区块链创新高地行动方案", "区块链"),
        ("安徽省未来产业发展行动方案", ""),
        ("优化营商环境行动方案", ""),
        ("绛县促进专业镇高质量发展实施方案", ""),
    ],
)
def test_the_subject_of_a_title(title: str, subject: str) -> None:
    assert subject_of(title) == subject


def test_a_title_of_many_industries_has_no_single_subject() -> None:
    assert treats_many("安徽省未来产业发展行动方案")
    assert not treats_many("湖北省新能源汽车产业发展规划")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("现将《平湖市氢能产业发展规划》印发给你们。", "平湖市氢能产业发展规划", id="issued"),
        pytest.param(
            "市政府办公室关于印发云山市低空经济\n发展行动方案（2024—2027年）的通知",
            "云山市低空经济发展行动方案（2024—2027年）",
            id="over two lines",
        ),
        pytest.param(
            "重庆市人民政府关于加快电子商务产业发展的意见渝府发〔2019〕17号各区县",
            "重庆市人民政府关于加快电子商务产业发展的意见",
            id="run on",
        ),
    ],
)
def test_the_title_as_the_text_gives_it(text: str, title: str) -> None:
    assert find_title(plan(text)) == title


def test_the_plans_own_area_is_known_in_full_and_in_short() -> None:
    assert home_names("南通市低空经济高质量发展行动方案") == {"南通市", "南通"}


@pytest.mark.parametrize("unit", ["等五大产业", "等五大产业、", "产业、", "重点发展", "（一）新材料产业。"])
def test_reading_is_linear(unit: str) -> None:
    assert_linear(lambda times: find_clusters(plan(unit * times, MANY)), size=1_000)

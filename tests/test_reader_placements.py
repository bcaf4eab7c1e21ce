"""What a plan puts where, in clauses of real plans: one for each frame of words, and what is no place."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.area_lists import read_areas
from pipeline.reader.area_names import find_places, is_place, place_at_start
from pipeline.reader.clusters import find_clusters
from pipeline.reader.found import FoundCluster, PlanText
from pipeline.reader.placements import find_placements
from pipeline.text import Source

TITLE = "南通市低空经济高质量发展行动方案（2024—2027年）"
LOW_ALTITUDE = FoundCluster(
    quote="低空经济", char_start=0, char_end=4, rule="title-industry", name="低空经济", kind="other"
)


def plan(text: str) -> PlanText:
    source = Source(text)
    return PlanText(source, read_outline(source), TITLE)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(row.cluster_text, row.area_text, row.rule) for row in find_placements(plan(text), [LOW_ALTITUDE])]


@pytest.mark.parametrize(
    ("text", "thing", "areas", "rule"),
    [
        pytest.param(
            "以启东经济开发区为载体，建设低空经济生态产业园，开展飞行服务。",
            "低空经济生态产业园",
            ["启东经济开发区"],
            "places-as-core",
            id="core, then what is built",
        ),
        pytest.param(
            "构建以南大街传统商圈、商务区-紫琅湖活力商圈等为核心的低空即时配送网络。",
            "低空即时配送网络",
            ["南大街传统商圈", "商务区-紫琅湖活力商圈"],
            "places-as-core",
            id="core of a thing",
        ),
        pytest.param(
            "推动在南通开发区建设复旦大学南通航空经济联合研究院，",
            "复旦大学南通航空经济联合研究院",
            ["南通开发区"],
            "built-at-places",
            id="built at",
        ),
        pytest.param(
            "在白鹤镇区域，重点打造基于飞行器智造、运营及测试的低空制造产业园；",
            "低空制造产业园",
            ["白鹤镇"],
            "built-at-places",
            id="built at, a clause later",
        ),
        pytest.param(
            "支持广州、深圳、珠海等具备条件的城市开通市内和城际低空客运航线，",
            "市内和城际低空客运航线",
            ["广州", "深圳", "珠海"],
            "places-supported",
            id="supported",
        ),
        pytest.param(
            "推进启东、通州湾等地通用机场规划研究及建设工作。",
            "通用机场",
            ["启东", "通州湾"],
            "places-supported",
            id="supported, the thing in front of the verb",
        ),
        pytest.param(
            "依托国际家纺产业园，加强家纺企业、配送中心等定点场所间的无人机快速转运服务。",
            "无人机快速转运服务",
            ["国际家纺产业园"],
            "relying-on-places",
            id="relied on",
        ),
        pytest.param(
            "发挥佛山、江门、惠州等市制造业配套优势，",
            "低空经济",
            ["佛山", "江门", "惠州"],
            "strengths-of-places",
            id="strengths",
        ),
        pytest.param(
            "基本形成广州、深圳、珠海三核联动、多点支撑、成片发展的低空经济产业格局，",
            "低空经济产业格局",
            ["广州", "深圳", "珠海"],
            "places-in-pattern",
            id="pattern",
        ),
        pytest.param(
            "推动开通郴州—韶关—佛山的跨省文旅航线。",
            "跨省文旅航线",
            ["郴州", "韶关", "佛山"],
            "route-between-places",
            id="route",
        ),
        pytest.param(
            "打造覆盖粤港澳大湾区主要区域的低空空中交通走廊。",
            "低空空中交通走廊",
            ["粤港澳大湾区"],
            "covering-places",
            id="covering",
        ),
        pytest.param(
            "攀西经济区重点发展果蔬、苦荞等特色加工产业。",
            "果蔬、苦荞等特色加工产业",
            ["攀西经济区"],
            "places-develop",
            id="the place as subject",
        ),
        pytest.param(
            "将隆德县打造成“中国中药材之乡”。", "“中国中药材之乡”", ["隆德县"], "places-made-into", id="made into"
        ),
        pytest.param(
            "“一核”即成都高新区，是主体载体。", "低空经济", ["成都高新区"], "places-by-number", id="by number"
        ),
        pytest.param(
            "引导贵金属企业向昆明高新区集聚。", "贵金属企业", ["昆明高新区"], "gathering-at-places", id="gathering"
        ),
        pytest.param(
            "精细化工产业重点布局在宜昌、荆门等地。",
            "精细化工产业",
            ["宜昌", "荆门"],
            "settled-at-places",
            id="settled",
        ),
        pytest.param(
            "重点布局区域：松山湖、滨海湾、长安。",
            "低空经济",
            ["松山湖", "滨海湾", "长安"],
            "places-under-label",
            id="label",
        ),
    ],
)
def test_a_frame_places_a_thing(text: str, thing: str, areas: list[str], rule: str) -> None:
    context = "。崇川区、启东市、通州湾示范区。" + text
    assert found(context) == [(thing, area, rule) for area in areas]


def test_a_place_that_is_to_gather_a_cluster_gathers_that_of_its_section() -> None:
    text = """二、重点方向
1.新材料产业集群。支持以松山湖、临深新一代电子信息产业基地为重点建设集聚区,打造新高地。
2.新能源产业集群。支持以水乡、长安等地为重点建设集聚区,打造特色制造中心。
"""
    source = Source(text)
    read = PlanText(source, read_outline(source), "东莞市战略性新兴产业集群实施方案")
    rows = find_placements(read, find_clusters(read))
    assert [(row.cluster_text, row.area_text, row.role) for row in rows] == [
        ("新材料", "松山湖", "core"),
        ("新材料", "临深新一代电子信息产业基地", "core"),
        ("新能源", "水乡", "core"),
        ("新能源", "长安", "core"),
    ]


def test_the_quote_reaches_from_the_frame_to_the_thing() -> None:
    text = plan("二、任务\n（一）创新。支持海门区筹划建立低空经济产业研究院。")
    (row,) = find_placements(text, [LOW_ALTITUDE])
    assert row.quote == "支持海门区筹划建立低空经济产业研究院"
    assert text.source.text[row.char_start : row.char_end] == row.quote


def test_a_second_list_without_its_first_word_is_read_too() -> None:
    text = "形成以武汉为龙头，襄阳、十堰为支撑的汽车产业走廊。"
    assert found(text) == [
        ("汽车产业走廊", "武汉", "places-as-core"),
        ("汽车产业走廊", "襄阳", "places-as-core"),
        ("汽车产业走廊", "十堰", "places-as-core"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("支持各县（市、区）建设一批起降点。", id="every county"),
        pytest.param("在有条件的区县建设产业园区。", id="any that is fit"),
        pytest.param("利用工业园区、物流园区开展招商，在高速公路服务区建设充电桩。", id="kinds of places"),
        pytest.param("将南通市打造成低空经济高地，在南通建设研究院。", id="the plan's own area"),
        pytest.param("支持广州、深圳等市先行先试，加强研究，完善措施。", id="nothing put there"),
        pytest.param("联动苏州、无锡共同打造综合交通枢纽，加强与京津冀、长三角合作。", id="partners"),
        pytest.param("瞄准长三角、珠三角等重点区域，开展招商。", id="where investors are"),
        pytest.param("依托合肥家电产业巨大的配套市场，建设家电配套产业园。", id="a place's industry"),
        pytest.param("支持武汉大学建设实验室，依托武汉理工大学开展攻关。", id="a university"),
        pytest.param("（责任单位：市科技局，滨海新区、经济开发区管委会推进启东市产业园建设）", id="agencies"),
        pytest.param("支持跨境商品、物流及投融资对接综合金融服务市场体系建设。", id="a word in a word"),
        pytest.param("支持居民住宅小区建设充电基础设施。", id="a housing estate"),
    ],
)
def test_nothing_is_placed_by(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("南通开发区", True),
        ("崇川区南通数字交通产业园", True),
        ("狼山国家森林公园", True),
        ("粤北", True),
        ("盐城经济技术开发区", True),
        ("工业园区", False),
        ("各县", False),
        ("具备条件的城市", False),
        ("市制造强市", False),
        ("七大战略性新兴产业基地", False),
    ],
)
def test_names_of_places_are_told_from_other_words(words: str, is_one: bool) -> None:
    assert is_place(words, frozenset()) is is_one


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("通州湾示范区无人机试飞基地规划", "通州湾示范区"),
        ("盐池县高沙窝镇建设专业化市场", "盐池县高沙窝镇"),
        ("深圳建设全球策源地", "深圳"),
        ("企业建设产业园", ""),
    ],
)
def test_the_place_at_the_start_of_words(words: str, name: str) -> None:
    assert words[: place_at_start(words, frozenset())] == name


def test_a_short_name_is_known_where_the_text_writes_it_in_full() -> None:
    assert find_places("（海门区、启东市，各区，工业园区）") == {"海门", "启东"}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("粤东、粤西、粤北地区因地制宜", ["粤东", "粤西", "粤北"]),
        ("沿江沿海地区打造", ["沿江沿海地区"]),
        ("延庆、平谷、经开区等有基础条件的区开展", ["延庆", "平谷", "经开区"]),
        ("启东市、崇川区和通州湾示范区无人机试飞基地", ["启东市", "崇川区", "通州湾示范区"]),
        ("黄冈、孝感等县（市、区）为重点", ["黄冈", "孝感"]),
    ],
)
def test_lists_of_places(text: str, areas: list[str]) -> None:
    read = read_areas(text, 0, frozenset())
    assert read is not None
    assert [text[start:end] for start, end in read.areas] == areas


UNITS = [
    "在启东市、",
    "支持南通开发区",
    "以武汉为核心",
    "以武汉、",
    "，武汉市发展",
    "将武汉打造成",
    "开通武汉至",
    "（",
    "武汉",
    "布局在",
]


@pytest.mark.parametrize("unit", UNITS)
def test_reading_is_linear(unit: str) -> None:
    assert_linear(lambda times: find_placements(plan(unit * times), [LOW_ALTITUDE]), size=1_000)

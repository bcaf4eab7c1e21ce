"""Targets: what is an aim, what is none, and by when; every rule with one clause as plans write it."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.exclusions import find_exclusions
from pipeline.reader.found import FoundTarget, PlanText
from pipeline.reader.mentions import find_sentences, read_page
from pipeline.reader.observations import find_observations
from pipeline.reader.targets import find_targets
from pipeline.text import Source, Span


def plan(body: str, title: str = "", year: int | None = 2024) -> PlanText:
    source = Source(body)
    return PlanText(source, read_outline(source), title, year)


def targets(body: str, title: str = "", year: int | None = 2024) -> tuple[FoundTarget, ...]:
    return find_targets(plan(body, title, year))


def exclusions(body: str) -> list[str]:
    text = plan(body)
    page = read_page(text)
    return [name for sentence in find_sentences(text, page) for name in find_exclusions(sentence, page)]


def dates(body: str, title: str = "", year: int | None = 2024) -> list[tuple[str, str]]:
    return [(row.value_text, str(row.deadline or "")) for row in targets(body, title, year)]


@pytest.mark.parametrize(
    ("body", "rule", "quote"),
    [
        pytest.param("培育3—5家行业龙头企业。", "verb-number", "培育3—5家行业龙头企业", id="verb-number"),
        pytest.param(
            "每年组织供需对接活动10场以上。", "verb-noun-number", "每年组织供需对接活动10场以上", id="verb-noun-number"
        ),
        pytest.param("充电设施覆盖率达到80%以上。", "comparing-word", "充电设施覆盖率达到80%以上", id="comparing-word"),
        pytest.param("二、主要目标\n省级研发机构50家。", "verb-noun-number", "省级研发机构50家", id="goals-section"),
        pytest.param("力争软件业务收入1000亿元。", "indicator-number", "软件业务收入1000亿元", id="indicator-number"),
        pytest.param(
            "到2025年，低空航线100条以上，示范场景。", "verb-noun-number", "低空航线100条以上", id="after-a-date"
        ),
        pytest.param("到2025年，建成城区10个特色街区。", "goal-number", "建成城区10个特色街区", id="goal-number"),
        pytest.param("推动80%以上的规上企业完成改造。", "share-of", "推动80%以上的规上企业完成改造", id="share-of"),
        pytest.param("撬动20亿元社会资本投入。", "number-of-value", "撬动20亿元社会资本投入", id="number-of-value"),
        pytest.param("设立总规模50亿元的产业投资基金。", "fund-size", "设立总规模50亿元的产业投资基金", id="fund-size"),
        pytest.param("力争综合实力进入全省前3位。", "rank", "综合实力进入全省前3位", id="rank"),
        pytest.param("实现百亿元企业零的突破。", "zero-breakthrough", "实现百亿元企业零的突破", id="zero-breakthrough"),
        pytest.param(
            "打造文旅、物流、巡检等10个应用场景。",
            "partial-list",
            "打造文旅、物流、巡检等10个应用场景",
            id="partial-list",
        ),
        pytest.param("力争在3—5个领域形成竞争优势。", "in-so-many", "在3—5个领域形成竞争优势", id="in-so-many"),
        pytest.param(
            "到2025年，形成汽配、纺织等2个百亿级集群。",
            "named-to-a-size",
            "形成汽配、纺织等2个百亿级集群",
            id="named-to-a-size",
        ),
    ],
)
def test_the_words_around_a_number_make_it_an_aim(body: str, rule: str, quote: str) -> None:
    assert [(row.rule, row.quote) for row in targets(body)] == [(rule, quote)]


def test_each_item_of_a_list_has_its_own_quote() -> None:
    rows = targets("培育制造业企业50家、农业企业20家，其中国家级5家。")
    assert [(row.quote, row.rule) for row in rows] == [
        ("培育制造业企业50家", "verb-noun-number"),
        ("农业企业20家", "verb-noun-number"),
        ("国家级5家", "list-continuation"),
    ]


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        pytest.param("支持年收入2000万元以上的企业上云。", ["threshold"], id="threshold"),
        pytest.param("建设千亿级产业集群。", ["threshold"], id="level"),
        pytest.param("推动年产30万辆整车项目建成投产。", ["threshold"], id="capacity-of-a-project"),
        pytest.param("单个项目补助不超过500万元。", ["subsidy"], id="subsidy"),
        pytest.param("按照实际投资额的20%给予补助，不超过500万元。", ["subsidy", "subsidy"], id="subsidy-share"),
        pytest.param("在3个工作日内完成审批。", ["no-aim-unit"], id="duration"),
        pytest.param("开放300米以下空域。", ["no-aim-unit"], id="height"),
        pytest.param("实施百家企业培育行动。", ["name"], id="name"),
        pytest.param("引进“百名专家”，提升能级。", ["name"], id="quoted-name"),
        pytest.param("发展五大产业。", ["structure"], id="structure"),
        pytest.param("重点做好以下三个方面工作。", ["structure"], id="list-of-the-document"),
        pytest.param("建设一个特色园区。", ["only-one"], id="only-one"),
        pytest.param("推进芯片、软件等2个基地建设。", ["list-count"], id="list-count"),
        pytest.param("由目前的12%提高到20%。", ["base", ""], id="base"),
        pytest.param("容积率不低于1.5倍。", ["rule"], id="rule"),
        pytest.param("每季度召开1次调度会议。", ["meeting"], id="meeting"),
        pytest.param("推进产业园项目建设，总投资20亿元。", ["project-fact"], id="project-fact"),
        pytest.param("亩均效益可达5000元。", ["prospect"], id="prospect"),
        pytest.param("万人发明专利拥有量达到40件。", ["denominator", ""], id="denominator"),
    ],
)
def test_a_number_that_sets_no_aim_is_taken_out(body: str, rules: list[str]) -> None:
    assert exclusions(body) == rules


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("截至2023年底，全市集聚企业300家。", id="counted-so-far"),
        pytest.param("2020年，产业规模达到120亿元。", id="a-year-before-the-plan"),
        pytest.param("一、发展基础\n建成国家级平台12个。", id="section-of-what-is-there"),
        pytest.param("（一）认定条件。科技型企业不少于50家。", id="section-of-conditions"),
        pytest.param("园区应符合以下条件：\n科技型企业不少于50家。", id="line-of-conditions"),
        pytest.param("《关于培育100家企业的通知》", id="title-of-another-document"),
        pytest.param("实施“415X”工程，打造“1+4+40”体系。", id="code"),
        pytest.param("举办6·18网购节，引进世界500强企业。", id="date-and-rank-in-a-name"),
        pytest.param("自2021年12月1日起施行，有效期5年。", id="validity"),
    ],
)
def test_a_number_outside_the_aims_is_no_target(body: str) -> None:
    assert targets(body) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("到2025年，集聚企业300家。", [("300家", "2025-12-31")], id="in-the-sentence"),
        pytest.param("2026年6月底前，新建起降点20个。", [("20个", "2026-06-30")], id="month"),
        pytest.param("“十五五”末，产值达到100亿元。", [("100亿元", "2030-12-31")], id="plan-period"),
        pytest.param(
            "到2025年达到100家，到2030年达到200家。",
            [("100家", "2025-12-31"), ("200家", "2030-12-31")],
            id="two-horizons",
        ),
        pytest.param(
            "2025年、2027年分别达到120家、160家。",
            [("120家", "2025-12-31"), ("160家", "2027-12-31")],
            id="respectively",
        ),
        pytest.param(
            "到2025年，产值达到10亿元；企业达到20家。",
            [("10亿元", "2025-12-31"), ("20家", "2025-12-31")],
            id="across-；",
        ),
        pytest.param("新建充电桩100个（2025年底前）。", [("100个", "2025-12-31")], id="behind-the-number"),
        pytest.param("到2026年，体系更完善。建成平台5个。", [("5个", "2026-12-31")], id="sentence-before"),
        pytest.param(
            "一、目标\n到2026年，实现以下目标：\n——培育企业30家。\n——建成园区3个。",
            [("30家", "2026-12-31"), ("3个", "2026-12-31")],
            id="bullets-below-a-date",
        ),
        pytest.param(
            "一、总体目标\n（一）2025年目标。培育企业30家。", [("30家", "2025-12-31")], id="heading-with-a-year"
        ),
        pytest.param(
            "一、目标\n到2026年，体系完善。\n二、任务\n建成平台5个。", [("5个", "")], id="not-from-another-section"
        ),
        pytest.param("较2025年基础翻番，产值达到100亿元。", [("翻番", ""), ("100亿元", "")], id="compared-year"),
        pytest.param("每年新增企业10家。", [("10家", "")], id="every-year"),
    ],
)
def test_the_deadline_is_the_date_that_holds_for_the_number(body: str, expected: list[tuple[str, str]]) -> None:
    assert dates(body) == expected


@pytest.mark.parametrize(
    ("title", "day"),
    [
        pytest.param("低空经济行动方案（2024—2027年）", "2027-12-31", id="range"),
        pytest.param("生物医药产业“十四五”规划", "2025-12-31", id="plan-period"),
        pytest.param("2023年培育新兴产业行动计划", "2023-12-31", id="year"),
        pytest.param("关于加快发展的若干意见", "", id="none"),
    ],
)
def test_the_period_of_the_title_holds_where_the_text_names_no_date(title: str, day: str) -> None:
    assert dates("培育企业30家。", title, None) == [("30家", day)]


def test_the_period_of_a_title_inside_the_body_holds_too() -> None:
    assert dates("云山市行动方案\n（2024—2026年）\n一、任务\n培育企业30家。") == [("30家", "2026-12-31")]


def test_a_known_year_may_be_that_of_the_copy_and_the_plans_own_date_wins() -> None:
    body = "2021年11月5日\n自2021年起，每年改造车辆，改造率不低于10%。2022年6月30日前，建立1个考场。"
    assert dates(body, year=2022)[0] == ("10%", "")


@pytest.mark.parametrize(
    ("body", "comparator", "value", "value_max", "unit"),
    [
        pytest.param("规模超过100亿元。", "gt", "10000000000", None, "CNY", id="gt"),
        pytest.param("企业达到100家以上。", "ge", "100", None, "count", id="ge"),
        pytest.param("建成平台100+个。", "ge", "100", None, "count", id="plus"),
        pytest.param("规模达到100亿元左右。", "approx", "10000000000", None, "CNY", id="approx"),
        pytest.param("能耗强度降至0.5吨标准煤以下。", "le", "0.5", None, "tce", id="le"),
        pytest.param("培育企业3至5家。", "range", "3", "5", "count", id="range"),
        pytest.param("产业规模翻番。", "eq", "2", None, "multiple", id="doubling"),
        pytest.param("农产品加工产值与农业总产值之比达到3.2∶1。", "eq", "3.2", None, "ratio", id="ratio"),
        pytest.param("制定百项标准。", "eq", "100", None, "count", id="in-words"),
        pytest.param("算力规模达到5000P。", "eq", "5000", None, "PFLOPS", id="computing"),
        pytest.param("力争产值突破万亿大关。", "gt", "1000000000000", None, "CNY", id="mark"),
    ],
)
def test_comparator_value_and_unit_are_those_of_the_clause(
    body: str, comparator: str, value: str, value_max: str | None, unit: str
) -> None:
    row = targets(body)[0]
    assert (row.comparator, str(row.value), row.value_max and str(row.value_max), row.unit) == (
        comparator,
        value,
        value_max,
        unit,
    )


def test_one_word_compares_both_numbers_of_a_list() -> None:
    rows = targets("国家级、省级平台分别超过10家、20家。")
    assert [(row.quote, row.subject_text, row.comparator) for row in rows] == [
        ("国家级、省级平台分别超过10家、20家", "国家级", "gt"),
        ("国家级、省级平台分别超过10家、20家", "省级平台", "gt"),
    ]


@pytest.mark.parametrize(
    ("body", "indicator", "subject", "condition"),
    [
        pytest.param("到2025年，全市工业总产值达到100亿元。", "工业总产值", "全市", "", id="subject"),
        pytest.param("培育独角兽企业5家。", "培育独角兽企业", "", "", id="noun-before"),
        pytest.param("培育5家独角兽企业。", "独角兽企业", "", "", id="noun-behind"),
        pytest.param(
            "培育年销售额1000万元以上的网商100家。",
            "培育年销售额1000万元以上的网商",
            "",
            "年销售额1000万元以上",
            id="condition",
        ),
        pytest.param("打造2个千亿级产业集群。", "千亿级产业集群", "", "千亿级", id="level"),
    ],
)
def test_indicator_subject_and_condition_are_words_of_the_quote(
    body: str, indicator: str, subject: str, condition: str
) -> None:
    row = targets(body)[0]
    assert (row.indicator_text, row.subject_text, row.condition) == (indicator, subject, condition)


def test_a_breakthrough_of_two_sizes_is_two_targets() -> None:
    rows = targets("力争实现100亿元、50亿元企业零的突破。")
    assert [(str(row.value), row.condition) for row in rows] == [("0", "100亿元"), ("0", "50亿元")]


def test_a_rate_without_an_indicator_takes_the_one_before_it() -> None:
    rows = targets("力争工业总产值达到115亿元、增速20%以上。")
    assert [(row.value_text, row.quote) for row in rows] == [
        ("115亿元", "工业总产值达到115亿元"),
        ("20%", "工业总产值达到115亿元、增速20%以上"),
    ]


def test_a_table_saved_one_cell_a_line_gives_targets_and_observations() -> None:
    text = plan("主要目标\n指标\n单位\n2020年\n2025年\n产业规模\n亿元\n400\n≥800\n企业数量\n家\n50\n100\n", "", 2021)
    assert [(row.indicator_text, row.comparator, str(row.value), row.deadline_text) for row in find_targets(text)] == [
        ("产业规模", "ge", "80000000000", "2025年"),
        ("企业数量", "eq", "100", "2025年"),
    ]
    assert [(row.indicator_text, row.period_text) for row in find_observations(text)] == [
        ("产业规模", "2020年"),
        ("企业数量", "2020年"),
    ]


def test_a_quote_leaves_out_the_page_mark_that_its_offsets_span() -> None:
    body = "一、目标\n集聚低空\n2、经济企业300家以上。\n"
    source = Source(body, (Span(9, 12),))
    row = find_targets(PlanText(source, read_outline(source)))[0]
    assert (row.quote, body[row.char_start : row.char_end]) == (
        "集聚低空经济企业300家以上",
        "集聚低空\n2、经济企业300家以上",
    )


@pytest.mark.parametrize(
    "trigger",
    [
        pytest.param("到2025年达到100家，", id="aims"),
        pytest.param("100家、", id="list"),
        pytest.param("分别达1家、2家、", id="pairs"),
        pytest.param("超100亿元1个以上、", id="thresholds"),
        pytest.param("给予100万元", id="subsidies"),
        pytest.param("（1“1《1", id="open-brackets"),
        pytest.param("应符合以下条件：1个\n", id="conditions"),
        pytest.param("指标\n2025年\n", id="tables"),
    ],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(trigger: str) -> None:
    assert_linear(lambda times: find_targets(plan(trigger * times)), size=200)

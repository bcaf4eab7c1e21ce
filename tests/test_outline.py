"""Outlines of real clauses, of the plans under seeds/, and of texts made to mislead or to slow down."""

from __future__ import annotations

from pathlib import Path

import pytest
from linear import assert_linear

from pipeline.outline import Inserted, Named, Outline, OutlineHints, read_outline
from pipeline.text import Source, Span, find_page_marks

SEEDS = Path(__file__).parent.parent / "seeds" / "plans"

SAME_WORDS = "深圳构建未来可持续竞争力的重大战略任务，"
SHENZHEN_2018_LOST = OutlineHints(
    inserted=(
        Inserted("（一）指导思想。", "", 1, "一", "总体要求", "采集时丢失", "the capture lost it"),
        Inserted("以创新引领为核心，围绕", "", 1, "二", "", "", ""),
        Inserted("牢固树立全市一盘棋理念", "", 1, "三", "", "", ""),
        Inserted("进一步加快发展战略性新兴产业是" + SAME_WORDS + "要强化组织实施", "", 1, "四", "", "", ""),
        Inserted("进一步加快发展战略性新兴产业是" + SAME_WORDS + "必须强化组织实施", "", 1, "五", "", "", ""),
    )
)


def seed(document_id: str, page_marks: tuple[Span, ...] = (), outside: tuple[Span, ...] = ()) -> Source:
    text = (SEEDS / document_id / "source.txt").read_text(encoding="utf-8")
    return Source(text, page_marks, outside)


def listed(outline: Outline) -> list[tuple[str, str, str]]:
    return [(section.path, section.number, section.heading) for section in outline.sections[1:]]


def read(text: str, hints: OutlineHints | None = None) -> list[tuple[str, str, str]]:
    return listed(read_outline(Source(text), hints or OutlineHints()))


def test_shenzhen_2024_has_run_in_headings_at_line_starts() -> None:
    assert listed(read_outline(seed("shenzhen-2024"))) == [
        ("1", "一、", "总体要求"),
        ("1.1", "(一)", "指导思想"),
        ("1.2", "(二)", "发展目标"),
        ("2", "二、", "重点任务"),
        ("2.1", "(一)", "动态调整集群门类"),
        ("2.2", "(二)", "分类推进培育发展"),
        ("2.2.1", "1.", "战略性新兴产业集群"),
        ("2.2.2", "2.", "未来产业"),
        ("2.3", "(三)", "优化调整重点方向"),
        ("2.4", "(四)", "统筹各区错位发展"),
        ("2.5", "(五)", "夯实产业发展基础"),
        ("2.6", "(六)", "加强创新体系建设"),
        ("2.7", "(七)", "完善服务供给体系"),
        ("2.8", "(八)", "积极拓展应用场景"),
        ("3", "三、", "工作机制"),
        ("3.1", "(一)", "加大协调推进力度"),
        ("3.2", "(二)", "加强市区工作联动"),
        ("3.3", "(三)", "完善工作支撑体系"),
        ("3.4", "(四)", "强化空间供给保障"),
    ]


def test_dongguan_has_headings_behind_two_spaces_and_its_title_block_in_section_0() -> None:
    outline = read_outline(seed("dongguan-2024"))
    assert listed(outline) == [
        ("1", "一、", "总体要求"),
        ("1.1", "(一)", "指导思想"),
        ("1.2", "(二)", "发展目标"),
        ("2", "二、", "重点方向"),
        ("2.1", "(一)", "战略性新兴产业重点细分领域"),
        ("2.1.1", "1.", "新一代电子信息产业集群"),
        ("2.1.2", "2.", "高端装备产业集群"),
        ("2.1.3", "3.", "半导体及集成电路产业集群"),
        ("2.1.4", "4.", "新材料产业集群"),
        ("2.1.5", "5.", "新能源产业集群"),
        ("2.1.6", "6.", "生物医药及高端医疗器械产业集群"),
        ("2.1.7", "7.", "人工智能产业集群"),
        ("2.1.8", "8.", "低空经济产业集群"),
        ("2.2", "(二)", "未来产业重点发展方向"),
        ("2.2.1", "1.", "下一代移动通信(6G)"),
        ("2.2.2", "2.", "前沿新材料"),
        ("2.2.3", "3.", "具身智能"),
        ("2.2.4", "4.", "未来生命健康"),
        ("3", "三、", "工作机制和保障措施"),
        ("3.1", "(一)", "全面加强产业统筹"),
        ("3.2", "(二)", "建立“十个一”工作体系"),
        ("3.3", "(三)", "完善科技创新体系"),
        ("3.4", "(四)", "推动与广深联动发展"),
        ("3.5", "(五)", "推动市和镇街(园区)联动发展"),
        ("3.6", "(六)", "积极拓展应用场景"),
        ("3.7", "(七)", "加大人才引进和培育力度"),
        ("3.8", "(八)", "强化产业空间保障"),
        ("3.9", "(九)", "强化企业梯队成长体系"),
        ("3.10", "(十)", "动态调整产业集群门类"),
    ]
    assert outline.at(400).path == "0"


def test_shenzhen_2018_gets_back_its_five_lost_headings() -> None:
    outline = read_outline(seed("shenzhen-2018"), SHENZHEN_2018_LOST)
    assert listed(outline) == [
        ("1", "一", "总体要求"),
        ("1.1", "（一）", "指导思想"),
        ("1.2", "（二）", "基本原则"),
        ("1.3", "（三）", "发展目标"),
        ("2", "二", ""),
        ("2.1", "（一）", "建设世界级新一代信息技术产业基地"),
        ("2.2", "（二）", "培育国内领先的高端装备制造集群"),
        ("2.3", "（三）", "发展壮大绿色低碳产业"),
        ("2.4", "（四）", "打造全球知名生物医药产业基地"),
        ("2.5", "（五）", "创建国家数字经济发展先导区"),
        ("2.6", "（六）", "推进新材料产业创新应用"),
        ("2.7", "（七）", "建设全球海洋经济发展高地"),
        ("3", "三", ""),
        ("3.1", "（一）", "促进各区差异布局协同发展"),
        ("3.1.1", "1．", "优化产业布局"),
        ("3.1.2", "2．", "强化产业用地用房供给"),
        ("3.1.3", "3．", "加快建设专业园区"),
        ("3.2", "（二）", "引导优质科技产业资源配置"),
        ("3.2.1", "1．", "统筹产业资源布局"),
        ("3.2.2", "2．", "加强科技资源配置"),
        ("3.2.3", "3．", "完善配套服务体系"),
        ("4", "四", ""),
        ("4.1", "（一）", "构建更高水平的技术支撑体系"),
        ("4.2", "（二）", "完善多元化的资金支持体系"),
        ("4.3", "（三）", "创新人才培养与发展制度"),
        ("4.4", "（四）", "创新准入与监管政策"),
        ("4.5", "（五）", "加强知识产权和标准保护与运营"),
        ("5", "五", ""),
        ("5.1", "（一）", "加强组织领导"),
        ("5.2", "（二）", "抓好任务落实"),
        ("5.3", "（三）", "强化评估考核"),
    ]


def test_ruian_has_headings_inside_lines_with_wrong_numbers_and_page_marks() -> None:
    plain = seed("ruian-2023")
    source = seed("ruian-2023", find_page_marks(plain.text), outside=(Span(0, plain.text.index("\n")),))
    outline = read_outline(source)
    assert listed(outline) == [
        ("1", "一、", "目标"),
        ("2", "二、", "重点任务"),
        ("2.1", "(一)", "推进数字经济产业倍增发展"),
        ("2.2", "(二)", "促进智能装备产业突破发展"),
        ("2.3", "(三)", "做强新能源智能网联汽车产业集群"),
        ("2.4", "(四)", "构建完善新材料产业体系"),
        ("2.5", "(五)", "培育生命健康产业创新发展"),
        ("3", "三、", "工作举措"),
        ("3.1", "(一)", "高能级战新产业集聚发展工程"),
        ("3.1.1", "1", "实施智能汽车关键零部件“万亩千亿”新产业平台升级计划"),
        ("3.1.2", "2 .", "打造新材料产业集聚基地"),
        ("3.1.3", "3 .", "开展特色小镇2.0版升级扩容行动"),
        ("3.2", "(二)", "重大项目精准引育工程"),
        ("3.2.1", "1", "实施精准招商"),
        ("3.2.2", "4 .", "突出做好重大项目招引"),
        ("3.2.3", "5 .", "做大重大产业项目库,推进在建项目尽快达产"),
        ("3.3", "(三)", "产业创新能力提升工程"),
        ("3.3.1", "1", "深度推进“两化融合”和智能制造"),
        ("3.3.2", "2.", "创新平台提能升级"),
        ("3.3.3", "3 .", "创新项目落地生根"),
        ("3.3.4", "4 .", "创新主体提质增效"),
        ("3.4", "(四)", "优质企业培育工程"),
        ("3.4.1", "1", "构建优质企业梯队"),
        ("3.4.2", "5 .", "积极培育战新产业创新主体梯队"),
        ("3.5", "(五)", "创新人才集聚工程"),
        ("3.5.1", "1", "更大力度支持顶尖人才"),
        ("3.5.2", "6 .", "持续以恒引聚创新创业人才"),
        ("3.5.3", "7 .", "全力以赴培育技能人才"),
        ("3.5.4", "8 .", "全面提升人才发展生态"),
        ("4", "四、", "推进保障机制"),
        ("4.1", "(一)", "强化统筹协调机制"),
        ("4.2", "(二)", "强化政策保障机制"),
    ]


def test_headings_without_number_are_named_and_a_same_word_in_prose_is_passed_over() -> None:
    text = (
        "就深圳如何优化升级产业结构、构建优质创新生态等答记者问。\n升级产业结构\n"
        "加快催生新质生产力。一是推动河套合作区;二是抢抓产业“风口”布局。三是持续加大制度供给力度。\n"
        "优化营商环境\n优化营商环境方面,持续提升商事登记便利度。"
    )
    hints = OutlineHints(named=(Named("升级产业结构", "", 1), Named("优化营商环境", "", 1)))
    assert read(text, hints) == [("1", "", "升级产业结构"), ("2", "", "优化营商环境")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("推动一、二、三产业融合。一、二、三产业增加值增长6%。", id="three sectors"),
        pytest.param("2023年目标\n1.5亿元\n3家企业\n6 月底前完成。10家落地。", id="years, decimals, counts"),
        pytest.param("符合以下条件：（一）注册在本市；（二）产值超10亿元。", id="list behind a colon"),
        pytest.param("提交材料。1.营业执照；2.审计报告；3.项目计划书。", id="list behind a sentence"),
        pytest.param("按照方案第（一）项和第三章办理。", id="reference"),
        pytest.param("重点抓三件事。一是抓招商，二是抓服务，三是抓落实。", id="list in one sentence"),
        pytest.param("做好服务。1推动项目落地。", id="a number without point and without neighbour"),
        pytest.param("一是加强组织领导。\n其他事项另行通知。", id="一是 without 二是"),
    ],
)
def test_numbers_of_prose_are_no_headings(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "现提出如下意见。一、总体要求（一）指导思想。以创新为引领。（二）发展目标。到2022年，"
            "交易额突破1.8万亿元。二、主要任务（一）壮大产业集群。建设一批园区。（责任单位：市商务委）（二）健全体系。",
            [
                ("1", "一、", "总体要求"),
                ("1.1", "（一）", "指导思想"),
                ("1.2", "（二）", "发展目标"),
                ("2", "二、", "主要任务"),
                ("2.1", "（一）", "壮大产业集群"),
                ("2.2", "（二）", "健全体系"),
            ],
            id="a body in one line",
        ),
        pytest.param(
            "制定如下措施。　　一、推动保有量快速增长　　（一）纳入采购条件。各地要……　　二、推进充电设施建设"
            "　　（二）编制建设规划。尽快编制。",
            [
                ("1", "一、", "推动保有量快速增长"),
                ("1.1", "（一）", "纳入采购条件"),
                ("2", "二、", "推进充电设施建设"),
                ("2.1", "（二）", "编制建设规划"),
            ],
            id="wide blanks where line breaks were, numbers that run through",
        ),
        pytest.param(
            "第一章　总　　则\n第一节　背景\n产业规模扩大。\n"
            "第二章　任务\n一、壮大产业\n1、建平台\n（1）招商\n",
            [
                ("1", "第一章", "总　　则"),
                ("1.1", "第一节", "背景"),
                ("2", "第二章", "任务"),
                ("2.1", "一、", "壮大产业"),
                ("2.1.1", "1、", "建平台"),
                ("2.1.1.1", "（1）", "招商"),
            ],
            id="chapters",
        ),
        pytest.param(
            "1.总体要求\n（一）指导思想\n深入贯彻。\n（二）发展目标\n加快发展。\n2.重点任务\n（一）培育主体\n",
            [
                ("1", "1.", "总体要求"),
                ("1.1", "（一）", "指导思想"),
                ("1.2", "（二）", "发展目标"),
                ("2", "2.", "重点任务"),
                ("2.1", "（一）", "培育主体"),
            ],
            id="a document that nests （一） under 1.",
        ),
        pytest.param(
            "（一）指导思想\n深入贯彻。\n（二）发展目标\n加快发展。\n二、重点任务\n（一）培育主体\n",
            [
                ("1", "（一）", "指导思想"),
                ("2", "（二）", "发展目标"),
                ("3", "二、", "重点任务"),
                ("3.1", "（一）", "培育主体"),
            ],
            id="a first heading that is lost",
        ),
        pytest.param(
            "一、保障措施\n一是加强组织领导，成立专班；\n二是强化要素保障，加大投入。\n二、附则\n",
            [
                ("1", "一、", "保障措施"),
                ("1.1", "一是", "加强组织领导，成立专班"),
                ("1.2", "二是", "强化要素保障，加大投入"),
                ("2", "二、", "附则"),
            ],
            id="一是 at line starts",
        ),
        pytest.param(
            "（一）建设园区（责任单位：市发展改革委）\n1.2025年目标\n2.5G网络建设。加快推进。\n",
            [("1", "（一）", "建设园区"), ("1.1", "1.", "2025年目标"), ("1.2", "2.", "5G网络建设")],
            id="an attribution behind the words, a year and 5G behind the number",
        ),
    ],
)
def test_headings_of_many_forms(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_a_contents_list_is_no_sections() -> None:
    text = (
        "目录\n一、总体要求…………………………………………………………………………1\n（一）指导思想………2\n"
        "（二）发展目标………2\n二、重点任务 3\n某市行动计划\n为推进工作，制定本计划。\n"
        "一、总体要求\n（一）指导思想\n以创新为引领。\n（二）发展目标\n到2025年建成高地。\n二、重点任务\n壮大集群。"
    )
    outline = read_outline(Source(text))
    assert listed(outline) == [
        ("1", "一、", "总体要求"),
        ("1.1", "（一）", "指导思想"),
        ("1.2", "（二）", "发展目标"),
        ("2", "二、", "重点任务"),
    ]
    assert outline.at(text.index("某市行动计划")).path == "0"


def test_words_that_run_on_without_a_full_stop_are_not_taken_for_a_heading() -> None:
    clause = "1.鼓励企业做大做强，对产值首次突破十亿元、五十亿元的企业给予奖励，" + "对好企业给予支持，" * 5
    section = read_outline(Source(clause)).sections[1]
    assert (section.heading, section.heading_span) == ("", Span(0, 2))


def test_spans_run_to_the_next_heading_of_the_same_or_a_higher_level() -> None:
    text = "通知\n一、任务\n（一）招商。建园区。\n（二）引才。\n二、附则\n完。\n\n扫码"
    source = Source(text, outside=(Span(text.index("扫码"), len(text)),))
    outline = read_outline(source)
    words = [(section.path, source.words(section.span)) for section in outline.sections]
    assert words == [
        ("0", "通知\n"),
        ("1", "一、任务\n（一）招商。建园区。\n（二）引才。\n"),
        ("1.1", "（一）招商。建园区。\n"),
        ("1.2", "（二）引才。\n"),
        ("2", "二、附则\n完。"),
    ]
    assert [source.words(section.heading_span) for section in outline.sections] == [
        "",
        "一、任务",
        "（一）招商",
        "（二）引才",
        "二、附则",
    ]


def test_at_by_path_and_ancestors_find_their_way() -> None:
    outline = read_outline(seed("dongguan-2024"))
    semiconductors = outline.by_path("2.1.3")
    assert semiconductors is not None
    assert outline.at(semiconductors.span.end - 1) == semiconductors
    assert [section.path for section in outline.ancestors(semiconductors)] == ["2.1", "2"]
    assert outline.by_path("9") is None


def test_a_heading_cut_by_a_page_mark_is_read_whole() -> None:
    text = "二、重点\n1、任务(一)招商。建园区。"
    source = Source(text, find_page_marks(text))
    outline = read_outline(source)
    assert listed(outline) == [("1", "二、", "重点任务"), ("1.1", "(一)", "招商")]
    assert outline.sections[1].heading_span == Span(0, text.index("(一)"))


def test_the_press_report_has_its_three_headings_with_a_line_below_each() -> None:
    quotes = ("今年已投入近10亿元推动技术改造", "设立20亿元科技创新种子基金", "今年“小巨人”企业预计将超千家")
    hints = OutlineHints(
        named=(
            Named("升级产业结构", "\n", 1),
            Named("坚持创新引领", "", 1),
            Named("优化营商环境", "\n", 1),
            *(Named(quote, "", 2) for quote in quotes),
        )
    )
    assert listed(read_outline(seed("shenzhen-2024-10-31"), hints)) == [
        ("1", "", "升级产业结构"),
        ("1.1", "", "今年已投入近10亿元推动技术改造"),
        ("2", "", "坚持创新引领"),
        ("2.1", "", "设立20亿元科技创新种子基金"),
        ("3", "", "优化营商环境"),
        ("3.1", "", "今年“小巨人”企业预计将超千家"),
    ]


def test_what_a_person_refuses_is_no_heading() -> None:
    hints = OutlineHints(not_headings=("一、二线城市人才",))
    assert read("一、二线城市人才\n一、引才\n", hints) == [("1", "一、", "引才")]


def test_the_notes_of_a_lost_heading_are_kept_and_its_span_is_empty() -> None:
    section = read_outline(seed("shenzhen-2018"), SHENZHEN_2018_LOST).sections[1]
    assert (section.note, section.note_en) == ("采集时丢失", "the capture lost it")
    assert section.heading_span == Span(391, 391)


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        pytest.param(OutlineHints(not_headings=("附则",)), "'附则' is not found", id="not found"),
        pytest.param(OutlineHints(not_headings=("招商",)), "'招商' is found 2 times", id="found twice"),
        pytest.param(OutlineHints(named=(Named("建园区", "", 3),)), "'建园区' has level 3", id="no parent"),
        pytest.param(
            OutlineHints((Inserted("育才", "", 1, "", "", "", ""),)), "'育才' is not found", id="inserted"
        ),
    ],
)
def test_a_hint_that_does_not_fit_is_named(hints: OutlineHints, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_outline(Source("招商\n建园区\n招商"), hints)


@pytest.mark.parametrize("text", ["", "\n\n", "没有编号的一句话。"])
def test_text_without_headings_is_section_0(text: str) -> None:
    outline = read_outline(Source(text))
    assert [section.path for section in outline.sections] == ["0"]
    assert outline.at(0).path == "0"


@pytest.mark.parametrize(
    "unit",
    [
        *("（一）", "（一）甲", "（一）甲。", "一、甲乙（一）", "1、", "1实施。"),
        *("是一", "\n一、总体\n", "……", "一、甲　　", " \n", "9", "一是甲。"),
    ],
)
def test_reading_is_linear(unit: str) -> None:
    assert_linear(lambda times: read_outline(Source("一、" + unit * times)), size=1_000)


def test_a_hundred_thousand_numbers_in_a_line_are_read_at_once() -> None:
    assert read("（一）" * 100_000) == []
    assert_linear(lambda times: read("（一）" * times), size=10_000)

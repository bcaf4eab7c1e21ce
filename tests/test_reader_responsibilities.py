"""Who answers for what: each rule on a clause as real plans write it, and ordinary words that name no agency."""

from __future__ import annotations

import pytest
from linear import assert_linear

from pipeline.outline import read_outline
from pipeline.reader.found import FoundResponsibility, PlanText
from pipeline.reader.responsibilities import find_responsibilities
from pipeline.text import Source, Span, find_page_marks


def found_in(text: str) -> tuple[FoundResponsibility, ...]:
    source = Source(text, find_page_marks(text))
    return find_responsibilities(PlanText(source, read_outline(source)))


def said_in(text: str) -> list[tuple[str, str]]:
    return [(row.agency_text, row.role) for row in found_in(text)]


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        pytest.param(
            "推动创新。（牵头单位：市科技局，责任单位：市工信局、通创办）",
            "bracketed-label",
            [("市科技局", "lead"), ("市工信局", "responsible"), ("通创办", "responsible")],
            id="labels-in-brackets",
        ),
        pytest.param(
            "〔牵头单位：市商务局，责任单位：各相关县（市、区）人民政府、市直属园区管委会。以下均需市直属园区管委会落实，不再单独列出〕",
            "bracketed-label",
            [("市商务局", "lead"), ("各相关县（市、区）人民政府", "responsible"), ("市直属园区管委会", "responsible")],
            id="blanket-clause-names-nobody-again",
        ),
        pytest.param(
            "（责任单位：市发展改革局牵头，各县（市、区）政府（管委会）、中国民用航空湛江空中交通管理站配合）",
            "bracketed-label",
            [
                ("市发展改革局", "lead"),
                ("各县（市、区）政府（管委会）", "participating"),
                ("中国民用航空湛江空中交通管理站", "participating"),
            ],
            id="role-words-behind-a-label",
        ),
        pytest.param(
            "（责任单位：市经信局，各区人民政府〈含开发区、长江新区、风景区管委会，下同〉）",
            "bracketed-label",
            [("市经信局", "responsible"), ("各区人民政府", "responsible")],
            id="note-in-inner-brackets",
        ),
        pytest.param(
            "(责任单位:*市委组织部(人才办)、市教育局)",
            "bracketed-label",
            [("*市委组织部(人才办)", "responsible"), ("市教育局", "responsible")],
            id="name-that-holds-brackets",
        ),
        pytest.param(
            "（责任单位：市委组织部，市人力资源保障局、教育局、经贸信息委）",
            "bracketed-label",
            [
                ("市委组织部", "responsible"),
                ("市人力资源保障局", "responsible"),
                ("教育局", "responsible"),
                ("经贸信息委", "responsible"),
            ],
            id="level-said-once-for-the-list",
        ),
        pytest.param(
            "〔责任单位：市发展改革委、统计局等市相关部门，各区政府（新区管委会）、深汕特别合作区管委会〕",
            "bracketed-label",
            [
                ("市发展改革委", "responsible"),
                ("统计局", "responsible"),
                ("市相关部门", "responsible"),
                ("各区政府（新区管委会）", "responsible"),
                ("深汕特别合作区管委会", "responsible"),
            ],
            id="departments-behind-etc",
        ),
        pytest.param(
            "（责任领导：张三；责任单位：市商务局；完成时限：2024年12月）",
            "bracketed-label",
            [("市商务局", "responsible")],
            id="leaders-and-terms-are-no-agencies",
        ),
        pytest.param(
            "（省科技厅牵头，省发展改革委、省工业和信息化厅配合）",
            "bracketed-role",
            [("省科技厅", "lead"), ("省发展改革委", "participating"), ("省工业和信息化厅", "participating")],
            id="role-words",
        ),
        pytest.param(
            "（省各有关部门、各地级以上市人民政府按职责分工负责）",
            "bracketed-role",
            [("省各有关部门", "responsible"), ("各地级以上市人民政府", "local")],
            id="local-governments-without-a-label",
        ),
        pytest.param(
            "支撑监测。（金融监管总局牵头）探索平台对接。",
            "bracketed-role",
            [("金融监管总局", "lead")],
            id="inside-a-paragraph",
        ),
        pytest.param(
            "支持做大做强。（区经委、华新镇、青浦工业园区、西虹桥公司）",
            "bracketed-list",
            [
                ("区经委", "responsible"),
                ("华新镇", "responsible"),
                ("青浦工业园区", "responsible"),
                ("西虹桥公司", "responsible"),
            ],
            id="bare-list",
        ),
        pytest.param(
            "给予奖励。责任单位：市委组织部、市科技局。2.对招商项目",
            "labelled-list",
            [("市委组织部", "responsible"), ("市科技局", "responsible")],
            id="label-without-brackets",
        ),
        pytest.param(
            "自治区商务厅、广西博览局、广西国际博览集团有限公司要充分利用平台",
            "agency-subject",
            [
                ("自治区商务厅", "responsible"),
                ("广西博览局", "responsible"),
                ("广西国际博览集团有限公司", "responsible"),
            ],
            id="subject-of-must",
        ),
        pytest.param(
            "展销活动的，全区各级商务、工业和信息化、城市管理、市政等部门要在场地提供等方面给予大力支持",
            "agency-subject",
            [("全区各级商务、工业和信息化、城市管理、市政等部门", "responsible")],
            id="sectors-that-share-one-word",
        ),
        pytest.param(
            "各市、县人民政府要加快城乡客运班线应用新能源汽车",
            "agency-subject",
            [("各市、县人民政府", "local")],
            id="local-governments-as-subject",
        ),
        pytest.param(
            "全区各级公务用车管理机构在进行公务用车租赁政府采购时，要将新能源汽车比例作为采购条件",
            "agency-subject",
            [("全区各级公务用车管理机构", "responsible")],
            id="manner-between-subject-and-verb",
        ),
        pytest.param(
            "广西新能源汽车推广应用厅际联席会议（以下简称联席会议）办公室要建立名录库",
            "agency-subject",
            [("广西新能源汽车推广应用厅际联席会议（以下简称联席会议）办公室", "responsible")],
            id="short-name-inside-the-name",
        ),
        pytest.param(
            "市发改委、科技局、工信局分别牵头负责组织推进、创新能力建设、装备制造培育",
            "agency-subject",
            [("市发改委", "lead"), ("科技局", "lead"), ("工信局", "lead")],
            id="each-leads-its-own",
        ),
        pytest.param(
            "省发展改革委会同省财政厅等部门制定实施细则",
            "agency-subject",
            [("省发展改革委", "responsible"), ("省财政厅", "participating")],
            id="together-with",
        ),
        pytest.param(
            "由自治区工业和信息化厅转发广西本地生产的新能源汽车车型目录",
            "agency-agent",
            [("自治区工业和信息化厅", "responsible")],
            id="agent-behind-by",
        ),
        pytest.param(
            "鼓励各市、县根据实际情况给予奖励",
            "encouraged-governments",
            [("各市、县", "local")],
            id="local-governments-encouraged",
        ),
        pytest.param(
            "牵头各功能区及相关产业主管部门动态更新招商地图",
            "led-agencies",
            [("各功能区", "participating"), ("相关产业主管部门", "participating")],
            id="those-who-are-led",
        ),
        pytest.param(
            "成立市促进战略性新兴产业发展工作专班,统筹负责产业培育",
            "group-set-up",
            [("市促进战略性新兴产业发展工作专班", "responsible")],
            id="group-set-up",
        ),
        pytest.param(
            "依托市制造强市建设领导小组，全面加强产业统筹",
            "group-relied-on",
            [("市制造强市建设领导小组", "responsible")],
            id="group-relied-on",
        ),
        pytest.param(
            "在市制造强市建设领导小组框架下，建立机制",
            "under-group",
            [("市制造强市建设领导小组", "responsible")],
            id="under-a-group",
        ),
        pytest.param(
            "工作专班办公室设在省发展改革委，承担专班日常工作",
            "group-office",
            [("省发展改革委", "responsible")],
            id="seat-of-a-group",
        ),
        pytest.param(
            "按照“市级汇集资源、区级抓好落地”的总体思路",
            "level-duty",
            [("市级", "responsible"), ("区级", "local")],
            id="levels",
        ),
        pytest.param("由省领导任召集人", "convener", [("省领导", "lead")], id="convener"),
        pytest.param(
            "序号\n任务内容\n牵头单位\n配合单位\n1\n强化市级统筹\n市委军民融合办\n民航重庆监管局，市级有关部门",
            "table-cell",
            [("市委军民融合办", "lead"), ("民航重庆监管局", "participating"), ("市级有关部门", "participating")],
            id="table-of-one-cell-a-line",
        ),
    ],
)
def test_an_attribution_names_its_agencies_and_their_roles(text: str, rule: str, said: list[tuple[str, str]]) -> None:
    assert said_in(text) == said
    assert {row.rule for row in found_in(text)} == {rule}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("推动无人机、电动垂直起降航空器（eVTOL）发展。", id="gloss"),
        pytest.param("编制充电（含充电、换电，下同）基础设施规划。", id="note"),
        pytest.param("探索（政府主导、企业参与）模式，坚持（企业牵头，高校参与）。", id="roles-without-agencies"),
        pytest.param("引进一批龙头企业（华为公司、腾讯公司）。", id="companies-as-examples"),
        pytest.param("加快建设中国（深圳）知识产权保护中心。", id="brackets-in-a-name"),
        pytest.param("支持建设集聚区，优化产业布局，完善格局，全面推行。", id="words-that-end-like-agencies"),
        pytest.param("各市、县新规划建设的加油站点要预留充电基础设施建设位置", id="areas-that-only-qualify"),
        pytest.param("到2023年底，各市、县出租车电动化率不得低于50%。", id="area-of-a-rate"),
        pytest.param("企业要加强管理，数据中心要提升能效。", id="businesses"),
        pytest.param("本措施由自治区发展改革委负责解释。", id="who-explains-the-text"),
        pytest.param("成立由龙头企业、运营商等组成的南通市低空经济产业联盟。", id="who-makes-up-an-alliance"),
        pytest.param("市政府部门网站\n市发展改革委\n市教委\n市科技局\n区县政府网站", id="navigation"),
    ],
)
def test_ordinary_words_name_no_agency(text: str) -> None:
    assert said_in(text) == []


def test_the_lists_of_departments_below_a_table_are_no_rows_of_it() -> None:
    table = "序号\n任务\n责任单位\n1\n强化统筹\n市发展改革委\n"
    assert said_in(table + "市政府部门网站\n市教委\n市科技局\n市民政局\n") == [("市发展改革委", "responsible")]


def test_an_empty_cell_keeps_its_column() -> None:
    table = "序号\n任务\n牵头单位\n配合单位\n1\n跨省协同\n市委军民融合办\n—\n2\n通航制造\n—\n市经济信息委"
    assert said_in(table) == [("市委军民融合办", "lead"), ("市经济信息委", "participating")]


def test_a_task_in_a_table_is_the_scope_of_its_agencies() -> None:
    table = "序号\n任务\n责任单位\n1\n强化市级统筹\n市发展改革委"
    assert [row.scope_text for row in found_in(table)] == ["强化市级统筹"]


def test_the_scope_is_the_heading_of_the_section() -> None:
    text = "二、重点任务\n（一）完善地面起降设施网。建设起降点。（省发展改革委牵头）"
    assert [row.scope_text for row in found_in(text)] == ["完善地面起降设施网"]


def test_duties_are_shared_where_the_words_say_so() -> None:
    shared, plain = found_in("甲。（省科技厅按职责分工负责）\n乙。（省科技厅牵头）")
    assert shared.shared
    assert not plain.shared


def test_the_quote_is_the_exact_run_at_its_stored_offsets() -> None:
    (row,) = found_in("1、加快发展。(责任单位:市科技局\n2、)各方共同努力")
    assert row.quote == "(责任单位:市科技局)"
    assert (row.char_start, row.char_end) == (7, 21)


def test_a_line_break_that_cuts_a_name_is_left_out() -> None:
    lead, partner = found_in("完善网络。（省发展改革委牵头，省住\n房城乡建设厅配合）")
    assert (lead.agency_text, partner.agency_text) == ("省发展改革委", "省住房城乡建设厅")
    assert (partner.quote, partner.char_end) == ("（省发展改革委牵头，省住房城乡建设厅配合）", 27)


def test_the_quote_of_prose_ends_with_its_clause() -> None:
    (row,) = found_in("一、任务\n各区做好配套设施规划布局。建立机制。")
    assert row.quote == "各区做好配套设施规划布局"


def test_the_covering_letter_and_the_aims_charge_nobody() -> None:
    letter = "各区人民政府要认真贯彻执行。\n"
    aims = "一、总体要求\n（一）基本原则。各区要因地制宜。\n"
    assert said_in(letter + aims + "二、重点任务\n（一）加强统筹。各区要抓好落实。") == [("各区", "local")]


def test_agencies_are_read_outside_of_the_chrome_only() -> None:
    text = "（市科技局牵头）\n一、任务（市商务局牵头）"
    source = Source(text, outside=(Span(0, 9),))
    found = find_responsibilities(PlanText(source, read_outline(source)))
    assert [row.agency_text for row in found] == ["市商务局"]


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "（市科技局",
        "市科技局、",
        "各市、县",
        "，各区在",
        "由市",
        "由市局会同",
        "责任单位：",
        "牵头单位：市",
        "责任单位\n市科技局\n",
        "，督促市科技局、",
        "，成立市",
        "“市级",
        "办公室设在",
    ],
)
def test_time_grows_in_line_with_length(unit: str) -> None:
    unnumbered = read_outline(Source(""))
    assert_linear(
        lambda length: find_responsibilities(PlanText(Source(unit * (length // len(unit))), unnumbered)), size=2_000
    )

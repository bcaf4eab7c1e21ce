"""Pdf to text: a page printed by Chromium, with a running head, page numbers, a ruled table and two columns."""

from pathlib import Path

import pytest

from pipeline.capture.bounds import LIMITS, Limits, Refusal
from pipeline.capture.pagelines import join_lines
from pipeline.capture.pdf import read_pdf
from pipeline.capture.radicals import unified

FOLDER = Path(__file__).parent / "capture"
PLAN = (FOLDER / "plan.pdf").read_bytes()
LINES = (
    "云山市低空经济高质量发展行动计划",
    "一、总体要求",
    "到2027年，全市低空经济产业规模突破100亿元，集聚低空经济企业300家以上，开通低空航线50条，建成通用机场2个，"
    "形成研发、制造、运营、服务全链条的产业生态，打造全国有影响的低空经济示范城市。",
    "坚持市场主导、安全有序。",
    "二、重点任务",
    "（一）壮大制造业集群。支持电动垂直起降航空器（eVTOL）整机、飞控系统、航电系统等产品研发，"
    "到2027年规上工业企业达到60家。（市工业和信息化局牵头，市发展改革局配合）",
    "序号\t重点任务\t责任单位",
    "1\t开通低空航线50条，覆盖城区、海岛和山区\t市交通运输局",
    "\t建成通用机场2个\t市发展改革局、市交通运输局",
    "2\t集聚低空经济企业300家以上\t",
    "（二）拓展应用场景。推动无人机在物流配送、应急救援、农林植保、城市治理等领域规模化应用，每年发布应用场景清单，"
    "开展低空物流试点，支持企业在海岛和山区开展常态化运营，鼓励各县区建设起降点，形成覆盖全市的起降设施网络。",
    "三、保障措施。市政府成立低空经济发展领导小组，统筹推进各项工作，定期研究重大事项，压实各县区和各部门责任。",
    "市财政每年安排专项资金，支持低空经济企业研发创新、场景应用和人才引进，对新开通的航线给予补贴，"
    "对重大项目一事一议给予支持。",
    "加强安全监管，建设低空飞行服务平台，完善空域协同管理机制，提升飞行服务能力，守住安全底线，营造良好的发展环境。",
)


def test_lines_are_joined_columns_follow_each_other_and_table_rows_stay_rows():
    assert tuple(read_pdf(PLAN, LIMITS).text.splitlines()) == LINES


def test_page_numbers_and_running_heads_are_left_out_and_said():
    assert read_pdf(PLAN, LIMITS).losses == (
        "页码未采集：2 处 / page numbers left out: 2 (— 1 — … — 2 —)",
        "页眉页脚未采集：1 处，9 字 / running heads left out: 1 places, 9 characters: “云山市人民政府公报”",
    )


@pytest.mark.parametrize(
    ("content", "limits", "message"),
    [
        ((FOLDER / "blank.pdf").read_bytes(), LIMITS, "text-present: the pdf has no text (1 pages, 0 pictures)"),
        ((FOLDER / "encrypted.pdf").read_bytes(), LIMITS, "file-encrypted: the pdf is encrypted"),
        (PLAN[:30_000], LIMITS, "pdf-whole: the file does not end in %%EOF"),
        (b"%PDF-1.7\n%%EOF\n", LIMITS, "pdf-whole: the pdf's structure is broken"),
        (PLAN, Limits(pages=1), "pdf-pages: 2 pages, the bound is 1"),
    ],
    ids=["without-text", "encrypted", "truncated", "empty", "pages"],
)
def test_a_pdf_that_cannot_be_read_says_why(content, limits, message):
    with pytest.raises(Refusal) as caught:
        read_pdf(content, limits)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("加快发", "展低空"), "加快发展低空"),
        (("发展 AI", "and robots"), "发展 AI and robots"),
        (("达到100", "亿元"), "达到100亿元"),
    ],
    ids=["chinese", "latin", "mixed"],
)
def test_pieces_of_a_paragraph_are_joined_as_they_were_written(parts, text):
    assert join_lines(parts) == text


@pytest.mark.parametrize(
    ("radical", "ideograph"), [("⼯", "工"), ("⻓", "长"), ("⻛", "风"), ("工", "工"), ("〇", "〇")]
)
def test_a_radical_is_read_as_the_ideograph_of_its_shape(radical, ideograph):
    assert unified(radical) == ideograph

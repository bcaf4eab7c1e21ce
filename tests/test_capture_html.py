"""Html to text: every visible text once, one line per block, tables as rows."""

from html.parser import HTMLParser

import pytest

from pipeline.capture.bounds import LIMITS, Refusal
from pipeline.capture.html import read_html


def capture(body):
    return read_html(f"<!doctype html><meta charset=utf-8><body>{body}".encode(), None, LIMITS)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一、总体要求</p><p>　　到2027年。</p>", "一、总体要求\n　　到2027年。\n"),
        ("<p>第一行<br>第二行", "第一行\n第二行\n"),
        ("<p>加快发\n   展<b>低空</b>经济", "加快发展低空经济\n"),
        ("<p>建成\n  GDP  100 亿元", "建成 GDP 100 亿元\n"),
        ("<p>A&amp;B&nbsp;&#x4E2D;&mdash;&ensp;x", "A&B\xa0中—\u2002x\n"),
        ("<div><a>首页</a> <a>政务公开</a></div><p>正文", "首页 政务公开\n正文\n"),
        ("<p>正文<script>var a</script><style>p{}</style><template><p>样板</p></template>。", "正文。\n"),
        ("<pre>表一\n  二  三</pre>", "表一\n二  三\n"),
        ("<ul><li>一是<li>二是</ul>", "一是\n二是\n"),
    ],
    ids=["paragraphs", "br", "wrap", "latin-wrap", "entities", "navigation", "code", "pre", "list"],
)
def test_blocks_become_lines(body, text):
    assert capture(body).text == text


def test_merged_cells_stand_once_and_columns_stay_in_step():
    body = (
        "<table><caption>表1</caption><tr><th rowspan=2>序号<th colspan=2>指标"
        "<tr><td>产值<td><p>100亿元</p><p>（2027年）</p></table>"
    )
    assert capture(body).text == "表1\n序号\t指标\t\n\t产值\t100亿元 （2027年）\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<table><tr><td><h1>方案</h1><p>正文</p></table>", "方案\n正文\n"),
        ("<table><tr><td>左栏<td><table><tr><td>甲<td>乙</table></table>", "左栏\n甲\t乙\n"),
        ("<table><tr><td>导航<td>" + "长" * 2001 + "</table>", "导航\n" + "长" * 2001 + "\n"),
    ],
    ids=["one-column", "nested", "long-cell"],
)
def test_a_layout_table_is_read_as_paragraphs(body, text):
    assert capture(body).text == text


def test_hidden_text_is_left_out_and_said():
    made = capture(
        "<p>正文</p><p style='color:red; DISPLAY : none'>暗链</p><div hidden>备份</div><p aria-hidden=true>见"
    )
    assert made.text == "正文\n见\n"
    assert made.losses == ("隐藏的文字未采集：2 处，4 字 / hidden text left out: 2 places, 4 characters: “暗链；备份”",)


def test_scripts_pictures_and_list_numbers_are_said():
    made = capture("<script>1</script><img src=a.png><ol><li>甲</ol>")
    assert made.text == "甲\n"
    assert [loss.split(" / ")[1] for loss in made.losses] == [
        "scripts, styles and the like left out: 1",
        "pictures, media, form fields left out: 1",
        "numbered lists, their numbers left out: 1",
    ]


def test_a_page_saved_as_gb2312_is_read_by_its_own_label():
    page = (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>通知</title></head><p>镕"
    )
    made = read_html(page.encode("gbk"), None, LIMITS)
    assert made.text == "镕\n"
    assert (made.declared_encoding, made.used_encoding, made.round_trip) == ("gb2312", "gb18030", True)
    assert made.notes == ("网页标题：通知 / page title: 通知",)


class Words(HTMLParser):
    """An independent reader of the text nodes, to account against."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words += data.split()


def test_every_visible_text_node_is_in_the_text():
    body = (
        "<div>导航<nav>栏目 <a>首页</a></nav></div><article><h1>标题</h1>裸文字<p>段<span>落</span></p>"
        "<dl><dt>名<dd>释</dl><table><caption>题<tr><td>格<td>子<td>空</table><select><option>选项一<option>选项二"
        "</select><button>打印</button><footer>备案号</footer><details><summary>摘要</summary>详情</details></article>"
    )
    reader = Words()
    reader.feed(body)
    kept = capture(body).text
    assert len(reader.words) == 19
    assert [word for word in reader.words if word not in kept] == []


def test_a_page_without_visible_text_says_so():
    with pytest.raises(Refusal, match=r"^text-present: the page has no visible text"):
        capture("<script>load()</script>")


def test_nested_tags_are_refused_where_they_become_too_deep():
    with pytest.raises(Refusal) as caught:
        capture("\n" + "<div>" * 1_000_000)
    assert str(caught.value).startswith("html-depth: 5001 tags stand open here (<div>)")
    assert (caught.value.line, caught.value.column) == (2, 25001)

"""Docx to text: everything a reader sees is kept, everything else is said to be left out."""

import io
import re
import zipfile

import pytest
from wordfile import paragraph, write_docx

from pipeline.capture.bounds import LIMITS, Refusal
from pipeline.capture.docx import read_docx
from pipeline.capture.ordinals import write_ordinal


def capture(body, **parts):
    return read_docx(write_docx(body, **parts), LIMITS)


def numbered(level, text):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


LEVELS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:isLgl/><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4."/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
TEXT_BOX = (
    "<w:p><w:r><w:t>正文在前。</w:t></w:r><w:r><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>专栏1　重点工程</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>专栏1　重点工程</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文在后。</w:t></w:r></w:p>"
)
FIELD = (
    '<w:p><w:r><w:t>见第</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:t>代码</w:t></w:r>"
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>条</w:t></w:r></w:p>'
)
TRACKED = (
    "<w:p><w:r><w:t>到2027年产值达到</w:t></w:r><w:del><w:r><w:delText>800亿元</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>1000亿元</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧句</w:t></w:r></w:moveFrom></w:p>"
)


def test_list_numbers_are_written_as_word_prints_them():
    body = (
        numbered(0, "总体要求")
        + numbered(1, "指导思想")
        + numbered(1, "主要目标")
        + numbered(2, "2025年目标")
        + numbered(0, "重点任务")
        + numbered(1, "壮大集群")
        + numbered(3, "整机")
    )
    text = capture(body, numbering=LEVELS).text
    assert (
        text == "一、总体要求\n（一）指导思想\n（二）主要目标\n1 2025年目标\n二、重点任务\n（一）壮大集群\n2.1.整机\n"
    )


def test_a_list_that_starts_anew_counts_from_its_override():
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    second = paragraph("附则", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    made = capture(numbered(0, "总则") + second + second, numbering=f"{LEVELS}{again}</w:lvlOverride></w:num>")
    assert made.text == "一、总则\n五、附则\n六、附则\n"


def test_a_list_number_can_come_from_the_paragraph_style():
    style = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
    )
    body = paragraph("总则", '<w:pStyle w:val="H1"/>') + paragraph("附则", '<w:pStyle w:val="H1b"/>')
    assert capture(body, styles=style, numbering=LEVELS).text == "一、总则\n二、附则\n"


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (23, "chineseCountingThousand", "二十三"),
        (105, "chineseCountingThousand", "一百零五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "ideographTraditional", "丙"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalFullWidth", "７"),
    ],
)
def test_ordinals_are_written_in_their_format(number, kind, written):
    assert write_ordinal(number, kind) == (written, True)


def test_tracked_insertions_are_kept_and_deletions_left_out_and_said():
    made = capture(TRACKED)
    assert made.text == "到2027年产值达到1000亿元\n"
    assert made.losses == (
        "修订中删除的文字未采集：2 处，7 字 / tracked deletions left out: 2 places, 7 characters: “800亿元；旧句”",
    )


def test_a_paragraph_whose_mark_was_deleted_runs_into_the_next():
    body = paragraph("培育", "<w:rPr><w:del/></w:rPr>") + paragraph("龙头企业")
    assert capture(body).text == "培育龙头企业\n"


def test_a_text_box_follows_its_paragraph_once():
    made = capture(TEXT_BOX)
    assert made.text == "正文在前。正文在后。\n专栏1　重点工程\n"
    assert made.losses == ()


def test_a_differing_fallback_is_said():
    made = capture(TEXT_BOX.replace("专栏1　重点工程", "专栏一", 1))
    assert made.text == "正文在前。正文在后。\n专栏一\n"
    assert "专栏1　重点工程" in made.losses[0].replace("\\u3000", "　")


@pytest.mark.parametrize(
    ("run", "styles", "kept"),
    [
        ("<w:vanish/>", "", ""),
        ('<w:vanish w:val="0"/>', "", "密"),
        ('<w:rStyle w:val="Secret"/>', '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>', ""),
        ("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "", "密"),
    ],
    ids=["direct", "switched-off", "by-style", "formerly-hidden"],
)
def test_hidden_text_is_left_out_and_said(run, styles, kept):
    made = capture(paragraph("公开") + paragraph("密", run=run), styles=styles)
    assert made.text == "公开\n" + (f"{kept}\n" if kept else "")
    assert ("“密”" in " ".join(made.losses)) is not bool(kept)


def test_a_field_shows_its_result_and_not_its_code():
    made = capture(FIELD)
    assert made.text == "见第3条\n"
    assert "“代码”" in made.losses[0]


def test_tables_are_rows_with_tabs_and_merged_cells_stand_once():
    table = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph("集群") + "</w:tc>"
        "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("目标") + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        "<w:tc>" + paragraph("产值") + paragraph("增速") + "</w:tc><w:tc>" + paragraph("100亿元") + "</w:tc></w:tr>"
        "</w:tbl>"
    )
    assert capture(table).text == "集群\t目标\t\n\t产值 增速\t100亿元\n"


def test_a_table_of_one_column_or_with_a_table_inside_is_read_as_paragraphs():
    inner = "<w:tbl><w:tr><w:tc>" + paragraph("甲") + "</w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('专栏')}{inner}</w:tc><w:tc>{paragraph('旁注')}</w:tc></w:tr></w:tbl>"
    assert capture(outer).text == "专栏\n甲\t乙\n旁注\n"


def test_notes_follow_the_text_and_their_marks_are_said():
    mark = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    body = f"<w:p><w:r><w:t>低空经济</w:t></w:r>{mark}<w:r><w:t>发展。</w:t></w:r></w:p>"
    notes = f"<w:footnote w:id='2'>{paragraph('指1000米以下空域。')}</w:footnote>"
    made = capture(body, footnotes=notes)
    assert made.text == "低空经济发展。\n注1：指1000米以下空域。\n"
    assert made.losses == ("脚注、尾注的标号不留在句中：1 个 / marks of notes left out of the sentences: 1",)


def test_headers_and_pictures_are_said():
    made = capture(
        paragraph("正文") + "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>", header=paragraph("内部资料")
    )
    assert made.text == "正文\n"
    assert made.losses == (
        "页眉未采集：1 处，4 字 / headers left out: 1 places, 4 characters: “内部资料”",
        "图片未采集：1 个 / pictures left out: 1",
    )


def test_the_strict_variant_of_the_standard_is_read():
    content = write_docx(paragraph("规划正文"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    members["word/document.xml"] = re.sub(rb'(?<=xmlns:w=")[^"]+', strict, members["word/document.xml"])
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    assert read_docx(held.getvalue(), LIMITS).text == "规划正文\n"


def test_every_text_run_is_in_the_text_or_in_the_losses():
    body = (
        TRACKED
        + TEXT_BOX
        + FIELD
        + "<w:sdt><w:sdtContent>"
        + paragraph("控件内")
        + "</w:sdtContent></w:sdt>"
        + "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        + "<w:smartTag><w:r><w:t>标签</w:t></w:r></w:smartTag>"
        + "<w:unknown><w:r><w:t>未知</w:t></w:r></w:unknown><w:r><w:ruby><w:rt><w:r><w:t>pīn</w:t></w:r></w:rt>"
        + "<w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
        + "<w:sectPr><w:r><w:t>错位</w:t></w:r></w:sectPr>"
        + paragraph("藏", run="<w:vanish/>")
    )
    made = capture(body)
    words = re.findall(r"<w:t>([^<]+)</w:t>", body)
    everything = made.text + " ".join(made.losses)
    assert [word for word in words if word not in everything] == []
    assert (
        "位置不明的文字未采集：1 处，2 字 / text in unknown places left out: 1 places, 2 characters: “错位”"
        in made.losses
    )


def test_a_docx_without_text_says_so():
    with pytest.raises(Refusal, match=r"^text-present: the docx holds no text"):
        capture("<w:p/>")

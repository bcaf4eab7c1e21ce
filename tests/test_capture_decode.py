"""Bytes to text: strict, never guessed, never normalised."""

import pytest

from pipeline.capture.bounds import LIMITS, Refusal
from pipeline.capture.convert import convert
from pipeline.capture.decode import decode

CLAUSE = "到2027年，产值达到1000亿元。"


@pytest.mark.parametrize(
    ("content", "declared", "used"),
    [
        (CLAUSE.encode(), None, "utf-8"),
        (CLAUSE.encode(), "gb2312", "utf-8"),
        (CLAUSE.encode("gb2312"), "gb2312", "gb18030"),
        ("镕基㐂𠮷".encode("gb18030"), "GBK", "gb18030"),
        ("產業集群".encode("big5"), "big5", "big5hkscs"),
        (b"\xef\xbb\xbf" + CLAUSE.encode(), None, "utf-8"),
        (b"\xff\xfe" + CLAUSE.encode("utf-16-le"), None, "utf-16-le"),
        (b"\xfe\xff" + CLAUSE.encode("utf-16-be"), None, "utf-16-be"),
        (CLAUSE.encode("utf-16-le"), "utf-16-le", "utf-16-le"),
        (b"GDP 2027", None, "utf-8"),
        ("模".encode("gbk"), "gbk", "gb18030"),
    ],
    ids=["utf8", "utf8-not-gb", "gb2312", "gbk", "big5", "mark8", "mark16le", "mark16be", "utf16", "ascii", "short"],
)
def test_bytes_are_read_in_the_one_encoding_that_is_sure_and_come_back_the_same(content, declared, used):
    decoded = decode(content, declared)
    assert decoded.used == used
    assert decoded.round_trip
    assert not decoded.text.startswith("\ufeff")


def test_the_short_gbk_text_reads_as_its_character_when_declared():
    assert decode("模".encode("gbk"), "gbk").text == "模"


@pytest.mark.parametrize(
    ("content", "declared", "message"),
    [
        (
            ("第一行\n" + CLAUSE).encode("gbk"),
            None,
            "encoding-declared: not UTF-8, and no encoding is declared; it is not guessed. "
            "Possible: gb18030: 第一行 到2027年，产值达到1000亿…",
        ),
        ("模".encode("gbk"), None, "encoding-declared: read as UTF-8 it holds no Chinese character"),
        (CLAUSE.encode("gbk"), "latin-1", "encoding-known: the encoding “latin-1” is unknown or cannot hold Chinese"),
    ],
    ids=["undeclared", "short", "latin"],
)
def test_an_encoding_that_is_not_sure_is_asked_for(content, declared, message):
    with pytest.raises(Refusal) as caught:
        decode(content, declared)
    assert str(caught.value).startswith(message)
    assert "--encoding" in caught.value.zh


def test_a_broken_byte_is_named_with_its_line_and_column():
    with pytest.raises(Refusal) as caught:
        decode("第一行\n产值".encode("gbk") + b"\xff\xff", "gbk")
    assert str(caught.value).startswith("encoding-strict: the bytes ff ff here are not gb18030")
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_compatibility_ideographs_and_full_width_forms_stay_as_they_are():
    assert decode("金額１００％　（Ａ）".encode(), None).text == "金額１００％　（Ａ）"


def test_a_txt_file_keeps_its_line_ends():
    made = convert("一\r\n二\n".encode(), "plan.txt", None, LIMITS)
    assert made.text == "一\r\n二\n"


def test_a_byte_order_mark_and_a_wrong_declaration_are_said():
    decoded = decode(b"\xef\xbb\xbf" + CLAUSE.encode(), "gb2312")
    assert decoded.notes == (
        "文件开头有 utf-8 字节序标记，正文不含它 / begins with a utf-8 byte order mark, left out",
        "声明为 gb2312，实为 utf-8 / declared as gb2312, but is utf-8",
    )

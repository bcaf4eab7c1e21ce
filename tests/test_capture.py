"""Capture as people call it: any file in, a text or a clear refusal out, within bounds and leaving nothing behind."""

import hashlib
import os
import random
import time
from pathlib import Path

import pytest
from wordfile import paragraph, write_docx, write_zip

from pipeline.capture import CaptureRefused, Limits, capture
from pipeline.problems import write_text

PLAN = Path(__file__).parent / "capture" / "plan.pdf"
ENTITY = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_a_txt_file_is_captured_as_it_stands(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes("一、总体要求\r\n到2027年。".encode("gbk"))
    made = capture(path, declared="gbk")
    assert made.text == "一、总体要求\r\n到2027年。"
    assert (made.kind, made.declared_encoding, made.used_encoding, made.round_trip) == ("txt", "gbk", "gb18030", True)
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert made.bytes == 24
    assert (made.losses, made.notes) == ((), ())


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.docx", write_docx(paragraph("正文")), "docx"),
        ("plan.html", "<p>正文".encode(), "html"),
        ("plan.pdf", PLAN.read_bytes(), "pdf"),
        ("plan.txt", "正文 <p>".encode(), "txt"),
        ("plan.doc", "<!-- x --><html><p>正文".encode(), "html"),
    ],
    ids=["docx", "html", "pdf", "txt", "html-named-doc"],
)
def test_the_kind_is_found_by_content(tmp_path, name, content, kind):
    (tmp_path / name).write_bytes(content)
    assert capture(tmp_path / name).kind == kind


def test_a_name_that_says_another_kind_is_noted(tmp_path):
    (tmp_path / "plan.doc").write_bytes("<html><p>正文".encode())
    assert capture(tmp_path / "plan.doc").notes == (
        "文件名为 plan.doc，内容是 html / named plan.doc, but its content is html",
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", "1:1: file-size: the file is empty"),
        ("a.txt", "正\n文".encode("gbk"), "1:1: encoding-declared: not UTF-8"),
        ("a.bin", random.Random(7).randbytes(5_000), "1: file-format: line"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "1:1: file-format: this is an old .doc/.wps or an encrypted"),
        ("a.ofd", write_zip({"OFD.xml": "<x/>"}), "1:1: file-format: this is an OFD file, not docx"),
        ("a.xlsx", write_zip({"xl/workbook.xml": "<x/>"}), "1:1: file-format: this is an Excel workbook"),
        ("a.zip", write_zip({"a": "b"}), "1:1: file-format: this is a plain zip archive"),
        ("a.docx", write_docx(paragraph("正"))[:300], "1:1: docx-whole: the archive is broken"),
        ("a.docx", write_docx("<w:p>"), "1:1: docx-whole: word/document.xml:1:"),
        ("a.docx", write_docx(paragraph("&x;"), prologue=ENTITY), "1:1: xml-entities: word/document.xml has a DTD"),
        ("a.docx", write_docx(paragraph("&b;"), prologue=LAUGHS), "1:1: xml-entities: word/document.xml has a DTD"),
        ("a.docx", write_docx("<w:p>" * 300 + "</w:p>" * 300), "1:1: xml-depth: word/document.xml nests"),
        ("a.docx", write_docx(" " * 9_000_000), "1:1: archive-bounds: member word/document.xml packed"),
        ("a.docx", write_zip(dict.fromkeys(map(str, range(2_001)), "")), "1:1: archive-bounds: 2001 members"),
        ("a.html", b"<div>" * 1_000_000, "1:25001: html-depth: 5001 tags stand open"),
        ("a.pdf", PLAN.read_bytes()[:9_000], "1:1: pdf-whole: the file does not end in %%EOF"),
        ("a.pdf", b"%PDF-1.4\n" + random.Random(7).randbytes(5_000) + b"\n%%EOF", "1:1: pdf-whole: the pdf's"),
    ],
    ids=[
        "empty", "undeclared", "random", "old-doc", "ofd", "xlsx", "zip", "cut-docx", "broken-xml", "external-entity",
        "laughs", "deep-xml", "bomb", "members", "deep-html", "cut-pdf", "random-pdf",
    ],
)  # fmt: skip
def test_a_broken_or_hostile_file_ends_in_a_clear_problem_within_seconds(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)
    begun = time.monotonic()
    with pytest.raises(CaptureRefused) as caught:
        capture(path)
    assert time.monotonic() - begun < 30
    assert problem in write_text([caught.value.problem], "en")
    assert write_text([caught.value.problem], "zh").startswith(f"{path}:")
    assert os.listdir(tmp_path) == [name]


def test_a_file_above_the_bound_is_refused_unread(tmp_path):
    path = tmp_path / "plan.txt"
    with path.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(CaptureRefused, match="file-size: the file has 1099511627776 bytes, the bound is 20 MiB"):
        capture(path)


def test_a_child_that_takes_too_long_is_killed(tmp_path):
    path = tmp_path / "plan.html"
    path.write_bytes(b"<html>" + b"<p><b><i>" * 2_000_000)
    with pytest.raises(CaptureRefused, match="capture-time: not read within 1 seconds"):
        capture(path, limits=Limits(seconds=1, open_tags=10_000_000))


def test_a_child_that_takes_too_much_memory_is_stopped(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(write_docx("<w:p/>" * 1_000_000))
    with pytest.raises(CaptureRefused, match=r"capture-memory: reading it takes more than 120 MiB"):
        capture(path, limits=Limits(memory_bytes=120 << 20, ratio=10_000))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(FileNotFoundError):
        capture(tmp_path / "plan.pdf")
    with pytest.raises(CaptureRefused, match="file-format: not a regular file"):
        capture(tmp_path)

"""Numerals whose part in a document is certain from their form: the named rules of the numeral ledger.

In: a text and one of its numerals. Out: the role and the rule's name, or None where only a record or a person can say.
A rule speaks only where it is sure; counts, thresholds and targets are never classed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from pipeline.numerals.numeral import Numeral

Role = Literal[
    "target", "observation", "threshold", "rule", "count", "date", "name", "outline", "reference", "other"
]
Rule = Callable[[str, Numeral], bool]

DOCUMENT_NUMBER = re.compile("[〔\\[（(【﹝][0-9０-９]{4}[〕\\]）)】﹞].{0,6}号\\Z")
PLAN_PERIOD = re.compile("十[一二三四五六]五\\Z")
CONGRESS = re.compile("(?:.{0,6}届.{1,30}[中次].{0,12}|.{1,2}中全会|二十大|十[五六七八九]大)\\Z")
GENERATION = re.compile(  # 5G, 6G, 5G—A, 3D, 2.5D, 8K, 2.0, 4S, 第五代
    "(?:[1-9](?:\\.5)?G(?:[-—](?:A|R|Advanced))?|[2-5](?:\\.5)?D|[248]K|[1-9]\\.0|[VvXx][1-9]\\.[0-9]|4S)\\Z"
)
GENERATION_IN_WORDS = re.compile("第.{1,3}代\\Z")
CODE = re.compile(  # CR450, O2O; 20+8, 6·18, 7×24; 110N, 5A; but not 3T or 100M, which may be amounts
    "[A-Za-z]{1,12}[-—+＋]?[0-9].{0,40}\\Z|[0-9].{0,20}[+＋·•×].{1,40}\\Z|[0-9]{1,4}[NX]\\Z|[1-5]A\\Z"
)
FROM_NOTHING = re.compile("[0０].[1１]\\Z")
TOP_LIST = re.compile("[0-9０-９一二三五百千]{1,4}强\\Z")
BARE_NUMBER = re.compile("[0-9０-９]{1,6}\\Z")
OUTLINE_NUMBER = re.compile("[0-9０-９]{1,2}(?:\\.[0-9]{1,2}){0,3}\\Z|第.{1,4}[条章节]\\Z")
AFTER_OUTLINE_NUMBER = re.compile(
    "[ \u3000]{0,3}(?:[.．、)）]|(?=[\u4e00-\u9fff])(?![岁期版号页点线环路市省县区镇村校院园城国州]))"
)
LINE_START = re.compile("(?:\\A|[\\n。）)〕])[ \u3000\\t]{0,8}[（(]?\\Z")
WEB_ADDRESS = re.compile("https?://[!-~]{0,190}\\Z")
CITED_TITLE = re.compile("《[^》\\n]{0,60}\\Z")
QUOTED_WHOLE = re.compile("[“\"‘「『]\\Z")
RANKED_AT = re.compile("[居列位排名前全市省国界际业为]\\Z")


def role_by_rule(text: str, numeral: Numeral) -> tuple[Role, str] | None:
    """The role and the name of the first rule that is sure of this numeral, or None."""
    for role, name, rule in RULES:
        if rule(text, numeral):
            return role, name
    return None


def is_web_address(text: str, numeral: Numeral) -> bool:
    """Digits inside a web address, up to 200 characters after its beginning."""
    first = max(0, numeral.start - 200)
    return "http" in text[first : numeral.start] and bool(WEB_ADDRESS.search(text, first, numeral.start))


def is_document_number(text: str, numeral: Numeral) -> bool:
    """〔2024〕18号"""
    return bool(DOCUMENT_NUMBER.match(numeral.text))


def is_party_congress(text: str, numeral: Numeral) -> bool:
    """二十大, 二十届三中全会, 七届八次全会"""
    return numeral.unit is None and bool(CONGRESS.match(numeral.text))


def is_plan_period(text: str, numeral: Numeral) -> bool:
    """“十四五”"""
    return numeral.unit == "date" and bool(PLAN_PERIOD.match(numeral.text))


def is_year_or_date(text: str, numeral: Numeral) -> bool:
    """2025年, 2024年9月14日, 14:21:54, 前三季度"""
    return numeral.unit == "date"


def is_generation_name(text: str, numeral: Numeral) -> bool:
    """5G, 2.5D, 第五代, and 2.0 as a version: a number that ends in .0 and counts nothing"""
    if numeral.unit == "ordinal":
        return bool(GENERATION_IN_WORDS.match(numeral.text))
    return numeral.unit is None and bool(GENERATION.match(numeral.text))


def is_code_name(text: str, numeral: Numeral) -> bool:
    """20+8, 110N, O2O, 6·18, a bare number alone in quotation marks (“152”), 500强"""
    if numeral.unit is not None:
        return False
    quoted = QUOTED_WHOLE.search(text, max(0, numeral.start - 1), numeral.start)
    alone = quoted and text[numeral.end : numeral.end + 1] in ("”", '"', "’", "」", "』")
    if alone and BARE_NUMBER.match(numeral.text):
        return True
    return any(form.match(numeral.text) for form in (CODE, FROM_NOTHING, TOP_LIST))


def is_cited_title(text: str, numeral: Numeral) -> bool:
    """A number without unit inside 《》: 《中国制造2025》"""
    return numeral.unit is None and bool(CITED_TITLE.search(text, max(0, numeral.start - 61), numeral.start))


def is_outline_number(text: str, numeral: Numeral) -> bool:
    """1. and 1． and （1） where a sentence begins; also 1 before the heading's first word, and 第三条"""
    if numeral.unit not in (None, "ordinal") or not OUTLINE_NUMBER.match(numeral.text):
        return False
    begins = LINE_START.search(text, max(0, numeral.start - 12), numeral.start)
    return bool(begins and (numeral.unit == "ordinal" or AFTER_OUTLINE_NUMBER.match(text, numeral.end)))


def is_ordinal(text: str, numeral: Numeral) -> bool:
    """第十四场, 第16届; a rank that something holds (居全国第一) is left to records"""
    if numeral.unit == "ordinal":
        return True
    before = RANKED_AT.search(text, max(0, numeral.start - 1), numeral.start)
    return numeral.unit == "rank" and numeral.text.startswith("第") and not before


RULES: tuple[tuple[Role, str, Rule], ...] = (
    ("reference", "web-address", is_web_address),
    ("reference", "document-number", is_document_number),
    ("reference", "party-congress", is_party_congress),
    ("date", "plan-period", is_plan_period),
    ("date", "year-or-date", is_year_or_date),
    ("reference", "cited-title", is_cited_title),
    ("name", "generation-name", is_generation_name),
    ("outline", "outline-number", is_outline_number),
    ("name", "code-name", is_code_name),
    ("other", "ordinal", is_ordinal),
)

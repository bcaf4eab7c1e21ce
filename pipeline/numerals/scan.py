"""Every numeric expression of a text, in order: amounts, ranges, dates, codes, ranks, congress and document numbers.

In: any text, never normalised. Out: numerals that do not overlap, the longest reading at each place.
All digits are found, also those in codes (5G, 110N, 20+8); Chinese numerals are found where they count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from string import ascii_letters

from pipeline.numerals.amounts import (
    SPACE,
    read_amount_at,
    read_chinese_amount_at,
    read_many_at,
    read_ratio_at,
    read_turn_at,
)
from pipeline.numerals.lexical import NUMERAL, find_word_end
from pipeline.numerals.numbers import CHINESE, DIGIT, plain, read_chinese, read_digits
from pipeline.numerals.numeral import Numeral
from pipeline.numerals.units import UNIT_PATTERN

Reader = Callable[[str, int], Numeral | None]

YEAR = "(?:[1１][9９]|[2２][0０])[0-9０-９]{2}"  # 2025
MONTH = f"{DIGIT}{{1,2}}{SPACE}月"
DAY = f"{DIGIT}{{1,2}}{SPACE}[日号]"
TO = f"{SPACE}(?:——|[—–－―\\-~～〜至到]){SPACE}"
YEAR_DATE = f"{YEAR}{SPACE}年(?:{SPACE}{MONTH}(?:{SPACE}{DAY})?)?"
DATES = (
    f"{YEAR}{SPACE}(?:年(?:{MONTH}(?:{DAY})?)?)?{TO}{YEAR_DATE}",  # 2024—2027年, 2024年9月—2025年3月
    f"{YEAR_DATE}(?:{TO}{MONTH}(?:{DAY})?)?",  # 2024年9月14日, 2024年3月至8月
    f"{YEAR}年{SPACE}{DIGIT}{{1,2}}{TO}{MONTH}",  # 2024年1-8月
    f"{YEAR}(?:[、和及]{YEAR}){{1,3}}年",  # 2025、2030年
    f"(?:{DIGIT}{{1,2}}{TO})?{MONTH}(?:{DAY})?(?:{TO}{MONTH}(?:{DAY})?)?",  # 1-8月, 10月31日
    f"{DIGIT}{{1,2}}日(?!内)",
    f"{YEAR}[-./]{DIGIT}{{1,2}}[-./]{DIGIT}{{1,2}}(?![-./]?{DIGIT})",  # 2024-09-25
    f"{YEAR}[-—–]{YEAR}(?!{DIGIT})",  # (2024-2026)
    f"(?:[01]?[0-9]|2[0-4])[:：]{DIGIT}{{2}}(?:[:：]{DIGIT}{{2}})?(?!{DIGIT})",  # 14:21:54
    "(?:第|前)?[1-4１-４一二三四]季度",
    "[一二][九〇零○][零〇○一二三四五六七八九]{2}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?",
    "(?:十[一二]|[一二三四五六七八九十])月(?:[一二三四五六七八九十]{1,3}日|[底初末中份]|(?=[，。、]))",
    "十[一二三四五六]五(?=[”\"’」』时规期末和、])|(?<=[“\"‘「『])十[一二三四五六]五",  # “十四五”
)
DATES_IN_DIGITS = tuple(re.compile(pattern) for pattern in DATES[:10])
DATES_IN_WORDS = tuple(re.compile(pattern) for pattern in DATES[9:])
DIGITS_MAY_DATE = re.compile(f"{DIGIT}{{1,4}}[ \u3000\u00a0]{{0,4}}[年月日号季:：\\-./—–－―~～〜至到、和及]")
WORDS_MAY_DATE = re.compile(f"[第前]?(?:[1-4１-４]|(?:{CHINESE}|○){{1,4}})[年月季]|十[一二三四五六]五")
DOCUMENT_NUMBER = re.compile(f"[〔\\[（(【﹝]{YEAR}[〕\\]）)】﹞]{SPACE}第?{DIGIT}{{1,5}}号")  # 〔2024〕18号
CONGRESS = re.compile(  # 十九届二中、三中全会, 七届八次全会, 党的二十大
    f"{CHINESE}{{1,3}}届{CHINESE}{{1,3}}[中次](?:[、和]{CHINESE}{{1,3}}[中次]){{0,6}}(?:全会|全体会议|会议)?"
    f"|{CHINESE}{{1,2}}中全会|(?:(?<=党的)|(?<=[和、]))(?:二十|十[五六七八九])大"
    "|(?:二十|十[五六七八九])大(?=精神|报告|以来)"
)
ORDINAL = re.compile(  # 第三代, 第 16 届, 第一
    f"第{SPACE}(?:(?P<digits>{DIGIT}{{1,4}})|(?P<chinese>{CHINESE}{{1,6}})){SPACE}"
    f"(?P<unit>{UNIT_PATTERN}|[代届次批期场条章节款轮位名号部编版])?"
)
FIRST_FEW = re.compile(  # 全国前三, 前10位
    f"前(?:(?P<digits>{DIGIT}{{1,3}})|(?P<chinese>[一二三四五六七八九十百]{{1,3}}))"
    "(?:[位名强]|(?=行列|[，,。；;、）)]|\\Z))"
)
LETTER = "[A-Za-zＡ-Ｚ]"
CODE = re.compile(  # 5G—A, 110N, 20+8, 2.5D, 6·18, CR450, 000000-10-2018
    f"(?:{LETTER}{{1,12}}[-—+＋]?)?{DIGIT}{{1,40}}(?:[.．]{DIGIT}{{1,6}}){{0,4}}{LETTER}{{0,12}}"
    f"(?:[+＋·•_@×](?:{DIGIT}{{1,15}}|{LETTER}{{1,6}})|[-—]{LETTER}{{1,6}}(?![a-z])){{0,8}}(?:-{DIGIT}{{1,12}}){{0,6}}"
)
FROM_NOTHING = re.compile("[0０](?:到|→|—|-)[1１](?![0-9.%％个家项])")  # 从0到1
BEFORE_DIGITS = re.compile("[A-Za-zＡ-Ｚ]{1,12}[-—+＋]?\\Z")
WIDE_LETTERS = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
BEFORE_ENDS = frozenset("-—+＋" + ascii_letters + WIDE_LETTERS)  # what BEFORE_DIGITS ends with

START = re.compile(
    "[0-9０-９零〇一二两三四五六七八九十百千万亿第前数几翻破〔\\[（(【﹝]"
    "(?:(?<![〔\\[（(【﹝])|(?=[0-9０-９]{4}[〕\\]）)】﹞]))"
)
CHINESE_RUN = re.compile(f"{CHINESE}{{1,40}}")


def find_numerals(text: str) -> list[Numeral]:
    """All numeric expressions in order, without overlap; linear in the length of the text."""
    found: list[Numeral] = []
    at = free_from = 0
    while start := START.search(text, at):
        at = start.start()
        character = text[at]
        if character in NUMERAL and (word_end := find_word_end(text, at)):
            at = word_end
        elif numeral := _read_digits_at(text, at, free_from) if character.isdecimal() else _read_at(text, at):
            found.append(numeral)
            at = free_from = numeral.end
        else:  # on behind the run of numerals that counts nothing
            run = CHINESE_RUN.match(text, at)
            at = run.end() if run else at + 1
    return found


def parse(text: str) -> Numeral:
    """The one numeral that the whole text is; ValueError where it is none, or more than a numeral.

    Also reads what counts only when asked for: 三千 without a noun, 首位 as a rank.
    """
    found = find_numerals(text)
    if len(found) == 1 and found[0].text == text:
        return found[0]
    if text in ("首位", "榜首"):
        return Numeral(0, len(text), text, Decimal(1), None, "rank")
    if text and CHINESE_RUN.fullmatch(text) and (value := read_chinese(text)) is not None:
        return Numeral(0, len(text), text, plain(value))
    seen = "、".join(numeral.text for numeral in found) or "none"
    raise ValueError(f"not one whole numeral: {text!r} (numerals in it: {seen})")


def _read_at(text: str, at: int) -> Numeral | None:
    """The longest reading of what begins with no digit; on a tie the reading named first."""
    character = text[at]
    if character in "翻破几数":
        return read_turn_at(text, at) or read_many_at(text, at)
    if character == "零" and (zero := read_turn_at(text, at)):
        return zero
    return _longest([read(text, at) for read in READERS.get(character, IN_WORDS)])


def _read_digits_at(text: str, at: int, free_from: int) -> Numeral | None:
    amount = read_amount_at(text, at)
    may_be_code = at > free_from and text[at - 1] in BEFORE_ENDS
    letters = BEFORE_DIGITS.search(text[max(free_from, at - 13) : at]) if may_be_code else None
    if letters and not _is_sure_amount(amount):
        return _code(text, at - len(letters[0]))
    longest = _longest([_date_in_digits(text, at), amount, read_ratio_at(text, at)])
    code = (FROM_NOTHING.match(text, at) if text[at] in "0０" else None) or CODE.match(text, at)
    return _named(code) if code and (longest is None or code.end() > longest.end) else longest


def _is_sure_amount(amount: Numeral | None) -> bool:
    """GDP1.2万亿元 is an amount although letters stand before it; AG600大, L3级 and AG600P are not."""
    return bool(amount and amount.unit and amount.unit_noun not in ("大", "次", "步") and amount.text[-1] != "P")


def _longest(readings: list[Numeral | None]) -> Numeral | None:
    longest: Numeral | None = None
    for numeral in readings:
        if numeral and (longest is None or numeral.end > longest.end):
            longest = numeral
    return longest


def _date_in_digits(text: str, at: int) -> Numeral | None:
    return _date(text, at, DATES_IN_DIGITS) if DIGITS_MAY_DATE.match(text, at) else None


def _date_in_words(text: str, at: int) -> Numeral | None:
    return _date(text, at, DATES_IN_WORDS) if WORDS_MAY_DATE.match(text, at) else None


def _date(text: str, at: int, patterns: tuple[re.Pattern[str], ...]) -> Numeral | None:
    end = max((match.end() for pattern in patterns if (match := pattern.match(text, at))), default=0)
    return Numeral(at, end, text[at:end], unit="date") if end else None


def _document_number(text: str, at: int) -> Numeral | None:
    return _named(DOCUMENT_NUMBER.match(text, at))


def _congress(text: str, at: int) -> Numeral | None:
    return _named(CONGRESS.match(text, at))


def _code(text: str, at: int) -> Numeral | None:
    return _named(CODE.match(text, at))


def _named(match: re.Match[str] | None) -> Numeral | None:
    return Numeral(match.start(), match.end(), match[0]) if match else None


def _first_few(text: str, at: int) -> Numeral | None:
    match = FIRST_FEW.match(text, at)
    return _counted(match, "rank") if match else None


def _ordinal(text: str, at: int) -> Numeral | None:
    """第三 and 第三位 are ranks; 第三代, 第十四场 only tell one of a row from the others."""
    match = ORDINAL.match(text, at)
    if not match:
        return None
    return _counted(match, "rank" if match["unit"] in (None, "位", "名") else "ordinal")


def _counted(match: re.Match[str], unit: str) -> Numeral | None:
    groups = match.groupdict()
    value = read_digits(groups["digits"]) if groups.get("digits") else read_chinese(groups["chinese"])
    text = match[0].rstrip()
    end = match.start() + len(text)
    return None if value is None else Numeral(match.start(), end, text, plain(value), None, unit)


IN_WORDS: tuple[Reader, ...] = (_date_in_words, _congress, read_chinese_amount_at)
READERS: dict[str, tuple[Reader, ...]] = {  # by the first character, where it is no numeral
    "前": (_date_in_words, _first_few),
    "第": (_date_in_words, _ordinal),
    **dict.fromkeys("〔[（(【﹝", (_document_number,)),
}

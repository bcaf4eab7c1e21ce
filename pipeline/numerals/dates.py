"""By when and since when: deadlines (到2025年底, “十五五”末, 6月底前) and periods (今年前三季度, 截至目前).

In: plan text; out: days. A deadline is the last day of the period named: 到2025年 is 2025-12-31, and so is
2025年前. A month or 年底 without a year is dated only where the caller knows the year (the title's, the report's).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.numerals.numbers import DIGIT, JOINER, read_chinese, read_digits


@dataclass(frozen=True)
class Deadline:
    """The last day of the period that the characters from `start` to `end` name."""

    day: date
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Period:
    """From the first to the last day; `start` is None where the text names no beginning (目前, 近三年)."""

    start: date | None
    end: date


SPACE = "[ \u3000]{0,2}"
YEAR = "(?:[1１][9９]|[2２][0０])[0-9０-９]{2}|二[〇零○][零〇○一二三四五六七八九]{2}"
MONTH = f"{DIGIT}{{1,2}}|十[一二]|[一二三四五六七八九十]"
PART = "上半年|下半年|前[1-4一二三四]个?季度|第?[1-4一二三四]季度"
NAMED = re.compile(  # one period as a plan names it, with the words around it that turn it into something else
    "(?P<since>自|从|较|(?<!占)比)?(?P<until>截至|截止|到|至)?(?:"
    # 2024—2027年, 2023年至2025年
    f"(?P<first_year>{YEAR}){SPACE}年?{SPACE}{JOINER}{SPACE}(?P<last_year>{YEAR}){SPACE}年(?!{DIGIT}{{1,2}}月)"
    # “十四五”期间
    "|[“\"]?(?P<plan>十[一二三四五六]五)[”\"]?(?:规划)?(?:时期|期间|期)?"
    # 2024年9月14日, 今年1-8月, 明年上半年, 全年, 年底, 6月
    f"|(?:(?P<year>{YEAR}){SPACE}年度?|(?P<relative>今年|本年度?|当年|明年|后年|去年|上年))?{SPACE}"
    f"(?:(?:(?P<first_month>{MONTH})月?{JOINER})?(?P<month>{MONTH}){SPACE}月份?(?:{SPACE}(?P<day>{DIGIT}{{1,2}})[日号])?"
    f"|(?P<part>{PART})|(?P<whole>全年|(?<![0-9０-９一二三四五六七八九十两几多半])年(?=[底末](?!蕴|座)|内(?!容))))?"
    ")(?P<end>年?[底末])?(?P<by>(?:以前|之前|前)(?![一二三四0-9])|内(?!容|涵|生|外))?(?P<after>以来|以后|之后|同期|起|初|版|公布|印发)?"
)
CANDIDATE = re.compile(  # for speed: where a period may be named, 到 and its like in front
    "(?=[自从较比截到至今本当明后去上下全前第年十一二三四五六七八九“\"0-9０-９])"
    f"(?=[自从较比]?(?:截[至止]|[到至])?[“\"]?{SPACE}(?:{YEAR}|十[一二三四五六]五|[今本当明后去上全]年|年|[上下]半年"
    f"|[前第]?[1-4一二三四]个?季|(?:{DIGIT}|[一二三四五六七八九十]){{1,2}}{SPACE}(?:月|{JOINER})))"
)
UNTIL_NOW = re.compile(  # 目前, 截至目前, 近三年, 连续20年
    "目前|当前|迄今|至今|累计|已|近[0-9０-９一二三四五六七八九十两]{1,3}年|近年|连续[0-9０-９一二三四五六七八九十两]{1,3}年"
)
RELATIVE_YEARS = {"明年": 1, "后年": 2, "去年": -1, "上年": -1}
MONTHS_OF_PART = {"上半年": (1, 6), "下半年": (7, 12)}


def find_deadlines(text: str, *, default_year: int | None) -> list[Deadline]:
    """All deadlines in order; what begins a period (自2021年起) or dates a text (2020年版) is none."""
    return [
        Deadline(days.end, match[0], match.start(), match.end())
        for match in _find_named(text)
        if _may_be_deadline(match) and (days := _days(match, default_year))
    ]


def read_deadline(deadline_text: str, *, default_year: int | None = None) -> date:
    """The day of the one deadline in the text; ValueError where there is none or more than one."""
    days = [deadline.day for deadline in find_deadlines(deadline_text, default_year=default_year)]
    if len(days) != 1:
        raise ValueError(f"{len(days)} deadlines in {deadline_text!r}, not one")
    return days[0]


def read_period(text: str, *, reference: date, forecast: bool = False) -> Period:
    """The period of an observation that a text of the `reference` day names.

    A period that still runs (今年) ends on the reference day, or for a forecast at its own end.
    Without a beginning: a day's stock (目前, 截至9月底, 2023年底) and spans that are only counted back (近三年).
    Raises ValueError where the text names no period, or several.
    """
    named = [(match, days) for match in _find_named(text) if (days := _days(match, reference.year))]
    if not named and UNTIL_NOW.search(text):
        return Period(None, reference)
    if len(named) != 1:
        raise ValueError(f"{len(named)} periods in {text!r}, not one")
    match, days = named[0]
    if match["after"] == "以来":
        return Period(days.start, reference)
    if match["after"]:
        raise ValueError(f"{match['after']} in {text!r} makes no period of its own")
    runs = days.start is not None and days.start <= reference < days.end and not forecast
    end = reference if runs else days.end
    stock = match["until"] or match["end"] or match["by"] == "前"
    return Period(None if stock else days.start, end)


def _find_named(text: str) -> Iterator[re.Match[str]]:
    """Every place where a period is named; a place with a bare 到 or 至 is none."""
    at = 0
    while candidate := CANDIDATE.search(text, at):
        match = NAMED.match(text, candidate.start())
        found = match if match and _names_something(match) else None
        if found:
            yield found
        at = found.end() if found else candidate.start() + 1


def _names_something(match: re.Match[str]) -> bool:
    return any(match.group("last_year", "plan", "year", "relative", "month", "part", "whole"))


def _may_be_deadline(match: re.Match[str]) -> bool:
    """A month alone needs 到, 底 or 前 to be a deadline (6月底前); last year never is one."""
    if match["since"] or match["after"] or match["relative"] in ("去年", "上年"):
        return False
    alone = match["month"] and not (match["year"] or match["relative"])
    return bool(not alone or match["until"] or match["end"] or match["by"])


def _days(match: re.Match[str], default_year: int | None) -> Period | None:
    """First and last day; None where no year is known or the calendar has no such day."""
    if match["last_year"]:
        return _years(_number(match["first_year"]), _number(match["last_year"]))
    if match["plan"]:
        last = 2005 + 5 * _number(match["plan"][1])  # “十一五” ended in 2010
        return _years(last - 4, last)
    year = _year(match, default_year)
    if year is None:
        return None
    if match["month"]:
        return _months(year, match)
    if match["part"]:
        first, last = _months_of_part(match["part"])
        return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    return _years(year, year)


def _year(match: re.Match[str], default_year: int | None) -> int | None:
    if match["year"]:
        return _number(match["year"])
    return None if default_year is None else default_year + RELATIVE_YEARS.get(match["relative"] or "", 0)


def _years(first: int, last: int) -> Period | None:
    return Period(date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _months(year: int, match: re.Match[str]) -> Period | None:
    last = _number(match["month"])
    first = _number(match["first_month"]) if match["first_month"] else last
    if not 1 <= first <= last <= 12:
        return None
    length = monthrange(year, last)[1]
    if not match["day"]:
        return Period(date(year, first, 1), date(year, last, length))
    day = _number(match["day"])
    return Period(date(year, last, day), date(year, last, day)) if 1 <= day <= length else None


def _months_of_part(part: str) -> tuple[int, int]:
    """First and last month of a half year, a quarter (三季度) or the quarters so far (前三季度)."""
    if part in MONTHS_OF_PART:
        return MONTHS_OF_PART[part]
    quarter = _number(part.removesuffix("季度").removesuffix("个").lstrip("前第"))
    return (1 if part.startswith("前") else 3 * quarter - 2), 3 * quarter


def _number(text: str) -> int:
    """A year, month or day in either kind of numerals."""
    value = read_digits(text) if text.isdecimal() else read_chinese(text.replace("○", "〇"))
    return int(value if value is not None else Decimal(0))

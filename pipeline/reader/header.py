"""The header of a document as its own text gives it: title, number, issuer, dates and period.

In: a captured text, site chrome included, because page headers name what the plan's own first lines leave out.
Out: what a rule is sure of; everything else stays empty. Forms: 文号：通政办发〔2024〕32号, a number alone on its line
or directly behind the title, an issuer alone on its line above the date it signed with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.numerals import read_period
from pipeline.outline import Outline
from pipeline.reader.found import PlanText
from pipeline.reader.plan_titles import find_title
from pipeline.text import Source

HEAD = 3000  # characters in which a document says what it is
BODY = "(?:人民政府(?:办公[室厅])?|政府办公[室厅]|办公[室厅]|委员会|[局厅部委院])"
NUMBER_FORM = "[\u4e00-\u9fff]{2,10}[〔\\[（(【﹝][12][0-9]{3}[〕\\]）)】﹞]第?[0-9]{1,5}号"  # 通政办发〔2024〕32号
NUMBERS = (
    re.compile(rf"(?:文[ \u3000]{{0,6}}号|发文字号)[ \u3000]{{0,4}}[:：]\s{{0,4}}({NUMBER_FORM})"),
    re.compile(rf"^[ \u3000\t]{{0,40}}({NUMBER_FORM})[ \u3000\t\r]{{0,40}}$", re.MULTILINE),
    # …的意见渝府发〔2019〕17号
    re.compile(rf"(?<=[见案划施知])(?:(?<=意见)|(?<=方案)|(?<=计划)|(?<=规划)|(?<=措施)|(?<=通知))({NUMBER_FORM})"),
)
NAME = f"[\u4e00-\u9fff]{{2,24}}?{BODY}"
ISSUERS = (
    re.compile(rf"(?:发布机构|发文机关|发文单位|制发机关)[ \u3000]{{0,4}}[:：]\s{{0,4}}({NAME})(?=[\s，,、]|\Z)"),
    re.compile(rf"^[ \u3000\t]{{0,40}}({NAME})关于", re.MULTILINE),  # 重庆市人民政府关于加快…的意见
    re.compile(
        rf"^[ \u3000\t]{{0,80}}({NAME})[ \u3000\t\r]{{0,40}}\n\s{{0,80}}[12][0-9]{{3}}年[0-9]{{1,2}}月[0-9]{{1,2}}日",
        re.MULTILINE,
    ),
)
DAY = r"([12][0-9]{3})(?:年|[-./])([0-9]{1,2})(?:月|[-./])([0-9]{1,2})日?"
SIGNED = re.compile(rf"{BODY}[ \u3000\t\r]{{0,40}}\n\s{{0,80}}{DAY}")  # 南通市人民政府办公室⏎2024年10月10日
ISSUED = re.compile(rf"(?:成文日期|生成日期|发文日期)[ \u3000]{{0,4}}[:：]\s{{0,4}}{DAY}")
PUBLISHED = re.compile(rf"(?:发布日期|发布时间|公开日期|发布于)[ \u3000]{{0,4}}[:：]?\s{{0,4}}{DAY}")
PERIOD = re.compile(  # （2024—2027年）, “十四五”, 2023年
    "20[0-9]{2}年?[ \u3000]?(?:——|[—–－―\\-~～至到])[ \u3000]?20[0-9]{2}年?|十[一二三四五六]五|20[0-9]{2}年"
)
NUMBER_YEAR = re.compile("[12][0-9]{3}")


@dataclass(frozen=True)
class Header:
    """What a document says about itself; texts are exact runs of it."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    published: date | None = None
    period_start: int | None = None
    period_end: int | None = None

    @property
    def year(self) -> int | None:
        """The year in which the document was made; without one, the first year of its period."""
        if self.issued:
            return self.issued.year
        if number := NUMBER_YEAR.search(self.number):
            return int(number[0])
        return self.published.year if self.published else self.period_start


def read_header(text: str, title: str = "") -> Header:
    """The header of a text; `title` is the one a person knows."""
    head = text[:HEAD]
    known = title or find_title(PlanText(Source(head), Outline(())))
    start, end = _period(known)
    return Header(
        title=known,
        number=_first(NUMBERS, head),
        issuer=_first(ISSUERS, head) or _first(ISSUERS[2:], text[-HEAD:]),
        issued=_day(ISSUED, head) or _day(SIGNED, head) or _day(SIGNED, text[-HEAD:]),
        published=_day(PUBLISHED, head),
        period_start=start,
        period_end=end,
    )


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    return next((match[1] for pattern in patterns if (match := pattern.search(text))), "")


def _day(pattern: re.Pattern[str], text: str) -> date | None:
    """The day of the first match; None where the calendar has no such day."""
    match = pattern.search(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _period(title: str) -> tuple[int | None, int | None]:
    """First and last year of the period that a title names."""
    match = PERIOD.search(title)
    if match is None:
        return None, None
    words = match[0] if match[0].endswith(("年", "五")) else f"{match[0]}年"
    try:
        period = read_period(f"“{words}”" if words.endswith("五") else words, reference=date(1, 1, 1), forecast=True)
    except ValueError:
        return None, None
    return period.start.year if period.start else None, period.end.year

"""Amounts and ranges of amounts: 1.6万亿元, 三千家, 10%—15%, 2000多个, 百亿级, 翻一番, 零的突破.

Each public function tries one way of reading at one offset and returns the numeral or None.
Money may leave its 元 out: a number that ends in 亿 is CNY when what follows is no noun of its own
(225亿、增速…; 千亿产业集群); before any other noun (10亿粒) the unit stays unknown.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from pipeline.numerals.numbers import (
    CHINESE,
    DIGIT,
    JOINER,
    NUMBER,
    SCALE,
    plain,
    read_chinese,
    read_digits,
    read_neighbours,
    read_scale,
)
from pipeline.numerals.numeral import Numeral
from pipeline.numerals.units import NO_UNIT, UNIT_PATTERN, Unit, read_unit

SPACE = "[ \u3000\u00a0]{0,2}"
MORE = "(?:[多余]|[+＋](?![0-9０-９A-Za-z]))"  # 2000多个, 100余项, 100+家
LEVEL = "(?:级(?!别))?"  # 百亿级, 万吨级
PER = "(?:[/／][万亿]?(?:" + UNIT_PATTERN + "|年|月|日|人|度))"  # 元/千瓦时: a rate, whose unit is in no table


def _digits(name: str) -> str:
    """One amount in digits, its parts named with a suffix: 1.6万亿元, 2000多个, 50亿级."""
    return (
        f"(?P<number{name}>{NUMBER})(?P<more{name}>{SPACE}{MORE})?(?:{SPACE}(?P<scale{name}>{SCALE}))?"
        f"{MORE}?(?:{SPACE}(?P<unit{name}>{UNIT_PATTERN})(?P<per{name}>{PER})?)?{LEVEL}"
    )


def _chinese(name: str) -> str:
    """One amount in Chinese numerals: 三千家, 十余个; the unit is found only where it stands directly behind."""
    return (
        f"(?P<number{name}>{CHINESE}{{1,12}}(?:点[零一二三四五六七八九]{{1,4}}[万亿]{{0,2}})?)(?:(?<=[十百千万亿])[多余几来])?"
        f"(?P<unit{name}>{UNIT_PATTERN}|级(?!别))?{LEVEL}"
    )


AMOUNT = re.compile(_digits(""))  # 2000万美元
RANGE = re.compile(_digits("_low") + SPACE + JOINER + SPACE + _digits("_high"))  # 10%—15%, 1000—2000万元
CHINESE_AMOUNT = re.compile(_chinese(""))  # 五千亿级
GOES_ON = re.compile(SPACE + JOINER)  # behind the low end of a range
CHINESE_RANGE = re.compile(_chinese("_low") + "[—－\\-~～至到]" + _chinese("_high"))  # 三至五家
CHINESE_GOES_ON = re.compile("[—－\\-~～至到]")
MANY = re.compile(f"(?:数|几)[十百千万亿]{{1,4}}(?P<unit>{UNIT_PATTERN})?{LEVEL}")  # 数百亿元, 几十家
PART = re.compile(  # 百分之三十, 三分之一
    f"(?P<whole>[一二三四五六七八九十百千万]{{1,3}})分之(?P<part>{CHINESE}{{1,6}}(?:点{CHINESE}{{1,4}})?|{NUMBER})"
)
TENTHS = re.compile("[一二三四五六七八九](?P<unit>成)(?=以上|以下|左右|多|[，,。；;、）)]|\\Z)")  # 七成以上
DOUBLING = re.compile(f"翻了?(?P<times>[一两二三四]|{DIGIT})?番")  # 翻番, 翻两番
FROM_ZERO = re.compile("零的突破|零突破|破零")
BARE_SCALE = re.compile("[万亿]元(?:级|(?=以上|以下|项目|企业|产业|村|楼宇|园区|镇|街区))|亿级")  # 亿元以上项目
AFTER_MORE_THAN = re.compile("(?<=[超破过上达近])[万亿]元")  # 超亿元企业
RATIO = re.compile(f"(?P<first>{NUMBER})[:：∶](?P<second>{NUMBER})(?:[:：∶]{NUMBER})?")  # 1.5∶1
MAY_COMPARE = re.compile("[0-9０-９,.．]{1,27}[:：∶/／][0-9０-９]")
FRACTION = re.compile(f"(?P<first>{DIGIT}{{1,4}})[/／](?P<second>{DIGIT}{{1,4}})(?![/／0-9])")  # 2/3以上
NO_NOUN = re.compile(  # what may follow 亿 when the 元 is left out
    "\\Z|[，,。；;、：:（）()“”\"〔〕\\s—\\-至到和与及或的级以之左上多余规项企产集园投大总支新工年零目战]"
)
MONEY_LEVEL = re.compile("(?!参数|像素|用户|数据|流量|访问|级)")  # 百亿级项目, but not 千亿级参数大模型


def read_amount_at(text: str, at: int) -> Numeral | None:
    """The amount or range in digits that starts at `at`."""
    amount = AMOUNT.match(text, at)
    if not amount:
        return None
    goes_on = text[at - 1 : at] not in ("从", "由") and GOES_ON.match(text, amount.end())
    match = RANGE.match(text, at) if goes_on else None
    return (_range(match, chinese=False) if match else None) or _amount_in_digits(text, amount)


def read_chinese_amount_at(text: str, at: int) -> Numeral | None:
    """The amount in Chinese numerals that starts at `at`; without a unit only where it ends in 亿."""
    if text.find("分之", at, at + 5) > at and (part := _part(text, at)):
        return part
    if text.startswith("成", at + 1) and (tenths := _tenths(text, at)):
        return tenths
    if text[at] in "万亿" and (threshold := _bare_scale(text, at)):
        return threshold
    match = CHINESE_AMOUNT.match(text, at)
    if not match:
        return None
    numeral = _chinese_range(text, match) if CHINESE_GOES_ON.match(text, match.end()) else None
    return numeral or _chinese_amount(text, match)


def read_turn_at(text: str, at: int) -> Numeral | None:
    """翻番 is a multiple of 2 for each time; 零的突破 and 破零 are a count of 0 that is exceeded."""
    doubling = DOUBLING.match(text, at)
    if doubling:
        times = doubling["times"] or "一"
        power = int(read_chinese(times) or 0) if not times.isdecimal() else int(times)
        return _numeral(doubling, Decimal(2) ** power, None, Unit("multiple", Decimal(1), None))
    zero = FROM_ZERO.match(text, at)
    return _numeral(zero, Decimal(0), None, Unit("count", Decimal(1), None)) if zero else None


def read_many_at(text: str, at: int) -> Numeral | None:
    """数百亿元: a number nobody stated, so the value is None."""
    match = MANY.match(text, at)
    if not match or not (match["unit"] or match[0].rstrip("级").endswith("亿")):
        return None
    return _numeral(match, None, None, _unit(match["unit"], match[0], text, match.end()))


def read_ratio_at(text: str, at: int) -> Numeral | None:
    """1.5∶1 is 1.5; None as value where the quotient has no exact decimal or three numbers are compared."""
    match = (RATIO.match(text, at) or FRACTION.match(text, at)) if MAY_COMPARE.match(text, at) else None
    if not match:
        return None
    first, second = read_digits(match["first"]), read_digits(match["second"])
    compares_two = sum(match[0].count(mark) for mark in ":：∶") < 2
    exact = _exact_quotient(first, second) if second and compares_two else None
    return _numeral(match, exact, None, Unit("ratio", Decimal(1), None))


def _exact_quotient(first: Decimal, second: Decimal) -> Decimal | None:
    """The quotient where it ends within six places; 2/3 has no exact decimal."""
    quotient = (first / second).quantize(Decimal("0.000001"))
    return quotient if Fraction(quotient) == Fraction(first) / Fraction(second) else None


def _amount_in_digits(text: str, match: re.Match[str]) -> Numeral:
    scale = match["scale"] or ""
    unit = _unit(match["unit"], scale, text, match.end())
    if match["per"]:
        unit = NO_UNIT
    return _numeral(match, read_digits(match["number"]) * read_scale(scale), None, unit)


def _range(match: re.Match[str], *, chinese: bool) -> Numeral | None:
    """Low and high in the unit of the high end; None where they are no range: other units, falling, 2024-137."""
    spelling_low, spelling_high = match["unit_low"], match["unit_high"]
    unit = read_unit(spelling_high) if spelling_high else NO_UNIT
    if not spelling_high and "-" in match[0] and not (chinese or match["scale_high"]):
        return None
    if spelling_low and read_unit(spelling_low).unit != unit.unit:
        return None
    low, high = (_chinese_ends if chinese else _digit_ends)(match)
    if low is None or high is None or low >= high:
        return None
    if not spelling_high and match[0].rstrip("级").endswith("亿"):
        unit = _unit(None, "亿", match.string, match.end())
    return _numeral(match, low, high, unit)


def _digit_ends(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The low end without scale and unit borrows the scale of the high end: 1—2亿元."""
    borrowed = "" if match["unit_low"] else match["scale_high"] or ""
    low = read_digits(match["number_low"]) * read_scale(match["scale_low"] or borrowed)
    return low, read_digits(match["number_high"]) * read_scale(match["scale_high"] or "")


def _chinese_ends(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    return read_chinese(match["number_low"]), read_chinese(match["number_high"])


def _part(text: str, at: int) -> Numeral | None:
    match = PART.match(text, at)
    if not match:
        return None
    part = read_digits(match["part"]) if match["part"][0].isdecimal() else read_chinese(match["part"])
    factor = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}.get(match["whole"])
    if factor is None or part is None:
        return _numeral(match, None, None, Unit("ratio", Decimal(1), None))
    return _numeral(match, part * factor, None, Unit("percent", Decimal(1), None))


def _tenths(text: str, at: int) -> Numeral | None:
    match = TENTHS.match(text, at)
    value = read_chinese(text[at]) if match else None
    return _numeral(match, value * 10, None, Unit("percent", Decimal(1), None)) if match and value else None


def _bare_scale(text: str, at: int) -> Numeral | None:
    """亿元以上, 超亿元: the scale alone is a threshold of one; 单位：亿元 is none."""
    match = BARE_SCALE.match(text, at) or AFTER_MORE_THAN.match(text, at)
    return _numeral(match, read_scale(text[at]), None, Unit("CNY", Decimal(1), None)) if match else None


def _chinese_range(text: str, low: re.Match[str]) -> Numeral | None:
    match = CHINESE_RANGE.match(text, low.start())
    return _range(match, chinese=True) if match and match["unit_high"] else None


def _chinese_amount(text: str, match: re.Match[str]) -> Numeral | None:
    if not _is_counted(text, match):
        return None
    unit = _unit(match["unit"], match["number"], text, match.end())
    ends = read_neighbours(match["number"])
    if ends:
        return _numeral(match, ends[0], ends[1], unit)
    value = read_chinese(match["number"])
    return None if value is None else _numeral(match, value, None, unit)


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """A Chinese numeral counts before a measure word, or as money in 亿; 二 alone never counts (两 does)."""
    number, unit = match["number"], match["unit"]
    if number == "二" or (unit == "级" and number[-1] not in "两三四五亿"):
        return False
    if unit in ("日", "米", "强") and number[-1] not in "十百千万亿":
        return False
    return bool(unit) or (number.endswith("亿") and not text[match.end() : match.end() + 1].isdecimal())


def _unit(spelling: str | None, scale: str, text: str, end: int) -> Unit:
    if spelling and spelling != "级":
        return read_unit(spelling)
    left_out = scale.endswith("亿") and (NO_NOUN if text[end - 1] != "级" else MONEY_LEVEL).match(text, end)
    return Unit("CNY" if left_out else None, Decimal(1), None)


def _numeral(match: re.Match[str], low: Decimal | None, high: Decimal | None, unit: Unit) -> Numeral:
    return Numeral(
        match.start(),
        match.end(),
        match[0],
        None if low is None else plain(low * unit.factor),
        None if high is None else plain(high * unit.factor),
        unit.unit,
        unit.noun,
    )

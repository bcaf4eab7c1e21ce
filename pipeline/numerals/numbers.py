"""The bare number in Chinese text: 1,600 · １．６万亿 · 三千 · 二〇二五 → exact Decimal.

The pattern fragments are joined into larger patterns by the modules that know units and dates.
"""

from __future__ import annotations

from decimal import Decimal

DIGIT = "[0-9０-９]"
CHINESE_DIGITS = {"零": 0, "〇": 0, "○": 0, **{c: i for i, c in enumerate("一二三四五六七八九", 1)}, "两": 2}
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
LARGE_SCALES = {"万": 10**4, "亿": 10**8}
SCALES = {**SMALL_SCALES, **LARGE_SCALES}

# 2.5 · 1,600 · １６．３５; a run of more than 15 digits is a code, not a number
NUMBER = f"(?:{DIGIT}{{1,3}}(?:,{DIGIT}{{3}}){{1,4}}|{DIGIT}{{1,15}})(?:[.．]{DIGIT}{{1,6}})?(?![.．]?{DIGIT})"
# the scale after digits: 1.6万亿, 5百万, 3千; not the 千 of 千瓦 or the 百 of 百分点
SCALE = "(?:[十百千]?万亿|[十百千]?亿|[十百千]?万|百(?!分)|千(?![瓦米克伏卡赫]))"
CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
JOINER = "(?:——|[—–－―\\-~～〜至到])"  # 3—5个, 5至10年

_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.", ",")


def read_digits(text: str) -> Decimal:
    """The number written in ASCII or full-width digits, thousands separators allowed."""
    return Decimal(text.translate(_HALF_WIDTH))


def read_scale(text: str) -> Decimal:
    """The factor of a scale word: 万亿 → 1000000000000; the empty text is 1."""
    factor = 1
    for character in text:
        factor *= SCALES[character]
    return Decimal(factor)


def read_chinese(text: str) -> Decimal | None:
    """The number written in Chinese numerals (三千, 万亿, 二〇二五, 三点五), or None where it is not one number."""
    whole, _, fraction = text.partition("点")
    value = _read_year_style(whole) if _is_year_style(whole) else _read_positional(whole)
    if value is None or not fraction:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}." + "".join(str(CHINESE_DIGITS[character]) for character in fraction))


def read_neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """两三 → 2 and 3: two neighbouring digits mean a range, not a number."""
    if len(text) != 2 or any(character not in CHINESE_DIGITS for character in text):
        return None
    low, high = (CHINESE_DIGITS[character] for character in text)
    return (Decimal(low), Decimal(high)) if low and high == low + 1 else None


def plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros, so that it prints as a person writes it."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _is_year_style(text: str) -> bool:
    return len(text) == 4 and all(character in CHINESE_DIGITS for character in text)


def _read_year_style(text: str) -> int:
    return int("".join(str(CHINESE_DIGITS[character]) for character in text))


def _read_positional(text: str) -> int | None:
    """三千五百 by place value; None for digits (三五) or scales (千百, 万千) side by side."""
    total = section = 0
    digit: int | None = None
    for character in text:
        if character in CHINESE_DIGITS:
            if digit:
                return None
            digit = CHINESE_DIGITS[character]
        elif character in SMALL_SCALES:
            if digit is None and (section or total):
                return None
            section += (1 if digit is None else digit) * SMALL_SCALES[character]
            digit = None
        else:
            total = _scaled(total, section, digit, LARGE_SCALES[character])
            section, digit = 0, None
    return total + section + (digit or 0) if text else None


def _scaled(total: int, section: int, digit: int | None, scale: int) -> int:
    """万 and 亿 multiply what stands before them; 亿 also what 万 made: 万亿, 五千亿, 一万二千亿."""
    current = section + (digit or 0)
    if scale == 10**8 and total:
        return (total + current) * scale
    return total + (current or 1) * scale

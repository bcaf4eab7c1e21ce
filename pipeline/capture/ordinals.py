"""Ordinal numbers as list labels write them: 一, 十二, 甲, ①, IV, c (ISO/IEC 29500-1 §17.18.59)."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
COUNTED = (
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
)
DIGITAL = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")
CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def write_ordinal(number: int, kind: str) -> tuple[str, bool]:
    """The number in a `w:numFmt` format, and whether the format is known; unknown ones become decimals."""
    plain = str(number)
    if kind in ("decimal", "decimalHalfWidth", "none"):
        return ("" if kind == "none" else plain), True
    if kind == "decimalZero":
        return plain.zfill(2), True
    if kind == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in plain), True
    if kind in COUNTED:
        return counted(number), True
    if kind in DIGITAL:
        return "".join(DIGITS[int(digit)] for digit in plain), True
    if kind == "chineseLegalSimplified":
        return ("一" * (10 <= number < 20) + counted(number)).translate(FORMAL), True
    if kind in CIRCLED:
        return (chr(0x2460 + number - 1), True) if 1 <= number <= 20 else (plain, True)
    if kind == "decimalEnclosedParen":
        return (chr(0x2474 + number - 1), True) if 1 <= number <= 20 else (f"({plain})", True)
    if kind == "decimalEnclosedFullstop":
        return (chr(0x2488 + number - 1), True) if 1 <= number <= 20 else (f"{plain}.", True)
    return _from_letters(number, kind)


def counted(number: int) -> str:
    """A number below 10,000 in Chinese words: 十, 二十三, 一百零五."""
    if not 0 < number < 10_000:
        return "〇" if number == 0 else str(number)
    words = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += DIGITS[digit] + name
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words


def _from_letters(number: int, kind: str) -> tuple[str, bool]:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return (letter if kind == "lowerLetter" else letter.upper())[:50], True
    if kind in ("lowerRoman", "upperRoman"):
        return (_roman(number) if kind == "lowerRoman" else _roman(number).upper()), True
    if kind == "ideographTraditional" and 1 <= number <= 10:
        return STEMS[number - 1], True
    if kind == "ideographZodiac" and 1 <= number <= 12:
        return BRANCHES[number - 1], True
    return str(number), False


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in ROMAN:
        words += letters * (number // value)
        number %= value
    return words

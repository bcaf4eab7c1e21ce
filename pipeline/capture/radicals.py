"""Radicals that pdf fonts put in the place of the same-looking ideographs: ⼯ for 工, ⻓ for 长.

A font's glyph has one shape for both code points, and some pdf writers name the radical. A radical is never meant in
prose, so these alone are read as the ideograph, one character for one. This is not NFKC: nothing else changes.
Kangxi radicals come from the Unicode Character Database; of the supplement, those that are whole characters.
"""

from __future__ import annotations

import unicodedata

SUPPLEMENT = dict(
    zip(
        "⺁⺇⺊⺌⺒⺓⺜⺝⺟⺠⺩⺬⺷⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂几卜小巳幺日月母民王示羊虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


def unified(character: str) -> str:
    """The ideograph for a radical, any other character as it is."""
    if "\u2f00" <= character <= "\u2fd5":
        return chr(int(unicodedata.decomposition(character).split()[-1], 16))
    return SUPPLEMENT.get(character, character)

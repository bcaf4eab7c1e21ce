"""Radicals that pdf fonts put in the place of the same-looking ideographs: ⼯ for 工, ⻓ for 长.

A font's glyph has one shape for both code points, and some pdf writers name the radical. A radical is never meant in
prose, so these blocks alone are read as the ideograph, one character for one. This is not NFKC: nothing else changes.
Kangxi radicals from the Unicode Character Database, the supplement after EquivalentUnifiedIdeograph.txt.
"""

from __future__ import annotations

import unicodedata

SUPPLEMENT = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢巳幺彑忄㣺扌攵旡日月歺母民氵氺灬爫丬犭王疋罒示礻竹糸纟罓罒网𦉪𦍌羊羋耂肀聿肉臼艹虎衤覀西见角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


def unified(character: str) -> str:
    """The ideograph for a radical, any other character as it is."""
    if "\u2f00" <= character <= "\u2fd5":
        return chr(int(unicodedata.decomposition(character).split()[-1], 16))
    return SUPPLEMENT.get(character, character)

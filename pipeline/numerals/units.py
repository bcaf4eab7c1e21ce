"""Units and measure words: every spelling that may follow a number in a plan, and the base unit it stands for.

A spelling that is in no table here is read as no unit: unknown is better than wrong.
Each base unit keeps the plan's own magnitude (平方公里 stays km2): nothing is converted that is not exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Unit:
    """What a spelling after a number means: the base unit, its factor, and the noun when things are counted."""

    unit: str | None
    factor: Decimal
    noun: str | None


# base unit -> spellings with the factor that turns a number of them into base units
MEASURES: dict[str, dict[str, str]] = {
    "CNY": {"元": "1", "元人民币": "1", "块钱": "1"},
    "USD": {"美元": "1", "美金": "1"},
    "EUR": {"欧元": "1"},
    "HKD": {"港元": "1", "港币": "1"},
    "JPY": {"日元": "1"},
    "percent": {"%": "1", "％": "1", "‰": "0.1"},
    "percentage-point": {"个百分点": "1", "百分点": "1"},
    "multiple": {"倍": "1"},
    "m2": {"平方米": "1", "平米": "1", "㎡": "1", "m²": "1", "公顷": "10000"},
    "km2": {"平方公里": "1", "平方千米": "1", "km²": "1"},
    "mu": {"亩": "1"},
    "m3": {"立方米": "1", "立方": "1", "m³": "1"},
    "m": {"米": "1", "厘米": "0.01", "毫米": "0.001", "cm": "0.01", "mm": "0.001"},
    "nm": {"纳米": "1", "nm": "1", "微米": "1000", "μm": "1000"},
    "km": {"公里": "1", "千米": "1", "km": "1", "皮长公里": "1"},
    "nautical-mile": {"海里": "1"},
    "t": {"吨": "1", "公斤": "0.001", "千克": "0.001", "kg": "0.001", "斤": "0.0005"},
    "tce": {"吨标准煤": "1", "吨标煤": "1"},
    "kW": {"千瓦": "1", "kW": "1", "KW": "1", "兆瓦": "1000", "MW": "1000", "GW": "1000000", "吉瓦": "1000000"},
    "kWh": {
        **{"千瓦时": "1", "千瓦·时": "1", "度电": "1", "kWh": "1", "兆瓦时": "1000", "MWh": "1000"},
        **{"GWh": "1000000", "吉瓦时": "1000000"},
    },
    "kV": {"千伏": "1", "kV": "1"},
    "PFLOPS": {"PFLOPS": "1", "PFlops": "1", "EFLOPS": "1000", "EFlops": "1000", "TFLOPS": "0.001", "P": "1"},
    "Mbps": {"Mbps": "1", "兆比特": "1", "Gbps": "1000"},
    "TEU": {"标准箱": "1", "标箱": "1", "TEU": "1"},
    "year": {"年": "1", "周年": "1"},
    "month": {"个月": "1"},
    "week": {"周": "1", "个星期": "1"},
    "day": {"天": "1", "日": "1", "个工作日": "1", "工作日": "1"},
    "hour": {"小时": "1", "个小时": "1"},
    "minute": {"分钟": "1"},
    "second": {"秒": "1"},
    "celsius": {"℃": "1", "摄氏度": "1"},
}

# measure word -> what must not follow it, because both together are another word (3支持, 20人工智能)
COUNT_NOUNS: dict[str, str] = {
    **{"家": "庭", "个": "", "名": "录|牌|胜|称|单(?!项|位)", "项": "", "件": "", "款": "", "条": "件|例"},
    **{"座": "", "支": "持(?!续)|撑|付|出|援", "台": "湾|州|风|账|阶", "套": "", "户": "", "只": ""},
    **{"处": "理|置|于", "床": "", "床位": "", "标段": "", "课时": "", "学时": "", "品种": "", "代表队": ""},
    **{"人": "工智|工费|民|形机|类|文|均|机协", "种": "植|子", "辆": "", "架": "构", "艘": "", "颗": "", "枚": ""},
    **{"部": "门|分|署|委|队|件|省", "块": "链", "张": "", "位": "于|置|居(?!民)", "所": "有|需|在"},
    **{"场": "景|所|地|馆|站", "次": "序|于", "间": "", "栋": "", "幢": "", "片": "区", "根": "据", "株": ""},
    **{"头": "部", "羽": "", "尾": "", "份": "", "篇": "", "册": ""},
    **{"门": "类|户", "类": "似|型|别", "组": "建|织|成|合", "层": "级|次|面|压", "对": "接|外|标|口|应|于|照"},
    **{"笔": "", "宗": "", "例": "", "粒": "", "箱": "", "批": "准|复", "轮": "船|胎|毂|车"},
    **{"卡": "车|脖|口|通", "步": "伐|行|骤|入", "队": "", "盏": ""},
    **{"大": "型|学|厦|赛道|道|数据|健康|湾|模型|力|幅|会|关", "大类": "", "小类": ""},
    **{"人次": "", "架次": "", "班次": "", "车次": "", "批次": "", "场次": "", "户次": "", "家次": "", "件次": ""},
}

# words that follow a number without making it a count of things: 500强, 两级
NAMING_NOUNS: dict[str, str] = {"强": "化|调|力|大|劲|势"}

# spelling -> the numbers that are no amount of it: 1080P names a picture
NEVER_BEHIND: dict[str, str] = {"P": "(?<!720)(?<!1080)"}


NO_UNIT = Unit(None, Decimal(1), None)


def read_unit(spelling: str) -> Unit:
    """The unit a spelling stands for; the empty unit for a spelling in no table."""
    return UNITS.get(spelling, NO_UNIT)


def _units() -> dict[str, Unit]:
    units = {noun: Unit("count", Decimal(1), noun) for noun in COUNT_NOUNS}
    for base, spellings in MEASURES.items():
        for spelling, factor in spellings.items():
            units[spelling] = Unit(base, Decimal(factor), None)
    return units


def _pattern() -> str:
    other_words = {"米": "粉|线|面", "元": "素|器件|宇|旦", "年": "轻|龄", "周": "边|期", "千伏": "安"}
    never_before = {**COUNT_NOUNS, **NAMING_NOUNS, **other_words}
    spellings = sorted({*UNITS, *NAMING_NOUNS}, key=lambda spelling: (-len(spelling), spelling))
    return "|".join(_spelling_pattern(spelling, never_before.get(spelling, "")) for spelling in spellings)


def _spelling_pattern(spelling: str, never_before: str) -> str:
    """Letters must end where the unit ends (10GW, but not 10GWA); a word must not run on into another word."""
    if spelling.isascii() and spelling.isalpha():
        return NEVER_BEHIND.get(spelling, "") + re.escape(spelling) + r"(?![A-Za-z0-9])"
    return re.escape(spelling) + (f"(?!{never_before})" if never_before else "")


UNITS: dict[str, Unit] = _units()
UNIT_PATTERN = _pattern()
UNIT_NAMES: tuple[str, ...] = tuple(sorted({*MEASURES, "count", "rank", "ordinal", "ratio"}))

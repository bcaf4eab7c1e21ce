"""How a value is meant: at least, more than, about, at most, exactly, or a range — read from the words around it.

In: a quote and the number in it as written. Out: the value in base units with its comparator.

The rules, in the order in which they are asked:
- two ends are a `range`, whatever stands around them;
- words inside the number: 100+ is `ge`; 2000多个 and 百余项 say more than that number, so `gt`; 前十 is `le`;
  零的突破 and 破零 are `gt` 0;
- the word behind the number or behind the noun phrase that follows it (50个以上创新载体, 20个项目以上):
  以上 includes the number itself (Civil Code art. 1259), so `ge`;
- the word directly before the number (超过2.5万家), 至少 and its like also a few words before;
- otherwise `eq`; 力争, 预计 and 确保 speak of strength, not of the value.
A threshold (超100亿元1个以上, 50亿级以上4个以上) keeps its words: the text that is read ends at the next number.
In a list joined by 、 or 和 the word before the first number holds for all, unless a number has its own word.
The word after the last number holds for the last only, unless the list stands under 分别, 均 or 各.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.numerals.numeral import Numeral
from pipeline.numerals.scan import find_numerals, parse

Comparator = Literal["gt", "ge", "eq", "approx", "le", "lt", "range"]
Strength = Literal["binding", "expected", "strive"]

BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("le", "不[得应宜能]?(?:超过|超|高于|大于|多于|突破)|未超过|至多|最多|最高|小于等于|≤|控制在"),
    ("ge", "不[得应宜能]?(?:少于|低于|小于|短于|下于|亚于)|至少|最少|最低|(?:达到|大于|高于)或?(?:超过|等于)|≥"),
    ("gt", "超过|超出|突破|大于|高于|多于|优于|快于|跨过|迈过|越过|逾|(?<![赶反])超|[>＞]"),
    ("lt", "低于|少于|小于|不足|不到|不满|未达|[<＜]"),
    ("approx", "大约|约为|(?<![节合签制条集预契违特简])约|接近|将近|(?<![附最邻靠])近"),
)
FILLER = "(?:了|到|至|为|人民币|累计|[ \u3000“]){0,2}"  # 突破了10亿元, 超过人民币1亿元
DIRECTLY_BEFORE = tuple((name, re.compile(f"(?:{words}){FILLER}\\Z")) for name, words in BEFORE)
SAID_BEFORE = re.compile(f"(?:{'|'.join(words for _, words in BEFORE)}){FILLER}\\Z")  # any of them
FURTHER_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = (  # 至少建设并正式营运1个
    ("ge", re.compile("(?:至少|最少|不少于)[^，,。；;、]{0,20}\\Z")),
    ("le", re.compile("(?:至多|最多)[^，,。；;、]{0,20}\\Z")),
)
AFTER: tuple[tuple[Comparator, str], ...] = (
    ("ge", "(?:及其?|或者?|含)?以上"),
    ("le", "(?:及其?|或者?|含)?(?:以下|以内|之内)"),
    ("approx", "左右|上下"),
    ("gt", "[多余](?=[的，,。；;、）)]|\\Z)"),
)
DURATIONS = ("year", "month", "week", "day", "hour", "minute")
WITHIN = re.compile("内(?!容|涵|生|部|外)")  # 3分钟内
DIRECTLY_AFTER = tuple((name, re.compile(words)) for name, words in AFTER)
CLAUSE_END = re.compile("[，,。；;、：:（(）)\\n]")
NOUN_PHRASE_THEN = tuple(  # 1个特色园区以上; but not 3个省级以上 or 3家规模以上
    (name, re.compile(f"[^，,。；;、]{{1,20}}?(?<!级)(?<!规模)(?<!规上)(?<!限额)(?:{words})\\Z"))
    for name, words in AFTER[:3]
)
LIST_JOINER = re.compile("(?:、|和|及|以及|与|或)\\Z")
SHARED_BY_ALL = re.compile("分别|(?<![人年平户亩地])均|各(?=[达超引建培新增有不])")  # 分别达, but not 年均 or 各类
BREAKTHROUGH = re.compile("突破了?\\Z")  # 突破10项关键技术: the technologies are broken through, not the number
BREAKTHROUGH_NOUNS = ("项", "个", "款", "种", "件", "类")
WHAT_IS_BROKEN_THROUGH = re.compile(
    "[^，,。；;、]{0,15}?(?:技术(?!企业|人才|产业|合同|市场|服务)|难题|瓶颈|工艺|短板|零部件|装备|材料|产品)"
)
INSIDE: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    ("gt", re.compile("[多余]|零的?突破|破零|[几来][个家]")),
    ("ge", re.compile("[+＋]")),
    ("le", re.compile("\\A前")),
)
NUMBER_CHARACTER = re.compile("[0-9０-９.．,一二三四五六七八九十百千万亿]")

BINDING = re.compile("确保|必须|不得|务必|严禁")
STRIVE = re.compile("力争|争取|力求|(?<!的)(?<!共同)努力")


@dataclass(frozen=True)
class Reading:
    """A value as a quote states it, in base units."""

    value: Decimal
    value_max: Decimal | None
    unit: str | None
    unit_noun: str | None
    comparator: Comparator


def read_amount(quote: str, value_text: str, nth: int = 1, known: list[Numeral] | None = None) -> Reading:
    """The value at the nth place of `value_text` in the quote.

    Only places are counted where the text is a number of its own: 3家 does not stand in 13家. `known` holds the
    numerals of the quote where they are found already.
    Raises ValueError where there is no such place, or the text there is no amount.
    """
    start = _find_place(quote, value_text, nth)
    numerals = find_numerals(quote) if known is None else known
    numeral = _numeral_at(numerals, value_text, start)
    if numeral.value is None:
        raise ValueError(f"no amount: {value_text!r}")
    comparator = _read_comparator(quote, numeral, numerals)
    return Reading(numeral.value, numeral.value_max, numeral.unit, numeral.unit_noun, comparator)


def read_strength(clause: str) -> Strength:
    """Binding for 确保 or 必须, strive for 力争 or 争取, expected for plain words; the last such word decides."""
    binding = max((match.end() for match in BINDING.finditer(clause)), default=0)
    strive = max((match.end() for match in STRIVE.finditer(clause)), default=0)
    if binding == strive:
        return "expected"
    return "binding" if binding > strive else "strive"


def _find_place(quote: str, value_text: str, nth: int) -> int:
    places = []
    at = quote.find(value_text) if value_text else -1
    while at >= 0:
        if not _runs_on(quote, at):
            places.append(at)
        at = quote.find(value_text, at + 1)
    if not 1 <= nth <= len(places):
        raise ValueError(f"{value_text!r} stands {len(places)} times as a number in the quote, not {nth}")
    return places[nth - 1]


def _runs_on(quote: str, at: int) -> bool:
    """Whether the number at `at` began before it."""
    if not at or not NUMBER_CHARACTER.match(quote[at]) or not NUMBER_CHARACTER.match(quote[at - 1]):
        return False
    return quote[at - 1] != "," or (at > 1 and quote[at - 2].isdecimal() and quote[at : at + 3].isdecimal())


def _numeral_at(numerals: list[Numeral], value_text: str, start: int) -> Numeral:
    """The numeral as the quote has it where the text is exactly that, otherwise the text read by itself."""
    for numeral in numerals:
        if numeral.start == start and numeral.text == value_text:
            return numeral
    alone = parse(value_text)
    end = start + len(value_text)
    return Numeral(start, end, alone.text, alone.value, alone.value_max, alone.unit, alone.unit_noun)


def _read_comparator(quote: str, numeral: Numeral, numerals: list[Numeral]) -> Comparator:
    if numeral.value_max is not None:
        return "range"
    inside = _first_found(INSIDE, numeral.text)
    if inside:
        return inside
    others = [other for other in numerals if other.end <= numeral.start or other.start >= numeral.end]
    run = _list_around(quote, numeral, others)
    shared = bool(SHARED_BY_ALL.search(_text_before(quote, run[0], others)))
    after = _read_after(quote, run[-1] if shared else numeral, others)
    before = _read_before(quote, numeral, others)
    return after or before or _read_before(quote, run[0], others) or "eq"


def _list_around(quote: str, numeral: Numeral, others: list[Numeral]) -> list[Numeral]:
    """The numbers that stand beside this one with only a 、 or 和 between them: 分别达1家、8家、13家."""
    numerals = sorted([*others, numeral], key=lambda one: one.start)
    first = last = numerals.index(numeral)
    while first > 0 and _is_joined(quote, numerals[first - 1], numerals[first]):
        first -= 1
    while last + 1 < len(numerals) and _is_joined(quote, numerals[last], numerals[last + 1]):
        last += 1
    return numerals[first : last + 1]


def _is_joined(quote: str, left: Numeral, right: Numeral) -> bool:
    between = quote[left.end : right.start]
    return left.unit == right.unit and bool(LIST_JOINER.match(between))


def _text_before(quote: str, numeral: Numeral, others: list[Numeral]) -> str:
    """The words from the last punctuation mark or number to this number."""
    floor = max((other.end for other in others if other.end <= numeral.start), default=0)
    text = quote[max(floor, numeral.start - 40) : numeral.start]
    return CLAUSE_END.split(text)[-1]


def _text_after(quote: str, numeral: Numeral, others: list[Numeral]) -> str:
    """The words from this number to the next punctuation mark; the number is the last of its clause or it is empty."""
    ceiling = min((other.start for other in others if other.start >= numeral.end), default=len(quote))
    clause = CLAUSE_END.split(quote[numeral.end : numeral.end + 40], maxsplit=1)[0]
    return clause[: max(0, ceiling - numeral.end)]


def _read_before(quote: str, numeral: Numeral, others: list[Numeral]) -> Comparator | None:
    text = _text_before(quote, numeral, others)
    if numeral.unit_noun in BREAKTHROUGH_NOUNS and BREAKTHROUGH.search(text):
        what = WHAT_IS_BROKEN_THROUGH.match(_text_after(quote, numeral, others))
        return None if what else "gt"
    if numeral.unit in ("year", "date") and text.endswith("近"):
        return None
    if SAID_BEFORE.search(text):
        return _first_found(DIRECTLY_BEFORE, text) or _first_found(FURTHER_BEFORE, text)
    return _first_found(FURTHER_BEFORE, text)


def _read_after(quote: str, numeral: Numeral, others: list[Numeral]) -> Comparator | None:
    text = _text_after(quote, numeral, others)
    for name, pattern in DIRECTLY_AFTER:
        if pattern.match(text):
            return name
    if numeral.unit in DURATIONS and WITHIN.match(text):
        return "le"
    if text[-1:] not in ("上", "下", "内", "右"):
        return None
    ends_clause = not any(numeral.end <= other.start < numeral.end + len(text) + 1 for other in others)
    return _first_found(NOUN_PHRASE_THEN, text) if ends_clause else None


def _first_found(rules: tuple[tuple[Comparator, re.Pattern[str]], ...], text: str) -> Comparator | None:
    return next((name for name, pattern in rules if pattern.search(text)), None)

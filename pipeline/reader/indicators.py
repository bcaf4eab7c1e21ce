"""What a number measures: the shortest run that states it, the indicator, whose number it is, and its threshold.

In: an amount of a sentence, and the amounts before it. Out: the words as written, with their place in the reading.
A quote runs from the verb or the indicator to the number and its noun; in a list every item has its own run, and
numbers that are paired by 分别 share the whole clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.numerals import Comparator, read_amount
from pipeline.reader.mentions import Mention, Page, Sentence, behind, ends_here, qualifier_length

LEADING = re.compile(  # ——到2025年, 1.力争, 其中
    "(?:[\\s—–－―\\-·●○◆■、]|[（(]?[0-9一二三四五六七八九十]{1,3}[)）.．、]|其中|并|且|同时|以及|及|和|与|的"
    '|到?20[0-9]{2}年?底?前?[，,]?|[“"]?十[四五六]五[”"]?(?:末|期间|时期)?|力争|争取|确保|努力|全年'
    "|累计){0,20}"
)
DASHES = re.compile("[\\s—–－―\\-·●○◆■，、]{0,20}")
SEPARATOR = re.compile("[、，,；;]|以及|和|及|与|其中")
LIST_END = re.compile("[，,。；;\n]")
NOUN_END = re.compile("[，,。；;：:、！？（(）)〔〕\n]")
COMPARING_END = re.compile(
    "(?:分别|力争|要|均|已|总数|的)?(?:达到|达|突破|超过|超|逾|不少于|不低于|不得少于|不得低于|不小于|不高于"
    "|不超过|低于|大于|多于|至少|控制在|稳定在|保持在"
    "|[提增升降减扩缩]?[高长升大小低少加]?[到至]|实现|完成|约为?|近|为|比|增长到)?(?:了|到|至|约|近|以上)?\\Z"
)
YEAR = re.compile("20[0-9]{2}年")
NAMES = re.compile("[、和及与]")
SUBJECT = re.compile(
    "(?:全[市省区县国州盟]|我[市省区县州]|本[市省区县]|各[市省区县州][^，,、的]{0,6}?(?=[有至不新建培])"
    "|每个[\u4e00-\u9fff]{1,4}(?=[至不建重培打配力形])|全自治[区州]|国内)"
)
CONDITION = re.compile("[\u4e00-\u9fffA-Za-z]{0,8}\\Z")
CONDITION_VERBS = re.compile(
    ".{0,8}(?:以上|左右|培育|引进|打造|新增|形成|建成|落地|招引|实现|力争|重点|全市|全省|的|、|和|家|个|超过"
    "|谋划|做大|支持|推动)"
)
REACH = 60  # characters that a noun may run behind its number
BEFORE, BEHIND = 40, 24  # characters in which a comparing word may stand


@dataclass(frozen=True, slots=True)
class Words:
    """The quote as indices into the reading, and the words inside it."""

    start: int
    end: int
    indicator: str
    subject: str
    condition: str


def read_words(sentence: Sentence, index: int, thresholds: list[bool], group: tuple[int, ...], page: Page) -> Words:
    """The run that states the amount; `group` holds the indices of the numbers that share one clause by 分别."""
    mention = sentence.mentions[index]
    if len(group) > 1:
        first, last = sentence.mentions[group[0]], sentence.mentions[group[-1]]
        start, end = first.clause_start, last.numeral.end + qualifier_length(last.after)
    else:
        start = _start(sentence, index, thresholds, page)
        end = _end(sentence, index, thresholds, page)
    leading = DASHES if len(group) > 1 else LEADING
    skipped = leading.match(page.reading, start, mention.numeral.start)
    start = skipped.end() if skipped else start
    if len(group) > 1:
        subject, indicator = _respective(
            page.reading[start : sentence.mentions[group[0]].numeral.start], group.index(index), len(group)
        )
    else:
        subject, indicator = _indicator(mention, start, end, page)
    return Words(start, end, indicator, subject, _condition(sentence, index, thresholds, group, page))


def _respective(before: str, nth: int, length: int) -> tuple[str, str]:
    """A、B、C产量分别达到…: the nth name is the subject, what stands before 分别 the indicator."""
    head, _, tail = before.partition("分别")
    tail = COMPARING_END.sub("", tail)
    names = NAMES.split(head.rstrip("已均"))
    subject = names[nth] if len(names) == length and not YEAR.search(head) else ""
    return subject, tail or head


def read_comparator(sentence: Sentence, index: int, page: Page) -> Comparator:
    """The comparator that the words of the whole clause give the number."""
    mention = sentence.mentions[index]
    start, end = (
        max(mention.clause_start, mention.numeral.start - BEFORE),
        min(mention.clause_end, mention.numeral.end + BEHIND),
    )
    earlier = 0
    for other in reversed(sentence.mentions[:index]):
        if other.numeral.start < start:
            start = max(start, other.numeral.end)
            break
        earlier += other.numeral.text == mention.numeral.text
    clause = page.reading[start:end]
    try:
        known = page.numerals_between(start, end)
        return read_amount(clause, mention.numeral.text, earlier + 1, known).comparator
    except ValueError:
        return "eq" if mention.numeral.value_max is None else "range"


def _start(sentence: Sentence, index: int, thresholds: list[bool], page: Page) -> int:
    """The clause's start, or behind the separator that follows the number before it in the same clause."""
    mention = sentence.mentions[index]
    for at in range(index - 1, -1, -1):
        other = sentence.mentions[at]
        if other.numeral.end <= mention.clause_start:
            break
        if thresholds[at]:
            continue
        words = page.reading if mention.hidden else page.masked
        places = list(SEPARATOR.finditer(words, other.numeral.end, mention.numeral.start))
        if places:
            direct = places[-1].end() == mention.numeral.start
            return places[-1].end() if direct else places[0].end()
    return mention.clause_start


def _end(sentence: Sentence, index: int, thresholds: list[bool], page: Page) -> int:
    """Behind the number and 以上, or behind the noun that follows it; the next item of the list is left out."""
    mention = sentence.mentions[index]
    end = mention.numeral.end + qualifier_length(mention.after)
    if ends_here(page.masked[end : end + 1]):
        return end
    limit = min(end + REACH, mention.clause_end)
    match = NOUN_END.search(page.masked, end, limit)
    last = match.start() if match else max(limit, end)
    if page.masked[end:last].endswith("级"):  # 4个万亿级、4个五千亿级、一批千亿级产业集群: the noun stands at the end
        stop = LIST_END.search(page.masked, last, limit)
        return stop.start() if stop else last
    following = next((at for at in range(index + 1, len(thresholds)) if not thresholds[at]), None)
    if following is None or sentence.mentions[following].numeral.start >= last:
        return last
    joints = list(SEPARATOR.finditer(page.masked, end, sentence.mentions[following].numeral.start))
    return joints[-1].start() if joints else last


def _indicator(mention: Mention, start: int, end: int, page: Page) -> tuple[str, str]:
    """Subject and indicator: the words before the number, or where there are none but a verb, the noun behind it."""
    before = page.reading[start : mention.numeral.start]
    subject = SUBJECT.match(before)
    words = before[subject.end() if subject else 0 :]
    words = COMPARING_END.sub("", words)
    behind = page.reading[mention.numeral.end + qualifier_length(mention.after) : end].removeprefix("的")
    indicator = behind if len(behind) > 1 and len(words) < 8 else words + behind if len(behind) > 1 else words
    return subject[0] if subject else "", indicator.strip(" 　，、")


def _condition(sentence: Sentence, index: int, thresholds: list[bool], group: tuple[int, ...], page: Page) -> str:
    """The threshold of the things counted: the one of the same place in a 分别-list, else the nearest in the clause."""
    near = _thresholds_near(sentence, index, thresholds, group)
    return threshold_words(sentence.mentions[near], page) if near is not None else ""


def _thresholds_near(sentence: Sentence, index: int, thresholds: list[bool], group: tuple[int, ...]) -> int | None:
    mention = sentence.mentions[index]
    if len(group) > 1:
        at = group[0] - len(group) + group.index(index)
        return at if at >= 0 and all(thresholds[group[0] - len(group) : group[0]]) else None
    follows = not ends_here(behind(mention))
    at = index + 1 if follows else index - 1
    return at if 0 <= at < len(thresholds) and thresholds[at] and _same_clause(sentence.mentions[at], mention) else None


def threshold_words(mention: Mention, page: Page) -> str:
    """年销售额1000万元以上: the threshold with the measure before it."""
    before = CONDITION.search(mention.before)
    start = mention.numeral.start - (len(before[0]) if before else 0)
    words = page.reading[start : mention.numeral.start]
    verbs = CONDITION_VERBS.match(words)
    kept = words[verbs.end() :] if verbs else words
    return kept + mention.numeral.text + mention.after[: qualifier_length(mention.after)]


def _same_clause(one: Mention, other: Mention) -> bool:
    return one.numeral.start < other.clause_end and other.clause_start <= one.numeral.start

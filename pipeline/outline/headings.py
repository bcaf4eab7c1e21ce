"""Numbered headings of a plan: the text as read → headings with number and words, in order.

In: a reading (a `Source`'s body as one string). Out: headings as indices into that reading.
A heading is known by its printed form (第一章, 一、, （一）, 1., （1）, 一是) and by where it stands: at the
start of a line, or of a sentence in text that lost its line breaks. Numbers inside a sentence (1、…；2、…),
decimals and years are none, nor are the lines of a contents list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

KINDS = ("part", "chapter", "section", "article", "han", "han_bracket", "arabic", "arabic_bracket", "clause")
HEADING_LIMIT = 60  # longer words without 。 are a sentence that runs on, not a heading
SHORT_LIMIT = 40  # for forms that prose uses too (1实施…, 一是…), and for words between 一、 and its （一）
BLANKS = " \t\u3000\u00a0"

HAN = "一二三四五六七八九十"
DIGIT = "[0-9０-９]"
MEASURES = (  # what follows a counted number, so that "3家企业" at a sentence's start is no heading
    "个家项件名人年月日号亿万千百十元倍余多位级批台套辆座所处平吨米公亩户场届期天周小时分秒"
    "度路线区县市镇街村版至到以大类种条次岁层"
)
NUMBER = re.compile(  # "第一章 总则", "（一）指导思想", "一是加强", "一、目标", "2 .打造", "1实施"
    rf"(?=[第（({HAN}0-9０-９])"  # for speed: most characters begin none of them
    rf"(?:(?P<part>第[{HAN}]{{1,3}}编)"
    rf"|(?P<chapter>第[{HAN}]{{1,3}}章)"
    rf"|(?P<section>第[{HAN}]{{1,3}}节)"
    rf"|(?P<article>第[{HAN}]{{1,3}}条)(?=[ \u3000\u00a0])"
    rf"|(?P<han_bracket>[（(][{HAN}]{{1,3}}[）)])"
    rf"|(?P<clause>(?<![{HAN}第])[{HAN}]{{1,3}}是)"
    rf"|(?P<han>(?<![{HAN}第])[{HAN}]{{1,3}} ?[、．.](?![一二三][、次产]))"
    rf"|(?P<arabic_bracket>[（(]{DIGIT}{{1,2}}[）)])"
    rf"|(?P<arabic>(?<![0-9０-９.．]){DIGIT}{{1,2}} ?[.．、](?:(?!{DIGIT})|(?=20[0-9]{{2}}年|[56]G)))"
    rf"|(?P<half>(?<![0-9０-９.．]){DIGIT}{{1,2}}[）)])"
    rf"|(?P<bare>(?<![0-9０-９.．]){DIGIT}{{1,2}} ?(?![{MEASURES}])(?=[\u4e00-\u9fff])))"
    r"[ \u3000\u00a0]{0,4}(?=[\u4e00-\u9fffA-Za-z0-9“‘\"《〈「『【])"
)
WORDS_END = re.compile(  # "集群。", "总体要求……3", "功能　　（二十六）", "建设平台（责任单位：…"
    r"[。\n]|[.．…·]{3}|(?<=[^\s、.．）)章节编条是][^\s])[ \u3000\u00a0]{2}"
    r"|[（(〔【](?=(?:牵头|责任|配合|参与)(?:单位|部门))"
)
RUN_IN_WORDS = re.compile(  # headings whose sentence goes on unmarked: "目标按照…", "总体思路：以…"
    r"指导思想|基本原则|(?:总体|工作)要求|(?:总体|基本)思路|(?:总体|发展|主要|工作|行动)?目标(?:任务)?"
    r"|(?:重点|主要|工作)(?:任务|举措)|(?:保障|工作|主要)措施|组织实施|[^，,；;。：:\n]{2,20}(?=[：:])"
)
NO_NUMERAL = re.compile(rf"[^0-9０-９{HAN}]")
MARK = re.compile(r"[。；;：:，,！？\n]")
BLANK = re.compile(f"[{BLANKS}]")
CONTENTS_LEADER = re.compile(r"[\s.．…·—-]{0,60}[0-9]{0,3}\Z")  # "总体要求 3"
BETWEEN_CONTENTS = re.compile(r"[\s。；;0-9.．…·—-]{0,200}")  # "……3⏎"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading; `start`, `words_start` and `end` index the reading, `words` may be unknown (empty).

    `place` says where the number stands: line, gap (a lost line break), sentence, colon, inside (a
    sentence's list) or nothing. `weak` marks forms that prose uses too. `level`, `note`
    and `note_en` come from a person's hint only.
    """

    kind: str
    number: str
    ordinal: int
    start: int
    words_start: int
    end: int
    words: str = ""
    place: str = ""
    weak: bool = False
    level: int = 0
    note: str = ""
    note_en: str = ""


def find_headings(reading: str, refused: list[tuple[int, int]]) -> list[Heading]:
    """The numbered headings of a reading, in order; none begins inside a refused range."""
    barred = {index for start, end in refused for index in range(start, end)}
    candidates = [heading for heading in _where_headings_stand(reading) if heading.start not in barred]
    likely = [heading for heading in _with_words(reading, candidates) if _is_likely(reading, heading)]
    return _without_contents(reading, _with_words(reading, _in_runs(likely)))


def read_number(number: str) -> tuple[str, int]:
    """Kind and ordinal of a number as a person writes it: 一 is ("han", 1), no number ("named", 0)."""
    match = NUMBER.match(f"{number}、字") or NUMBER.match(f"{number}字")
    return (match.lastgroup or "named", _ordinal(number)) if match else ("named", 0)


def _where_headings_stand(reading: str) -> list[Heading]:
    """Numbers that stand where a heading can; a list inside a sentence (1、…；2、…) is taken back."""
    found: list[Heading] = []
    for match in NUMBER.finditer(reading):
        candidate = _candidate(reading, match)
        last = found[-1] if found else None
        if candidate.place == "inside":
            if last and _is_next(last, candidate) and last.place not in ("line", "gap"):
                found.pop()
        elif candidate.place or (last and _follows_parent(reading, last, candidate)):
            found.append(candidate)
    return found


def _candidate(reading: str, match: re.Match[str]) -> Heading:
    group = match.lastgroup or ""
    kind = {"bare": "arabic", "half": "arabic_bracket"}.get(group, group)
    number = match[group].strip()
    place = _place(reading, match.start())
    if (group == "half" and place != "line") or (group == "bare" and place == "gap"):
        place = ""
    weak = group in ("bare", "clause")
    end = match.start() + len(number)
    return Heading(kind, number, _ordinal(number), match.start(), match.end(), end, place=place, weak=weak)


def _ordinal(number: str) -> int:
    """1 for 一、 （一） 1. 第一章; 21 for 二十一."""
    digits = NO_NUMERAL.sub("", number)
    if digits[0] not in HAN:
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return 10 * (HAN.find(tens[-1:]) + 1 if tens else len(ten)) + (HAN.index(ones[-1]) + 1 if ones else 0)


def _place(reading: str, start: int) -> str:
    at = start
    while at > 0 and start - at < SHORT_LIMIT and reading[at - 1] in BLANKS:
        at -= 1
    if at == 0 or reading[at - 1] == "\n":
        return "line"
    if start - at >= 2:
        return "gap"
    mark = reading[at - 2] if at > 1 and reading[at - 1] in '”’"' else reading[at - 1]
    if mark in "。！？）)〕】":
        return "sentence"
    if mark in "：:":
        return "colon"
    return "inside" if mark in "；;，,、" else ""


def _is_next(last: Heading, candidate: Heading) -> bool:
    return last.kind == candidate.kind and last.ordinal + 1 == candidate.ordinal


def _follows_parent(reading: str, parent: Heading, child: Heading) -> bool:
    """一、总体要求（一）指导思想: a first child directly behind the words of a heading without 。."""
    return (
        child.ordinal == 1
        and not child.weak
        and parent.kind != child.kind
        and 2 <= child.start - parent.words_start <= SHORT_LIMIT
        and reading[child.start - 1] != "第"
        and not MARK.search(reading, parent.words_start, child.start)
    )


def _with_words(reading: str, headings: list[Heading]) -> list[Heading]:
    """Each heading with its words: up to the first 。, the line's end or the next heading."""
    limits = [*(heading.start for heading in headings[1:]), len(reading)]
    return [_worded(reading, each, limit) for each, limit in zip(headings, limits, strict=False)]


def _worded(reading: str, heading: Heading, limit: int) -> Heading:
    start = heading.words_start
    furthest = min(start + HEADING_LIMIT + 1, limit)
    if stop := WORDS_END.search(reading, start + 1, furthest):
        end = stop.start()
    elif furthest == limit:
        end = limit
    else:
        run_in = RUN_IN_WORDS.match(reading, start)
        end = run_in.end() if run_in else start
    words = reading[start:end].rstrip(BLANKS + "；;：:")
    end = start + len(words) if words else heading.start + len(heading.number)
    return heading if (words, end) == (heading.words, heading.end) else replace(heading, words=words, end=end)


def _is_likely(reading: str, heading: Heading) -> bool:
    """Inside a line 1. needs words; weak forms need few words up to 。, save 一是 at a line's start."""
    inline = heading.place not in ("line", "gap")
    if heading.weak and (inline or heading.kind != "clause"):
        few = 0 < len(heading.words) <= SHORT_LIMIT and not re.search(r"[，,；;：:]", heading.words)
        return few and reading[heading.end : heading.end + 1] == "。"
    if inline and heading.kind.startswith("arabic"):
        return bool(heading.words) and "；" not in heading.words
    return True


def _in_runs(headings: list[Heading]) -> list[Heading]:
    """一是, 1实施 and any number but 一、 behind a colon need the next or last number right beside them."""
    kept = []
    for before, heading, after in zip([None, *headings], headings, [*headings[1:], None], strict=False):
        alone = not _rises(before, heading) and not _rises(heading, after)
        is_first = heading.kind == "han" and heading.ordinal == 1
        needs_run = heading.weak or (heading.place == "colon" and not is_first)
        if not (needs_run and alone):
            kept.append(heading)
    return kept


def _rises(first: Heading | None, second: Heading | None) -> bool:
    """Whether two neighbours count up; printed arabic numbers may leave some out (1, 4, 5)."""
    if first is None or second is None or first.kind != second.kind:
        return False
    return _is_next(first, second) or (first.kind == "arabic" and second.ordinal > first.ordinal)


def _without_contents(reading: str, headings: list[Heading]) -> list[Heading]:
    """Drops a contents list: nothing but headings, at least two of which come again further down."""
    last = {_folded(heading): heading.start for heading in headings}
    kept: list[Heading] = []
    for run in _bare_runs(reading, headings):
        repeated = {each.start for each in run if each.words and last[_folded(each)] > each.start}
        descends = all(KINDS.index(upper.kind) < KINDS.index(lower.kind) for upper, lower in pairwise(run))
        is_contents = len(repeated) > 1 and not descends
        kept.extend(each for each in run if not (is_contents and each.start in repeated))
    return kept


def _folded(heading: Heading) -> str:
    """The words for look-up, without blanks and without the page number of a contents line."""
    return BLANK.sub("", CONTENTS_LEADER.sub("", heading.words))


def _bare_runs(reading: str, headings: list[Heading]) -> Iterator[list[Heading]]:
    """Headings in order, grouped where nothing but blanks and page numbers stands between them."""
    run: list[Heading] = []
    for heading in headings:
        if run and not BETWEEN_CONTENTS.fullmatch(reading, run[-1].end, heading.start):
            yield run
            run = []
        run.append(heading)
    if run:
        yield run

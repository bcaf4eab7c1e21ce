"""Whether a number states what has been reached, and the time that the statement speaks of.

In: the amounts of one sentence. Out: for each the name of the rule that makes it a fact, or "".
In a plan a fact needs its own words (截至2024年底, 已建成, 2020年…达到) or a part that is headed 发展成效; in a press report
every number in a full sentence is one, unless the sentence speaks of what is to come.
"""

from __future__ import annotations

import re

from pipeline.reader.aims import ALREADY, COMPARES, GOES_ON, GOVERNS, INDICATORS, JOINS, RATES, Setting, is_done
from pipeline.reader.exclusions import INVESTED, MONEY, VALUE_NOUN
from pipeline.reader.mentions import Mention, Page, Sentence, behind, ends_here

STATED = re.compile(
    "(?:为|共|有|共有|拥有|总计|合计|累计|各类|已有|现有|其中|总量|总数|占|居)(?:约|近|超|超过|达|达到){0,2}\\Z"
)
FEW = re.compile("[一二两三四五六七八九十]{1,2}[^百千万亿0-9]")  # 三个产业集群: the three named before
HELD = re.compile("居|位列|排名|位居|跻身|进入|稳居|保持|列|名列")
DATED = re.compile(
    "截[至止]?到?(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)?[底末]?|今年[0-9]{1,2}[-—－至][0-9]{1,2}月|今年(?:以来"
    "|前三季度|上半年)?|20[0-9]{2}年[底末]?"
    "|近[0-9三五十两]{1,2}年|连续[0-9]{1,2}年|去年|上年|“十[一二三四]五”(?:期间|时期|以来)?"
)
STOCK = re.compile("目前|累计|已")  # a stock, dated only by the text itself


def find_facts(sentence: Sentence, exclusions: list[str], setting: Setting, page: Page) -> list[str]:
    """For each amount of the sentence the name of the rule that makes it a stated fact, or ""."""
    found: list[str] = []
    last: Mention | None = None
    complete = not setting.report or page.masked[sentence.end - 1] in "。！？"
    for index, mention in enumerate(sentence.mentions):
        name = ""
        told = exclusions[index] in (("", "subsidy", "list-count") if setting.report else ("",))
        if told and complete and not FEW.match(mention.numeral.text):
            name = _fact(mention, sentence, setting, page, last)
        if name:
            last = mention
        found.append(name)
    return found


def read_period_text(page: Page, mention: Mention) -> str:
    """The words that say when: the last date before the number in its part of the sentence, else 目前, 累计 or 已."""
    start = max(mention.part_start, mention.numeral.start - 200)
    for period in (DATED, STOCK):
        found = [match[0] for match in period.finditer(page.reading, start, mention.numeral.start)]
        if found:
            return found[-1]
    return ""


def _fact(mention: Mention, sentence: Sentence, setting: Setting, page: Page, last: Mention | None) -> str:
    if mention.numeral.unit == "count" and ALREADY.match(mention.after):
        return "counted-already-there"
    if INVESTED.search(mention.before) or not is_done(mention, sentence, setting, page):
        return ""
    unit = mention.numeral.unit
    before = mention.before
    if unit == "rank":
        return "rank-held" if HELD.search(before[-16:]) else ""
    if last and _joined(last, mention, page):
        return "list-continuation"
    if COMPARES.search(before[-16:]) or STATED.search(before[-12:]):
        return "stated-value"
    final = ends_here(behind(mention)) or GOES_ON.match(behind(mention))
    if unit in MONEY:
        measured = VALUE_NOUN.match(behind(mention)) or setting.report
        return "stated-value" if measured or (final and INDICATORS.search(before[-16:])) else ""
    if unit in ("percent", "percentage-point", "multiple", "ratio"):
        return "stated-value" if RATES.search(before) or INDICATORS.search(before) else ""
    if setting.report and before.endswith("等"):
        return "partial-list" if before.count("、") + 1 < (mention.numeral.value or 0) else ""
    if GOVERNS.search(before[-30:]) or (final and before.strip()):
        return "stated-count"
    return ""


def _joined(last: Mention, mention: Mention, page: Page) -> bool:
    """The next item of a list of facts: 41个国家级、360个市级企业技术中心,14个国家级."""
    between = page.masked[last.numeral.end : mention.numeral.start]
    alike = last.numeral.unit == mention.numeral.unit and len(between) <= 80
    return alike and bool(JOINS.search(between)) and (not mention.before.strip() or between[-1] in "、和及，,")

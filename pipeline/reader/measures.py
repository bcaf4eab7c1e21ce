"""Measures of a plan: its outline → every numbered part that says what will be done, in order.

A measure is a numbered item that carries text of its own: a leaf, or a parent with a statement in front of its
items. Aims, principles and closing rules are none, nor are items whose heading only names an industry.
"""

from __future__ import annotations

import re

from pipeline.outline import Section
from pipeline.reader.found import FoundMeasure, PlanText
from pipeline.text import Span

NO_MEASURE = re.compile(  # headings of parts that set aims, tell the state of things, or close the text
    r"指导思想|(?:基本|发展|工作)原则|(?:总体|工作|基本|发展)(?:要求|思路)|(?:总体|发展|主要|工作|行动|具体|\A)目标\Z"
    r"|现状|形势|背景|意义|附则|\A(?:发展|产业|现实)基础|有关说明|名词解释|适用(?:范围|对象)|(?:实施|有效)期限?\Z"
)
FIELDS = re.compile(
    r"领域\Z|方向\Z|(?:重点|主导|支柱|新兴|未来)产业\Z|产业体系\Z"
)  # 重点细分领域, 未来产业重点发展方向
INDUSTRY = re.compile(r"(?:产业|集群|产业链)(?:[（(][^）)]{1,12}[）)])?\Z")  # 半导体及集成电路产业集群
WHOLE_CLASS = re.compile(
    r"(?:战略性)?新兴产业(?:集群)?|未来产业(?:集群)?|传统(?:优势)?产业|优势产业|支柱产业|现代服务业"
)
DOES = re.compile(  # how the heading of a measure begins: 加快推动…, 做强…, 培育国内领先的…集群
    r"(?:加快|大力|积极|全力|着力|重点|持续|全面|深入|深度|进一步|前瞻|高水平|高标准|高质量|因地制宜|聚力|奋力|有序|稳步|统筹){0,2}"
    r"(?:做[大强优精]|打造|培育|培优|发展|推动|推进|壮大|提升|构建|创建|建设|建立|布局|突破|促进|支持|加强|加大|巩固|拓展|谋划|引进"
    r"|引育|招引|攻克|优化|抢占|抢抓|深耕|深化|聚焦|改造|升级|振兴|激活|扩大|延伸|延链|补链|强链|完善|强化|补齐|锻造|实施|开展|鼓励"
    r"|引导|把|将|推广|健全|夯实|营造|创新|保障)"
)
ENOUGH = 30  # characters of a parent's own statement
FIRST_CLAUSE = re.compile(r"[^，,。；;：:\n]{4,40}(?=[，,。；;：:\n])")  # where a sentence stands in place of a heading
BLANKS = " \t\u3000\u00a0\n"


def find_measures(text: PlanText) -> tuple[FoundMeasure, ...]:
    """The measures, each quoted by the words of its heading, or by its first clause where it has none."""
    sections = text.outline.sections
    found: list[FoundMeasure] = []
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        first = following if following and following.parent == section.path else None
        if section.number and _is_measure(text, section, first):
            found.extend(_headed(text, section) if section.heading else _unheaded(text, section, first))
    return tuple(found)


def _is_measure(text: PlanText, section: Section, first: Section | None) -> bool:
    """Whether a numbered part is a measure; `first` is the first of its own items."""
    above = text.outline.ancestors(section)
    if any(NO_MEASURE.search(each.heading) for each in (section, *above)):
        return False
    if section.heading and _names_industry(section, above):
        return False
    return first is None or _states(text, section, first)


def _names_industry(section: Section, above: tuple[Section, ...]) -> bool:
    """Whether the heading only names an industry, alone or among the plan's fields and directions."""
    if DOES.match(section.heading):
        return False
    if any(FIELDS.search(each.heading) and not DOES.match(each.heading) for each in above):
        return True
    return INDUSTRY.search(section.heading) is not None and WHOLE_CLASS.fullmatch(section.heading) is None


def _states(text: PlanText, section: Section, first: Section) -> bool:
    """Whether a parent says something between its heading and its first item."""
    own = text.source.words(Span(section.heading_span.end, first.span.start))
    return len(own.strip("。：:" + BLANKS)) >= ENOUGH


def _headed(text: PlanText, section: Section) -> tuple[FoundMeasure, ...]:
    words = text.source.words(section.heading_span)
    start = words.rfind(section.heading)
    return (_measure(text, section, section.heading_span, start, section.heading, "numbered-heading"),)


def _unheaded(text: PlanText, section: Section, first: Section | None) -> tuple[FoundMeasure, ...]:
    """An item whose sentence runs on without a heading: its first clause."""
    if first is not None:
        return ()
    words = text.source.words(section.span)
    start = words.find(section.number) + len(section.number)
    while start < len(words) and words[start] in BLANKS + "、.．":
        start += 1
    clause = FIRST_CLAUSE.match(words, start)
    if clause is None:
        return ()
    return (_measure(text, section, section.span, clause.start(), clause.group(), "numbered-sentence"),)


def _measure(text: PlanText, section: Section, within: Span, start: int, heading: str, rule: str) -> FoundMeasure:
    span = text.source.inside(within, start, start + len(heading))
    return FoundMeasure(
        quote=heading,
        char_start=span.start,
        char_end=span.end,
        rule=rule,
        number=section.number,
        heading=heading,
    )

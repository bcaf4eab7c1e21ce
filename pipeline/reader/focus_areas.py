"""What a plan names for development inside an industry: 重点发展第三代半导体、车规级半导体、先进封测和集成电路设备.

In: a text and the clusters found in it. Out: one row for each technology, product, material or activity of a list
that follows a verb such as 重点发展, 突破, 布局 or 鼓励, with the clause as its quote. Lists are read where they
belong to a cluster for sure: in its own section, or anywhere in the plan of a single industry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.reader.area_names import HAN
from pipeline.reader.found import FoundCluster, FoundFocusArea, PlanText
from pipeline.reader.passages import Passages

MORE = r"(?:重点|着力|大力|积极|加快|加速|全力|优先|鼓励|支持|前瞻|持续|进一步|创新|稳步|有序|加强|集中力量){0,2}"
STRONG = (  # enough in any plan of one industry
    ("break-through", r"(?:重点|着力|加快|集中力量|联合)?(?:突破|攻克|攻关)(?!性)"),
    ("layout", r"(?:前瞻|加快|超前|提前|积极|谋划)?布局(?!规划)"),
    ("encourage", r"(?:鼓励|支持)(?:发展|研发|开发|自主研发|研制)"),
    ("develop", r"(?:重点|着力|大力|优先|积极|加快)(?:发展壮大|培育发展|发展|研制|研发|开发|培育)"),
)
PLAIN = (  # enough in the section of a cluster
    ("encourage", r"鼓励|重点支持|支持(?!以|企业|高校|有)"),
    ("develop", r"重点(?:推动|聚焦|围绕|推进)|聚焦|围绕|发展壮大|发展|开发|培育|推动|推进|加快|加速|加强|丰富|拓展|提升|积极推动|大力推进"),
)
OBJECT = rf"(?P<object>[{HAN}A-Za-z0-9“”·/＋+\-—.%（）()、]{{2,160}})"
WORK = re.compile(  # what is done with the things named: …技术发展, …研发及产业化, …核心技术攻关
    r"(?:(?:等)?(?:相关|重点|重要|关键|核心|前沿|新兴|优势|高端|特色|主导|战略性|高精尖|前瞻|重大前沿|前沿高端|前沿交叉|各类){0,2}"
    r"(?:技术|产业|领域|产品|环节|方面|方向|技术群|产业化|材料))?"
    r"(?:(?:核心|关键|共性)?技术)?(?:的)?(?:(?:自主|协同|联合|集成|规模化|推广|示范|试点|创新|融合|集聚|集群化|产业化|工程化|商业化|国产化|"
    r"研发|研制|开发|攻关|制造|生产|应用|推广|发展|突破|布局|建设|升级|创新能力|能力|水平|技术创新|孵化验证|产业链|行业|企业|供给|"
    r"及|和|与|、){1,6})\Z"
)
ETC = re.compile(rf"等(?P<head>[{HAN}A-Za-z0-9]{{0,20}})")
GENERIC = re.compile(
    r"(?:相关|重点|重要|关键|核心|前沿|新兴|优势|高端|特色|主导|战略性|高精尖|前瞻|重大|交叉|各类|主要|一批|若干|新|的|多个|细分|配套|创新|典型)*"
    r"(?:技术|产业|领域|产品|环节|方面|方向|技术群|材料|行业|业态|项目|企业|装备|应用|场景|服务|设备|模式|平台|工程|能力|水平|体系|基地|园区|"
    r"资源|人才|政策|机制|产业链|创新链|供应链|集群|载体|机构|消费|标准|品牌)?"
)
NOT_THINGS = re.compile(
    r"企业(?!级)|机制|政策|人才|资金|基金|统筹|招商|园区|亿元|目标|任务|工作|合作|改革|监管|保障|组织|领导|会议|培训|宣传|水平|转型|"
    r"我[省市区县]|全[省市区县]|项目|平台|集聚区|基地|高地|体系|优势|[0-9]{2,}[家个项]|为重点|赋能|上下游|产业链|供应链"
)
BRACKET = re.compile(r"[（(][^（）()]{0,40}[）)]")
SPLIT = re.compile(r"、")
JOINT = re.compile(r"以及|(?<=.{2})[和及](?=.{2})")


def find_focus_areas(text: PlanText, clusters: Iterable[FoundCluster]) -> tuple[FoundFocusArea, ...]:
    """The things named for development, in the order of the text."""
    passages = Passages(text.source)
    found: list[FoundFocusArea] = []
    for cluster, start, end, is_own in _stretches(text, passages, tuple(clusters)):
        patterns = (*STRONG, *PLAIN) if is_own else STRONG
        for emphasis, pattern in patterns:
            found.extend(_in_stretch(passages, cluster, (start, end), emphasis, _clause(pattern)))
    return tuple(_once(sorted(found, key=lambda row: (row.char_start, -row.char_end))))


def _clause(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[，,。；;：:\n\u3000])|\A)(?:{MORE})(?P<verb>{pattern}){OBJECT}")


def _stretches(
    text: PlanText, passages: Passages, clusters: tuple[FoundCluster, ...]
) -> Iterator[tuple[str, int, int, bool]]:
    """Each cluster's own section; for a single industry the whole text."""
    own = False
    for cluster in clusters:
        section = next((s for s in text.outline.sections if cluster.name in s.heading), None)
        if section and len(clusters) > 1:
            own = True
            start, end = passages.range(section.span)
            yield cluster.name, passages.range(section.heading_span)[1], end, True
    if not own and len(clusters) == 1:
        yield clusters[0].name, 0, len(passages.text), False


def _in_stretch(
    passages: Passages, cluster: str, stretch: tuple[int, int], emphasis: str, clause: re.Pattern[str]
) -> Iterator[FoundFocusArea]:
    for match in clause.finditer(passages.text, *stretch):
        if passages.is_agency(match.start()) or passages.text[match.end() : match.end() + 1] not in "，,。；;\n":
            continue
        names = list(_names(match["object"]))
        if not names:
            continue
        quote, start, end = passages.quote(*match.span())
        for name in names:
            yield FoundFocusArea(
                quote=quote, char_start=start, char_end=end, rule=f"list-to-{emphasis}",
                cluster_text=cluster, name=name, emphasis=emphasis,
            )  # fmt: skip


def _names(words: str) -> Iterator[str]:
    """The things a list names: its members, and the word behind 等 where it names a thing of its own."""
    if "的" in words or NOT_THINGS.search(words):
        return
    etc = ETC.search(words)
    members = words[: etc.start()] if etc else WORK.sub("", words)
    for part in SPLIT.split(members):
        yield from (each for each in _joined(part) if _is_thing(each))
    if etc and (head := WORK.sub("", etc["head"])) and len(head) > 2 and not GENERIC.fullmatch(head):
        yield head


def _joined(part: str) -> list[str]:
    """先进封测和集成电路设备 is two things, 设计与制造 one."""
    if BRACKET.search(part):
        return [part]
    return [each for each in JOINT.split(part) if each]


def _is_thing(name: str) -> bool:
    return 2 <= len(name) <= 24 and not GENERIC.fullmatch(name)


def _once(rows: list[FoundFocusArea]) -> Iterator[FoundFocusArea]:
    """A thing stands once in its clause, whichever verb's rule found it first."""
    seen: set[tuple[int, str]] = set()
    for row in rows:
        if (row.char_end, row.name) not in seen:
            seen.add((row.char_end, row.name))
            yield row

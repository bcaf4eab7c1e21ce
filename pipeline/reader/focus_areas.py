"""What a plan names for development inside an industry: 重点发展第三代半导体、车规级半导体、先进封测和集成电路设备.

In: a text and the clusters found in it. Out: one row for each technology, product, material or activity of a clause
that begins with a verb such as 重点发展, 突破, 布局 or 鼓励, with the clause as its quote. Clauses are read where they
belong to a cluster for sure: in its own section, or, where they list things, anywhere in a plan of one industry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.reader.area_names import HAN
from pipeline.reader.focus_names import names_of
from pipeline.reader.found import FoundCluster, FoundFocusArea, PlanText
from pipeline.reader.passages import Passages

ADVERB = "重点|着力|大力|积极|加快|加速|全力|优先|前瞻|超前|提前|持续|进一步|创新|稳步|有序|全面|集中力量|集中优势资源|主要|努力|加大|深入|有效"
VERB = (
    "发展壮大|培育壮大|做大做强|发展|培育|壮大|推动|推进|突破|攻克|攻关|布局|鼓励|支持|开发|研发|研制|聚焦|围绕|丰富|拓展|提升|提高|"
    "加强|强化|推广|探索|引导|谋划|瞄准|开展|支撑|自主研发|催生|构建|优化"
)
FIRST = "".join(sorted({word[0] for word in f"{ADVERB}|{VERB}".split("|")}))  # for speed: most clauses begin otherwise
CLAUSE = re.compile(  # 重点发展…, up to the clause's end; a list may run on behind a comma only with 以及
    rf"(?=[{FIRST}])(?<![^，,。；;：:\n\u3000 ])(?P<verb>(?:(?:{ADVERB})|(?:{VERB})(?:和|并|及)?){{1,4}})"
    rf"(?P<object>[{HAN}A-Za-z0-9“”·/＋+\-—.%（）()、]{{2,160}})(?=[，,。；;\n]|\Z)"
)
ACTS = re.compile(rf"(?:{VERB})|加快|加速")  # adverbs alone begin no clause, save 加快
FIRM = re.compile(
    r"(?:重点|着力|大力|优先|加快|集中力量)(?:发展|突破|攻克|研发|研制|开发|培育)|突破|攻克|鼓励(?:发展|研发)|支持(?:发展|研发)|前瞻布局"
)
EMPHASES = (
    ("break-through", re.compile(r"突破|攻克|攻关")),
    ("layout", re.compile(r"布局|探索|前瞻")),
    ("encourage", re.compile(r"鼓励|支持")),
)
ATTACKED = re.compile(r"(?:技术)?攻关\Z")  # 推动…核心技术攻关 is a break-through, whatever its verb


def find_focus_areas(text: PlanText, clusters: Iterable[FoundCluster]) -> tuple[FoundFocusArea, ...]:
    """The things named for development, in the order of the text."""
    passages = Passages(text.source)
    found: list[FoundFocusArea] = []
    for cluster, start, end, is_own in _stretches(text, passages, tuple(clusters)):
        for match in CLAUSE.finditer(passages.text, start, end):
            if ACTS.search(match["verb"]) and not passages.is_agency(match.start()):
                found.extend(_rows(passages, cluster, match, is_own=is_own))
    return tuple(sorted(found, key=lambda row: row.char_start))


def _stretches(
    text: PlanText, passages: Passages, clusters: tuple[FoundCluster, ...]
) -> Iterator[tuple[str, int, int, bool]]:
    """Each cluster's own section; in the plan of a single industry the whole text."""
    if len(clusters) == 1:
        yield clusters[0].name, 0, len(passages.text), False
        return
    for cluster in clusters:
        section = next((each for each in text.outline.sections if cluster.name in each.heading), None)
        if section:
            yield cluster.name, passages.range(section.heading_span)[1], passages.range(section.span)[1], True


def _rows(passages: Passages, cluster: str, match: re.Match[str], *, is_own: bool) -> Iterator[FoundFocusArea]:
    if not is_own and not FIRM.search(match["verb"]):
        return
    names = names_of(match["object"])
    if not is_own and len(names) < 2:
        return
    emphasis = _emphasis(match["verb"], match["object"])
    quote, start, end = passages.quote(*match.span())
    for name in names:
        yield FoundFocusArea(
            quote=quote, char_start=start, char_end=end, rule=f"named-to-{emphasis}",
            cluster_text=cluster, name=name, emphasis=emphasis,
        )  # fmt: skip


def _emphasis(verb: str, words: str) -> str:
    if ATTACKED.search(words):
        return "break-through"
    return next((emphasis for emphasis, pattern in EMPHASES if pattern.search(verb)), "develop")

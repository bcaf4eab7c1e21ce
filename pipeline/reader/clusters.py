"""The industries a plan itself designates: those of its counted lists, of its industry sections, or of its title.

In: a plan's text. Out: one row for each industry, in the order of the text, with the kind the words around it
state. A report designates none, and an industry mentioned in passing is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.outline import Outline, Section
from pipeline.reader.area_names import HAN
from pipeline.reader.found import FoundCluster, PlanText
from pipeline.reader.industries import folded, kind_of, name_of, without_verbs
from pipeline.reader.industry_lists import find_lists
from pipeline.reader.passages import Passages
from pipeline.reader.plan_titles import find_title, is_plan, subject_of, treats_many

INDUSTRY_PARENT = re.compile(  # 重点领域, 未来产业重点发展方向, 重点产业集群
    r"(?:(?:重点|主要|主攻|优先|培育|发展|聚焦|细分|关键|优势|特色)(?:发展|培育|细分|建设)?(?:的)?(?:方向|领域|产业|赛道|产业链|集群|行业|门类|产业集群))\Z"
    r"|(?:新兴|未来|支柱|主导|优势|传统|特色)产业(?:集群)?(?!.{0,40}(?:机制|保障|环境|生态|平台|政策))|大产业|产业集群\Z"
)
NO_PARENT = re.compile(r"保障|机制|措施|要求|目标|原则|组织|环境|生态")
TAIL = re.compile(  # 推进…产业倍增发展, 建设…产业基地; what follows the name in a heading with a verb
    r"(?:产业|制造业)(?:集群|链|带|群)?(?:基地|高地|体系|先导区|集聚区)?(?:倍增|突破|创新|高质量|集群化?|集聚|做大做强|提质增效|提质|加快|"
    r"快速|绿色|转型升级|转型|升级|协同|融合|优化|培育|壮大){0,8}(?:发展|应用|建设|行动|工程)?\Z"
)
AIM = r"(?:打造|建成|建设|形成|培育|推动|成为|构建|发展|以|促进|壮大|加快)"
FALLBACK = re.compile(  # 重点发展前沿新材料、光子芯片与光器件、…等未来产业
    rf"(?:重点发展|重点培育|优先发展|大力发展|着力培育|培育壮大|聚焦|围绕|发展)(?P<list>[{HAN}A-Za-z0-9+（）()、]{{6,200}}?)等"
    r"(?P<noun>(?:战略性)?(?:新兴|未来|支柱|主导)产业(?:集群)?)"
)
FIELD = re.compile(r"领域|方向|赛道")  # what a list of industries is called only in a plan for future industries
SEEN = 2  # times that a plan's text must name the industry of its title
SHARE = 0.6  # of the headings beside each other that must name an industry, for any of them to be one


@dataclass(frozen=True)
class Candidate:
    """A name and its quote as ranges of the reading."""

    name: tuple[int, int]
    quote: tuple[int, int]
    kind: str
    rule: str
    category: str = ""


def find_clusters(text: PlanText) -> tuple[FoundCluster, ...]:
    """The designated industries of a plan; none for a text that sets out no plan."""
    title = find_title(text)
    if not is_plan(text, title):
        return ()
    passages = Passages(text.source)
    subject = subject_of(title)
    if subject and passages.text.count(subject) < SEEN:
        subject = ""
    if subject:
        found = [_single(text, passages, subject, kind_of(title) or "other"), *_listed_clusters(passages, title)]
    else:
        found = list(_designated(text, passages, title))
    return _rows(passages, found)


def _designated(text: PlanText, passages: Passages, title: str) -> Iterator[Candidate]:
    """The industries of a plan for many, or of one whose title is not known."""
    if title and not treats_many(title):
        yield from _listed_clusters(passages, title)
        return
    headed = list(_headed(text.outline, passages, title))
    listed = list(_listed(text.outline, passages, title))
    yield from headed
    yield from (_at_heading(text.outline, passages, each) for each in listed)
    if not headed and not listed:
        yield from _uncounted(passages)


def _listed(outline: Outline, passages: Passages, title: str) -> Iterator[Candidate]:
    for found in find_lists(passages.text):
        if FIELD.search(found.noun) and "未来产业" not in title:
            continue
        kind = kind_of(found.noun) or _kind_around(outline, passages.quote(*found.names[0])[1]) or kind_of(title)
        for name in found.names:
            yield Candidate(name, name, kind or "other", "counted-list", found.category)


def _kind_around(outline: Outline, offset: int) -> str:
    """The kind that the headings above a stored offset state, nearest first."""
    section = outline.at(offset)
    return next((kind for each in (section, *outline.ancestors(section)) if (kind := kind_of(each.heading))), "")


def _listed_clusters(passages: Passages, title: str) -> Iterator[Candidate]:
    """Lists that say 产业集群: enough for a plan whose subject is one industry, or none."""
    for found in find_lists(passages.text):
        kind = kind_of(found.noun) or kind_of(title) or "other"
        if found.noun.endswith("产业集群"):
            yield from (Candidate(name, name, kind, "counted-list", found.category) for name in found.names)


def _uncounted(passages: Passages) -> Iterator[Candidate]:
    """重点发展A、B等未来产业, where neither a count nor a section designates any."""
    for match in FALLBACK.finditer(passages.text):
        at = match.start("list")
        for part in match["list"].split("、"):
            if name := name_of(part):
                yield Candidate((at, at + len(name)), (at, at + len(name)), kind_of(match["noun"]), "listed-industries")
            at += len(part) + 1


def _headed(outline: Outline, passages: Passages, title: str) -> Iterator[Candidate]:
    """Sections that are about one industry each: most of the sections beside each other name one."""
    groups: dict[str, list[Section]] = {}
    for section in outline.sections:
        if section.heading:
            groups.setdefault(section.parent, []).append(section)
    for parent_path, sections in groups.items():
        parent = outline.by_path(parent_path)
        above = parent.heading if parent else ""
        named = [(section, _name_in_heading(section.heading, above)) for section in sections]
        wanted = sum(1 for _, name in named if name)
        if wanted < 2 or wanted < SHARE * len(sections):
            continue
        for section, name in named:
            if name:
                yield _heading_candidate(outline, passages, section, name, title)


def _name_in_heading(heading: str, above: str) -> str:
    """The industry of a heading; one without 产业 counts only below a heading such as 重点领域."""
    words = without_verbs(heading)
    has_verb = words != heading
    if TAIL.search(words) and not NO_PARENT.search(above):
        name = name_of(TAIL.sub("", words))
        if name:
            return name
    below = INDUSTRY_PARENT.search(above) is not None and not NO_PARENT.search(above)
    return name_of(heading) if below and not has_verb else ""


def _heading_candidate(outline: Outline, passages: Passages, section: Section, name: str, title: str) -> Candidate:
    start = passages.text.find(section.heading, passages.index(section.heading_span.start))
    at = passages.text.find(name, start)
    kind = _kind_around(outline, section.span.start) or kind_of(title) or "other"
    return Candidate((at, at + len(name)), (start, start + len(section.heading)), kind, "industry-heading")


def _at_heading(outline: Outline, passages: Passages, listed: Candidate) -> Candidate:
    """The listed industry at the first heading that names it, if one does: 推进新材料产业创新应用."""
    name = passages.text[slice(*listed.name)]
    for section in outline.sections:
        if name in section.heading:
            start = passages.text.find(section.heading, passages.index(section.span.start))
            at = start + section.heading.index(name)
            quote = (start, start + len(section.heading))
            return Candidate((at, at + len(name)), quote, listed.kind, listed.rule, listed.category)
    return listed


def _single(text: PlanText, passages: Passages, subject: str, kind: str) -> Candidate:
    """The one industry of a plan, at the clause of its aims that names it, else where the text first does."""
    reading = passages.text
    first = next((s for s in text.outline.sections if s.level > 0), None)
    start = passages.index(first.span.start) if first else 0
    aim = re.compile(rf"{AIM}[^，,。；;\n\u3000]{{0,24}}?{re.escape(subject)}[^，,。；;\n（(\u3000]{{0,24}}")
    if match := aim.search(reading, start):
        at = match.start() + match.group().index(subject)
        return Candidate((at, at + len(subject)), match.span(), kind, "title-industry")
    at = max(reading.find(subject, start), 0) or reading.find(subject)
    return Candidate((at, at + len(subject)), (at, at + len(subject)), kind, "title-industry")


def _rows(passages: Passages, found: list[Candidate]) -> tuple[FoundCluster, ...]:
    """One row for each name, the first rule that found it winning, in the order of the text."""
    kept: dict[str, Candidate] = {}
    for each in found:
        name = folded(passages.text[slice(*each.name)])
        known = kept.get(name)
        if known is None:
            kept[name] = each
        elif (each.category and not known.category) or (known.kind == "other" and each.kind != "other"):
            kept[name] = Candidate(known.name, known.quote, each.kind, known.rule, each.category or known.category)
    return tuple(_row(passages, each) for each in sorted(kept.values(), key=lambda each: each.name))


def _row(passages: Passages, each: Candidate) -> FoundCluster:
    quote, start, end = passages.quote(*each.quote)
    name = passages.text[slice(*each.name)]
    return FoundCluster(
        quote=quote, char_start=start, char_end=end, rule=each.rule, name=name, kind=each.kind, category=each.category
    )

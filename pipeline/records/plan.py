"""One plan folder or the registry, read whole: files in, domain objects with their places out.

A folder whose files break a schema yields problems and no plan: later checks would only repeat the fault.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from pipeline.outline import Inserted, Named, Outline, OutlineHints, Section, read_outline
from pipeline.problems import Location, Problem, excerpt
from pipeline.records import model
from pipeline.records.folder import LARGEST_SOURCE, PLAN_FILES, RECORD_FILES, Folder, read_folder
from pipeline.records.shapes import Shapes
from pipeline.records.strict import Pointer, Refused, YamlFile, read_yaml, undecodable
from pipeline.text import Place, Source, Span, find_page_marks

REGISTRY_FILES = ("areas", "agencies", "indicators", "sectors", "tombstones")

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """One document with its source, outline and records, in the order people wrote them."""

    folder: str
    files: dict[str, YamlFile]
    document: model.Document
    source: Source
    outline: Outline
    clusters: tuple[model.Cluster, ...] = ()
    focus_areas: tuple[model.FocusClause, ...] = ()
    changes: tuple[model.ClusterChange, ...] = ()
    targets: tuple[model.Target, ...] = ()
    observations: tuple[model.Observation, ...] = ()
    measures: tuple[model.Measure, ...] = ()
    responsibilities: tuple[model.Attribution, ...] = ()
    placements: tuple[model.PlacementClause, ...] = ()
    sites: tuple[model.Site, ...] = ()
    layout_rules: tuple[model.LayoutRule, ...] = ()

    @property
    def document_id(self) -> str:
        return self.document.document_id

    @property
    def year(self) -> int | None:
        """The year in which the document was made, as far as it is known."""
        day = self.document.issued or self.document.published
        return day.year if day else self.document.period_start

    @cached_property
    def quoted(self) -> tuple[model.Quoted, ...]:
        """Every entry that stands on a quote, file by file."""
        return (
            *self.document.counts, *self.document.numerals, *self.document.dismissed,
            *self.clusters, *self.focus_areas, *(c for c in self.changes if c.quote),
            *self.targets, *self.observations, *self.measures, *self.responsibilities,
            *self.placements, *self.sites, *self.layout_rules,
        )  # fmt: skip

    def places(self, entry: model.Quoted) -> list[Place]:
        """All places of the entry's quote that its section and preceding characters allow."""
        within: Span | None = None
        if entry.section:
            section = self.outline.by_path(entry.section.removeprefix("s"))
            if section is None:
                return []
            within = section.span
        return self.source.find(entry.quote, within=within, preceded_by=entry.preceded_by)

    def place(self, entry: model.Quoted) -> Place:
        """The one place of a checked entry."""
        return self._placed[entry.pointer]

    def find_place(self, entry: model.Quoted) -> Place | None:
        """The one place of an entry, or None while its quote is not found exactly once."""
        return self._placed.get(entry.pointer)

    def contexts(self, place: Place) -> Iterator[Span]:
        """Where words that belong to a quote may stand, nearest first: quote, sentence, section, sections above."""
        yield place.span
        yield self.source.sentence(place.span)
        section = self.outline.at(place.span.start)
        yield section.span
        for above in self.outline.ancestors(section):
            yield above.span

    def section_at(self, offset: int) -> Section:
        return self.outline.at(offset)

    def at(self, pointer: Pointer) -> Location:
        """Where the value stands in its record file."""
        return self.files[str(pointer[0])].at(pointer[1:])

    def full_id(self, reference: str) -> str:
        """A reference as a published id: this document's prefix is added where none is written."""
        return reference if "/" in reference else f"{self.document_id}/{reference}"

    @cached_property
    def _placed(self) -> dict[Pointer, Place]:
        found = {entry.pointer: self.places(entry) for entry in self.quoted}
        return {pointer: places[0] for pointer, places in found.items() if len(places) == 1}


@dataclass(frozen=True)
class Registry:
    """What all plans share: areas, agencies, indicators, sectors, and the ids that were removed."""

    folder: str
    files: dict[str, YamlFile]
    areas: tuple[model.Area, ...] = ()
    agencies: tuple[model.Agency, ...] = ()
    indicators: tuple[model.Indicator, ...] = ()
    sectors: tuple[model.Sector, ...] = ()
    tombstones: tuple[model.Tombstone, ...] = ()

    def at(self, pointer: Pointer) -> Location:
        return self.files[str(pointer[0])].at(pointer[1:])

    @cached_property
    def area(self) -> dict[str, model.Area]:
        return {area.area_id: area for area in self.areas}

    @cached_property
    def agency(self) -> dict[str, model.Agency]:
        return {agency.agency_id: agency for agency in self.agencies}

    @cached_property
    def indicator(self) -> dict[str, model.Indicator]:
        return {indicator.indicator_id: indicator for indicator in self.indicators}

    @cached_property
    def sector(self) -> dict[str, model.Sector]:
        return {sector.sector_id: sector for sector in self.sectors}


@dataclass
class _Files:
    """What reading a folder has found so far."""

    read: dict[str, YamlFile] = field(default_factory=dict)
    trees: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def plan_folders(seeds: Path) -> list[Path]:
    """The folders of all plans, sorted by name."""
    return sorted(path for path in (seeds / "plans").iterdir() if path.is_dir())


def read_plan(folder: Path, label: str, shapes: Shapes) -> tuple[Plan | None, list[Problem]]:
    """The plan of one folder, or the problems that keep it from being read; `label` names the folder in messages."""
    return parse_plan(read_folder(folder), label, shapes)


def parse_plan(folder: Folder, label: str, shapes: Shapes) -> tuple[Plan | None, list[Problem]]:
    """The plan that the bytes of a folder hold, or the problems that keep it from being read."""
    files = _read_files(folder, label, RECORD_FILES, shapes, prefix="")
    files.problems.extend(_stray_files(folder, label))
    text = _read_source(folder, label, files.problems)
    if "document" not in files.read:
        if not files.problems:
            where = Location(f"{label}/document.yaml")
            files.problems.append(Problem(where, "plan-files", "缺少 document.yaml", "document.yaml is missing"))
        return None, files.problems
    if files.problems or text is None:
        return None, files.problems
    document = CONVERTER.structure(_pointed(files.trees["document"], ("document",)), model.Document)
    source, outline = _source(text, document, files, label)
    if files.problems or outline is None:
        return None, files.problems
    return Plan(label, files.read, document, source, outline, **_entries(files.trees)), files.problems


def read_registry(folder: Path, label: str, shapes: Shapes) -> tuple[Registry | None, list[Problem]]:
    """The registry, or the problems that keep it from being read."""
    written = read_folder(folder, (f"{name}.yaml" for name in REGISTRY_FILES))
    files = _read_files(written, label, REGISTRY_FILES, shapes, prefix="registry-")
    if files.problems:
        return None, files.problems
    kinds = {
        "areas": model.Area,
        "agencies": model.Agency,
        "indicators": model.Indicator,
        "sectors": model.Sector,
        "tombstones": model.Tombstone,
    }
    lists: dict[str, Any] = {
        name: _list(files.trees[name][name], (name, name), kinds[name])
        for name in REGISTRY_FILES
        if name in files.trees
    }
    return Registry(label, files.read, **lists), []


def _read_files(folder: Folder, label: str, names: Iterable[str], shapes: Shapes, *, prefix: str) -> _Files:
    files = _Files()
    for name in names:
        if f"{name}.yaml" not in folder.files:
            continue
        try:
            file = read_yaml(f"{label}/{name}.yaml", folder.files[f"{name}.yaml"])
        except Refused as refused:
            files.problems.append(refused.problem)
            continue
        tree = shapes.typed(prefix + name, file)
        files.read[name], files.trees[name] = file, tree
        files.problems.extend(shapes.problems(prefix + name, file, tree))
    return files


def _stray_files(folder: Folder, label: str) -> Iterator[Problem]:
    for name in folder.strays:
        zh = f"文件夹中不应有 {excerpt(name)}；只可有 " + " ".join(sorted(PLAN_FILES))
        en = f"{excerpt(name)} does not belong here; a plan folder holds only " + " ".join(sorted(PLAN_FILES))
        yield Problem(Location(f"{label}/{name}"), "plan-files", zh, en)


def _read_source(folder: Folder, label: str, problems: list[Problem]) -> str | None:
    where = Location(f"{label}/source.txt")
    content = folder.files.get("source.txt")
    if content is None:
        zh, en = "缺少 source.txt（原文）", "source.txt (the plan's text) is missing"
        problems.append(Problem(where, "plan-files", zh, en))
        return None
    if len(content) > LARGEST_SOURCE:
        zh, en = f"原文超过 {LARGEST_SOURCE} 字节", f"the source is larger than {LARGEST_SOURCE} bytes"
        problems.append(Problem(where, "source-size", zh, en))
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = undecodable(where.path, content, error)
        zh, en = f"第 {error.start} 字节不是 UTF-8", f"byte {error.start} is not UTF-8"
        problems.append(Problem(where, "source-utf8", zh, en))
        return None


def _source(text: str, document: model.Document, files: _Files, label: str) -> tuple[Source, Outline | None]:
    """The source with its chrome and page marks known, and its outline; a hint that fits nothing is a problem."""
    marks = find_page_marks(text) if document.page_marks else ()
    plain = Source(text)
    file = files.read["document"]
    outside = []
    for entry in document.outside:
        found = _outside_span(plain, entry, file)
        if isinstance(found, Span):
            outside.append(found)
        else:
            files.problems.append(found)
    source = Source(text, marks, tuple(outside))
    entry_hints = document.outline
    hints = OutlineHints(
        tuple(
            Inserted(h.before, h.preceded_by, h.level, h.number, h.heading, h.note, h.note_en)
            for h in entry_hints.insert
        ),
        tuple(Named(h.quote, h.preceded_by, h.level) for h in entry_hints.headings),
        tuple(h.quote for h in entry_hints.not_headings),
    )
    try:
        return source, read_outline(source, hints)
    except ValueError as error:
        where = _hint_place(file, entry_hints, str(error))
        files.problems.append(
            Problem(
                where,
                "outline-in-source",
                f"提纲提示与原文不符：{excerpt(error)}",
                f"an outline hint does not fit the source: {excerpt(error)}",
            )
        )
        return source, None


def _outside_span(plain: Source, entry: model.Outside, file: YamlFile) -> Span | Problem:
    """The span of an entry, or why there is none: `from` stands exactly once, `to` at or after it."""
    starts = plain.find(entry.from_, preceded_by=entry.preceded_by)
    if len(starts) != 1:
        shown, times = excerpt(entry.from_), len(starts)
        zh = f"“{shown}”在原文中有 {times} 处，应恰有一处；请改正，或加 preceded_by"
        en = f"“{shown}” stands {times} times in source.txt, not once; mend it, or add preceded_by"
        return Problem(file.at((*entry.pointer[1:], "from")), "outside-in-source", zh, en)
    start = starts[0].span
    end = plain.text.find(entry.to, start.start) if entry.to else start.end
    if end < 0:
        shown = excerpt(entry.to)
        zh, en = f"from 之后的原文中没有“{shown}”", f"“{shown}” does not stand in source.txt after `from`"
        return Problem(file.at((*entry.pointer[1:], "to")), "outside-in-source", zh, en)
    return Span(start.start, end + len(entry.to))


def _hint_place(file: YamlFile, outline: model.OutlineEntry, said: str) -> Location:
    """Where the hint stands that an error of the outline speaks of."""
    is_level = " has level " in said
    words: list[tuple[Pointer, str]] = [
        *(
            (("insert", n, "level"), h.heading) if is_level else (("insert", n, "before"), h.preceded_by + h.before)
            for n, h in enumerate(outline.insert)
        ),
        *(
            (("headings", n, "level"), h.quote) if is_level else (("headings", n, "quote"), h.preceded_by + h.quote)
            for n, h in enumerate(outline.headings)
        ),
        *((("not_headings", n, "quote"), h.quote) for n, h in enumerate(outline.not_headings)),
    ]
    pointer = next((pointer for pointer, each in words if repr(each) in said), ())
    return file.at(("outline", *pointer))


def _entries(trees: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[tuple[str, str], type[model.Quoted]] = {
        ("clusters", "clusters"): model.Cluster,
        ("clusters", "focus_areas"): model.FocusClause,
        ("clusters", "changes"): model.ClusterChange,
        ("targets", "targets"): model.Target,
        ("targets", "observations"): model.Observation,
        ("agencies", "measures"): model.Measure,
        ("agencies", "responsibilities"): model.Attribution,
        ("layout", "placements"): model.PlacementClause,
        ("layout", "sites"): model.Site,
        ("layout", "layout_rules"): model.LayoutRule,
    }
    return {
        name: _list(trees[file][name], (file, name), kind)
        for (file, name), kind in kinds.items()
        if name in trees.get(file, {})
    }


def _list(entries: list[Any], pointer: Pointer, kind: type[T]) -> tuple[T, ...]:
    return tuple(
        CONVERTER.structure({**entry, "pointer": (*pointer, position)}, kind) for position, entry in enumerate(entries)
    )


def _pointed(document: dict[str, Any], pointer: Pointer) -> dict[str, Any]:
    """The document's tree with the pointer of each of its own list entries."""
    pointed = dict(document)
    for name in ("outside", "counts", "numerals", "dismissed"):
        entries = enumerate(document.get(name, []))
        pointed[name] = [{**entry, "pointer": (*pointer, name, position)} for position, entry in entries]
    return pointed


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(datetime.date, lambda text, _: datetime.date.fromisoformat(text))
    converter.register_structure_hook_func(lambda kind: kind == Pointer, lambda pointer, _: pointer)
    converter.register_structure_hook(Decimal, lambda number, _: Decimal(number))
    for kind in (model.Outside, model.ClusterChange):
        hook = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, from_=override(rename="from"))
        converter.register_structure_hook(kind, hook)
    return converter


CONVERTER = _converter()

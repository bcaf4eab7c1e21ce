"""A new plan: a file as it was found becomes a folder of drafted records, or nothing at all."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pipeline.capture import Captured, CaptureRefused, capture
from pipeline.drafting.desk import Desk, Proposed, Unwritten, desk_of
from pipeline.drafting.document import document_tree, drafted_source
from pipeline.drafting.entries import draft_entries
from pipeline.drafting.lookup import jurisdiction, read_lookup
from pipeline.drafting.writing import file_text, write_folder
from pipeline.outline import read_outline
from pipeline.problems import Location, Problem, excerpt, nearest
from pipeline.reader.found import PlanText
from pipeline.reader.header import Header, read_header
from pipeline.reader.read import read_text
from pipeline.records import Plan, Registry, Shapes, plan_folders, read_plan, read_registry
from pipeline.records.strict import LARGEST_FILE, read_yaml

Kind = Literal["plan", "report"]
LONGEST_TEXT = 500_000  # characters; a five-year plan of a province has a fifth of that


class Unusable(Exception):
    """What a person asked for cannot be done as asked; says why, and what would be right, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Wanted:
    """What a person says about a new plan; texts are empty where nothing was said."""

    document_id: str
    kind: Kind = "plan"
    area_id: str = ""
    encoding: str = ""


@dataclass(frozen=True)
class Drafted:
    """Entries written to one list of one record file; `quotes` are their first words, in order."""

    path: str
    list_name: str
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What drafting wrote, or the problems because of which it wrote nothing."""

    problems: tuple[Problem, ...] = ()
    drafted: tuple[Drafted, ...] = ()
    unwritten: tuple[Unwritten, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    captured: Captured | None = None


def add_plan(file: Path, wanted: Wanted, seeds: Path, shapes: Shapes) -> Outcome:
    """Writes `seeds/plans/<id>` from a file; raises Unusable for an id or area that cannot be."""
    folder = seeds / "plans" / wanted.document_id
    _refuse_id(wanted.document_id, folder, shapes)
    registry, problems = read_registry(seeds / "registry", "seeds/registry", shapes)
    if registry is None:
        return Outcome(tuple(problems))
    _refuse_area(wanted.area_id, registry)
    try:
        captured = capture(file, declared=wanted.encoding or None)
    except CaptureRefused as refused:
        return Outcome((refused.problem,))
    if problem := _too_long(file, captured.text):
        return Outcome((problem,))
    files, drafted, desk = _draft(file.name, wanted, captured, registry, _plans(seeds, shapes))
    if problem := _too_large(file, files):
        return Outcome((problem,))
    for name in sorted(set(files) - {"source.txt"}):
        read_yaml(name, files[name])  # a draft that we could not read again would be a fault of ours
    write_folder(folder, files, seeds / f".drafting-{os.getpid()}")
    return Outcome((), drafted, tuple(desk.unwritten), tuple(sorted(desk.proposed.values())), captured)


def _draft(
    name: str, wanted: Wanted, captured: Captured, registry: Registry, plans: list[Plan]
) -> tuple[dict[str, bytes], tuple[Drafted, ...], Desk]:
    header = read_header(captured.text)
    area_id = wanted.area_id or jurisdiction(registry, header.title, header.issuer)
    source = drafted_source(captured.text)
    text = PlanText(source, read_outline(source), header.title, header.year)
    desk = desk_of(text, read_lookup(registry, plans, area_id), wanted.document_id)
    entries = draft_entries(desk, read_text(text), _day(header))
    document = document_tree(wanted.document_id, wanted.kind, desk.area_id, header, captured, name)
    trees = {"document": document, **entries}
    files = {f"{file}.yaml": file_text(file, tree).encode("utf-8") for file, tree in trees.items()}
    folder = f"seeds/plans/{wanted.document_id}"
    drafted = tuple(
        Drafted(f"{folder}/{file}.yaml", list_name, tuple(entry["quote"] for entry in found))
        for file, lists in entries.items()
        for list_name, found in lists.items()
    )
    return {"source.txt": captured.text.encode("utf-8"), **files}, drafted, desk


def _day(header: Header) -> date | None:
    return header.published or header.issued


def _plans(seeds: Path, shapes: Shapes) -> list[Plan]:
    """The plans that can be read; what is wrong with the others is no matter of this one."""
    read = (read_plan(folder, f"seeds/plans/{folder.name}", shapes) for folder in plan_folders(seeds))
    return [plan for plan, _ in read if plan is not None]


def _refuse_id(document_id: str, folder: Path, shapes: Shapes) -> None:
    form = shapes.schema("common")["$defs"]["slug"]
    if not re.fullmatch(form["pattern"], document_id) or len(document_id) > form["maxLength"]:
        shown = excerpt(document_id)
        zh = f"--id 写法不对：{shown}；应为小写英文、数字与连字符，如 dongguan-2024"
        raise Unusable(zh, f"--id cannot be {shown}; use lower-case words joined with hyphens, such as dongguan-2024")
    if folder.exists() or folder.is_symlink():
        raise Unusable(
            f"seeds/plans/{document_id} 已经存在；重读原文并补上新结果请用 plans draft {document_id}",
            f"seeds/plans/{document_id} exists; to read its text again and add new findings, plans draft {document_id}",
        )


def _refuse_area(area_id: str, registry: Registry) -> None:
    if area_id and area_id not in registry.area:
        near = nearest(area_id, list(registry.area))
        zh_hint, en_hint = (f"；是否应为 {near}", f"; did you mean {near}?") if near else ("", "")
        raise Unusable(
            f"seeds/registry/areas.yaml 中没有 {excerpt(area_id)}{zh_hint}",
            f"no area {excerpt(area_id)} in seeds/registry/areas.yaml{en_hint}",
        )


def _too_large(file: Path, files: dict[str, bytes]) -> Problem | None:
    """Record files larger than the build takes: the file holds more than one plan."""
    for name in sorted(set(files) - {"source.txt"}):
        if (size := len(files[name])) > LARGEST_FILE:
            zh = f"起草的 {name} 会有 {size} 字节，上限 {LARGEST_FILE}；请只保留一份规划"
            en = f"the drafted {name} would have {size} bytes, at most {LARGEST_FILE}; keep one plan in a file"
            return Problem(Location(str(file)), "draft-size", zh, en)
    return None


def _too_long(file: Path, text: str) -> Problem | None:
    if len(text) <= LONGEST_TEXT:
        return None
    zh = f"正文有 {len(text)} 字，起草上限 {LONGEST_TEXT} 字；请只保留一份规划"
    en = f"the text has {len(text)} characters, at most {LONGEST_TEXT} are drafted; keep one plan in a file"
    return Problem(Location(str(file)), "draft-size", zh, en)

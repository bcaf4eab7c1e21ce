"""A document is what it says it is: its stored text, its header, the counts it states, every number accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.checks.known import Known, fault
from pipeline.ledger import LedgerRow, ledger
from pipeline.numerals import parse
from pipeline.problems import Location, Problem, excerpt
from pipeline.records import Plan
from pipeline.records.model import Quoted, StatedCount
from pipeline.records.strict import Pointer

DRAFTED = "由程序起草"  # how `plans add` and `plans draft` begin their notes
LIST_START = re.compile(r"包括|分别为|分别是|[:：]")  # 包括制定一套产业政策、建设一个特色园区
BLANK = re.compile(r"[\s\u3000]+")
HEADER = ("title", "number", "issuer", "issued", "published", "period_start", "period_end")
RIGHTS_OF_KIND = {"plan": "official-document", "report": "press-quotes-only"}


def document_folder(plan: Plan, _: Known) -> Iterator[Problem]:
    """A document's id is the name of its folder."""
    name = plan.folder.rsplit("/", 1)[-1]
    if plan.document_id != name:
        zh, en = f"应与文件夹同名：{excerpt(name)}", f"should equal the folder's name: {excerpt(name)}"
        yield Problem(plan.at(("document", "document_id")), "document-folder", zh, en)


def source_unchanged(plan: Plan, _: Known) -> Iterator[Problem]:
    """source.txt has the checksum and length that document.yaml states."""
    for field, stated, actual in (
        ("source_sha256", plan.document.source_sha256, plan.source.sha256),
        ("source_characters", plan.document.source_characters, len(plan.source.text)),
    ):
        if stated != actual:
            zh = f"{field} 与 source.txt 不符；现为 {actual}，原文不应改动"
            en = f"{field} is not that of source.txt, now {actual}; the stored text must not change"
            yield Problem(plan.at(("document", field)), "source-unchanged", zh, en)


def header_in_source(plan: Plan, _: Known) -> Iterator[Problem]:
    """Title, number, issuer, dates and years stand in the stored text, or in the note that says whence they come."""
    text, note = (BLANK.sub("", words) for words in (plan.source.text, plan.document.note))
    for field in HEADER:
        stated = getattr(plan.document, field)
        if stated and not any(form in text or form in note for form in _forms(stated)):
            zh, en = (
                f"原文和 note 中都没有“{excerpt(stated)}”；请改正，或在 note 写明并说明出处",
                f"“{excerpt(stated)}” is neither in the source nor in note; mend it, or say in note whence it comes",
            )
            yield Problem(plan.at(("document", field)), "header-in-source", zh, en)


def rights_fit_kind(plan: Plan, _: Known) -> Iterator[Problem]:
    """A plan is an official document; of a report only quotes are used."""
    fitting = RIGHTS_OF_KIND[plan.document.kind]
    if plan.document.rights != fitting:
        zh, en = f"{plan.document.kind} 应为 {fitting}", f"a {plan.document.kind} has {fitting}"
        yield Problem(plan.at(("document", "rights")), "rights-fit-kind", zh, en)


def draft_reviewed(plan: Plan, _: Known) -> Iterator[Problem]:
    """No note still says that a program drafted what it stands on: a person has reviewed it and says so."""
    noted: list[tuple[Pointer, str]] = [(("document", "note"), plan.document.note)]
    noted += [((*entry.pointer, "note"), entry.note) for entry in plan.quoted]
    for pointer, note in noted:
        if note.startswith(DRAFTED):
            zh = "说明仍写着由程序起草；请复核后改写或删去 note 与 note_en"
            en = "the note still says that a program drafted this; review it, then rewrite or remove note and note_en"
            yield Problem(plan.at(pointer), "draft-reviewed", zh, en)


def period_in_order(plan: Plan, _: Known) -> Iterator[Problem]:
    """Periods and dates run forward: start before end, issued not after published."""
    document = plan.document
    pairs = [
        ("period_end", document.period_start, document.period_end),
        ("published", document.issued, document.published),
    ]
    for field, first, last in pairs:
        if first is not None and last is not None and first > last:  # type: ignore[operator]
            zh, en = f"{field} {last} 早于 {first}", f"{field} {last} is before {first}"
            yield Problem(plan.at(("document", field)), "period-in-order", zh, en)
    for seen in plan.observations:
        if seen.period_start and seen.period_end and seen.period_start > seen.period_end:
            message = "时期的起点晚于终点", "the period starts after its end"
            yield fault(plan, seen, "period_start", "period-in-order", message)


def stated_count(plan: Plan, _: Known) -> Iterator[Problem]:
    """What a document counts about itself (20个集群) is the number of its records."""
    for count in plan.document.counts:
        if count.value_text not in count.quote:
            message = (
                f"“{excerpt(count.value_text)}”不在原文片段中",
                f"“{excerpt(count.value_text)}” is not in the quote",
            )
            yield fault(plan, count, "value_text", "stated-count", message)
            continue
        try:
            stated = parse(count.value_text).value
        except ValueError as error:
            message = f"读不出这个数：{excerpt(error)}", f"no number can be read here: {excerpt(error)}"
            yield fault(plan, count, "value_text", "stated-count", message)
            continue
        found = _listed(count) if count.counts == "list-in-quote" else _counted(plan, count)
        if found != stated:
            message = (
                f"文件自述 {excerpt(count.value_text)}，记录有 {found} 条",
                f"the document says {excerpt(count.value_text)}, the records hold {found}",
            )
            yield fault(plan, count, "value_text", "stated-count", message)


def classed_numeral(plan: Plan, _: Known) -> Iterator[Problem]:
    """The number that a person classes stands in its quote."""
    for entry in plan.document.numerals:
        if entry.quote.count(entry.value_text) < entry.value_nth:
            message = (
                f"“{excerpt(entry.value_text)}”不在原文片段“{excerpt(entry.quote)}”中",
                f"“{excerpt(entry.value_text)}” does not stand in the quote “{excerpt(entry.quote)}”",
            )
            field = "value_nth" if entry.value_text in entry.quote else "value_text"
            yield fault(plan, entry, field, "classed-numeral", message)


def numeral_settled(plan: Plan, _: Known) -> Iterator[Problem]:
    """Every numeric expression of the text belongs to a record, or a person or a named rule has classed it."""
    for row in ledger(plan):
        if not row.role:
            line, column = plan.source.line_column(row.span.start)
            around = _around(plan, row)
            zh = f"数字“{excerpt(row.text)}”（{around}）没有归属；请写成记录，或列入 document.yaml 的 numerals"
            en = f"the number “{excerpt(row.text)}” ({around}) is in no record; record it, or class it under numerals"
            yield Problem(Location(f"{plan.folder}/source.txt", line, column), "numeral-settled", zh, en)


def _forms(stated: object) -> tuple[str, ...]:
    """How documents write a header fact: words without blanks, a date as 2024-09-14 or 2024年9月14日."""
    if not isinstance(stated, date):
        return (BLANK.sub("", str(stated)),)
    year, month, day = stated.year, stated.month, stated.day
    return stated.isoformat(), f"{year}年{month}月{day}日", f"{year}年{month:02}月{day:02}日"


def _around(plan: Plan, row: LedgerRow) -> str:
    """The words around a numeral, for a person to find it."""
    words = plan.source.words(plan.source.sentence(row.span))
    at = max(words.find(row.text) - 12, 0)
    return f"…{excerpt(words[at : at + 40])}…"


def _listed(count: StatedCount) -> int:
    """How many members the quote lists after 包括 or a colon, or before its number."""
    start = LIST_START.search(count.quote)
    words = count.quote[start.end() :] if start else count.quote.split(count.value_text)[0]
    return len(re.split(r"[、，,]|和|以及", words.rstrip("等")))


def _counted(plan: Plan, count: StatedCount) -> int:
    tables: dict[str, list[tuple[Quoted, dict[str, object]]]] = {
        "clusters": [(c, vars(c)) for c in plan.clusters],
        "focus_areas": [(c, {**vars(c), **vars(f)}) for c in plan.focus_areas for f in c.names],
        "cluster_changes": [(c, vars(c)) for c in plan.changes],
        "targets": [(t, vars(t)) for t in plan.targets],
        "measures": [(m, vars(m)) for m in plan.measures],
        "responsibilities": [(r, {**vars(r), **vars(a)}) for r in plan.responsibilities for a in r.agencies],
        "placements": [(p, {**vars(p), **vars(a)}) for p in plan.placements for a in p.areas],
        "sites": [(s, vars(s)) for s in plan.sites],
    }
    return sum(_fits(plan, entry, values, count.where or {}) for entry, values in tables[count.counts])


def _fits(plan: Plan, entry: Quoted, values: dict[str, object], where: dict[str, str]) -> bool:
    for field, wanted in where.items():
        if field == "section":
            place = plan.find_place(entry)
            path = f"s{plan.section_at(place.span.start).path}" if place else ""
            if path != wanted and not path.startswith(wanted + "."):
                return False
        elif str(values.get(field)) != wanted:
            return False
    return True

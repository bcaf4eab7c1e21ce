"""Every quote and every value of a package against the archived sources that it carries, read again by code.

In: a package of a copy. Out: problems at the line and column of the CSV file. The rules are those that the records are
checked by, asked once more of what was published: a quote stands at its offsets, in its section; value, comparator,
unit, deadline and period read again from their words are the row's, except where `overridden` says a person decided.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from pipeline.numerals import read_amount, read_deadline, read_period
from pipeline.packages.sources import MASK
from pipeline.packages.validation import DESCRIPTOR
from pipeline.problems import Problem, excerpt
from pipeline.release.copies import Refused
from pipeline.release.dataset import Package, Row, Table
from pipeline.text import Source, Span, find_page_marks

PLACED = ("document_id", "char_start", "char_end")
WORDS = ("quote", "text")  # the field that holds what stands between the offsets
REREAD = ("value", "value_max", "unit", "unit_noun", "comparator")
MOST_PLACES = 50  # of one value in one quote


@dataclass(frozen=True)
class Archived:
    """One source as a package carries it."""

    text: str
    form: str

    @cached_property
    def readings(self) -> tuple[Source, ...]:
        """The text as it stands, and with its page marks skipped where it has any."""
        marks = find_page_marks(self.text)
        return (Source(self.text), Source(self.text, marks)) if marks else (Source(self.text),)

    def words(self, span: Span) -> set[str]:
        return {source.words(span) for source in self.readings}


@dataclass
class Evidence:
    """The sources and the documents and sections of one package; `overridden` collects what people decided."""

    package: Package
    sources: dict[str, Archived]
    overridden: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def documents(self) -> dict[str, Row]:
        return {row["document_id"]: row for row in self.package.tables["documents"].rows}

    @cached_property
    def sections(self) -> dict[str, list[tuple[Span, str]]]:
        """The spans of each document's sections, the innermost first."""
        found: dict[str, list[tuple[Span, str]]] = {}
        for row in self.package.tables["sections"].rows:
            span = Span(int(row["char_start"]), int(row["char_end"]))
            found.setdefault(row["document_id"], []).append((span, row["section_id"]))
        for spans in found.values():
            spans.sort(key=lambda pair: pair[0].end - pair[0].start)
        return found


Check = Callable[["Evidence", Table, Row], Iterator[tuple[str, str, str]]]  # field, zh, en


def read_sources(package: Package) -> tuple[dict[str, Archived], list[Problem]]:
    """The sources that a package carries, by document, and the problems of those that are not as described."""
    sources: dict[str, Archived] = {}
    problems: list[Problem] = []
    for described in package.descriptor.get("sources", []):
        try:
            document_id, archived = str(described["document_id"]), described["archived"]
            content = package.copy.read(archived["path"])
            text = package.copy.text(archived["path"])
        except Refused as refused:
            problems += refused.problems
            continue
        except (KeyError, TypeError):
            zh, en = "有一个来源没有随附文本", "a source is without its archived text"
            problems.append(Problem(package.copy.at(DESCRIPTOR), "source-archived", zh, en))
            continue
        sources[document_id] = Archived(text, str(archived.get("form")))
        sums = {hashlib.sha256(content).hexdigest(), archived.get("sha256")}
        if archived.get("form") == "full":
            sums.add(described.get("sha256"))
        if len(sums) > 1:
            zh, en = "与描述文件中的 sha256 不符", "not the sha256 of the descriptor"
            problems.append(Problem(package.copy.at(archived["path"]), "source-archived", zh, en))
    return sources, problems


def evidence_problems(evidence: Evidence) -> Iterator[Problem]:
    """All problems of all rows, in the order of tables and rows."""
    package = evidence.package
    for table in package.tables.values():
        checks = [(rule, check) for rule, check in CHECKS if _concerns(rule, table)]
        for row, line in zip(table.rows, table.lines, strict=True) if checks else ():
            for rule, check in checks:
                for name, zh, en in check(evidence, table, row):
                    yield Problem(package.copy.at(table.path, line, table.column[name]), rule, zh, en)


def source_length(evidence: Evidence, _: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """A document's source is carried and has as many characters as the document says."""
    archived = evidence.sources.get(row["document_id"])
    if archived is None or str(len(archived.text)) != row["source_characters"]:
        found = len(archived.text) if archived else 0
        yield (
            "source_characters",
            f"原文应有 {excerpt(row['source_characters'])} 字，随附文本有 {found} 字",
            f"the source has {excerpt(row['source_characters'])} characters, the archived text {found}",
        )


def quote_at_offsets(evidence: Evidence, table: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """The words of a row stand in the archived source at its offsets, page marks skipped."""
    name = next(each for each in WORDS if each in table.column)
    archived = evidence.sources.get(row["document_id"])
    if not row["char_start"]:
        if row[name]:
            yield name, "有引文而没有位置", "a quote without offsets"
        return
    span = Span(int(row["char_start"]), int(row["char_end"]))
    if archived is None or span.end > len(archived.text) or span.start >= span.end:
        yield "char_start", "位置不在随附文本之内", "the offsets are not within the archived source"
        return
    found = archived.words(span)
    hidden = name != "quote" and archived.form != "full"  # a press report shows its quotes, not its other numerals
    if row[name] not in found and not (hidden and any(_covers(words, row[name]) for words in found)):
        shown = excerpt(min(found))
        yield (
            name,
            f"“{excerpt(row[name])}”不在所写的位置；那里是“{shown}”",
            f"“{excerpt(row[name])}” does not stand at its offsets; there is “{shown}”",
        )


def section_holds(evidence: Evidence, _: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """A row's section is the innermost one that its quote begins in."""
    if not (row["char_start"] and row["section_id"]):
        return
    start = int(row["char_start"])
    spans = evidence.sections.get(row["document_id"], [])
    held = next((section for span, section in spans if span.start <= start < span.end), "")
    if held != row["section_id"]:
        yield (
            "section_id",
            f"原文在 {excerpt(held) or '（无）'}，不在 {excerpt(row['section_id'])}",
            f"the quote stands in {excerpt(held) or 'no section'}, not in {excerpt(row['section_id'])}",
        )


def amount_reread(evidence: Evidence, table: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """Value, upper value, unit, noun and comparator read again from the quote are the row's."""
    readings = list(_readings(row["quote"], row["value_text"]))
    if not readings:
        shown = excerpt(row["value_text"])
        yield "value_text", f"引文中读不出“{shown}”", f"no amount “{shown}” can be read in the quote"
        return
    differing = min(([name for name in REREAD if read[name] != row[name]] for read in readings), key=len)
    for name in differing:
        if not _decided(evidence, table, row, name):
            read = " / ".join(sorted({reading[name] for reading in readings}))
            yield name, _differs_zh(row[name], read), _differs_en(row[name], read)


def deadline_reread(evidence: Evidence, table: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """The day read again from the deadline's words is the row's, and a deadline of the sentence stands in it."""
    if not row["deadline"]:
        return
    document = evidence.documents.get(row["document_id"], {})
    year = document.get("period_end") or document.get("period_start")
    try:
        read = read_deadline(row["deadline_text"], default_year=int(year) if year else None).isoformat()
    except ValueError:
        read = ""
    if read != row["deadline"] and not _decided(evidence, table, row, "deadline"):
        yield "deadline", _differs_zh(row["deadline"], read), _differs_en(row["deadline"], read)
    if row["deadline_basis"] == "sentence" and not _in_sentence(evidence, row, row["deadline_text"]):
        shown = excerpt(row["deadline_text"])
        yield "deadline_text", f"“{shown}”不在同一句中", f"“{shown}” does not stand in the sentence"


def period_reread(evidence: Evidence, table: Table, row: Row) -> Iterator[tuple[str, str, str]]:
    """The days read again from an observation's period are the row's."""
    document = evidence.documents.get(row["document_id"], {})
    reference = document.get("published") or document.get("issued")
    if not (row["period_text"] and reference):
        return
    try:
        day = datetime.date.fromisoformat(reference)
        period = read_period(row["period_text"], reference=day, forecast=row["forecast"] == "true")
        read = {"period_start": period.start, "period_end": period.end}
    except ValueError:
        read = {"period_start": None, "period_end": None}
    for name, found in read.items():
        text = found.isoformat() if found else ""
        if text != row[name] and not _decided(evidence, table, row, name):
            yield name, _differs_zh(row[name], text), _differs_en(row[name], text)


CHECKS: tuple[tuple[str, Check], ...] = (
    ("source-length", source_length),
    ("quote-at-offsets", quote_at_offsets),
    ("section-holds", section_holds),
    ("amount-reread", amount_reread),
    ("deadline-reread", deadline_reread),
    ("period-reread", period_reread),
)
NEEDS = {
    "source-length": ("document_id", "source_characters"),
    "quote-at-offsets": PLACED,
    "section-holds": (*PLACED, "section_id"),
    "amount-reread": ("quote", "value_text", "overridden", *REREAD),
    "deadline-reread": ("deadline", "deadline_text", "deadline_basis", "overridden"),
    "period-reread": ("period_text", "period_start", "period_end", "forecast", "overridden"),
}


def _concerns(rule: str, table: Table) -> bool:
    has_words = rule not in ("quote-at-offsets", "section-holds") or any(name in table.column for name in WORDS)
    return has_words and all(name in table.column for name in NEEDS[rule])


def _readings(quote: str, value_text: str) -> Iterator[dict[str, str]]:
    """What each place of the value's words in the quote is read as."""
    for nth in range(1, min(quote.count(value_text), MOST_PLACES) + 1 if value_text else 1):
        try:
            read = read_amount(quote, value_text, nth)
        except ValueError:
            continue
        yield {name: _written(getattr(read, name)) for name in REREAD}


def _written(value: Decimal | str | None) -> str:
    return format(value, "f") if isinstance(value, Decimal) else value or ""


def _decided(evidence: Evidence, table: Table, row: Row, name: str) -> bool:
    """Whether a person decided this field against the code's reading; such fields are collected."""
    if name not in row["overridden"].split("|"):
        return False
    evidence.overridden.append((", ".join(table.key(row)), name))
    return True


def _in_sentence(evidence: Evidence, row: Row, words: str) -> bool:
    archived = evidence.sources.get(row["document_id"])
    if archived is None or archived.form != "full":
        return archived is not None  # of a press report only the quotes can be seen
    span = Span(int(row["char_start"]), int(row["char_end"]))
    return any(words in source.words(source.sentence(span)) for source in archived.readings)


def _covers(masked: str, words: str) -> bool:
    return len(masked) == len(words) and all(shown in (MASK, word) for shown, word in zip(masked, words, strict=True))


def _differs_zh(stated: str, read: str) -> str:
    return f"写的是 {excerpt(stated) or '（空）'}，程序读作 {excerpt(read) or '（空）'}"


def _differs_en(stated: str, read: str) -> str:
    return f"says {excerpt(stated) or 'nothing'}, code reads {excerpt(read) or 'nothing'}"

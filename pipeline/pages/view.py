"""One language's view of the corpus: names, titles, sentences and links as templates ask for them.

In: the corpus and the labels of one language. Out: words and places; nothing here is HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.pages import links, marks
from pipeline.pages.figures import Figure, figure
from pipeline.pages.labels import Labels
from pipeline.pages.rows import Corpus, Row, place_in_text
from pipeline.text import Span

CONTEXT = 40  # characters of the sentence shown on each side of a quote


@dataclass(frozen=True)
class Sentence:
    """A quote with the words of its sentence around it; of a press report the quote alone."""

    before: str
    quote: str
    after: str
    place: str
    family: str


@dataclass(frozen=True)
class View:
    """What templates may ask."""

    corpus: Corpus
    labels: Labels

    def name(self, row: Row | None) -> str:
        return marks.local_name(row, self.labels)

    def other_name(self, row: Row) -> str:
        """The name in the other language."""
        return row["name_en"] if self.labels.language == "zh" else row["name"]

    def title(self, row: Row) -> str:
        return marks.record_title(self.corpus, row, self.labels)

    def document_title(self, row: Row) -> str:
        return row["title"] if self.labels.language == "zh" else row["title_en"]

    def document_name(self, document_id: str) -> str:
        """A document in two or three words: 深圳 2024, Shenzhen 2024 report."""
        row = self.corpus.row("documents", document_id)
        if row is None:
            return document_id
        year = (row["issued"] or row["published"] or row["period_start"])[:4]
        words = [self.name(self.corpus.row("areas", row["area_id"])), year]
        if row["kind"] != "plan":
            words.append(self.labels.short("documents", "kind", row["kind"]).lower())
        return " ".join(word for word in words if word)

    def of(self, table: str, key: str) -> Row | None:
        return self.corpus.row(table, key)

    def place(self, row: Row) -> str:
        return links.record_place(self.corpus, row)

    def subject_place(self, row: Row) -> str:
        return marks.subject_page(row)

    def subject(self, row: Row) -> Row | None:
        """What a responsibility or placement is said of."""
        return marks.find_subject(self.corpus, row)

    def duties(self, measure: Row) -> list[Row]:
        """Who answers for a measure, as the text names them."""
        return sorted(self.corpus.where("responsibilities", "measure_id", measure.key), key=place_in_text)

    def figure(self, row: Row) -> Figure:
        return figure(row, self.labels)

    def deadline(self, row: Row) -> str:
        """The deadline of a target or the period of an observation, as dates."""
        if row.table == "targets":
            return row["deadline"]
        return "–".join(day for day in dict.fromkeys((row["period_start"], row["period_end"])) if day)

    def sentence(self, row: Row) -> Sentence | None:
        """The row's quote in its sentence, with the way to its place in the annotated text."""
        span = row.span
        plan = self.corpus.plans.get(row["document_id"])
        if span is None or plan is None:
            return None
        place, family = links.quote_place(row), marks.MARKED[row.table]
        if plan.document.rights == "press-quotes-only":
            return Sentence("…", row["quote"], "…", place, family)
        around = plan.source.sentence(span)
        before = plan.source.words(Span(around.start, span.start)).lstrip()
        after = plan.source.words(Span(span.end, max(around.end, span.end))).rstrip()
        before = before if len(before) <= CONTEXT else "…" + before[-CONTEXT:]
        after = after if len(after) <= CONTEXT else after[:CONTEXT] + "…"
        return Sentence(before, row["quote"], after, place, family)

    def place_title(self, row: Row) -> str:
        """What a link to a quote says when pointed at: its section, and that it leads to the text."""
        section = self.corpus.row("sections", row["section_id"])
        number = self.section_number(section) if section is not None else ""
        return " — ".join(part for part in (number, self.labels.say("to_text")) if part)

    def section(self, row: Row) -> Row | None:
        return self.corpus.row("sections", row["section_id"])

    def section_place(self, section: Row) -> str:
        return links.section_place(section)

    def section_number(self, section: Row) -> str:
        """The printed numbers from the top down: 二(一)3. — or the counted path where none is printed."""
        numbers: list[str] = []
        above: Row | None = section
        while above is not None and above["level"] not in {"", "0"}:
            numbers.insert(0, above["number"].strip())
            above = self.corpus.row("sections", above["parent_id"])
        return " ".join(number for number in numbers if number)

    def names(self, table: str, keys: tuple[str, ...]) -> list[Row]:
        return [row for row in (self.corpus.row(table, key) for key in keys) if row is not None]

    @cached_property
    def separator(self) -> str:
        return "、" if self.labels.language == "zh" else ", "

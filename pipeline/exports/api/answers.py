"""The answers of the API: one envelope around an index, a list or a record.

In: the rows of a release and where it is published. Out: trees of typed values, each with the path it is served at.
Every answer has the same five members: `version`, `license`, `kind`, `links`, `data`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.exports.api.kinds import KIND_OF, KINDS, TOLD_WHOLE, Kind, name_fields, summary_fields
from pipeline.exports.api.rows import Records, Row, Value, entries, reference_name, told_references
from pipeline.publication import Publication

FOLDER = "api/v1"
Tree = dict[str, Any]


@dataclass(frozen=True)
class Answers:
    """All that the API answers, for one release."""

    records: Records
    publication: Publication

    def listing(self, kind: Kind) -> Tree:
        """Every record of a kind, with few facts of each."""
        links = {"self": self._url(f"{FOLDER}/{kind.name}.json"), "index": self._url(f"{FOLDER}/index.json")}
        return self.envelope(kind.name, links, [self.summary(kind.table, row) for row in self.records.rows[kind.table]])

    def record(self, kind: Kind, row: Row) -> Tree:
        """One record: its fields as in the table, where it comes from, and what is related to it."""
        references = self._references(kind.table, row)
        links = {
            "self": self.address(kind, row),
            "list": self._url(f"{FOLDER}/{kind.name}.json"),
            **self._pages(kind.table, row),
            **{name: entry["links"]["self"] for name, entry in references.items() if entry is not None},
        }
        told: Tree = {}
        if "char_start" in row:  # then document and section are told with the quote
            told["provenance"] = self._provenance(row, references.pop("document"))
            references.pop("section", None)
        return self.envelope(kind.name, links, {**row, **told, "related": {**references, **self._related(kind, row)}})

    def envelope(self, kind: str, links: Tree, content: Any) -> Tree:
        """The members that every answer has."""
        license_name = self.publication.shared["licenses"][0]["name"]
        version = self.publication.version
        return {"version": version, "license": license_name, "kind": kind, "links": links, "data": content}

    def summary(self, table: str, row: Row) -> Tree:
        """A row as lists and other records show it."""
        references = told_references(self.records, table)
        told: Tree = {}
        for field in summary_fields(table):
            if field in references:
                told[reference_name(field)] = self._reference(references[field], row[field])
            else:
                told[field] = row[field]
        own = {"self": self.address(KIND_OF[table], row)} if table in KIND_OF else {}
        links = {**own, **self._pages(table, row)}
        return {**told, "links": links} if own or "quote" in told else told

    def key(self, kind: Kind, row: Row) -> str:
        """The id of a record."""
        return str(row[self.records.key(kind.table)])

    def address(self, kind: Kind, row: Row) -> str:
        """Where a record is served."""
        return self._url(f"{FOLDER}/{kind.name}/{self.key(kind, row)}.json")

    def page(self, kind: Kind, row: Row) -> str:
        """Where the website shows a record, below the root of a language."""
        key = self.key(kind, row)
        document, _, own = key.partition("/")
        page = kind.page.format(id=key, document=document, own=own)
        return page.partition("#")[0] if kind.table == "sections" and not self._has_heading(row) else page

    def _has_heading(self, section: Row) -> bool:
        """Whether a section begins with an anchor in the annotated text; of a press report only clauses are shown."""
        document = self.records.row("documents", section["document_id"])
        assert document is not None
        return section["level"] != 0 and document["rights"] != "press-quotes-only"

    def _related(self, kind: Kind, row: Row) -> Tree:
        """What refers to the record, or stands in it."""
        key = self.key(kind, row)
        related: Tree = {"contents": self._contents(row)} if kind.table == "documents" else {}
        if kind.table == "areas":
            related["members"] = [self._reference("areas", member) for member in entries(row["members"])]
        for inner in kind.nested:
            found = [inside for field in inner.fields for inside in self.records.where(inner.table, field, key)]
            related[inner.name] = [self.summary(inner.table, inside) for inside in found]
        return related

    def _references(self, table: str, row: Row) -> Tree:
        """What the record itself refers to, with names."""
        references = self.records.references(table)
        return {reference_name(field): self._reference(other, row[field]) for field, other in references.items()}

    def _reference(self, table: str, key: Value) -> Tree | None:
        row = self.records.row(table, key)
        if row is None or table in TOLD_WHOLE:
            return None if row is None else self.summary(table, row)
        zh, en = name_fields(table)
        links = {"self": self.address(KIND_OF[table], row)} if table in KIND_OF else self._pages(table, row)
        return {"id": key, "name": row[zh], "name_en": row[en] if en else None, "links": links}

    def _pages(self, table: str, row: Row) -> Tree:
        """The record's page in both languages, and its sentence in the annotated text."""
        links: Tree = {}
        if table in KIND_OF:
            page = self.page(KIND_OF[table], row)
            links = {"page": self._url(page), "page_en": self._url(f"en/{page}")}
        if row.get("quote"):
            links["text"] = self._text(row)
        return links

    def _text(self, row: Row) -> str:
        return self._url(f"documents/{row['document_id']}/#q-{row['char_start']}-{row['char_end']}")

    def _provenance(self, row: Row, reference: Tree) -> Tree:
        """Document, section and sentence; a section's own row has no quote."""
        document = self.records.row("documents", row["document_id"])
        assert document is not None
        return {
            "document": reference,
            "section": self._reference("sections", row["section_id"]),
            "headings": self._headings(row["section_id"]),
            "quote": row.get("quote"),
            "char_start": row["char_start"],
            "char_end": row["char_end"],
            "source_url": document["source_url"],
            "source_sha256": document["source_sha256"],
        }

    def _headings(self, section_id: Value) -> list[Tree]:
        """The printed number and the words of each heading above a sentence, outermost first."""
        section = self.records.row("sections", section_id)
        if section is None or section["level"] == 0:
            return []
        own = {"number": section["number"], "heading": section["heading"]}
        return [*self._headings(section["parent_id"]), own]

    def _contents(self, document: Row) -> Tree:
        """How many rows of each table come from a document, and the ids of its records."""
        key = document["document_id"]
        tables = [table for table, schema in self.records.schemas.items() if _is_of_documents(schema)]
        ids = {
            kind.name: [self.key(kind, row) for row in self.records.where(kind.table, "document_id", key)]
            for kind in KINDS
            if kind.in_document
        }
        ids["agencies"] = self._named("agency_id", key, "responsibilities")
        ids["places"] = self._named("area_id", key, "placements", "sites")
        counts = {table: len(self.records.where(table, "document_id", key)) for table in tables}
        return {"counts": counts, "ids": ids}

    def _named(self, field: str, document: Value, *tables: str) -> list[str]:
        found = {row[field] for table in tables for row in self.records.where(table, "document_id", document)}
        return sorted(str(key) for key in found if key is not None)

    def _url(self, path: str) -> str:
        return self.publication.url(path)


def _is_of_documents(schema: Tree) -> bool:
    """Whether a table's rows come from documents."""
    names = [field["name"] for field in schema["fields"]]
    return "document_id" in names and schema["primaryKey"] != ["document_id"]

"""The feeds of changes (Atom, RFC 4287): `feeds/changes.xml` in Chinese, `feeds/changes.en.xml` in English.

In: the tables and the releases made so far. Out: one entry per release, saying how many rows were removed, changed
and added, and one per document. Entries keep their ids whatever the site's address, and no clock is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid5
from xml.etree import ElementTree

from pipeline.exports.api.rows import Records, Row, read_records
from pipeline.exports.days import document_day
from pipeline.exports.source import Source
from pipeline.packages.descriptor import PROJECT
from pipeline.publication import Publication
from pipeline.releases import Release, TableChanges
from pipeline.tables import read_table_schemas

ATOM = "http://www.w3.org/2005/Atom"
NAMES = {"zh": "changes.xml", "en": "changes.en.xml"}
TITLES = {"zh": "规划数据：更新", "en": "Plans as data: changes"}
TAGS = {"zh": "zh-Hans", "en": "en"}
COUNTED = ("clusters", "targets", "observations", "responsibilities", "placements")
Counts = tuple[int, int, int]  # rows removed, changed, added
# What XML 1.0 cannot hold, such as "\x1b"
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Text:
    """Words in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Entry:
    """One thing that happened: what it is about (`releases/0.2.0`), when, and where to read it."""

    subject: str
    day: date
    title: Text
    summary: Text
    page: str


def write_feeds(source: Source, out: Path) -> None:
    """Writes both feeds to `out`/feeds/."""
    records = read_records(source.tables, read_table_schemas(source.schemas))
    entries = find_entries(records, source.publication.releases)
    folder = out / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    for language, name in NAMES.items():
        (folder / name).write_bytes(build_feed(entries, source.publication, language))


def find_entries(records: Records, releases: Sequence[Release]) -> list[Entry]:
    """Releases and documents, newest first."""
    found = [_release_entry(release, records) for release in releases]
    found += [_document_entry(row, records) for row in records.rows["documents"]]
    return sorted(found, key=lambda entry: (-entry.day.toordinal(), entry.subject))


def build_feed(entries: Sequence[Entry], publication: Publication, language: str) -> bytes:
    """The feed of one language."""
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": TAGS[language]})
    _say(feed, "id", _urn(f"feeds/{language}"))
    _say(feed, "title", TITLES[language])
    _say(feed, "updated", _moment(max((entry.day for entry in entries), default=date(1970, 1, 1))))
    author = ElementTree.SubElement(feed, "author")
    _say(author, "name", publication.shared["contributors"][0]["title"])
    _say(feed, "rights", publication.shared["licenses"][0]["title"])
    _link(feed, publication.url(f"feeds/{NAMES[language]}"), "self", "application/atom+xml", language)
    for other in NAMES.keys() - {language}:
        _link(feed, publication.url(f"feeds/{NAMES[other]}"), "alternate", "application/atom+xml", other)
    _link(feed, publication.url(_root(language)), "alternate", "text/html", language)
    for entry in entries:
        _add(feed, entry, publication, language)
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _release_entry(release: Release, records: Records) -> Entry:
    counted = [_counts(changes) for changes in release.tables]
    total = (sum(each[0] for each in counted), sum(each[1] for each in counted), sum(each[2] for each in counted))
    title = Text(f"版本 {release.version}：{_zh(total)}", f"Version {release.version}: {_en(total)}")
    touched = [changes for changes in release.tables if any(_counts(changes))]
    zh = "；".join(f"{records.schemas[changes.table]['title']}：{_zh(_counts(changes))}" for changes in touched)
    en = "; ".join(f"{records.schemas[changes.table]['title_en']}: {_en(_counts(changes))}" for changes in touched)
    day = date.fromisoformat(release.date)
    return Entry(f"releases/{release.version}", day, title, Text(zh, en), "changes/")


def _counts(changes: TableChanges) -> Counts:
    return changes.removed, changes.changed, changes.added


def _zh(counts: Counts) -> str:
    removed, changed, added = counts
    return f"删去 {removed} 行，更改 {changed} 行，新增 {added} 行"


def _en(counts: Counts) -> str:
    removed, changed, added = counts
    return f"rows removed: {removed}, changed: {changed}, added: {added}"


def _document_entry(row: Row, records: Records) -> Entry:
    key = str(row["document_id"])
    counts = {table: len(records.where(table, "document_id", key)) for table in COUNTED}
    schemas = records.schemas
    zh = "、".join(f"{schemas[table]['title']} {count}" for table, count in counts.items() if count)
    en = ", ".join(f"{schemas[table]['title_en'].lower()} {count}" for table, count in counts.items() if count)
    issuer = row["issuer"] or ""
    summary = Text("；".join(filter(None, (str(issuer), zh))), "; ".join(filter(None, (str(issuer), en))))
    title = Text(f"文件：{row['title']}", f"Document: {row['title_en']}")
    return Entry(f"documents/{key}", document_day(row), title, summary, f"documents/{key}/")


def _add(feed: ElementTree.Element, entry: Entry, publication: Publication, language: str) -> None:
    element = ElementTree.SubElement(feed, "entry")
    _say(element, "id", _urn(entry.subject))
    _say(element, "title", entry.title.of(language))
    _say(element, "updated", _moment(entry.day))
    _link(element, publication.url(_root(language) + entry.page), "alternate", "text/html", language)
    _say(element, "summary", entry.summary.of(language) or entry.title.of(language))


def _say(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = UNWRITABLE.sub("\ufffd", text)


def _link(parent: ElementTree.Element, address: str, relation: str, kind: str, language: str) -> None:
    attributes = {"rel": relation, "type": kind, "hreflang": TAGS[language], "href": address}
    ElementTree.SubElement(parent, "link", attributes)


def _urn(subject: str) -> str:
    """An id that outlives the site's address (RFC 4287 §4.2.6 wants ids that never change)."""
    return uuid5(PROJECT, subject).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _root(language: str) -> str:
    return "" if language == "zh" else "en/"

"""What the search can find: one entry per page and per thing with a place of its own on a page.

In: a view and its pages. Out: entries in the language of the view, each with its names, where it stands and its words.
The words of a document are those its page shows: of a press report the quoted clauses only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.pages.annotated import Block, Node, Run
from pipeline.pages.clusters import lead_agencies, placements
from pipeline.pages.documents import heading_words
from pipeline.pages.links import page_of
from pipeline.pages.marks import FAMILIES
from pipeline.pages.render import Page, visible
from pipeline.pages.rows import Row
from pipeline.pages.view import View

PAGES = "pages"
SEPARATOR = " · "
PAGE_MARK = "page-mark"
FAMILY = {"agencies": "agency", "areas": "place", "indicators": "target"}  # of kinds that are marked in no text
TITLE = re.compile(r"^title: (.{1,200})$", re.MULTILINE)  # title: 方法
WRITTEN = re.compile(r"^#{1,3} (.{1,200}?)(?: \{#([a-z0-9-]{1,64})\})?$", re.MULTILINE)  # ## 文本 {#texts}
# [覆盖](../coverage/index.md), **原文**, | 字段 | 取值 |, |---|---|, - 一项
MARKUP = re.compile(r"\]\([^)]{0,300}\)|<!--.{0,200}?-->|[*`|\[#]|\{#[a-z0-9-]{1,64}\}|-{3,}|--?:|^- ", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A thing people look for; `place` is a path below the language's root, with an anchor where it is part of a page.

    `other` is its name in the other language, `context` says in a few words where it belongs, `text` is what is said;
    `sentences` are the anchors of sentences in `text`, each with the position at which its sentence begins.
    """

    kind: str
    place: str
    title: str
    other: str = ""
    aliases: tuple[str, ...] = ()
    context: str = ""
    text: str = ""
    sentences: tuple[tuple[int, str], ...] = ()


def page_entries(view: View, pages: Sequence[Page]) -> list[Entry]:
    """All entries of pages made from a view, kind by kind in the order of KINDS, then the words of the documents."""
    found = [entry for entries in KINDS.values() for entry in entries(view)]
    taken = {entry.place for entry in found}
    for page in pages:
        if page.template == "document.html":
            found += _passages(view, page)
        if page.template == "dictionary.html":
            found += _dictionary(view, page)
        if page.searchable and page.path not in taken:
            found.append(Entry(PAGES, page.path, visible(page.title), text=visible(page.description)))
    return found


def written_entries(path: str, markdown: str) -> Iterator[Entry]:
    """The sections of a hand-written page; its first heading stands for the whole page."""
    title = TITLE.search(markdown)
    begins = list(WRITTEN.finditer(markdown))
    for begin, after in zip(begins, [*begins[1:], None], strict=True):
        words = markdown[begin.end() : after.start() if after else len(markdown)]
        text = " ".join(MARKUP.sub(" ", words).split())
        own = begin is begins[0]
        place = path if own or not begin.group(2) else f"{path}#{begin.group(2)}"
        yield Entry(PAGES, place, begin.group(1), context=title.group(1) if title and not own else "", text=text)


def kind_family(kind: str) -> str:
    """Whose colour a kind of entry has."""
    return FAMILIES.get(kind) or FAMILY.get(kind, "document")


def _documents(view: View) -> Iterator[Entry]:
    for document_id in view.corpus.plans:
        row = view.corpus.row("documents", document_id)
        if row is not None:
            aliases = tuple(name for name in (view.document_name(document_id), row["number"]) if name)
            yield _named(view, row, ("title", "title_en"), aliases, [row["issuer"], row["number"]])


def _clusters(view: View) -> Iterator[Entry]:
    for row in _each(view, "clusters"):
        about = [view.labels.short("clusters", "kind", row["kind"]), view.document_name(row["document_id"])]
        yield _named(view, row, aliases=row.list("aliases"), context=about, text=_in_short(view, row))


def _in_short(view: View, cluster: Row) -> str:
    """Who leads a cluster and where it is placed."""
    placed = [view.of("areas", row["area_id"]) for row in placements(view, cluster)]
    rows = {
        view.labels.short("responsibilities", "role", "lead"): lead_agencies(view, cluster),
        view.labels.table("placements"): dict.fromkeys(area for area in placed if area is not None),
    }
    names = {label: view.separator.join(map(view.name, found)) for label, found in rows.items() if found}
    return SEPARATOR.join(view.labels.say("search_said", label=label, names=said) for label, said in names.items())


def _focus_areas(view: View) -> Iterator[Entry]:
    for row in _each(view, "focus_areas"):
        about = [view.name(view.of("clusters", row["cluster_id"])), view.document_name(row["document_id"])]
        yield _named(view, row, context=about)


def _changes(view: View) -> Iterator[Entry]:
    for row in _each(view, "cluster_changes"):
        about = [view.document_name(row["document_id"])]
        names = tuple(name for name in (row["to_name"], row["from_name"], row["from_name_en"]) if name)
        yield _titled(view, row, view.title(row), names, about, _sentence(view, row))


def _amounts(view: View, table: str) -> Iterator[Entry]:
    for row in _each(view, table):
        indicator = view.of("indicators", row["indicator_id"])
        whose = [view.name(view.of("areas", row["area_id"])), view.name(view.of("clusters", row["cluster_id"]))]
        about = [*whose, view.deadline(row), view.document_name(row["document_id"])]
        title = f"{view.title(row)} {view.figure(row).plain}"
        other = view.other_name(indicator) if indicator is not None else ""
        yield _titled(view, row, title, (view.title(row),), about, _sentence(view, row), other)


def _agencies(view: View) -> Iterator[Entry]:
    for row in view.corpus["agencies"]:
        about = [view.labels.short("agencies", "kind", row["kind"]), view.name(view.of("areas", row["area_id"]))]
        yield _named(view, row, aliases=row.list("aliases"), context=about)


def _areas(view: View) -> Iterator[Entry]:
    for row in view.corpus["areas"]:
        above = view.of("areas", row["parent_id"])
        about = [view.labels.short("areas", "kind", row["kind"]), view.name(above)]
        yield _named(view, row, ("full_name", "name_en"), (row["name"], *row.list("aliases")), about)


def _indicators(view: View) -> Iterator[Entry]:
    for row in view.corpus["indicators"]:
        definition = row["definition"] if view.labels.language == "zh" else row["definition_en"]
        yield _named(view, row, aliases=row.list("words"), text=definition)


def _sites(view: View) -> Iterator[Entry]:
    for row in _each(view, "sites"):
        about = [view.labels.short("sites", "kind", row["kind"]), view.name(view.of("areas", row["area_id"]))]
        about += [view.name(view.of("clusters", row["cluster_id"])), view.document_name(row["document_id"])]
        yield _named(view, row, context=about, text=_sentence(view, row))


def _measures(view: View) -> Iterator[Entry]:
    for row in _each(view, "measures"):
        about = [view.labels.short("measures", "kind", row["kind"]), view.document_name(row["document_id"])]
        yield _named(view, row, ("heading", "heading_en"), context=about)


def _each(view: View, table: str) -> Iterator[Row]:
    """A table's rows, document by document, in the order of the text."""
    for document_id in view.corpus.plans:
        yield from view.corpus.of_document(table, document_id)


def _named(
    view: View,
    row: Row,
    fields: tuple[str, str] = ("name", "name_en"),
    aliases: Sequence[str] = (),
    context: Sequence[str] = (),
    text: str = "",
) -> Entry:
    """An entry of a row whose name is written in both languages."""
    own, other = fields if view.labels.language == "zh" else reversed(fields)
    return _titled(view, row, row[own], aliases, context, text, row[other])


def _titled(
    view: View, row: Row, title: str, aliases: Sequence[str], context: Sequence[str], text: str, other: str = ""
) -> Entry:
    shown = SEPARATOR.join(visible(words) for words in context if words)
    different = tuple(dict.fromkeys(visible(name) for name in aliases if name not in {title, other}))
    return Entry(row.table, view.place(row), visible(title), visible(other), different, shown, visible(text))


def _sentence(view: View, row: Row) -> str:
    said = view.sentence(row)
    return f"{said.before}{said.quote}{said.after}" if said else ""


def _passages(view: View, page: Page) -> Iterator[Entry]:
    """The annotated text of a document, section by section, each sentence with its anchor."""
    document: Row = page.context["row"]
    sections = {f"s{row['path']}": row for row in view.corpus.where("sections", "document_id", document.key)}
    anchor, text, sentences = "text", "", list[tuple[int, str]]()
    for block in page.context["blocks"]:
        for begun in block.anchors:
            yield _passage(view, document, sections.get(anchor), text, sentences)
            anchor, text, sentences = begun, "", []
        text += "…" if block.kind == "ellipsis" and text else ""
        for starts, words in _sentences(block):
            sentences += [(len(text), starts)] if starts else []
            text += words
    yield _passage(view, document, sections.get(anchor), text, sentences)


def _passage(view: View, document: Row, section: Row | None, text: str, sentences: list[tuple[int, str]]) -> Entry:
    """A section with its words, or the words before the first section."""
    name = view.document_name(document.key)
    if section is None:
        place = f"{page_of('documents', document.key)}#text"
        return Entry("sections", place, name, text=text, sentences=tuple(sentences))
    title, place = visible(heading_words(section)), view.section_place(section)
    return Entry("sections", place, title, context=name, text=text, sentences=tuple(sentences))


def _sentences(block: Block) -> Iterator[tuple[str, str]]:
    """The anchors and words of a block that is not a heading."""
    if block.kind != "heading":
        for sentence in block.sentences:
            yield sentence.anchor, visible("".join(_words(sentence.content)))


def _words(content: Sequence[Node | tuple[Run, ...]]) -> Iterator[str]:
    for part in content:
        if isinstance(part, Node):
            yield from _words(part.children)
        else:
            yield from (run.text for run in part if run.role != PAGE_MARK)


def _dictionary(view: View, page: Page) -> Iterator[Entry]:
    """The tables of the data dictionary with the names of their fields."""
    for table in page.context["tables"]:
        fields = "、".join(view.labels.field(table.name, field["name"]) for field in table.fields)
        text = f"{view.labels.table_description(table.name)} {fields}"
        title = f"{view.labels.table(table.name)} {table.name}"
        yield Entry(PAGES, f"{page.path}#{table.name}", title, context=page.title, text=text)


KINDS: dict[str, Callable[[View], Iterator[Entry]]] = {
    "documents": _documents,
    "clusters": _clusters,
    "agencies": _agencies,
    "areas": _areas,
    "indicators": _indicators,
    "cluster_changes": _changes,
    "targets": lambda view: _amounts(view, "targets"),
    "observations": lambda view: _amounts(view, "observations"),
    "sites": _sites,
    "measures": _measures,
    "focus_areas": _focus_areas,
}

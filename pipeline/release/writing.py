"""A difference as text for a terminal, Markdown for a pull request, HTML for reading at length, JSON for programs.

In: a difference and its step. Out: one text, in Chinese or English, what was removed first, then what changed, then
what was added; of each the schemas first, then table by table. JSON holds every row in full, so that it can be applied.
Text of plans is foreign: it is escaped for the form it stands in and kept on one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from markupsafe import Markup, escape

from pipeline.problems import Language, excerpt
from pipeline.release.difference import Difference, TableDifference, spread
from pipeline.release.versions import Step
from pipeline.releases import KINDS, FieldChange, Kind, RowChange, SchemaChange

Format = Literal["text", "markdown", "json", "html"]

FORMAT = 1
LONGEST_VALUE = 120
SIGNS: dict[Kind, str] = {"removed": "-", "changed": "~", "added": "+"}
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~<>&@$])")  # 《方案》[草案] is not a link
WORDS = {
    "removed": {"zh": "删除", "en": "Removed"},
    "changed": {"zh": "改动", "en": "Changed"},
    "added": {"zh": "新增", "en": "Added"},
    "schemas": {"zh": "表与字段", "en": "Tables and fields"},
    "moved": {"zh": "只是在原文中移了位置的行：{count}", "en": "rows that only moved within their text: {count}"},
    "more": {"zh": "未列出的行：{count}", "en": "rows not shown: {count}"},
    "step": {"zh": "改动的级别：{step}", "en": "step of these changes: {step}"},
    "none": {"zh": "数据表没有差别", "en": "the tables do not differ"},
    "title": {"zh": "数据的差别：{old} → {new}", "en": "What differs in the data: {old} → {new}"},
    "empty": {"zh": "（空）", "en": "(empty)"},
}
STYLE = """
:root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2rem; border-bottom: 1px solid; }
li { margin: .4rem 0; overflow-wrap: anywhere; }
code { font: .9em ui-monospace, monospace; }
blockquote { margin: .1rem 0; opacity: .8; }
"""


@dataclass(frozen=True)
class Block:
    """What one table has of one kind; `more` rows are not shown, `moved` ones are only counted."""

    kind: Kind
    title: str
    count: int
    rows: tuple[RowChange, ...] = ()
    schemas: tuple[SchemaChange, ...] = ()
    moved: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.rows) - len(self.schemas)


def write_difference(difference: Difference, step: Step, format: Format, language: Language, samples: int = 0) -> str:
    """The difference in the given form; `samples` is the most rows shown of each kind and table, 0 for all."""
    if format == "json":
        return json.dumps(difference_tree(difference, step), ensure_ascii=False, indent=2) + "\n"
    blocks = list(_blocks(difference, language, samples))
    writers = {"text": _text, "markdown": _markdown, "html": _html}
    return writers[format](difference, step, blocks, language)


def difference_tree(difference: Difference, step: Step) -> dict[str, Any]:
    """The JSON form: removed and added rows in full, changed ones by key and field."""
    tables = [
        {
            "table": table.table,
            "key": table.key_fields,
            "removed": list(table.removed),
            "changed": [asdict(row) for row in table.changed],
            "added": list(table.added),
        }
        for table in difference.tables
    ]
    schemas = [asdict(change) for change in difference.schemas]
    versions = {"old": difference.old, "new": difference.new, "step": step}
    return {"format": FORMAT, **versions, "schemas": schemas, "tables": tables}


def _blocks(difference: Difference, language: Language, samples: int) -> Iterator[Block]:
    for kind in KINDS:
        schemas = tuple(change for change in difference.schemas if change.kind == kind)
        if schemas:
            yield Block(kind, WORDS["schemas"][language], len(schemas), schemas=schemas)
        for table in difference.tables:
            rows, moved = table.rows(kind), len(table.moved) if kind == "changed" else 0
            if rows or moved:
                shown = spread(rows, samples) if samples else rows
                yield Block(kind, _table_title(table, language), len(rows), shown, moved=moved)


def _table_title(table: TableDifference, language: Language) -> str:
    title = table.schema["title" if language == "zh" else "title_en"]
    return f"{table.table} · {title}"


def _text(difference: Difference, step: Step, blocks: Sequence[Block], language: Language) -> str:
    lines = [_title(difference, language), _say("step", language, step=step) if difference else _say("none", language)]
    for block in blocks:
        lines += ["", f"{SIGNS[block.kind]} {WORDS[block.kind][language]} · {block.title} ({block.count})"]
        lines += [f"  {SIGNS[block.kind]} {_schema_line(change, language)}" for change in block.schemas]
        for row in block.rows:
            lines.append(f"  {SIGNS[block.kind]} {_key(row)}" + (f"  “{excerpt(row.label)}”" if row.label else ""))
            lines += [f"      {change.field}: {_step(change, language)}" for change in row.fields]
        lines += [f"  {line}" for line in _remarks(block, language)]
    return "\n".join(lines) + "\n"


def _markdown(difference: Difference, step: Step, blocks: Sequence[Block], language: Language) -> str:
    lines = [f"## {_plain(_title(difference, language))}", ""]
    lines += [_say("step", language, step=f"**{step}**") if difference else _say("none", language)]
    for number, block in enumerate(blocks):
        if number == 0 or blocks[number - 1].kind != block.kind:
            lines += ["", f"### {WORDS[block.kind][language]}"]
        lines += ["", f"**{_plain(block.title)}** ({block.count})", ""]
        lines += [f"- {_plain(_schema_line(change, language))}" for change in block.schemas]
        for row in block.rows:
            fields = "".join(f"<br>{_plain(each.field)}: {_plain(_step(each, language))}" for each in row.fields)
            lines.append(f"- **{_plain(_key(row))}** {_plain(excerpt(row.label))}{fields}")
        lines += [f"- *{line}*" for line in _remarks(block, language)]
    return "\n".join(lines) + "\n"


def _html(difference: Difference, step: Step, blocks: Sequence[Block], language: Language) -> str:
    title = _title(difference, language)
    body = [Markup("<h1>{}</h1>").format(title)]
    body.append(Markup("<p>{}</p>").format(_say("step", language, step=step) if difference else _say("none", language)))
    for number, block in enumerate(blocks):
        if number == 0 or blocks[number - 1].kind != block.kind:
            body.append(Markup("<h2>{}</h2>").format(WORDS[block.kind][language]))
        rows = [Markup("<li>{}</li>").format(_schema_line(change, language)) for change in block.schemas]
        rows += [_html_row(row, language) for row in block.rows]
        rows += [Markup("<li>{}</li>").format(line) for line in _remarks(block, language)]
        heading = Markup("<h3>{} ({})</h3>").format(block.title, block.count)
        body.append(heading + Markup("\n<ul>\n") + Markup("\n").join(rows) + Markup("\n</ul>"))
    tag = "zh-Hans" if language == "zh" else "en"
    head = f'<!doctype html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    inner = "\n".join(body)
    return f"{head}{viewport}<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{inner}\n</main>\n</body>\n</html>\n"


def _html_row(row: RowChange, language: Language) -> Markup:
    label = Markup('<blockquote lang="zh-Hans">{}</blockquote>').format(excerpt(row.label)) if row.label else Markup("")
    fields = [
        Markup("<div>{}: <del>{}</del> → <ins>{}</ins></div>").format(
            change.field, _value(change.old, language), _value(change.new, language)
        )
        for change in row.fields
    ]
    return Markup("<li><code>{}</code>{}{}</li>").format(_key(row), label, Markup("").join(fields))


def _remarks(block: Block, language: Language) -> list[str]:
    """What is said in a number instead of row by row."""
    more = [_say("more", language, count=block.more)] if block.more else []
    return more + ([_say("moved", language, count=block.moved)] if block.moved else [])


def _schema_line(change: SchemaChange, language: Language) -> str:
    where = f"{change.table}.{change.field}" if change.field else change.table
    if change.kind == "removed":
        return f"{where}: {change.aspect} {excerpt(change.old)}"
    if change.kind == "added":
        return f"{where}: {change.aspect} {excerpt(change.new)}"
    return f"{where}: {change.aspect} {_value(change.old, language)} → {_value(change.new, language)}"


def _step(change: FieldChange, language: Language) -> str:
    return f"{_value(change.old, language)} → {_value(change.new, language)}"


def _value(text: str, language: Language) -> str:
    return excerpt(text, LONGEST_VALUE) if text else WORDS["empty"][language]


def _key(row: RowChange) -> str:
    return excerpt(", ".join(row.key), LONGEST_VALUE)


def _title(difference: Difference, language: Language) -> str:
    return _say("title", language, old=excerpt(difference.old), new=excerpt(difference.new))


def _say(name: str, language: Language, **values: object) -> str:
    return WORDS[name][language].format(**values)


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return MARKDOWN.sub(lambda found: f"&#{ord(found.group())};", text)

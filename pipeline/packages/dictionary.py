"""The README of a package: what it holds, from which documents, and every field of every table, zh and en."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

HOW_TO_READ = """\
每张表有一个 CSV 文件（UTF-8，无 BOM，逗号分隔）和一个内容相同的 JSON 文件。数值是精确的十进制数，\
请勿按二进制浮点数读取；空白表示原文未说；`|` 分隔的字段在 JSON 中是数组。\
`char_start`、`char_end` 是来源文本中的码点位置，左闭右开。带 \\* 的字段必填。

Each table is a CSV file (UTF-8, no BOM, commas) and a JSON file with the same rows. Numbers are exact decimals; \
do not read them as binary floats. Empty means that the source does not say. A field joined with `|` is an array \
in JSON. `char_start` and `char_end` are code-point offsets into the source text, half-open. \
Fields marked \\* are always filled."""
HOW_TO_VERIFY = """\
`sources/` 中存有每份文件的文本，供离线核对：公文全文照录，一字节不差；新闻报道只留本数据所引的原文，\
其余每个字以 □ 代替，换行保留，故位置不变。`MANIFEST.json` 列出每个文件的 SHA-256。`plans verify` 后接本文件夹，\
即重新核对校验和、各表、每条引文与每个数值。

`sources/` carries the text of every document, so that all can be checked offline: official documents in full, byte \
for byte; press reports with only the words quoted in this data, every other character replaced by □ and line breaks \
kept, so that offsets hold. `MANIFEST.json` lists the SHA-256 of every file. `plans verify` with this folder checks \
sums, tables, and every quote and value anew."""
FORMS = {"full": "全文 / full", "quotes-only": "仅引文 / quotes only"}


def build_readme(descriptor: dict[str, Any]) -> str:
    """Markdown from the package's descriptor."""
    return "\n\n".join(_parts(descriptor)) + "\n"


def _parts(descriptor: dict[str, Any]) -> Iterator[str]:
    yield f"# {descriptor['title']} / {descriptor['title_en']}"
    yield descriptor["description"]
    yield descriptor["description_en"]
    licenses = ", ".join(f"[{entry['title']}]({entry['path']})" for entry in descriptor["licenses"])
    yield f"版本 / version {descriptor['version']} · 许可 / license {licenses} · `{descriptor['id']}`"
    yield "## 怎样读 / How to read"
    yield HOW_TO_READ
    yield "## 怎样核对 / How to verify"
    yield HOW_TO_VERIFY
    yield "## 来源文件 / Documents"
    heads = ["document_id", "标题 / title", "rights", "随附文本 / carried text"]
    yield _table(heads, [_document(entry) for entry in descriptor["sources"]])
    yield "## 数据字典 / Data dictionary"
    for resource in descriptor["resources"]:
        yield from _resource_parts(resource)


def _document(source: dict[str, Any]) -> list[str]:
    title = f"{source['title']} / {source['title_en']}"
    linked = f"[{_cell(title)}](<{source['path']}>)" if "path" in source else _cell(title)
    archived = source["archived"]
    carried = f"[{FORMS[archived['form']]}]({archived['path']})"
    return [f"`{source['document_id']}`", linked, f"`{source['rights']}`", carried]


def _resource_parts(resource: dict[str, Any]) -> Iterator[str]:
    name, schema = resource["name"], resource["schema"]
    yield f"### {name}: {resource['title']} / {resource['title_en']}"
    yield f"[{name}.csv]({name}.csv) · [{name}.json]({name}.json)"
    yield f"{resource['description']} {resource['description_en']}"
    yield f"主键 / primary key: {_codes(schema['primaryKey'])}"
    if keys := schema.get("foreignKeys"):
        links = [f"{_codes(key['fields'])} → {key['reference']['resource'] or name}" for key in keys]
        yield f"外键 / foreign keys: {', '.join(links)}"
    rows = [_field(field) for field in schema["fields"]]
    yield _table(["字段 / field", "类型 / type", "单位 / unit", "说明 / description"], rows)


def _field(field: dict[str, Any]) -> list[str]:
    required = " \\*" if field.get("constraints", {}).get("required") else ""
    words = f"**{field['title']}** {field['description']}<br>**{field['title_en']}** {field['description_en']}"
    choices = "<br>".join(
        f"`{value}` {label['zh']} / {label['en']}" for value, label in field.get("enum_labels", {}).items()
    )
    description = f"{words}<br>{choices}" if choices else words
    return [f"`{field['name']}`{required}", field["type"], _cell(field.get("unit", "")), _cell(description)]


def _codes(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

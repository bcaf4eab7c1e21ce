"""The shapes of the API's answers as JSON Schemas (2020-12), made from the table schemas and the list of kinds.

In: the rows' schemas. Out: `components/schemas` of the OpenAPI document. Fields, types, bounds, enums and
descriptions are those of schemas/tables; a field that may be empty may be null, a joined field is an array.
"""

from __future__ import annotations

from typing import Any

from pipeline.exports.api.answers import Tree
from pipeline.exports.api.kinds import KIND_OF, KINDS, ROW_NAMES, SUMMARIES, TOLD_WHOLE, Kind, summary_fields
from pipeline.exports.api.rows import Records, reference_name, told_references

ADDRESS = {"type": "string", "format": "uri"}
TEXT = {"type": ["string", "null"]}
LINKS = {
    "type": "object",
    "description": "绝对网址 / Absolute addresses",
    "required": ["self"],
    "properties": {"self": ADDRESS},
    "additionalProperties": ADDRESS,
}


def answer_shapes(records: Records) -> dict[str, Tree]:
    """Every named schema, in order."""
    shapes: dict[str, Tree] = {"Reference": _reference(), "Provenance": _provenance(records), "Index": _index()}
    for kind in KINDS:
        one, many = {"$ref": _at(kind.singular)}, {"type": "array", "items": {"$ref": _at(_short(kind.table))}}
        shapes[kind.singular] = _record(records, kind)
        shapes[f"{kind.singular}Answer"] = _envelope(kind.name, one)
        shapes[f"{kind.singular}List"] = _envelope(kind.name, many)
    return shapes | {_short(table): _summary(records, table) for table in SUMMARIES}


def answer_name(kind: Kind) -> str:
    """The reference to the schema of a record's file."""
    return _at(f"{kind.singular}Answer")


def list_name(kind: Kind) -> str:
    """The reference to the schema of a list's file."""
    return _at(f"{kind.singular}List")


def field_shape(field: Tree) -> Tree:
    """One field of a table: what a value of it is in JSON."""
    constraints = field.get("constraints", {})
    words = {"title": f"{field['title']} / {field['title_en']}", "description": _described(field)}
    unit = {"x-unit": field["unit"]} if "unit" in field else {}
    if "delimiter" in field:
        return {**words, "type": "array", "items": {"type": "string", "minLength": 1}}
    required = constraints.get("required", False)
    kind = "string" if field["type"] == "date" else field["type"]
    bounds = {name: constraints[name] for name in ("minimum", "maximum", "maxLength") if name in constraints}
    shape: Tree = {**words, "type": kind if required else [kind, "null"], **bounds, **unit}
    if "pattern" in constraints:
        shape["pattern"] = f"^(?:{constraints['pattern']})$"
    if "enum" in constraints:
        shape["enum"] = constraints["enum"] if required else [*constraints["enum"], None]
    return {**shape, "format": "date"} if field["type"] == "date" else shape


def _described(field: Tree) -> str:
    """The description in both languages, and what each enum value means."""
    values = [f"- `{name}` {words['zh']} / {words['en']}" for name, words in field.get("enum_labels", {}).items()]
    words = f"{field['description']}\n\n{field['description_en']}"
    return "\n\n".join([words, "\n".join(values)]) if values else words


def _record(records: Records, kind: Kind) -> Tree:
    schema = records.schemas[kind.table]
    properties: dict[str, Tree] = {field["name"]: field_shape(field) for field in schema["fields"]}
    related: dict[str, Tree] = {
        reference_name(field): _referred(other) for field, other in records.references(kind.table).items()
    }
    if "char_start" in properties:
        properties["provenance"] = {"$ref": _at("Provenance")}
        related = {name: shape for name, shape in related.items() if name not in {"document", "section"}}
    if kind.table == "documents":
        related["contents"] = _contents()
    if kind.table == "areas":
        related["members"] = {"type": "array", "items": {"$ref": _at("Reference")}}
    for inner in kind.nested:
        related[inner.name] = {"type": "array", "items": {"$ref": _at(_short(inner.table))}}
    properties["related"] = _object(related, "相关的记录 / Related records")
    return _object(properties, f"{schema['description']}\n\n{schema['description_en']}")


def _summary(records: Records, table: str) -> Tree:
    schema, references = records.schemas[table], told_references(records, table)
    fields = {field["name"]: field for field in schema["fields"]}
    properties: dict[str, Tree] = {}
    for name in summary_fields(table):
        if name in references:
            properties[reference_name(name)] = _referred(references[name])
        elif table in KIND_OF:
            properties[name] = {"$ref": f"{_at(KIND_OF[table].singular)}/properties/{name}"}
        else:
            properties[name] = field_shape(fields[name])
    if table in KIND_OF or "quote" in properties:
        properties["links"] = {"type": "object", "additionalProperties": ADDRESS}
    return _object(properties, f"{schema['title']}：概要 / {schema['title_en']}: summary")


def _referred(table: str) -> Tree:
    """A reference with a name; of a target or observation its summary; null where the record names none."""
    target = _short(table) if table in TOLD_WHOLE else "Reference"
    return {"oneOf": [{"$ref": _at(target)}, {"type": "null"}]}


def _reference() -> Tree:
    links = {"type": "object", "additionalProperties": ADDRESS}
    properties = {"id": {"type": "string"}, "name": TEXT, "name_en": TEXT, "links": links}
    return _object(properties, "另一条记录的标识与名称 / The id and names of another record")


def _provenance(records: Records) -> Tree:
    fields = {field["name"]: field_shape(field) for field in records.schemas["documents"]["fields"]}
    offset = {"type": "integer", "minimum": 0}
    properties = {
        "document": {"$ref": _at("Reference")},
        "section": _referred("sections"),
        "headings": {"type": "array", "items": _object({"number": TEXT, "heading": TEXT}, "")},
        "quote": TEXT,
        "char_start": offset,
        "char_end": offset,
        "source_url": fields["source_url"],
        "source_sha256": fields["source_sha256"],
    }
    words = "出自何处：文件、章节、原句及其位置 / Where it stands: document, section, sentence, offsets"
    return _object(properties, words)


def _contents() -> Tree:
    counts = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    ids = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
    words = "各表的行数与各类记录的标识 / Rows of each table, and the ids of each kind"
    return _object({"counts": counts, "ids": ids}, words)


def _index() -> Tree:
    words: Tree = {name: {"type": "string"} for name in ("kind", "title", "title_en", "description", "description_en")}
    links = {"type": "object", "additionalProperties": {"type": "string"}}
    kind = _object({**words, "count": {"type": "integer", "minimum": 0}, "links": links}, "")
    license_shape = _object({"name": {"type": "string"}, "title": {"type": "string"}, "url": ADDRESS}, "")
    content = _object({"license": license_shape, "kinds": {"type": "array", "items": kind}}, "")
    return _envelope("index", content)


def _envelope(kind: str, content: Tree) -> Tree:
    properties = {
        "version": {"type": "string", "description": "数据的版本 / The version of the data"},
        "license": {"type": "string", "description": "许可（SPDX）/ The licence (SPDX)"},
        "kind": {"const": kind},
        "links": LINKS,
        "data": content,
    }
    return _object(properties, "")


def _object(properties: dict[str, Any], description: str) -> Tree:
    """An object that has all of these members; later versions may add others."""
    words = {"description": description} if description else {}
    return {**words, "type": "object", "required": list(properties), "properties": properties}


def _short(table: str) -> str:
    return f"{ROW_NAMES[table]}Summary"


def _at(name: str) -> str:
    return f"#/components/schemas/{name}"

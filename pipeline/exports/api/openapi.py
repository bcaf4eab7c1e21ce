"""The OpenAPI 3.1 document of the API, made from the table schemas and the list of kinds.

In: the answers of a release. Out: `api/v1/openapi.json`: a path for each file that is served, with an example of each.
A file whose id has two parts has two path parameters, because a parameter cannot hold a slash.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.exports.api.answers import FOLDER, Answers, Tree
from pipeline.exports.api.kinds import KINDS, Kind
from pipeline.exports.api.shapes import answer_name, answer_shapes, list_name

TITLE = "规划数据接口 / Plans as data: API"
ABOUT = (
    "地方产业规划里的集群、目标、机构与地区：只读的静态 JSON 文件，无需密钥。所有回答都有同样的五个成员。\n\n"
    "Clusters, targets, agencies and places in Chinese local industrial plans, as static read-only JSON files; "
    "no key is needed. All answers have the same five members.\n\n"
    "v1 之内：只会增加文件、成员和枚举值，不会删去、改名或改变类型；请忽略不认识的成员。\n\n"
    "Within v1, files, members and enum values are only added, never removed, renamed or retyped; "
    "ignore members you do not know."
)


def openapi_document(answers: Answers, examples: Mapping[str, Tree]) -> Tree:
    """`examples`: one record's answer per kind."""
    license_entry = answers.publication.shared["licenses"][0]
    index: Tree = {"/index.json": _get("getIndex", "入口 / Index", "#/components/schemas/Index", [])}
    paths = index | {path: item for kind in KINDS for path, item in _paths(answers, kind, examples).items()}
    return {
        "openapi": "3.1.1",
        "info": {
            "title": TITLE,
            "description": ABOUT,
            "version": answers.publication.version,
            "license": {"name": license_entry["title"], "identifier": license_entry["name"]},
        },
        "externalDocs": {"url": answers.publication.url("api/")},
        "servers": [{"url": answers.publication.url(FOLDER)}],
        "tags": [_tag(answers, kind) for kind in KINDS],
        "paths": paths,
        "components": {"schemas": answer_shapes(answers.records)},
    }


def _paths(answers: Answers, kind: Kind, examples: Mapping[str, Tree]) -> Tree:
    schema = answers.records.schemas[kind.table]
    titles = f"{schema['title']} / {schema['title_en']}"
    parts = ("document", "name") if kind.in_document else ("id",)
    example = examples.get(kind.name)
    key = str(example["data"][answers.records.key(kind.table)]) if example else ""
    values = key.split("/") if key else [""] * len(parts)
    parameters = [_parameter(part, value) for part, value in zip(parts, values, strict=True)]
    listed = _get(f"list{kind.singular}", f"{titles}：列表 / list", list_name(kind), [], kind)
    record = _get(f"get{kind.singular}", titles, answer_name(kind), parameters, kind)
    if example:
        record["get"]["responses"]["200"]["content"]["application/json"]["examples"] = {key: {"value": example}}
    address = "/".join(f"{{{part}}}" for part in parts)
    return {f"/{kind.name}.json": listed, f"/{kind.name}/{address}.json": record}


def _get(operation: str, summary: str, shape: str, parameters: list[Tree], kind: Kind | None = None) -> Tree:
    found = {"description": "OK", "content": {"application/json": {"schema": {"$ref": shape}}}}
    responses: Tree = {"200": found}
    if parameters:
        responses["404"] = {"description": "没有这个标识 / No record has this id"}
    tags = {"tags": [kind.name]} if kind else {}
    told = {"parameters": parameters} if parameters else {}
    return {"get": {"operationId": operation, "summary": summary, **tags, **told, "responses": responses}}


def _parameter(name: str, value: str) -> Tree:
    shape = {"type": "string", "pattern": "^[a-z0-9][a-z0-9.-]{0,63}$"}
    example = {"example": value} if value else {}
    return {"name": name, "in": "path", "required": True, "schema": shape, **example}


def _tag(answers: Answers, kind: Kind) -> Tree:
    schema = answers.records.schemas[kind.table]
    return {"name": kind.name, "description": f"{schema['description']}\n\n{schema['description_en']}"}

"""Which role a clause gives to an agency it names: lead, responsible, participating or local.

In: the quote of an attribution and the agency's words in it. Out: the role the words state.
Plans write the role before the list (责任单位：A、B), after it (A、B牵头，C配合), or not at all (市科技局).
"""

from __future__ import annotations

import re

SHARED = re.compile(r"按(?:照)?(?:各自)?职[责能](?:分工|范围)?")  # 按照职能分工负责
BEFORE = re.compile(r"(牵头|责任|主办|配合|参与|协办|协同|支持)(?:单位|部门)?[:：]")  # 责任单位：
AFTER = re.compile(
    r"牵头|召集人|属地责任|协调联动|配合|参与|协同|协助|支持|负责(?!同志)|承担|[;；。〕）)]"
)  # 市科技局牵头; stops at the end of the group
STOPS = "；;。"
GROUP_ENDS = frozenset(";；。〕）)")
LOCAL = re.compile(
    r"(?:有关|相关|各相关|全市各|各)(?:县|区|镇|市|地|乡|街)|镇街|区级|设区市|各级人民政府|特别合作区|功能区|新区"
)  # 各区, 有关镇街(园区), 深汕特别合作区
SPECIFIC = frozenset({"牵头", "配合", "参与", "属地责任", "召集人", "协同", "协助", "协调联动"})
ROLES = {
    "牵头": "lead",
    "召集人": "lead",
    "主办": "lead",
    "责任": "responsible",
    "负责": "responsible",
    "承担": "responsible",
    "配合": "participating",
    "参与": "participating",
    "协办": "participating",
    "协同": "participating",
    "协助": "participating",
    "支持": "participating",
    "属地责任": "local",
    "协调联动": "participating",
}


def read_shared(quote: str) -> bool:
    """Whether the duties are divided among the agencies (按职责分工负责)."""
    return SHARED.search(quote) is not None


def read_role(quote: str, agency_text: str) -> str:
    """The role that the words around `agency_text` state.

    A word after the agency counts before a label in front of its list. Where neither stands, local governments
    are local and any other body is responsible.
    """
    at = quote.find(agency_text)
    after = _word_after(quote, at + len(agency_text))
    before = _word_before(quote, at)
    if after in SPECIFIC:
        return ROLES[after]
    if before:
        return ROLES[before]
    return "local" if LOCAL.search(agency_text) else ROLES.get(after, "responsible")


def _word_before(quote: str, at: int) -> str:
    """The last 责任单位：-like label before the agency, if no sentence ended in between."""
    label = ""
    for match in BEFORE.finditer(quote, 0, max(at, 0)):
        label = match.group(1)
    return label


def _word_after(quote: str, at: int) -> str:
    """The first role word after the agency, inside its own group."""
    match = AFTER.search(quote, at)
    return match.group() if match and match.group() not in GROUP_ENDS else ""

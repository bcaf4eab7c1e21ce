"""Which role a clause gives to an agency it names: lead, responsible, participating or local.

In: the quote of an attribution and the agency's words in it. Out: the role the words state.
Plans write the role before the list (责任单位：A、B), after it (A、B牵头，C配合), or not at all (市科技局).
"""

from __future__ import annotations

import re

SHARED = re.compile(r"按(?:照)?(?:各自)?(?:职[责能]|分工)(?:分工|范围)?")  # 按照职能分工负责
LABEL = re.compile(  # 责任单位：, 牵头责任单位：, 市级配合部门：
    r"(牵头|责任|主责|主办|承办|实施|落实|配合|参与|参加|协办|协同|支持)"
    r"(?:[和及、]?(?:责任|牵头|配合|参与))?(?:单位|部门|主体|分工)?[ \u3000]{0,2}[:：]"
)
AFTER = re.compile(  # what may stand behind an agency in its group, brackets and modal words included
    r"(?P<role>牵头(?!单位|部门)|召集人|属地责任|协调联动|配合(?!单位|部门)|参与(?!单位|部门)|参加(?!单位|部门)"
    r"|协同(?!创新|发展|单位)|协助|支持(?!单位)|负责(?!同志|人)|承担|会同)"
    r"|(?P<modal>(?<![主重必首需])要(?![素求点])|应当|应(?![急用对当])|须|将)"
    r"|(?P<open>[（(〔〈\[【])|(?P<close>[）)〕〉\]】])|(?P<end>[；;。])"
)  # 市科技局牵头; 市工信局要在…方面给予支持
MODAL_ROLE = re.compile(r"(?:切实|认真|积极|主动)?(牵头|配合|参与|协助|负责|承担)")  # 要牵头…
BEFORE_WORD = re.compile(r"会同(?:[^，,；;。：:\n]{2,80}[、和及])?\Z")  # 市发展改革委会同市财政局
LOCAL = re.compile(
    r"(?:有关|相关|各相关|全市各|各)(?:县|区|镇|市|地|乡|街|州|盟|旗)|镇街|区级|设区市|各级(?:人民政府|政府|党委)"
    r"|特别合作区|功能区|(?<!高)新区|县（?市|区县|乡镇|县级|镇级"
)  # 各区, 有关镇街(园区), 深汕特别合作区
SPECIFIC = frozenset({"牵头", "配合", "参与", "参加", "属地责任", "召集人", "协同", "协助", "支持", "协调联动"})
ROLES = {
    "牵头": "lead",
    "召集人": "lead",
    "主办": "lead",
    "责任": "responsible",
    "主责": "responsible",
    "承办": "responsible",
    "实施": "responsible",
    "落实": "responsible",
    "负责": "responsible",
    "承担": "responsible",
    "会同": "responsible",
    "配合": "participating",
    "参与": "participating",
    "参加": "participating",
    "协办": "participating",
    "协同": "participating",
    "协助": "participating",
    "支持": "participating",
    "协调联动": "participating",
    "属地责任": "local",
}


def read_shared(quote: str) -> bool:
    """Whether the duties are divided among the agencies (按职责分工负责)."""
    return SHARED.search(quote) is not None


def read_role(quote: str, agency_text: str) -> str:
    """The role that the words around `agency_text` state, at its first place in the quote."""
    at = quote.find(agency_text)
    return role_at(quote, max(at, 0), at + len(agency_text))


def role_at(quote: str, start: int, end: int) -> str:
    """The role of the agency that stands at `start:end`.

    A word after the agency counts before a label in front of its list. Where neither stands, local governments
    are local and any other body is responsible.
    """
    after = _word_after(quote, end)
    before = _label_before(quote, start)
    if after in SPECIFIC:
        return ROLES[after]
    if BEFORE_WORD.search(quote, max(start - 90, 0), start):
        return "participating"
    if before:
        return ROLES[before]
    return "local" if LOCAL.search(quote, start, end) else ROLES.get(after, "responsible")


def _label_before(quote: str, at: int) -> str:
    """The last 责任单位：-like label before the agency, if no sentence ended in between."""
    label = ""
    for match in LABEL.finditer(quote, 0, at):
        label = match.group(1)
    return label


def _word_after(quote: str, at: int) -> str:
    """The first role word after the agency, inside its own group; brackets of other names are passed over."""
    depth = 0
    next_label = LABEL.search(quote, at)
    for match in AFTER.finditer(quote, at, next_label.start() if next_label else len(quote)):
        if match["open"]:
            depth += 1
        elif match["close"]:
            if depth == 0:
                return ""
            depth -= 1
        elif depth == 0:
            return _role_word(quote, match)
    return ""


def _role_word(quote: str, match: re.Match[str]) -> str:
    """The word itself; behind 要, 应, 将 only a role word that follows at once."""
    if match["modal"]:
        following = MODAL_ROLE.match(quote, match.end())
        return following.group(1) if following else ""
    return match["role"] or ""

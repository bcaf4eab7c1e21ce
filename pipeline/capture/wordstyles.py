"""What a docx paragraph or run takes from its style: hidden or not, and its place in a list."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

OFF = ("0", "false", "off", "none")
CHAIN = 20  # styles based on styles; Word itself stops at 11


@dataclass(frozen=True)
class Style:
    """One style as written; None where it says nothing."""

    based_on: str | None
    hidden: bool | None
    number_id: str | None
    level: int | None


@dataclass(frozen=True)
class Styles:
    """All styles by id, with the id of the default paragraph style."""

    by_id: dict[str, Style]
    default: str | None

    def hides(self, style_id: str | None) -> bool:
        """Whether the style, or one it is based on, hides its text."""
        return next((style.hidden for style in self._chain(style_id) if style.hidden is not None), False)

    def list_of(self, style_id: str | None) -> tuple[str | None, int | None, str | None]:
        """Number id and level that a paragraph style gives, and the id of the style that names the list."""
        current = style_id or self.default
        for style in self._chain(current):
            if style.number_id is not None:
                return style.number_id, style.level, current
            current = style.based_on
        return None, None, None

    def _chain(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        while style_id in self.by_id and len(chain) < CHAIN:
            style = self.by_id[style_id or ""]
            chain.append(style)
            style_id = style.based_on
        return chain


def read_styles(root: ET.Element | None) -> Styles:
    """The styles of word/styles.xml."""
    if root is None:
        return Styles({}, None)
    by_id = {}
    default = None
    for element in root.iter("w:style"):
        style_id = element.get("w:styleId", "")
        by_id[style_id] = Style(
            based_on=value(element.find("w:basedOn")),
            hidden=switch(down(element, "w:rPr", "w:vanish")),
            number_id=value(down(element, "w:pPr", "w:numPr", "w:numId")),
            level=level(down(element, "w:pPr", "w:numPr", "w:ilvl")),
        )
        if element.get("w:type") == "paragraph" and element.get("w:default", "0") not in OFF:
            default = style_id
    return Styles(by_id, default)


def down(element: ET.Element | None, *names: str) -> ET.Element | None:
    """The first child of that name, and so on down; ElementPath itself takes `w:` for a prefix to look up."""
    for name in names:
        if element is None:
            return None
        element = element.find(name)
    return element


def value(element: ET.Element | None) -> str | None:
    return None if element is None else element.get("w:val")


def switch(element: ET.Element | None) -> bool | None:
    """An on/off property: on when it stands without a value, None when it is not there."""
    return None if element is None else element.get("w:val", "1").lower() not in OFF


def level(element: ET.Element | None) -> int | None:
    text = value(element) or ""
    return int(text) if text in tuple("012345678") else None

"""A fault in data: where it is, which rule it breaks, what is wrong and what would be right.

Problems are values; a fault in our own code is an exception. Each message exists in Chinese and English.
Text from a file is escaped before it is printed, so that one problem is always one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LONGEST_EXCERPT = 80
MOST_COMPARED = 400
ALIKE = 4  # characters


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file of the repository; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{excerpt(self.path, 200)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule at one place, said in both languages."""

    location: Location
    rule: str
    zh: str
    en: str

    def message(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


def excerpt(text: object, limit: int = LONGEST_EXCERPT) -> str:
    """Foreign text made safe for one line of output: control and bidi characters escaped, length bounded."""
    escaped = "".join(_visible(character) for character in str(text)[: limit + 1])
    return escaped if len(str(text)) <= limit else escaped[:limit] + "…"


def write_text(problems: Iterable[Problem], language: Language) -> str:
    """One clickable line per problem: `path:line:column: rule: message`."""
    return "".join(f"{p.location}: {p.rule}: {p.message(language)}\n" for p in sorted(problems))


def write_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects with path, line, column, rule and the message in both languages."""
    rows = [
        {
            "path": p.location.path,
            "line": p.location.line,
            "column": p.location.column,
            "rule": p.rule,
            "message": {"zh": p.zh, "en": p.en},
        }
        for p in sorted(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def write_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows on the edited line, in both languages."""
    lines = []
    for p in sorted(problems):
        place = f"file={_property(p.location.path)},line={p.location.line},col={p.location.column}"
        lines.append(f"::error {place},title={_property(p.rule)}::{_command(f'{p.zh} / {p.en}')}\n")
    return "".join(lines)


def nearest(wanted: str, known: Sequence[str]) -> str | None:
    """The known word closest to the wanted one, or None when nothing is close.

    Among very many words only those that begin or end alike are compared, and not more than a fixed number.
    """
    from difflib import get_close_matches

    if len(known) > MOST_COMPARED:
        ends = (wanted[:ALIKE], wanted[-ALIKE:])
        known = [word for word in known if word[:ALIKE] == ends[0] or word[-ALIKE:] == ends[1]][:MOST_COMPARED]
    return next(iter(get_close_matches(wanted, known, n=1, cutoff=0.7)), None)


def _visible(character: str) -> str:
    hidden = (
        not character.isprintable() or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    )
    return f"\\u{ord(character):04x}" if hidden else character


def _command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")

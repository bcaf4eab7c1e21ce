"""A captured text and how it was made, and its way through the pipe from the child process.

`losses` and `notes` are sentences in both languages, `中文 / English`: a loss is something a person sees in the
original that is not in `text`, a note is anything else worth knowing before review.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipeline.problems import Location, Problem, excerpt

from .bounds import Refusal

Kind = Literal["txt", "html", "docx", "pdf"]
LONGEST_LOSS = 400


@dataclass(frozen=True)
class Made:
    """What the reader of one format makes of the bytes; encodings and round trip are None for docx and pdf."""

    text: str
    declared_encoding: str | None = None
    used_encoding: str | None = None
    round_trip: bool | None = None
    losses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Captured:
    """Source text with its origin.

    For txt `text` is the decoded file without its byte order mark, line ends as found; for the other kinds it is
    made by rules: one line per paragraph, table rows as lines with cells separated by a tab (see `rows`).
    `round_trip` is None where it has no meaning (docx, pdf); `sha256` and `bytes` are of the original file.
    """

    text: str
    kind: Kind
    declared_encoding: str | None
    used_encoding: str | None
    round_trip: bool | None
    sha256: str
    bytes: int
    losses: tuple[str, ...]
    notes: tuple[str, ...]


class CaptureRefused(Exception):
    """The file was not captured; `problem` says where, why, and what would be right."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.location}: {problem.rule}: {problem.en}")
        self.problem = problem


def captured(kind: Kind, content: bytes, made: Made) -> Captured:
    """What was made of the bytes, with the digest of the bytes beside it."""
    return Captured(
        text=made.text,
        kind=kind,
        declared_encoding=made.declared_encoding,
        used_encoding=made.used_encoding,
        round_trip=made.round_trip,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        losses=made.losses,
        notes=made.notes,
    )


def refused(path: str, refusal: Refusal) -> CaptureRefused:
    """A refusal with the path that only the caller knows."""
    location = Location(path, refusal.line, refusal.column)
    return CaptureRefused(Problem(location, refusal.rule, refusal.zh, refusal.en))


def to_tree(result: Captured) -> dict[str, Any]:
    """JSON-ready tree of a captured text."""
    return asdict(result)


def from_tree(tree: Mapping[str, Any]) -> Captured:
    """A captured text from the tree that `to_tree` made."""
    return Captured(**{**tree, "losses": tuple(tree["losses"]), "notes": tuple(tree["notes"])})


def said(zh: str, en: str) -> str:
    """One loss or note in both languages."""
    return f"{zh} / {en}"


def lost_words(zh: str, en: str, pieces: Iterable[str]) -> tuple[str, ...]:
    """One loss that counts and quotes the pieces of text that were left out, or none when there is no such text."""
    words = [piece for piece in pieces if piece.strip()]
    if not words:
        return ()
    characters = sum(len(piece) for piece in words)
    quoted = excerpt("；".join(piece.strip() for piece in words), LONGEST_LOSS)
    counted_zh = f"{zh}：{len(words)} 处，{characters} 字"
    return (said(counted_zh, f"{en}: {len(words)} places, {characters} characters: “{quoted}”"),)


def lost_things(zh: str, en: str, count: int) -> tuple[str, ...]:
    """One loss that counts things without text, or none."""
    return (said(f"{zh}：{count} 个", f"{en}: {count}"),) if count else ()

"""Words to the person at the terminal: notes on standard error, exit codes, and the workspace they stand in.

Exit codes: 0 clean, 1 faults in the data, 2 wrong usage, 3 a fault of ours, 4 the machine.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from pipeline.build import Stage, Workspace
from pipeline.problems import Language, Problem

CLEAN, DATA, USAGE, OURS, MACHINE = range(5)

RootOption = Annotated[
    Path | None,
    typer.Option(
        "--root", help="Folder with seeds/ and schemas/; by default the nearest one around you.", show_default=False
    ),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of help and messages; by default that of your locale.", show_default=False),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault in the program.")]


def find_workspace(root: Path | None, language: Language) -> Workspace:
    """The given root, or the nearest folder around the current one that holds seeds/ and schemas/."""
    for folder in [root] if root else [Path.cwd(), *Path.cwd().parents]:
        if (folder / "seeds" / "plans").is_dir() and (folder / "schemas").is_dir():
            return Workspace(folder.resolve(), version("plans"))
    zh, en = "这里及上级没有 seeds/ 与 schemas/；请进入项目文件夹或用 --root", "no seeds/ and schemas/ here; use --root"
    raise typer.Exit(stop(USAGE, language, zh, en))


@contextmanager
def progress(language: Language) -> Iterator[Callable[[Stage], None]]:
    """Names the running stage on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda stage: status.update(stage.zh if language == "zh" else stage.en)


def close(problems: Sequence[Problem], language: Language) -> None:
    """Ends the command with a count on standard error, which keeps standard output for the problems."""
    files = len({problem.location.path for problem in problems})
    zh, en = f"{files} 个文件中有 {len(problems)} 个问题", f"problems: {len(problems)}, in files: {files}"
    note(language, zh if problems else "没有问题", en if problems else "no problems")
    raise typer.Exit(DATA if problems else CLEAN)


def stop(code: int, language: Language, zh: str, en: str) -> int:
    note(language, f"plans：{zh}", f"plans: {en}")
    return code


def note(language: Language, zh: str, en: str) -> None:
    typer.echo(zh if language == "zh" else en, err=True)


def print_anything() -> None:
    """A terminal that cannot show a character shows its escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

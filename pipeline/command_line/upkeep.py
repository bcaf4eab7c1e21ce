"""The commands that look after the corpus: its score in one line, and whether its sources' addresses answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.build import read_plans
from pipeline.command_line.terminal import (
    DATA,
    DebugOption,
    LanguageOption,
    RootOption,
    find_workspace,
    note,
)
from pipeline.problems import Language, write_text
from pipeline.records import Plan, Shapes, plan_folders
from pipeline.score import score as score_of
from pipeline.source_addresses import addresses_json, addresses_markdown, ask_addresses

OutOption = Annotated[Path | None, typer.Option("--out", help="File for the answers as JSON.", show_default=False)]


def score(
    context: typer.Context, root: RootOption = None, lang: LanguageOption = None, debug: DebugOption = False
) -> None:
    """One line: documents, records, numerals left open, agreement of reader and records, overrides."""
    language: Language = context.obj
    typer.echo(score_of(_read(root, language)).line(language))


def links(
    context: typer.Context,
    out: OutOption = None,
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Ask whether the sources' addresses still answer. The only command that uses the network.

    \b
    plans links                      a table
    plans links --out answers.json   the same as JSON, too
    """
    language: Language = context.obj
    answers = ask_addresses(_read(root, language))
    if out:
        out.write_text(addresses_json(answers), encoding="utf-8", newline="\n")
    typer.echo(addresses_markdown(answers), nl=False)
    quiet = sum(answer.state in ("missing", "silent") for answer in answers)
    note(language, f"{len(answers)} 个地址，{quiet} 个没有页面", f"addresses: {len(answers)}, without a page: {quiet}")


def _read(root: Path | None, language: Language) -> list[Plan]:
    workspace = find_workspace(root, language)
    plans, problems = read_plans(plan_folders(workspace.seeds), Shapes(workspace.schemas / "records"))
    if problems:
        typer.echo(write_text(problems, language), nl=False)
        raise typer.Exit(DATA)
    return plans

"""The commands that read plans and draft records: `plans read`, `plans add`, `plans draft`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.capture import Captured, CaptureRefused, capture
from pipeline.command_line.findings import findings_json, findings_yaml
from pipeline.command_line.terminal import (
    DATA,
    USAGE,
    DebugOption,
    LanguageOption,
    RootOption,
    close,
    find_workspace,
    note,
    stop,
)
from pipeline.drafting import Outcome, Unusable, Wanted, add_plan, draft_plan
from pipeline.drafting.merging import plan_text_of
from pipeline.problems import Language, excerpt, write_text
from pipeline.reader.found import PlanText
from pipeline.reader.read import plan_text, read_text
from pipeline.records import Shapes, read_plan

FindingsFormat = Literal["json", "yaml"]
FILE_HELP = "A txt, html, docx or pdf file."
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help=FILE_HELP, show_default=False)]
TextArgument = Annotated[str, typer.Argument(metavar="FILE", help="A file, or the id of a plan.", show_default=False)]
PlanArgument = Annotated[str, typer.Argument(metavar="ID", help="The id of a plan.", show_default=False)]
IdOption = Annotated[str, typer.Option("--id", help="Id of the new plan, such as dongguan-2024.", show_default=False)]
KindOption = Annotated[Literal["plan", "report"], typer.Option("--kind", help="A plan, or a report about plans.")]
AreaOption = Annotated[str, typer.Option("--area", help="Id of the area the plan is for, as in areas.yaml.")]
EncodingOption = Annotated[str, typer.Option("--encoding", help="Encoding of the file, where it does not say.")]
FindingsFormatOption = Annotated[FindingsFormat, typer.Option("--format", help="How findings are written.")]


def read(
    context: typer.Context,
    file: TextArgument,
    format: FindingsFormatOption = "json",
    encoding: EncodingOption = "",
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Print what the reader finds in a text: clusters, targets, agencies, places, numbers.

    Needs no registry and writes nothing. Offsets count characters of the captured text.

    \b
    plans read plan.docx                 as JSON
    plans read page.html --format yaml
    plans read dongguan-2024             a plan of this collection
    """
    language: Language = context.obj
    path = Path(file)
    text = _captured_text(path, encoding, language) if path.exists() else _plan_text(file, root, language)
    writers = {"json": findings_json, "yaml": findings_yaml}
    typer.echo(writers[format](read_text(text)), nl=False)


def add(
    context: typer.Context,
    file: FileArgument,
    id: IdOption,
    encoding: EncodingOption = "",
    kind: KindOption = "plan",
    area: AreaOption = "",
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Make the folder of a new plan: its text, and records drafted by the reader for you to review.

    Nothing is written when the file cannot be read. What the reader cannot know is left out; plans check asks for it.

    \b
    plans add plan.pdf --id dongguan-2024
    plans add page.html --id dongguan-2024 --area dongguan --encoding gb18030
    """
    language: Language = context.obj
    workspace = find_workspace(root, language)
    wanted = Wanted(id, kind, area, encoding)
    try:
        outcome = add_plan(file, wanted, workspace.seeds, Shapes(workspace.schemas / "records"))
    except Unusable as reason:
        raise typer.Exit(stop(USAGE, language, reason.zh, reason.en)) from reason
    _show(outcome, language)
    zh = f"已起草 seeds/plans/{id}/；请对照原文复核，再运行 plans check：它会逐项指出还缺什么"
    en = f"drafted seeds/plans/{id}/; review it beside the text, then run plans check: it names what is still missing"
    note(language, zh, en)


def draft(
    context: typer.Context,
    id: PlanArgument,
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Read a plan's text again and add what no record holds, at the end of each list.

    What stands in the files stays as it is, byte for byte. Each addition has a note that says where it comes from.

    \b
    plans draft dongguan-2024
    plans draft dongguan-2024 --lang zh
    """
    language: Language = context.obj
    workspace = find_workspace(root, language)
    try:
        outcome = draft_plan(id, workspace.seeds, Shapes(workspace.schemas / "records"))
    except Unusable as reason:
        raise typer.Exit(stop(USAGE, language, reason.zh, reason.en)) from reason
    _show(outcome, language)
    if not outcome.drafted:
        note(language, "没有新的结果；文件未改动", "nothing new; no file was changed")


def _captured_text(path: Path, encoding: str, language: Language) -> PlanText:
    try:
        captured = capture(path, declared=encoding or None)
    except CaptureRefused as refused:
        typer.echo(write_text([refused.problem], language), nl=False)
        raise typer.Exit(DATA) from refused
    _show_capture(captured, language)
    return plan_text(captured.text)


def _plan_text(document_id: str, root: Path | None, language: Language) -> PlanText:
    workspace = find_workspace(root, language)
    folder = workspace.seeds / "plans" / document_id
    if folder.parent != workspace.seeds / "plans" or not folder.is_dir():
        shown = excerpt(document_id)
        zh, en = f"既没有文件 {shown}，也没有此标识的规划", f"{shown} is neither a file nor the id of a plan"
        raise typer.Exit(stop(USAGE, language, zh, en))
    plan, problems = read_plan(folder, f"seeds/plans/{document_id}", Shapes(workspace.schemas / "records"))
    if plan is None:
        typer.echo(write_text(problems, language), nl=False)
        close(problems, language)
    assert plan is not None
    return plan_text_of(plan)


def _show(outcome: Outcome, language: Language) -> None:
    """The problems, which end the command; else a line for each drafted record, and on standard error what is left."""
    typer.echo(write_text(outcome.problems, language), nl=False)
    if outcome.problems:
        close(outcome.problems, language)
    for drafted in outcome.drafted:
        for quote in drafted.quotes:
            typer.echo(f"{drafted.path}: {drafted.list_name}: {excerpt(quote)}")
    if outcome.captured:
        _show_capture(outcome.captured, language)
    for name in outcome.proposed:
        file, words = f"seeds/registry/{name.file}.yaml", excerpt(name.name)
        zh = f"{file} 中没有“{words}”；请登记为 {name.record_id}，或改用已有的标识"
        en = f"{file} has no “{words}”; add it as {name.record_id}, or name the one it is"
        note(language, zh, en)
    for lost in outcome.unwritten:
        words = excerpt(lost.quote)
        zh = f"未起草 {lost.list_name}：“{words}”（第 {lost.char_start} 字起）不是一行之内的唯一片段，请手工记录"
        en = (
            f"not drafted, {lost.list_name}: “{words}” (character {lost.char_start}) is no quote that stands once "
            "on one line; record it by hand"
        )
        note(language, zh, en)


def _show_capture(captured: Captured, language: Language) -> None:
    for said in (*captured.losses, *captured.notes):
        zh, _, en = said.partition(" / ")
        note(language, zh, en or zh)



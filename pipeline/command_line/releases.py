"""The commands of releases: what differs between two, whether a copy is what was published, which version is next.

Only options and help stand here; what the commands do (see `releasing`) needs libraries that `plans check` saves.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.command_line.terminal import DebugOption, LanguageOption, RootOption
from pipeline.problems import Language

CopyArgument = Annotated[Path, typer.Argument(help="A folder or .zip of a release or of one of its packages.")]
OldArgument = Annotated[
    str,
    typer.Argument(help="A folder or .zip of data, a project, git:REVISION, release (the newest) or release:0.1.0."),
]
NewArgument = Annotated[str, typer.Argument(help="The same; by default the data in dist/.", show_default=False)]
SeedsOption = Annotated[
    Path | None,
    typer.Option("--seeds", help="Folder of seeds whose releases are trusted; by default the nearest one."),
]
FormatOption = Annotated[
    Literal["text", "markdown", "json", "html"], typer.Option("--format", help="How the difference is written.")
]
SamplesOption = Annotated[
    int, typer.Option("--samples", help="Rows shown of each kind and table; 0 shows all.", min=0, max=10_000)
]
DeclaredOption = Annotated[
    str, typer.Option("--declared", help="The version that is declared; by default that of NEW.", show_default=False)
]
DateOption = Annotated[
    str, typer.Option("--date", help="Day of the release, 2026-11-22; by default today.", show_default=False)
]
PreviousOption = Annotated[
    str, typer.Option("--previous", help="Where the release before is: a folder, a .zip or git:REVISION.")
]


def verify(
    context: typer.Context,
    path: CopyArgument,
    seeds: SeedsOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Check a downloaded copy again, offline: every file, table, quote and value.

    Where the project is at hand, or named with --seeds, also whether it is the release it says it is.

    \b
    plans verify plans.zip
    plans verify downloads/targets/
    """
    from pipeline.command_line import releasing

    language: Language = context.obj
    releasing.verify(path, seeds, language)


def diff(
    context: typer.Context,
    old: OldArgument,
    new: NewArgument = "",
    format: FormatOption = "text",
    samples: SamplesOption = 0,
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what differs in the data: what was removed first, then what changed, then what is new.

    A git revision is built with its own code.

    \b
    plans diff release                     since the newest release
    plans diff git:main --format markdown --samples 3
    plans diff plans-old.zip plans-new.zip --format json
    """
    from pipeline.command_line import releasing

    language: Language = context.obj
    releasing.diff(old, new, format, samples, root, language)


def step(
    context: typer.Context,
    old: OldArgument = "release",
    new: NewArgument = "",
    declared: DeclaredOption = "",
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Check that the declared version takes the step that its changes ask for, and that no id went without a word.

    The step is counted from the newest release, whatever the changes are counted from.

    \b
    plans step                       dist/ against the newest release
    plans step git:main              against a branch
    plans step old.zip new.zip --declared 0.2.0
    """
    from pipeline.command_line import releasing

    language: Language = context.obj
    releasing.step(old, new, declared, root, language)


def release(
    context: typer.Context,
    date: DateOption = "",
    previous: PreviousOption = "release",
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Make the data in dist/ a release: write seeds/releases/<version>/ for you to commit.

    Refused where dist/ is not of the present seeds, where the version is too low, where an id was removed without a
    tombstone, and where the version was released with other content.

    \b
    plans build && plans release
    """
    from pipeline.command_line import releasing

    language: Language = context.obj
    releasing.release(date, previous, root, language)

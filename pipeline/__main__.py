"""The command line `plans`, in Chinese or English: records checked, built and drafted, releases made and verified.

The only module that reads the environment, for the language. Exit codes: 0 clean, 1 faults in the data, 2 wrong usage,
3 a fault of ours, 4 the machine (a full disk, a taken port, another build).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pipeline.build import DATA_STAGES, SITE_STAGES, check_workspace
from pipeline.build import build as build_workspace
from pipeline.command_line import drafting, releases, upkeep
from pipeline.command_line.languages import read_language, translated
from pipeline.command_line.terminal import (
    CLEAN,
    MACHINE,
    OURS,
    USAGE,
    DebugOption,
    LanguageOption,
    RootOption,
    close,
    find_workspace,
    note,
    print_anything,
    progress,
    stop,
)
from pipeline.command_line.workers import executor
from pipeline.problems import Language, Problem, write_github, write_json, write_text
from pipeline.release import Unreleasable

Format = Literal["text", "json", "github"]
FormatOption = Annotated[Format, typer.Option("--format", help="How problems are written.")]
NoSiteOption = Annotated[bool, typer.Option("--no-site", help="Stop after the data packages.")]
WorkersOption = Annotated[int, typer.Option("--workers", help="Processes that share the documents.", min=1, max=256)]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help="Address of a Dask scheduler, tcp://…", show_default=False)
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Check unchanged documents anew, too.")]
AddressOption = Annotated[
    str, typer.Option("--address", help="Where the site will be published, https://…/", show_default=False)
]
RepositoryOption = Annotated[
    str, typer.Option("--repository", help="Where readers report a problem, https://…", show_default=False)
]
ReleasesOption = Annotated[
    Path | None, typer.Option("--releases", help="Folder with v<version>.zip of each release: its plans.zip.")
]
PortOption = Annotated[int, typer.Option("--port", help="Port on this machine.", min=0, max=65535)]

RARE_COLLECTION = (50_000, 20, 100)  # a build makes many small objects and few cycles: a tenth of its time

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


def main() -> None:
    """Runs the command line of this process."""
    gc.set_threshold(*RARE_COLLECTION)
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs one command and returns its exit code; only `--debug` lets a fault of ours through as it is."""
    language = read_language(arguments, environment)
    print_anything()
    command = translated(typer.main.get_command(app), language)
    try:
        command(list(arguments), prog_name="plans", obj=language)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else OURS
    except Unreleasable as reason:
        return stop(MACHINE, language, reason.zh, reason.en)
    except OSError as error:
        return stop(MACHINE, language, f"本机出错：{error}", f"this machine failed: {error}")
    except Exception as error:
        if "--debug" in arguments:
            raise
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        zh = f"程序自身出错：{said}；请加 --debug 再运行一次，并按 CONTRIBUTING.md 报告"
        en = f"a fault of this program: {said}; run again with --debug and report it as CONTRIBUTING.md says"
        return stop(OURS, language, zh, en)
    return CLEAN


@app.callback()
def plans(lang: LanguageOption = None) -> None:
    """Industrial plans of local governments as checked open data.

    \b
    plans check    after an edit: what is wrong, and where
    plans build    everything: data packages and website, in dist/
    plans serve    look at the website on this machine
    plans add      a new plan: its text, and records drafted for review
    plans draft    what the reader finds in a plan and no record holds
    plans read     what the reader finds in any text
    plans verify   whether a downloaded copy is what was published
    plans diff     what differs in the data between two releases
    plans step     whether the version says how much has changed
    plans release  make the data in dist/ a release
    plans score    the whole corpus in one line
    plans links    whether the sources' addresses still answer
    """


@app.command()
def build(
    context: typer.Context,
    no_site: NoSiteOption = False,
    address: AddressOption = "",
    repository: RepositoryOption = "",
    releases: ReleasesOption = None,
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Check everything and build dist/: data packages and website.

    The old dist/ stays whole until the new one is finished; with problems, it stays as it is.

    \b
    plans build              data and website
    plans build --no-site    data only, a few seconds
    """
    language: Language = context.obj
    workspace = replace(find_workspace(root, language), address=address, repository=repository, archives=releases)
    with progress(language) as announce:
        problems = build_workspace(workspace, DATA_STAGES if no_site else SITE_STAGES, announce)
    typer.echo(write_text(problems, language), nl=False)
    if problems:
        close(problems, language)
    note(language, "dist/ 已更新；用 plans serve 查看", "dist/ is up to date; look at it with plans serve")


@app.command()
def check(
    context: typer.Context,
    format: FormatOption = "text",
    workers: WorkersOption = 1,
    scheduler: SchedulerOption = None,
    no_cache: NoCacheOption = False,
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Find every problem in the files that people edit; writes nothing.

    One problem is one line: file:line:column: rule: what is wrong; what would be right. Exit code 1 if there is any.

    \b
    plans check                    for people
    plans check --lang zh          in Chinese
    plans check --format github    marks on the lines of a pull request
    plans check --format json      for programs
    plans check --workers 4        hundreds of documents, on four processors
    """
    language: Language = context.obj
    workspace = find_workspace(root, language)
    cache = None if no_cache else workspace.root / ".cache" / "checks"
    with progress(language) as announce, executor(workers, scheduler) as where:
        problems = check_workspace(workspace, announce, executor=where, workers=workers, cache=cache)
    writers: dict[Format, Callable[[Sequence[Problem]], str]] = {
        "text": partial(write_text, language=language),
        "json": write_json,
        "github": write_github,
    }
    typer.echo(writers[format](problems), nl=False)
    close(problems, language)


@app.command()
def serve(
    context: typer.Context,
    port: PortOption = 8000,
    root: RootOption = None,
    lang: LanguageOption = None,
    debug: DebugOption = False,
) -> None:
    """Show the built website on this machine only, until Ctrl-C.

    \b
    plans serve                http://127.0.0.1:8000/
    plans serve --port 9000    on another port
    """
    language: Language = context.obj
    site = find_workspace(root, language).root / "dist" / "site"
    if not site.is_dir():
        zh, en = "还没有网站；请先运行 plans build", "there is no website yet; run plans build first"
        raise typer.Exit(stop(USAGE, language, zh, en))
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(site))) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        note(language, f"{address} （Ctrl-C 结束）", f"{address} (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            raise typer.Exit(CLEAN) from None


app.command()(drafting.add)
app.command()(drafting.draft)
app.command()(drafting.read)
app.command()(releases.verify)
app.command()(releases.diff)
app.command()(releases.step)
app.command()(releases.release)
app.command()(upkeep.score)
app.command()(upkeep.links)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, format: str, *args: Any) -> None:  # the name is the base class's
        return


if __name__ == "__main__":
    main()

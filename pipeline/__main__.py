"""The command line `plans`: build, check and serve, in Chinese or English.

The only module that reads the environment (for the language) and writes to the terminal. Exit codes: 0 clean,
1 faults in the data, 2 wrong usage, 3 a fault of ours, 4 the machine (a full disk, a taken port, another build).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from pipeline.build import DATA_STAGES, SITE_STAGES, Stage, Workspace, check_workspace
from pipeline.build import build as build_workspace
from pipeline.problems import Language, Problem, write_github, write_json, write_text
from pipeline.release import Unreleasable

CLEAN, DATA, USAGE, OURS, MACHINE = range(5)
LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # as in POSIX, the first that is set decides

Format = Literal["text", "json", "github"]
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
FormatOption = Annotated[Format, typer.Option("--format", help="How problems are written.")]
NoSiteOption = Annotated[bool, typer.Option("--no-site", help="Stop after the data packages.")]
PortOption = Annotated[int, typer.Option("--port", help="Port on this machine.", min=0, max=65535)]

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


def main() -> None:
    """Runs the command line of this process."""
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs one command and returns its exit code; only `--debug` lets a fault of ours through as it is."""
    language = read_language(arguments, environment)
    _print_anything()
    command = _translated(typer.main.get_command(app), language)
    try:
        command(list(arguments), prog_name="plans", obj=language)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else OURS
    except Unreleasable as reason:
        return _stop(MACHINE, language, reason.zh, reason.en)
    except OSError as error:
        return _stop(MACHINE, language, f"本机出错：{error}", f"this machine failed: {error}")
    except Exception as error:
        if "--debug" in arguments:
            raise
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        zh = f"程序自身出错：{said}；请加 --debug 再运行一次，并按 CONTRIBUTING.md 报告"
        en = f"a fault of this program: {said}; run again with --debug and report it as CONTRIBUTING.md says"
        return _stop(OURS, language, zh, en)
    return CLEAN


def read_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of `--lang`, else of the locale; English unless that is Chinese."""
    for position, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--lang":
            return "zh" if (value or "".join(arguments[position + 1 : position + 2])) == "zh" else "en"
    locale = next((environment[name] for name in LANGUAGE_VARIABLES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


@app.callback()
def plans(lang: LanguageOption = None) -> None:
    """Industrial plans of local governments as checked open data.

    \b
    plans check    after an edit: what is wrong, and where
    plans build    everything: data packages and website, in dist/
    plans serve    look at the website on this machine
    """


@app.command()
def build(
    context: typer.Context,
    no_site: NoSiteOption = False,
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
    workspace = _workspace(root, language)
    with _progress(language) as announce:
        problems = build_workspace(workspace, DATA_STAGES if no_site else SITE_STAGES, announce)
    typer.echo(write_text(problems, language), nl=False)
    if problems:
        _close(problems, language)
    _note(language, "dist/ 已更新；用 plans serve 查看", "dist/ is up to date; look at it with plans serve")


@app.command()
def check(
    context: typer.Context,
    format: FormatOption = "text",
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
    """
    language: Language = context.obj
    workspace = _workspace(root, language)
    with _progress(language) as announce:
        problems = check_workspace(workspace, announce)
    writers: dict[Format, Callable[[Sequence[Problem]], str]] = {
        "text": partial(write_text, language=language),
        "json": write_json,
        "github": write_github,
    }
    typer.echo(writers[format](problems), nl=False)
    _close(problems, language)


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
    site = _workspace(root, language).root / "dist" / "site"
    if not site.is_dir():
        zh, en = "还没有网站；请先运行 plans build", "there is no website yet; run plans build first"
        raise typer.Exit(_stop(USAGE, language, zh, en))
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(site))) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        _note(language, f"{address} （Ctrl-C 结束）", f"{address} (Ctrl-C ends)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            raise typer.Exit(CLEAN) from None


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, format: str, *args: Any) -> None:  # the name is the base class's
        return


def _workspace(root: Path | None, language: Language) -> Workspace:
    """The given root, or the nearest folder around the current one that holds seeds/ and schemas/."""
    for folder in [root] if root else [Path.cwd(), *Path.cwd().parents]:
        if (folder / "seeds" / "plans").is_dir() and (folder / "schemas").is_dir():
            return Workspace(folder.resolve(), version("plans"))
    zh, en = "这里及上级没有 seeds/ 与 schemas/；请进入项目文件夹或用 --root", "no seeds/ and schemas/ here; use --root"
    raise typer.Exit(_stop(USAGE, language, zh, en))


@contextmanager
def _progress(language: Language) -> Iterator[Callable[[Stage], None]]:
    """Names the running stage on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda stage: status.update(stage.zh if language == "zh" else stage.en)


def _close(problems: Sequence[Problem], language: Language) -> None:
    """Ends the command with a count on standard error, which keeps standard output for the problems."""
    files = len({problem.location.path for problem in problems})
    zh, en = f"{files} 个文件中有 {len(problems)} 个问题", f"problems: {len(problems)}, in files: {files}"
    _note(language, zh if problems else "没有问题", en if problems else "no problems")
    raise typer.Exit(DATA if problems else CLEAN)


def _stop(code: int, language: Language, zh: str, en: str) -> int:
    _note(language, f"plans：{zh}", f"plans: {en}")
    return code


def _note(language: Language, zh: str, en: str) -> None:
    typer.echo(zh if language == "zh" else en, err=True)


def _print_anything() -> None:
    """A terminal that cannot show a character shows its escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _translated(command: Any, language: Language) -> Any:
    """The command with its help in the given language; the English texts above are the keys."""
    if language == "en":
        return command
    for part in (command, *getattr(command, "commands", {}).values()):
        part.help = CHINESE_COMMANDS[part.name or "plans"]
        part.short_help = None
        for parameter in part.params:
            if getattr(parameter, "help", None):
                parameter.help = CHINESE_OPTIONS[parameter.name]
    return command


CHINESE_OPTIONS = {
    "root": "含 seeds/ 与 schemas/ 的文件夹；默认是离你最近的上级。",
    "lang": "帮助与信息的语言；默认随系统语言。",
    "debug": "程序自身出错时显示详细调用过程。",
    "format": "问题的写法：text 给人看，json 给程序，github 标在合并请求的行上。",
    "no_site": "做完数据包就停。",
    "port": "本机端口。",
}
CHINESE_COMMANDS = {
    "plans": """地方产业规划，作为经过检查的开放数据。

    \b
    plans check    改完以后：哪里有错，错在什么
    plans build    全部生成到 dist/：数据包与网站
    plans serve    在本机查看网站
    """,
    "build": """检查一切并生成 dist/：数据包与网站。

    新的完成之前，旧的 dist/ 完好无损；有问题时保持原样。

    \b
    plans build              数据与网站
    plans build --no-site    只要数据，几秒钟
    """,
    "check": """找出所编辑文件中的全部问题；不写任何文件。

    一个问题一行：文件:行:列: 规则: 错在何处；应当怎样。有问题则退出码为 1。

    \b
    plans check                    给人看
    plans check --lang en          用英文
    plans check --format github    标在合并请求的行上
    plans check --format json      给程序
    """,
    "serve": """只在本机展示已生成的网站，按 Ctrl-C 结束。

    \b
    plans serve                http://127.0.0.1:8000/
    plans serve --port 9000    换一个端口
    """,
}


if __name__ == "__main__":
    main()

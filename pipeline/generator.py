"""The site generator: Markdown pages → HTML, Chinese at `/` and English at `/en/`, two MkDocs builds side by side.

In: a root with `mkdocs.yml` (zh) and `site/en.yml` (en), and pages in `<pages>/zh` and `<pages>/en`. Out: `<site>`.
Each build is a child process with an environment of its own, so that no variable of the caller's changes a byte.
`python -m pipeline.generator <configuration> <pages> <site> <address> <version>` is that child; it dies with its
parent.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from pipeline.problems import Location, Problem, excerpt

CODE = Path(__file__).parent.parent
LONGEST_MESSAGE = 300
COMPLAINT = re.compile(r"(?:WARNING|ERROR|CRITICAL) (.{1,2000})")  # WARNING Doc file 'x.md' contains a link …
ENVIRONMENT = {
    "PATH": os.defpath,
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",  # the generator stamps its sitemap with this day, not with today
    "NO_MKDOCS_2_WARNING": "1",
}


def build_site(root: Path, pages: Path, site: Path, address: str, version: str = "") -> list[Problem]:
    """Both editions in one folder, published at `address`; a warning is a problem at its configuration file."""
    english = site.with_name(f"{site.name}-en")
    editions = {
        root / "mkdocs.yml": _start(root / "mkdocs.yml", pages / "zh", site, address, version),
        root / "site" / "en.yml": _start(root / "site" / "en.yml", pages / "en", english, f"{address}en/", version),
    }
    problems = []
    for configuration, child in editions.items():
        problems += _finish(child, configuration.relative_to(root))
    if not problems:
        english.rename(site / "en")
    return problems


def _start(configuration: Path, pages: Path, site: Path, address: str, version: str) -> subprocess.Popen[str]:
    arguments = [str(path.absolute()) for path in (configuration, pages, site)]
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.generator", *arguments, address, version],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=CODE,
        env=ENVIRONMENT,
    )


def _finish(child: subprocess.Popen[str], configuration: Path) -> list[Problem]:
    assert child.stdin
    assert child.stderr
    with child.stdin, child.stderr:  # the input stays open until the child has ended
        output = child.stderr.read()
        child.wait()
    problems = sorted(set(_problems(output, configuration)))
    if child.returncode and not problems:
        raise RuntimeError(f"the site generator failed on {configuration}:\n{output}")
    return problems if child.returncode else []


def _problems(output: str, configuration: Path) -> Iterator[Problem]:
    for line in output.splitlines():
        if complaint := COMPLAINT.match(line):
            words = excerpt(complaint.group(1), LONGEST_MESSAGE)
            where = Location(configuration.as_posix())
            yield Problem(where, "site", f"网站生成器：{words}", f"site generator: {words}")


def _generate(configuration: str, pages: str, site: str, address: str, version: str) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    settings = load_config(configuration, docs_dir=pages, site_dir=site, site_url=address, strict=True)
    settings.extra["version"] = version
    settings.plugins.on_startup(command="build", dirty=False)
    build(settings)
    settings.plugins.on_shutdown()


def _die_with_parent() -> None:
    """Ends this process when its input closes, which happens however the parent ends."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _generate(*sys.argv[1:])

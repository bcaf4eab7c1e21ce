"""What the commands of releases do: verify a copy, show a difference, hold a version against it, make a release."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer

from pipeline.build import Workspace
from pipeline.command_line.terminal import CLEAN, USAGE, close, find_workspace, note, stop
from pipeline.problems import Language, Problem, excerpt, write_text
from pipeline.release.copies import Refused, open_copy
from pipeline.release.dataset import Table, package_copies, read_package
from pipeline.release.difference import Difference, find_difference, tables_of
from pipeline.release.integrity import Known, read_manifest
from pipeline.release.making import build_release, release_problems, write_release
from pipeline.release.manifest import Manifest, read_origin
from pipeline.release.revisions import RELEASE, NoRevision, built_revision, newest_release
from pipeline.release.verification import Verdict, read_known
from pipeline.release.verification import verify as verify_copy
from pipeline.release.versions import STEPS, Step, find_step, tombstone_problems, version_problems
from pipeline.release.writing import Format, write_difference
from pipeline.releases import MANIFEST, RELEASES, read_releases

DATA_FOLDER = Path("dist") / "data"


def verify(path: Path, seeds: Path | None, language: Language) -> None:
    """Prints the problems of a copy, then what was checked."""
    if not path.exists():
        zh, en = f"没有 {excerpt(path)}", f"there is no {excerpt(path)}"
        raise typer.Exit(stop(USAGE, language, zh, en))
    known = _known(seeds)
    verdict = verify_copy(path, known)
    typer.echo(write_text(verdict.problems, language), nl=False)
    _say_verdict(verdict, language)
    if verdict.version and known.manifests and verdict.version not in known.manifests:
        shown = excerpt(verdict.version)
        note(language, f"这里的发布记录中没有 {shown}", f"{shown} is not among the releases known here")
    close(verdict.problems, language)


def diff(old: str, new: str, format: Format, samples: int, root: Path | None, language: Language) -> None:
    """Prints the difference."""
    difference = _difference(old, new, root, language)
    typer.echo(write_difference(difference, find_step(difference), format, language, samples), nl=False)


def step(old: str, new: str, declared: str, root: Path | None, language: Language) -> None:
    """Prints the step, and what the declared version or a missing tombstone leaves wrong."""
    workspace = find_workspace(root, language)
    if not (newest_release(workspace.seeds) or Path(old).exists()):
        note(language, "还没有发布过；任何版本都可以", "nothing was released yet; any version will do")
        raise typer.Exit(CLEAN)
    difference = _difference(old, new, root, language)
    found = max(find_step(difference), _file_step(workspace, old, new), key=STEPS.index)
    since = difference.old if Path(old).exists() else newest_release(workspace.seeds)
    note(language, f"{since} → {difference.new}：{found}", f"{since} → {difference.new}: {found}")
    problems = [
        *version_problems(since, declared or difference.new, found),
        *tombstone_problems(difference, _tombstones(workspace)),
    ]
    typer.echo(write_text(problems, language), nl=False)
    close(problems, language)


def release(date: str, previous: str, root: Path | None, language: Language) -> None:
    """Writes a release into the seeds, or prints what keeps it from being one."""
    workspace = find_workspace(root, language)
    day = _day(date, language)
    manifest, problems = _checked_build(workspace)
    if problems or manifest is None:
        typer.echo(write_text(problems, language), nl=False)
        close(problems, language)
    assert manifest
    if manifest.version in read_known(workspace.seeds).manifests:
        note(language, f"{manifest.version} 已经发布，内容相同", f"{manifest.version} is released already, the same")
        raise typer.Exit(CLEAN)
    difference = _since_parent(workspace, manifest, previous, root, language)
    found = find_step(difference)
    problems = [*tombstone_problems(difference, _tombstones(workspace))]
    if manifest.parent:
        problems += version_problems(manifest.parent.version, manifest.version, found)
    typer.echo(write_text(problems, language), nl=False)
    if problems:
        close(problems, language)
    folder = write_release(workspace.seeds, build_release(difference, manifest, day, found), manifest)
    where = folder.relative_to(workspace.root).as_posix()
    note(language, f"已写出 {where}/；请提交", f"wrote {where}/; commit it")


def _say_verdict(verdict: Verdict, language: Language) -> None:
    for key, name in verdict.overridden:
        zh, en = f"人工取值：{excerpt(key)} 的 {name}", f"decided by a person: {name} of {excerpt(key)}"
        note(language, zh, en)
    if verdict.version:
        counts = (verdict.packages, verdict.rows, verdict.quotes)
        zh = "{0} {1}（{2}）：核对了 {3} 个数据包、{4} 行、{5} 条引文"
        en = "{0} {1} ({2}): checked packages: {3}, rows: {4}, quotes: {5}"
        values = (excerpt(verdict.name), excerpt(verdict.version), verdict.identity, *counts)
        note(language, zh.format(*values), en.format(*values))


def _known(seeds: Path | None) -> Known:
    """The releases of the given seeds, or of the project around the current folder, if there is one."""
    around = [folder / "seeds" for folder in (Path.cwd(), *Path.cwd().parents)]
    folder = seeds or next((each for each in around if (each / RELEASES).is_dir()), None)
    return read_known(folder) if folder else Known()


def _difference(old: str, new: str, root: Path | None, language: Language) -> Difference:
    try:
        with _tables(old, root, language) as before, _tables(new, root, language) as after:
            return find_difference(before[0], after[0], (before[1], after[1]))
    except Refused as refused:
        typer.echo(write_text(refused.problems, language), nl=False)
        close(refused.problems, language)
        raise
    except NoRevision as reason:
        raise typer.Exit(stop(USAGE, language, reason.zh, reason.en)) from reason


@contextmanager
def _tables(named: str, root: Path | None, language: Language) -> Iterator[tuple[dict[str, Table], str]]:
    """The tables and the version of what a person names: a path, a revision, or "" for the project around them.

    Of a project's folder it is the data in its dist/.
    """
    path = Path(named) if named else find_workspace(root, language).root
    if path.exists():
        yield _read_tables(path / DATA_FOLDER if (path / "seeds").is_dir() else path)
        return
    with built_revision(find_workspace(root, language).root, named) as (data, version):
        yield _read_tables(data)[0], version


def _read_tables(path: Path) -> tuple[dict[str, Table], str]:
    with open_copy(path) as copy:
        packages = [read_package(each) for each in package_copies(copy)]
    versions = sorted({str(package.descriptor.get("version")) for package in packages})
    return tables_of(packages), " + ".join(versions)


def _file_step(workspace: Workspace, old: str, new: str) -> Step:
    """A patch where a file or a seed of dist/ is not what it was in the newest release, whatever the tables say."""
    if old != RELEASE or new:
        return "none"
    with open_copy(workspace.root / DATA_FOLDER) as copy:
        manifest = read_manifest(copy)
    released = read_known(workspace.seeds).manifests[newest_release(workspace.seeds)]
    here = {entry.path: entry for entry in manifest.files if not entry.path.endswith(MANIFEST)}
    changed = any(here.get(entry.path, entry) != entry for entry in released.files)
    return "patch" if changed or manifest.inputs != released.inputs else "none"


def _tombstones(workspace: Workspace) -> set[str]:
    from pipeline.records import Shapes, read_registry

    registry, _ = read_registry(workspace.seeds / "registry", "seeds/registry", Shapes(workspace.schemas / "records"))
    return {stone.id for stone in registry.tombstones} if registry else set()


def _day(date: str, language: Language) -> str:
    try:
        return datetime.date.fromisoformat(date).isoformat() if date else datetime.date.today().isoformat()
    except ValueError as error:
        zh, en = f"{excerpt(date)} 不是日期", f"{excerpt(date)} is no day such as 2026-11-22"
        raise typer.Exit(stop(USAGE, language, zh, en)) from error


def _checked_build(workspace: Workspace) -> tuple[Manifest | None, Sequence[Problem]]:
    """The manifest of dist/, or the problems that keep it from being released."""
    releases = read_releases(workspace.seeds)
    origin = read_origin(workspace.seeds, workspace.schemas, workspace.version, releases)
    known = read_known(workspace.seeds)
    data = workspace.root / DATA_FOLDER
    try:
        with open_copy(data) as copy:
            manifest = read_manifest(copy)
    except Refused as refused:
        return None, refused.problems
    problems = list(release_problems(manifest, origin, known.manifests.get(manifest.version)))
    others = Known({name: each for name, each in known.manifests.items() if name != manifest.version})
    return manifest, sorted(problems or verify_copy(data, others).problems)


def _since_parent(
    workspace: Workspace, manifest: Manifest, previous: str, root: Path | None, language: Language
) -> Difference:
    if manifest.parent:
        named = f"{RELEASE}:{manifest.parent.version}" if previous == RELEASE else previous
        return replace(_difference(named, "", root, language), old=manifest.parent.version)
    return find_difference({}, _read_tables(workspace.root / DATA_FOLDER)[0], ("", manifest.version))

"""A downloaded copy checked again from the ground up, without the network: the walk that `plans verify` takes.

In: a folder or zip archive of a release or of one of its packages, and the releases that somebody vouches for.
Out: a verdict: all problems, sorted, and what was counted. Nothing in a copy is trusted before it has been checked:
names and sizes first, then the manifest, then descriptors, tables, and last the words that the values rest on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import Problem
from pipeline.release import cells, integrity
from pipeline.release.copies import LIMITS, Copy, Limits, Refused, open_copy
from pipeline.release.dataset import Package, package_copies, read_package
from pipeline.release.evidence import Evidence, evidence_problems, read_sources
from pipeline.release.integrity import Known, read_manifest
from pipeline.release.manifest import Manifest, WrongHash, parse_manifest
from pipeline.releases import MANIFEST, RELEASES

FILE_CHECKS = (integrity.file_missing, integrity.file_extra, integrity.file_changed)
PACKAGE_CHECKS = (
    cells.resource_described,
    cells.value_fits,
    cells.key_unique,
    cells.reference_resolves,
    cells.json_equal,
)
TABLES_READ = ("documents", "sections")  # without them no place in a source can be checked


@dataclass(frozen=True)
class Verdict:
    """The problems of a copy and, as far as it could be read, what it is and how much was checked."""

    problems: list[Problem]
    name: str = ""
    version: str = ""
    identity: str = ""
    packages: int = 0
    rows: int = 0
    quotes: int = 0
    overridden: tuple[tuple[str, str], ...] = ()


def verify(path: Path, known: Known, label: str = "", limits: Limits = LIMITS) -> Verdict:
    """The verdict on the copy at a path."""
    try:
        with open_copy(path, label, limits) as copy:
            return _verify(copy, known)
    except Refused as refused:
        return Verdict(sorted(refused.problems))


def read_known(seeds: Path) -> Known:
    """The manifests that were committed with each release."""
    folder = seeds / RELEASES
    paths = sorted(folder.glob(f"*/{MANIFEST}")) if folder.is_dir() else []
    try:
        manifests = [parse_manifest(path.read_text(encoding="utf-8")) for path in paths]
    except WrongHash as error:
        raise ValueError(f"{RELEASES}: {error}") from error
    return Known({manifest.version: manifest for manifest in manifests})


def _verify(copy: Copy, known: Known) -> Verdict:
    manifest = read_manifest(copy)
    problems = [problem for check in FILE_CHECKS for problem in check(copy, manifest)]
    packages, unread = _packages(copy)
    problems += unread
    problems += _release_problems(copy, manifest, packages, known)
    overridden: set[tuple[str, str]] = set()
    for package in packages:
        found = list(_package_problems(package, overridden))
        problems += found
    problems += cells.tables_agree(packages)
    tables = {name: table for package in packages for name, table in package.tables.items()}
    return Verdict(
        problems=sorted(set(problems)),
        name=manifest.name,
        version=manifest.version,
        identity=manifest.identity,
        packages=len(packages),
        rows=sum(len(table.rows) for table in tables.values()),
        quotes=sum(1 for table in tables.values() for row in table.rows if row.get("quote")),
        overridden=tuple(sorted(overridden)),
    )


def _packages(copy: Copy) -> tuple[list[Package], list[Problem]]:
    packages: list[Package] = []
    problems: list[Problem] = []
    for each in package_copies(copy):
        try:
            packages.append(read_package(each))
        except Refused as refused:
            problems += refused.problems
    return packages, problems


def _release_problems(copy: Copy, manifest: Manifest, packages: list[Package], known: Known) -> list[Problem]:
    try:
        return [*integrity.version_equal(copy, manifest, packages), *integrity.release_known(copy, manifest, known)]
    except Refused as refused:
        return list(refused.problems)


def _package_problems(package: Package, overridden: set[tuple[str, str]]) -> Iterator[Problem]:
    """Tables first; places in the sources only where offsets and keys can be relied on."""
    found = [problem for check in PACKAGE_CHECKS for problem in check(package)]
    yield from found
    if any(problem.rule == "value-fits" for problem in found) or not package.tables.keys() >= set(TABLES_READ):
        return
    sources, problems = read_sources(package)
    yield from problems
    evidence = Evidence(package, sources)
    yield from evidence_problems(evidence)
    overridden.update(evidence.overridden)

"""Reading and checking many documents: one code path, in this process, in a process pool or on a cluster.

In: plan folders, the registry, the schemas, and an executor. Out: all problems, in the order of the folders.
The unit of work is one document as bytes; documents travel in batches, because one task a document costs more than
its work. A batch whose worker is lost is done again here, so that no plan goes missing. A document whose bytes,
rules and surroundings have not changed is not read again when a cache folder is given.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pipeline.checks import check_plan, check_registry
from pipeline.checks.known import Known, Names, read_known
from pipeline.problems import Location, Problem
from pipeline.records import Registry, Shapes
from pipeline.records.folder import Folder, read_folder
from pipeline.records.plan import parse_plan
from pipeline.records.strict import Refused, read_yaml

BATCH = 64  # documents a task
AHEAD = 4  # batches under way at once for each worker, so that memory stays flat
REFERENCE = re.compile(rb"(?<![a-z0-9-])([a-z0-9]+(?:-[a-z0-9]+){1,12})/[a-z0-9]")  # shenzhen-2018/new-materials
LOST = ("KilledWorker", "CommClosedError", "TimeoutError")  # a Dask worker that died, by name: Dask is optional

In = TypeVar("In")
Out = TypeVar("Out")


class Here(Executor):
    """An executor that does the work at once, in this process."""

    def submit(self, task: Callable[..., Out], /, *arguments: object, **named: object) -> Future[Out]:
        future: Future[Out] = Future()
        try:
            future.set_result(task(*arguments, **named))
        except BaseException as error:
            future.set_exception(error)
        return future


@dataclass(frozen=True)
class Ground:
    """What every document is checked against."""

    shapes: Shapes
    known: Known
    unreadable: frozenset[str]


@dataclass(frozen=True)
class Survey:
    """All problems found, how many documents were checked anew, and the batches that were done again here."""

    problems: list[Problem]
    checked: int
    repeated: int


def survey(
    folders: Sequence[Path],
    registry: Registry,
    schemas: Path,
    *,
    executor: Executor | None = None,
    workers: int = 1,
    cache: Path | None = None,
) -> Survey:
    """Checks the registry and every plan folder; results come in the order of the folders, whoever did the work."""
    here = executor or Here()
    shapes = Shapes(schemas / "records")
    lost: list[int] = []
    names: Names = {}
    unreadable: set[str] = set()
    published = _mapped(_published_names, map(read_folder, folders), here, workers, lost)
    for folder, own in zip(folders, published, strict=True):
        names.update(own or {})
        unreadable.update([] if own is not None else [folder.name])
    known = read_known((), registry, schemas, names)
    rules = _rules_digest(schemas, registry)
    problems = check_registry(registry, known)
    cached = [_cached(cache, _key(read_folder(folder), rules, names)) for folder in folders]
    anew = [folder for folder, found in zip(folders, cached, strict=True) if found is None]
    stage = partial(_checked, ground=Ground(shapes, known, frozenset(unreadable)))
    fresh = _mapped(stage, map(read_folder, anew), here, workers, lost)
    for folder, found in zip(folders, cached, strict=True):
        if found is None:
            found = next(fresh)
            _write_cached(cache, _key(read_folder(folder), rules, names), found)
        problems.extend(found)
    return Survey(problems, len(anew), len(lost))


def _mapped(
    stage: Callable[[In], Out], documents: Iterator[In], executor: Executor, workers: int, lost: list[int]
) -> Iterator[Out]:
    """The stage's result for each document, in order; a few batches are under way at once."""
    under_way: deque[tuple[list[In], Future[list[Out]]]] = deque()
    batches = iter(lambda: list(islice(documents, BATCH)), [])
    for batch in batches:
        under_way.append((batch, _submitted(executor, stage, batch)))
        if len(under_way) >= AHEAD * workers:
            yield from _finished(stage, *under_way.popleft(), lost)
    while under_way:
        yield from _finished(stage, *under_way.popleft(), lost)


def _submitted(executor: Executor, stage: Callable[[In], Out], batch: list[In]) -> Future[list[Out]]:
    try:
        return executor.submit(_each, stage, batch)
    except (BrokenExecutor, RuntimeError) as error:  # the pool broke under an earlier batch
        future: Future[list[Out]] = Future()
        future.set_exception(BrokenExecutor(str(error)))
        return future


def _finished(stage: Callable[[In], Out], batch: list[In], future: Future[list[Out]], lost: list[int]) -> Iterable[Out]:
    """The batch's results; where its worker was lost, the batch is done again in this process."""
    try:
        return future.result()
    except (BrokenExecutor, CancelledError):
        pass_again = True
    except Exception as error:
        pass_again = type(error).__name__ in LOST
        if not pass_again:
            raise
    lost.append(len(batch))
    return _each(stage, batch)


def _each(stage: Callable[[In], Out], batch: list[In]) -> list[Out]:
    return [stage(document) for document in batch]


def _published_names(folder: Folder) -> Names | None:
    """The ids of a folder's clusters with the names they go by; None where the file cannot be read."""
    try:
        tree = read_yaml(folder.name, folder.files.get("clusters.yaml", b"-")).tree
    except Refused:
        return None
    clusters = tree.get("clusters", []) if isinstance(tree, dict) else []
    named = [entry for entry in clusters if isinstance(entry, dict) and {"cluster_id", "name"} <= entry.keys()]
    return {f"{folder.name}/{entry['cluster_id']}": (entry["name"], *entry.get("aliases", ())) for entry in named}


def _checked(folder: Folder, ground: Ground) -> list[Problem]:
    """All problems of one document; one that refers to an unreadable document is only read."""
    plan, problems = parse_plan(folder, f"seeds/plans/{folder.name}", ground.shapes)
    if plan is None or ground.unreadable & _mentioned(folder):
        return problems
    return [*problems, *check_plan(plan, ground.known)]


def _rules_digest(schemas: Path, registry: Registry) -> str:
    """Hash of what every document's result depends on: code, schemas and registry."""
    total = hashlib.sha256(repr(registry).encode())
    for folder, pattern in ((Path(__file__).parent, "**/*.py"), (schemas, "**/*.json")):
        for path in sorted(folder.glob(pattern)):
            total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def _key(folder: Folder, rules: str, names: Names) -> str:
    """Hash of a document, the rules, and the names of other documents that it refers to."""
    mentioned = _mentioned(folder)
    referred = sorted((id_, own) for id_, own in names.items() if id_.partition("/")[0] in mentioned)
    return hashlib.sha256(f"{folder.digest}\0{rules}\0{referred!r}".encode()).hexdigest()


def _mentioned(folder: Folder) -> set[str]:
    """The documents whose records a folder's files may refer to."""
    return {found.decode() for content in folder.files.values() for found in REFERENCE.findall(content)}


def _cached(cache: Path | None, key: str) -> list[Problem] | None:
    path = cache / f"{key}.json" if cache else None
    if path is None or not path.is_file():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Problem(Location(*row["at"]), row["rule"], row["zh"], row["en"]) for row in rows]


def _write_cached(cache: Path | None, key: str, problems: list[Problem]) -> None:
    if cache is None:
        return
    cache.mkdir(parents=True, exist_ok=True)
    rows = [
        {"at": [p.location.path, p.location.line, p.location.column], "rule": p.rule, "zh": p.zh, "en": p.en}
        for p in problems
    ]
    beside = cache / f"{key}.part"
    beside.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    beside.replace(cache / f"{key}.json")

"""One code path for many documents, whoever does the work."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from workspaces import TINY

from pipeline.command_line.workers import executor
from pipeline.problems import Problem
from pipeline.records import Registry, Shapes, plan_folders, read_registry
from pipeline.records.folder import Folder
from pipeline.survey import survey

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schemas"
COPIES = 150


@pytest.fixture(scope="module")
def registry() -> Registry:
    read, problems = read_registry(TINY / "seeds" / "registry", "seeds/registry", Shapes(SCHEMAS / "records"))
    assert read is not None
    assert problems == []
    return read


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Many documents, each with the same fault: a folder that is not named as its document."""
    base = tmp_path_factory.mktemp("many")
    wanted = sorted((TINY / "seeds" / "plans").iterdir())[0]
    for number in range(COPIES):
        shutil.copytree(wanted, base / "plans" / f"copy-{number:04}")
    return plan_folders(base)


@pytest.fixture(scope="module")
def plainly(folders: list[Path], registry: Registry) -> list[Problem]:
    return survey(folders, registry, SCHEMAS).problems


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A Dask scheduler of its own on this machine, ended with its workers after the test."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    started = subprocess.Popen(
        [*command, "--no-dashboard", "--scheduler-file", str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            if file.exists() and file.read_text():
                break
            time.sleep(0.1)
        yield str(file)
    finally:
        started.kill()
        started.wait()


def _worker(file: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", file, "--nthreads", "1"]
    return subprocess.Popen(
        [*command, "--no-dashboard", "--no-nanny"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _address(file: str) -> str:
    import json

    return str(json.loads(Path(file).read_text())["address"])


def test_each_document_has_its_problems_in_the_order_of_the_folders(plainly: list[Problem]) -> None:
    names = [problem.location.path.split("/")[2] for problem in plainly if problem.rule == "document-folder"]
    assert names == [f"copy-{number:04}" for number in range(COPIES)]


def test_a_pool_of_processes_finds_the_same(folders: list[Path], registry: Registry, plainly: list[Problem]) -> None:
    with executor(2, None) as pool:
        found = survey(folders, registry, SCHEMAS, executor=pool, workers=2)
    assert found.problems == plainly
    assert found.repeated == 0


def test_documents_of_a_lost_process_are_read_again(
    folders: list[Path], registry: Registry, plainly: list[Problem]
) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        doomed = pool.submit(os.getpid).result()
        os.kill(doomed, signal.SIGKILL)
        found = survey(folders, registry, SCHEMAS, executor=pool, workers=2)
    assert found.problems == plainly
    assert found.repeated > 0


@pytest.mark.parametrize("dies", [False, True], ids=["two-workers", "one-worker-killed-half-way"])
def test_a_cluster_prints_the_same_byte_for_byte(
    dies: bool, scheduler: str, folders: list[Path], tmp_path: Path
) -> None:
    root = _workspace(tmp_path, folders)
    workers = [_worker(scheduler), _worker(scheduler)]
    killed: list[int] = []
    killer = threading.Thread(target=_kill_the_first_at_work, args=(_address(scheduler), killed))
    try:
        _wait_for_workers(_address(scheduler))
        if dies:
            killer.start()
        spread = _check(root, "--scheduler", _address(scheduler), "--workers", "2")
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    if dies:
        killer.join()
    assert len(killed) == dies
    assert set(killed) <= {worker.pid for worker in workers}
    assert spread.stdout.count(b"document-folder") == COPIES
    assert spread.stdout == _check(root).stdout


def _kill_the_first_at_work(address: str, killed: list[int]) -> None:
    """Kills a worker process while it has documents in hand."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        processes = client.run(os.getpid)
        for _ in range(6000):
            at_work = [worker for worker, tasks in client.processing().items() if tasks]
            if at_work:
                killed.append(processes[at_work[0]])
                os.kill(killed[0], signal.SIGKILL)
                return
            time.sleep(0.01)


def _check(root: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pipeline", "check", "--format", "json", "--no-cache", "--root", str(root)]
    return subprocess.run([*command, *options], capture_output=True, check=False, cwd=ROOT)


def _workspace(tmp_path: Path, folders: list[Path]) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "plans").symlink_to(folders[0].parent)
    (tmp_path / "seeds" / "registry").symlink_to(TINY / "seeds" / "registry")
    (tmp_path / "schemas").symlink_to(SCHEMAS)
    return tmp_path


def _wait_for_workers(address: str) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)


def test_an_edit_of_one_document_reads_that_one_again(
    tmp_path: Path, folders: list[Path], registry: Registry, plainly: list[Problem]
) -> None:
    copies = [Path(shutil.copytree(folder, tmp_path / "plans" / folder.name)) for folder in folders[:5]]
    first = survey(copies, registry, SCHEMAS, cache=tmp_path / "cache")
    targets = copies[2] / "targets.yaml"
    targets.write_text(targets.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    second = survey(copies, registry, SCHEMAS, cache=tmp_path / "cache")
    assert (first.checked, second.checked) == (5, 1)
    assert second.problems == first.problems
    assert survey(copies, registry, SCHEMAS, cache=tmp_path / "cache").checked == 0


def test_a_folder_is_known_by_all_its_bytes() -> None:
    one = Folder("xinzhou-2025", {"a.yaml": b"1", "b.yaml": b""})
    assert one.digest == Folder("xinzhou-2025", {"b.yaml": b"", "a.yaml": b"1"}).digest
    assert one.digest != Folder("xinzhou-2025", {"a.yaml": b"", "b.yaml": b"1"}).digest
    assert one.digest != Folder("xinzhou-2025", one.files, ("stray.txt",)).digest

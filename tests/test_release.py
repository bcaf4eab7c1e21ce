"""The swap of `dist`: whole at every moment, whatever kills the build."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.problems import Location, Problem
from pipeline.release import Unreleasable, content_hash, release

# A build that kills itself, as `kill -9` would, at the n-th touch of the file system.
BUILD_THAT_DIES = """
import os, signal, sys
from pathlib import Path
from pipeline.release import release

root, dies_at, word = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
TOUCHES = ("open", "os.", "shutil.", "fcntl.")
touches = 0

def die(event, arguments):
    global touches
    if event.startswith(TOUCHES) and event != "os.listdir":
        touches += 1
        if touches == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

def fill(out):
    for name in ("one", "two", "three"):
        (out / name).mkdir()
        (out / name / "file.txt").write_text(word * 1000)
    return []

sys.addaudithook(die)
release(root, fill)
"""
OLD = {f"{name}/file.txt": "old" * 1000 for name in ("one", "two", "three")}
NEW = {f"{name}/file.txt": "new" * 1000 for name in ("one", "two", "three")}


def filler(files: dict[str, str]) -> Callable[[Path], list[Problem]]:
    def fill(out: Path) -> list[Problem]:
        for name, text in files.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(text)
        return []

    return fill


def files_in(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def start_dying_build(root: Path, dies_at: int) -> int:
    command = [sys.executable, "-c", BUILD_THAT_DIES, str(root), str(dies_at), "new"]
    return subprocess.run(command, check=False, timeout=60).returncode


def test_a_build_killed_at_any_touch_of_the_file_system_leaves_a_whole_dist(tmp_path: Path) -> None:
    dies_at, returncode = 0, -signal.SIGKILL
    seen = []
    while returncode == -signal.SIGKILL:
        dies_at += 1
        release(tmp_path, filler(OLD))
        returncode = start_dying_build(tmp_path, dies_at)
        seen.append(files_in(tmp_path / "dist"))
    assert returncode == 0
    assert dies_at > 30
    assert [found for found in seen if found not in (OLD, NEW)] == []
    assert seen[0] == OLD
    assert seen[-1] == NEW


def test_the_build_after_a_killed_one_leaves_nothing_behind(tmp_path: Path) -> None:
    release(tmp_path, filler(OLD))
    assert start_dying_build(tmp_path, 20) == -signal.SIGKILL
    assert any(path.name.startswith("building-") for path in (tmp_path / ".dist").iterdir())
    release(tmp_path, filler(NEW))
    assert {path.name for path in tmp_path.iterdir()} == {"dist", ".dist"}
    assert {path.name for path in (tmp_path / ".dist").iterdir()} == {"lock", (tmp_path / "dist").resolve().name}


def test_dist_is_a_relative_link_to_a_folder_named_by_its_content(tmp_path: Path) -> None:
    release(tmp_path, filler(NEW))
    name = content_hash(tmp_path / "dist")[:16]
    assert os.readlink(tmp_path / "dist") == f".dist/{name}"
    assert files_in(tmp_path / "dist") == NEW


def test_the_same_content_has_the_same_name_wherever_it_was_built(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        release(tmp_path / folder, filler(NEW))
    assert os.readlink(tmp_path / "here" / "dist") == os.readlink(tmp_path / "there" / "dist")


def test_building_the_same_again_changes_nothing(tmp_path: Path) -> None:
    release(tmp_path, filler(NEW))
    before = (tmp_path / "dist").resolve().stat().st_ino
    release(tmp_path, filler(NEW))
    assert (tmp_path / "dist").resolve().stat().st_ino == before


def test_an_output_somebody_has_changed_is_built_anew(tmp_path: Path) -> None:
    release(tmp_path, filler(NEW))
    (tmp_path / "dist" / "one" / "file.txt").write_text("changed by hand")
    release(tmp_path, filler(NEW))
    assert files_in(tmp_path / "dist") == NEW


def test_problems_leave_the_old_dist(tmp_path: Path) -> None:
    release(tmp_path, filler(OLD))
    problem = Problem(Location("seeds/plans/x/targets.yaml", 3, 5), "rule", "错", "wrong")
    assert release(tmp_path, lambda out: [problem]) == [problem]
    assert files_in(tmp_path / "dist") == OLD


def test_a_fault_of_ours_leaves_the_old_dist_and_no_leftover(tmp_path: Path) -> None:
    release(tmp_path, filler(OLD))
    with pytest.raises(ZeroDivisionError):
        release(tmp_path, lambda out: [][1 // 0])
    assert files_in(tmp_path / "dist") == OLD
    assert len(list((tmp_path / ".dist").iterdir())) == 2


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    release(tmp_path, filler(OLD))
    with (tmp_path / ".dist" / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Unreleasable, match="another build is running here"):
            release(tmp_path, filler(NEW))
    assert files_in(tmp_path / "dist") == OLD


def test_a_folder_called_dist_from_elsewhere_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "mine.txt").write_text("keep me")
    with pytest.raises(Unreleasable, match="not the link that a build makes"):
        release(tmp_path, filler(NEW))
    assert files_in(tmp_path / "dist") == {"mine.txt": "keep me"}

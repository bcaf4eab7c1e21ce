"""Timing whole commands in turn, so that a drifting machine slows both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Runs:
    """Wall seconds and peak memory (MiB) of one command's runs."""

    seconds: tuple[float, ...]
    memory: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def run_in_turn(commands: dict[str, Sequence[str]], *, times: int = 5) -> dict[str, Runs]:
    """Runs the commands A B A B …, one warm-up round first."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0.0)
    for turn in range(times + 1):
        for name, command in commands.items():
            took, peak = _run(command)
            memory[name] = max(memory[name], peak)
            if turn:
                seconds[name].append(took)
    return {name: Runs(tuple(seconds[name]), memory[name]) for name in commands}


def _run(command: Sequence[str]) -> tuple[float, float]:
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}")
    return took, usage.ru_maxrss / 1024

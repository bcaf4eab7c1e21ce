"""Growth, not speed: a test asks that ten times the input takes about ten times as long; speed is the benches' matter.

Quadratic growth takes a hundred times as long, and a noisy machine at most a few times the ten; so the bound lies
between them, far from both.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

RUNS = 3
MOST_GROWTH = 50
SHORTEST = 0.02  # seconds; below, the clock and the machine say more than the work
MOST_DOUBLINGS = 6


def assert_linear(work: Callable[[int], object], *, size: int, largest: int | None = None) -> None:
    """Fails where `work(10 * n)` takes clearly more than ten times as long as `work(n)`.

    `n` is `size`, doubled while a run is too short to be timed and `10 * n` is at most `largest`.
    """
    work(min(size, 100))  # loads what the work loads once
    once = least_seconds(work, size)
    for _ in range(MOST_DOUBLINGS):
        if once >= SHORTEST or (largest is not None and 20 * size > largest):
            break
        size *= 2
        once = least_seconds(work, size)
    most = MOST_GROWTH * max(once, SHORTEST)
    tenfold = least_seconds(work, 10 * size, enough=most)
    assert tenfold <= most, (
        f"{10 * size:,} take {tenfold:.2f} s and {size:,} take {once:.3f} s: {tenfold / once:.0f} times as long"
    )


def least_seconds(work: Callable[[int], object], size: int, *, runs: int = RUNS, enough: float = 0.0) -> float:
    """Least processor time of the runs, without the garbage collector, whose work grows with the heap.

    The first run that takes at most `enough` is the last.
    """
    least = float("inf")
    for _ in range(runs):
        least = min(least, _seconds(work, size))
        if least <= enough:
            break
    return least


def _seconds(work: Callable[[int], object], size: int) -> float:
    collecting = gc.isenabled()
    gc.disable()
    try:
        started = time.process_time()
        work(size)
        return time.process_time() - started
    finally:
        if collecting:
            gc.enable()

"""Who does the work of a survey: this process, a pool of processes, or a Dask cluster."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, cast

from pipeline.release import Unreleasable


@contextmanager
def executor(workers: int, scheduler: str | None) -> Iterator[Executor | None]:
    """The executor asked for; None stands for this process. Raises Unreleasable where there is no such cluster."""
    if scheduler:
        with _cluster(scheduler) as cluster:
            yield cluster
    elif workers > 1:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield pool
    else:
        yield None


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        zh = "未安装 Dask；请运行 pip install 'plans[cluster]'"
        raise Unreleasable(zh, "Dask is not installed; run pip install 'plans[cluster]'") from error
    try:
        client: Any = cast(Any, Client)(address, timeout="10s", set_as_default=False)
    except OSError as error:
        raise Unreleasable(f"连不上 {address}：{error}", f"no scheduler answers at {address}: {error}") from error
    with client:
        yield cast(Executor, client.get_executor(pure=False, retries=2))

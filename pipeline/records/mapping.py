"""One stage over many documents: here in this process, or through an executor that someone else set up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def map_documents(stage: Callable[[In], Out], documents: Iterable[In], executor: Executor | None = None) -> list[Out]:
    """The stage's result for each document, in the order of the documents."""
    return list(map(stage, documents) if executor is None else executor.map(stage, documents))

"""Reading beside cutting words: characters a second of the reader and of `jieba.lcut`; goal: 3 times as fast."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import jieba

from pipeline.reader.read import plan_text, read_text

ROOT = Path(__file__).parents[2]
TURNS = 5


def main() -> None:
    """Prints both speeds, their ratio, and how time grows with ten times the text."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds" / "plans").glob("*/source.txt"))]
    characters = sum(map(len, texts))
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    reading = _seconds(lambda: [read_text(plan_text(text)) for text in texts])
    cutting = _seconds(lambda: [jieba.lcut(text) for text in texts])
    print(f"reader: {characters / reading:,.0f} characters/s; jieba.lcut: {characters / cutting:,.0f} characters/s")
    print(f"reader / jieba.lcut: {cutting / reading:.2f} (goal: at least 3)")
    for text in texts:
        once, tenfold = (
            _seconds(lambda t=text: read_text(plan_text(t))),
            _seconds(lambda t=text: read_text(plan_text((t + "\n") * 10)), turns=2),
        )
        print(f"{len(text):,} characters: ten times the text takes {tenfold / once:.1f} times as long (goal: 12)")


def _seconds(work: Callable[[], object], *, turns: int = TURNS) -> float:
    """The shortest of several runs."""
    taken = []
    for _ in range(turns):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)

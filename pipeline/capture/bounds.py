"""What a foreign file may cost: size, members, depth, pages, time and memory; and the refusal when it costs more.

Every reader of a format raises `Refusal`; the caller who knows the path turns it into a problem.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Upper bounds of one capture; units end the names, `seconds` is wall time."""

    input_bytes: int = 20 * MIB
    members: int = 2_000
    unpacked_bytes: int = 100 * MIB
    ratio: int = 250  # of one archive member larger than 1 MiB; Word's own XML stays below 60
    xml_depth: int = 200
    open_tags: int = 5_000
    pages: int = 1_000
    characters: int = 5_000_000
    seconds: int = 20
    memory_bytes: int = 1_536 * MIB


LIMITS = Limits()


class Refusal(Exception):
    """A file that cannot be captured: the rule, what is wrong and what would be right, in both languages."""

    def __init__(self, rule: str, zh: str, en: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(f"{rule}: {en}")
        self.rule = rule
        self.zh = zh
        self.en = en
        self.line = line
        self.column = column


def bound_child(limits: Limits) -> None:
    """Bound this process's memory and processor time and forbid it to write files; memory on Linux only."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds + 2, limits.seconds + 3))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def check_size(size: int, limits: Limits) -> None:
    """Refuse an empty file and one above the bound."""
    if size == 0:
        raise Refusal(
            "file-size",
            "文件为空，没有可采集的正文；请重新下载原文件。",
            "the file is empty; download the original again.",
        )
    if size > limits.input_bytes:
        most = limits.input_bytes // MIB
        raise Refusal(
            "file-size",
            f"文件有 {size} 字节，上限为 {most} MiB；请只保留规划正文，另存为较小的文件。",
            f"the file has {size} bytes, the bound is {most} MiB; save the plan's text alone as a smaller file.",
        )

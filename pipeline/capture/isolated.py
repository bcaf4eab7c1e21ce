"""Capture in a child process, so that a hostile file can cost only bounded time and memory and leaves nothing behind.

The parent reads the file and keeps the clock; the child (see `child`) parses. It is killed when its time is over.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.problems import excerpt

from .bounds import LIMITS, MIB, Limits, Refusal, check_size
from .captured import Captured, from_tree, refused

ROOT = Path(__file__).resolve().parents[2]  # where the child finds this very package


def capture(path: Path, *, declared: str | None = None, limits: Limits = LIMITS) -> Captured:
    """The text of a txt, html, docx or pdf file and how it was made.

    `declared` is a person's word on the encoding (`--encoding`), before the page's own.
    Raises `CaptureRefused` with the problem when the file cannot be captured, and OSError when it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise Refusal("file-format", "不是普通文件；请给出一个文件。", "not a regular file; name a file.")
        with path.open("rb") as source:
            content = source.read(limits.input_bytes + 1)
        check_size(max(len(content), path.stat().st_size), limits)
        return _answered(_run_child(content, path.name, declared, limits), limits)
    except Refusal as refusal:
        raise refused(str(path), refusal) from refusal


def _run_child(content: bytes, name: str, declared: str | None, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    order = json.dumps({"name": name, "declared": declared, "limits": asdict(limits)}).encode("ascii")
    try:
        return subprocess.run(
            [sys.executable, "-m", "pipeline.capture.child"],
            input=order + b"\n" + content,
            capture_output=True,
            cwd=ROOT,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(
            "capture-time",
            f"{limits.seconds} 秒内没有读完，已停止；文件可能损坏或含有恶意结构，请重新另存或只保留正文。",
            f"not read within {limits.seconds} seconds and stopped; the file may be broken or hostile: "
            "save it again, or its text alone.",
        ) from error


def _answered(ended: subprocess.CompletedProcess[bytes], limits: Limits) -> Captured:
    answer = _tree(ended)
    if "captured" in answer:
        return from_tree(answer["captured"])
    if "refused" in answer:
        raise Refusal(**answer["refused"])
    most = limits.memory_bytes // MIB
    raise Refusal(
        "capture-memory",
        f"读取需要超过 {most} MiB 内存，已停止；文件可能含有恶意结构，请重新另存或只保留正文。",
        f"reading it takes more than {most} MiB of memory and was stopped; save the file again, or its text alone.",
    )


def _tree(ended: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """The child's answer; a child that died without one is a broken file or our fault, and says where it stood."""
    if ended.returncode == 0:
        tree: dict[str, Any] = json.loads(ended.stdout)
        return tree
    last = ended.stderr.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1]
    shown = excerpt(last or f"signal {-ended.returncode}, mostly for want of memory", 200)
    raise Refusal(
        "capture-crash",
        f"读取程序中断（{shown}）；文件多半已损坏，请重新另存；若文件在别处打开正常，请报告此问题。",
        f"the reader stopped ({shown}); the file is probably broken: save it again, "
        "or report this if it opens elsewhere.",
    )

"""The child process: bytes in on standard input, one JSON object out on standard output; bounded, writes no file.

python -m pipeline.capture.child  <  one line of JSON {name, declared, limits}, then the bytes of the file
"""

from __future__ import annotations

import json
import sys
from typing import Any

from .bounds import Limits, Refusal, bound_child
from .captured import to_tree
from .convert import convert


def main() -> None:
    """Read, convert, answer; a `Refusal` is an answer, any other exception ends the process with a traceback."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    bound_child(limits)
    answer = _answer(sys.stdin.buffer.read(), order["name"], order["declared"], limits)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _answer(content: bytes, name: str, declared: str | None, limits: Limits) -> dict[str, Any]:
    try:
        return {"captured": to_tree(convert(content, name, declared, limits))}
    except Refusal as refusal:
        return {"refused": vars(refusal)}
    except MemoryError:
        return {"memory": True}


if __name__ == "__main__":
    main()

"""JSON of exact decimals: two spaces of indent, members in the order given, one final newline.

The standard writer turns decimals into binary floats; here an amount is written digit by digit as it is stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

QUOTED = json.JSONEncoder(ensure_ascii=False).encode


def exact_json(tree: Any) -> str:
    """The tree as text; raises TypeError on what JSON has no form for."""
    return _written(tree, "\n") + "\n"


def _written(tree: Any, line: str) -> str:
    """`line` is the line break with the indent of what the tree stands in."""
    deeper = line + "  "
    if isinstance(tree, Mapping):
        members = [f"{QUOTED(name)}: {_written(value, deeper)}" for name, value in tree.items()]
        return "{" + deeper + f",{deeper}".join(members) + line + "}" if members else "{}"
    if isinstance(tree, list | tuple):
        entries = [_written(value, deeper) for value in tree]
        return "[" + deeper + f",{deeper}".join(entries) + line + "]" if entries else "[]"
    return format(tree, "f") if isinstance(tree, Decimal) else QUOTED(tree)

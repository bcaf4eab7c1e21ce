"""Patterns on texts made to slow them down: how the time of each compiled pattern grows with ten times the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from types import ModuleType
from typing import Any

import pipeline
from tests.linear import least_seconds

LENGTH = 10_000
MOST_RATIO = 12
SHORTEST = 0.002  # seconds; a shorter run counts as this long
UNITS = (
    *("1", "１", "一", "、", "，", "。", "（", "）", "（一）", "【", "《", " ", "\u3000", "\n", "\t", ".", "1.", "-"),
    *("的", "市", "和", "等", "到", "a", "A", "年", "市、", "1、", "一、", "市的", "产业", "市1、（一）的a ", "<a"),
    *("%", "|", "&"),
)  # fmt: skip
END = "※，、。；：）\n※"  # no pattern that ends in \Z fits here, so that each start is tried to its end
WRITTEN = re.compile("[\u3001-\u9fff\uff01-\uff5e]{1,12}")  # the Chinese words of a pattern: (?:重点|优先)
MOST_WRITTEN = 8


@dataclass(frozen=True)
class Named:
    """A compiled pattern and where it is written: `pipeline.reader.header`, `NUMBERS`."""

    module: str
    name: str
    pattern: re.Pattern[Any]

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


def main() -> None:
    """Prints the worst growth of each module and every growth above 12 times."""
    worst: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    patterns = compiled_patterns()
    print(f"{len(patterns)} patterns; {LENGTH:,} and {10 * LENGTH:,} characters (goal: {MOST_RATIO} times)")
    for named in patterns:
        for unit in units(named.pattern):
            grown = growth(named.pattern, unit)
            worst[named.module] = max(worst[named.module], (grown, f"{named.name} on {unit!r}"))
            if grown > MOST_RATIO:
                print(f"  above: {grown:6.1f} {named} on {unit!r}", flush=True)
    for module, (grown, where) in sorted(worst.items(), key=lambda entry: -entry[1][0]):
        print(f"  {grown:6.1f} {module}: {where}")


def compiled_patterns() -> list[Named]:
    """Every compiled pattern in the variables of the package's modules, also within tuples and dicts, each once."""
    found: dict[re.Pattern[Any], Named] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _patterns_in(value) if not name.startswith("__") else ():
                found.setdefault(pattern, Named(module.__name__, name, pattern))
    return sorted(found.values(), key=str)


def units(pattern: re.Pattern[Any]) -> list[str]:
    """What is repeated to slow a pattern down: the usual characters, and words that the pattern itself spells."""
    spelled = pattern.pattern if isinstance(pattern.pattern, str) else ""
    words = WRITTEN.findall(spelled)
    chosen = words[:: max(1, len(words) // MOST_WRITTEN)][:MOST_WRITTEN]
    return list(dict.fromkeys([*UNITS, *chosen, "".join(words)[:60] or "a"]))


def growth(pattern: re.Pattern[Any], unit: str, length: int = LENGTH) -> float:
    """How many times as long all matches in ten times the length take; measured again where it is above the goal."""
    search = searching(pattern, unit)
    once = max(SHORTEST, least_seconds(search, length))
    return least_seconds(search, 10 * length, enough=MOST_RATIO * once) / once


def searching(pattern: re.Pattern[Any], unit: str) -> Callable[[int], object]:
    """Looks for the pattern everywhere in a text of the asked length, which ends otherwise than it goes."""

    def search(length: int) -> int:
        text = unit * (length // len(unit)) + END
        found = pattern.finditer(text if isinstance(pattern.pattern, str) else text.encode())
        return sum(1 for _ in found)

    return search


def _modules() -> Iterator[ModuleType]:
    """The package's modules, those that import others' patterns after those that write them, as far as known."""
    names = [found.name for found in pkgutil.walk_packages(pipeline.__path__, "pipeline.")]
    for name in names:
        importlib.import_module(name)
    loaded = [name for name in sys.modules if name in names]  # a module is entered before those that it imports
    return (sys.modules[name] for name in reversed(loaded))


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(_patterns_in(held) for held in value.values())
    elif isinstance(value, (tuple, list, set, frozenset)):
        yield from chain.from_iterable(_patterns_in(held) for held in value)

"""Short ids for Chinese names: known English words where people chose them before, else pinyin word by word.

In: a name (低空经济). Out: an ASCII slug (dikong-jingji), free in its list. Ids are chosen once, so a person may
still change a drafted one before it is published.
"""

from __future__ import annotations

import logging
import re

LONGEST = 48  # leaves room for a year or a number within the 64 characters of an id
NO_WORD = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """The pinyin of a name, its words joined by hyphens; "" where nothing of it can be said in ASCII."""
    import jieba
    from pypinyin import lazy_pinyin

    jieba.setLogLevel(logging.WARNING)
    syllables = ["".join(lazy_pinyin(word)).lower() for word in jieba.lcut(name, HMM=False)]
    words = [word for word in NO_WORD.sub("-", "-".join(syllables)).split("-") if word]
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > LONGEST:
            break
        kept.append(word)
    return "-".join(kept) or (words[0][:LONGEST] if words else "")


def free(wanted: str, taken: set[str], otherwise: str) -> str:
    """The first of `wanted`, `wanted-2`, `wanted-3`… that is not taken; takes it."""
    base = wanted or otherwise
    found, repeat = base, 1
    while found in taken:
        repeat += 1
        found = f"{base}-{repeat}"
    taken.add(found)
    return found

"""The words the search must not cut: names of areas, agencies, clusters and focus areas.

In: the corpus. Out: a user dictionary for jieba, one word a line, sorted.
"""

from __future__ import annotations

import re

from pipeline.pages.rows import Corpus

HAN = re.compile(r"[\u4e00-\u9fff]{2,20}\Z")  # 深汕特别合作区; jieba splits a line at blanks and digits
FREQUENCY = 1000  # above that of the parts a name could be cut into


def search_words(corpus: Corpus) -> str:
    """The dictionary's text."""
    names = {row["name"] for table in ("areas", "agencies", "clusters") for row in corpus[table]}
    names |= {row["full_name"] for row in corpus["areas"]}
    for table in ("areas", "agencies", "clusters"):
        names |= {alias for row in corpus[table] for alias in row.list("aliases")}
    return "".join(f"{name} {FREQUENCY}\n" for name in sorted(names) if HAN.match(name))

"""Which industry or facility a plan puts where: 支持以松山湖、滨海湾为重点建设集聚区.

In: a text and the clusters found in it. Out: one row for each place named. A place is believed only inside a
frame of words that puts something there; the frame names the rule. The plan's own area (全市, its name) is no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.reader.area_names import find_places
from pipeline.reader.found import FoundCluster, FoundPlacement, PlanText
from pipeline.reader.passages import Passages
from pipeline.reader.placement_frames import STRONG, Frame, find_frames
from pipeline.reader.plan_titles import find_title, home_names

ROLES = (  # the words of the frame that say what the place is to be
    ("core", re.compile(r"核心|集聚区|承载区|基地|高地|中心")),
    ("pilot", re.compile(r"试点|示范|先行|先导|试验")),
    ("key", re.compile(r"重点|优先")),
)


def find_placements(text: PlanText, clusters: Iterable[FoundCluster]) -> tuple[FoundPlacement, ...]:
    """One row for each place of each frame, in the order of the text; a place is counted once where frames overlap."""
    passages = Passages(text.source)
    home = home_names(find_title(text))
    places = find_places(passages.text)
    owners = _Clusters(text, tuple(clusters))
    rows: dict[tuple[int, int], FoundPlacement] = {}
    for frame in find_frames(passages, places):
        for area, row in _rows(passages, frame, home, owners):
            rows.setdefault(area, row)
    return tuple(rows[area] for area in sorted(rows))


class _Clusters:
    """Which cluster a stretch of the text is about: that of its section, else the only one there is."""

    def __init__(self, text: PlanText, clusters: tuple[FoundCluster, ...]) -> None:
        self._outline = text.outline
        self._names = [cluster.name for cluster in clusters]

    def of_section(self, offset: int) -> str:
        """The cluster that a heading above the offset names, nearest first."""
        section = self._outline.at(offset)
        for each in (section, *self._outline.ancestors(section)):
            if held := [name for name in self._names if name in each.heading]:
                return max(held, key=len)
        return ""

    def only(self) -> str:
        return self._names[0] if len(self._names) == 1 else ""


def _rows(
    passages: Passages, frame: Frame, home: frozenset[str], owners: _Clusters
) -> Iterator[tuple[tuple[int, int], FoundPlacement]]:
    quote, start, end = passages.quote(frame.start, frame.end)
    cluster = _cluster_text(passages, frame, start, owners)
    if not cluster:
        return
    for area in frame.areas.areas:
        name = passages.text[slice(*area)]
        if name in home:
            continue
        yield area, FoundPlacement(
            quote=quote, char_start=start, char_end=end, rule=frame.rule,
            cluster_text=cluster, area_text=name, role=_role(frame.role),
        )  # fmt: skip


def _cluster_text(passages: Passages, frame: Frame, offset: int, owners: _Clusters) -> str:
    """The thing the frame names; the section's cluster where the frame says that this cluster gathers there."""
    section = owners.of_section(offset)
    if frame.thing is None or (section and frame.rule == "places-as-core" and STRONG.search(frame.role)):
        return section or owners.only()
    return passages.text[slice(*frame.thing)]


def _role(words: str) -> str:
    return next((role for role, pattern in ROLES if pattern.search(words)), "other")

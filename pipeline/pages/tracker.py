"""Targets held beside what was reported later: one card per target with a verdict, its sentences and near misses.

In: a view; the verdicts are those of the table target_matches. Out: the page, and the cards for other pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.pages.figures import grouped
from pipeline.pages.indicators import COMPARED, UNDECIDED, read_reason
from pipeline.pages.messages import sentences
from pipeline.pages.render import Page
from pipeline.pages.rows import Row
from pipeline.pages.view import View

STATUSES = ("not-met", "met", "not-yet", UNDECIDED)  # in the order of the page


@dataclass(frozen=True)
class Comparison:
    """An observation beside a target: the status and its reason, and how much of the target was reached."""

    row: Row
    observation: Row
    reason: str

    @property
    def status(self) -> str:
        return self.row["status"]

    @property
    def percent(self) -> str:
        """99.2 for a ratio of 0.992; "" where the two cannot be divided."""
        return grouped(Decimal(self.row["ratio"]) * 100) if self.row["ratio"] else ""

    @property
    def share(self) -> str:
        """The same for a bar, at most 100."""
        return grouped(min(Decimal(self.row["ratio"]) * 100, Decimal(100))) if self.row["ratio"] else ""


@dataclass(frozen=True)
class Tracked:
    """A target, the observations of the same thing (latest first), and those that differ in something."""

    target: Row
    same: tuple[Comparison, ...]
    near: tuple[Comparison, ...]

    @property
    def status(self) -> str:
        """What the latest observation says; "" where there are near misses only."""
        return self.same[0].status if self.same else ""


def tracker_pages(view: View) -> Iterator[Page]:
    """One page with all targets that have an observation of the same indicator, those with a verdict first."""
    tracked = tracked_targets(view)
    message = tracker_message(view, tracked)
    context = {
        "followed": [one for one in tracked if one.same],
        "near": [one for one in tracked if not one.same],
        "message": message,
    }
    yield Page("targets/tracker/", "tracker.html", view.labels.say("tracker_title"), message, context)


def tracked_targets(view: View) -> list[Tracked]:
    """Every target that has an observation of the same indicator."""
    targets = dict.fromkeys(view.of("targets", match["target_id"]) for match in view.corpus["target_matches"])
    tracked = [_tracked(view, target) for target in targets if target is not None]
    return sorted(tracked, key=_verdicts_first)


def tracker_message(view: View, tracked: list[Tracked]) -> str:
    """How many targets can be held against a later report, by status, and how many cannot."""
    labels, total = view.labels, len(view.corpus["targets"])
    counts = Counter(one.status for one in tracked if one.same)
    names = {status: labels.short("target_matches", "status", status).lower() for status in STATUSES}
    said = [
        labels.say("tracker_status", status=names[status], number=counts[status])
        for status in STATUSES
        if counts[status]
    ]
    followed, near = sum(counts.values()), sum(not one.same for one in tracked)
    if followed:
        first = labels.say("tracker_followed", total=total, followed=followed, statuses=view.separator.join(said))
    else:
        first = labels.say("tracker_none", total=total)
    second = labels.say("tracker_near", near=near) if near else ""
    return sentences(view, first, second, labels.say("tracker_rest", rest=total - followed - near))


def _tracked(view: View, target: Row) -> Tracked:
    found = []
    for match in view.corpus.where("target_matches", "target_id", target.key):
        observation = view.of("observations", match["observation_id"])
        if observation is not None:
            found.append(Comparison(match, observation, read_reason(match, view.labels.language)))
    found.sort(key=lambda one: (one.observation["period_end"], one.observation.key), reverse=True)
    same = [one for one in found if all(one.observation[field] == target[field] for field in COMPARED)]
    return Tracked(target, tuple(same), tuple(one for one in found if one not in same))


def _verdicts_first(one: Tracked) -> tuple[int, str, str]:
    rank = STATUSES.index(one.status) if one.status else len(STATUSES)
    return rank, one.target["deadline"], one.target.key

"""The promise: one wrong digit, character, word, reference or key in a record file fails at its line and column.

Every value and key of every published record file is changed, always in the same way. Changes of one kind to one
field are made together, because a problem counts only at the very place of its change; a sample that is made one by
one shows that this makes no difference.

FREE names the text that nobody can derive from a plan. LOOSE names what code re-reads in part or not at all, with the
share that it does find, which must not fall, and why the rest is not found. Everything else is always found.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from mutations import OWN_IDS, Change, Seeds, find_caught, find_changes, find_rounds

ROOT = Path(__file__).parent.parent

FREE = {
    "[a-z_.]+_en character": "English words are the editors' own",
    "[a-z_.]*note character": "a note is the editors' own",
    "outline.insert.(number|heading) character": "inferred by a person; the capture lost the words",
    "layout_rules.applies_to character": "the editors' own words",
    "document.source_url character": "an address cannot be read from the text",
    "registry.(areas|agencies|indicators|sectors).(name|full_name|aliases|code|definition|source) character": (
        "names and codes come from official lists, not from a plan; a name that a record uses fails at the record"
    ),
    **{f"{field} character": "an id is chosen once; the next release compares it" for field in sorted(OWN_IDS)},
}
FREE.pop("document.document_id character")  # the folder has the same name

ELSEWHERE = "fails at the count's value_text, because a sum has no single place"
EDITORIAL = "the editors' judgement"
CUES = "code only asks for a cue word near the quote, and other values have their own cue words there"
LOOSE = {
    "changes.from.name character": (0.25, "an editorial link has no quote; the name fails at the cluster_id beside it"),
    "changes.to.name character": (0.25, "an editorial link has no quote; the name fails at the cluster_id beside it"),
    "changes.kind word another": (0.85, "`continue` needs no cue word"),
    "clusters.kind word another": (0.35, CUES + "; `other` needs none"),
    "clusters.sector_id id another": (0.0, EDITORIAL),
    "counts.counts word another": (0.0, ELSEWHERE),
    "counts.where.[a-z_]+ character(?: dropped)?": (0.0, ELSEWHERE),
    "document.area_id id another": (0.0, "fails at the records, which are then for another area"),
    "document.period_(start|end) digit": (0.9, "another year that the text names, too"),
    "document.kind word another": (0.0, "fails at `rights`, which then do not fit"),
    "document.completeness word another": (0.0, EDITORIAL),
    "focus_areas.cluster_id id another": (0.95, "the sentence or a heading names the other cluster too"),
    "focus_areas.emphasis word another": (0.8, "`other` needs no cue word, so it can stand for `develop`"),
    "measures.instruments word another": (0.5, CUES),
    "measures.kind word another": (0.4, CUES),
    "numerals.role word another": (0.0, EDITORIAL),
    "observations.cluster_id id another": (0.6, "the sentence names several clusters, paired with several numbers"),
    "(targets|observations).indicator_id id another": (0.98, "the words name both: high-tech enterprises, and all"),
    "targets.area_id id another": (0.95, "a platform that the clause names, taken for the whole city"),
    "observations.period_end digit": (0.9, "an observation without words for its period ends on the day of the report"),
    "outline.(headings|insert).level digit": (0.15, "a person's inference; sections below it may still fit"),
    "outside.reason word another": (0.0, EDITORIAL),
    "placements.focus_area id another": (0.0, "the heading names the cluster, not its focus areas"),
    "placements.role word another": (0.9, "`other` needs no cue word"),
    "responsibilities.agencies.role word another": (0.95, "overridden where a person reads a role from the context"),
    "responsibilities.cluster_id id another": (0.8, "the sentence names several clusters"),
    "responsibilities.measure_id id another": (0.9, "measures of one section"),
    "[a-z_]+.section character": (0.85, "the same words stand in the other section, too; then it fails at measure_id"),
    "sites.action word another": (0.95, "some words stand for two values: 升级, 整合"),
    "sites.kind word another": (0.5, CUES),
    "registry.agencies.kind word another": (0.0, EDITORIAL),
    "registry.agencies.successor_id id another": (0.0, "the reform of 2018 stands in no plan"),
    "registry.areas.division_code character": (0.65, "where its parts have codes it fails at theirs"),
    "registry.areas.kind word another": (0.6, "a name that ends in 区 can be of several kinds"),
    "registry.areas.members id another": (0.0, "members stand in no plan"),
    "registry.areas.parent_id id another": (0.25, "found where both have a division code, unless at the code"),
    "registry.areas.tile_(column|row) digit": (0.0, "drawn by hand"),
    "registry.indicators.measure word another": (0.8, "a level can be in any unit"),
}  # fmt: skip


def reason(table: dict[str, object], name: str) -> str | None:
    """The entry of a table that a change falls under."""
    return next((pattern for pattern in table if re.fullmatch(pattern, name)), None)


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return Seeds(ROOT / "seeds", ROOT / "schemas")


def promised_changes(seeds: Seeds, label: str) -> list[Change]:
    return [change for change in find_changes(seeds, label) if reason(FREE, change.name) is None]


def test_a_wrong_digit_character_word_reference_or_key_fails_at_its_place(seeds: Seeds, tmp_path: Path) -> None:
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    for label in (*seeds.plans, "registry"):
        for together in find_rounds(promised_changes(seeds, label)):
            caught = find_caught(seeds, label, together, tmp_path / "changed")
            for change in together:
                loose = reason(LOOSE, change.name)
                made[loose or change.name] += 1
                found[loose or change.name] += change in caught
                if loose is None and change not in caught:
                    missed.append(f"{change.where}: {change.name}: {change.old} → {change.new}")
    assert missed == []
    assert {name: (found[name], made[name]) for name in LOOSE if found[name] < LOOSE[name][0] * made[name]} == {}
    assert {name for name in LOOSE if made[name] == 0} == set(), "take out what no record file has any more"
    assert sum(made.values()) > 10_000


def test_changes_made_together_are_found_as_if_made_alone(seeds: Seeds, tmp_path: Path) -> None:
    for label in (*seeds.plans, "registry"):
        for together in find_rounds(promised_changes(seeds, label))[::6]:
            caught = find_caught(seeds, label, together, tmp_path / "changed")
            for change in together[:: max(len(together) // 2, 1)][:2]:
                alone = find_caught(seeds, label, [change], tmp_path / "changed")
                assert (change in alone) == (change in caught), f"{change.where}: {change.name}"

"""The tracker: a target beside what was reported later, verdicts first, near misses apart, each side's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from published import REPOSITORY, SCHEMAS, published_view

from pipeline.pages.render import Renderer, read_templates
from pipeline.pages.rows import Corpus, Row
from pipeline.pages.targets import target_pages
from pipeline.pages.tracker import Tracked, tracked_targets, tracker_message, tracker_pages
from pipeline.pages.view import View
from pipeline.problems import Language
from pipeline.publication import read_publication

TARGET = "shenzhen-2024/high-tech-enterprises-2025"
SEEN = "shenzhen-2024-10-31/high-tech-enterprises"


def page(language: Language, path: str = "targets/tracker/") -> str:
    view = published_view(language)
    renderer = Renderer(read_templates(REPOSITORY / "site" / "templates"), view, read_publication(SCHEMAS, "0.0.1"))
    found = {page.path: page for page in (*target_pages(view), *tracker_pages(view))}
    return renderer.text(found[path])


def with_match(fields: Mapping[str, str], **tables: tuple[Row, ...]) -> View:
    """The published view, with one match of the target of 25,000 enterprises changed."""
    view = published_view("zh")
    matches = tuple(
        Row(row.table, row.key, {**row.fields, **fields}) if row["target_id"] == TARGET else row
        for row in view.corpus["target_matches"]
    )
    return View(Corpus(view.corpus.plans, {**view.corpus.tables, "target_matches": matches, **tables}, {}), view.labels)


def test_a_target_with_a_comparable_figure_comes_before_one_with_near_misses() -> None:
    first, second = tracked_targets(published_view("zh"))
    assert (first.target.key, first.status, [one.observation.key for one in first.same]) == (TARGET, "not-yet", [SEEN])
    assert (second.target.key, second.status, second.same) == ("ruian-2023/value-added-growth-2023", "", ())
    assert [one.observation["cluster_id"].split("/")[1] for one in second.near] == [
        "intelligent-connected-vehicles",
        "low-altitude-economy-and-aerospace",
        "artificial-intelligence",
    ]


def test_the_share_reached_is_written_in_percent_and_drawn_at_most_full() -> None:
    (one,) = tracked_targets(published_view("zh"))[0].same
    assert (one.percent, one.share) == ("99.2", "99.2")
    (above,) = tracked_targets(with_match({"ratio": "1.2345", "status": "met"}))[0].same
    assert (above.percent, above.share) == ("123.45", "100")


def test_a_pair_without_a_ratio_has_no_share() -> None:
    (one,) = tracked_targets(with_match({"ratio": ""}))[0].same
    assert (one.percent, one.share) == ("", "")


@pytest.mark.parametrize(
    ("status", "place"),
    [("not-met", 0), ("met", 0), ("cannot-tell", 0)],
)
def test_whatever_its_status_a_comparable_figure_comes_first(status: str, place: int) -> None:
    tracked = tracked_targets(with_match({"status": status}))
    assert tracked[place].target.key == TARGET


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("zh", "73个目标里，1个有后来的数字可比：尚未达到1个。1个只有口径不同、不可比的数字。其余71个没有后来的数字。"),
        (
            "en",
            "Of 73 targets, 1 can be compared with a later figure: 1 not yet. For 1 there are only figures that "
            "measure something else. For the other 71 there is no later figure.",
        ),
    ],
)
def test_one_sentence_counts_what_can_be_said(language: Language, message: str) -> None:
    view = published_view(language)
    assert tracker_message(view, tracked_targets(view)) == message


def test_without_any_match_the_sentence_says_so() -> None:
    nothing: list[Tracked] = []
    assert tracker_message(published_view("zh"), nothing) == (
        "73个目标里，还没有一个有后来的数字可比。其余73个没有后来的数字。"
    )


@pytest.mark.parametrize(
    ("language", "ours", "reason"),
    [
        ("zh", "本站计算", "截至2024-10-31：期限未到，尚未达到；报出的数字是目标的99.2%"),
        (
            "en",
            "Computed here",
            "as of 2024-10-31: not reached, before the deadline; the reported figure is 99.2% of the target",
        ),
    ],
)
def test_a_card_shows_both_sentences_and_marks_the_verdict_as_ours(language: Language, ours: str, reason: str) -> None:
    text = page(language)
    card = text[text.index(f'aria-labelledby="t-{TARGET}"') :].partition("</section>")[0]
    plan, report, computed = re.split(r'<div class="pl-side |<p class="pl-computed">', card)[1:]
    assert "国家高新技术企业超过2.5万家</a>" in plan
    assert "2025-12-31" in plan
    assert "国家高新技术企业已分别达1.1万家、2.1万家、2.48万家</a>" in report
    assert "2024-10-31" in report
    assert ours in computed
    assert reason in computed
    assert reason not in plan + report


@pytest.mark.parametrize(
    ("language", "own", "other"),
    [("zh", "地区、集群不同", "differs in"), ("en", "differs in area, cluster", "不同")],
)
def test_a_reason_is_given_in_the_language_of_the_page_alone(language: Language, own: str, other: str) -> None:
    text = page(language)
    assert own in text
    assert other not in re.sub(r'<span[^>]*lang="zh-Hans".*?</span>', "", text.partition("near")[2])


def test_the_page_of_targets_has_target_sentence_and_latest_figure_above_its_tables() -> None:
    text = page("zh", "targets/")
    head = text.partition('id="targets"')[0]
    assert "国家高新技术企业超过2.5万家</a>" in head
    assert "2.48万家" in head
    assert 'href="../targets/tracker/"' in head
    assert f'<tr id="{TARGET}">' in text

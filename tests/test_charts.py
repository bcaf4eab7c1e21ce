"""Charts: the sentence and the numbers they show, the page's own colours and type, the same bytes on any machine."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from published import REPOSITORY, published_view

from pipeline.pages.charts import INKS, Chart, sectors_chart, timeline_chart
from pipeline.pages.rows import KEYS, Corpus, Row
from pipeline.pages.view import View
from pipeline.problems import Language

EMPTY_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'
DRAW = """
import hashlib, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from published import published_view
from pipeline.pages.charts import sectors_chart, timeline_chart
charts = [draw(published_view(language)) for language in ("zh", "en") for draw in (timeline_chart, sectors_chart)]
print(hashlib.sha256("".join(chart.svg for chart in charts).encode()).hexdigest())
"""


def timeline(language: Language) -> Chart:
    chart = timeline_chart(published_view(language))
    assert chart is not None
    return chart


def sectors(language: Language) -> Chart:
    chart = sectors_chart(published_view(language))
    assert chart is not None
    return chart


def words(chart: Chart) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", chart.svg)


@pytest.mark.parametrize(
    ("language", "title", "undated", "source"),
    [
        (
            "zh",
            "73个目标，59个在2023年到期，最晚到2027年",
            "另有1个没有写期限，不在图中。",
            "来源：东莞 2024、深圳 2024、瑞安 2023、深圳 2018",
        ),
        (
            "en",
            "73 targets: 59 fall due in 2023, the last in 2027",
            "Not drawn: 1 without a deadline.",
            "Source: Dongguan 2024, Shenzhen 2024, Rui'an 2023, Shenzhen 2018",
        ),
    ],
)
def test_a_chart_says_what_it_shows_what_it_leaves_out_and_where_it_comes_from(
    language: Language, title: str, undated: str, source: str
) -> None:
    chart = timeline(language)
    assert chart.title == title
    assert f'role="img" aria-label="{title}"' in chart.svg.replace("&#39;", "'")
    assert chart.notes[1:] == (undated, source)


def test_the_timeline_writes_how_many_targets_fall_due_on_each_day() -> None:
    assert words(timeline("zh"))[-6:] == ["1", "1", "3", "4", "5", "58"]
    assert words(timeline("zh"))[10:14] == ["深圳 2018", "瑞安 2023", "深圳 2024", "东莞 2024"]


def test_a_deadline_at_the_end_of_a_year_stands_where_the_year_ends() -> None:
    years = re.findall(r"<text[^>]*translate\(([0-9.]+),[0-9.]+\)[^>]*>(202[0-9])</text>", timeline("zh").svg)
    middle = {year: float(x) for x, year in years}
    circles = [float(x) for x in re.findall(r'<path transform="translate\(([0-9.]+),[0-9.]+\)"', timeline("zh").svg)]
    assert (middle["2025"] + middle["2026"]) / 2 in circles
    assert (middle["2020"] + middle["2021"]) / 2 in circles


def test_the_sectors_chart_counts_clusters_by_harmonised_sector_and_says_which_have_none() -> None:
    chart = sectors("zh")
    assert chart.title == "52个集群，新一代信息技术产业最多：12个"
    assert chart.notes[1] == "另有9个没有归入行业，不在图中。"
    assert words(chart)[:3] == ["新一代信息技术产业", "高端装备制造产业", "生物产业"]
    assert sum(int(word) for word in words(chart) if word.isdigit()) + 9 == 52


@pytest.mark.parametrize("draw", [timeline, sectors], ids=["timeline", "sectors"])
def test_a_chart_takes_colour_and_type_from_the_page(draw: Any) -> None:
    svg = draw("zh").svg
    assert not re.search(r"#[0-9a-fA-F]{3,6}|font-family|url\(|<style|<script| id=|white|black", svg)
    inks = set(re.findall(r"v-(?:fill|stroke)-(\w+)", svg))
    assert inks <= set(INKS.values())
    css = (REPOSITORY / "site" / "assets" / "charts.css").read_text(encoding="utf-8")
    assert [name for name in set(re.findall(r"v-(?:fill|stroke)-\w+", svg)) if f".{name} " not in css] == []


def test_a_chart_is_the_same_bytes_without_fonts_in_another_time_zone_and_language(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(EMPTY_FONTS, encoding="utf-8")
    bare = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "FONTCONFIG_PATH": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
    }
    command = [sys.executable, "-c", DRAW.format(root=str(REPOSITORY))]
    elsewhere = subprocess.run(command, env=bare, capture_output=True, text=True, check=True).stdout.strip()
    svgs = [draw(language).svg for language in ("zh", "en") for draw in (timeline, sectors)]
    assert hashlib.sha256("".join(svgs).encode()).hexdigest() == elsewhere


def test_hostile_names_stay_text() -> None:
    corpus = published_view("zh").corpus
    hostile = '<script>alert(1)</script>"&amp;\u202e'
    areas = tuple(Row(row.table, row.key, {**row.fields, "name": hostile}) for row in corpus["areas"])
    chart = timeline_chart(
        View(Corpus(corpus.plans, {**corpus.tables, "areas": areas}, {}), published_view("zh").labels)
    )
    assert chart is not None
    assert "<script" not in chart.svg
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in chart.svg
    assert "⟨U+202E⟩" in chart.svg


def test_without_deadlines_or_sectors_there_is_no_chart() -> None:
    empty = Corpus({}, dict.fromkeys(KEYS, ()), {})
    view = View(empty, published_view("zh").labels)
    assert timeline_chart(view) is None
    assert sectors_chart(view) is None

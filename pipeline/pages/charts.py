"""Charts of standard form, drawn by Vega-Lite as SVG that takes its colours and its type from the page.

In: a view. Out: charts with a message as title, a note and their documents. The same bytes on any machine: nothing
in a chart depends on how wide a font draws a word (fixed size and padding, no label dropped or moved), and times are
numbers, so that no time zone matters. A chart stands beside the table that holds the same; here it is one picture.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from pipeline.pages.render import visible
from pipeline.pages.rows import Row
from pipeline.pages.view import View

Spec = dict[str, Any]  # a chart as Vega-Lite's JSON
VEGA_LITE = "6.4"
# Colours as Vega-Lite writes them, and the class each becomes; site/assets/charts.css gives the class its colour.
INKS = {"#000001": "ink", "#000002": "quiet", "#000003": "line", "#000004": "target", "#000005": "cluster"}
INK, QUIET, LINE, TARGET, CLUSTER = INKS
TAG = re.compile(r"<[a-z][^<>]{0,20000}>")  # <text text-anchor="end" fill="#000001">
# What the page's own type, title and table say better: role="graphics-symbol", font-family="sans-serif", opacity="1"
SPARE = re.compile(
    r' (?:role|aria-[a-z]{1,20}|font-family|pointer-events|class|version|xmlns:xlink|opacity)="[^"]{0,2000}"'
)
LONG = re.compile(r"[0-9]{1,9}\.[0-9]{3,20}")  # 343.75679999999556
COLOUR = re.compile(r' (fill|stroke)="(#00000[1-5])"')
ROW = 54  # height of one plan on the timeline
BAR = 26  # height of one sector
LARGEST = 900.0  # area of the largest circle, in square pixels


@dataclass(frozen=True)
class Chart:
    """A picture, the sentence it shows, how to read it and where it comes from."""

    title: str
    svg: Markup
    notes: tuple[str, ...]


def timeline_chart(view: View) -> Chart | None:
    """How many targets of each plan fall due when; None without deadlines."""
    targets, labels = view.corpus["targets"], view.labels
    dated = [row for row in targets if row["deadline"]]
    if not dated:
        return None
    years = Counter(row["deadline"][:4] for row in dated)
    year, count = min(years.items(), key=lambda pair: (-pair[1], pair[0]))
    title = labels.say("timeline_title", total=len(targets), count=count, year=year, last=max(years))
    undated = len(targets) - len(dated)
    notes = [labels.say("timeline_how")] + ([labels.say("timeline_undated", count=undated)] if undated else [])
    return Chart(title, _svg(_timeline(view, dated), title), (*notes, _source(view, dated)))


def sectors_chart(view: View) -> Chart | None:
    """How many clusters the plans name in each harmonised sector; None without sectors."""
    clusters, labels = view.corpus["clusters"], view.labels
    counts = Counter(row["sector_id"] for row in clusters if row["sector_id"])
    sectors = sorted(
        (row for row in view.corpus["sectors"] if counts[row.key]), key=lambda row: (-counts[row.key], row.key)
    )
    if not sectors:
        return None
    most = sectors[0]
    title = labels.say("sectors_title", total=len(clusters), sector=view.name(most), count=counts[most.key])
    bars = [{"sector": visible(view.name(row)), "count": counts[row.key]} for row in sectors]
    without = len(clusters) - counts.total()
    notes = [labels.say("sectors_how")] + ([labels.say("sectors_without", count=without)] if without else [])
    return Chart(title, _svg(_sectors(view, bars), title), (*notes, _source(view, clusters)))


def _source(view: View, rows: Sequence[Row]) -> str:
    named = {row["document_id"] for row in rows}
    documents = view.separator.join(view.document_name(key) for key in view.corpus.plans if key in named)
    return view.labels.say("chart_source", documents=documents)


def _timeline(view: View, dated: Sequence[Row]) -> Spec:
    plans = [key for key in reversed(list(view.corpus.plans)) if any(row["document_id"] == key for row in dated)]
    names = {key: visible(view.document_name(key)) for key in plans}
    due = Counter((row["document_id"], row["deadline"]) for row in dated)
    days = {key: sorted(day for plan, day in due if plan == key) for key in plans}
    starts = {key: _start(view, key, days[key][0]) for key in plans}
    first, last = math.floor(min(starts.values())), math.ceil(max(_year(found[-1]) for found in days.values()))
    points = [{"plan": names[key], "at": _year(day), "count": count} for (key, day), count in sorted(due.items())]
    lines = [{"plan": names[key], "from": starts[key], "to": _year(days[key][-1])} for key in plans]
    years = [{"year": year} for year in range(first, last + 1)]
    x = alt.X("at:Q", scale=alt.Scale(domain=[first, last], nice=False, zero=False), axis=_years(first, last))
    y = alt.Y("plan:N", scale=alt.Scale(domain=list(names.values())), axis=_names())
    most = max(due.values())
    size = alt.Size("count:Q", scale=alt.Scale(domain=[0, most], range=[0, LARGEST]), legend=None)
    circles = alt.Chart(alt.InlineData(values=points))
    return _sized(
        alt.layer(
            alt.Chart(alt.InlineData(values=years)).mark_rule(color=LINE).encode(x="year:Q"),
            alt.Chart(alt.InlineData(values=lines)).mark_rule(color=QUIET).encode(x="from:Q", x2="to:Q", y=y),
            circles.mark_circle(color=TARGET, opacity=1).encode(x=x, y=y, size=size),
            *(
                alt.Chart(alt.InlineData(values=[point for point in points if point["count"] == count]))
                .mark_text(dy=-round(_radius(count, most)) - 8, color=INK, fontSize=13, fontWeight="bold")
                .encode(x=x, y=y, text="count:Q")
                for count in sorted(set(due.values()))
            ),
        ),
        (480, ROW * len(plans)),
        {"left": 110, "right": 24, "top": 6, "bottom": 26},
    )


def _radius(count: int, most: int) -> float:
    return math.sqrt(LARGEST * count / most / math.pi)


def _sectors(view: View, bars: Sequence[dict[str, Any]]) -> Spec:
    names = [bar["sector"] for bar in bars]
    y = alt.Y("sector:N", sort=names, scale=alt.Scale(domain=names, padding=0.25), axis=_names())
    x = alt.X("count:Q", scale=alt.Scale(domain=[0, max(bar["count"] for bar in bars)], nice=False), axis=None)
    base = alt.Chart(alt.InlineData(values=list(bars))).encode(x=x, y=y)
    left = 150 if view.labels.language == "zh" else 330
    return _sized(
        alt.layer(
            base.mark_bar(color=CLUSTER),
            base.mark_text(align="left", baseline="middle", dx=5, color=INK, fontSize=13, fontWeight="bold").encode(
                text="count:Q"
            ),
        ),
        (360, BAR * len(dict.fromkeys(names))),
        {"left": left, "right": 40, "top": 4, "bottom": 4},
    )


def _years(first: int, last: int) -> alt.Axis:
    """A year's name in the middle of its column; the last year only where the column is drawn whole."""
    return _axis(
        labelColor=QUIET,
        values=[year + 0.5 for year in range(first, last)],
        labelExpr="floor(datum.value)",
        labelFlush=False,
        labelBound=False,
    )


def _names() -> alt.Axis:
    return _axis(labelColor=INK)


def _axis(**own: Any) -> alt.Axis:
    """An axis of words alone, none left out or cut for how wide it is measured to be."""
    return alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        grid=False,
        labelFontSize=13,
        labelPadding=8,
        labelOverlap=False,
        labelLimit=0,
        **own,
    )


def _sized(chart: alt.LayerChart | alt.FacetChart, size: tuple[int, int], padding: dict[str, int]) -> Spec:
    """A chart whose outer size is fixed, whatever its words measure, on no ground of its own."""
    fixed: Spec = chart.configure_view(stroke=None).to_dict()
    frame = {"width": size[0], "height": size[1], "padding": padding, "autosize": {"type": "none"}}
    return fixed | frame | {"background": None}


def _start(view: View, document_id: str, otherwise: str) -> float:
    """When a plan begins: its first year, or the day it was issued."""
    row = view.of("documents", document_id)
    assert row is not None
    if row["issued"] or row["published"]:
        return _year(row["issued"] or row["published"])
    return float(row["period_start"] or otherwise[:4])


def _year(day: str) -> float:
    """A day's end as a number: 2025-12-31 is 2026.0, 2023-06-30 about 2023.5."""
    date = datetime.date.fromisoformat(day)
    return round(date.year + date.timetuple().tm_yday / (366 if calendar.isleap(date.year) else 365), 4)


def _svg(spec: Spec, title: str) -> Markup:
    """The chart's SVG without ids, sizes of its own or colours: classes stand for them."""
    drawn = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    inner = "".join(_plain(drawn))
    head = Markup('<svg role="img" aria-label="{}"').format(visible(title))
    return Markup(inner.replace("<svg", head, 1))  # noqa: S704 -- Vega escapes the names in it


def _plain(drawn: str) -> Iterator[str]:
    at = 0
    for tag in TAG.finditer(drawn):
        yield drawn[at : tag.start()]
        short = LONG.sub(lambda number: f"{float(number.group()):.2f}", SPARE.sub("", tag.group()))
        yield _inked(short)
        at = tag.end()
    yield drawn[at:]


def _inked(tag: str) -> str:
    classes = " ".join(f"v-{kind}-{INKS[colour]}" for kind, colour in COLOUR.findall(tag))
    bare = COLOUR.sub("", tag)
    if not classes:
        return bare
    close = "/>" if bare.endswith("/>") else ">"
    return f'{bare.removesuffix(close)} class="{escape(classes)}"{close}'

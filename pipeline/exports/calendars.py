"""The calendars of deadlines (iCalendar, RFC 5545): `calendars/targets.ics`, and one per place that has plans.

In: the tables. Out: an all-day event on the last day of each target that has one, in Chinese, with English in the
description. Identifiers and stamps come from the records, so that a subscribed calendar is updated in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid5

from icalendar import Calendar, Event

from pipeline.exports.api.rows import Records, Row, Value, read_records
from pipeline.exports.days import document_day
from pipeline.exports.source import Source
from pipeline.packages.descriptor import PROJECT
from pipeline.publication import Publication
from pipeline.tables import read_table_schemas

SIGNS = {"gt": ">", "ge": "≥", "eq": "", "approx": "≈", "le": "≤", "lt": "<", "range": ""}
ALL = "targets"
UNITS = {"percent": "%", "percentage-point": " percentage points", "multiple": " times", "year": " years"}
BARE = ("count", "rank", "ratio")  # units whose number says enough beside the indicator's name
PRODUCT = "-//plans//deadlines of targets//ZH"


def write_calendars(source: Source, out: Path) -> None:
    """Writes `out`/calendars/: all deadlines, and those of each place's plans."""
    records = read_records(source.tables, read_table_schemas(source.schemas))
    folder = out / "calendars"
    folder.mkdir(parents=True, exist_ok=True)
    for name, title, targets in _calendars(records):
        (folder / f"{name}.ics").write_bytes(build_calendar(title, targets, records, source.publication))


def build_calendar(title: str, targets: Sequence[Row], records: Records, publication: Publication) -> bytes:
    """One calendar; every target has a deadline."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", title)
    calendar.add("X-WR-CALNAME", title)
    for target in sorted(targets, key=lambda row: (str(row["deadline"]), str(row["target_id"]))):
        calendar.add_component(_event(target, records, publication))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _calendars(records: Records) -> Iterator[tuple[str, str, list[Row]]]:
    """Name of the file, title, and targets; a place whose plans set no deadline has none."""
    dated = [row for row in records.rows["targets"] if row["deadline"] is not None]
    if dated:
        yield ALL, "规划目标期限 / Deadlines of plan targets", dated
    document_areas = {row["document_id"]: row["area_id"] for row in records.rows["documents"]}
    for area in records.rows["areas"]:
        own = [row for row in dated if document_areas[row["document_id"]] == area["area_id"]]
        if own:
            yield (
                str(area["area_id"]),
                f"{area['name']}规划目标期限 / {area['name_en']}: deadlines of plan targets",
                own,
            )


def _event(target: Row, records: Records, publication: Publication) -> Event:
    document = records.row("documents", target["document_id"])
    assert document is not None
    deadline = date.fromisoformat(str(target["deadline"]))
    event = Event()
    event.add("UID", str(uuid5(PROJECT, f"targets/{target['target_id']}")))
    event.add("DTSTAMP", datetime.combine(document_day(document), time(), UTC))
    event.add("DTSTART", deadline)
    event.add("DTEND", deadline + timedelta(days=1))
    event.add("SUMMARY", _summary(target, records), parameters={"LANGUAGE": "zh-Hans"})
    event.add("DESCRIPTION", _description(target, document, records, publication))
    event.add("URL", publication.url(f"targets/#{target['target_id']}"))
    event.add("TRANSP", "TRANSPARENT")  # a deadline of a plan takes up nobody's day
    return event


def _summary(target: Row, records: Records) -> str:
    """深圳：国家高新技术企业数 > 2.5万家"""
    subject = " · ".join(_names(target, records, "name"))
    words = (f"{subject}：{_indicator(target, records, 'name')}", _sign(target), str(target["value_text"]))
    return " ".join(filter(None, words))


def _description(target: Row, document: Row, records: Records, publication: Publication) -> str:
    """The quote and its document, then the same in English."""
    subject = ", ".join(_names(target, records, "name_en"))
    amount = " ".join(filter(None, (_sign(target), _amount(target))))
    lines = [
        f"“{target['quote']}”",
        f"《{document['title']}》",
        "",
        f"{subject}: {_indicator(target, records, 'name_en')} {amount}, by {target['deadline']}",
        str(document["title_en"]),
        publication.url(f"en/targets/#{target['target_id']}"),
    ]
    return "\n".join(lines)


def _names(target: Row, records: Records, field: str) -> Iterator[str]:
    for table, key in (("areas", target["area_id"]), ("clusters", target["cluster_id"])):
        if row := records.row(table, key):
            yield str(row[field])


def _indicator(target: Row, records: Records, field: str) -> str:
    """The indicator's name, with whose number it is and the condition within it, as the plan words them."""
    indicator = records.row("indicators", target["indicator_id"])
    assert indicator is not None
    left, right = ("（", "）") if field == "name" else (" (", ")")
    words = [str(target[name]) for name in ("subject_text", "condition") if target[name] is not None]
    return f"{indicator[field]}{left}{'，'.join(words)}{right}" if words else str(indicator[field])


def _sign(target: Row) -> str:
    return SIGNS[str(target["comparator"])]


def _amount(target: Row) -> str:
    """25,000; 42%; CNY 1,600,000,000,000; 10–15%."""
    unit = str(target["unit"])
    numbers = "–".join(_digits(value) for value in (target["value"], target["value_max"]) if value is not None)
    if unit in ("CNY", "USD"):
        return f"{unit} {numbers}"
    return numbers if unit in BARE else numbers + UNITS.get(unit, f" {unit}")


def _digits(value: Value) -> str:
    assert isinstance(value, Decimal)
    return f"{value:,f}"

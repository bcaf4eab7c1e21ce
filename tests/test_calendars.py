"""The calendars of deadlines, read back as a calendar program reads them."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from exported import read_source
from icalendar import Calendar, Event

from pipeline.exports.calendars import write_calendars
from pipeline.packages.files import json_text
from pipeline.tables import read_table_schemas

LINE = re.compile(rb"[^\r\n]*\r\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("calendars")
    write_calendars(read_source(), out)
    return out / "calendars"


@pytest.fixture(scope="module")
def targets() -> list[dict[str, str]]:
    """The targets with a deadline, as published."""
    source = read_source()
    text = json_text(source.tables["targets"], read_table_schemas(source.schemas)["targets"])
    return [row for row in json.loads(text) if row["deadline"]]


def events(path: Path) -> list[Event]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_there_is_one_of_all_and_one_for_each_place_with_plans(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {"targets.ics", "dongguan.ics", "ruian.ics", "shenzhen.ics"}
    parts = [len(events(folder / name)) for name in sorted(names - {"targets.ics"})]
    assert sum(parts) == len(events(folder / "targets.ics"))


def test_every_target_with_a_deadline_is_an_all_day_event_on_its_last_day(folder: Path, targets) -> None:
    found = {str(event["URL"]).partition("#")[2]: event for event in events(folder / "targets.ics")}
    assert set(found) == {target["target_id"] for target in targets}
    days = {target["target_id"]: date.fromisoformat(target["deadline"]) for target in targets}
    assert {key: event.decoded("DTSTART") for key, event in found.items()} == days
    assert {event.decoded("DTEND") - event.decoded("DTSTART") for event in found.values()} == {timedelta(days=1)}
    assert {event["TRANSP"] for event in found.values()} == {"TRANSPARENT"}


def test_an_event_says_in_chinese_what_is_to_be_reached_and_quotes_its_sentence(folder: Path) -> None:
    named = {str(event["URL"]): event for event in events(folder / "shenzhen.ics")}
    event = named["https://plans.example/targets/#shenzhen-2024/high-tech-enterprises-2025"]
    assert event["SUMMARY"] == "深圳：国家高新技术企业数 > 2.5万家"
    assert event["SUMMARY"].params["LANGUAGE"] == "zh-Hans"
    zh, plan, _, en, *_ = str(event["DESCRIPTION"]).split("\n")
    assert zh == "“国家高新技术企业超过2.5万家”"
    assert plan == "《关于加快发展新质生产力进一步推进战略性新兴产业集群和未来产业高质量发展的实施方案》"
    assert en == "Shenzhen: National high-tech enterprises > 25,000, by 2025-12-31"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param(
            "dongguan-2024/industrial-gross-output-2027",
            "Dongguan: Gross output (全市，规上工业) > CNY 3,000,000,000,000, by 2027-12-31",
            id="money",
        ),
        pytest.param(
            "dongguan-2024/high-tech-manufacturing-share-2027",
            "Dongguan: Share in the value added of industry above designated size (高技术制造业) > 42%, by 2027-12-31",
            id="share",
        ),
    ],
)
def test_the_english_line_writes_the_amount_out(folder: Path, target: str, words: str) -> None:
    named = {str(event["URL"]).partition("#")[2]: event for event in events(folder / "targets.ics")}
    assert words in str(named[target]["DESCRIPTION"]).split("\n")


def test_identifiers_are_unique_and_the_same_in_every_calendar(folder: Path) -> None:
    every = [str(event["UID"]) for event in events(folder / "targets.ics")]
    assert len(set(every)) == len(every)
    assert {str(event["UID"]) for event in events(folder / "dongguan.ics")} < set(every)
    assert "25806915-41cd-5f4a-b5cd-f6b6de6f1723" in every  # published: a calendar program knows the event by it


def test_stamps_are_the_days_of_the_documents_not_of_the_build(folder: Path) -> None:
    stamps = {event.decoded("DTSTAMP") for event in events(folder / "dongguan.ics")}
    assert stamps == {datetime(2024, 9, 25, tzinfo=UTC)}


@pytest.mark.parametrize("name", ["targets", "dongguan", "ruian", "shenzhen"])
def test_lines_end_and_fold_as_the_standard_says(folder: Path, name: str) -> None:
    written = (folder / f"{name}.ics").read_bytes()
    lines = LINE.findall(written)
    assert b"".join(lines) == written
    assert max(map(len, lines)) <= 77  # 75 octets and the line break
    assert [line.decode("utf-8") for line in lines]


def test_two_writings_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_calendars(read_source(), tmp_path)
    again = {path.name: path.read_bytes() for path in (tmp_path / "calendars").iterdir()}
    assert again == {path.name: path.read_bytes() for path in folder.iterdir()}

"""Source addresses asked of a server on this machine: what answers, what moved, what is missing, what is silent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.records import Plan
from pipeline.source_addresses import STATES, Answer, addresses_json, addresses_markdown, ask, ask_addresses


class Host(BaseHTTPRequestHandler):
    """Answers by path: /plan.htm is there, /old moved to it, /gone is gone, /closed refuses, /away leaves the web."""

    def do_GET(self) -> None:
        moved = {"/old": "/plan.htm", "/away": "file:///etc/passwd"}
        status = {"/plan.htm": 200, "/gone": 410, "/closed": 403}.get(self.path, 302 if self.path in moved else 404)
        self.send_response(status)
        if self.path in moved:
            self.send_header("Location", moved[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/plan.htm", "answers", 200),
        ("/old", "moved", 200),
        ("/nowhere", "missing", 404),
        ("/gone", "missing", 410),
        ("/closed", "refused", 403),
        ("/away", "moved", 302),
    ],
)
def test_each_answer_has_its_state(host: str, path: str, state: str, status: int) -> None:
    answer = ask("xinzhou-2024", host + path)
    assert (answer.state, answer.status) == (state, status)


def test_a_moved_address_says_where_it_leads(host: str) -> None:
    assert ask("xinzhou-2024", f"{host}/old").led_to == f"{host}/plan.htm"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)"])
def test_only_web_addresses_are_asked(address: str) -> None:
    assert ask("xinzhou-2024", address) == Answer("xinzhou-2024", address, "unsupported", 0)


def test_a_port_where_nobody_listens_is_silent() -> None:
    assert ask("xinzhou-2024", "http://127.0.0.1:9/").state == "silent"


def test_plans_without_an_address_are_not_asked(host: str, tiny_plans: tuple[Plan, ...]) -> None:
    cited, *others = (replace(plan, document=replace(plan.document, source_url="")) for plan in tiny_plans)
    cited = replace(cited, document=replace(cited.document, source_url=f"{host}/plan.htm"))
    assert [answer.state for answer in ask_addresses([*others, cited])] == ["answers"]


def test_no_state_says_that_a_plan_is_repealed() -> None:
    words = " ".join(word for pair in STATES.values() for word in pair).lower()
    assert not any(claim in words for claim in ("废止", "失效", "撤销", "repeal", "withdrawn", "invalid"))


def test_a_hostile_address_stays_text_in_the_table() -> None:
    answer = Answer("xinzhou-2024", "http://x/`|<script>\n|", "silent", 0)
    assert addresses_markdown([answer]).splitlines()[-1] == (
        "| `xinzhou-2024` | 没有应答 / no answer | `http://x/<script>` |"
    )
    assert json.loads(addresses_json([answer]))[0]["address"] == answer.address

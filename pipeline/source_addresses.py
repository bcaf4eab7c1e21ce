"""Whether the addresses of the sources still answer; the only part of the project that asks the network.

In: the plans' `source_url`. Out: one `Answer` per address, as JSON and as a Markdown table. An address that does not
answer says nothing of the plan behind it: a plan is in force until an authority says otherwise, so no state here is
called repealed or withdrawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http.client import HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipeline.records import Plan

SECONDS = 20
AGENT = "plans-source-addresses (weekly check of cited addresses)"
STATES = {
    "answers": ("有应答", "answers"),
    "moved": ("转到别处", "moved"),
    "missing": ("该地址已无此页", "no page at this address"),
    "refused": ("拒绝程序访问", "refuses programs"),
    "silent": ("没有应答", "no answer"),
    "unsupported": ("不是网页地址", "not a web address"),
}


@dataclass(frozen=True)
class Answer:
    """How one address answered: a state of STATES, the HTTP status or 0, and where it led when that is elsewhere."""

    document_id: str
    address: str
    state: str
    status: int
    led_to: str = ""


def ask_addresses(plans: Sequence[Plan]) -> list[Answer]:
    """Asks every source address once, in the order of the documents' ids."""
    asked = sorted((plan.document_id, plan.document.source_url) for plan in plans if plan.document.source_url)
    return [ask(document_id, address) for document_id, address in asked]


def ask(document_id: str, address: str) -> Answer:
    """Asks one address for its head; only http and https, and no longer than SECONDS for each step."""
    if urlsplit(address).scheme not in ("http", "https"):
        return Answer(document_id, address, "unsupported", 0)
    request = Request(address, headers={"User-Agent": AGENT})  # noqa: S310  the scheme is one of the two above
    try:
        with build_opener(_WebOnly).open(request, timeout=SECONDS) as response:
            led_to = response.geturl()
            state = "answers" if led_to == address else "moved"
            return Answer(document_id, address, state, response.status, "" if state == "answers" else led_to)
    except HTTPError as error:
        return Answer(document_id, address, _state(error.code), error.code)
    except (URLError, OSError, ValueError):
        return Answer(document_id, address, "silent", 0)


def _state(status: int) -> str:
    if status in (404, 410):
        return "missing"
    return "moved" if 300 <= status < 400 else "refused"  # a redirection that leaves the web is not followed


def addresses_json(answers: Sequence[Answer]) -> str:
    """The answers as a list of objects."""
    return json.dumps([asdict(answer) for answer in answers], ensure_ascii=False, indent=2) + "\n"


def addresses_markdown(answers: Sequence[Answer]) -> str:
    """The answers as a table for people, in both languages; addresses as code, so that nothing in them is a link."""
    lines = ["| 文件 / document | 状态 / state | 地址 / address |", "|---|---|---|"]
    for answer in answers:
        state = " / ".join(STATES[answer.state]) + (f" ({answer.status})" if answer.status else "")
        address = answer.address + (f" → {answer.led_to}" if answer.led_to else "")
        lines.append(f"| `{answer.document_id}` | {state} | `{_inert(address)}` |")
    return "\n".join(lines) + "\n"


def _inert(text: str) -> str:
    return "".join(character for character in text if character.isprintable() and character not in "`|")[:500]


class _WebOnly(HTTPRedirectHandler):
    """Follows redirects (the base class stops after ten), but only to web addresses."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise URLError("redirected away from the web")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

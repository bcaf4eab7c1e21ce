"""The examples of the page about the API, run as they are shown, against a server that serves what is published."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from exported import read_source
from published import published_view

from pipeline.exports.api import read_answers, write_api
from pipeline.packages import write_packages
from pipeline.pages.api import EXAMPLES, STANDING_ADDRESS, api_page, read_example

REPOSITORY = Path(__file__).parent.parent
SCHEMAS = REPOSITORY / "schemas"
ADDRESS = re.compile(r"https?://[!-~]{1,200}?(?=[\"'\s]|$)")  # http://127.0.0.1:8000/api/v1/targets.json


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has the packages and the API."""
    out = tmp_path_factory.mktemp("site")
    source = read_source()
    write_packages(source.tables, SCHEMAS, source.plans, source.publication.version, out / "data" / "latest")
    write_api(source, out)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def example(served: str) -> Callable[[str], str]:
    """A program as the page shows it, with the server's address."""
    return lambda name: "\n".join(read_example(SCHEMAS, name, EXAMPLES[name], served).lines)


def run(folder: Path, *command: str) -> str:
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", "no_proxy": "127.0.0.1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, encoding="utf-8")
    return done.stdout


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_address_in_an_example_is_served(example: Callable[[str], str], name: str) -> None:
    addresses = ADDRESS.findall(example(name))
    assert addresses
    assert STANDING_ADDRESS not in example(name)
    assert {urlopen(address).status for address in addresses} == {200}


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_curl_example_answers_with_value_deadline_and_sentence(
    example: Callable[[str], str], tmp_path: Path
) -> None:
    target = json.loads(run(tmp_path, "sh", "-c", example("curl")))["data"]
    assert (target["value"], target["deadline"]) == (25000, "2025-12-31")
    assert target["quote"] == "国家高新技术企业超过2.5万家"


def test_the_python_example_prints_the_targets_of_shenzhen(example: Callable[[str], str], tmp_path: Path) -> None:
    lines = run(tmp_path, sys.executable, "-c", example("Python")).splitlines()
    assert "2025-12-31 国家高新技术企业数 2.5万家" in lines
    assert len(lines) >= 8


def test_the_pandas_example_counts_targets_by_deadline(example: Callable[[str], str], tmp_path: Path) -> None:
    written = run(tmp_path, sys.executable, "-c", example("pandas"))
    assert re.search(r"dongguan-2024 +2027-12-31 +4\n", written)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="there is no R here; its address is tested above")
def test_the_r_example_counts_targets_by_deadline(example: Callable[[str], str], tmp_path: Path) -> None:
    assert re.search(r"dongguan-2024 .*\b4\b", run(tmp_path, "Rscript", "-e", example("R")))


def test_the_r_example_closes_all_that_it_opens() -> None:
    text = (SCHEMAS / "openapi" / "examples" / EXAMPLES["R"]).read_text(encoding="utf-8")
    code = re.sub(r'"[^"\n]*"', '""', text)
    assert code.count('"') % 2 == 0
    assert code.count("(") == code.count(")") > 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_the_duckdb_example_finds_the_places_named_most_often(example: Callable[[str], str], tmp_path: Path) -> None:
    fetched = [line.removeprefix("-- ") for line in example("DuckDB").splitlines() if line.startswith("-- ")]
    run(tmp_path, "sh", "-c", "\n".join(fetched))
    ask = "import duckdb, sys; print(duckdb.sql(sys.argv[1]).fetchall())"
    written = run(tmp_path, sys.executable, "-c", ask, example("DuckDB"))
    assert written.startswith("[('松山湖', 9), ")


def test_the_page_shows_the_examples_and_a_real_answer_with_the_address_of_this_site() -> None:
    source = read_source()
    answers = read_answers(source.tables, SCHEMAS, source.publication)
    page = api_page(published_view("zh"), answers, SCHEMAS)
    (target,) = json.loads("\n".join(page.context["answer"]))["data"]
    assert target["quote"] == "国家高新技术企业超过2.5万家"
    assert [example.name for example in page.context["examples"]] == ["curl", "Python", "pandas", "R", "DuckDB"]
    assert [area.key for area in page.context["calendars"]] == ["dongguan", "ruian", "shenzhen"]


@pytest.mark.parametrize("page", ["api/", "en/api/"])
def test_every_file_that_the_page_leads_to_is_in_the_built_site(built_site: Path, page: str) -> None:
    html = (built_site / page / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="((?:\.\./)+(?:[^"#]*/)?[^"#/]+\.(?:json|xml|ics))"', html))
    names = {Path(link).name for link in linked}
    assert names >= {"openapi.json", "changes.xml", "changes.en.xml", "targets.ics", "dongguan.ics", "index.json"}
    assert [link for link in linked if not (built_site / page / link).resolve().is_file()] == []

"""How a page is cited, after GB/T 7714—2015, as BibTeX and as CSL-JSON, and where a wrong value in it is reported.

In: a page's path and title, and the publication. Out: text, escaped for its format; the template escapes it for HTML.
A build knows no day, so the day of access is left for the reader to fill in; version and permanent link are given.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from pipeline.pages.labels import Labels
from pipeline.publication import Publication

DATASET_PATH = "downloads/"  # the page that stands for all data
REPORT_FORM = "wrong-value.yml"
KEY_PART = re.compile(r"[a-z0-9]+")
LANGUAGES = {"zh": "zh-CN", "en": "en"}
# A backslash before a brace does not keep BibTeX from counting it, so braces are spelled out as commands.
BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "$&#%_"},
    }
)


@dataclass(frozen=True)
class Citation:
    """A page as a part of a version of the data; `address` is the page's, `files` the permanent link to the data."""

    path: str
    title: str
    database: str
    author: str
    version: str
    address: str
    files: str
    repository: str
    labels: Labels

    @property
    def forms(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Name and lines of each form."""
        return (
            ("GB/T 7714—2015", (gbt(self),)),
            ("BibTeX", tuple(bibtex(self).split("\n"))),
            ("CSL-JSON", tuple(csl_json(self).split("\n"))),
        )

    @property
    def key(self) -> str:
        """plans-clusters-dongguan-2024-semiconductors"""
        return "-".join(("plans", *KEY_PART.findall(self.path)))

    @property
    def whole(self) -> bool:
        """Whether all data are cited, not a part of them."""
        return self.path == DATASET_PATH

    @property
    def record(self) -> str:
        """dongguan-2024/semiconductors of clusters/dongguan-2024/semiconductors/."""
        return self.path.partition("/")[2].rstrip("/")

    @property
    def report_form(self) -> str:
        """The address of the form for a wrong value, filled in as far as the page knows; "" without a repository."""
        filled = {"template": REPORT_FORM, "record": self.record, "page": self.address}
        return f"{self.repository}/issues/new?{urlencode(filled)}" if self.repository else ""

    @property
    def report_place(self) -> str:
        """Where the site itself says how to report; the record stands in the address for the reader to copy."""
        return f"contribute/?{urlencode({'record': self.record})}#report"


def citation(path: str, title: str, labels: Labels, publication: Publication) -> Citation:
    """The citation of a page."""
    shared = publication.shared
    database = labels.localised(shared, "title")
    return Citation(
        path,
        database if path == DATASET_PATH else title,
        database,
        labels.localised(shared["publisher"], "name"),
        publication.version,
        publication.url(("" if labels.language == "zh" else "en/") + quote(path)),
        publication.url(publication.release_folder),
        publication.repository,
        labels,
    )


def gbt(cited: Citation) -> str:
    """GB/T 7714—2015, 4.2 and 4.6: author. title[DS/OL]//database: edition. [day of access]. address."""
    say = cited.labels.say
    edition = say("cite_edition", version=cited.version)
    title = f"{cited.title}: {edition}[DS/OL]" if cited.whole else f"{cited.title}[DS/OL]//{cited.database}: {edition}"
    return f"{cited.author}. {title}. [{say('cite_accessed')}]. {cited.address}. {say('cite_files')} {cited.files}."


def bibtex(cited: Citation) -> str:
    """An entry of a kind that every style knows; the version stands in the note, which every style prints."""
    note = cited.labels.say("cite_edition", version=cited.version)
    fields = {
        "author": f"{{{_tex(cited.author)}}}",
        "title": f"{{{_tex(cited.title)}}}",
        "howpublished": "" if cited.whole else _tex(cited.database),
        "version": _tex(cited.version),
        "url": cited.address,
        "note": f"{_tex(note)}. {_tex(cited.labels.say('cite_files'))} \\url{{{cited.files}}}",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{cited.key},\n" + ",\n".join(lines) + "\n}"


def csl_json(cited: Citation) -> str:
    """One item in a list, as reference managers import it."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.title,
        "author": [{"literal": cited.author}],
        **({} if cited.whole else {"container-title": cited.database}),
        "version": cited.version,
        "URL": cited.address,
        "note": f"{cited.labels.say('cite_files')} {cited.files}",
        "language": LANGUAGES[cited.labels.language],
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def _tex(text: str) -> str:
    return text.translate(BIBTEX)

"""Plans and tables → the pages of the website, as Markdown files for the site generator, in Chinese and English.

Each page is a front matter and one HTML block; nothing of the generator's is called here, so it can be exchanged.
Hand-written pages (site/pages) and assets (site/assets) are copied beside them, with the figures of the reader put
into the page on method. Each language ends with the entries of its search; the card and robots.txt serve both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from pipeline.exports.api import read_answers
from pipeline.pages.agencies import agency_pages
from pipeline.pages.api import api_page
from pipeline.pages.card import write_card
from pipeline.pages.changes import changes_page
from pipeline.pages.clusters import cluster_pages
from pipeline.pages.compare import compare_pages
from pipeline.pages.contribute import contribute_pages
from pipeline.pages.coverage import coverage_page
from pipeline.pages.documents import document_pages
from pipeline.pages.downloads import download_pages, read_sizes
from pipeline.pages.head import Head, read_dataset, write_robots
from pipeline.pages.home import home_page
from pipeline.pages.indicators import indicator_pages
from pipeline.pages.labels import read_labels
from pipeline.pages.lineage import lineage_pages
from pipeline.pages.maps import map_pages
from pipeline.pages.method import Figures, read_figures, write_figures
from pipeline.pages.places import place_pages
from pipeline.pages.render import Page, Renderer, read_templates
from pipeline.pages.rows import read_corpus
from pipeline.pages.search import search_page, write_entries
from pipeline.pages.targets import target_pages
from pipeline.pages.tracker import tracker_pages
from pipeline.pages.view import View
from pipeline.publication import Publication
from pipeline.records import Plan, Registry

__all__ = ["write_pages"]

FIGURES = "reader-figures.json"


def write_pages(
    plans: Sequence[Plan],
    registry: Registry,
    tables: dict[str, pd.DataFrame],
    schemas: Path,
    site: Path,
    out: Path,
    publication: Publication,
) -> None:
    """Writes `out`/zh and `out`/en; `out` is made anew."""
    corpus = read_corpus(plans, tables)
    templates = read_templates(site / "templates")
    figures = read_figures(site / "pages" / FIGURES)
    dataset, sizes = read_dataset(out.parent / "data"), read_sizes(out.parent / "data")
    answers = read_answers(tables, schemas, publication)
    for language, labels in read_labels(schemas, site / "templates").items():
        folder = out / language
        shutil.copytree(site / "pages" / language, folder, dirs_exist_ok=True)
        shutil.copytree(site / "assets", folder / "assets", dirs_exist_ok=True)
        write_figures(folder / "method" / "index.md", figures, labels)
        view = View(corpus, labels)
        renderer = Renderer(templates, view, publication)
        head = Head(view, publication, dataset)
        pages = [*_pages(view, figures), *download_pages(view, schemas, publication, sizes)]
        pages += [api_page(view, answers, schemas), changes_page(view, publication)]
        for page in map(head.complete, pages):
            renderer.write(page, folder)
        write_entries(view, pages, site / "pages" / language, folder)
    write_card(corpus, templates, out / "zh")
    write_robots(out / "zh", publication)


def _pages(view: View, figures: Figures) -> Iterator[Page]:
    yield home_page(view)
    yield coverage_page(view, figures)
    yield from document_pages(view)
    yield from cluster_pages(view)
    yield from compare_pages(view)
    yield from target_pages(view)
    yield from tracker_pages(view)
    yield from indicator_pages(view)
    yield from agency_pages(view)
    yield from place_pages(view)
    yield from map_pages(view)
    yield from lineage_pages(view)
    yield from contribute_pages(view)
    yield search_page(view.labels)

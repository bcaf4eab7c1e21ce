"""The repository's own documents as the pages see them, read once for all tests that ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.pages.labels import read_labels
from pipeline.pages.rows import Corpus, read_corpus
from pipeline.pages.view import View
from pipeline.problems import Language
from pipeline.records import Shapes, plan_folders, read_plan, read_registry
from pipeline.tables import build_tables

REPOSITORY = Path(__file__).parent.parent
SCHEMAS = REPOSITORY / "schemas"


def published_view(language: Language) -> View:
    """One language's view of the documents under seeds/."""
    return View(_corpus(), read_labels(SCHEMAS, REPOSITORY / "site" / "templates")[language])


@cache
def _corpus() -> Corpus:
    shapes = Shapes(SCHEMAS / "records")
    registry, problems = read_registry(REPOSITORY / "seeds" / "registry", "seeds/registry", shapes)
    read = [read_plan(folder, folder.name, shapes) for folder in plan_folders(REPOSITORY / "seeds")]
    plans = [plan for plan, _ in read if plan is not None]
    assert registry is not None
    assert [*problems, *(problem for _, found in read for problem in found)] == []
    return read_corpus(plans, build_tables(plans, registry, SCHEMAS))

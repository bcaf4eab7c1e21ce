"""Drafts of record files, for a person to review: a new plan's folder, or new findings beside what people wrote.

In: a captured text or a plan, the reader's findings, the registry. Out: YAML in the form people write it. What no rule
can know (an English name, an id of the registry) is left out, so that `plans check` asks for it by name.
"""

from pipeline.drafting.adding import Drafted, Outcome, Unusable, Wanted, add_plan
from pipeline.drafting.merging import draft_plan

__all__ = ["Drafted", "Outcome", "Unusable", "Wanted", "add_plan", "draft_plan"]

"""Which years and which places a set of plans speaks of, as every description of the data states it.

In: plans. Out: an ISO 8601 interval of years, and area_ids.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Plan


def temporal_coverage(plans: Sequence[Plan]) -> str:
    """From the first to the last year any of them plans for or reports on: 2018/2027; "" where none says."""
    documents = [plan.document for plan in plans]
    years = [year for document in documents for year in (document.period_start, document.period_end) if year]
    return f"{min(years)}/{max(years)}" if years else ""


def spatial_coverage(plans: Sequence[Plan]) -> list[str]:
    """The jurisdictions they are made for, by area_id."""
    return sorted({plan.document.area_id for plan in plans})

"""Reading: from the text of a notice, feedback opinion, plan or report to its structure and facts.

`read` is the only door; the dataclasses are what it gives, and `zhenggai read --json` prints them.
"""

from __future__ import annotations

from zhenggai.core.reading.model import (
    Category,
    CitedDocument,
    Contact,
    Figure,
    Finding,
    Inspection,
    Manifestation,
    Measure,
    Organisation,
    PlanFacts,
    Promise,
    Reading,
    Span,
    Statistic,
)
from zhenggai.core.reading.reader import read

__all__ = [
    "Category",
    "CitedDocument",
    "Contact",
    "Figure",
    "Finding",
    "Inspection",
    "Manifestation",
    "Measure",
    "Organisation",
    "PlanFacts",
    "Promise",
    "Reading",
    "Span",
    "Statistic",
    "read",
]

"""The ledger's records."""

from __future__ import annotations

from zhenggai.ledger.models.batch import Batch, BatchRow
from zhenggai.ledger.models.extension import Extension
from zhenggai.ledger.models.facts import Citation, Figure, Institution, Mention, Statistic
from zhenggai.ledger.models.finding import Category, Finding, Manifestation, Recommendation
from zhenggai.ledger.models.indicator import Indicator, Reading
from zhenggai.ledger.models.judgement import Judgement
from zhenggai.ledger.models.lint import LintCount
from zhenggai.ledger.models.measure import CIRCLED, CloseOut, Measure, Pace, Relapse, Status
from zhenggai.ledger.models.plan import Placed, Plan, PlanVersion
from zhenggai.ledger.models.proof import Proof, Waiver
from zhenggai.ledger.models.round import (
    Origin,
    Round,
    RuleSet,
    Target,
    TimeNode,
    rule_set_for,
)
from zhenggai.ledger.models.sheet import Sheet, SheetLayout
from zhenggai.ledger.models.source import Intake, SourceKind, Withheld
from zhenggai.ledger.models.stages import Schedule, Stage, StageTemplate
from zhenggai.ledger.models.view import SavedView

__all__ = [
    "CIRCLED",
    "Batch",
    "BatchRow",
    "Category",
    "Citation",
    "CloseOut",
    "Extension",
    "Figure",
    "Finding",
    "Indicator",
    "Institution",
    "Intake",
    "Judgement",
    "LintCount",
    "Manifestation",
    "Measure",
    "Mention",
    "Origin",
    "Pace",
    "Placed",
    "Plan",
    "PlanVersion",
    "Proof",
    "Reading",
    "Recommendation",
    "Relapse",
    "Round",
    "RuleSet",
    "SavedView",
    "Schedule",
    "Sheet",
    "SheetLayout",
    "SourceKind",
    "Stage",
    "StageTemplate",
    "Statistic",
    "Status",
    "Target",
    "TimeNode",
    "Waiver",
    "Withheld",
    "rule_set_for",
]

"""The calendar of Chinese working days, with the weekend days that are worked for a longer holiday (调休)."""

from __future__ import annotations

from zhenggai.core.calendar.days import (
    Calendar,
    Counted,
    Day,
    Kind,
    Reckoned,
    Special,
    YearPlan,
)
from zhenggai.core.calendar.seed import seeded

__all__ = ["Calendar", "Counted", "Day", "Kind", "Reckoned", "Special", "YearPlan", "seeded"]

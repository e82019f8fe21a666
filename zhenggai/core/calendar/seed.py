"""The working days that the house brings along: `data/working_days.csv`."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources

from zhenggai.core.calendar.days import Kind, Special, YearPlan


def seeded() -> dict[int, YearPlan]:
    """The plans of 2004 to 2026, by year."""
    found: dict[int, list[Special]] = {}
    text = (resources.files("zhenggai.core.calendar") / "data" / "working_days.csv").read_text(
        encoding="utf-8"
    )
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        year, span, kind, name = line.split(",")
        first, _, last = span.partition("/")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        days = found.setdefault(int(year), [])
        days += [
            Special(day + timedelta(days=ahead), Kind(kind), name)
            for ahead in range((end - day).days + 1)
        ]
    return {year: YearPlan(year, tuple(days)) for year, days in found.items()}

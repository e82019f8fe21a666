"""The office's records."""

from __future__ import annotations

from zhenggai.office.models.base import ReachRow, Record
from zhenggai.office.models.calendar import CalendarDay, CalendarYear
from zhenggai.office.models.groups import Group, GroupKind, Membership
from zhenggai.office.models.memory import (
    Blob,
    Entry,
    Head,
    Installation,
    Reach,
    Request,
    Revision,
    SearchDocument,
)
from zhenggai.office.models.people import Appointment, Duties, Duty, Person, Post, User
from zhenggai.office.models.unit import Unit

__all__ = [
    "Appointment",
    "Blob",
    "CalendarDay",
    "CalendarYear",
    "Duties",
    "Duty",
    "Entry",
    "Group",
    "GroupKind",
    "Head",
    "Installation",
    "Membership",
    "Person",
    "Post",
    "Reach",
    "ReachRow",
    "Record",
    "Request",
    "Revision",
    "SearchDocument",
    "Unit",
    "User",
]

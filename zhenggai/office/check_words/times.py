"""What the rules on times say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "date-order.range": _("The period begins on {first} and ends on {second}."),
    "date-order.period": _("The inspection ends on {second}, before it begins on {first}."),
    "date-order.feedback": _("The feedback of {second} comes before {first}."),
    "date-order.plan": _("The rectification plan of {second} comes before {first}."),
    "date-order.notice": _("The notice of {second} comes before {first}."),
    "date-order.as-of": _("Figures as of {first} stand in a notice of {second}."),
    "date-invalid.month": _("There is no such month: {date}."),
    "date-invalid.day": _("There is no such day: {date}; the month has at most {days} days."),
    "date-invalid.leap": _("There is no such day: {date}; that year’s February has {days} days."),
    "node": _("{date} is none of the declared time nodes: {nodes}."),
}

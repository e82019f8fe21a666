"""What the rules on arithmetic say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "sum": _("The parts {parts} add up to {counted}, the text says {claimed}"),
    "sum.difference": _("The difference of {parts} is {counted}, the text says {claimed}"),
    "status-sum": _("{parts} add up to {counted}, the total is given as {claimed}"),
    "rate": _("{part} of {total} is {counted}, the text says {claimed}"),
    "growth": _("No whole number that changed by {claimed} gives {count}"),
    "growth.levels": _("Between {parts} the change is {counted}, the text says {claimed}"),
    "growth.derived": _("{count} after a change of {claimed}: the base was {base}"),
    "target": _("{count} is {claimed} of no whole number"),
    "target.derived": _("{count} is {claimed} of {base}"),
}

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
    "part-whole": _("The part {part} is greater than its whole {total}"),
    "part-whole.planned": _(
        "{part} is more than the planned {total}, and the text does not say so"
    ),
    "share-range": _("A share of {claimed} is more than {high} %"),
    "share-range.negative": _("A share of {claimed} is less than nought"),
    "denominator": _("{claimed} done and the rest under way, but the total is not stated"),
    "denominator.rate": _("A rate of {claimed} is given, but not the total that it is of"),
}

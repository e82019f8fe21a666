"""What the rules on what a claim lacks say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "contact.phone": _("{label}: “{value}” is no number that can be dialled"),
    "contact.email": _("{label}: “{value}” is no e-mail address"),
    "contact.mailbox": _("{label}: “{value}” is no postal address"),
    "contact.postcode": _("{label}: “{value}” is no postcode, which has six digits"),
    "contact.empty": _("Nothing stands behind “{value}”"),
    "target-word": _("“{word}” is none of the declared target categories ({targets})"),
    "unlisted-total": _("{here} are claimed, and neither a list nor an annex names them"),
    "activity-only": _("Measure {measure} tells of meetings, papers or study only, and no result"),
    "vague": _("No figure, date or document behind it: {words}"),
    "promise": _("“{words}” names no day by which it will be done"),
}

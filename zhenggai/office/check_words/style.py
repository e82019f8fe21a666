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
    "unlisted-total": _("“{here}” is claimed, and neither a list nor an annex names them"),
    "activity-only": _("Measure {measure} tells of meetings, papers or study only, and no result"),
    "vague": _("No figure, date or document behind it: {words}"),
    "promise": _("“{words}” names no day by which it will be done"),
    "wording.mixed": _("Half- and full-width marks are mixed ({counted} of the rarer kind)"),
    "wording.half": _("Half-width marks stand in Chinese ({counted} of them)"),
    "wording.wide-digits": _("Full-width digits or letters ({counted}): {words}"),
    "wording.double": _("Marks stand doubled ({counted}): {words}"),
    "wording.quotes": _("Straight quotation marks ({counted})"),
    "wording.ellipsis": _("An ellipsis is six dots: …… ({counted})"),
    "wording.dash": _("A dash is ——, not hyphens ({counted})"),
    "wording.about": _("Neighbouring figures stand without 、 between them ({counted}): {words}"),
    "wording.redundant": _("“About” is said twice ({counted}): {words}"),
    "wording.range": _("The unit of the first number is left out ({counted}): {words}"),
    "wording.zero": _("In a year in words zero is 〇 ({counted}): {words}"),
    "wording.short-year": _("A year has four digits ({counted}): {words}"),
    "wording.mixed-date": _("Digits and words are mixed in one date ({counted}): {words}"),
    "wording.mark": _(
        "Wrong or needless punctuation behind a number of order ({counted}): {words}"
    ),
    "wording.joined": _("No 、 between titles or quotations side by side ({counted})"),
    "wording.scale": _("Only 万 and 亿 follow digits ({counted}): {words}"),
    "wording.units": _("Units are written in two ways ({counted} in the rarer one): {words}"),
    "wording.percent": _(
        "Percentages are written in two ways ({counted} in the rarer one): {words}"
    ),
    "wording.slip": _("Wrong characters: {words}; right is {right}"),
}

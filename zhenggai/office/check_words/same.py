"""What the rules on what is said twice say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "conflict": _("“{subject}” has two values: {here} here, {there} before"),
    "conflict.unclear": _(
        "“{subject}” is {here} here and {there} before: check whether both mean the same"
    ),
    "identity.team": _("The team is “{here}” here and “{there}” elsewhere"),
    "identity.round": _("The round is “{here}” here and “{there}” elsewhere"),
    "identity.body": _("The inspected body is “{here}” here and “{there}” elsewhere"),
    "identity.period": _("The inspection lasted “{here}” here and “{there}” elsewhere"),
    "identity.feedback": _("The feedback was on “{here}” here and on “{there}” elsewhere"),
    "repeated-passage": _("“{passage}” stood under finding {first_finding} before"),
    "repeated-document": _(
        "“{title}” was reported as a result under finding {first_finding} before"
    ),
}

"""What the rules on what is said twice say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "conflict": _("“{subject}” has two values: {here} here, {there} before"),
    "conflict.unclear": _(
        "“{subject}” is {here} here and {there} before: check whether both mean the same"
    ),
    "repeated-passage": _("“{passage}” stood under finding {first_finding} before"),
    "repeated-document": _(
        "“{title}” was reported as a result under finding {first_finding} before"
    ),
}

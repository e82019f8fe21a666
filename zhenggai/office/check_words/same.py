"""What the rules on what is said twice say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "conflict": _("“{subject}” has two values: {here} here, {there} before"),
    "conflict.unclear": _(
        "“{subject}” is {here} here and {there} before: check whether both mean the same"
    ),
}

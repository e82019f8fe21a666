"""What the rules on structure say."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    "aspect-count": _("{claimed} are announced, but {counted} measures are listed."),
    "list-count": _("{claimed} are stated, but {counted} are listed."),
    "list-count.open": _("{claimed} are stated, but {counted} are listed before “and others”."),
    "numbering.missing": _("Number {expected} is expected here; the text goes on with {found}."),
    "numbering.repeated": _("Number {found} was there before; {expected} is expected here."),
    "numbering.order": _("Number {found} is out of order; {expected} is expected here."),
    "pairs.unclosed": _("{mark} is not followed by {other}."),
    "pairs.unopened": _("{mark} closes nothing: {other} is missing before it."),
    "pairs.crossed": _("{mark} closes a pair that crosses another pair of marks."),
}

"""Words of the pages of workbooks: fields, verdicts, notes, what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhenggai.core.sheets.fields import KEPT
from zhenggai.web import intake_words

FIELDS = {
    "number": gettext_lazy("Number"),
    "category": gettext_lazy("Category"),
    "finding": gettext_lazy("Finding"),
    "manifestation": gettext_lazy("Manifestation"),
    "measure_number": gettext_lazy("Number of the measure"),
    "measure": gettext_lazy("Measure"),
    "goal": gettext_lazy("Goal in words"),
    "target": gettext_lazy("Target category"),
    "pace": gettext_lazy("Pace"),
    "lead_leader": gettext_lazy("Lead leader"),
    "responsible_leaders": gettext_lazy("Responsible leaders"),
    "lead_unit": gettext_lazy("Lead unit"),
    "responsible_units": gettext_lazy("Responsible units"),
    "helping_units": gettext_lazy("Helping units"),
    "due": gettext_lazy("Due date"),
    "node": gettext_lazy("Time node"),
    "criterion": gettext_lazy("Completion criterion"),
    "progress": gettext_lazy("Progress"),
    "done": gettext_lazy("Claimed state"),
    "condition": gettext_lazy("Condition"),
    "condition_due": gettext_lazy("Condition due"),
    "label": gettext_lazy("Number"),
    "finding_number": gettext_lazy("Number"),
    "status": gettext_lazy("State"),
    "original_due": gettext_lazy("Original due date"),
    "claimed": gettext_lazy("Claimed state"),
    "closed": gettext_lazy("Closed out on"),
    "changed": gettext_lazy("Changed on"),
    "remark": gettext_lazy("Remark"),
}
# Fields that a person may choose for a column; others have no place in the ledger.
CHOICES = KEPT
REASONS = {
    "exact": gettext_lazy("by its heading"),
    "part": gettext_lazy("by a part of its heading: please check"),
    "remembered": gettext_lazy("as this layout was mapped before"),
    "chosen": gettext_lazy("as chosen here"),
    "twice": gettext_lazy("another column has this field already"),
    "none": gettext_lazy("the ledger has no place for it"),
    "unknown": gettext_lazy("not known: left out unless you choose"),
}
SKIPPED = {
    "banner": gettext_lazy("category"),
    "total": gettext_lazy("total"),
    "remark": gettext_lazy("remark"),
    "head": gettext_lazy("head, printed again"),
    "blank": gettext_lazy("nothing of a measure"),
}
VERDICTS = {
    "error": gettext_lazy("Error"),
    "change": gettext_lazy("To be changed"),
    "new": gettext_lazy("New"),
    "same": gettext_lazy("Same as in the ledger"),
    "left": gettext_lazy("Left out"),
}
LOOKS = {"error": "late", "change": "soon", "new": "good", "same": "done", "left": ""}
FILTERS = {
    "doubtful": gettext_lazy("To look at"),
    "conflict": gettext_lazy("Changed on both sides"),
}
BLOCKS = {
    "sheet": gettext_lazy("questions about the columns"),
    "errors": gettext_lazy("rows in error: put them right or leave them out"),
    "nothing": gettext_lazy("nothing would change"),
}
NOTES = {
    "HIDDEN-SHEETS": gettext_lazy("{count} hidden sheets were not read."),
    "HIDDEN-ROWS": gettext_lazy("{count} hidden rows were read as well."),
    "HIDDEN-COLUMNS": gettext_lazy("{count} hidden columns were read as well."),
}


def note(kept: Mapping[str, Any]) -> str:
    """A note on the file."""
    template = NOTES.get(kept["code"])
    return str(template).format_map(kept) if template else intake_words.note(dict(kept))


def written(counts: Mapping[str, int]) -> str:
    """The numbers of an import: 3 findings, 6 new measures, 2 changes."""
    parts = []
    if counts.get("findings"):
        n = counts["findings"]
        parts.append(ngettext("%(n)s new finding", "%(n)s new findings", n) % {"n": n})
    if counts.get("measures"):
        n = counts["measures"]
        parts.append(ngettext("%(n)s new measure", "%(n)s new measures", n) % {"n": n})
    if counts.get("changed"):
        n = counts["changed"]
        parts.append(ngettext("%(n)s changed measure", "%(n)s changed measures", n) % {"n": n})
    return _(", ").join(parts)

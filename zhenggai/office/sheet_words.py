"""The sentences of refusals and remarks about workbooks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, object] = {
    # The file and its sheet
    "IMP-HEADER": _(
        "No head of a table was found in {sheet}: no row names the finding (反馈问题) and the measure (整改措施). "
        "Say below in which rows it stands."
    ),
    "IMP-TEMPLATE": _(
        "{name} was exported in another form (edition {found}); this one is {edition}. Export the ledger anew and put "
        "the changes there."
    ),
    "IMP-OTHER-ROUND": _("{name} was exported from another round. Bring it in there."),
    "IMP-SCOPE": _(
        "“{name}” does not belong to the inspected unit. Nothing is brought in until this is put right or left out."
    ),
    "SHEET-DUP": _("This file was imported already on {day}, as “{name}”."),
    "SHEET-BLOCKED": _(
        "Rows in error must be put right or left out before this can be imported. Nothing was written."
    ),
    "SHEET-HEAD": _(
        "These rows cannot be the head: write the first and the last of at most ten rows."
    ),
    "SHEET-TWICE": _("Two columns cannot be taken for the same field ({field})."),
    # Rows
    "SHEET-CLOSED": _("{name} is closed out; a workbook does not change it."),
    "SHEET-LOCKED": _(
        "What was changed here is left out: numbers, findings, progress and states are changed in the ledger itself."
    ),
    "SHEET-DUE": _(
        "{name} stands in the plan: its due date is moved by a request with its reason, not by a workbook."
    ),
    "FINDING-UNKNOWN": _(
        "There is no finding {name} in this round, and the row does not say its words."
    ),
    "NUMBER-OTHER": _("Finding {name} of the ledger is another one; this one becomes {number}."),
    "FINDING-BANNER": _(
        "No column holds the findings; the row above its measures is taken for one."
    ),
    "FINDING-ALIKE": _(
        "Taken for finding {name}, whose words differ a little. The ledger keeps its own."
    ),
    "MEASURE-TAKEN": _("{name} is another measure in the ledger: “{text}”."),
    "MEASURE-GONE": _("{name} is not in the ledger any more."),
    "MEASURE-FOREIGN": _(
        "{name} was not exported with this file. Leave the number empty for a new measure."
    ),
    # Cells
    "CELL-FORMULA": _(
        "The formula has no value. Put its value into the cell; formulas are never computed."
    ),
    "CELL-ERROR": _("The cell shows an error instead of a value."),
    "UNIT-LEADS": _(
        "Several units are named; {name} is taken to lead, the others to answer with it."
    ),
    "PERSON-LEADS": _(
        "Several leaders are named; {name} is taken to lead, the others to answer with him."
    ),
    "NODE-UNKNOWN": _("This round has no time node “{name}”. It has: {candidates}"),
    "NODE-LASTING": _("“{value}” has no day, and this round has no node without one."),
    "TARGET-UNKNOWN": _("This round has no target “{name}”. It has: {candidates}"),
    "PACE-UNKNOWN": _("“{value}” is none of 立行立改, 分阶段, 持续整改; it is left out."),
    "DATE-YEAR": _(
        "“{value}” names no year, and the day of the feedback is not known. Write the year."
    ),
    "DATE-EARLY": _("{value} lies before the day of the feedback ({since})."),
    "DATE-ASSUMED": _("“{value}” is read as {day}."),
}

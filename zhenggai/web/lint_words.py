"""What the ledger check says, in two languages: the name of a rule, and in one sentence what is wrong and why it matters.

The names in the sentences are the limits of the rule, as they hold in the round.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

NAMES: Mapping[str, Word] = {
    "lead-unit": _("No lead unit"),
    "lead-leader": _("No lead leader"),
    "criterion": _("No completion criterion"),
    "criterion-vague": _("Criterion that cannot be tested"),
    "leader-vacant": _("Post of the lead leader is vacant"),
    "leader-ended": _("Post of the lead leader has ended"),
    "helper-vacant": _("Post of a responsible leader is vacant"),
    "unit-ended": _("Lead unit was closed"),
    "unit-outside": _("Lead unit outside the inspected unit"),
    "helper-ended": _("Responsible unit was closed"),
    "unit-twice": _("Lead unit also responsible"),
    "leader-twice": _("Lead leader also responsible"),
    "target-unset": _("No target category"),
    "same-text": _("Same text under two findings"),
    "due": _("Without a due date"),
    "due-after-node": _("Due after its time node"),
    "due-after-last": _("Due after the last node"),
    "node-unset": _("No time node"),
    "node-past": _("Node passed, not closed out"),
    "long-dated": _("Long-term target with a due date"),
    "completed-undated": _("To be completed, but without a date"),
    "condition-undated": _("Condition without a date"),
    "condition-late": _("Condition due after the measure"),
    "condition-past": _("Condition's day is over"),
    "immediate-slow": _("Immediate, but due after the concentrated period"),
    "relapse-date": _("Relapse without a new due date"),
    "stage-after-due": _("Stage ends after the due date"),
    "stages-tight": _("Too little time for its stages"),
    "draft-left": _("Left out of the adopted plan"),
    "unstarted": _("Due soon, not started"),
    "overdue-idle": _("Overdue, never started"),
    "overdue-silent": _("Overdue, nothing recorded"),
    "review-waiting": _("Review waits too long"),
    "verify-waiting": _("Verification waits too long"),
    "close-waiting": _("Close-out waits too long"),
    "claimed-open": _("Claimed completed, not closed out"),
    "extension-waiting": _("Extension waits too long"),
    "extended-often": _("Extended again and again"),
    "finding-measure": _("Finding without a measure"),
    "finding-notice": _("Not answered in the notice"),
    "finding-similar": _("Similar to an earlier finding"),
    "manifestation-measure": _("Manifestation without a measure"),
    "recommendation-measure": _("Recommendation without an answer"),
    "institution-date": _("Institution without a date"),
    "institution-number": _("Institution without a document number"),
    "institution-issuer": _("Institution without an issuing body"),
    "institution-finding": _("Institution that answers no finding"),
    "institution-old": _("Older than the feedback"),
    "institution-twice": _("Institution listed twice"),
    "institution-draft": _("Proposed institution undecided"),
    "document-staged": _("Document waits to be confirmed"),
    "document-unread": _("Document with passages not understood"),
    "figure-undated": _("Figures without an as-of date"),
    "withheld": _("Withheld passages to hand over"),
    "unit-liaison": _("Lead unit without a liaison"),
    "unit-head": _("Lead unit without a head"),
    "leader-load": _("Many measures due in one week"),
    "round-rules": _("Round without a rule set"),
    "round-periods": _("Round without deadlines"),
    "round-nodes": _("Round without a dated node"),
    "round-targets": _("Round without target categories"),
    "period-over": _("Period over, not met"),
    "supervision-empty": _("Nobody in the supervision group"),
}
WHY: Mapping[str, Word] = {
    "lead-unit": _(
        "The measure names no lead unit: nobody can start it, submit it or answer for it."
    ),
    "lead-leader": _(
        "The measure names no lead leader: nobody of the leadership answers for it, and it cannot be taken into the plan."
    ),
    "criterion": _(
        "Without a completion criterion nobody can verify that the measure is done, and it cannot be taken into the plan."
    ),
    "criterion-vague": _(
        "The completion criterion holds no number, no document and no word of completion: whoever verifies has nothing to hold the result against."
    ),
    "leader-vacant": _(
        "Nobody holds the post of the lead leader today: the measure has no leader until it is handed over."
    ),
    "leader-ended": _(
        "The post of the lead leader no longer exists: the measure has to be handed over to another post."
    ),
    "helper-vacant": _(
        "A post among the responsible leaders has ended or is held by nobody today: a part of the responsibility has no person."
    ),
    "unit-ended": _(
        "The lead unit no longer exists: nobody can submit the measure until it is handed over."
    ),
    "unit-outside": _(
        "The lead unit does not lie below the inspected unit of the round: whoever leads the round cannot direct it."
    ),
    "helper-ended": _(
        "A unit among the responsible ones no longer exists: its part of the work lies with nobody."
    ),
    "unit-twice": _(
        "The lead unit stands among the responsible units once more: counted by unit the measure appears twice."
    ),
    "leader-twice": _(
        "The lead leader stands among the responsible leaders once more: counted by leader the measure appears twice."
    ),
    "target-unset": _(
        "Without a target category nobody knows what the measure is to reach at its node, and it stands under “not set” on the home page."
    ),
    "same-text": _(
        "The same measure stands word for word under several findings: one piece of work would be reported more than once."
    ),
    "due": _(
        "The measure has neither a due date nor a long-term node: it never becomes overdue, and nobody is reminded."
    ),
    "due-after-node": _(
        "The due date lies after the day of the time node: at the node the measure is judged before it is due."
    ),
    "due-after-last": _(
        "The due date lies after the last dated node of the round: the measure ends when nobody looks any more."
    ),
    "node-unset": _(
        "The measure belongs to no time node and is missing in the table of the home page."
    ),
    "node-past": _(
        "The day of the time node is over and the measure is still open: say whether the target was met, close it out or set a new date."
    ),
    "long-dated": _(
        "The target is long term and yet there is a due date: on that day it will be overdue although it was never to end."
    ),
    "completed-undated": _(
        "The target says completed, but the node is long term and no due date is set: the promise has no day."
    ),
    "condition-undated": _(
        "The condition that must come first has no date of its own: nobody notices when it fails to come."
    ),
    "condition-late": _("The condition that must come first is due after the measure itself."),
    "condition-past": _(
        "The day of the condition is over and it still stands as to be created: strike it out if it is met, or say by when it will be."
    ),
    "immediate-slow": _(
        "The measure is to be done immediately, but its due date lies after the end of the concentrated rectification."
    ),
    "relapse-date": _(
        "The measure was reopened after its due date and has none of its own since: it is overdue from the first day and nobody knows by when it must be done."
    ),
    "stage-after-due": _(
        "A stage of the measure ends after the measure itself is due: the stages have to be laid again or the date has to be moved."
    ),
    "stages-tight": _(
        "Laid back from the due date the stages would have had to begin before they could: they were pressed together, and the date will hardly hold."
    ),
    "draft-left": _(
        "The plan was adopted, but this measure is still a draft: nobody may begin it."
    ),
    "unstarted": _("The due date is near and work has not begun."),
    "overdue-idle": _(
        "The due date is over and work never began: the measure needs a decision, not a reminder."
    ),
    "overdue-silent": _(
        "The measure is overdue and nothing was recorded for more than %(days)s working days: nobody knows whether anything moves."
    ),
    "review-waiting": _(
        "Submitted more than %(days)s working days ago and not reviewed by the head of the lead unit."
    ),
    "verify-waiting": _(
        "Reviewed more than %(days)s working days ago and not verified by the supervision group."
    ),
    "close-waiting": _(
        "Verified more than %(days)s working days ago and not closed out: done work counts as open."
    ),
    "claimed-open": _(
        "A document claims completion, but nobody has verified it: go through the close-out, or the next notice claims what the ledger cannot prove."
    ),
    "extension-waiting": _(
        "An extension was asked for more than %(days)s working days ago and nobody has decided: the unit does not know which date holds."
    ),
    "extended-often": _(
        "The due date was moved more than %(most)s times: what keeps it from being met should be looked at, not the date."
    ),
    "finding-measure": _(
        "No measure answers this finding: the plan cannot be approved while there is one."
    ),
    "finding-notice": _(
        "The feedback names this finding and the notice does not mention it: the public would miss an answer."
    ),
    "finding-similar": _(
        "An earlier finding says nearly the same and this one does not point back to it: it may be a recurrence that nobody counts."
    ),
    "manifestation-measure": _(
        "Other manifestations of the finding have measures of their own, this one has none: a part of the finding stays unanswered."
    ),
    "recommendation-measure": _(
        "No measure answers this recommendation: the plan cannot be approved while there is one."
    ),
    "institution-date": _(
        "It is counted as set up, but no date is given: nobody can prove that it belongs to this rectification."
    ),
    "institution-number": _(
        "It is counted as set up, but has no document number: it cannot be found in the files."
    ),
    "institution-issuer": _("It is counted as set up, but nobody is named who issued it."),
    "institution-finding": _(
        "It is counted as set up, but belongs to no finding: the total cannot be broken down by finding."
    ),
    "institution-old": _(
        "It was issued before the day of the feedback: it cannot be a result of this rectification."
    ),
    "institution-twice": _("The same title is listed more than once: the total is too high."),
    "institution-draft": _(
        "It was proposed from a document and nobody has decided whether it is an institution: it is not counted yet."
    ),
    "document-staged": _(
        "The document was brought in more than %(days)s working days ago and is not in the ledger yet."
    ),
    "document-unread": _(
        "Some passages of the document were not understood: look whether a finding or a measure stands in them."
    ),
    "figure-undated": _(
        "The document has no date: its figures cannot say for which day they hold."
    ),
    "withheld": _(
        "Passages about persons were kept out of the ledger; they are to be handed over to the receiving body."
    ),
    "unit-liaison": _(
        "The unit leads open measures and has no liaison today: nobody is asked for its progress."
    ),
    "unit-head": _(
        "The unit leads open measures and nobody there is head or deputy today: what is submitted cannot be reviewed."
    ),
    "leader-load": _(
        "More than %(most)s measures of this leader are due in the same week: they will hardly all be met."
    ),
    "round-rules": _("No rule set was in force for this round: it has no periods to be held to."),
    "round-periods": _(
        "No period of the round has a day: nothing counts down to the plan, the report and the publication."
    ),
    "round-nodes": _("No time node of the round has a day: measures cannot be judged at any."),
    "round-targets": _(
        "The round has no target categories: what a measure is to reach cannot be said."
    ),
    "period-over": _(
        "A period of the round is over and not marked as met: enter the day on which it was met, or report the delay."
    ),
    "supervision-empty": _(
        "No member of a supervision group sees this round today: nothing can be verified."
    ),
}
GROUPS: Mapping[str, Word] = {
    "assignment": _("Responsibility and criterion"),
    "time": _("Dates and nodes"),
    "progress": _("Progress and close-out"),
    "coverage": _("Answers to the feedback"),
    "institutions": _("Institutions"),
    "documents": _("Documents"),
    "people": _("Units and leaders"),
    "round": _("Round"),
}
# From what must be put right to what is worth knowing: the class that gives the shape, and the word.
SEVERITIES: Mapping[str, tuple[str, Word]] = {
    "error": ("late", _("To correct")),
    "warning": ("soon", _("To check")),
    "info": ("none", _("To know")),
}
FACTS: Mapping[str, Word] = {
    "judged": _("Judged at the node"),
    "leader": _("Lead leader"),
    "closed_on": _("Closed on"),
    "criterion": _("Completion criterion"),
    "node": _("Time node"),
    "node_due_on": _("Day of the node"),
    "last_due_on": _("Last node"),
    "target": _("Target category"),
    "condition": _("Condition to be created"),
    "condition_due_on": _("Condition due on"),
    "reopened_on": _("Reopened on"),
    "waits_since": _("Waiting since"),
    "changed_on": _("Last recorded on"),
    "claimed": _("Claimed"),
    "similar": _("Earlier finding"),
    "issued_on": _("Issued on"),
    "document_number": _("Document number"),
    "brought_on": _("Brought in on"),
    "figures": _("Figures"),
    "passages": _("Passages"),
    "week_of": _("Week of"),
    "measures": _("Measures"),
    "periods": _("Periods"),
    "stage": _("Last stage"),
    "stage_ends": _("Stage ends"),
    "begin_on": _("Should have begun"),
    "asked_due_on": _("Asked for"),
    "first_due_on": _("Original due date"),
    "extended": _("Times extended"),
    "due_on": _("Due date"),
    "status": _("State"),
    "unit": _("Lead unit"),
}

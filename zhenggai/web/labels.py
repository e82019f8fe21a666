"""The words of verbs and states in pages. A test asks for every verb of the rule table and every state."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenggai.ledger.models import Judgement, Status

VERBS = {
    "round.create": _("Register a round"),
    "round.edit": _("Edit the round"),
    "round.schedule": _("Lay stages for many"),
    "template.create": _("Add a stage template"),
    "template.edit": _("Edit the stage template"),
    "intake.stage": _("Bring in a document"),
    "intake.correct": _("Correct what was read"),
    "intake.confirm": _("Bring into the ledger"),
    "intake.discard": _("Discard"),
    "intake.undo": _("Undo the import"),
    "finding.edit": _("Edit the finding"),
    "recommendation.answer": _("Answer the recommendation"),
    "institution.register": _("Register an institution"),
    "institution.confirm": _("Confirm the institution"),
    "institution.drop": _("Not an institution"),
    "indicator.register": _("Register an indicator"),
    "indicator.edit": _("Edit the indicator"),
    "indicator.read": _("Enter a reading"),
    "indicator.correct": _("Correct the reading"),
    "indicator.drop": _("Drop the indicator"),
    "lint.export": _("Take out the list of the check"),
    "notice.export": _("Write the notice"),
    "ledger.export": _("Take the ledger out"),
    "allocation.export": _("Take the allocation table out"),
    "sheet.stage": _("Bring in a workbook"),
    "sheet.correct": _("Decide about the workbook"),
    "sheet.send_back": _("Send the workbook back"),
    "sheet.confirm": _("Import the workbook"),
    "sheet.discard": _("Discard"),
    "sheet.undo": _("Undo the import"),
    "measure.add": _("Add a measure"),
    "measure.assign": _("Assign"),
    "measure.schedule": _("Lay the stages"),
    "measure.recalculate": _("Lay the stages by the changed calendar"),
    "measure.plan": _("Take into the plan"),
    "measure.start": _("Start"),
    "measure.submit": _("Submit for close-out"),
    "measure.review": _("Review"),
    "measure.verify": _("Verify"),
    "measure.close": _("Close out"),
    "measure.send_back": _("Send back"),
    "measure.ask_extension": _("Ask for an extension"),
    "measure.grant_extension": _("Grant the extension"),
    "measure.refuse_extension": _("Refuse the extension"),
    "measure.withdraw_extension": _("Withdraw the request"),
    "measure.judge": _("Judge"),
    "measure.reopen": _("Reopen"),
    "proof.stage": _("Proof-read"),
    "proof.edit": _("Edit the text"),
    "proof.waive": _("Say that it is no mistake"),
    "proof.unwaive": _("Take that back"),
    "proof.export": _("Take along with comments"),
    "proof.discard": _("Discard"),
    "plan.draft": _("Begin a plan"),
    "plan.place": _("Choose the measures"),
    "plan.propose": _("Give it to be rated"),
    "plan.rate": _("Rate the plan"),
    "plan.send_back": _("Send the plan back"),
    "plan.approve": _("Record the approval"),
    "plan.revise": _("Begin a new version"),
    "batch.start": _("Change many"),
    "batch.run": _("Go on"),
    "batch.restore": _("Put everything back"),
    "batch.undo": _("Undo everything"),
    "view.save": _("Save the view"),
    "view.drop": _("Drop the view"),
    "unit.create": _("Add a unit"),
    "unit.edit": _("Edit the unit"),
    "unit.move": _("Move the unit"),
    "unit.close": _("Close the unit"),
    "person.create": _("Add a person"),
    "person.edit": _("Edit the person"),
    "post.create": _("Add a post"),
    "post.edit": _("Edit the post"),
    "appointment.create": _("Appoint"),
    "appointment.end": _("End the appointment"),
    "user.create": _("Add an account"),
    "user.edit": _("Edit the account"),
    "user.password": _("Change the password"),
    "user.appoint": _("Name an administrator"),
    "group.create": _("Form a group"),
    "membership.create": _("Add a member"),
    "membership.end": _("End the membership"),
    "directory.load": _("Bring in units and people"),
    "calendar.edit": _("Change a day of the calendar"),
    "calendar.load": _("Load a year into the calendar"),
}
STATES = dict(Status.choices)
VERDICTS = {**dict(Judgement.Verdict.choices), "none": _("Not judged yet")}


def verb(name: str) -> str:
    """The words of a verb; an unknown one raises."""
    return str(VERBS[name])


def state(name: str) -> str:
    """The words of a state of a measure."""
    return str(STATES[name])


def verdict(name: str) -> str:
    """The words of a verdict at a time node; `none` where nobody judged yet."""
    return str(VERDICTS[name])

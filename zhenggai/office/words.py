"""The sentences of refusals, in two languages: what is wrong, where, and what to do.

Keys are the codes of `zhenggai.core.errors.Refusal`; the names in the sentences are its facts.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhenggai.core.errors import Refusal
from zhenggai.office import sheet_words

SENTENCES: dict[str, object] = {
    **sheet_words.SENTENCES,
    # Files
    "FILE-EMPTY": _("The file {name} is empty. Choose the file that holds the text."),
    "FILE-TOO-BIG": _("The file is larger than {limit_mb} MB. Split it, or send the text only."),
    "FILE-TYPE": _(
        "The content of {name} is not what its name says. Save it anew as .docx, .pdf, .txt or .xlsx."
    ),
    "FILE-MACRO": _(
        "{name} contains macros, which are not accepted. Save it as a file without macros."
    ),
    "FILE-EXTERNAL": _(
        "{name} refers to a template or object outside the file. Save it without the link."
    ),
    "FILE-ENCRYPTED": _("{name} is protected by a password. Remove the password and try again."),
    "FILE-BOMB": _("{name} unpacks to far more than a document holds. It was not opened."),
    "FILE-PATH": _("{name} contains an entry with a path outside the archive. It was not opened."),
    "FILE-CORRUPT": _("{name} is damaged or cut off. Save it anew and try again."),
    "FILE-XML": _("{name} contains declarations that a document does not need. It was not opened."),
    "FILE-SCANNED": _(
        "{name} is a scanned picture without text. Convert it with text recognition first."
    ),
    "FILE-LEGACY": _("{name} is an old Word or WPS file. Save it as .docx and try again."),
    "FILE-OLD-TABLE": _("{name} is an old Excel or WPS table. Save it as .xlsx and try again."),
    "FILE-NOT-TABLE": _("{name} is no table. Choose a file that ends in .xlsx."),
    "FILE-ENCODING": _(
        "The characters of {name} are neither UTF-8 nor GB18030. Save it as UTF-8 and try again."
    ),
    "FILE-UNREADABLE": _("{name} cannot be read: there is no such file, or it may not be opened."),
    "FILE-BUSY": _("Other documents are being read just now. Send it again in a minute."),
    "FILE-HEAVY": _(
        "Reading {name} takes more time or memory than a document needs, so it was given up. Save it anew, "
        "or paste the text."
    ),
    "FILE-FAILED": _(
        "Reading {name} broke off. Save it anew or paste the text; if it happens again, tell the system "
        "administrator."
    ),
    "FILE-GONE": _("The stored file is missing. Tell the system administrator."),
    "FILE-HASH": _(
        "The stored file was changed on disk and is not given out. Tell the system administrator."
    ),
    "IMG-TOO-LARGE": _("The picture {name} is too large. Make it smaller than {limit} pixels."),
    "TEXT-CHAR": _(
        "The text contains characters that cannot be stored. Remove them and try again."
    ),
    "TEXT-LONG": _("The text has {length} characters; at most {limit} are taken. Split it."),
    "TEXT-EMPTY": _("There is no text. Paste the text or choose a file."),
    # Acts
    "ACCESS": _("You may not do this. Ask the general office if you should."),
    "NOT-FOUND": _("There is nothing at this address, or it is not for you."),
    "CONFLICT": _(
        "Somebody else changed this in the meantime. Both texts are shown; nothing was lost."
    ),
    "DONE-ALREADY": _("This form was already sent. It was done once."),
    "WF-STATE": _("This cannot be done in the present state."),
    "NEED-ASSIGNED": _("Lead leader, lead unit, measure and due date must be given first."),
    "NEED-MEASURABLE": _("The completion criterion must be given first."),
    "NEED-EXPLAINED": _("Say why, or with what result: the note is kept with the act."),
    "PLAN-KNOWN": _("There is a main plan already, or a plan with this title."),
    "PLAN-PLACED": _("{name} stands in “{plan}” already. Take it out there first."),
    "PLAN-MEETING": _("Name the meeting and its day; it cannot lie ahead."),
    "NEED-WITHOUT_GAPS": _("Still missing: {gaps}. The worklist below names each."),
    "NEED-NOT_AUTHOR": _("You proposed this plan. Somebody else must rate it."),
    "BATCH-NONE": _("Nothing would change: every row has the value already, or is refused."),
    "BATCH-MANY": _("More than {limit} rows would change. Narrow the filter."),
    "NEED-UNDOABLE": _("The time in which this could be undone as a whole is over."),
    "VIEWS-MANY": _("You keep {limit} views already. Drop one first."),
    "NEED-DATED": _("There is no due date that could be moved. Set one by assigning the measure."),
    "NEED-NO_EXTENSION_WAITS": _("A request until {day} waits for its answer already."),
    "NEED-EXTENSION_WAITS": _("No request for extension waits here; it was answered or withdrawn."),
    "NEED-OTHER_DECIDES": _("You asked for it yourself. Somebody else must decide."),
    "DUE-EARLIER": _("The new due date must be later than {day}, and not in the past."),
    "DUE-BY-REQUEST": _(
        "The measure stands in the plan: its due date ({day}) goes back only by a request for extension."
    ),
    "INDICATOR-DAY": _(
        "There is a day ({day}) without a value. Give the value, or take the day out."
    ),
    "INDICATOR-MEASURED": _(
        "There are readings in {unit} already. Register another indicator for another unit of measurement."
    ),
    "INDICATOR-OUTSIDE": _(
        "{name} has no part in this measure. The general office can name it, or assign it to the measure."
    ),
    "READING-AHEAD": _("{day} is still to come: a reading speaks of a day that has been."),
    "READING-SOURCE": _(
        "Say where the value comes from: in words, or by a document of the ledger."
    ),
    "READING-REPLACED": _("This reading was corrected already. Correct the one that replaced it."),
    "NUMBER": _(
        "“{value}” is no number in this unit ({unit}). Write it like 36, 2,316, 1.27亿 or 9.6%."
    ),
    "NEED-NOT_OWN_WORK": _(
        "You did an earlier step of this measure. Somebody else must do this one."
    ),
    "NEED-OTHER_UNIT": _(
        "Whoever verifies or judges may not belong to the unit that did the work."
    ),
    "NEED-NODE_REACHED": _(
        "A measure is judged from the day of its time node on; this day ({day}) has not come, or there is none."
    ),
    "NEED-NOT_DOER": _("You submitted this measure as done yourself. Somebody else must judge it."),
    "JUDGE-MOVED": _("The measure stands at another time node than {name} by now. Judge it there."),
    "NODE-JUDGED": _("Measures were judged at “{name}”, so it stays."),
    "NEED-UNTOUCHED": _(
        "{touched} rows of this import were worked on since, so it cannot be undone as a whole."
    ),
    # Values
    "REQUIRED": _("{field} must be filled in."),
    "CHOICE": _("{field} has a value that is not in the list."),
    "DATE": _("{value} is not a date. Write it like 2026-06-30."),
    "DATE-NONE": _("{value}: there is no such day."),
    "DATE-VAGUE": _("{value} names several days. Write the day, like 6.30."),
    "DATE-TWO": _("{value} can be {first} or {second}. Write it with the year."),
    "DATE-RANGE": _("{n} working days lead further than a date can."),
    # Calendar and stages
    "CAL-LINE": _("This is no day with “off” or “work”: {value}"),
    "CAL-KIND": _("“{value}” is neither “off” (放假) nor “work” (上班)."),
    "CAL-YEAR": _("{day} is not in the year {year}."),
    "CAL-WORKED": _("{day} is no weekend day: it is worked anyhow."),
    "CAL-TWICE": _("{day} stands in line {row} already."),
    "CAL-WEEKDAY": _("{day} is not {stated}. Look whether the year is right."),
    "CAL-TOTAL": _("The sentence says {stated} days, but names {counted}."),
    "CAL-ERRORS": _(
        "{rows} lines are wrong. Put them right: a year is loaded whole or not at all."
    ),
    "CAL-EMPTY": _("No holiday was found for {year}."),
    "CAL-TAKEN": _("{day} is named by the notice of {year}. Change it there."),
    "STAGE-NONE": _("A template needs at least one stage."),
    "STAGE-MANY": _("A template has at most {limit} stages."),
    "STAGE-NAME": _("Every stage has a name of at most {most} characters."),
    "STAGE-SHARE": _("The share of “{name}” must lie above 0 and not above 100 %."),
    "STAGE-LEAST": _("“{name}” needs at least 1 and at most {most} working days."),
    "STAGE-SUM": _("The shares make {total} %, not 100 %."),
    "STAGE-ORDER": _(
        "“{name}” must begin after the stage before it and end on its first day or later."
    ),
    "STAGE-DUE": _("“{name}” ends on {day}, after the due date {due}."),
    "STAGE-DAYS": _("“{name}” needs its first and its last day."),
    "PARAM": _("The address asks for something that does not exist: {name}."),
    "UNIT-UNKNOWN": _("There is no unit “{name}”. {nearest}"),
    "UNIT-AMBIGUOUS": _(
        "Several units are called “{name}”. Write the one that is meant like this: {candidates}"
    ),
    "PERSON-UNKNOWN": _("Nobody called “{name}” holds a post today. {nearest}"),
    "PERSON-AMBIGUOUS": _(
        "“{name}” is not the name of one post alone: {candidates}. Write the title in brackets."
    ),
    "MEASURE-UNKNOWN": _("There is no measure {name} in this round. Write its number like 7-3."),
    "ORG-CYCLE": _("A unit cannot be placed under itself or under one of its own units."),
    "PERSON-NONE": _("There is nobody called “{name}” here. {nearest}"),
    "PERSON-MANY": _("Several people are called “{name}”. Write the one like this: {candidates}"),
    "ORG-IN-USE": _("{open} open measures still belong to this unit. Hand them over first."),
    "ORG-HAS-UNITS": _("{units} open units still lie below this unit. Move or close them first."),
    "UNIT-CLOSED": _("{name} was closed."),
    "UNIT-DEEP": _("A unit can lie at most {limit} levels deep."),
    "UNIT-MANY": _("Below one unit there is room for at most {limit} others."),
    "POST-HELD": _(
        "{title} is held by {name}. End that appointment first, or choose a further post of this title."
    ),
    "ENDED": _("This ended on {day} already."),
    "DAYS-ORDER": _("The last day {last} lies before the first day {first}."),
    "ACCOUNT-HELD": _("{name} has an account already."),
    "ACCOUNT-NAME": _("“{name}” is no user name. Letters, figures and . _ - @ + are taken."),
    "SELF-LOCK": _("Nobody deactivates his own account. Another system administrator does it."),
    "EMAIL": _("“{value}” is no e-mail address."),
    "PASSWORD": _("The password cannot be taken: {reasons}"),
    "FOUNDED": _("This installation was set up already."),
    "NAME-TAKEN": _("{name} exists already."),
    "IMP-DUP": _("This text was brought in already, as “{title}”."),
    "IMP-KNOWN": _(
        "This text was brought in already, by an office whose documents you do not see."
    ),
    "IMP-ROWS": _("The table has {rows} rows; at most {limit} are taken."),
    "IMP-COL": _("The column {column} is missing."),
    "IMP-COL-TWICE": _("The column {column} stands twice in the sheet {sheet} ({cell})."),
    "IMP-SHEET": _(
        "No sheet with units (column 单位名称) or people (column 姓名) was found. Start from the template."
    ),
    "IMP-TWICE": _("{name} stands in the file twice; first in row {row}."),
    "IMP-DIFFERS": _("This differs from row {row}, which is about the same person."),
    "IMP-CHANGED": _(
        "Units or people were changed since the file was checked. Look at the result again."
    ),
    "CELL-LONG": _("The text has {length} characters; at most {limit} are taken."),
    "UNIT-IN-ERROR": _("The row of “{name}” (row {row}) is in error."),
    "UNIT-ELSEWHERE": _(
        "A unit of this name exists: {candidates}. One more is made; if it is the same, write its unit above."
    ),
    "PERSON-TWICE": _("Several people called “{name}” fit. Write the telephone or the user name."),
    "PERSON-ELSEWHERE": _(
        "Somebody called {name} exists ({candidates}). A new person is made; if it is the same, "
        "write the same telephone or user name."
    ),
    "PERSON-TAKEN-AS": _("Taken for {name}, who is here already without a post."),
    "POST-FURTHER": _("{title} is held by {name}; a further post of this title is made."),
    "ACCOUNT-TAKEN": _("The user name {account} belongs to somebody else. {name}"),
    "ACCOUNT-OTHER": _("{name} signs in as {account} already."),
    "IMP-EMPTY": _("Nothing is chosen to be brought in."),
    "PASSAGE": _("The passage is not in the text of the document. Select it in the source."),
    "IMP-BLOCKED": _("Something must still be decided or filled in before this can be brought in."),
    "IMP-MOVED": _(
        "The ledger or the document changed in the meantime, so other rows would be written than the button named. "
        "Look again; nothing was written."
    ),
    "DATE-ORDER": _("The days are out of order: inspection begins, inspection ends, feedback."),
    "IN-USE": _("{open} measures still stand under “{name}”. Move them first."),
    "LONG": _("{field} is too long: at most {limit} characters are taken."),
    "NUM-RANGE": _("{field} must be a whole number from {low} to {high}."),
}
UNKNOWN = _("This was refused ({code}).")


class _Facts(dict[str, object]):
    """A fact that a sentence names but the refusal lacks reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence(refusal: Refusal) -> str:
    """The sentence of `refusal` in the language of the thread."""
    facts = _Facts(refusal.facts)
    facts["code"] = refusal.code
    if facts.get("nearest"):
        facts["nearest"] = gettext("Nearest: {names}").format(names=facts["nearest"])
    limit = refusal.facts.get("limit")
    if isinstance(limit, int):
        facts["limit_mb"] = limit // (1024 * 1024)
    template = SENTENCES.get(refusal.code, UNKNOWN)
    return str(template).format_map(facts)


def named(facts: Mapping[str, object]) -> str:
    """Facts as a short list, for logs and details."""
    return gettext(", ").join(f"{key}: {value}" for key, value in facts.items())

"""The words of an import's codes: doubts, what blocks, notes of the file, verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy, npgettext, pgettext

from zhenggai.core.errors import Refusal
from zhenggai.office.words import sentence

REASONS = {
    "similar": gettext_lazy("May stand in the ledger already: the same?"),
    "rival": gettext_lazy("Several findings of the ledger are alike: which one?"),
    "empty": gettext_lazy("The wording is missing."),
    "aspects": gettext_lazy("The text promises another number of measures."),
    "bare": gettext_lazy("No measure was read for it."),
    "long": gettext_lazy("The wording is unusually long."),
    "gap": gettext_lazy("A number before it is missing."),
    "number": gettext_lazy("Its number is taken, so it gets another."),
}
BLOCKS = {
    "undecided": gettext_lazy("to be decided: the same as in the ledger, or new"),
    "empty": gettext_lazy("without a wording"),
    "undated": gettext_lazy("time nodes without a day"),
    "body": gettext_lazy("the inspected body is not named"),
    "unit": gettext_lazy("the inspected unit is not chosen"),
    "nothing": gettext_lazy("nothing is chosen to be brought in"),
}
VERDICTS = {
    "doubtful": gettext_lazy("To look at"),
    "new": gettext_lazy("New"),
    "change": gettext_lazy("Changed wording"),
    "same": gettext_lazy("In the ledger already"),
    "left": gettext_lazy("Left out"),
}
# The look of a verdict: the classes of `.state`.
LOOKS = {"doubtful": "soon", "new": "good", "change": "done", "same": "done", "left": ""}
CLAIMS = {
    "completed": gettext_lazy("claimed: completed"),
    "in_progress": gettext_lazy("claimed: in progress"),
    "long_term": gettext_lazy("claimed: long term"),
    "not_started": gettext_lazy("claimed: not started"),
}
NOTES = {
    "ENCODING": gettext_lazy("The file was written in {encoding}."),
    "ZERO-WIDTH": gettext_lazy("{count} invisible characters were removed."),
    "NBSP": gettext_lazy("{count} no-break spaces became plain ones."),
    "CONTROL": gettext_lazy("{count} control characters were removed."),
    "BIDI": gettext_lazy("{count} direction marks were removed."),
    "RADICALS": gettext_lazy("{count} look-alike characters were put right."),
    "FOOTNOTES": gettext_lazy("{count} footnotes were left out."),
    "DELETED": gettext_lazy("{count} deleted passages of tracked changes were left out."),
    "HIDDEN": gettext_lazy("{count} hidden passages were left out."),
    "CONTENTS": gettext_lazy("The table of contents was left out."),
    "SYMBOLS": gettext_lazy("{count} symbols could not be read."),
    "EMBEDDED": gettext_lazy("{count} embedded objects were left out."),
    "EXTERNAL-IMAGE": gettext_lazy("{count} linked pictures were left out."),
    "PAGE-NUMBERS": gettext_lazy("{count} page numbers were left out."),
    "REPEATED-LINES": gettext_lazy("{count} repeated head or foot lines were left out."),
    "ACTIVE-CONTENT": gettext_lazy("The file contains active content; it was not run."),
    "ORIGINAL-NOT-KEPT": gettext_lazy(
        "The original file is not kept, because passages about persons are withheld. SHA-256: {sha256}"
    ),
}


# The fields that a refusal can name, as the forms call them.
FIELDS = {
    "wording": gettext_lazy("Wording"),
    "text": gettext_lazy("Text"),
    "number": gettext_lazy("Number"),
    "heading": gettext_lazy("Heading"),
    "title": gettext_lazy("Title"),
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "category": gettext_lazy("Category"),
    "finding": gettext_lazy("Finding"),
    "unit": gettext_lazy("Inspected unit"),
    "unit_parent": gettext_lazy("Inspected unit"),
    "source": gettext_lazy("Kind of examination"),
    "target": gettext_lazy("Target category"),
    "team": gettext_lazy("Team"),
    "term": gettext_lazy("Term"),
    "ordinal": gettext_lazy("Round"),
    "form": gettext_lazy("Form"),
    "sending_body": gettext_lazy("Sending body"),
    "inspected_body": gettext_lazy("Inspected body"),
    "passage": gettext_lazy("Passage"),
}


def said(refusal: Refusal) -> str:
    """The sentence of a refusal with the field in the words of the form."""
    named = FIELDS.get(str(refusal.facts.get("field")))
    if named is not None:
        refusal.facts["field"] = named
    return sentence(refusal)


class _Facts(dict[str, Any]):
    """A fact that a note lacks reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def note(value: Mapping[str, Any]) -> str:
    """The sentence of one note of a file."""
    words = NOTES.get(str(value.get("code")))
    return str(words).format_map(_Facts(value)) if words else str(value.get("code", ""))


def written(counts: Mapping[str, int]) -> str:
    """31 findings, 109 measures …: what an import wrote or would write; zeros are not named."""
    parts = []
    if n := counts.get("findings"):
        parts.append(npgettext("written", "%(n)s finding", "%(n)s findings", n) % {"n": n})
    if n := counts.get("clues"):
        parts.append(
            npgettext("written", "%(n)s item on clues", "%(n)s items on clues", n) % {"n": n}
        )
    if n := counts.get("measures"):
        parts.append(npgettext("written", "%(n)s measure", "%(n)s measures", n) % {"n": n})
    if n := counts.get("recommendations"):
        parts.append(
            npgettext("written", "%(n)s recommendation", "%(n)s recommendations", n) % {"n": n}
        )
    return pgettext("written", ", ").join(parts)

"""What proof-reading says, in two languages: the sentence of an issue or derived value, and the name of a rule.

Keys of `SENTENCES` are the codes of `zhenggai.core.checks`; the names in braces are their facts. A list of words is
joined as a list is printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from zhenggai.core.checks import Derived, Issue
from zhenggai.office.check_words import arithmetic, same, structure, style, times

SENTENCES: Mapping[str, object] = {
    **structure.SENTENCES,
    **arithmetic.SENTENCES,
    **times.SENTENCES,
    **same.SENTENCES,
    **style.SENTENCES,
}

RULES: Mapping[str, object] = {
    "aspect-count": _("Announced number of measures"),
    "numbering": _("Numbering"),
    "list-count": _("List and its count"),
    "sum": _("Sums"),
    "status-sum": _("Sums of states"),
    "rate": _("Rates"),
    "growth": _("Growth"),
    "target": _("Share of a target"),
    "part-whole": _("Part and whole"),
    "share-range": _("Range of a share"),
    "date-order": _("Order of dates"),
    "date-invalid": _("Dates that do not exist"),
    "pairs": _("Pairs of marks"),
    "conflict": _("Two values for one thing"),
    "identity": _("Two names for one thing"),
    "node": _("Time nodes"),
    "denominator": _("Missing totals"),
    "target-word": _("Target categories"),
    "unlisted-total": _("Totals without a list"),
    "contact": _("Contact"),
    "repeated-passage": _("Repeated passages"),
    "repeated-document": _("Documents reported twice"),
    "activity-only": _("Activity without result"),
    "vague": _("Vague results"),
    "promise": _("Promises without a date"),
    "wording": _("Punctuation and form"),
}


# Facts that a page shows beside the sentence; others only stand in the sentence itself.
FACTS: Mapping[str, object] = {
    "claimed": _("stated"),
    "counted": _("counted"),
    "count": _("count"),
    "expected": _("expected"),
    "found": _("found instead"),
    "total": _("total"),
    "part": _("part"),
    "parts": _("parts"),
    "base": _("base that follows"),
    "low": _("at least"),
    "high": _("at most"),
    "here": _("here"),
    "there": _("elsewhere"),
    "first": _("first date"),
    "second": _("second date"),
    "nodes": _("time nodes declared"),
    "targets": _("targets declared"),
    "words": _("words"),
    "right": _("better"),
}


def sentence(found: Issue | Derived) -> str:
    """What an issue or derived value says, in the language of the moment. An unknown code raises KeyError."""
    facts = {name: _shown(value) for name, value in found.facts.items()}
    return str(SENTENCES[found.code]).format(**facts)


def name(rule: str) -> str:
    """The name of a rule, in the language of the moment."""
    return str(RULES[rule])


def remark(found: Issue | Derived) -> str:
    """The name of the rule with the sentence, as a comment in a document says it."""
    words = {"rule": name(found.rule), "sentence": sentence(found)}
    # Translators: a comment at the margin of a document
    return gettext("{rule}: {sentence}").format(**words)


def _shown(value: object) -> str:
    """A fact as it is printed within a sentence."""
    if isinstance(value, list):
        return pgettext("between the items of a list", ", ").join(str(one) for one in value)
    return str(value)


def facts(found: Issue | Derived) -> list[tuple[str, str]]:
    """The facts behind a verdict as label and value, in the language of the moment; places and unnamed facts are left out."""
    shown = []
    for key, value in found.facts.items():
        if key in FACTS and value not in (None, "", []):
            shown.append((str(FACTS[key]), _shown(value)))
    return shown

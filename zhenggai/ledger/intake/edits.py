"""Corrections of a proposal, one function a correction. Pure: each changes the proposal or raises BadValue.

A blank line in a wording or a text splits it in two; merging is the way back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from zhenggai.core.errors import BadValue
from zhenggai.core.matching import normal
from zhenggai.ledger.intake.propose import TITLE
from zhenggai.ledger.intake.shape import (
    CategoryItem,
    FindingItem,
    InstitutionItem,
    MeasureItem,
    Proposal,
    RecommendationItem,
)

_BLANK_LINE = re.compile(r"\n[ \u3000\t]*\n")
HIGHEST = 9999
MOST_CHARACTERS = 10_000
Item = FindingItem | MeasureItem | RecommendationItem | InstitutionItem


def items(proposal: Proposal) -> dict[str, Item]:
    """Everything that can be taken or left, by key."""
    found: dict[str, Item] = {}
    for finding in proposal.findings:
        found[finding.key] = finding
        found |= {measure.key: measure for measure in finding.measures}
    found |= {each.key: each for each in proposal.recommendations}
    found |= {each.key: each for each in proposal.institutions}
    return found


def _item(proposal: Proposal, key: str) -> Item:
    found = items(proposal).get(key)
    if found is None:
        raise BadValue("CHOICE", field=key)
    return found


def finding_of(proposal: Proposal, key: str) -> FindingItem:
    """The finding with this key; BadValue where there is none."""
    found = proposal.finding(key)
    if found is None:
        raise BadValue("CHOICE", field=key)
    return found


def holder_of(proposal: Proposal, key: str) -> tuple[FindingItem, int]:
    """The finding that holds a measure, and the measure's place in it."""
    for finding in proposal.findings:
        for at, measure in enumerate(finding.measures):
            if measure.key == key:
                return finding, at
    raise BadValue("CHOICE", field=key)


def text_of(value: str, field: str) -> str:
    """A text that says something, within the limit of a cell."""
    value = value.strip()
    if not normal(value):
        raise BadValue("REQUIRED", field=field)
    if len(value) > MOST_CHARACTERS:
        raise BadValue("LONG", field=field, limit=MOST_CHARACTERS)
    return value


def number_of(value: str, field: str) -> int:
    """A printed number; digits of other scripts, signs and exponents are none."""
    value = value.strip()
    if not (value.isascii() and value.isdigit()) or not 1 <= int(value[:9]) <= HIGHEST:
        raise BadValue("NUM-RANGE", field=field, low=1, high=HIGHEST)
    return int(value)


def take(proposal: Proposal, key: str) -> None:
    """Bring it in."""
    _item(proposal, key).take = True


def leave(proposal: Proposal, key: str) -> None:
    """Do not bring it in."""
    _item(proposal, key).take = False


def seen(proposal: Proposal, key: str) -> None:
    """A person looked at what was doubtful: it is right as it stands."""
    finding_of(proposal, key).seen = True


def meet(proposal: Proposal, key: str, record: str) -> None:
    """It is the record of the ledger with this id, or NEW. Which ids can be chosen is asked where it is confirmed."""
    found = _item(proposal, key)
    if isinstance(found, InstitutionItem):
        raise BadValue("CHOICE", field=key)
    found.meets = record


def reword(proposal: Proposal, key: str) -> None:
    """The finding of the ledger takes the wording of this document."""
    finding_of(proposal, key).reword = True


def keep(proposal: Proposal, key: str) -> None:
    """The finding of the ledger keeps its wording."""
    finding_of(proposal, key).reword = False


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _BLANK_LINE.split(text) if normal(part)]


@dataclass
class Corrected:
    """A finding or recommendation as a person filled it in; `heading` names a category that is not there yet."""

    number: str
    wording: str
    text: str = ""
    kind: str = "problem"
    category: str = ""
    heading: str = ""


def finding(proposal: Proposal, key: str, given: Corrected) -> None:
    """Put the corrected fields; a blank line in the wording splits off further findings behind it."""
    found = finding_of(proposal, key)
    if given.kind not in ("problem", "clues"):
        raise BadValue("CHOICE", field="kind")
    number = number_of(given.number, "number")
    wording = given.wording if given.kind == "problem" else given.text
    first, *others = _parts(text_of(wording, "wording"))
    category = _category(proposal, given)
    if given.kind == "clues":
        found.wording, found.text, others = "", wording.strip(), []
    else:
        found.wording, found.text = first, given.text.strip()
    moved = (found.printed, found.kind) != (number, given.kind)
    found.printed, found.kind, found.category = number, given.kind, category
    found.seen = found.seen or not moved
    at = proposal.findings.index(found) + 1
    for distance, part in enumerate(others, 1):
        extra = FindingItem(proposal.fresh("f"), found.category, number + distance, wording=part)
        extra.start, extra.end = found.start, found.end
        proposal.findings.insert(at + distance - 1, extra)
    if others:
        _shift(proposal.findings[at + len(others) :], number + len(others))


def _shift(later: list[FindingItem], last: int) -> None:
    """Numbers of what follows move up as far as they collide."""
    for item in later:
        if item.printed > last:
            break
        item.printed = last = last + 1


def _category(proposal: Proposal, given: Corrected) -> str:
    if given.heading.strip():
        made = CategoryItem(proposal.fresh("c"), heading=given.heading.strip())
        proposal.categories.append(made)
        return made.key
    if given.category not in {category.key for category in proposal.categories} | {""}:
        raise BadValue("CHOICE", field="category")
    return given.category


def merge(proposal: Proposal, key: str) -> None:
    """Join a finding to the one before it: its wording goes on there, its measures follow."""
    found = finding_of(proposal, key)
    at = proposal.findings.index(found)
    if at == 0:
        raise BadValue("CHOICE", field=key)
    before = proposal.findings[at - 1]
    before.wording = "；".join(part for part in (before.wording, found.wording) if part)
    before.text = "\n".join(part for part in (before.text, found.text) if part)
    before.manifestations += found.manifestations
    before.measures += found.measures
    if found.end:
        before.end = max(before.end, found.end)
    del proposal.findings[at]
    for each in proposal.institutions:
        each.findings = list(
            dict.fromkeys(before.key if one == key else one for one in each.findings)
        )


def measure(proposal: Proposal, key: str, title: str, text: str, finding_key: str) -> None:
    """Put title and text; a blank line in the text splits off further measures; another finding may take it over."""
    holder, at = holder_of(proposal, key)
    found, title = holder.measures[at], title.strip()
    if len(title) > TITLE:
        raise BadValue("LONG", field="title", limit=TITLE)
    text_of(title or text, "text")
    first, *others = _parts(text) or [""]
    target = finding_of(proposal, finding_key) if finding_key else holder
    found.title, found.text = title, first[:MOST_CHARACTERS]
    extras = []
    for part in others:
        extra = MeasureItem(proposal.fresh("m"), text=text_of(part, "text"))
        extra.start, extra.end, extra.manifestation = found.start, found.end, found.manifestation
        extras.append(extra)
    if target is not holder:
        del holder.measures[at]
        found.manifestation, at = "", len(target.measures)
        target.measures.append(found)
    target.measures[at + 1 : at + 1] = extras


def merge_measure(proposal: Proposal, key: str) -> None:
    """Join a measure to the one before it in its finding."""
    holder, at = holder_of(proposal, key)
    if at == 0:
        raise BadValue("CHOICE", field=key)
    found, before = holder.measures[at], holder.measures[at - 1]
    spoken = f"{found.title}。{found.text}" if found.title else found.text
    before.text = f"{before.text}{spoken}"
    before.end = max(before.end, found.end)
    del holder.measures[at]


def split(proposal: Proposal, key: str) -> None:
    """From this measure on the measures belong to a finding of their own, whose wording is still to be given."""
    holder, at = holder_of(proposal, key)
    if at == 0:
        raise BadValue("CHOICE", field=key)
    made = FindingItem(proposal.fresh("f"), holder.category, holder.printed + 1)
    made.measures = holder.measures[at:]
    made.start, made.end = made.measures[0].start, holder.end
    holder.end = made.start or holder.end
    del holder.measures[at:]
    place = proposal.findings.index(holder) + 1
    proposal.findings.insert(place, made)
    _shift(proposal.findings[place + 1 :], made.printed)


def recommendation(proposal: Proposal, key: str, number: str, text: str) -> None:
    """Put number and text."""
    found = _item(proposal, key)
    if not isinstance(found, RecommendationItem):
        raise BadValue("CHOICE", field=key)
    found.printed, found.text = number_of(number, "number"), text_of(text, "text")


def category(proposal: Proposal, key: str, number: str, heading: str) -> None:
    """Put number and heading of a category."""
    found = next((each for each in proposal.categories if each.key == key), None)
    if found is None:
        raise BadValue("CHOICE", field=key)
    found.number, found.heading = number.strip()[:8], text_of(heading, "heading")


@dataclass
class Place:
    """A passage that a person chose in the source: its words, and where they stand."""

    text: str
    start: int
    end: int


def place_of(source: str, text: str, start: Any = None, end: Any = None) -> Place:
    """A chosen passage: by its offsets, else by its words, which may also be new ones without a place."""
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(source):
        return Place(source[start:end].strip(), start, end)
    words = text_of(text, "text")
    at = source.find(words)
    return Place(words, at, at + len(words)) if at >= 0 else Place(words, 0, 0)


def add(proposal: Proposal, what: str, chosen: Place, under: str = "") -> str:
    """Add a finding, a measure (of the finding `under`, else of the one it stands in) or a recommendation."""
    text = text_of(chosen.text, "text")
    if what == "finding":
        return _add_finding(proposal, text, chosen)
    if what == "recommendation":
        number = max((each.printed for each in proposal.recommendations), default=0) + 1
        added = RecommendationItem(proposal.fresh("r"), number, text, chosen.start, chosen.end)
        proposal.recommendations.append(added)
        return added.key
    if what != "measure":
        raise BadValue("CHOICE", field="what")
    holder = proposal.finding(under) or _around(proposal, chosen)
    if holder is None:
        raise BadValue("CHOICE", field="finding")
    made = MeasureItem(proposal.fresh("m"), len(holder.measures) + 1, text=text)
    made.start, made.end = chosen.start, chosen.end
    holder.measures.append(made)
    holder.measures.sort(key=lambda each: each.start or len(text) + holder.end)
    return made.key


def _around(proposal: Proposal, chosen: Place) -> FindingItem | None:
    before = [item for item in proposal.findings if item.start <= chosen.start and item.end]
    return max(before, key=lambda item: item.start, default=None) if chosen.end else None


def _add_finding(proposal: Proposal, text: str, chosen: Place) -> str:
    before = _around(proposal, chosen)
    at = proposal.findings.index(before) + 1 if before else 0 if chosen.end else None
    at = len(proposal.findings) if at is None else at
    last = proposal.findings[at - 1] if at else None
    first = proposal.categories[0].key if proposal.categories else ""
    made = FindingItem(proposal.fresh("f"), last.category if last else first, wording=text)
    made.printed = (last.printed if last else 0) + 1
    made.start, made.end, made.meets = chosen.start, chosen.end, ""
    proposal.findings.insert(at, made)
    _shift(proposal.findings[at + 1 :], made.printed)
    return made.key

"""Stated totals of a document under the keys of the reading contract.

Every statement is given in text order; a stated zero is a value; nothing is added up or derived: 新建制度12项、修订8项 are
two statements of `institutions`. A part after 其中 is not a total of its own key. Money is in ten thousand yuan.

Scope: `round` where the body reports as a whole. That holds outside the findings and inside a finding of kind clues
too, whose numbers (办结494件) are those of the whole round; the caller's `scope_of` answers None for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhenggai.core.reading.model import Statistic
from zhenggai.core.reading.numbers import printed
from zhenggai.core.reading.quantities import Quantity, quantities
from zhenggai.core.reading.statistic_outcomes import OUTCOME_RULES
from zhenggai.core.reading.statistic_rule import Rule, by_unit
from zhenggai.core.reading.statistic_work import WORK_RULES

RULES: tuple[Rule, ...] = WORK_RULES + OUTCOME_RULES
_RULES_BY_UNIT = by_unit(RULES)
_SEGMENT_REACH = 60
_CONTEXT_REACH = 140
_AFTER_REACH = 30
_SEGMENT_CUT = re.compile(r"[，,；;。！？：:\n]")
_AFTER_CUT = re.compile(r"[，,；;。！？\n]")
_JOINT = "、和及与以并 "
_PART = re.compile("其中|[（(](?:含|包括)")
_NOT_YET = re.compile(
    "(?:(?<![按照])计划|拟|将|力争|预计|争取)(?=[^，,]{0,8}(?:召开|制定|建立|新建|完成|开展|组织|修订|出台|健全|清退|追缴))"
)
# A number may say at once how many there were and that they are done (反馈的25个问题均已完成整改).
_MAY_BE_DONE = frozenset(("findings", "tasks", "manifestations"))
_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class _Place:
    """A number with the words around it: its segment, what follows, and the paragraph so far."""

    quantity: Quantity
    before: str
    after: str
    context: str
    finding: int | None


def find_statistics(
    text: str,
    scope_of: Callable[[int], int | None],
    counted: Sequence[Quantity] | None = None,
) -> list[Statistic]:
    """Every stated total in text order. `scope_of` gives the number of the finding at an offset, None outside.

    `counted` is what `quantities` found, so that it need not be found again.
    """
    found: list[Statistic] = []
    previous_end = 0
    for quantity in quantities(text) if counted is None else counted:
        rules = _RULES_BY_UNIT.get(quantity.unit)
        if rules:
            place = _place(text, quantity, previous_end, scope_of(quantity.start))
            found.extend(_statements(place, rules, found))
        previous_end = quantity.end
    return found


def _place(text: str, quantity: Quantity, previous_end: int, finding: int | None) -> _Place:
    """Cuts out the words that can say what a number counts."""
    start, end = quantity.start, quantity.end
    low = max(previous_end, start - _SEGMENT_REACH)
    before = _SEGMENT_CUT.split(text[low:start])[-1].lstrip(_JOINT)
    after = _AFTER_CUT.split(text[end : end + _AFTER_REACH], maxsplit=1)[0]
    context = text[max(0, start - _CONTEXT_REACH) : start].rpartition("\n")[2]
    return _Place(quantity, before, after, context, finding)


def _statements(
    place: _Place, rules: tuple[Rule, ...], earlier: list[Statistic]
) -> Iterator[Statistic]:
    """What one number states: one key, or a total and that it is done."""
    if _NOT_YET.search(place.before):
        return
    stated: str | None = None
    for rule in rules:
        if stated is not None and not (stated in _MAY_BE_DONE and rule.key == "done"):
            continue
        if not _fires(rule, place) or _is_part(rule.key, place, earlier):
            continue
        yield _statistic(rule.key, place)
        if stated is not None:
            return
        stated = rule.key


def _fires(rule: Rule, place: _Place) -> bool:
    """Whether a row speaks of a number."""
    if rule.whole and place.finding is not None:
        return False
    if rule.before is not None and not rule.before.search(place.before):
        return False
    if rule.after is not None and not rule.after.match(place.after):
        return False
    return not _forbidden(rule, place) and _in_context(rule, place)


def _forbidden(rule: Rule, place: _Place) -> bool:
    """Whether a word in the segment or in the sentence so far says that something else is counted."""
    if rule.unless is not None and rule.unless.search(place.before):
        return True
    return rule.never is not None and rule.never.search(place.context) is not None


def _in_context(rule: Rule, place: _Place) -> bool:
    """Whether the words that a row needs stand in the sentence so far, or behind the number."""
    if rule.context is None:
        return True
    return bool(rule.context.search(place.context) or rule.context.search(place.after))


def _is_part(key: str, place: _Place, earlier: list[Statistic]) -> bool:
    """Whether the number is a part (其中…) of what the same sentence has already stated under the same key."""
    sentence = place.context.rpartition("。")[2]
    part = None
    for match in _PART.finditer(sentence):
        part = match.start()
    if part is None:
        return False
    offset = place.quantity.start - len(sentence)
    return any(
        statistic.key == key and offset <= statistic.start < offset + part
        for statistic in earlier[-12:]
    )


def _statistic(key: str, place: _Place) -> Statistic:
    quantity = place.quantity
    money = key.endswith("_wan")
    value = quantity.value / _TEN_THOUSAND if money else quantity.value
    return Statistic(
        key=key,
        value=printed(value),
        unit="万元" if money else quantity.unit,
        scope="round" if place.finding is None else "finding",
        finding=place.finding,
        person_times=quantity.unit == "人次",
        start=quantity.start,
        end=quantity.end,
    )

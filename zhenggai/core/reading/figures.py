"""Figures: the numbers of a document that count or measure something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zhenggai.core.reading.masking import Mask, name_mask
from zhenggai.core.reading.model import Figure
from zhenggai.core.reading.numbers import parse_int, printed
from zhenggai.core.reading.quantities import Quantity, quantities
from zhenggai.core.reading.units import UNIT_KINDS

_CHANGE = "增长|增加|增幅|增速|上升|提高|提升|下降|降低|降幅|减少|回落|下滑|缩减|压减|压缩|增|降|同比|环比|涨幅|翻"
# What stands between the verb of change and its number; 提高到30% is a level, not a change.
_GROWTH_BEFORE = re.compile(
    rf"(?:{_CHANGE})(?:[了约近超逾达为率幅]|超过|不少于|不低于|分别|均|最高){{0,4}}\s?$"
)
_CHAIN_GAP = re.compile(r"[、和,，及]|以及")
_CHAINED = frozenset(("%", "个百分点", "百分点", "倍"))
_RANK = re.compile(
    r"(?:居|列|排名?|名列|位于|排在)[^，,。；;、\n\d]{0,10}?(第(\d{1,4}|[一二三四五六七八九十]{1,3})([位名]))"
)


def find_figures(text: str, counted: Sequence[Quantity] | None = None) -> list[Figure]:
    """Every figure in text order; `finding` and `measure` are left open.

    `counted` is what `quantities` found, so that it need not be found again.

    The span runs from the first digit to the end of the unit; `low` and `high` follow `numbers.bounds`: a high bound
    of 余 and 多 is not reached itself, and a missing bound is None. A decline is printed as it stands (下降10% → 10).
    """
    mask = name_mask(text)
    found: list[Figure] = []
    last: Quantity | None = None
    last_kind = ""
    for quantity in quantities(text, mask) if counted is None else counted:
        kind = _kind(text, quantity, last, last_kind)
        found.append(_figure(quantity, kind))
        last, last_kind = quantity, kind
    ranks = _ranks(text, mask)
    return sorted(found + ranks, key=lambda figure: figure.start) if ranks else found


def _kind(text: str, quantity: Quantity, last: Quantity | None, last_kind: str) -> str:
    """The kind by unit; a percentage is growth after a verb of change or chained to such a one (5.83%、7.49%)."""
    if quantity.unit not in _CHAINED:
        return UNIT_KINDS.get(quantity.unit, "count")
    if _GROWTH_BEFORE.search(text, max(0, quantity.start - 14), quantity.start):
        return "growth"
    if quantity.unit.endswith("百分点"):
        return "growth"
    chained = last is not None and _CHAIN_GAP.fullmatch(text, last.end, quantity.start)
    if chained and last_kind == "growth":
        return "growth"
    return UNIT_KINDS[quantity.unit]


def _figure(quantity: Quantity, kind: str) -> Figure:
    return Figure(
        start=quantity.start,
        end=quantity.end,
        value=printed(quantity.value),
        low=_bound(quantity.low),
        high=_bound(quantity.high),
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        kind=kind,
    )


def _bound(value: Decimal | None) -> str | None:
    return None if value is None else printed(value)


def _ranks(text: str, mask: Mask) -> list[Figure]:
    """居全省第一位: a place in a ranking is the one ordinal that measures something."""
    found = []
    for match in _RANK.finditer(text):
        value = parse_int(match.group(2))
        if value is None or mask.covers(match.start(1)):
            continue
        start, end = match.span(1)
        found.append(Figure(start, end, str(value), None, None, match.group(3), None, "ordinal"))
    return found

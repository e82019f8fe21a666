"""Whether a printed telephone number can be one: area codes with the length of their numbers, as data."""

from __future__ import annotations

import re

# Four-digit area codes whose numbers have eight digits; others have seven or eight, nobody need be sure.
_EIGHT = (
    "0311 0371 0377 0379 0411 0431 0432 0451 0510 0511 0512 0513 0514 0515 0516 0517 0518 0519 0523 0527 0531 0532 "
    "0551 0571 0573 0574 0575 0576 0577 0579 0591 0595 0755 0757 0760 0769 0791 0871 0898"
)
_MOBILE = re.compile(r"(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}")
_SERVICE = re.compile(
    r"[48]00-?\d{3}-?\d{4}|[48]00-?\d{4}-?\d{3}|12\d{3}|96\d{3,5}|95\d{3,4}|10\d{3}|11[0249]|12[0-9]"
)
_LOCAL = re.compile(r"[2-8]\d{6,7}(?:-\d{1,6})?")
_WITH_AREA = re.compile(
    r"(?:\+?86-?)?(?P<area>010|02\d|0[3-9]\d{2})-?(?P<number>[2-9]\d{6,7})(?:-\d{1,6})?"
)


def can_be_dialled(printed: str) -> bool:
    """Whether a number as printed can be dialled; one with places left open (0531-XXXXXXXX) cannot."""
    number = re.sub(r"[()\s]+", "-", printed).strip("-")
    number = re.sub("-{2,}", "-", number)
    area = _WITH_AREA.fullmatch(number)
    if area is not None:
        eight = len(area["area"]) == 3 or area["area"] in _EIGHT
        return not eight or len(area["number"]) == 8
    return any(pattern.fullmatch(number) for pattern in (_MOBILE, _SERVICE, _LOCAL))

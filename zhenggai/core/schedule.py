"""Back-scheduling (倒排工期): the stages of a piece of work, laid from the due date back over working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhenggai.core.calendar import Calendar
from zhenggai.core.errors import BadValue

WHOLE = 1000
MOST_STAGES = 12
LONGEST_NAME = 40
MOST_DAYS = 999


@dataclass(frozen=True, slots=True)
class Share:
    """A stage of a template: its part of the time in ‰, and the working days that it needs at least."""

    name: str
    permille: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as it was laid; first and last day are working days, `days` counts the working days between them."""

    name: str
    start: date
    end: date
    days: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The stages in order.

    `begin` is the day on which work should have begun: given where the time is too short, so that the stages, at their
    least, reach back before the day on which work can begin. `provisional` where a year is not loaded.
    """

    stages: tuple[Stage, ...]
    begin: date | None
    provisional: bool

    @property
    def impossible(self) -> bool:
        """Whether the time is too short."""
        return self.begin is not None


def check(shares: Sequence[Share]) -> None:
    """Refuse a template that cannot be laid.

    Raises BadValue: STAGE-NONE, STAGE-MANY, STAGE-NAME (empty or too long), NAME-TAKEN, STAGE-SHARE (not above 0),
    STAGE-LEAST (not 1 to 999 days), STAGE-SUM (the shares are not 100 %).
    """
    if not shares:
        raise BadValue("STAGE-NONE")
    if len(shares) > MOST_STAGES:
        raise BadValue("STAGE-MANY", limit=MOST_STAGES)
    names = [share.name.strip() for share in shares]
    doubled = next((name for name in names if names.count(name) > 1), None)
    for share in shares:
        _check(share)
    if doubled is not None:
        raise BadValue("NAME-TAKEN", name=doubled)
    total = sum(share.permille for share in shares)
    if total != WHOLE:
        raise BadValue("STAGE-SUM", total=f"{total / 10:g}")


def _check(share: Share) -> None:
    if not 0 < len(share.name.strip()) <= LONGEST_NAME:
        raise BadValue("STAGE-NAME", most=LONGEST_NAME)
    if not 0 < share.permille <= WHOLE:
        raise BadValue("STAGE-SHARE", name=share.name)
    if not 1 <= share.least <= MOST_DAYS:
        raise BadValue("STAGE-LEAST", name=share.name, most=MOST_DAYS)


def apportion(days: int, shares: Sequence[Share]) -> list[int]:
    """Part `days` working days by the shares; the sum is exact and no stage gets less than its least.

    `days` must be enough for the least of all of them.
    """
    given = [0] * len(shares)
    free = list(range(len(shares)))
    left = days
    # What a share makes too short is given its least, and the others part the rest anew.
    while short := [
        at for at in free if left * shares[at].permille < shares[at].least * _sum(shares, free)
    ]:
        for at in short:
            given[at] = shares[at].least
        left -= sum(given[at] for at in short)
        free = [at for at in free if at not in short]
    total = _sum(shares, free)
    for at in free:
        given[at] = left * shares[at].permille // total
    # Days that rounding leaves over go to those that it cost most; of equals to the earlier one.
    cost = {at: left * shares[at].permille % total for at in free}
    over = days - sum(given)
    for at in sorted(free, key=lambda at: (-cost[at], at))[:over]:
        given[at] += 1
    return given


def _sum(shares: Sequence[Share], places: Sequence[int]) -> int:
    return sum(shares[at].permille for at in places)


def lay(shares: Sequence[Share], start: date, due: date, calendar: Calendar) -> Plan:
    """Lay the stages back from the last working day up to `due`, over the time since `start`.

    Where the time is shorter than the stages need at least, they are laid at their least and reach back before `start`.
    Raises what `check` raises.
    """
    check(shares)
    last = calendar.previous_working(due).day
    room = calendar.working_in(start, last)
    needed = sum(share.least for share in shares)
    possible = room >= needed
    lengths = apportion(room, shares) if possible else [share.least for share in shares]
    stages, end = [], last
    for share, length in zip(reversed(shares), reversed(lengths), strict=True):
        first = calendar.add_working(end, 1 - length).day
        stages.append(Stage(share.name, first, end, length))
        end = calendar.add_working(first, -1).day if len(stages) < len(shares) else first
    stages.reverse()
    begin = stages[0].start
    return Plan(
        tuple(stages),
        None if possible else begin,
        calendar.provisional(min(begin, start), max(due, last)),
    )

"""From the text of a cell to a value of the ledger, or to a remark on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhenggai.core.errors import BadValue, Refusal
from zhenggai.core.sheets.days import Day, read_day
from zhenggai.ledger.models import Target
from zhenggai.ledger.sheets.names import Names
from zhenggai.ledger.sheets.shape import BAD, DOUBTFUL, Cell, Setup

_PACES = (
    ("immediate", re.compile("立行立改|即知即改|立即|立整立改|边查边改")),
    ("staged", re.compile("分阶段|限期|阶段|分步|分期")),
    ("continuous", re.compile("长期|持续|常态|坚持")),
)
_CLAIMS = (
    ("not_started", re.compile("未(?:启动|开始|整改)|尚未")),
    ("in_progress", re.compile("正在|推进中|整改中|未完成|部分完成|基本完成|进行中|否")),
    ("long_term", re.compile("长期|持续|常态")),
    ("completed", re.compile("完成|销号|到位|办结|是")),
)
# An empty cell of one of our own exports takes a value away; of any other workbook it says nothing.
EMPTY: dict[str, dict[str, Any]] = {
    "lead_leader": {"lead_leader_id": None},
    "lead_unit": {"lead_unit_id": None},
    "responsible_leaders": {"responsible_leaders": []},
    "responsible_units": {"responsible_units": []},
    "node": {"node_id": None},
    "due": {"due_on": None},
    "target": {"target_id": None},
    "pace": {"pace": ""},
    "criterion": {"criterion": ""},
    "condition": {"condition": ""},
    "condition_due": {"condition_due_on": None},
}


@dataclass(slots=True)
class Asked:
    """Against what cells are read: names, decisions, the day of the feedback, the longest text."""

    names: Names
    setup: Setup
    since: date | None
    longest: int


@dataclass(slots=True)
class Taken:
    """What a cell gives: values by the ledger's field, or a remark; `own` is the name that is not known."""

    values: dict[str, Any]
    refusal: Refusal | None = None
    verdict: str = ""
    own: str = ""


def take(asked: Asked, field: str, text: str, odd: str = "") -> Taken:
    """The values of a filled cell."""
    if odd:
        return Taken({}, BadValue("CELL-FORMULA" if odd == "formula" else "CELL-ERROR"), BAD)
    if len(text) > asked.longest:
        refusal = BadValue("CELL-LONG", length=len(text), limit=asked.longest)
        return Taken({}, refusal, BAD)
    reader = _READERS.get(field)
    return reader(asked, text) if reader else Taken({})


def judged(field: str, where: str, text: str, taken: Taken) -> Cell:
    """The cell of what was taken."""
    cell = Cell(field, where, text, refusal=taken.refusal, own=taken.own)
    if taken.verdict:
        cell.verdict = taken.verdict
    return cell


def _text(name: str) -> Callable[[Asked, str], Taken]:
    return lambda _asked, text: Taken({name: text})


def _meant(asked: Asked, text: str) -> str:
    """The name that a person said this one means; "" leaves it out."""
    return asked.setup.same.get(text, text)


def _many(asked: Asked, text: str, *, people: bool) -> tuple[list[Any], Taken]:
    """Ids of all names of a cell; the first unknown one is the remark."""
    ids = []
    for name in asked.names.split(text, people=people):
        meant = _meant(asked, name)
        if not meant:
            continue
        try:
            ids.append(asked.names.post(meant) if people else asked.names.unit(meant))
        except BadValue as refusal:
            return [], Taken({}, refusal, BAD, name)
    return ids, Taken({})


def _lead_unit(asked: Asked, text: str) -> Taken:
    ids, taken = _many(asked, text, people=False)
    if not ids:
        return taken
    taken.values = {"lead_unit_id": ids[0]}
    if len(ids) > 1:
        # One unit leads (P2); the first one does, the others answer with it.
        taken.values["further_units"] = ids[1:]
        name = asked.names.unit_texts[ids[0]]
        taken.refusal, taken.verdict = BadValue("UNIT-LEADS", name=name), DOUBTFUL
    return taken


def _lead_leader(asked: Asked, text: str) -> Taken:
    ids, taken = _many(asked, text, people=True)
    if not ids:
        return taken
    taken.values = {"lead_leader_id": ids[0]}
    if len(ids) > 1:
        taken.values["further_leaders"] = ids[1:]
        name = asked.names.post_texts[ids[0]]
        taken.refusal, taken.verdict = BadValue("PERSON-LEADS", name=name), DOUBTFUL
    return taken


def _units(name: str) -> Callable[[Asked, str], Taken]:
    def read(asked: Asked, text: str) -> Taken:
        ids, taken = _many(asked, text, people=False)
        taken.values = {} if taken.refusal else {name: ids}
        return taken

    return read


def _leaders(asked: Asked, text: str) -> Taken:
    ids, taken = _many(asked, text, people=True)
    taken.values = {} if taken.refusal else {"responsible_leaders": ids}
    return taken


def _node(asked: Asked, text: str) -> Taken:
    node = asked.names.node(text)
    if node is None:
        names = "、".join(each.name for each in asked.names.nodes)
        return Taken({}, BadValue("NODE-UNKNOWN", name=text, candidates=names), BAD)
    return Taken({"node_id": node.pk, "node_day": node.due_on})


def _target(asked: Asked, text: str) -> Taken:
    target: Target | None = asked.names.target(text)
    if target is None:
        names = "、".join(each.name for each in asked.names.targets)
        return Taken({}, BadValue("TARGET-UNKNOWN", name=text, candidates=names), BAD)
    return Taken({"target_id": target.pk})


def _pace(_asked: Asked, text: str) -> Taken:
    pace = next((key for key, pattern in _PACES if pattern.search(text)), "")
    if pace:
        return Taken({"pace": pace})
    return Taken({}, BadValue("PACE-UNKNOWN", value=text), DOUBTFUL)


def _claim(_asked: Asked, text: str) -> Taken:
    claim = next((key for key, pattern in _CLAIMS if pattern.search(text)), "")
    return Taken({"claimed_status": claim} if claim else {})


def _due(asked: Asked, text: str) -> Taken:
    node = asked.names.node(text)
    if node is not None:
        return Taken({"node_id": node.pk, "due_on": node.due_on})
    day = read_day(text, asked.since)
    taken = _day(asked, text, day)
    if taken.verdict == BAD:
        return taken
    if day.pace:
        taken.values["pace"] = day.pace
    if day.lasting and asked.names.lasting is not None:
        taken.values["node_id"] = asked.names.lasting.pk
    elif day.lasting and day.on is None:
        taken.refusal, taken.verdict = BadValue("NODE-LASTING", value=text), DOUBTFUL
    return taken


def _day(asked: Asked, text: str, day: Day) -> Taken:
    """The day with what speaks against it."""
    if day.wrong:
        code = "DATE-YEAR" if day.assumed == "year" else "DATE"
        return Taken({}, BadValue(code, value=text), BAD)
    if day.on is None:
        return Taken({})
    if asked.since and day.on < asked.since:
        refusal = BadValue("DATE-EARLY", value=day.on.isoformat(), since=asked.since.isoformat())
        return Taken({}, refusal, BAD)
    taken = Taken({"due_on": day.on})
    if day.assumed:
        taken.refusal = BadValue("DATE-ASSUMED", value=text, day=day.on.isoformat())
        taken.verdict = DOUBTFUL
    return taken


def _condition_due(asked: Asked, text: str) -> Taken:
    taken = _day(asked, text, read_day(text, asked.since))
    taken.values = {"condition_due_on": taken.values["due_on"]} if taken.values else {}
    return taken


_READERS: dict[str, Callable[[Asked, str], Taken]] = {
    "measure": _text("text"),
    "criterion": _text("criterion"),
    "condition": _text("condition"),
    "progress": _text("result"),
    "lead_unit": _lead_unit,
    "responsible_units": _units("responsible_units"),
    "helping_units": _units("helping_units"),
    "lead_leader": _lead_leader,
    "responsible_leaders": _leaders,
    "node": _node,
    "target": _target,
    "pace": _pace,
    "due": _due,
    "condition_due": _condition_due,
    "done": _claim,
}


def joined(values: dict[str, Any], *, alone: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The values of a whole row: helpers answer, too; who answers alone leads where no column names who does.

    `alone` says of what no column names the lead: "units", "leaders".
    """
    units = [*values.pop("further_units", []), *values.get("responsible_units", [])]
    units += values.pop("helping_units", [])
    leaders = [*values.pop("further_leaders", []), *values.get("responsible_leaders", [])]
    day = values.pop("node_day", None)
    if day is not None and values.get("due_on") is None:
        values["due_on"] = day
    for kind, ids, lead, name in (
        ("units", units, "lead_unit_id", "responsible_units"),
        ("leaders", leaders, "lead_leader_id", "responsible_leaders"),
    ):
        if kind in alone and ids and values.get(lead) is None:
            values[lead] = ids[0]
        if ids:
            rest = [each for each in dict.fromkeys(ids) if each != values.get(lead)]
            values[name] = rest
    return values

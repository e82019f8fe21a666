"""What the forms of an import send, made into corrections.

One address takes every correction; `do` says which, `key` of what. `act` is the short form of the one-click buttons:
"leave f7".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import QueryDict

from zhenggai.core.errors import BadFile, BadValue
from zhenggai.ledger.intake import correct, edits
from zhenggai.ledger.intake.shape import NEW, NodeItem, Proposal, RoundItem, TargetItem
from zhenggai.ledger.models import Intake, Target
from zhenggai.office.sight import Viewer

Data = QueryDict
Doing = Callable[[Proposal, Intake], object]
MOST_ROWS = 40
WORDS = (
    "source",
    "sending_body",
    "term",
    "ordinal",
    "form",
    "team",
    "inspected_body",
    "unit",
    "unit_name",
    "unit_parent",
    "started_on",
    "ended_on",
    "feedback_on",
    "plan_adopted_on",
)


def whole(data: Mapping[str, str], name: str) -> int:
    """A whole number that is not negative."""
    value = data.get(name, "").strip()
    if not (value.isascii() and value.isdigit()) or len(value) > 9:
        raise BadValue("PARAM", name=name)
    return int(value)


def legible(data: QueryDict) -> None:
    """Refuse a character that no database holds (B61), whatever the field."""
    if any("\0" in value for values in data.lists() for value in values[1]):
        raise BadFile("TEXT-CHAR", character="U+0000")


def names(text: str) -> list[str]:
    """A list written with 、 or commas or one a line."""
    for mark in ("，", ",", "\n"):
        text = text.replace(mark, "、")
    return list(dict.fromkeys(part.strip() for part in text.split("、") if part.strip()))


def _finding(data: Data) -> Doing:
    given = edits.Corrected(
        number=data.get("number", ""),
        wording=data.get("wording", ""),
        text=data.get("text", ""),
        kind=data.get("kind", "problem"),
        category=data.get("category", ""),
        heading=data.get("heading", ""),
    )
    return lambda proposal, _: edits.finding(proposal, data.get("key", ""), given)


def _measure(data: Data) -> Doing:
    return lambda proposal, _: edits.measure(
        proposal,
        data.get("key", ""),
        data.get("title", ""),
        data.get("text", ""),
        data.get("finding", ""),
    )


def _recommendation(data: Data) -> Doing:
    return lambda proposal, _: edits.recommendation(
        proposal, data.get("key", ""), data.get("number", ""), data.get("text", "")
    )


def _category(data: Data) -> Doing:
    return lambda proposal, _: edits.category(
        proposal, data.get("key", ""), data.get("number", ""), data.get("heading", "")
    )


def _meet(data: Data) -> Doing:
    record = _record(data.get("record", ""))
    return lambda proposal, _: edits.meet(proposal, data.get("key", ""), record)


def _place(data: Data, intake: Intake) -> edits.Place:
    start, end = data.get("start", ""), data.get("end", "")
    offsets = (whole(data, "start"), whole(data, "end")) if start and end else (None, None)
    return edits.place_of(intake.text, data.get("passage", ""), *offsets)


def _add(data: Data) -> Doing:
    what = data.get("what", "finding")

    def change(proposal: Proposal, intake: Intake) -> None:
        place = _place(data, intake)
        if what == "withheld":
            if place.end <= place.start:
                raise BadValue("PASSAGE")
            correct.hide(proposal, intake, place.start, place.end)
        else:
            edits.add(proposal, what, place, data.get("under", ""))

    return change


def _show(data: Data) -> Doing:
    start, end = whole(data, "start"), whole(data, "end")
    return lambda proposal, _: correct.show(proposal, start, end)


def _round(data: Data) -> Doing:
    given = RoundItem()
    for name in WORDS:
        setattr(given, name, data.get(name, "").strip())
    given.special_plans = names(data.get("special_plans", ""))
    given.special_groups = names(data.get("special_groups", ""))
    return lambda proposal, _: correct.put_round(proposal, given)


def _document(data: Data) -> Doing:
    given = correct.DocumentValues(
        *(data.get(name, "").strip() for name in ("title", "kind", "issuer", "issued_on"))
    )
    return lambda proposal, intake: correct.put_document(proposal, intake, given)


def _frame(data: Data) -> Doing:
    """Nodes and targets: rows numbered 0, 1, …; an empty row is none, and neither is one whose box is not ticked."""
    nodes, targets = [], []
    for at in range(MOST_ROWS):
        name = data.get(f"node{at}", "").strip()
        if name:
            nodes.append(
                NodeItem(name, data.get(f"day{at}", "").strip(), take=f"node{at}_on" in data)
            )
        name, key = data.get(f"target{at}", "").strip(), data.get(f"meaning{at}", "")
        if name:
            if key not in Target.Key.values:
                raise BadValue("CHOICE", field="target")
            targets.append(TargetItem(key, name, take=f"target{at}_on" in data))
    return lambda proposal, _: correct.put_frame(proposal, nodes, targets)


def _pair(key: str) -> tuple[str, str]:
    """Key and record of "f7 018f…"."""
    item, _, record = key.partition(" ")
    return item, _record(record)


def _record(value: str) -> str:
    if value != NEW:
        try:
            UUID(value)
        except ValueError:
            raise BadValue("CHOICE", field="record") from None
    return value


FORMS: dict[str, Callable[[Data], Doing]] = {
    "finding": _finding,
    "measure": _measure,
    "recommendation": _recommendation,
    "category": _category,
    "meet": _meet,
    "add": _add,
    "show": _show,
    "round": _round,
    "frame": _frame,
    "document": _document,
}
CLICKS: dict[str, Callable[[Proposal, str], None]] = {
    "take": edits.take,
    "leave": edits.leave,
    "seen": edits.seen,
    "reword": edits.reword,
    "keep": edits.keep,
    "merge": edits.merge,
    "merge_measure": edits.merge_measure,
    "split": edits.split,
    "new": lambda proposal, key: edits.meet(proposal, key, NEW),
    "same": lambda proposal, key: edits.meet(proposal, *_pair(key)),
}


def change_of(viewer: Viewer, data: Data) -> Doing:
    """The correction that a form asks for; BadValue where it asks for none that exists."""
    legible(data)
    if act := data.get("act"):
        click, _, key = act.partition(" ")
        if click not in CLICKS:
            raise BadValue("CHOICE", field="act")
        return lambda proposal, _: CLICKS[click](proposal, key)
    asked = data.get("do", "")
    if asked == "into":
        return lambda proposal, _: correct.choose_round(viewer, proposal, data.get("round", ""))
    if asked not in FORMS:
        raise BadValue("CHOICE", field="do")
    return FORMS[asked](data)

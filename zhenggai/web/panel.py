"""A measure beside the list: its fields, its next required act, its source, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhenggai.core import rules
from zhenggai.core.errors import Unmet
from zhenggai.ledger.listing import Frame
from zhenggai.ledger.models import Intake, Measure, Mention
from zhenggai.office import access, naming
from zhenggai.office.words import sentence
from zhenggai.web import changes, labels, rows
from zhenggai.web.excerpts import Excerpt, around, pieces

# So many characters of a source stand before and after the marked place.
ROOM = 120
SOURCES = 20
# The next required act in each state, and who is waited for.
NEXT: dict[str, tuple[str, str | Promise]] = {
    "draft": ("measure.plan", gettext_lazy("The general office takes it into the plan.")),
    "planned": ("measure.start", gettext_lazy("The lead unit begins the work.")),
    "in_progress": (
        "measure.submit",
        gettext_lazy("The lead unit works on it and submits it for close-out."),
    ),
    "submitted": ("measure.review", gettext_lazy("The head of the lead unit reviews it.")),
    "reviewed": ("measure.verify", gettext_lazy("The supervision group verifies it.")),
    "verified": ("measure.close", gettext_lazy("The general office closes it out.")),
}
MISSING = {
    "lead_leader": gettext_lazy("Lead leader"),
    "lead_unit": gettext_lazy("Lead unit"),
    "text": gettext_lazy("Measure"),
    "due_on": gettext_lazy("Due date"),
    "criterion": gettext_lazy("Completion criterion"),
}
OTHER_ACTS = (
    "measure.assign",
    "measure.ask_extension",
    "measure.grant_extension",
    "measure.refuse_extension",
    "measure.withdraw_extension",
    "measure.send_back",
    "measure.reopen",
)
# What can be done only while a request for extension waits, and only while none does.
WAITING = frozenset(OTHER_ACTS[2:5])


@dataclass(frozen=True)
class Next:
    """The one primary button: an act with its address, or the reason why there is none."""

    act: str
    address: str
    reason: str


@dataclass(frozen=True)
class Source:
    """A place in a document that speaks of the record. Without `intake` only the place itself may be seen."""

    intake: Intake | None
    title: str
    excerpt: Excerpt
    claimed: str
    anchor: int


def _address(verb: str, measure: Measure) -> str:
    return reverse(verb, args=[measure.round_id, measure.finding_number, measure.number])


def _unmet(frame: Frame, verb: str, facts: dict[str, Any]) -> Unmet | None:
    for need in rules.find(verb).needs:
        missing = rules.CONDITIONS[need](facts)
        if missing is not None:
            return Unmet(f"NEED-{need.upper()}", verb=verb, **missing)
    return None


def _facts(frame: Frame, measure: Measure) -> dict[str, Any]:
    # A note is written on the page of the act; here only the other conditions are of interest.
    return measure.facts() | {
        "note": "…",
        "actor": frame.viewer.person_id,
        "actor_units": frame.viewer.unit_ids,
    }


def _missing(refused: Unmet) -> str:
    names = refused.facts.get("missing")
    if not isinstance(names, list) or not names:
        return sentence(refused)
    listed = _(", ").join(str(MISSING.get(name, name)) for name in names)
    return _("Still missing: %(fields)s") % {"fields": listed}


def next_act(frame: Frame, measure: Measure, doors: frozenset[str]) -> Next | None:
    """What has to be done next; None when the measure is closed."""
    if measure.status not in NEXT:
        return None
    verb, waiting = NEXT[measure.status]
    if verb not in doors:
        return Next(labels.verb(verb), "", str(waiting))
    refused = _unmet(frame, verb, _facts(frame, measure))
    if refused is None:
        return Next(labels.verb(verb), _address(verb, measure), "")
    if "missing" in refused.facts and "measure.assign" in doors:
        assign = "measure.assign"
        return Next(labels.verb(assign), _address(assign, measure), _missing(refused))
    return Next(labels.verb(verb), "", _missing(refused))


def _others(measure: Measure, doors: frozenset[str], following: Next | None) -> list[Next]:
    first = following.address if following else ""
    asked = measure.asked_due_on is not None
    closed = {"measure.ask_extension"} if asked or not measure.due_on else WAITING
    if not asked:
        closed = closed | WAITING
    found = [
        Next(labels.verb(verb), _address(verb, measure), "")
        for verb in OTHER_ACTS
        if verb in doors and verb not in closed
    ]
    return [one for one in found if one.address != first]


def overview(frame: Frame, measure: Measure) -> dict[str, Any]:
    """The first tab: the six fields and what belongs to them, and the acts."""
    doors = access.doors(frame.viewer, measure)
    following = next_act(frame, measure, doors)
    leaders = list(measure.responsible_leaders.all())
    lead = [measure.lead_leader] if measure.lead_leader else []
    names = naming.written([*lead, *leaders]) if lead or leaders else {}
    kind, word = rows.badge(
        measure.status,
        measure.due_on,
        measure.node and measure.node.long_term,
        frame.today,
        frame.round.due_soon_days,
    )
    return {
        "leader": names.get(measure.lead_leader_id, "") if measure.lead_leader_id else "",
        "leaders": [names[one.pk] for one in leaders],
        "units": [str(one) for one in measure.responsible_units.all()],
        "kind": kind,
        "word": word,
        "claimed": rows.claimed(measure.claimed_status),
        "following": following,
        "others": _others(measure, doors, following),
    }


def sources(frame: Frame, asked: Q, room: int = ROOM) -> list[Source]:
    """The places in confirmed documents that `asked` names: with `room` characters around them where the document is seen."""
    mentions = list(
        Mention.objects.filter(asked, intake__status=Intake.Status.CONFIRMED)
        .select_related("intake")
        .defer("intake__proposal", "intake__reading", "intake__notes")
        .order_by("intake__issued_on", "intake_id", "start")[:SOURCES]
    )
    ids = {one.intake_id for one in mentions}
    seen = set(
        access.visible_in(frame.viewer, Intake.objects.order_by(), frame.round.pk)
        .filter(pk__in=ids)
        .values_list("pk", flat=True)
    )
    return [
        _source(one, room, known=one.intake if one.intake_id in seen else None) for one in mentions
    ]


def _source(mention: Mention, room: int, *, known: Intake | None) -> Source:
    if known is None:
        words = mention.wording
        excerpt = Excerpt(pieces(words, [(0, len(words))]), cut_before=True, cut_after=True)
    else:
        excerpt = around(known.text, (mention.start, mention.end), room)
    claimed = rows.claimed(mention.claimed_status) if mention.claimed_status else ""
    return Source(known, str(mention.intake), excerpt, claimed, mention.start)


def context(frame: Frame, measure: Measure, tab: str) -> dict[str, Any]:
    """What the panel shows under one tab."""
    made: dict[str, Any] = {"measure": measure, "tab": tab, "panel": True}
    if tab == "history":
        return made | {"acts": changes.of_record(measure)}
    if tab == "source":
        asked = Q(measure=measure) | Q(finding_id=measure.finding_id, measure=None)
        return made | {"sources": sources(frame, asked)}
    return made | overview(frame, measure)

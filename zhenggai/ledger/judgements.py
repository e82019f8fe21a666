"""At each time node every measure of it is judged: its target met, or not met and why (T2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from zhenggai.core.errors import BadValue, NotAllowed, Unmet
from zhenggai.ledger.models import Judgement, Measure, Round, TimeNode
from zhenggai.office import access, clock
from zhenggai.office.flow import step
from zhenggai.office.models import Person
from zhenggai.office.sight import Viewer
from zhenggai.office.viewer import By

NONE = "none"
VERDICTS = (*Judgement.Verdict.values, NONE)
Place = tuple[int, int]


def _person(by: By) -> Person:
    if by.user.person is None:
        raise NotAllowed("ACCESS")
    return by.user.person


def judge(
    by: By,
    measure: Measure,
    *,
    verdict: str,
    note: str = "",
    node: TimeNode | None = None,
    version: int | None = None,
) -> Judgement:
    """Say whether the measure met its target at its node; an earlier judgement is kept as replaced.

    `node` is the one that the person looked at. Raises BadValue (CHOICE; JUDGE-MOVED where the measure stands at another
    node by now) and Unmet (NEED-NODE_REACHED, NEED-NOT_DOER, NEED-OTHER_UNIT, NEED-EXPLAINED without a reason for "not met").
    """
    with step(by, "measure.judge", measure, version=version, note=note) as doing:
        record = doing.record
        if verdict not in Judgement.Verdict.values:
            raise BadValue("CHOICE", field="verdict")
        if node is not None and record.node_id != node.pk:
            raise BadValue("JUDGE-MOVED", name=node.name)
        if verdict == Judgement.Verdict.NOT_MET and not note.strip():
            raise Unmet("NEED-EXPLAINED", verb="measure.judge", missing=["note"])
        assert record.node is not None  # noqa: S101 - the condition `node_reached` was asked
        doing.facts |= {"verdict": verdict, "node": record.node.name}
        now = clock.now()
        _holding().filter(measure=record, node=record.node).update(replaced_at=now)
        return Judgement.objects.create(
            measure=record,
            node=record.node,
            verdict=verdict,
            reason=note.strip(),
            person=_person(by),
            unit_id=next(iter(by.viewer.unit_ids), None),
            at=now,
        )


def _holding() -> QuerySet[Judgement]:
    return Judgement.objects.filter(replaced_at=None)


@dataclass(frozen=True)
class Sums:
    """How many measures of a node met their target, did not, and were not judged yet."""

    met: int
    not_met: int
    total: int

    @property
    def none(self) -> int:
        """Those that nobody judged yet."""
        return self.total - self.met - self.not_met


@dataclass(frozen=True)
class Line:
    """A measure of a node with the judgement that holds."""

    measure: Measure
    judgement: Judgement | None


def of_node(viewer: Viewer, node: TimeNode) -> QuerySet[Measure]:
    """The measures of a node that `viewer` sees, in no order."""
    rows = access.visible_in(viewer, Measure.objects.order_by(), node.round_id)
    return rows.filter(node=node)


def sums(viewer: Viewer, round_: Round, nodes: Sequence[TimeNode]) -> dict[TimeNode, Sums]:
    """Met, not met and all of each node, of what `viewer` sees; in two questions."""
    seen = access.visible_in(viewer, Measure.objects.order_by(), round_.pk).filter(node__in=nodes)
    totals = dict(seen.values_list("node").annotate(n=Count("pk")))
    # A measure that stands at another node by now is counted there only.
    verdict = Q(judgements__replaced_at=None, judgements__node__in=nodes)
    judged = seen.filter(verdict).values_list("node", "judgements__node", "judgements__verdict")
    found: dict[tuple[object, str], int] = {
        (at, said): n for at, of, said, n in judged.annotate(n=Count("pk")) if at == of
    }
    return {
        node: Sums(
            met=found.get((node.pk, Judgement.Verdict.MET), 0),
            not_met=found.get((node.pk, Judgement.Verdict.NOT_MET), 0),
            total=totals.get(node.pk, 0),
        )
        for node in nodes
    }


def lines(
    rows: QuerySet[Measure], node: TimeNode, *, verdict: str, after: Place | None, most: int
) -> list[Line]:
    """At most `most` of these measures behind the place `after`, with their judgements; `verdict` narrows, empty to none."""
    holding = _holding().filter(node=node)
    own = holding.filter(measure=OuterRef("pk"))
    if verdict == NONE:
        rows = rows.filter(~Exists(own))
    elif verdict:
        rows = rows.filter(Exists(own.filter(verdict=verdict)))
    if after is not None:
        finding, number = after
        rows = rows.filter(
            Q(finding_number__gt=finding) | Q(finding_number=finding, number__gt=number)
        )
    told = Prefetch("judgements", holding.select_related("person", "unit"), to_attr="held")
    found = rows.order_by("finding_number", "number").select_related("lead_unit", "target")
    page = found.prefetch_related(told, "responsible_units", "responsible_leaders")[:most]
    return [Line(row, next(iter(row.held), None)) for row in page]


def history(measure: Measure) -> list[Judgement]:
    """Every judgement of a measure that access gave, the newest first."""
    return list(measure.judgements.select_related("person", "unit", "node"))

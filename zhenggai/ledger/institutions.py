"""Acts on institutions (建立健全制度): register one, confirm or drop what was proposed from a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhenggai.ledger.models import Finding, Institution, Round
from zhenggai.office.flow import step
from zhenggai.office.models import Unit
from zhenggai.office.viewer import By


@dataclass(frozen=True)
class Rule:
    """A standing rule: title with its marks 《》 or without, document number, who issued it and when."""

    title: str
    number: str = ""
    issuer: Unit | None = None
    issued_on: date | None = None


def register(by: By, round_: Round, rule: Rule, findings: Iterable[Finding] = ()) -> Institution:
    """Enter a standing rule that was set up, with the findings that it answers; it counts at once."""
    entered = Institution(
        round=round_,
        title=rule.title,
        number=rule.number,
        issuer=rule.issuer,
        issued_on=rule.issued_on,
        status=Institution.Status.LISTED,
    )
    with step(by, "institution.register", entered) as doing:
        # Relations need the row; the step saves it again, complete, when it ends.
        doing.record.save(force_insert=True)
        doing.relate("findings", findings)
    return entered


def confirm(by: By, institution: Institution, *, version: int | None = None) -> None:
    """A proposed institution is one: from now on it counts."""
    with step(by, "institution.confirm", institution, version=version):
        pass


def drop(by: By, institution: Institution, *, version: int | None = None) -> None:
    """A proposed institution is none: a plan, a film, a list."""
    with step(by, "institution.drop", institution, version=version):
        pass

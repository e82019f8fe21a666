"""Proof-reading (校对): a text with what the rules say of it, and what persons said is no mistake.

A waiver belongs to the words: it stays while the sentence around the issue stands unchanged, wherever it moves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from zhenggai.core.checks import SEVERITIES, Derived, Issue, Memory, Paper, Report, check_paper
from zhenggai.core.errors import BadValue, NotFound
from zhenggai.core.files import clean_text
from zhenggai.core.matching import normal
from zhenggai.core.reading import read
from zhenggai.core.writing.proof import Remark, commented
from zhenggai.ledger.intake.stage import MOST_PASTED, Incoming
from zhenggai.ledger.models import Intake, Proof, Waiver
from zhenggai.office import access, clock
from zhenggai.office.check_words import remark
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

TITLE, REASON = 300, 500
# Paragraphs of texts that are being written are judged once by the rules that look at one paragraph.
_MEMORY = Memory()
_REPORTS = 8
_LISTED = 100


@dataclass(frozen=True)
class Judged:
    """One issue with its key on the page, its fingerprint, and the waiver that silences it."""

    issue: Issue
    key: str
    fingerprint: str
    waiver: Waiver | None

    @property
    def rule(self) -> str:
        """The rule that it breaks."""
        return self.issue.rule


@dataclass(frozen=True)
class Reviewed:
    """A text proof-read: what stands, what was waived, what follows, and how many of each severity stand."""

    text: str
    issues: list[Judged]
    waived: list[Judged]
    derived: list[Derived]

    @property
    def counts(self) -> dict[str, int]:
        """Standing issues by severity."""
        found = dict.fromkeys(SEVERITIES, 0)
        for one in self.issues:
            found[one.issue.severity] += 1
        return found


@dataclass(frozen=True)
class _Checked:
    """A report with the fingerprint of each issue."""

    report: Report
    fingerprints: list[str]


@lru_cache(maxsize=_REPORTS)
def _checked(text: str) -> _Checked:
    """The report of a text; the newest few are kept, so that a page that is asked again need not read again."""
    paper = Paper.of(text)
    report = check_paper(paper, _MEMORY)
    return _Checked(report, [fingerprint(paper, issue) for issue in report.issues])


def fingerprint(paper: Paper, issue: Issue) -> str:
    """The identity of an issue as far as its words go: rule, sentence, marked words, and the other places it names."""
    start, end = paper.sentence(issue.start)
    parts = [issue.rule, issue.code, paper.text[start:end], paper.text[issue.start : issue.end]]
    for fact, value in sorted(issue.facts.items()):
        if fact.endswith("_at") and isinstance(value, list):
            parts += [paper.text[place[0] : place[1]] for place in value if isinstance(place, list)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def review(text: str, waivers: Iterable[Waiver] = ()) -> Reviewed:
    """Proof-read a text; issues that a waiver covers are set apart. Takes any text and never raises."""
    known = {waiver.fingerprint: waiver for waiver in waivers}
    checked = _checked(text)
    seen: dict[str, int] = {}
    found = []
    for issue, mark in zip(checked.report.issues, checked.fingerprints, strict=True):
        seen[mark] = seen.get(mark, 0) + 1
        key = mark[:12] if seen[mark] == 1 else f"{mark[:12]}-{seen[mark]}"
        found.append(Judged(issue, key, mark, known.get(mark)))
    return Reviewed(
        checked.report.text,
        [one for one in found if one.waiver is None],
        [one for one in found if one.waiver is not None],
        checked.report.derived,
    )


def review_proof(proof: Proof) -> Reviewed:
    """Proof-read a kept text with its waivers."""
    return review(proof.content, proof.waivers.select_related("person"))


def stage(by: By, incoming: Incoming) -> Proof:
    """Keep a text to be proof-read."""
    title = incoming.name if incoming.data is not None else read(incoming.text).title
    first = next(line.strip() for line in incoming.text.split("\n") if normal(line))
    proof = Proof(
        title=(title or first)[:TITLE],
        text=incoming.text,
        created_at=clock.now(),
        created_by=by.user,
    )
    with step(by, "proof.stage", proof):
        pass
    return proof


def stage_source(by: By, intake: Intake) -> Proof:
    """Proof-read the text of a document; it has one proof, whoever asks first."""
    known = Proof.objects.filter(intake=intake).first()
    if known is not None and known.round_id == intake.round_id:
        return known
    proof = known or Proof(
        title=str(intake)[:TITLE],
        intake=intake,
        status=Proof.Status.BOUND,
        created_at=clock.now(),
        created_by=by.user,
    )
    with step(by, "proof.stage", proof) as doing:
        doing.record.round = intake.round
        return doing.record


def edit(by: By, proof: Proof, text: str, *, version: int | None = None) -> Proof:
    """Replace the text; raises BadValue (TEXT-EMPTY, TEXT-LONG), BadFile (TEXT-CHAR) and Stale."""
    cleaned = taken(text)
    with step(by, "proof.edit", proof, version=version) as doing:
        doing.record.text = cleaned
        return doing.record


def taken(text: str) -> str:
    """A typed text as it is kept; raises BadValue (TEXT-EMPTY, TEXT-LONG) and BadFile (TEXT-CHAR)."""
    if len(text) > MOST_PASTED:
        raise BadValue("TEXT-LONG", length=len(text), limit=MOST_PASTED)
    cleaned, _ = clean_text(text)
    if not normal(cleaned):
        raise BadValue("TEXT-EMPTY")
    return cleaned


def waive(by: By, proof: Proof, mark: str, reason: str) -> Waiver:
    """Say that an issue is no mistake, and why; raises Unmet (NEED-EXPLAINED) without a reason.

    `mark` is the fingerprint of an issue of the text as it stands; NotFound where there is none (any more).
    """
    reason = " ".join(reason.split())
    if len(reason) > REASON:
        raise BadValue("TEXT-LONG", length=len(reason), limit=REASON)
    issue = next((one for one in review_proof(proof).issues if one.fingerprint == mark), None)
    person = by.user.person
    if issue is None or person is None:
        raise NotFound("NOT-FOUND")
    with step(by, "proof.waive", proof, note=reason) as doing:
        doing.facts |= {"rule": issue.rule, "fingerprint": mark}
        waiver, _ = Waiver.objects.get_or_create(
            proof=doing.record,
            fingerprint=mark,
            defaults={
                "rule": issue.rule,
                "reason": reason,
                "person": person,
                "at": clock.now(),
            },
        )
    return waiver


def unwaive(by: By, proof: Proof, mark: str) -> None:
    """Take such a word back; taken back already, nothing happens."""
    with step(by, "proof.unwaive", proof) as doing:
        doing.facts["fingerprint"] = mark
        Waiver.objects.filter(proof=doing.record, fingerprint=mark).delete()


def discard(by: By, proof: Proof, *, version: int | None = None) -> None:
    """Put a text of one's own away for good: its words are removed, and what was said of them."""
    with step(by, "proof.discard", proof, version=version) as doing:
        doing.record.text = ""
        Waiver.objects.filter(proof=doing.record).delete()


def export(by: By, proof: Proof) -> bytes:
    """The text as .docx with a comment at every issue that stands; an export is an act and stands in the journal."""
    with step(by, "proof.export", proof) as doing:
        reviewed = review_proof(doing.record)
        remarks = [
            Remark(one.issue.start, one.issue.end, remark(one.issue)) for one in reviewed.issues
        ]
        content = commented(reviewed.text, remarks)
        doing.facts |= {"bytes": len(content), "comments": len(remarks)}
    return content


def listed(by: By) -> list[Proof]:
    """The texts that one proof-reads, newest first."""
    rows = access.visible(by.viewer, Proof.objects.exclude(status=Proof.Status.DISCARDED))
    return list(rows.defer("text").select_related("created_by__person", "intake")[:_LISTED])

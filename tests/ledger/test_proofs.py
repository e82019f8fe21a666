"""Proof-reading a kept text: waivers hold to the words, a document's text is never copied, what is put away is gone."""

from __future__ import annotations

import pytest

from tests.ledger.intake_texts import NOTICE
from tests.ledger.proof_texts import MARK, RIGHT, WRONG
from zhenggai.core.errors import BadValue, NotAllowed, NotFound, Stale, Unmet
from zhenggai.ledger import proofs
from zhenggai.ledger.intake import stage as staging
from zhenggai.ledger.models import Proof, Waiver
from zhenggai.office import access
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db


def begun(city, text=WRONG, who="lin"):
    return proofs.stage(city.by(who), staging.from_text(text))


def errors(proof):
    return [one for one in proofs.review_proof(proof).issues if one.issue.severity == "error"]


def test_a_wrong_number_is_found_and_its_place_is_the_number(city):
    (found,) = errors(begun(city))
    assert found.rule == "aspect-count"
    assert WRONG[found.issue.start : found.issue.end] == MARK
    assert errors(begun(city, RIGHT)) == []


def test_a_waiver_stays_while_the_sentence_stands(city):
    proof, lin = begun(city), city.by("lin")
    (found,) = errors(proof)
    proofs.waive(lin, proof, found.fingerprint, "第四个方面在附件中")
    reviewed = proofs.review_proof(proof)
    assert found.fingerprint not in [one.fingerprint for one in reviewed.issues]
    (waived,) = reviewed.waived
    assert (waived.waiver.reason, waived.waiver.person) == ("第四个方面在附件中", lin.user.person)
    moved = proofs.edit(lin, proof, "新加的一段。\n" + WRONG)
    assert errors(moved) == []
    changed = proofs.edit(lin, moved, WRONG.replace("主要从四个方面", "重点从四个方面"))
    assert len(errors(changed)) == 1


def test_a_waiver_needs_a_reason_and_an_issue(city):
    proof, lin = begun(city), city.by("lin")
    (found,) = errors(proof)
    with pytest.raises(Unmet):
        proofs.waive(lin, proof, found.fingerprint, "  ")
    with pytest.raises(BadValue):
        proofs.waive(lin, proof, found.fingerprint, "因" * 501)
    with pytest.raises(NotFound):
        proofs.waive(lin, proof, "0" * 64, "不存在的问题")
    assert not Waiver.objects.exists()


def test_said_twice_it_is_kept_once_and_can_be_taken_back(city):
    proof, lin = begun(city), city.by("lin")
    (found,) = errors(proof)
    proofs.waive(lin, proof, found.fingerprint, "理由")
    with pytest.raises(NotFound):
        proofs.waive(lin, proof, found.fingerprint, "再说一遍")
    proofs.unwaive(lin, proof, found.fingerprint)
    proofs.unwaive(lin, proof, found.fingerprint)
    assert len(errors(proof)) == 1


def test_a_text_of_ones_own_is_nobody_elses(city, round_):
    proof = begun(city)
    for who in ("wei", "song", "he", "sys"):
        assert not access.visible(city.by(who).viewer, Proof.objects.all()).exists()
        with pytest.raises(NotFound):
            access.fetch(city.by(who).viewer, Proof.objects.all(), pk=proof.pk)
    with pytest.raises(NotAllowed):
        proofs.edit(city.by("song"), proof, RIGHT)


def test_an_administrator_proof_reads_nothing(city):
    with pytest.raises(NotAllowed):
        begun(city, who="sys")


def test_a_stale_text_is_refused_with_the_present_one(city):
    proof, lin = begun(city), city.by("lin")
    proofs.edit(lin, proof, RIGHT, version=1)
    with pytest.raises(Stale) as caught:
        proofs.edit(lin, proof, WRONG, version=1)
    assert caught.value.facts["record"].text == RIGHT


def test_what_is_put_away_is_gone(city):
    proof, lin = begun(city), city.by("lin")
    (found,) = errors(proof)
    proofs.waive(lin, proof, found.fingerprint, "理由")
    proofs.discard(lin, proof)
    kept = Proof.objects.get(pk=proof.pk)
    assert (kept.text, kept.status, kept.waivers.count()) == ("", "discarded", 0)
    assert proofs.listed(lin) == []


def test_the_text_of_a_document_is_read_where_it_stands(city):
    wei = city.by("wei")
    intake = staging.stage(wei, staging.from_text(NOTICE)).intake
    proof = proofs.stage_source(wei, intake)
    assert (proof.text, proof.content) == ("", intake.text)
    assert proofs.stage_source(wei, intake).pk == proof.pk
    intake.text = RIGHT
    intake.save()
    assert Proof.objects.get(pk=proof.pk).content == RIGHT


def test_an_export_is_an_act(city):
    proof, lin = begun(city), city.by("lin")
    assert proofs.export(lin, proof).startswith(b"PK")
    entry = Entry.objects.filter(verb="proof.export").get()
    assert entry.record_id == proof.pk


@pytest.mark.parametrize("text", ["", "。，；", "x" * 500_001])
def test_a_text_that_cannot_be_taken(city, text):
    proof = begun(city)
    with pytest.raises(BadValue):
        proofs.edit(city.by("lin"), proof, text)
    assert Proof.objects.get(pk=proof.pk).text == proof.text

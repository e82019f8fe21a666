"""Passages about persons never reach the ledger: their place and hash stay, and nothing of their words (R4)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.ledger.intake_texts import CANARY, FEEDBACK, NOTICE
from zhenggai.core.files import DEFAULT
from zhenggai.core.reading import read
from zhenggai.ledger.intake import confirm, correct, passages, stage, undo
from zhenggai.ledger.intake.shape import Passage
from zhenggai.ledger.models import Finding, Intake, Withheld

pytestmark = pytest.mark.django_db


def dump():
    """Every value of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def stored():
    return b"".join(
        path.read_bytes() for path in Path(settings.DATA, "blobs").rglob("*") if path.is_file()
    )


def bring(city, text=FEEDBACK, name=""):
    incoming = stage.from_file(text.encode(), name, DEFAULT) if name else stage.from_text(text)
    return stage.stage(city.by("wei"), incoming).intake


def hide(city, intake, words):
    at = intake.text.index(words)
    return correct.correct(
        city.by("wei"),
        intake,
        lambda proposal, record: correct.hide(proposal, record, at, at + len(words)),
    )


def test_clues_of_a_feedback_are_marked_before_anybody_looks(city):
    intake = bring(city)
    marked = [intake.text[p["start"] : p["end"]] for p in intake.proposal["withheld"]]
    assert len(marked) == 1
    assert CANARY in marked[0]


def test_nothing_of_the_passage_is_in_the_database_or_the_files_afterwards(city):
    intake = bring(city, name="反馈意见.txt")
    assert CANARY in dump()
    done = confirm.confirm(city.by("wei"), intake)
    assert CANARY not in dump()
    assert CANARY.encode() not in stored()
    assert len(done.text) == len(FEEDBACK)
    assert "■" in done.text


def test_place_and_hash_stay_to_be_handed_over(city):
    passage = next(line for line in FEEDBACK.split("\n") if CANARY in line)
    confirm.confirm(city.by("wei"), bring(city))
    kept = Withheld.objects.get()
    assert FEEDBACK[kept.start : kept.end] == passage
    assert kept.sha256 == hashlib.sha256(passage.encode()).hexdigest()


def test_the_original_file_is_not_kept_but_its_hash_is(city):
    intake = bring(city, name="反馈意见.txt")
    assert intake.blob == ""
    note = next(note for note in intake.notes if note["code"] == "ORIGINAL-NOT-KEPT")
    assert note["sha256"] == hashlib.sha256(FEEDBACK.encode()).hexdigest()


def test_a_passage_that_a_person_marks_leaves_wordings_texts_and_the_file(city):
    secret = "随机走访企业九百一十四户"
    text = NOTICE.replace("走访企业914户", secret)
    intake = bring(city, text, name="通报.txt")
    assert intake.blob
    hide(city, intake, secret)
    assert secret.encode() not in stored()
    confirm.confirm(city.by("wei"), Intake.objects.get())
    assert secret not in dump()
    assert Finding.objects.count() == 5


def test_a_finding_inside_a_passage_is_not_brought_in(city):
    intake = bring(city, NOTICE)
    line = next(line for line in NOTICE.split("\n") if line.startswith("4.针对"))
    hide(city, intake, line)
    confirm.confirm(city.by("wei"), Intake.objects.get())
    assert list(Finding.objects.values_list("number", flat=True)) == [1, 2, 3, 5]
    assert "停车" not in dump()


def test_the_aggregate_sentence_of_a_notice_stays_as_an_item(city):
    confirm.confirm(city.by("wei"), bring(city, NOTICE))
    item = Finding.objects.get(kind="clues")
    assert item.wording == ""
    assert "办结49件" in item.text
    assert not item.measures.exists()


def test_a_mark_can_be_taken_away(city):
    intake = bring(city)
    place = intake.proposal["withheld"][0]
    correct.correct(
        city.by("wei"),
        intake,
        lambda proposal, _: correct.show(proposal, place["start"], place["end"]),
    )
    confirm.confirm(city.by("wei"), Intake.objects.get())
    assert not Withheld.objects.exists()
    assert CANARY in Intake.objects.get().text


def test_a_discarded_document_loses_its_marked_passages_too(city):
    undo.discard(city.by("wei"), bring(city))
    assert CANARY not in dump()


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("巡视组收到反映张某同志违反纪律的问题。", True),
        ("其身份证号为11010519491231002X。", True),
        ("手机13912345678可以联系。", True),
        ("全市查办信访积案96件。", False),
        ("投资11010519491231元。", False),
    ],
)
def test_what_is_marked_by_rule(sentence, marked):
    found = passages.about_persons(read(FEEDBACK.replace("湖心断面水质下降。", sentence)))
    texts = [FEEDBACK.replace("湖心断面水质下降。", sentence)[a:b] for a, b in found]
    assert any(sentence in text for text in texts) is marked


def test_an_eraser_leaves_nothing_telling():
    text = "开头。张三同志收受礼金一万元。结尾。"
    at = text.index("张三")
    eraser = passages.Eraser(text, [Passage(at, at + 12)])
    value = {
        "wording": "前文。张三同志收受礼金一万元后文",
        "items": [{"start": at - 2, "end": at + 6, "key": "m1", "title": "张三同志收受"}],
        "edited": {"start": at, "end": at + 12, "text": "改写：张三同志收受礼金"},
    }
    cleaned = str(eraser.value(value))
    assert "张三" not in cleaned
    assert "礼金" not in cleaned
    assert "m1" in cleaned
    assert "前文" in cleaned


def test_blanks_have_the_length_of_what_they_stand_for():
    text = "甲\n乙丙\n丁"
    assert passages.blanked(text, [Passage(2, 6)]) == "甲\n■■\n■"

"""A real ledger is staged, checked, imported as one act and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.sheets import build
from zhenggai.core.errors import Duplicate, Stale, Unmet
from zhenggai.ledger.models import Category, Finding, Measure, Sheet, SheetLayout
from zhenggai.ledger.sheets import confirm, dry, stage, undo
from zhenggai.office import search
from zhenggai.office.flow import step
from zhenggai.office.models import Entry, Reach

pytestmark = pytest.mark.django_db
FILE = build.saved(build.ledger(build.later()))


@pytest.fixture
def sheet(city, round_):
    return stage.stage(city.by("wei"), round_, FILE, "整改台账.xlsx").sheet


@pytest.fixture
def imported(city, sheet):
    return confirm.confirm(city.by("wei"), sheet)


def test_a_real_ledger_is_understood(sheet):
    seen = dry.run(sheet)
    assert seen.problems == []
    assert {(row.label, row.verdict) for row in seen.rows} == {
        ("1-①", "new"),
        ("1-②", "new"),
        ("1-③", "new"),
        ("2-①", "new"),
        ("3-①", "new"),
        ("3-②", "new"),
    }
    assert seen.mark == "3-6-0-0"
    assert (seen.hidden, seen.doubtful, seen.conflicts) == (1, 0, 0)


def test_it_comes_into_the_ledger_in_one_act(city, round_, imported):
    wei = Entry.objects.filter(stream="ledger").order_by("seq").last()
    assert (wei.verb, wei.facts["measures"]) == ("sheet.confirm", 6)
    assert list(Category.objects.values_list("heading", flat=True)) == [
        "推动高质量发展方面",
        "作风建设方面",
    ]
    assert list(Finding.objects.values_list("number", "wording")) == [
        (1, build.FIRST),
        (2, build.SECOND),
        (3, build.THIRD),
    ]
    second = Measure.objects.get(finding_number=1, number=2)
    assert (second.text, second.criterion, second.status) == ("建立月通报制度", "印发制度", "draft")
    assert second.due_on == second.original_due_on == date(2026, 6, 30)
    assert second.lead_leader == city.posts["zhou"]
    assert second.lead_unit == city.housing
    assert set(second.responsible_units.all()) == {city.water, city.finance}
    assert set(second.responsible_leaders.all()) == {city.posts["he"]}
    assert Measure.objects.get(finding_number=1, number=3).node.name == "长期"
    assert Measure.objects.get(finding_number=3, number=1).pace == "immediate"
    assert Measure.objects.get(finding_number=2, number=1).due_on == date(2026, 6, 30)
    assert Measure.objects.get(finding_number=1, number=1).result == "已完成12个"
    assert Reach.objects.filter(record_id=second.pk, unit=city.water).exists()
    assert search.find("月通报", "measure", 9) == [second.pk]
    assert SheetLayout.objects.count() == 1


def test_the_same_file_twice_is_refused(city, round_, imported):
    with pytest.raises(Duplicate) as refused:
        stage.stage(city.by("wei"), round_, FILE, "另存.xlsx")
    assert refused.value.code == "SHEET-DUP"
    assert refused.value.facts["name"] == "整改台账.xlsx"


def test_a_waiting_file_is_opened_again(city, round_, sheet):
    again = stage.stage(city.by("wei"), round_, FILE, "整改台账.xlsx")
    assert (again.again, again.sheet.pk) == (True, sheet.pk)


def test_an_outsider_brings_nothing(city, round_):
    with pytest.raises(Exception, match="ACCESS"):
        stage.stage(city.by("song"), round_, FILE, "a.xlsx")
    assert not Sheet.objects.exists()


def test_undo_removes_exactly_what_it_brought(city, round_, imported):
    undo.undo(city.by("wei"), imported)
    assert not Finding.objects.exists() and not Measure.objects.exists()
    assert not Category.objects.exists()
    assert search.find("月通报", "measure", 9) == []
    imported.refresh_from_db()
    assert imported.status == Sheet.Status.UNDONE
    again = stage.stage(city.by("wei"), round_, FILE, "整改台账.xlsx").sheet
    assert dry.run(again).mark == "3-6-0-0"


def test_undo_is_refused_where_somebody_worked_on_it(city, imported):
    measure = Measure.objects.first()
    with step(city.by("wei"), "measure.assign", measure) as doing:
        doing.record.criterion = "改过了"
    with pytest.raises(Unmet) as refused:
        undo.undo(city.by("wei"), imported)
    assert refused.value.facts["touched"] == 1
    assert Measure.objects.count() == 6


def test_the_same_rows_in_another_file_change_nothing(city, round_, imported):
    other = build.ledger(build.later())
    other["整改台账"]["A1"] = "另一个标题"
    again = stage.stage(city.by("wei"), round_, build.saved(other), "b.xlsx").sheet
    seen = dry.run(again)
    assert {row.verdict for row in seen.rows} == {"same"}
    assert seen.blocks == {"nothing": 1}


def test_numbers_named_by_the_button_must_hold(city, sheet):
    with pytest.raises(Stale):
        confirm.confirm(city.by("wei"), sheet, named="3-5-0-0")
    assert not Measure.objects.exists()


def test_what_the_ledger_lacks_is_filled_and_what_differs_is_asked(city, round_, imported):
    measure = Measure.objects.get(finding_number=1, number=3)
    rows = [list(row) for row in build.later()]
    rows[2][9] = "隐患清零"
    rows[1][9] = "印发并执行制度"
    other = build.saved(build.ledger(tuple(map(tuple, rows))))
    again = stage.stage(city.by("wei"), round_, other, "b.xlsx").sheet
    seen = dry.run(again)
    assert (seen.kinds["change"], seen.conflicts) == (1, 1)
    (conflict,) = [cell for row in seen.rows for cell in row.cells if cell.verdict == "conflict"]
    assert (conflict.field, conflict.ours, conflict.text) == (
        "criterion",
        "印发制度",
        "印发并执行制度",
    )
    stage.correct(city.by("wei"), again, lambda setup: stage.put_row(setup, "*", "theirs"))
    again.refresh_from_db()
    confirm.confirm(city.by("wei"), again)
    measure.refresh_from_db()
    assert measure.criterion == "隐患清零"
    second = Measure.objects.get(finding_number=1, number=2)
    assert (second.criterion, second.version) == ("印发并执行制度", 2)
    assert Entry.objects.filter(record_id=second.pk, verb="measure.assign").exists()
    again.refresh_from_db()
    undo.undo(city.by("wei"), again)
    second.refresh_from_db()
    assert second.criterion == "印发制度"
    assert Measure.objects.count() == 6


def test_what_moved_between_the_check_and_the_act_is_checked_again(city, sheet, monkeypatch):
    asked = []

    def moving(record):
        asked.append(record)
        return (len(asked),)

    monkeypatch.setattr(confirm, "_moved", moving)
    runs = []
    run = dry.run
    monkeypatch.setattr(dry, "run", lambda *given: runs.append(1) or run(*given))
    confirm.confirm(city.by("wei"), sheet)
    assert (len(runs), Measure.objects.count()) == (2, 6)


def test_the_eye_for_what_moved_sees(city, round_, imported):
    before = confirm._moved(imported)
    assert confirm._moved(imported) == before
    with step(city.by("wei"), "measure.assign", Measure.objects.first()) as doing:
        doing.record.criterion = "改过了"
    assert confirm._moved(imported) != before


def test_banners_are_the_findings_where_no_column_holds_them(city, round_):
    head = ("序号", "整改任务", "牵头单位", "完成时限")
    rows = (
        ("一、关于学习贯彻不到位的问题",),
        (1, "组织专题学习", "市财政局", "2026-06-30"),
        (2, "建立督学制度", "市财政局", "年底前"),
        ("二、关于作风不实的问题",),
        (3, "开展作风整顿", "市住建局", "长期"),
    )
    record = stage.stage(city.by("wei"), round_, build.plain(head, *rows), "a.xlsx").sheet
    seen = dry.run(record)
    assert [(row.label, row.verdict) for row in seen.rows] == [
        ("1-①", "new"),
        ("1-②", "new"),
        ("2-①", "new"),
    ]
    assert {cell.refusal.code for row in seen.rows for cell in row.cells if cell.refusal} == {
        "FINDING-BANNER",
        "DATE-ASSUMED",
    }
    confirm.confirm(city.by("wei"), record)
    assert list(Finding.objects.values_list("wording", flat=True)) == [
        "关于学习贯彻不到位的问题",
        "关于作风不实的问题",
    ]

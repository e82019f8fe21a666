"""Out and in again: an unedited workbook changes nothing; an edited one tells old, theirs and ours."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from zhenggai.core.errors import BadFile
from zhenggai.core.sheets import exported
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.models import Measure, Target, TimeNode
from zhenggai.ledger.sheets import confirm, dry, export, stage
from zhenggai.office.flow import put_reach
from zhenggai.office.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 12)
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXT = st.text(SIGNS, max_size=40) | st.sampled_from(
    [
        "=1+1",
        "+86",
        "-",
        "@x",
        "＝甲",
        "_x0041_",
        "_x005F_",
        "  甲 \t乙\n\n丙 ",
        "0531",
        "1e5",
        "🏗️𠮷",
        "ئۇيغۇر",
        "བོད",
        "'甲",
    ]
)


def out(city, round_, who="wei", wanted=None) -> bytes:
    kept = BytesIO()
    frame = Frame(city.by(who).viewer, round_, DAY)
    export.export(city.by(who), frame, wanted or Wanted(), kept)
    return kept.getvalue()


def back(city, round_, data, name="台账.xlsx"):
    return stage.stage(city.by("wei"), round_, data, name).sheet


def edited(data: bytes, **cells: object) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    for cell, value in cells.items():
        book["整改台账"][cell] = value
        if isinstance(value, str) and value.startswith("="):
            book["整改台账"][cell].data_type = "s"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def judged(sheet):
    return {
        cell.field: (cell.verdict, cell.ours, cell.text)
        for row in dry.run(sheet).rows
        for cell in row.cells
    }


@pytest.fixture
def full(city, round_, measure):
    """The measure with everything that a cell can hold, and a second one."""
    measure.node = TimeNode.objects.get(round=round_, name="年底")
    measure.target = Target.objects.get(round=round_, name="整改完成")
    measure.pace, measure.condition, measure.condition_due_on = (
        "staged",
        "资金到位",
        date(2026, 3, 1),
    )
    measure.save()
    measure.responsible_units.set([city.water, city.finance])
    measure.responsible_leaders.set([city.posts["he"]])
    make.measure(measure.finding, 2, "", text="建立月通报制度")
    return measure


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    """A process for every workbook of these tests would take minutes; tests/office/test_apart.py compares the two."""
    monkeypatch.setattr(dry, "received", dry.read)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=TEXT, text=TEXT, criterion=TEXT, condition=TEXT, wording=TEXT)
def test_unedited_changes_nothing(city, round_, full, title, text, criterion, condition, wording):
    Measure.objects.filter(pk=full.pk).update(
        title=title, text=text, criterion=criterion, condition=condition
    )
    type(full.finding).objects.filter(pk=full.finding_id).update(wording=wording)
    seen = dry.run(back(city, round_, out(city, round_)))
    assert seen.own
    assert {row.verdict for row in seen.rows} == {"same"}
    assert [cell for row in seen.rows for cell in row.cells] == []
    assert (seen.absent, seen.blocks) == (0, {"nothing": 1})


def test_saved_again_by_another_program_it_still_changes_nothing(city, round_, full):
    assert judged(back(city, round_, edited(out(city, round_)))) == {}


def test_changed_by_them(city, round_, full):
    sheet = back(
        city,
        round_,
        edited(out(city, round_), N5="40个小区通水验收", K5="2026.9.30", H5="市财政局"),
    )
    assert judged(sheet) == {
        "criterion": ("ok", "36个小区通水验收", "40个小区通水验收"),
        "due": ("ok", "2026-06-30", "2026.9.30"),
        "lead_unit": ("ok", "市住建局", "市财政局"),
    }
    confirm.confirm(city.by("wei"), sheet)
    full.refresh_from_db()
    assert (full.criterion, full.due_on, full.original_due_on) == (
        "40个小区通水验收",
        date(2026, 9, 30),
        date(2026, 6, 30),
    )
    assert (full.lead_unit, full.version, full.status) == (city.finance, 2, "draft")


def test_changed_by_us_meanwhile_stays(city, round_, full):
    data = edited(out(city, round_), M5="立行立改")
    Measure.objects.filter(pk=full.pk).update(criterion="改过的标准", version=2)
    sheet = back(city, round_, data)
    assert judged(sheet) == {"pace": ("ok", "分阶段", "立行立改")}
    confirm.confirm(city.by("wei"), sheet)
    full.refresh_from_db()
    assert (full.criterion, full.pace) == ("改过的标准", "immediate")


@pytest.mark.parametrize(("side", "kept"), [("ours", "甲方案"), ("theirs", "乙方案")])
def test_changed_by_both_is_a_conflict(city, round_, full, side, kept):
    data = edited(out(city, round_), N5="乙方案", M5="立行立改")
    Measure.objects.filter(pk=full.pk).update(criterion="甲方案", version=2)
    sheet = back(city, round_, data)
    assert judged(sheet)["criterion"] == ("conflict", "甲方案", "乙方案")
    key = dry.run(sheet).rows[0].key
    sheet = stage.correct(city.by("wei"), sheet, lambda setup: stage.put_row(setup, key, side))
    confirm.confirm(city.by("wei"), sheet)
    full.refresh_from_db()
    assert (full.criterion, full.pace) == (kept, "immediate")


def test_changed_by_both_to_the_same_is_none(city, round_, full):
    data = edited(out(city, round_), N5="同一标准")
    Measure.objects.filter(pk=full.pk).update(criterion="同一标准", version=2)
    assert judged(back(city, round_, data)) == {}


def test_an_emptied_cell_takes_the_value_away(city, round_, full):
    sheet = back(city, round_, edited(out(city, round_), N5=None, I5=None))
    confirm.confirm(city.by("wei"), sheet)
    full.refresh_from_db()
    assert (full.criterion, list(full.responsible_units.all())) == ("", [])


def test_a_row_that_was_added_is_a_new_measure(city, round_, full):
    sheet = back(
        city, round_, edited(out(city, round_), A7=7, C7="x", E7="新增一项措施", H7="市财政局")
    )
    seen = dry.run(sheet)
    assert [(row.label, row.verdict) for row in seen.rows][-1] == ("7-③", "new")
    confirm.confirm(city.by("wei"), sheet)
    made = Measure.objects.get(finding_number=7, number=3)
    assert (made.text, made.lead_unit) == ("新增一项措施", city.finance)


def test_rows_that_are_gone_stay_in_the_ledger(city, round_, full):
    book = openpyxl.load_workbook(BytesIO(out(city, round_)))
    book["整改台账"].delete_rows(6)
    kept = BytesIO()
    book.save(kept)
    seen = dry.run(back(city, round_, kept.getvalue()))
    assert seen.absent == 1
    assert seen.kinds["change"] == 0


def test_importing_never_closes(city, round_, full):
    sheet = back(city, round_, edited(out(city, round_), P5="已销号", O5="全部完成"))
    assert {field: verdict for field, (verdict, _, _) in judged(sheet).items()} == {
        "status": "doubtful",
        "progress": "doubtful",
    }
    assert dry.run(sheet).blocks == {"nothing": 1}


def test_a_closed_measure_is_not_changed(city, round_, full):
    data = edited(out(city, round_), N5="新标准")
    Measure.objects.filter(pk=full.pk).update(status="closed", closed_at=make.NOW)
    row = dry.run(back(city, round_, data)).rows[0]
    assert (row.verdict, row.cells[0].refusal.code) == ("error", "SHEET-CLOSED")


def test_the_due_date_of_the_plan_is_moved_by_a_request(city, round_, full):
    Measure.objects.filter(pk=full.pk).update(status="planned")
    row = dry.run(back(city, round_, edited(out(city, round_), K5="2026-09-30"))).rows[0]
    assert (row.verdict, row.cells[0].refusal.code) == ("error", "SHEET-DUE")


def test_formula_like_text_is_text(city, round_, full):
    Measure.objects.filter(pk=full.pk).update(criterion="=HYPERLINK(1)", text="+86")
    book = openpyxl.load_workbook(BytesIO(out(city, round_)))
    sheet = book["整改台账"]
    assert (sheet["N5"].value, sheet["N5"].data_type, sheet["N5"].quotePrefix) == (
        "=HYPERLINK(1)",
        "s",
        True,
    )
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    sheet = back(city, round_, edited(out(city, round_), N5="=1+1"))
    assert judged(sheet)["criterion"][2] == "=1+1"


def test_another_edition_and_another_round_are_refused(city, round_, full):
    data = out(city, round_)
    book = openpyxl.load_workbook(BytesIO(data))
    book[exported.HIDDEN]["B1"] = "0"
    kept = BytesIO()
    book.save(kept)
    with pytest.raises(BadFile) as refused:
        back(city, round_, kept.getvalue())
    assert refused.value.code == "IMP-TEMPLATE"
    other = make.round_of(city.root)
    with pytest.raises(BadFile) as refused:
        back(city, other, data)
    assert refused.value.code == "IMP-OTHER-ROUND"


def test_a_viewer_takes_out_what_he_sees(city, round_, full):
    put_reach([full])
    for name, seen in (("ma", 1), ("song", 1), ("lin", 1), ("wei", 2)):
        found = exported.recognise(dry.read(out(city, round_, name), "a.xlsx"), "a")
        assert (name, len(found.known)) == (name, seen)
    filtered = out(city, round_, wanted=Wanted(finding=8))
    assert exported.recognise(dry.read(filtered, "a.xlsx"), "a").known == {}
    entries = Entry.objects.filter(verb="ledger.export").order_by("seq")
    assert [entry.facts["rows"] for entry in entries] == [1, 1, 1, 2, 0]


def test_the_workbook_is_made_for_print_and_for_filling_in(city, round_, full):
    book = openpyxl.load_workbook(BytesIO(out(city, round_)))
    sheet = book["整改台账"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    # One page wide, which a file leaves unsaid, and as high as need be.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "E5"
    assert {"A5:A6", "C5:C6", "A1:V1", "F3:I3"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.protection.sheet and not sheet.protection.password
    locked = {cell.column_letter: cell.protection.locked for cell in sheet[5]}
    assert [letter for letter, shut in locked.items() if not shut] == list("EFGHIJKLMNQR")
    assert {str(each.sqref) for each in sheet.data_validations.dataValidation} == {
        *("F5:F6", "H5:H6", "J5:J6", "L5:L6", "M5:M6")
    }
    assert [book[name].sheet_state for name in ("_zhenggai", "_lists")] == ["veryHidden", "hidden"]

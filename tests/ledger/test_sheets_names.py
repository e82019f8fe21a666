"""Names as people write them into cells: alternative names, titles, several in one cell; who leads where nobody says so."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.core.sheets import build
from zhenggai.core.errors import BadValue
from zhenggai.ledger.sheets import dry, stage
from zhenggai.ledger.sheets.names import names_of
from zhenggai.office.models import Unit

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 12)


@pytest.fixture
def names(city, round_):
    return names_of(round_, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "市住房和城乡建设局",
        "市住建局",
        "云川市住建局",
        "云川市住房和城乡建设局",
        "市 住建局",
        "住房和城乡建设局",
    ],
)
def test_a_unit_by_its_names(city, names, text):
    if text == "住房和城乡建设局":
        with pytest.raises(BadValue) as refused:
            names.unit(text)
        assert "市住建局" in refused.value.facts["nearest"]
    else:
        assert names.unit(text) == city.housing.pk


@pytest.mark.parametrize(
    "text",
    ["周敏", "周敏（副市长）", "副市长周敏", "周敏副市长", "周敏同志", "周 敏", "副市长 周敏"],
)
def test_a_leader_by_name_and_title(city, names, text):
    assert names.post(text) == city.posts["zhou"].pk


def test_two_posts_of_one_person_are_told_apart(city, round_):
    other = make.post(city.users["zhou"], city.finance, "专班组长", "leader")
    names = names_of(round_, DAY)
    assert names.post("周敏（专班组长）") == other.pk
    with pytest.raises(BadValue) as refused:
        names.post("周敏")
    assert refused.value.code == "PERSON-AMBIGUOUS"
    assert "周敏（副市长）" in refused.value.facts["candidates"]


@pytest.mark.parametrize(
    "text",
    ["周敏、何劲松", "周敏，何劲松", "周敏/何劲松", "周敏／何劲松", "周敏\n何劲松", "周敏 何劲松"],
)
def test_several_people_in_one_cell(names, text):
    assert names.split(text, people=True) == ["周敏", "何劲松"]


def test_several_units_in_one_cell_and_a_way_through_the_tree(city, names):
    Unit.objects.create(
        parent=city.housing, name="办公室", path=f"{city.housing.path}0009", position=9
    )
    assert names.split("市财政局/市住建局") == ["市财政局", "市住建局"]
    assert names.split("市住建局/办公室、市财政局") == ["市住建局/办公室", "市财政局"]


def staged(city, round_, head, *rows):
    sheet = stage.stage(city.by("wei"), round_, build.plain(head, *rows), "a.xlsx").sheet
    return dry.run(sheet).rows


def test_who_answers_alone_leads_where_no_column_says_who_does(city, round_):
    head = ("问题", "整改措施", "牵头领导", "责任单位")
    one, two = staged(
        city,
        round_,
        head,
        ("甲", "做一", "周敏", "市财政局"),
        ("乙", "做二", "周敏", "市财政局、市住建局"),
    )
    assert one.values["lead_unit_id"] == city.finance.pk
    assert one.values.get("responsible_units") == []
    assert (two.values["lead_unit_id"], two.values["responsible_units"]) == (
        city.finance.pk,
        [city.housing.pk],
    )
    assert [(cell.field, cell.refusal.code) for cell in two.cells if cell.refusal] == [
        ("responsible_units", "UNIT-LEADS")
    ]


def test_who_only_helps_answers_too(city, round_):
    head = ("问题", "整改措施", "牵头单位", "责任单位", "配合单位")
    (row,) = staged(
        city, round_, head, ("甲", "做", "市财政局", "市财政局", "市住建局\n市水务集团")
    )
    assert row.values["lead_unit_id"] == city.finance.pk
    assert row.values["responsible_units"] == [city.housing.pk, city.water.pk]

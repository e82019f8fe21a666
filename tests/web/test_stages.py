"""Stages on pages: templates, the stages of a measure previewed before they are saved, the stages of many."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from tests import factories as make
from tests.factories import NOW
from zhenggai.ledger.models import Measure, Schedule, Stage, StageTemplate
from zhenggai.office.models import Entry

FOUR = {"name": "四段", "offered": "on", "start": "2026-06-12", "due": "6.30", "version": ""}
FOUR |= {"name0": "甲", "share0": "12.5", "least0": "1", "name1": "乙", "share1": "37.5%"}
FOUR |= {"least1": "", "name2": "丙", "share2": "25", "name3": "丁", "share3": "25", "least3": "2"}


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def template(db) -> StageTemplate:
    return StageTemplate.objects.get(name="一般整改")


@pytest.fixture
def enter(client, city):
    """Sign somebody in."""

    def enter(name: str):
        client.force_login(city.users[name])
        return client

    return enter


def address(measure: Measure, verb: str = "measure.schedule") -> str:
    return reverse(verb, args=[measure.round_id, measure.finding_number, measure.number])


def sent(template: StageTemplate, measure: Measure, **values) -> dict[str, object]:
    """The form as it is sent after its preview."""
    shown = {"template": template.pk, "start": "2026-06-01", "due": "2026-06-30"}
    seen = f"{template.pk} 2026-06-01 2026-06-30"
    return shown | {"seen": seen, "version": measure.version, "do": "save"} | values


def laid() -> list[str]:
    return [str(stage) for stage in Stage.objects.order_by("schedule", "position")]


def test_the_stages_are_previewed_and_saved(enter, measure, template):
    client = enter("lin")
    page = client.get(address(measure)).content.decode()
    assert "一般整改" in page and "6月30日" in page and "摸排" in page
    looked = client.post(address(measure), sent(template, measure, do="look", start="6.15"))
    assert looked.status_code == 200 and "6月15日" in looked.content.decode()
    assert not Schedule.objects.exists()
    assert client.post(address(measure), sent(template, measure)).status_code == 302
    assert laid()[0] == "摸排 2026-06-01–2026-06-03"
    told = client.get(
        reverse("ledger.list", args=[measure.round_id]), {"peek": "7-1", "tab": "history"}
    )
    assert "摸排 2026-06-01–2026-06-03" in told.content.decode()


def test_what_was_not_previewed_is_not_saved(enter, measure, template):
    changed = sent(template, measure, start="2026-06-08")
    answer = enter("lin").post(address(measure), changed)
    assert "预览之后日期或模板有改动" in answer.content.decode()
    assert not Schedule.objects.exists()


def test_too_little_time_is_said(enter, measure, template):
    late = sent(template, measure, do="look", start="2026-06-29")
    page = enter("lin").post(address(measure), late).content.decode()
    assert "时间不足" in page and "最迟应于2026年6月24日启动" in page


def test_stages_are_moved_by_hand_and_taken_away(enter, measure, template):
    client = enter("lin")
    moved = {"do": "move", "version": measure.version, "name0": "设计", "first0": "6.15"}
    moved |= {"last0": "6.19", "name1": "", "first1": "", "last1": ""}
    assert client.post(address(measure), moved).status_code == 302
    assert laid() == ["设计 2026-06-15–2026-06-19"]
    page = client.get(address(measure)).content.decode()
    assert "手工调整" in page and 'value="设计"' in page
    measure.refresh_from_db()
    cleared = {"do": "clear", "version": measure.version}
    assert client.post(address(measure), cleared).status_code == 302
    assert laid() == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"last0": ""}, "请写明“设计”的起止日期"),
        ({"first0": "5.20"}, "请写明年份"),
        ({"first0": "6.20"}, "结束不得早于开始"),
        ({"last0": "7.31"}, "晚于完成时限"),
        ({"first0": "？"}, "不是日期"),
    ],
)
def test_a_stage_that_cannot_be_is_said_and_kept_in_the_form(enter, measure, values, said):
    moved = {"do": "move", "version": measure.version, "name0": "设计", "first0": "6.15"}
    answer = enter("lin").post(address(measure), moved | {"last0": "6.19"} | values)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    assert 'value="设计"' in page and not Schedule.objects.exists()


def test_a_stale_form_is_refused(enter, measure, template):
    client = enter("lin")
    assert client.post(address(measure), sent(template, measure)).status_code == 302
    answer = client.post(address(measure), sent(template, measure))
    assert answer.status_code == 409 and Entry.objects.filter(verb="measure.schedule").count() == 1


@pytest.mark.parametrize(("name", "status"), [("song", 404), ("ma", 404), ("zhao", 403)])
def test_others_do_not_lay_stages(enter, measure, template, name, status):
    client = enter(name)
    assert client.get(address(measure)).status_code == status
    assert client.post(address(measure), sent(template, measure)).status_code == status
    assert not Schedule.objects.exists()


def test_the_panel_asks_for_the_stages_by_their_own_address(enter, measure, template):
    client = enter("lin")
    panel = client.get(reverse("ledger.list", args=[measure.round_id]), {"peek": "7-1"})
    assert f'hx-get="{address(measure, "stage.list")}"' in panel.content.decode()
    empty = client.get(address(measure, "stage.list"), headers={"HX-Request": "true"})
    assert "尚未倒排工期" in empty.content.decode() and "<html" not in empty.content.decode()
    client.post(address(measure), sent(template, measure))
    page = client.get(address(measure, "stage.list")).content.decode()
    assert "<html" in page and "摸排" in page and "进行中" in page and "已过" in page
    for day, said in (("2026-07-31", "完成时限2026年7月31日"), ("2026-06-15", "超出完成时限")):
        Measure.objects.filter(pk=measure.pk).update(due_on=day)
        assert said in client.get(address(measure, "stage.list")).content.decode()
    assert enter("song").get(address(measure, "stage.list")).status_code == 404


def test_many_are_previewed_and_laid(enter, measure, finding, template):
    make.measure(finding, 2, "已到期", due_on="2026-05-29")
    many = reverse("round.schedule", args=[measure.round_id])
    client = enter("wei")
    page = client.get(many).content.decode()
    assert "2条有时限的在办措施尚未倒排" in page and "1条时间不足" in page
    form = {"template": template.pk, "start": "2026-06-12", "save": "1"}
    assert client.post(many, form | {"seen": "x"}).status_code == 200
    assert not Schedule.objects.exists()
    done = client.post(many, form | {"seen": f"{template.pk} 2026-06-12"}, follow=True)
    assert "已为2条措施倒排工期" in done.content.decode()
    page = client.get(many).content.decode()
    assert "都已倒排" in page and "已倒排、时间不足" in page
    assert enter("lin").get(many).status_code == 403


def test_many_follow_the_filter_of_the_ledger(enter, measure, finding):
    make.measure(finding, 2, "别的", due_on="2026-12-31")
    many = reverse("round.schedule", args=[measure.round_id])
    page = enter("wei").get(many, {"to": "2026-07-01"}).content.decode()
    assert "1条有时限的在办措施尚未倒排" in page and "按台账筛选范围" in page


def test_templates_are_shown_to_all_and_changed_by_the_office(enter, template):
    page = enter("lin").get(reverse("template.list")).content.decode()
    assert "征求意见" in page and "最少5个工作日" in page and "template.create" not in page
    assert enter("lin").get(reverse("template.create")).status_code == 403
    client = enter("wei")
    looked = client.post(reverse("template.create"), FOUR | {"look": "1"})
    assert looked.status_code == 200 and "6月30日" in looked.content.decode()
    assert not StageTemplate.objects.filter(name="四段").exists()
    assert client.post(reverse("template.create"), FOUR | {"save": "1"}).status_code == 302
    made = StageTemplate.objects.get(name="四段")
    assert [(one.name, one.permille, one.least) for one in made.shares] == [
        ("甲", 125, 1),
        ("乙", 375, 1),
        ("丙", 250, 1),
        ("丁", 250, 2),
    ]
    edit = reverse("template.edit", args=[made.pk])
    assert 'value="12.5"' in client.get(edit).content.decode()
    changed = FOUR | {"version": made.version, "name": "四步", "save": "1"}
    changed.pop("offered")
    assert client.post(edit, changed).status_code == 302
    assert "停用" in client.get(reverse("template.list")).content.decode()
    assert client.post(edit, changed).status_code == 409


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"share0": "12"}, "合计99.5%"),
        ({"share0": "x"}, "“甲”的占比"),
        ({"share0": "0"}, "“甲”的占比"),
        ({"share0": "12.55"}, "“甲”的占比"),
        ({"share0": "1e999"}, "“甲”的占比"),
        ({"share0": "NaN"}, "“甲”的占比"),
        ({"least0": "-1"}, "“甲”最少1个工作日"),
        ({"least0": "9" * 9}, "“甲”最少1个工作日"),
        ({"name1": "甲"}, "甲"),
        ({"name": "一般整改"}, "一般整改"),
        ({"name": "长" * 41}, "长"),
        ({"due": "2.30"}, "没有2.30这一天"),
        ({"name0": "", "name1": "", "name2": "", "name3": ""}, "至少要有一个阶段"),
    ],
)
def test_a_template_that_cannot_be_is_said(enter, template, values, said):
    answer = enter("wei").post(reverse("template.create"), FOUR | {"save": "1"} | values)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert StageTemplate.objects.count() == 3


def test_a_character_that_no_database_holds_is_refused(enter, measure):
    bad = {"name0": "设\0计", "first0": "6.15", "last0": "6.19", "version": 1}
    assert enter("lin").post(address(measure), bad | {"do": "move"}).status_code == 400
    answer = enter("wei").post(reverse("template.create"), FOUR | {"save": "1", "name0": "\0"})
    assert answer.status_code == 400
    looked = enter("wei").post(
        reverse("calendar.load"), {"year": 2027, "text": "2027-01-01,off,\0"}
    )
    assert looked.status_code == 422
    day = {"kind": "off", "name": "a\0b", "version": 1}
    assert enter("wei").post(reverse("calendar.edit", args=["2026-06-15"]), day).status_code == 422
    for verb in ("measure.schedule", "stage.list"):
        assert enter("lin").get(address(measure, verb), {"x": "\0"}).status_code < 500

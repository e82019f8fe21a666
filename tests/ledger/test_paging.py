"""Pages by key: every order, both ways, whatever is not set."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from tests import factories as make
from zhenggai.core.errors import Refusal
from zhenggai.ledger import paging
from zhenggai.ledger.models import Measure, Status
from zhenggai.ledger.paging import ORDERS, Asked

pytestmark = pytest.mark.django_db
FIELDS = ("finding_number", "number")


@pytest.fixture
def rows(city, round_):
    """Forty-one measures in which every field is sometimes not set and days and instants repeat."""
    dice = random.Random(3)
    units = [city.housing, city.water, city.finance, None]
    posts = [city.posts["zhou"], city.posts["he"], None]
    nodes, targets = [*round_.nodes.all(), None], [*round_.targets.all(), None]
    for number in range(1, 15):
        parent = make.finding(round_, number, f"第{number}个问题")
        for at in range(1, 4 if number < 14 else 3):
            status = dice.choice(Status.values)
            Measure.objects.create(
                round=round_,
                finding=parent,
                finding_number=number,
                number=at,
                title=f"措施{number}-{at}",
                text="。",
                status=status,
                closed_at=make.NOW if status == "closed" else None,
                due_on=dice.choice([None, date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)]),
                lead_unit=dice.choice(units),
                lead_leader=dice.choice(posts),
                node=dice.choice(nodes),
                target=dice.choice(targets),
                changed_at=make.NOW + timedelta(days=dice.randrange(4)),
            )
    return Measure.objects.filter(round=round_)


def label(row):
    return row["finding_number"], row["number"]


def walk(rows, round_, asked, *, back=False):
    """All pages from one end to the other, as lists of labels."""
    pages, page = [], paging.page(rows, round_, asked, FIELDS)
    while True:
        pages.append([label(row) for row in page.rows])
        place = page.earlier if back else page.later
        if place is None:
            return pages, page
        turn = {"before": str(place)} if back else {"after": str(place)}
        page = paging.page(rows, round_, Asked(asked.order, asked.down, asked.size, **turn), FIELDS)


@pytest.mark.parametrize("down", ["", "down"])
@pytest.mark.parametrize("order", ORDERS)
def test_every_row_once_in_one_order_whatever_the_size_of_the_page(rows, round_, order, down):
    whole, _last = walk(rows, round_, Asked(order, down, 100))
    assert len(whole) == 1 and len(set(whole[0])) == 41 == len(whole[0])
    for size in (1, 3, 7, 41):
        pages, last = walk(rows, round_, Asked(order, down, size))
        assert list(itertools.chain(*pages)) == whole[0]
        assert all(len(page) == size for page in pages[:-1])
        assert last.total == 41


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_meets_the_same_pages(rows, round_, order):
    asked = Asked(order, "", 6)
    there, _last = walk(rows, round_, asked)
    _pages, last = walk(rows, round_, asked)
    place = last.earlier
    seen = [there[-1]]
    while place is not None:
        page = paging.page(rows, round_, Asked(order, "", 6, before=str(place)), FIELDS)
        seen.append([label(row) for row in page.rows])
        place = page.earlier
    assert seen[::-1] == there


@pytest.mark.parametrize("near", [1, 2, 60])
@pytest.mark.parametrize("down", ["", "down"])
def test_of_many_rows_only_the_next_units_are_looked_at(rows, round_, monkeypatch, down, near):
    whole, _last = walk(rows, round_, Asked("unit", down, 100))
    asked = [Asked("unit", down, size) for size in (1, 4, 9, 30)]
    known = [walk(rows, round_, one)[0] for one in asked]
    monkeypatch.setattr(paging, "MANY", 1)
    monkeypatch.setattr(paging, "NEAR", near)
    # The statements hold how many units they read.
    monkeypatch.setattr(paging._rising, "_statements", {})
    monkeypatch.setattr(paging._falling, "_statements", {})
    for one, there in zip(asked, known, strict=True):
        pages, last = walk(rows, round_, one)
        assert pages == there and list(itertools.chain(*pages)) == whole[0]
        assert last.total == 41
        place, seen = last.earlier, [pages[-1]]
        while place is not None:
            turned = Asked("unit", down, one.size, before=str(place))
            page = paging.page(rows, round_, turned, FIELDS)
            seen.append([label(row) for row in page.rows])
            place = page.earlier
        assert seen[::-1] == pages


def test_days_stand_in_order_and_rows_without_a_day_last_both_ways(rows, round_):
    for down, turned in (("", False), ("down", True)):
        found = paging.page(rows, round_, Asked("due", down, 100), FIELDS).rows
        days = [row["due_on"] for row in found]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=turned)
        assert None not in days[: len(dated)] and set(days[len(dated) :]) == {None}


def test_units_stand_in_the_order_of_the_tree_and_states_in_the_order_of_the_process(
    rows, round_, city
):
    found = paging.page(rows, round_, Asked("unit", "", 100), FIELDS).rows
    units = list(dict.fromkeys(row["lead_unit_id"] for row in found))
    assert units == [city.housing.pk, city.water.pk, city.finance.pk, None]
    found = paging.page(rows, round_, Asked("status", "", 100), FIELDS).rows
    states = list(dict.fromkeys(row["status"] for row in found))
    assert states == [status for status in Status.values if status in states]
    assert all(
        label(one) < label(other)
        for one, other in itertools.pairwise(found)
        if one["status"] == other["status"]
    )


def test_a_page_stays_where_it_is_when_the_row_before_it_goes(rows, round_):
    first = paging.page(rows, round_, Asked("due", "", 10), FIELDS)
    second = paging.page(rows, round_, Asked("due", "", 10, after=str(first.later)), FIELDS)
    last = first.rows[-1]
    Measure.objects.filter(finding_number=last["finding_number"], number=last["number"]).delete()
    again = paging.page(rows, round_, Asked("due", "", 10, after=str(first.later)), FIELDS)
    assert [label(row) for row in again.rows] == [label(row) for row in second.rows]


def test_a_page_after_a_value_that_no_row_has_any_more(rows, round_, city):
    page = paging.page(rows, round_, Asked("unit", "", 5), FIELDS)
    Measure.objects.filter(lead_unit=page.later.value).update(lead_unit=None)
    again = paging.page(rows, round_, Asked("unit", "", 5, after=str(page.later)), FIELDS)
    assert again.rows and page.later.value not in {row["lead_unit_id"] for row in again.rows}


def test_going_back_to_the_beginning_gives_a_full_page(rows, round_):
    pages, _last = walk(rows, round_, Asked("number", "", 10))
    before = f"~{pages[0][3][0]}-{pages[0][3][1]}"
    page = paging.page(rows, round_, Asked("number", "", 10, before=before), FIELDS)
    assert [label(row) for row in page.rows] == pages[0] and page.earlier is None


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ("number", "x"),
        ("number", "~"),
        ("number", "~7"),
        ("number", "~7-"),
        ("number", "~-1-3"),
        ("number", "~٣-1"),
        ("number", "~9999999-1"),
        ("due", "yesterday~7-1"),
        ("due", "2026-13-01~7-1"),
        ("changed", "2026-06-01T00:00:00~7-1"),
        ("changed", "~7-1"),
        ("status", "begun~7-1"),
        ("unit", "7~7-1"),
        ("unit", "01a20358-8e7a-7d1c-8e3a-cbf7566a9f50~7-1"),
        ("node", "' OR 1=1~7-1"),
    ],
)
def test_a_place_that_is_none_is_refused(rows, round_, order, text):
    for turn in ("after", "before"):
        with pytest.raises(Refusal) as refused:
            paging.page(rows, round_, Asked(order, "", 10, **{turn: text}), FIELDS)
        assert refused.value.code == "PARAM" and refused.value.status == 400


def test_a_place_is_written_as_it_is_read():
    for order, value in (
        ("due", date(2026, 6, 12)),
        ("changed", datetime(2026, 6, 12, 1, 2, 3, 456, tzinfo=UTC)),
        ("number", None),
        ("due", None),
    ):
        one = paging.Place(value, 7, 3)
        assert paging.place(ORDERS[order], str(one)) == one


@pytest.mark.parametrize("order", ORDERS)
def test_the_number_of_queries_does_not_depend_on_the_rows(
    rows, round_, order, django_assert_max_num_queries
):
    for size in (1, 5, 100):
        page = paging.page(rows, round_, Asked(order, "", size), FIELDS)
        with django_assert_max_num_queries(6):
            paging.page(rows, round_, Asked(order, "", size), FIELDS)
        if page.later:
            with django_assert_max_num_queries(6):
                paging.page(rows, round_, Asked(order, "", size, after=str(page.later)), FIELDS)


def test_findings_turn_their_pages_by_number(round_):
    for number in range(1, 12):
        make.finding(round_, number, f"第{number}个问题")
    rows, fields = round_.findings.order_by(), ("number",)

    def numbers(**turn):
        page = paging.numbered(rows, Asked(size=4, **turn), fields)
        return [row["number"] for row in page.rows], page

    first, page = numbers()
    second, page = numbers(after=str(page.later))
    third, last = numbers(after=str(page.later))
    assert (first, second, third) == ([1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11])
    assert last.later is None and last.total == 11
    back, page = numbers(before=str(last.earlier))
    assert back == second
    start, page = numbers(before=str(page.earlier))
    assert start == first and page.earlier is None

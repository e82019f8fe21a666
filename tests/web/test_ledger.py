"""The ledger's page: the address is the state, bad addresses are refused, sight holds, queries do not grow."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import Measure

NOBODY = "01a20358-8e7a-7d1c-8e3a-cbf7566a9f50"
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def ledger(client, city, round_):
    """Open the ledger as somebody with a query string."""

    def call(name, query="", **headers):
        client.force_login(city.users[name], backend=BACKEND)
        return client.get(f"{reverse('ledger.list', args=[round_.pk])}{query}", headers=headers)

    return call


@pytest.fixture
def more(city, round_):
    """Lay further findings with two measures each."""

    def lay(start, many):
        for number in range(start, start + many):
            parent = make.finding(round_, number, f"第{number}个问题")
            for at in (1, 2):
                made = make.measure(
                    parent,
                    at,
                    f"措施{number}-{at}",
                    lead_unit=[city.housing, city.water][at - 1],
                    lead_leader=city.posts["zhou"],
                    due_on=date(2026, 5, at),
                )
                made.responsible_units.set([city.finance])

    return lay


def _counting():
    return CaptureQueriesContext(connection)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        # B75
        "?page=0",
        "?page=-1",
        "?page=1000000000000",
        "?size=100000",
        "?size=0",
        "?size=-1",
        "?size=5٠",
        "?per_page=100000",
        # B76
        "?sort=owner__password",
        "?sort=--due",
        "?sort=due;drop",
        "?title__regex=.",
        "?finding__wording=x",
        "?cols=password",
        "?cols=measure,lead_unit__name",
        # values that no list holds
        "?status=begun",
        "?alert=red",
        "?pace=fast",
        "?ready=maybe",
        "?mine=everybody",
        "?todo=nothing",
        "?show=units",
        "?tab=secrets&peek=7-1",
        "?below=2",
        "?finding=0",
        "?finding=x",
        "?finding=٣",
        "?from=yesterday",
        "?to=2026-02-30",
        "?peek=7",
        "?peek=7-x",
        "?peek=0-1",
        "?peek=9999999-1",
        # places that are none
        "?after=zzz",
        "?after=~7",
        "?before=~-1-2",
        "?sort=due&after=soon~7-1",
        "?sort=unit&after=1~7-1",
        "?after=~7-1&before=~8-1",
        "?q=%00",
        "?q=" + "长" * 201,
    ],
)
def test_an_address_that_asks_for_what_does_not_exist_is_refused(ledger, measure, query):
    answer = ledger("wei", query)
    assert answer.status_code == 400, query
    assert "PARAM" in text(answer) or "TEXT-CHAR" in text(answer)


@pytest.mark.parametrize(
    "query",
    [
        "?node=1 OR 1=1",
        "?node=7",
        f"?node={NOBODY}",
        f"?target={NOBODY}",
        f"?unit={NOBODY}",
        f"?unit={NOBODY}&below=1",
        f"?leader={NOBODY}",
        f"?category={NOBODY}",
        "?category=none",
        "?peek=7-9",
        "?peek=999-1",
    ],
)
def test_an_id_of_nothing_is_not_found(ledger, measure, query):
    assert ledger("wei", query).status_code == 404


def test_an_id_of_another_kind_or_round_is_not_found(ledger, measure, city):
    other = make.round_of(city.housing)
    for query in (
        f"?node={city.housing.pk}",
        f"?unit={measure.pk}",
        f"?node={other.nodes.first().pk}",
        f"?target={other.targets.first().pk}",
    ):
        assert ledger("wei", query).status_code == 404


@pytest.mark.parametrize("path", ["/r/1/ledger/", "/r/1 OR 1=1/ledger/", f"/r/{NOBODY}/ledger/"])
def test_a_round_that_is_none(client, city, path):
    client.force_login(city.users["wei"], backend=BACKEND)
    assert client.get(path).status_code == 404


def test_a_row_says_what_it_must(ledger, measure):
    page = text(ledger("wei"))
    for word in ("7-①", "完成管网改造二期", "老旧小区供水管网改造", "市住建局", "周敏", "6月30日"):
        assert word in page
    assert "1条措施" in page and "草拟" in page


def test_the_ledger_is_for_those_who_see_the_round(ledger, measure, client):
    client.logout()
    for name in ("sys", "sec", "aud", "song"):
        assert ledger(name).status_code == 404
    assert "7-①" in text(ledger("lin"))


def test_a_unit_sees_its_own_rows_only(ledger, measure, city):
    make.measure(measure.finding, 2, "别的单位的措施", lead_unit=city.finance)
    assert "别的单位的措施" in text(ledger("wei"))
    page = text(ledger("lin"))
    assert "完成管网改造二期" in page and "别的单位的措施" not in page
    assert ledger("lin", "?peek=7-2").status_code == 404


def test_the_address_holds_filters_order_columns_size_and_the_open_row(ledger, measure, city):
    query = f"?unit={city.housing.pk}&below=1&status=draft,open&sort=-due&cols=measure,unit,due&size=100&peek=7-1"
    answer = ledger("wei", query)
    page, state = text(answer), answer.context["state"]
    assert state.address == query.replace(",", "%2C")
    assert "市住建局及下属" in page and "草拟，未销号" in page
    assert 'class="picked"' in page and "销号标准" in page
    assert "牵头领导</a>" not in page and 'aria-sort="descending"' in page


def test_what_a_form_left_empty_does_not_stay_in_the_address(ledger, measure, round_):
    answer = ledger("wei", "?q=&finding=7&node=&unit=&from=&cols=measure&cols=unit&sort=due")
    assert answer.status_code == 302
    assert answer.url.endswith("?finding=7&sort=due&cols=measure%2Cunit")


def test_a_word_narrows_the_list(ledger, measure, finding):
    make.measure(finding, 2, "清退资金")
    page = text(ledger("wei", "?q=清退"))
    assert "7-②" in page and "7-①" not in page
    assert "没有符合这些条件的内容" in text(ledger("wei", "?q=没有的词"))


def test_pages_follow_one_another(ledger, more):
    more(1, 40)
    first = ledger("wei", "?sort=due")
    assert first.context["page"].total == 80 and len(first.context["lines"]) == 50
    second = ledger("wei", first.context["later"])
    assert len(second.context["lines"]) == 30 and not second.context["later"]
    labels = [line.label for page in (first, second) for line in page.context["lines"]]
    assert len(set(labels)) == 80
    back = ledger("wei", second.context["earlier"])
    assert [line.label for line in back.context["lines"]] == labels[:50]


@pytest.mark.parametrize(
    "query",
    ["", "?sort=due", "?sort=unit", "?sort=status&status=open", "?show=findings", "?peek=1-1"],
)
@pytest.mark.parametrize("name", ["wei", "lin"])
def test_more_rows_ask_no_more_queries(ledger, more, name, query):
    more(1, 2)
    ledger(name, query)
    asked = []
    for start, many in ((3, 1), (4, 12), (16, 16), (32, 20)):
        more(start, many)
        with _counting() as caught:
            assert ledger(name, query).status_code == 200
        asked.append(len(caught))
    # A page that ends in a second unit or state reads that one too: once more, never once a row.
    assert max(asked) <= asked[0] + (1 if "sort=unit" in query or "sort=status" in query else 0)


def test_a_measure_that_comes_and_goes(ledger, measure):
    assert ledger("wei", "?peek=7-1").status_code == 200
    Measure.objects.all().delete()
    page = text(ledger("wei"))
    assert "台账里还没有措施" in page
    assert "老旧小区供水管网改造进度缓慢" in text(ledger("wei", "?show=findings"))


def test_findings_as_rows(ledger, measure, round_):
    make.finding(round_, 8, "还没有措施的问题")
    page = text(ledger("wei", "?show=findings"))
    assert "2个问题" in page and "0 / 1" in page and "尚无措施" in page


def test_what_tells_of_clues_is_counted_as_no_finding(ledger, measure, round_):
    make.finding(round_, 32, "", kind="clues")
    page = text(ledger("wei", "?show=findings"))
    assert "1个问题 · 另有 1 项" in page


@pytest.mark.parametrize("status", ["overdue", "due_soon", "on_track", "closed", "long", "unset"])
def test_every_alert_can_be_asked(ledger, measure, status):
    assert ledger("wei", f"?alert={status}").status_code == 200


def test_the_filter_form_shows_what_is_asked(client, city, round_, measure):
    client.force_login(city.users["wei"], backend=BACKEND)
    address = reverse("ledger.filters", args=[round_.pk])
    page = client.get(
        f"{address}?unit={city.housing.pk}&below=1&status=open&q=管网"
    ).content.decode()
    assert f'value="{city.housing.pk}" selected' in page and 'value="管网"' in page
    assert 'name="below" value="1" checked' in page and "周敏（副市长）" in page
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": "filters"})
    assert "<html" not in part.content.decode() and "显示列" in part.content.decode()


def test_english(client, city, round_, measure):
    client.force_login(city.users["wei"], backend=BACKEND)
    client.cookies["language"] = "en"
    page = text(client.get(reverse("ledger.list", args=[round_.pk])))
    assert "Rectification ledger" in page and "Lead unit" in page and "1 measure" in page

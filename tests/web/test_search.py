"""The search page: words of two characters, strange queries, and nothing outside one's sight."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from zhenggai.ledger.models import Intake
from zhenggai.office import search
from zhenggai.web import excerpts

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def find(client, city, measure):
    """Search as somebody."""

    def call(name, query):
        client.force_login(city.users[name], backend=BACKEND)
        return client.get(reverse("search"), {"q": query})

    return call


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("query", ["管网", "改造", "通水", "验收", "二期", "管网 二期"])
def test_words_of_two_characters_find_the_measure(find, query):
    page = text(find("wei", query))
    assert "7-①" in page
    for word in query.split():
        assert f"<mark>{word}</mark>" in page


def test_findings_units_people_and_documents_are_found(find, city, round_):
    assert "<mark>缓慢</mark>" in text(find("wei", "缓慢"))
    assert "市<mark>水务</mark>集团" in text(find("wei", "水务"))
    search.keep([city.person("zhou")])
    page = text(find("wei", "周敏"))
    assert "<mark>周敏</mark>" in page and "副市长" in page
    made = Intake.objects.create(
        round=round_,
        name="a.txt",
        title="关于整改进展情况的通报",
        text="文",
        text_hash="2" * 64,
        created_at=make.NOW,
        created_by=city.users["wei"],
    )
    search.keep([made])
    assert "<mark>进展</mark>" in text(find("wei", "进展"))
    assert "<mark>进展</mark>" not in text(find("lin", "进展"))


def test_nobody_finds_what_he_does_not_see(find, finding, city):
    make.measure(finding, 2, "财政专户清理", lead_unit=city.finance)
    for query in ("专户", "清理"):
        assert "7-②" in text(find("wei", query))
        for name in ("lin", "sys"):
            page = text(find(name, query))
            assert "7-②" not in page and "财政" not in page
    assert "7-②" not in text(find("lin", "7-2"))
    assert "7-①" not in text(find("song", "管网"))
    assert "7-①" in text(find("lin", "管网"))


def test_many_hits_of_others_do_not_hide_ones_own(find, finding, city):
    for number in range(2, 40):
        make.measure(finding, number, f"管网检修{number}", lead_unit=city.finance)
    page = text(find("lin", "管网"))
    assert "7-①" in page and "检修" not in page


@pytest.mark.parametrize("query", ["7-1", "7-①", " 7－1 "])
def test_a_label_opens_its_measure(find, query):
    answer = find("wei", query)
    assert answer.status_code == 302 and answer.url.endswith("?peek=7-1")


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "管",
        "x",
        "，。！“”",
        "🙂",
        "管网🙂改造",
        '"管网"',
        "'; DROP TABLE",
        "管网*",
        "NOT 管网 OR (",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "a" * 3000,
        "管" * 10_000,
        "管网 " * 3000,
        "ＡＢＣ１２",
        "①②③",
        "𰻞𰻞面",
        "\\",
        "%",
        "٣",
        "\u200b",
        "7-99999",
    ],
)
def test_strange_queries_are_answered(find, query):
    page = text(find("wei", query))
    assert "<script>alert" not in page


def test_one_character_is_found_wherever_it_stands(find):
    for query in ("管", "期", "完", "慢"):
        assert f"<mark>{query}</mark>" in text(find("wei", query))


def test_a_character_that_cannot_be_stored_is_refused(find):
    assert find("wei", "管\0网").status_code == 400


def test_the_beginning_of_a_long_query_is_searched_for(find):
    page = text(find("wei", "管网 " + "改造 " * 500))
    assert "7-①" in page and "已按前400个字查找" in page


@pytest.mark.parametrize(
    ("words", "query", "marked"),
    [
        ("供水管网改造", "管网", ["管网"]),
        ("ＡＢＣ类管网", "abc", ["ＡＢＣ"]),
        ("Café", "CAF", ["Caf"]),
        ("管网，管网", "管网", ["管网", "管网"]),
        ("第③项", "3", ["③"]),
        ("没有", "管网", []),
        ("管网改造", "管网改 改造", ["管网改", "造"]),
    ],
)
def test_hits_are_marked_where_they_stand(words, query, marked):
    pieces = excerpts.pieces(words, excerpts.hits(words, query))
    assert [piece for piece, hit in pieces if hit] == marked
    assert "".join(piece for piece, _hit in pieces) == words


def test_a_snippet_holds_the_hit_and_says_where_it_was_cut():
    words = "前" * 300 + "管网" + "后" * 300
    cut = excerpts.snippet(words, "管网", 100)
    assert cut.cut_before and cut.cut_after
    assert ("管网", True) in cut.pieces and sum(len(piece) for piece, _hit in cut.pieces) == 100
    whole = excerpts.snippet("管网", "管网", 100)
    assert not whole.cut_before and not whole.cut_after


def test_a_passage_stands_in_whole_lines():
    words = "第一行\n第二行管网第二行\n第三行"
    at = words.index("管网")
    cut = excerpts.around(words, (at, at + 2), 4)
    assert "".join(piece for piece, _hit in cut.pieces) == "第二行管网第二行"
    assert cut.cut_before and cut.cut_after

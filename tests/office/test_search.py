from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from zhenggai.ledger.models import Finding, Measure
from zhenggai.office import access, search
from zhenggai.office.models import Person, SearchDocument, Unit


def found(query, noun="finding"):
    return search.find(query, noun, 50)


@pytest.mark.parametrize(
    "query",
    [
        "管网",
        "供水管网",
        "老旧小区供水管网改造进度缓慢",
        "缓慢",
        "老旧 缓慢",
        "旧",
        "慢",
        "管网，改造",
    ],
)
def test_words_of_any_length_are_found(finding, query):
    assert found(query) == [finding.pk]


@pytest.mark.parametrize("query", ["网管", "老小", "老旧小区供电", "缓慢慢", "财政", "老旧 财政"])
def test_what_does_not_stand_there_is_not_found(finding, query):
    assert found(query) == []


@pytest.mark.parametrize("query", ["", "   ", "，。！", "“”", "%", "*", '"', "'"])
def test_punctuation_finds_nothing_and_breaks_nothing(finding, query):
    assert found(query) == []
    assert search.matching(query) is None


@pytest.mark.parametrize(
    "query",
    [
        '管网"',
        "管网*",
        "管网 OR 财政",
        "NEAR(管网)",
        "管网' OR '1'='1",
        "管网:*",
        "!管网 &",
        "\\管网",
    ],
)
def test_signs_of_the_query_language_are_only_text(finding, query):
    assert set(found(query)) <= {finding.pk}


def test_latin_letters_and_digits_go_by_word_and_width(round_):
    one = make.finding(round_, 8, "ＡＢＣ公司2025年采购")
    assert found("abc") == found("ABC") == found("２０２５") == [one.pk]
    assert found("bc") == []


def test_rare_characters_are_found(round_):
    one = make.finding(round_, 8, "𠮷田与㐀村")
    assert found("𠮷田") == found("㐀村") == [one.pk]


def test_only_the_asked_kind_is_found(city, finding, measure):
    assert found("管网", "finding") == [finding.pk]
    assert found("管网", "measure") == [measure.pk]
    assert found("住房", "unit") == [city.housing.pk]


def test_a_changed_text_is_found_by_its_new_words_only(finding):
    finding.wording = "农村集体资产清查不彻底"
    search.keep([finding])
    assert (found("管网"), found("清查")) == ([], [finding.pk])


def test_what_is_forgotten_is_not_found(finding):
    search.forget([finding.pk])
    assert found("管网") == []
    assert not SearchDocument.objects.filter(record_id=finding.pk).exists()


def test_newest_first_and_no_more_than_asked(round_):
    made = [make.finding(round_, number, "同样的问题") for number in range(10, 15)]
    assert search.find("同样", "finding", 2) == [made[4].pk, made[3].pk]


def test_the_same_rows_by_condition_and_by_list(finding, round_):
    make.finding(round_, 8, "与此无关")
    assert list(Finding.objects.filter(pk__in=search.matching("管网"))) == [finding]


def test_nothing_outside_ones_sight_is_found(city, measure):
    rows = Measure.objects.filter(pk__in=search.matching("管网"))
    assert set(access.visible(city.by("lin").viewer, rows)) == {measure}
    for who in ("song", "sys", "aud"):
        assert set(access.visible(city.by(who).viewer, rows)) == set()


def test_a_very_long_text_and_a_very_long_query_do_no_harm(round_):
    long = make.finding(round_, 9, "问题" * 20_000 + "末尾独有")
    assert long.pk in found("问题" * 5_000)


SOME = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SIGNS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@SOME
@given(text=SIGNS, query=SIGNS)
def test_no_text_and_no_query_breaks_the_search(db, text, query):
    person = Person.objects.create(name="甲")
    person.name = text
    search.keep([person])
    assert set(found(query, "person")) <= {person.pk}
    search.forget([person.pk])


CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12
)


@SOME
@given(before=CHINESE, sought=CHINESE, after=CHINESE)
def test_every_part_of_a_text_is_found(db, before, sought, after):
    unit = Unit(name=before + sought + after, path="9", position=9)
    search.keep([unit])
    assert found(sought, "unit") == [unit.pk]
    search.forget([unit.pk])

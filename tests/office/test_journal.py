from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import triggers
from zhenggai.core.rules import STREAMS
from zhenggai.office import guards, journal, people, units
from zhenggai.office.models import Entry, Head, Installation, Revision


@pytest.fixture
def kept(city):
    """Five acts of the security stream."""
    for number in range(4):
        people.create_person(city.by("wei"), name=f"人员{number}")
    units.edit(city.by("wei"), city.housing, version=1, name="市住建局", short_name="")
    return city


def test_an_untouched_chain_holds(kept):
    verdict = journal.verify("security")
    assert (verdict.count, verdict.broken_at, verdict.reason) == (5, None, "")
    assert verdict.head == Head.objects.get(stream="security").hash
    assert journal.verify("ledger").count == 0


def test_every_link_holds_the_one_before(kept):
    links = list(Entry.objects.filter(stream="security").order_by("seq"))
    assert links[0].prev_hash == ""
    assert [link.prev_hash for link in links[1:]] == [link.hash for link in links[:-1]]


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "unit.close"},
        {"facts": {"note": "另一个说法"}},
        {"user_id": None},
        {"person_id": None},
        {"fields": []},
        {"values_hash": "0" * 64},
        {"from_state": "closed"},
        {"record_id": None},
        {"on_behalf_of_id": "0190a000-0000-7000-8000-000000000000"},
    ],
    ids=str,
)
def test_a_changed_link_is_found(kept, change):
    with triggers.lifted():
        Entry.objects.filter(stream="security", seq=3).update(**change)
    verdict = journal.verify("security")
    assert (verdict.broken_at, verdict.reason) == (3, "changed")


def test_a_changed_time_is_found(kept):
    link = Entry.objects.get(stream="security", seq=2)
    with triggers.lifted():
        Entry.objects.filter(pk=link.pk).update(at=link.at - timedelta(microseconds=1))
    assert journal.verify("security").broken_at == 2


def test_a_link_changed_with_its_hash_is_found_by_the_next(kept):
    link = Entry.objects.get(stream="security", seq=2)
    link.verb = "unit.move"
    with triggers.lifted():
        Entry.objects.filter(pk=link.pk).update(
            verb=link.verb, hash=journal._hash(link, link.prev_hash)
        )
    verdict = journal.verify("security")
    assert (verdict.broken_at, verdict.reason) == (3, "link")


def removed(where):
    rows = Entry.objects.filter(stream="security", **where)
    with triggers.lifted():
        Revision.objects.filter(entry__in=rows).delete()
        rows.delete()


@pytest.mark.parametrize("seq", [1, 3])
def test_a_removed_link_is_found(kept, seq):
    removed({"seq": seq})
    verdict = journal.verify("security")
    assert (verdict.broken_at, verdict.reason) == (seq, "missing")


def test_a_cut_tail_is_found(kept):
    removed({"seq__gte": 4})
    verdict = journal.verify("security")
    assert (verdict.count, verdict.broken_at, verdict.reason) == (3, 4, "tail")


def test_a_lost_head_is_found(kept):
    Head.objects.filter(stream="security").delete()
    assert journal.verify("security").reason == "tail"


@pytest.mark.parametrize("rows", [Entry, Revision])
def test_the_database_refuses_to_change_or_remove(kept, rows):
    for act in (
        lambda: (
            rows.objects.update(record_id=None) if rows is Entry else rows.objects.update(old=1)
        ),
        lambda: rows.objects.all()._raw_delete(using="default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert journal.verify("security").broken_at is None


def test_the_journal_is_not_emptied_at_one_stroke(kept):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        cursor = connection.cursor()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE office_entry CASCADE")


def test_the_mark_of_the_demo_is_fixed(city):
    with pytest.raises(DatabaseError), transaction.atomic():
        Installation.objects.update(demo=True)
    assert not Installation.objects.get().demo


def test_a_missing_trigger_is_seen_and_put_back(city):
    assert guards.missing() == []
    triggers.lift()
    acts = ["delete", "update"] + (["truncate"] if connection.vendor == "postgresql" else [])
    names = {f"office_{table}_no_{act}" for table in ("entry", "revision") for act in acts}
    assert set(guards.missing()) == names | {"office_installation_demo_fixed"}
    guards.install()
    guards.install()
    assert guards.missing() == []


def test_the_command_says_that_all_chains_hold(kept):
    out = io.StringIO()
    call_command("verify_journal", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.partition(":")[0] for line in lines] == list(STREAMS)
    assert lines[2].startswith("security: 5 entries, head ")


def test_the_command_names_the_broken_link_and_fails(kept):
    triggers.lift()
    Entry.objects.filter(stream="security", seq=3).update(verb="unit.close")
    with pytest.raises(CommandError) as broken:
        call_command("verify_journal", stdout=io.StringIO())
    assert "security: entry 3 is broken (changed)" in str(broken.value)
    assert "trigger office_entry_no_update is missing" in str(broken.value)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), PLAIN, max_size=5))
def test_the_same_value_has_the_same_digest(value):
    turned = dict(reversed(value.items()))
    assert journal.canonical(turned) == journal.canonical(value)
    assert journal.digest(journal.canonical(turned)) == journal.digest(journal.canonical(value))


@given(st.text(), st.text())
def test_different_values_have_different_digests(one, other):
    assert (journal.digest(one) == journal.digest(other)) is (one == other)

"""Every address, walked: who gets in without a name, what asking changes, what a form without its token does."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from zhenggai.core import rules
from zhenggai.ledger.models import Measure
from zhenggai.office.models import Entry

LONGEST_VIEW = 20
# Addresses that act on no record, or only show.
READING = {
    "home": "the newest round, or the drop zone",
    "language": "the switch",
    "coverage": "the confirmed text beside what was made of it",
    "search": "full search",
    "intake.file": "the document as it came",
    "sheet.file": "the workbook as it came",
    "proof.judge": "the issues of a text while it is written",
    "suggest.units": "names while one types",
    "suggest.leaders": "names while one types",
    "ledger.filters": "the form of the filters, made into an address",
    "office.units": "the directory",
    "office.people": "the directory",
    "office.groups": "the directory",
    "office.accounts": "the directory",
    "directory.template": "an empty workbook to fill in",
    "directory.bring": "shows what a workbook would do",
    "demo.begin": "the example city's door",
    "demo.enter": "the example city's people",
    "demo.clock": "the example city's clock",
}
# Who has no name yet may come here and nowhere else.
OPEN = {"account_login", "account_inactive", "demo.begin", "demo.enter"}
# Verbs that no page of their own does.
WITHOUT_ADDRESS = {
    "batch.restore": "done at batch.run, where an undone change goes back",
    "measure.recalculate": "follows from a change of the calendar",
    "finding.edit": "done by an import that changes a wording",
    "institution.register": "done by people once institutions have their page",
}
UNKNOWN = UUID("0190a000-0000-7000-8000-000000000000")


@dataclass(frozen=True)
class Address:
    """One pattern of the address list."""

    name: str
    pattern: URLPattern
    names: tuple[str, ...]

    @property
    def view(self) -> Any:
        return inspect.unwrap(self.pattern.callback)

    @property
    def ours(self) -> bool:
        return self.view.__module__.startswith("zhenggai.")

    def path(self, known: dict[str, Any]) -> str:
        """The address with `known` values, and for the rest values that fit and mean nothing."""
        fitting = {"uuid": UNKNOWN, "int": 1, "slug": "units", "str": "x", "path": "x"}
        values = {}
        for name, converter in self.pattern.pattern.converters.items():
            kind = (
                type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            )
            values[name] = known.get(name, fitting[kind])
        return reverse(self.name, kwargs=values)


def walk(patterns: list[Any]) -> list[Address]:
    found = []
    for one in patterns:
        if isinstance(one, URLResolver):
            found += walk(one.url_patterns)
        elif isinstance(one, URLPattern):
            assert one.name, f"an address without a name: {one}"
            found.append(Address(one.name, one, tuple(one.pattern.converters)))
    return found


ADDRESSES = walk(get_resolver().url_patterns)
OURS = [address for address in ADDRESSES if address.ours]


def named(address: Address) -> str:
    return address.name


def test_an_address_that_acts_is_called_like_its_verb():
    strange = [
        address.name
        for address in OURS
        if address.name not in rules.TABLE
        and address.name not in READING
        and not address.name.endswith((".list", ".view"))
    ]
    assert not strange


def test_every_verb_has_its_address():
    names = {address.name for address in ADDRESSES}
    assert set(rules.TABLE) - names == set(WITHOUT_ADDRESS)


@pytest.mark.parametrize("address", OURS, ids=named)
def test_a_view_is_a_short_function(address):
    view = address.view
    assert inspect.isfunction(view), "function views only"
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(view))).body
    body = function.body[1:] if ast.get_docstring(function) else function.body
    lines = function.end_lineno - body[0].lineno + 1
    assert lines <= LONGEST_VIEW, f"{view.__module__}.{view.__name__}: {lines} lines"


@pytest.mark.django_db
def test_a_stranger_meets_the_sign_in():
    let_in = set()
    for address in ADDRESSES:
        for answer in (Client().get(address.path({})), Client().post(address.path({}))):
            if answer.status_code == 302 and answer["Location"].startswith("/sign-in/"):
                continue
            let_in.add(address.name)
            assert answer.status_code < 500, address.name
    assert let_in == OPEN & {address.name for address in ADDRESSES}


def test_a_form_without_its_token_is_refused(measure, city):
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.users["wei"])
    for address in OURS:
        answer = client.post(address.path({"round_id": measure.round_id, "finding": 7}))
        assert answer.status_code in {403, 405}, address.name


def test_looking_changes_nothing(measure, city):
    client = Client()
    client.force_login(city.users["wei"])
    known = {"round_id": measure.round_id, "finding": 7, "number": 1}
    for address in OURS:
        before = Entry.objects.count(), Measure.objects.get(pk=measure.pk).version
        answer = client.get(address.path(known), {"note": "x", "version": "1"})
        assert answer.status_code < 500, address.name
        after = Entry.objects.count(), Measure.objects.get(pk=measure.pk).version
        assert after == before, address.name
        for method in (client.put, client.delete, client.patch):
            assert method(address.path(known)).status_code == 405, address.name

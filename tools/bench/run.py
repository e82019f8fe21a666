"""The lines of the bench: each page beside a bare page of the same rows, medians of the same run."""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tools.bench import asking, bare, data, serving
from tools.bench.asking import Asker
from zhenggai.core.reading.reader import read
from zhenggai.ledger.models import Measure

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "jinan-2021.txt"
SAMPLES = Path(__file__).parents[2] / "tests" / "samples" / "reading"
READING_MS, MEMORY_MB = 50, 200


@dataclass
class Pair:
    """A page of the house and its bare page; `limit` is how many times slower it may be, 0 for no limit."""

    name: str
    limit: float
    ours: Callable[[], object]
    plain: Callable[[], object]


@dataclass
class Bench:
    """Who asks what of which rows."""

    laid: data.Laid
    house: Asker
    liaison: Asker
    leader: Asker
    plain: Asker
    rounds: int

    def pairs(self) -> Iterator[Pair]:
        """The pages, each with its bare page."""
        ledger, home = f"/r/{self.laid.round.pk}/ledger/", f"/r/{self.laid.round.pk}/"
        bureau = self.laid.units[3].pk
        listed = self._plain("list/")
        asked = {
            "state, by due date": "?status=in_progress&sort=due",
            "overdue, by due date": "?alert=overdue&sort=due",
            "overdue, by number": "?alert=overdue",
            "not closed out, by unit": "?status=open&sort=unit",
            "unit and below, by due date": f"?unit={bureau}&below=1&status=open&sort=due",
        }
        for name, query in asked.items():
            yield Pair(f"ledger: {name}", 3, self._page(ledger + query), listed)
        yield Pair("ledger: a page in the middle", 3, self._page(self._middle(ledger)), listed)
        # No limit is set for these; they are shown so that nobody has to guess.
        word = "?q=%E4%BE%9B%E6%B0%B4&sort=due"
        yield Pair("ledger: a word in every tenth row", 0, self._page(ledger + word), listed)
        yield Pair("ledger: a liaison of twenty units", 0, lambda: self.liaison.ask(ledger), listed)
        yield Pair("ledger: a leader above all units", 0, lambda: self.leader.ask(ledger), listed)
        yield Pair("panel", 2, self._panel(ledger), listed)
        yield Pair(
            "panel, beside one bare measure", 2, self._panel(ledger), self._plain("one/7-2/")
        )
        counted = self._plain("counted/")
        yield Pair("home", 3, self._page(home), counted)
        yield Pair("home: a leader above all units", 0, lambda: self.leader.ask(home), counted)
        yield self._saving()

    def _page(self, address: str) -> Callable[[], object]:
        return lambda: self.house.ask(address)

    def _panel(self, ledger: str) -> Callable[[], object]:
        return lambda: self.house.ask(f"{ledger}?peek=7-2", headers=asking.PANEL)

    def _plain(self, what: str) -> Callable[[], object]:
        return lambda: self.plain.ask(f"/bare/{self.laid.round.pk}/{what}")

    def _middle(self, ledger: str) -> str:
        rows = Measure.objects.filter(status="in_progress", due_on__isnull=False).order_by("due_on")
        middle = rows[rows.count() // 2]
        after = f"{middle.due_on}~{middle.finding_number}-{middle.number}"
        return f"{ledger}?status=in_progress&sort=due&after={after}"

    def _saving(self) -> Pair:
        first, second = Measure.objects.filter(status="planned").order_by("pk")[:2]
        address = f"/r/{self.laid.round.pk}/measures/{first.finding_number}-{first.number}/assign/"
        fields = asking.form(self.house.ask(address))
        versions, counter = itertools.count(int(fields["version"])), itertools.count(second.version)

        def ours() -> object:
            at = next(versions)
            changed = {"version": str(at), "request_id": str(uuid4()), "criterion": f"{at}项"}
            return self.house.ask(address, asking.sent(fields | changed))

        def plain() -> object:
            at = next(counter)
            body = json.dumps({"version": at, "criterion": f"{at}项"}).encode()
            return self.plain.ask(f"/bare/{second.pk}/save/", body)

        return Pair("saving: assign a measure", 0, ours, plain)


def _line(name: str, ours: str, plain: str, ratio: str, verdict: str) -> None:
    print(f"{name:<48}{ours:>12}{plain:>12}{ratio:>9}  {verdict}")


def _pages(bench: Bench) -> bool:
    passed = False
    _line("", "ms", "bare, ms", "times", "limit")
    for pair in bench.pairs():
        ours, plain = asking.together(bench.rounds, pair.ours, pair.plain)
        ratio = ours.median / plain.median
        over = bool(pair.limit) and ratio > pair.limit
        passed = passed or over
        limit = f"≤ {pair.limit:g}{'  OVER' if over else ''}" if pair.limit else ""
        _line(pair.name, f"{ours.median:.1f}", f"{plain.median:.1f}", f"{ratio:.1f}", limit)
    return passed


def _reading(rounds: int) -> bool:
    texts = [CORPUS] if CORPUS.is_file() else sorted(SAMPLES.glob("02-*.txt"))
    if not texts:
        return False
    text = texts[0].read_text(encoding="utf-8")
    one, four = asking.together(max(3, rounds // 6), lambda: read(text), lambda: read(text * 4))
    over = one.median > READING_MS
    limit = f"≤ {READING_MS} ms{'  OVER' if over else ''}"
    _line(f"reading {texts[0].name}, {len(text)} characters", f"{one.median:.1f}", "", "", limit)
    growth = four.median / one.median
    _line("reading four times the length", f"{four.median:.1f}", "", f"{growth:.1f}", "4 is linear")
    return over


def run(options: argparse.Namespace) -> bool:
    """Lay the rows, time the pages, print the lines; whether any limit was passed."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    begin = time.perf_counter()
    laid = data.lay(options.findings, options.each, options.units)
    rows = options.findings * options.each
    print(
        f"{options.findings} findings, {rows} measures, {options.units} units, "
        f"SQLite, laid in {time.perf_counter() - begin:.0f} s"
    )
    connection.close()
    house = asking.application()
    key = asking.session(laid.coordinator)
    bench = Bench(
        laid,
        Asker(house, key),
        Asker(house, asking.session(laid.liaison)),
        Asker(house, asking.session(laid.leader)),
        Asker(asking.application(bare.MIDDLEWARE), key),
        options.rounds,
    )
    passed = _pages(bench)
    passed = _reading(options.rounds) or passed
    memory = serving.memory(f"{settings.SESSION_COOKIE_NAME}={key}", laid.round.pk)
    over = memory > MEMORY_MB
    limit = f"≤ {MEMORY_MB} MB{'  OVER' if over else ''}"
    _line("memory of a serving process after 300 pages, MB", f"{memory:.0f}", "", "", limit)
    return passed or over

"""The dry run: what an import would do to the ledger of this moment. Nothing is written."""

from __future__ import annotations

from django.conf import settings

from zhenggai.core.errors import BadFile
from zhenggai.core.sheets import exported, header, reader
from zhenggai.core.sheets.model import Book, Grid, Limits
from zhenggai.ledger.models import Round, Sheet, SheetLayout
from zhenggai.ledger.sheets import foreign, own
from zhenggai.ledger.sheets.known import known_of
from zhenggai.ledger.sheets.names import names_of
from zhenggai.ledger.sheets.shape import LEFT, Dry, Setup, setup_of
from zhenggai.ledger.sheets.values import Asked
from zhenggai.office import apart, calendar, clock, files


def read(data: bytes, name: str) -> Book:
    """The workbook; raises BadFile."""
    return reader.read(data, name, Limits(settings.MAX_ROWS, settings.MAX_CELL))


def received(data: bytes, name: str) -> Book:
    """The same of a workbook that comes in just now: it is read apart, whatever it may be."""
    return apart.call(reader.read, data, name, Limits(settings.MAX_ROWS, settings.MAX_CELL))


def begin(book: Book) -> Setup:
    """The first decisions: the visible sheet whose head names most fields."""
    best, most = 0, 0.0
    for at, grid in enumerate(book.sheets):
        head = header.find(grid)
        named = sum(column.sure for column in head.columns if column.field) if head else 0.0
        if named > most:
            best, most = at, named
    return Setup(sheet=best)


def run(sheet: Sheet, book: Book | None = None) -> Dry:
    """Check a staged workbook against the ledger."""
    opened = book or read(files.load(sheet.blob), sheet.name)
    setup = setup_of(sheet.setup)
    back = returned(opened, sheet.name, sheet.round)
    if back is not None:
        dry = Dry(back.grid, header.at(back.grid, max(0, back.head - 1), back.head))
        own.judge(dry, back, _asked(sheet.round, setup), known_of(sheet.round))
        return _dated(dry)
    grid = opened.sheets[min(setup.sheet, len(opened.sheets) - 1)]
    dry = Dry(grid, mapped(grid, setup))
    dry.problems = foreign.problems(dry.head, grid.title)
    if dry.head is not None and not dry.problems:
        foreign.judge(dry, _asked(sheet.round, setup), known_of(sheet.round))
    return _dated(dry)


def returned(book: Book, name: str, round_: Round) -> exported.Returned | None:
    """The workbook as an export of this round; None for one that somebody else made.

    Raises BadFile: IMP-TEMPLATE for another edition, IMP-OTHER-ROUND for an export of another round.
    """
    back = exported.recognise(book, name)
    if back is not None and back.round != str(round_.pk):
        raise BadFile("IMP-OTHER-ROUND", name=name)
    return back


def mapped(grid: Grid, setup: Setup) -> header.Head | None:
    """The head with its columns: as recognised, as remembered for this layout, as a person chose."""
    if setup.first is None or setup.last is None:
        head = header.find(grid)
    else:
        head = header.at(grid, setup.first, setup.last)
    if head is None:
        return None
    remembered = SheetLayout.objects.filter(layout=head.layout).first()
    if remembered is not None:
        head = header.mapped(head, remembered.columns, "remembered")
    return header.mapped(head, setup.columns, "chosen")


def _asked(round_: Round, setup: Setup) -> Asked:
    today = clock.today()
    return Asked(names_of(round_, today), setup, round_.feedback_on, settings.MAX_CELL)


def _dated(dry: Dry) -> Dry:
    """Name the years of which the working days are not known yet: their days are provisional."""
    known = calendar.current().years
    days = {
        value
        for row in dry.rows
        if row.verdict != LEFT
        for name in ("due_on", "condition_due_on")
        if (value := row.values.get(name))
    }
    dry.years = sorted({day.year for day in days} - set(known))
    return dry

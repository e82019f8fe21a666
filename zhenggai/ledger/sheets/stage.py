"""Staging a workbook, deciding about it, putting it away: nothing enters the ledger yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zhenggai.core.errors import BadValue, Duplicate
from zhenggai.core.files import clean_name, digest
from zhenggai.core.sheets.fields import FIELDS
from zhenggai.core.sheets.model import Book
from zhenggai.core.sheets.reader import settled
from zhenggai.ledger.models import Round, Sheet
from zhenggai.ledger.sheets import dry
from zhenggai.ledger.sheets.shape import OURS, THEIRS, Setup, setup_of
from zhenggai.office import access, clock, files
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

Change = Callable[[Setup], object]


@dataclass(frozen=True)
class Staged:
    """A staged workbook; `again`: the same file was waiting already and is opened instead of doubled."""

    sheet: Sheet
    again: bool = False


def stage(by: By, round_: Round, data: bytes, name: str) -> Staged:
    """Read the workbook and keep it beside its first decisions.

    The same file that waits already is opened again; one that was imported raises Duplicate (SHEET-DUP). Raises BadFile
    for what is no workbook, or an export of another round or edition.
    """
    access.require(by.viewer, "sheet.stage", Sheet(round=round_))
    sha256 = digest(data)
    waiting = (
        access.visible(by.viewer, Sheet.objects.filter(round=round_, blob=sha256))
        .filter(status=Sheet.Status.STAGED)
        .first()
    )
    if waiting is not None:
        return Staged(waiting, again=True)
    refuse_twice(round_, sha256)
    book = dry.received(data, name)
    if not book.sheets:
        raise BadValue("IMP-HEADER", sheet=clean_name(name))
    dry.returned(book, clean_name(name), round_)
    sheet = Sheet(
        round=round_,
        name=clean_name(name)[:255],
        setup=dry.begin(book).as_json(),
        notes=_notes(book),
        created_at=clock.now(),
        created_by=by.user,
    )
    sheet.blob = files.store(data, clean_name(name).rpartition(".")[2].lower()[:12]).sha256
    with step(by, "sheet.stage", sheet) as doing:
        doing.facts["sha256"] = sha256
    return Staged(sheet)


def refuse_twice(round_: Round, sha256: str) -> None:
    """Raise Duplicate where the same file was imported into the round."""
    earlier = Sheet.objects.filter(round=round_, blob=sha256, status=Sheet.Status.IMPORTED).first()
    if earlier is not None and earlier.imported_at is not None:
        day = clock.day_of(earlier.imported_at).isoformat()
        raise Duplicate("SHEET-DUP", name=earlier.name, day=day)


def _notes(book: Book) -> list[dict[str, Any]]:
    """What was normalised, assumed or is hidden, as codes with counts."""
    notes: list[dict[str, Any]] = [
        {"code": code, "count": count} for code, count in book.normalised.items()
    ]
    if book.encoding and book.encoding != "utf-8":
        notes.append({"code": "ENCODING", "encoding": book.encoding})
    hidden = {
        "HIDDEN-SHEETS": sum(not grid.title.startswith("_") for grid in book.hidden),
        "HIDDEN-ROWS": sum(len(grid.hidden_rows) for grid in book.sheets),
        "HIDDEN-COLUMNS": sum(
            column < grid.width for grid in book.sheets for column in grid.hidden_columns
        ),
    }
    return notes + [{"code": code, "count": count} for code, count in hidden.items() if count]


def correct(by: By, sheet: Sheet, change: Change, *, version: int | None = None) -> Sheet:
    """Take one decision about a staged workbook."""
    with step(by, "sheet.correct", sheet, version=version) as doing:
        setup = setup_of(doing.record.setup)
        change(setup)
        doing.record.setup = setup.as_json()
    return doing.record


def discard(by: By, sheet: Sheet, *, version: int | None = None) -> None:
    """Put a staged workbook away."""
    with step(by, "sheet.discard", sheet, version=version):
        pass


def put_sheet(setup: Setup, at: int) -> None:
    """Read another sheet of the file; what was decided about the rows of this one says nothing there."""
    kept = setup.same
    fresh = Setup(sheet=at, same=kept)
    for name, value in fresh.as_json().items():
        setattr(setup, name, value)


def put_head(setup: Setup, first: int, last: int) -> None:
    """Put the head at rows `first` to `last` (from 1, as the office program counts)."""
    if not 1 <= first <= last <= first + 9:
        raise BadValue("SHEET-HEAD")
    setup.first, setup.last, setup.columns = first - 1, last - 1, {}


def put_columns(setup: Setup, columns: dict[str, str]) -> None:
    """Take columns (by number, from 0) for fields; "" leaves a column out."""
    if any(not at.isdigit() or (field and field not in FIELDS) for at, field in columns.items()):
        raise BadValue("CHOICE", field="columns")
    chosen = [field for field in columns.values() if field]
    twice = next((field for field in chosen if chosen.count(field) > 1), "")
    if twice:
        raise BadValue("SHEET-TWICE", field=twice)
    setup.columns = columns


def put_cell(setup: Setup, cell: str, text: str, longest: int) -> None:
    """Put a text in place of a cell's."""
    if len(text) > longest:
        raise BadValue("CELL-LONG", length=len(text), limit=longest)
    setup.edits[cell[:12]] = settled(text)


def put_name(setup: Setup, name: str, meant: str) -> None:
    """Say which unit or leader a name means, wherever it stands; "" leaves it out."""
    setup.same[name] = meant.strip()


def put_row(setup: Setup, key: str, what: str) -> None:
    """Leave a row out or take it again, keep it apart from the one that it resembles, or say whose values count."""
    if what == "leave":
        setup.left = sorted({*setup.left, key})
    elif what == "take":
        setup.left = [each for each in setup.left if each != key]
    elif what == "apart":
        setup.apart = sorted({*setup.apart, key})
    elif what in (OURS, THEIRS):
        setup.sides = {"*": what} if key == "*" else setup.sides | {key: what}
    else:
        raise BadValue("CHOICE", field="row")


def leave_errors(setup: Setup, keys: list[str]) -> None:
    """Leave out every row that cannot be taken."""
    setup.left = sorted({*setup.left, *keys})

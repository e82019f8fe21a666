"""The decisions that the page of a workbook sends."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from zhenggai.core.errors import BadValue
from zhenggai.ledger.models import Sheet
from zhenggai.ledger.sheets import dry, stage
from zhenggai.ledger.sheets.shape import ERROR, Setup

LONGEST_NAME = 200


def change_of(sent: Mapping[str, str], sheet: Sheet) -> stage.Change:
    """What a sent form asks for; raises BadValue for anything else."""
    what = sent.get("do", "")
    if what == "errors":
        # Looked for now: what is left out is what stood in error when the button was pressed.
        keys = [row.key for row in dry.run(sheet).rows if row.verdict == ERROR]
        return lambda setup: stage.leave_errors(setup, keys)
    return lambda setup: _put(what, sent, setup)


def _put(what: str, sent: Mapping[str, str], setup: Setup) -> None:
    if what == "sheet":
        stage.put_sheet(setup, _whole(sent, "sheet"))
    elif what == "head":
        stage.put_head(setup, _whole(sent, "first"), _whole(sent, "last"))
    elif what == "columns":
        columns = {
            name.removeprefix("column"): value
            for name, value in sent.items()
            if name.startswith("column")
        }
        stage.put_columns(setup, columns)
    elif what == "cell":
        stage.put_cell(setup, _text(sent, "cell"), sent.get("text", ""), settings.MAX_CELL)
    elif what == "name":
        stage.put_name(setup, _text(sent, "name"), sent.get("meant", "")[:LONGEST_NAME])
    elif what in ("leave", "take", "apart", "ours", "theirs"):
        stage.put_row(setup, _text(sent, "key"), what)
    else:
        raise BadValue("CHOICE", field="do")


def _whole(sent: Mapping[str, str], name: str) -> int:
    value = sent.get(name, "")
    if not (value.isascii() and value.isdigit()) or len(value) > 7:
        raise BadValue("CHOICE", field=name)
    return int(value)


def _text(sent: Mapping[str, str], name: str) -> str:
    value = sent.get(name, "")
    if not value or len(value) > settings.MAX_CELL or "\0" in value:
        raise BadValue("CHOICE", field=name)
    return value

"""Sending a staged workbook back to whoever filled it in, with a comment in every cell to be put right."""

from __future__ import annotations

from django.utils import translation

from zhenggai.core.files import sniff
from zhenggai.core.sheets.marked import Mark, marked
from zhenggai.ledger.models import Sheet
from zhenggai.ledger.sheets import dry
from zhenggai.ledger.sheets.shape import BAD, CONFLICT, DOUBTFUL, LEFT, Dry, setup_of
from zhenggai.office import files
from zhenggai.office.flow import step
from zhenggai.office.viewer import By
from zhenggai.office.words import sentence

# A workbook is read by those who filled it in, in the language of the ledger.
LANGUAGE = "zh-hans"
OURS = "台账现为：{ours}"


def send_back(by: By, sheet: Sheet) -> bytes:
    """The workbook with its comments, as .xlsx; noted in the journal."""
    seen = dry.run(sheet)
    data = files.load(sheet.blob)
    with translation.override(LANGUAGE):
        found = marks(seen)
    setup = setup_of(sheet.setup)
    made = marked(data, sniff(data, sheet.name), seen.grid, found, setup.edits)
    with step(by, "sheet.send_back", sheet) as doing:
        doing.facts |= {"cells": len(found)}
    return made


def marks(seen: Dry) -> dict[str, Mark]:
    """What is said about which cell; one that several rows share is marked once."""
    found: dict[str, Mark] = {}
    for row in seen.rows:
        for cell in row.cells:
            if row.verdict == LEFT or cell.verdict not in (BAD, DOUBTFUL, CONFLICT):
                continue
            text = sentence(cell.refusal) if cell.refusal else ""
            if cell.ours is not None:
                text = "\n".join(filter(None, (text, OURS.format(ours=cell.ours))))
            known = found.get(cell.cell)
            if known is None or (cell.verdict == BAD and not known.bad):
                found[cell.cell] = Mark(text, cell.verdict == BAD)
    return found

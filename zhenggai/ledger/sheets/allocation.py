"""The allocation table of a round: task × time × responsibility, for the main plan or one special plan's category."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from zhenggai.core.sheets import allocation as sheet
from zhenggai.core.sheets import allocation_docx
from zhenggai.core.sheets.allocation import Allocation, Task
from zhenggai.core.writing.text import date_words
from zhenggai.ledger import listing
from zhenggai.ledger.listing import Frame, Wanted
from zhenggai.ledger.sheets.export import findings, title
from zhenggai.ledger.sheets.names import Names, names_of
from zhenggai.ledger.sheets.texts import CHUNK, FIELDS, Texts, chunks, related
from zhenggai.office import access
from zhenggai.office.flow import step
from zhenggai.office.viewer import By

FORMS = ("xlsx", "docx")


def export(by: By, frame: Frame, wanted: Wanted, form: str) -> bytes:
    """The table as .xlsx or .docx, noted in the journal. It holds the measures that the viewer sees."""
    access.require(by.viewer, "allocation.export", frame.round)
    names = names_of(frame.round, frame.today)
    table = Allocation(
        title=title(frame, "整改任务配档表"),
        subtitle=f"{frame.round.term}{frame.round.ordinal}　{date_words(frame.today)}".strip(),
        nodes=tuple(node.name for node in names.nodes),
    )
    rows = tasks(frame, wanted, names)
    if form == "docx":
        made = allocation_docx.build(table, rows)
    else:
        kept = BytesIO()
        sheet.write(kept, table, rows)
        made = kept.getvalue()
    with step(by, "allocation.export", frame.round) as doing:
        doing.facts |= {"form": form, "filtered": wanted.anything}
    return made


def tasks(frame: Frame, wanted: Wanted, names: Names) -> Iterator[Task]:
    """The measures by number."""
    told = findings(frame)
    texts = Texts(names)
    nodes = {node.pk: (at, node.due_on) for at, node in enumerate(names.nodes)}
    rows = listing.measures(frame, wanted).order_by("finding_number", "number").values(*FIELDS)
    for piece in chunks(rows.iterator(chunk_size=CHUNK)):
        units, posts = related(row["pk"] for row in piece)
        for row in piece:
            found = told[row["finding_id"]]
            said = texts.of(row, units.get(row["pk"], []), posts.get(row["pk"], []))
            node, day = nodes.get(row["node_id"], (-1, None))
            yield Task(
                category=found.category,
                finding=str(row["finding_id"]),
                number=found.number,
                wording=found.wording,
                label=said["label"],
                measure=said["measure"],
                lead_leader=said["lead_leader"],
                leaders=said["responsible_leaders"],
                lead_unit=said["lead_unit"],
                units=said["responsible_units"],
                node=node,
                day=_day(row, day),
                target=said["target"],
                criterion=said["criterion"],
            )


def _day(row: dict[str, Any], node: date | None) -> str:
    """A day of its own; nothing where it is the node's day, which the mark under the node says."""
    due: date | None = row["due_on"]
    return f"{due.year}.{due.month}.{due.day}" if due is not None and due != node else ""

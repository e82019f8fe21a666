"""How the ledger writes the values of a measure into cells: the same for the export and for comparing what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from zhenggai.core.matching import normal
from zhenggai.ledger.models import CIRCLED, Measure
from zhenggai.ledger.sheets.names import Names

# A document is written in the language of the ledger, whatever the language of the pages.
STATES = {
    "draft": "草拟",
    "planned": "已列方案",
    "in_progress": "整改中",
    "submitted": "已申请销号",
    "reviewed": "已审核",
    "verified": "已核查",
    "closed": "已销号",
}
PACES = {"immediate": "立行立改", "staged": "分阶段", "continuous": "持续整改"}
CLAIMS = {
    "completed": "已完成",
    "in_progress": "正在整改",
    "long_term": "长期推进",
    "not_started": "未启动",
}
FIELDS = (
    *("pk", "version", "finding_id", "finding_number", "number", "title", "text", "result"),
    *("status", "claimed_status", "criterion", "node_id", "target_id", "due_on"),
    *("original_due_on", "pace", "condition", "condition_due_on", "lead_leader_id"),
    *("lead_unit_id", "closed_at", "changed_at"),
)
CHUNK = 500
Row = dict[str, Any]
Sets = dict[UUID, list[UUID]]


def label(finding: int, number: int) -> str:
    """7-③; above twenty 7-(21)."""
    mark = CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else f"({number})"
    return f"{finding}-{mark}"


def wording(title: str, text: str) -> str:
    """A measure in one cell: the title stands above its text unless the text begins with it."""
    if not title or normal(text).startswith(normal(title)):
        return text or title
    return f"{title}\n{text}" if text else title


def parted(cell: str, title: str, text: str) -> tuple[str, str]:
    """Title and text of an edited cell; the first line is the title where the measure showed one above its text."""
    if title and text and wording(title, text) != text and "\n" in cell:
        first, rest = cell.split("\n", 1)
        return first[:200], rest
    return "", cell


def iso(day: date | None) -> str:
    """A day as a cell tells it."""
    return day.isoformat() if day else ""


class Texts:
    """Writes measures with the names of one round."""

    def __init__(self, names: Names) -> None:
        """Take the names."""
        self._names = names
        self._nodes = {node.pk: node.name for node in names.nodes}
        self._targets = {target.pk: target.name for target in names.targets}

    def of(self, row: Row, units: list[UUID], posts: list[UUID]) -> dict[str, str]:
        """The texts of every column of the measure itself, days as ISO 8601."""
        names = self._names
        return {
            "label": label(row["finding_number"], row["number"]),
            "measure": wording(row["title"], row["text"]),
            "lead_leader": names.post_texts.get(row["lead_leader_id"], ""),
            "responsible_leaders": names.posts_text(posts),
            "lead_unit": names.unit_texts.get(row["lead_unit_id"], ""),
            "responsible_units": names.units_text(units),
            "node": self._nodes.get(row["node_id"], ""),
            "due": iso(row["due_on"]),
            "target": self._targets.get(row["target_id"], ""),
            "pace": PACES.get(row["pace"], ""),
            "criterion": row["criterion"],
            "progress": row["result"],
            "status": STATES[row["status"]],
            "condition": row["condition"],
            "condition_due": iso(row["condition_due_on"]),
            "claimed": CLAIMS.get(row["claimed_status"], ""),
        }


def related(ids: Iterable[UUID]) -> tuple[Sets, Sets]:
    """Responsible units and leaders of measures."""
    wanted = list(ids)
    units: Sets = defaultdict(list)
    posts: Sets = defaultdict(list)
    for name, key, found in (
        ("responsible_units", "unit_id", units),
        ("responsible_leaders", "post_id", posts),
    ):
        through: Any = getattr(Measure, name).through._default_manager
        for measure, other in through.filter(measure_id__in=wanted).values_list("measure_id", key):
            found[measure].append(other)
    return units, posts


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in pieces that a statement can name."""
    while piece := list(islice(rows, CHUNK)):
        yield piece

"""The fields that a column can hold, and the headings by which they are known (columns.toml)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Fields that have a place in the ledger; what else is recognised is shown and left out.
KEPT = (
    "number",
    "category",
    "finding",
    "manifestation",
    "measure_number",
    "measure",
    "target",
    "pace",
    "lead_leader",
    "responsible_leaders",
    "lead_unit",
    "responsible_units",
    "helping_units",
    "due",
    "node",
    "criterion",
    "progress",
    "done",
)
LEFT = ("goal", "remark")
FIELDS = (*KEPT, *LEFT)
# Without one of each no row says what it is about.
NEEDED = ("finding", "measure")
_BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_NOISE = re.compile(r"[\s_:：、,，.。*·]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means: the field, and how sure that is. `reason` is exact, part or unknown."""

    field: str
    sure: float
    reason: str


UNKNOWN = Meaning("", 0.0, "unknown")


@cache
def _known() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Headings to fields, and parts of headings with their fields, the longest first."""
    path = Path(__file__).with_name("columns.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words = {plain(word): key for key, row in table.items() for word in row["words"]}
    parts = [(plain(part), key) for key, row in table.items() for part in row.get("parts", ())]
    return words, sorted(parts, key=lambda part: -len(part[0]))


def plain(heading: str) -> str:
    """A heading as it is compared: one width, without blanks, line ends, bracketed remarks and points."""
    text = unicodedata.normalize("NFKC", heading)
    bare = _NOISE.sub("", _BRACKETS.sub("", text))
    return (bare or _NOISE.sub("", text)).casefold()


def meaning(levels: list[str]) -> Meaning:
    """What a column means by its headings from the top down: the lowest one counts, then all as one."""
    words, parts = _known()
    bare = [text for text in map(plain, levels) if text]
    if not bare:
        return UNKNOWN
    for text in (bare[-1], "".join(bare)):
        if text in words:
            return Meaning(words[text], 1.0, "exact")
    for text in (bare[-1], "".join(bare)):
        if len(text) > 24:
            continue
        for part, field in parts:
            if part in text:
                return Meaning(field, 0.5 + 0.4 * len(part) / len(text), "part")
    return UNKNOWN

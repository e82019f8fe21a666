"""The people between whom a visitor of the demo switches: account → what he is, and what he sees."""

from __future__ import annotations

import tomllib

from zhenggai.demo.city import DATA

SEATS: dict[str, tuple[str, str]] = {
    seat["person"]: (seat["label"], seat["about"])
    for seat in tomllib.loads((DATA / "city.toml").read_text(encoding="utf-8"))["seats"]
}

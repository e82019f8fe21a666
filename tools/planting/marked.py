"""Plants by hand annotation: short words of a text and what makes them wrong, kept in `marked.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tools.planting.model import FIGURES, Planted, Text

_BOOK = Path(__file__).with_name("marked.toml")


def places(text: Text) -> Iterator[Planted]:
    """Every annotation of this text."""
    for mark in _book().get(text.name, []):
        words = mark["words"]
        at = text.text.find(words)
        if at < 0 or text.text.find(words, at + 1) >= 0:
            raise ValueError(f"{text.name}: {words!r} does not stand there exactly once")
        for put in mark["put"]:
            edit = (at, at + len(words), put)
            done = f"{words} becomes {put}"
            also = FIGURES | set(mark.get("also", ()))
            yield Planted(mark["rule"], "marked by hand", text, (edit,), done, also)


@cache
def _book() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_BOOK.read_text("utf-8"))

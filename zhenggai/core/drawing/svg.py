"""Small makers of SVG. Every value is escaped here; what they give is safe to stand in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

Value = str | int | float
# What XML cannot hold, and control characters.
_UNHEARD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def element(name: str, content: str | Iterable[str] = "", /, **attributes: Value | None) -> str:
    """One element. `content` is made by these makers; `stroke_width` becomes `stroke-width`, None is left out."""
    inner = content if isinstance(content, str) else "".join(content)
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def text(words: str, x: float, y: float, **attributes: Value | None) -> str:
    """One line of text with its baseline at `y`."""
    safe = _safe(words)
    return element("text", safe, x=x, y=y, **attributes) if safe else ""


def rect(x: float, y: float, width: float, height: float, **attributes: Value | None) -> str:
    """A rectangle; one without width is left out."""
    if width <= 0 or height <= 0:
        return ""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value | None) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def label(words: str) -> str:
    """The name of what it stands in: shown under the pointer, read aloud."""
    return element("title", _safe(words))


def _safe(words: str) -> str:
    return escape(_UNHEARD.sub("", words), quote=False)


def _written(value: Value) -> str:
    """Numbers with two decimals at most, words escaped."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return escape(_UNHEARD.sub("", str(value)))

"""The timeline (时间表): one drawing a row of the ledger, all on one scale, with months, nodes, today and days off.

Lengths are in pixels. Colours and strokes belong to the page (classes), so that it follows light and dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhenggai.core.drawing import svg
from zhenggai.core.drawing.axis import Axis
from zhenggai.core.drawing.bars import Bar, Node

HEIGHT, HEAD = 30, 40
# Days off are drawn from this many pixels a day on; closer they would be a grey wall.
_DAY_SEEN = 2.5
_NAME = 46


@dataclass(frozen=True)
class Ground:
    """What lies behind every row: the scale, the nodes, today, the days off."""

    axis: Axis
    nodes: Sequence[Node]
    today: date
    off: Callable[[date], bool]

    @property
    def width(self) -> float:
        """The width of every drawing."""
        return self.axis.right


def head(ground: Ground, month: Callable[[date], str], today_word: str) -> str:
    """The drawing above the rows: months, the names of the nodes, today; it also holds what lies behind every row."""
    axis = ground.axis
    body = [svg.element("defs", svg.element("g", _behind(ground), id="ground"))]
    for day, left, right in axis.months():
        if right - left >= _NAME or day.month % 3 == 1:
            body.append(svg.text(month(day), left + 4, HEAD - 6, class_="t-month"))
        body.append(svg.line(left, HEAD - 18, left, HEAD, class_="t-rule"))
    for node in ground.nodes:
        if axis.holds(node.day):
            x = axis.after(node.day)
            anchor = "start" if x < _NAME else "end"
            body.append(svg.text(node.name, x, 13, text_anchor=anchor, class_="t-node-name"))
    if axis.holds(ground.today):
        x = axis.at(ground.today)
        body.append(svg.text(today_word, x + 3, 26, class_="t-today-name"))
    return _drawing(body, ground.width, HEAD, hidden=True)


def row(ground: Ground, bar: Bar) -> str:
    """The drawing of one measure; its words are those of the row, so that it need not be read aloud."""
    body = ['<use href="#ground"/>', *_bar(ground, bar)]
    return _drawing(body, ground.width, HEIGHT, hidden=True)


def _drawing(body: list[str], width: float, height: float, *, hidden: bool) -> str:
    return svg.element(
        "svg",
        body,
        width=round(width),
        height=height,
        viewBox=f"0 0 {round(width)} {height}",
        class_="t",
        aria_hidden="true" if hidden else None,
        focusable="false",
    )


def _behind(ground: Ground) -> Iterator[str]:
    """Days off, months, nodes, today; as high as a row."""
    axis = ground.axis
    if axis.right / axis.days >= _DAY_SEEN:
        for left, right in _off(ground):
            yield svg.rect(left, 0, right - left, HEIGHT, class_="t-off")
    for _, left, _right in axis.months():
        yield svg.line(left, 0, left, HEIGHT, class_="t-rule")
    for node in ground.nodes:
        if axis.holds(node.day):
            x = axis.after(node.day)
            yield svg.line(x, 0, x, HEIGHT, class_="t-node")
    if axis.holds(ground.today):
        x = axis.at(ground.today)
        yield svg.line(x, 0, x, HEIGHT, class_="t-today")


def _off(ground: Ground) -> Iterator[tuple[float, float]]:
    """Days off in a row as one stretch."""
    axis, begun = ground.axis, None
    for place in range(axis.days + 1):
        day = axis.first + timedelta(days=place)
        off = place < axis.days and ground.off(day)
        if off and begun is None:
            begun = day
        elif not off and begun is not None:
            yield axis.at(begun), axis.at(day)
            begun = None


def _bar(ground: Ground, bar: Bar) -> Iterator[str]:
    """From the beginning to the due date, done up to today; a moved date leaves the first one as a ghost."""
    axis, middle = ground.axis, HEIGHT / 2
    left, today = axis.at(bar.start), ground.today
    words = svg.label(f"{bar.label} {bar.title} {bar.due_word} {bar.word}")
    if bar.original and bar.due and bar.original != bar.due:
        end = axis.after(bar.original)
        yield svg.rect(left, middle + 7, end - left, 3, class_="t-ghost")
    if bar.due is None:
        if bar.state == "long":
            right = axis.right - 8
            arrow = f"M{left:.1f} {middle}H{right:.1f}m-6 -4l6 4l-6 4"
            yield svg.element("g", [words, svg.element("path", d=arrow)], class_="t-bar long")
        return
    end = axis.after(bar.due)
    closed = min(bar.closed or bar.due, today) if bar.state == "closed" else None
    reached = axis.after(closed) if closed else min(axis.at(today), end)
    shapes = [
        words,
        svg.rect(left, middle - 5, end - left, 10, class_="t-plan", rx=1.5),
        svg.rect(left, middle - 5, reached - left, 10, class_="t-done", rx=1.5),
        svg.element("path", d=f"M{end:.1f} {middle - 6}l5 6l-5 6l-5 -6z", class_="t-due"),
    ]
    if bar.state == "overdue":
        now = axis.at(today)
        shapes.append(svg.line(end + 5, middle, now, middle, class_="t-late"))
    yield svg.element("g", shapes, class_=f"t-bar {bar.state}")

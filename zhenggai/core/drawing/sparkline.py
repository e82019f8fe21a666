"""A sparkline: the readings of an indicator as one small line, its target as a dashed one.

Lengths are in pixels. Colours and strokes belong to the page (classes), so that it follows light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zhenggai.core.drawing import svg
from zhenggai.core.indicator import Point

WIDTH, HEIGHT, EDGE = 120, 28, 4


def draw(
    points: Sequence[Point],
    target: Decimal | None,
    words: str,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> str:
    """The drawing of points in the order of their days; `words` say the same and are read aloud. Empty without points."""
    if not points:
        return ""
    width, height = size
    values = [point.value for point in points] + ([] if target is None else [target])
    low, high = min(values), max(values)
    begin, days = points[0].day, (points[-1].day - points[0].day).days

    def across(point: Point) -> float:
        part = (point.day - begin).days / days if days else 1.0
        return EDGE + part * (width - 2 * EDGE)

    def down(value: Decimal) -> float:
        part = float((value - low) / (high - low)) if high > low else 0.5
        return height - EDGE - part * (height - 2 * EDGE)

    places = [(across(point), down(point.value)) for point in points]
    body = [svg.label(words)]
    if target is not None:
        at = down(target)
        body.append(svg.line(0, at, width, at, class_="s-target"))
    if len(places) > 1:
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        body.append(svg.element("polyline", points=line, class_="s-line"))
    x, y = places[-1]
    body.append(svg.element("circle", cx=x, cy=y, r=2.5, class_="s-now"))
    return svg.element(
        "svg",
        body,
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        class_="spark",
        role="img",
        focusable="false",
    )

"""The wall chart (挂图作战): a whole round on paper, A3 to A0, on as many sheets as it needs.

Lengths are in millimetres. The type is as large as lets everything stand on one sheet, down to a size that can still be
read; what does not fit then goes on, with marks, on further sheets in the usual size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhenggai.core.drawing import svg
from zhenggai.core.drawing.axis import Axis, month_axis
from zhenggai.core.drawing.bars import COLOURS, SHAPES, Bar, Block, Node
from zhenggai.core.drawing.words import fit, wrap

FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimHei, sans-serif"
SONG = "Noto Serif CJK SC, Source Han Serif SC, SimSun, serif"
INK, SOFT, LINE, WASH, RED = "#1d2129", "#4e5563", "#c4c8d0", "#f4f2ee", "#b3261e"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet lying on its side; `least`, `usual` and `most` are sizes of type."""

    name: str
    width: float
    height: float
    least: float
    usual: float
    most: float

    @property
    def margin(self) -> float:
        """The empty edge."""
        return self.height * 0.028


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("a3", 420, 297, 1.9, 2.5, 3.4),
        Paper("a2", 594, 420, 2.0, 2.9, 4.6),
        Paper("a1", 841, 594, 2.2, 3.6, 6.2),
        Paper("a0", 1189, 841, 2.4, 4.6, 8.4),
    )
}


@dataclass(frozen=True)
class Words:
    """What the sheet says, in the language of whoever asks."""

    title: str
    totals: str
    as_of: str
    heads: tuple[str, str, str, str, str, str]
    today: str
    goes_on: str
    month: Callable[[date], str]
    sheet: Callable[[int, int], str]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chart:
    """What is drawn."""

    blocks: Sequence[Block]
    nodes: Sequence[Node]
    today: date
    words: Words


@dataclass(frozen=True, slots=True)
class _Part:
    """As much of a block as stands on one sheet; `further` where its beginning stands on the sheet before."""

    block: Block
    bars: tuple[Bar, ...]
    further: bool
    height: float


_ROW, _LEADING = 1.75, 1.32
# Parts of the width: finding, measure, lead unit, lead leader, time, due date and state.
_SHARES = (0.17, 0.2, 0.075, 0.06, 0.385, 0.11)


def sheets(chart: Chart, paper: Paper) -> list[str]:
    """The sheets as SVG documents with the paper's measures; one at least."""
    size = _size(chart, paper)
    parts = _parted(chart.blocks, size, _room(paper))
    return [
        _Sheet(chart, paper, size, number, len(parts)).drawn(part)
        for number, part in enumerate(parts, 1)
    ]


def _room(paper: Paper) -> float:
    """The height left for rows: the sheet without edges, head and foot."""
    return paper.height - 2 * paper.margin - _head(paper) - _foot(paper)


def _head(paper: Paper) -> float:
    return paper.height * 0.088


def _foot(paper: Paper) -> float:
    return paper.height * 0.03


def _size(chart: Chart, paper: Paper) -> float:
    """The largest size with which everything stands on one sheet; the usual one where not even the least does."""
    room = _room(paper)
    size = paper.most
    while size >= paper.least:
        if sum(_height(block, len(block.bars), size) for block in chart.blocks) <= room:
            return size
        size = round(size - 0.1, 2)
    return paper.usual


def _height(block: Block, bars: int, size: float) -> float:
    """A block is as high as its measures; two lines of its wording fit at least."""
    del block
    return max(max(bars, 1) * size * _ROW, 2 * size * _LEADING + size * 0.5)


def _parted(blocks: Sequence[Block], size: float, room: float) -> list[list[_Part]]:
    """Blocks on sheets; one that does not fit any more goes on where there is room for two of its measures."""
    done: list[list[_Part]] = [[]]
    left = room
    for block in blocks:
        bars, further = block.bars, False
        while True:
            rows = max(int(left / (size * _ROW)), 0)
            whole = _height(block, len(bars), size)
            if whole <= left:
                done[-1].append(_Part(block, bars, further, whole))
                left -= whole
                break
            if rows >= 2 and len(bars) > rows and _height(block, rows, size) <= left:
                done[-1].append(_Part(block, bars[:rows], further, _height(block, rows, size)))
                bars, further = bars[rows:], True
            if not done[-1]:
                # Nothing fits a sheet that is empty: it is drawn all the same.
                done[-1].append(_Part(block, bars, further, whole))
                left = 0
                break
            done.append([])
            left = room
    return done


class _Sheet:
    """One sheet while it is drawn."""

    def __init__(self, chart: Chart, paper: Paper, size: float, number: int, count: int) -> None:
        self.chart, self.paper, self.size = chart, paper, size
        self.number, self.count = number, count
        edge, inner = paper.margin, paper.width - 2 * paper.margin
        self.columns = [edge]
        for share in _SHARES:
            self.columns.append(self.columns[-1] + inner * share)
        days = [
            day
            for block in chart.blocks
            for bar in block.bars
            for day in (bar.due, bar.start)
            if day
        ]
        days += [node.day for node in chart.nodes] + [chart.today]
        self.axis: Axis = month_axis(days, self.columns[4], self.columns[5])
        self.top = edge + _head(paper)

    def drawn(self, parts: Sequence[_Part]) -> str:
        """The whole sheet."""
        paper, words = self.paper, self.chart.words
        bottom = self.top + sum(part.height for part in parts)
        body = [
            svg.label(f"{words.title} {words.sheet(self.number, self.count)}"),
            svg.rect(0, 0, paper.width, paper.height, fill="#ffffff"),
            *self._shades(bottom),
            *self._heading(),
            *self._months(),
            *self._rows(parts),
            *self._marks(bottom),
            *self._footing(),
        ]
        return svg.element(
            "svg",
            body,
            xmlns="http://www.w3.org/2000/svg",
            width=f"{paper.width}mm",
            height=f"{paper.height}mm",
            viewBox=f"0 0 {paper.width} {paper.height}",
            font_family=FONT,
            font_size=self.size,
            fill=INK,
            role="img",
            class_="sheet",
        )

    def _heading(self) -> Iterator[str]:
        """Title, totals, as-of time; the heads of the columns."""
        paper, words, edge = self.paper, self.chart.words, self.paper.margin
        large, small = paper.height * 0.026, paper.height * 0.0125
        yield svg.text(
            words.title,
            paper.width / 2,
            edge + large,
            text_anchor="middle",
            font_size=large,
            font_family=SONG,
            font_weight=700,
        )
        line = edge + large + small * 1.9
        yield svg.text(words.totals, edge, line, font_size=small, fill=SOFT)
        right = paper.width - edge
        yield svg.text(words.as_of, right, line, font_size=small, fill=SOFT, text_anchor="end")
        high = self.size * 1.7
        yield svg.rect(edge, self.top - high, right - edge, high, fill=WASH)
        for at, name in zip((0, 1, 2, 3, 5), (*words.heads[:4], words.heads[5]), strict=True):
            yield svg.text(name, self.columns[at] + self.size * 0.4, self.top - high * 0.32)
        yield svg.line(edge, self.top, right, self.top, stroke=INK, stroke_width=self.size * 0.08)

    def _shades(self, bottom: float) -> Iterator[str]:
        """Every other month is shaded."""
        for place, (_, left, right) in enumerate(self.axis.months()):
            if place % 2:
                high = bottom - self.top
                yield svg.rect(left, self.top, right - left, high, fill="#faf9f6")

    def _months(self) -> Iterator[str]:
        """The names of the months, as many as there is room for."""
        months = list(self.axis.months())
        every = 1
        while (months[0][2] - months[0][1]) * every < self.size * 3:
            every += 1
        for day, left, _ in months[::every]:
            name = self.chart.words.month(day)
            yield svg.text(name, left + self.size * 0.2, self.top - self.size * 0.54, fill=SOFT)

    def _rows(self, parts: Sequence[_Part]) -> Iterator[str]:
        at, right = self.top, self.paper.width - self.paper.margin
        for part in parts:
            yield from self._finding(part, at)
            for row, bar in enumerate(part.bars):
                yield from self._measure(bar, at + row * self.size * _ROW)
            at += part.height
            yield svg.line(
                self.paper.margin, at, right, at, stroke=LINE, stroke_width=self.size * 0.05
            )

    def _finding(self, part: _Part, top: float) -> Iterator[str]:
        """Number and wording over the height of its measures."""
        size, left = self.size, self.columns[0] + self.size * 0.4
        number = part.block.number + (self.chart.words.goes_on if part.further else "")
        yield svg.text(number, left, top + size * 1.2, font_weight=700, fill=RED)
        indent = size * (0.8 + 0.62 * len(part.block.number))
        room = (self.columns[1] - left - indent - size * 0.4) / size
        lines = wrap(part.block.wording, room, max(int((part.height / size - 0.4) / _LEADING), 1))
        shift = 1 if part.further else 0
        for place, words in enumerate(lines[: len(lines) - shift] if shift else lines):
            baseline = top + size * (1.2 + (place + shift) * _LEADING)
            yield svg.text(words, left + indent, baseline)

    def _measure(self, bar: Bar, top: float) -> Iterator[str]:
        """Label and title, unit, leader, the bar, due date and state."""
        size, baseline = self.size, top + self.size * 1.2
        title = f"{bar.label} {bar.title}"
        for at, words in ((1, title), (2, bar.unit), (3, bar.leader)):
            left = self.columns[at] + size * 0.4
            room = (self.columns[at + 1] - left) / size - 0.3
            yield svg.text(fit(words, room), left, baseline)
        yield svg.element(
            "g", [svg.label(f"{title} {bar.word}"), *self._time(bar, top)], class_=f"b {bar.state}"
        )
        left = self.columns[5] + size * 0.4
        yield svg.text(bar.due_word, left, baseline)
        state = f"{SHAPES[bar.state]} {bar.word}"
        right = self.columns[6] - size * 0.3
        yield svg.text(state, right, baseline, fill=COLOURS[bar.state], text_anchor="end")

    def _time(self, bar: Bar, top: float) -> Iterator[str]:
        """The time from its beginning to its due date; what is overdue goes on to today, hatched by its dashes."""
        size, axis, colour = self.size, self.axis, COLOURS[bar.state]
        y, high = top + size * 0.45, size * 0.85
        left = axis.at(bar.start)
        if bar.due is None:
            if bar.state == "long":
                yield from self._endless(left, y + high / 2, colour)
            return
        if bar.state == "closed":
            end = axis.after(min(bar.closed or bar.due, self.chart.today))
            yield svg.rect(left, y, end - left, high, fill=colour)
            yield svg.line(
                axis.after(bar.due),
                y - 0.1 * size,
                axis.after(bar.due),
                y + high,
                stroke=colour,
                stroke_width=size * 0.12,
            )
            return
        end = axis.after(bar.due)
        yield svg.rect(
            left,
            y,
            end - left,
            high,
            fill=colour,
            fill_opacity=0.22,
            stroke=colour,
            stroke_width=size * 0.06,
        )
        done = min(axis.at(self.chart.today), end)
        yield svg.rect(left, y + high * 0.3, done - left, high * 0.4, fill=colour)
        if bar.state == "overdue":
            now = axis.at(self.chart.today)
            yield svg.line(
                end,
                y + high / 2,
                now,
                y + high / 2,
                stroke=colour,
                stroke_width=high * 0.5,
                stroke_dasharray=f"{size * 0.25:.2f}",
            )

    def _endless(self, left: float, y: float, colour: str) -> Iterator[str]:
        """A line with an arrow: it does not end on this paper."""
        right, tip = self.axis.right, self.size * 0.5
        yield svg.line(left, y, right - tip, y, stroke=colour, stroke_width=self.size * 0.14)
        points = f"{right:.2f},{y:.2f} {right - 2 * tip:.2f},{y - tip:.2f} {right - 2 * tip:.2f},{y + tip:.2f}"
        yield svg.element("polygon", points=points, fill=colour)

    def _marks(self, bottom: float) -> Iterator[str]:
        """Time nodes and today, from top to bottom."""
        size = self.size
        for node in self.chart.nodes:
            if self.axis.holds(node.day):
                x = self.axis.after(node.day)
                yield svg.line(x, self.top, x, bottom, stroke=SOFT, stroke_width=size * 0.07)
                name_y = self.top - size * 2.1
                yield svg.text(node.name, x, name_y, text_anchor="end", font_weight=700, fill=SOFT)
        x = self.axis.at(self.chart.today)
        yield svg.line(x, self.top - size * 0.2, x, bottom, stroke=RED, stroke_width=size * 0.12)
        yield svg.text(self.chart.words.today, x + size * 0.2, self.top - size * 2.1, fill=RED)

    def _footing(self) -> Iterator[str]:
        """What the shapes mean, and which sheet this is."""
        paper, size = self.paper, self.paper.height * 0.0115
        y, x = paper.height - paper.margin, paper.margin
        for state, word in self.chart.words.legend:
            yield svg.text(f"{SHAPES[state]} {word}", x, y, font_size=size, fill=COLOURS[state])
            x += size * (len(word) + 3.2)
        words = self.chart.words.sheet(self.number, self.count)
        right = paper.width - paper.margin
        yield svg.text(words, right, y, font_size=size, fill=SOFT, text_anchor="end")

"""From marks and lines to a tree of blocks: every block lies inside the heading above it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from zhenggai.core.reading import phrases
from zhenggai.core.reading.intros import Intro, find_answered, find_intro
from zhenggai.core.reading.markers import LEAVES, RUN_IN, Kind, Marker, find_markers
from zhenggai.core.reading.source import Source


class Role(Enum):
    """What a block is where problems and answers stand in two lists."""

    OPEN = "open"  # nothing was settled
    HEAD = "head"  # holds the lists, states no problem itself
    STATED = "stated"  # a problem whose answer, if one is certain, stands elsewhere
    REPLY = "reply"  # the answers


@dataclass(slots=True, eq=False)
class Block:
    """A stretch with its mark. `own_end` is where its own words end and its first inner block begins."""

    kind: Kind
    printed: str | None
    number: int
    start: int
    content: int
    end: int
    own_end: int
    intro: Intro | None = None
    blocks: list[Block] = field(default_factory=list)
    nested: bool = False
    by_detail: bool = False
    role: Role = Role.OPEN
    answer: Block | None = None

    @property
    def marked(self) -> list[Block]:
        """Inner blocks that carry a mark or a heading of their own."""
        return [block for block in self.blocks if block.kind not in LEAVES]

    @property
    def answered_at(self) -> int | None:
        """Where a line directly below says 整改情况：or the like."""
        for block in self.blocks:
            if block.kind is Kind.LABEL and block.printed == "answer":
                return block.start
        return None

    @property
    def labelled(self) -> bool:
        """Whether such a line stands directly below."""
        return self.answered_at is not None


_ABOUT = re.compile(r"[ ,]*(?:针对|关于)[^,。;\n]{0,14}“")
_STOPS = re.compile(r"[。!?;,:]\s*$")
_FIELD_LINE = re.compile(r"(?:方面|领域)\s*$")
_BULLET = re.compile(
    r"(?:-{1,3}|[•·●▪◆■▲△◇○★☆▶►◎]) *|(?:\d{1,2}[.]){1,2}\d{1,2}[.]? ?(?=问题|反馈|整改|关于|针对|“)"
)
# 问题三: opens an item inside a line as well.
_NUMBERED_LABEL = re.compile(
    r"(?<=[。;!? )面况])(?:反馈)?(?:问题|整改事项) ?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[.-]\d{1,2})? ?:"
)
_DASHED = re.compile(r"(?<=[。;:])-{2} ?(?=关于|针对)")
_NAMED = re.compile(r" ?(?:针对|关于)")
_INLINE_NAMED = re.compile(r"(?<=[。 ])针对(?=[^,。;“]{0,10}“[^“”\n]{2,120}”的?问题)")
_FEW_LINES = 3
_HEADING_LENGTH = 60
_ALL_LINE = re.compile(r"[^\n]*")


def build_tree(
    source: Source, start: int, end: int, apart: Sequence[tuple[int, int]] = ()
) -> Block:
    """The blocks between two offsets below one root; what stands `apart` (tables) is passed over.

    Linear; nesting is bounded by the kinds of marks.
    """
    root = Block(Kind.PART, None, 0, start, start, end, end)
    stack = [root]
    openers: list[Marker] = []
    at = start
    for begin, finish in [*apart, (end, end)]:
        if at < begin:
            openers += _openers(source, at, begin)
        at = finish
    following = _next_structural(openers)
    for index, opener in enumerate(openers):
        after = openers[index + 1] if index + 1 < len(openers) else None
        block = _block(source, opener, after.start if after else end)
        if block.printed == "detail" and _opens_by_detail(stack):
            _make_lead(source, block)
        if block.kind is Kind.PLAIN:
            _sort_out(source, stack, block, after, following[index])
        _place(source, stack, block)
    for block in stack:
        block.end = end
    _close(root)
    return root


def _opens_by_detail(stack: list[Block]) -> bool:
    """Whether 问题表现：opens a finding here: no item is open that it could describe."""
    items = [one for one in stack if one.intro is not None or one.kind >= Kind.NUM]
    return not items or (items[-1].by_detail and items[-1].intro is not None)


def _make_lead(source: Source, block: Block) -> None:
    """Turn the label into a finding without number; its line is the wording."""
    label = phrases.LABELLED.match(source.norm, block.content, block.end)
    if label is None or block.kind is not Kind.LABEL:
        return
    stop = _ALL_LINE.match(source.norm, label.end(), block.end)
    finish = stop.end() if stop else block.end
    begin, finish = source.trim(label.end(), finish, "。;,")
    if begin < finish:
        rest = source.trim(min(finish + 1, block.end), block.end)[0]
        block.intro = Intro(begin, finish, rest, opens_line=True)
        block.kind, block.printed, block.by_detail = Kind.LEAD, None, True


def _openers(source: Source, start: int, end: int) -> list[Marker]:
    """Marks, and beginnings of lines that carry none, in order."""
    markers = find_markers(source, start, end)
    taken = {marker.start for marker in markers}
    plain = [
        Marker(Kind.PLAIN, "", 0, begin, _after_bullet(source, begin), at_line=True)
        for begin, _ in _lines_within(source, start, end)
        if begin not in taken
    ]
    taken.update(marker.start for marker in plain)
    inline = [
        Marker(
            Kind.PLAIN, "", 0, match.start(), _after_bullet(source, match.start()), at_line=False
        )
        for match in _inline_leads(source, markers, start, end)
        if match.start() not in taken and not source.sheltered(match.start())
    ]
    return sorted(markers + plain + inline, key=lambda marker: marker.start)


def _inline_leads(
    source: Source, markers: list[Marker], start: int, end: int
) -> Iterator[re.Match[str]]:
    """Openings inside a line: 问题三:, ——关于…, and 针对“…” where a document on one line has no other."""
    yield from _NUMBERED_LABEL.finditer(source.norm, start, end)
    yield from _DASHED.finditer(source.norm, start, end)
    if source.norm.count("\n", start, end) > _FEW_LINES:
        return
    if not any(_NAMED.match(source.norm, marker.content) for marker in markers):
        yield from _INLINE_NAMED.finditer(source.norm, start, end)


def _after_bullet(source: Source, begin: int) -> int:
    """The offset after a mark that sets a line apart without counting (——关于…, ●针对…)."""
    bullet = _BULLET.match(source.norm, begin)
    return bullet.end() if bullet else begin


def _lines_within(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Trimmed lines between two offsets; a line that begins before is cut."""
    first = max(0, bisect_left(source.lines, (start, 0)) - 1)
    found = []
    for index in range(first, len(source.lines)):
        a, b = source.lines[index]
        if a >= end:
            break
        span = source.trim(max(a, start), min(b, end))
        if span[0] < span[1]:
            found.append(span)
    return found


def _next_structural(openers: list[Marker]) -> list[Kind | None]:
    """For every opener the kind of the next heading or finding mark after it."""
    kinds: list[Kind | None] = []
    upcoming: Kind | None = None
    for opener in reversed(openers):
        kinds.append(upcoming)
        if opener.kind <= Kind.NUM:
            upcoming = opener.kind
    return kinds[::-1]


def _block(source: Source, marker: Marker, until: int) -> Block:
    """A block with its introduction; unnumbered introductions become findings of their own."""
    kind = marker.kind
    intro = None
    if kind is not Kind.WORD or _ABOUT.match(source.norm, marker.content):
        intro = find_intro(source, marker.content, until)
    printed = marker.printed or None
    number = marker.number
    if intro is None and kind in (Kind.DUN, Kind.CN, Kind.NUM, Kind.PAR):
        intro = find_answered(source, marker.content, until)
    label = label_of(source, marker.content, until) if kind is Kind.PLAIN else None
    if label is not None:
        kind, intro, printed = Kind.LABEL, None, label
    elif kind is Kind.PLAIN and intro is not None and _opens(marker, intro):
        kind = Kind.HEAD if intro.field_only else Kind.LEAD
        if intro.number is not None:
            printed, number = str(intro.number), intro.number
    return Block(kind, printed, number, marker.start, marker.content, until, until, intro)


def _opens(marker: Marker, intro: Intro) -> bool:
    """Whether a line without number opens a finding: by its wording, or because a bullet sets it apart."""
    apart = marker.content > marker.start or not marker.at_line
    return intro.opens_line or (apart and not intro.field_only)


def label_of(source: Source, start: int, end: int) -> str | None:
    """answer, detail, result or column, if a stretch begins with such a label."""
    match = phrases.LABELLED.match(source.norm, start, end)
    if match is None:
        return None
    return next(name for name in ("answer", "detail", "result", "column") if match[name])


def _sort_out(
    source: Source, stack: list[Block], block: Block, after: Marker | None, upcoming: Kind | None
) -> None:
    """Tell a heading without number, or a closing paragraph, from a paragraph."""
    begin, finish = source.trim(block.start, block.end)
    line = _ALL_LINE.match(source.norm, begin, finish)
    short = finish - begin <= _HEADING_LENGTH and line is not None and line.end() == finish
    if short and not _STOPS.search(source.norm, begin, finish) and after is not None:
        block.kind = _heading_kind(source, begin, finish, after)
    elif phrases.CLOSING.match(source.norm, begin, finish) and upcoming is not Kind.NUM:
        limit = Kind.PART if upcoming is None else upcoming
        while len(stack) > 1 and stack[-1].kind >= limit:
            stack.pop().end = block.start


def _heading_kind(source: Source, begin: int, finish: int, after: Marker) -> Kind:
    """Which heading a short line without full stop is; a plain paragraph if nothing says heading."""
    words = source.norm[begin:finish]
    until = min(len(source.norm), after.content + 400)
    intro = find_intro(source, after.content, until)
    kind = after.kind
    if kind is Kind.PLAIN and intro is not None and intro.opens_line:
        kind = Kind.LEAD
    if kind is Kind.CN and after.at_line and after.number == 1:
        return Kind.TITLE
    field = _FIELD_LINE.search(words) is not None
    if after.at_line and kind in (Kind.NUM, Kind.CN, Kind.PAR, Kind.LEAD) and (field or intro):
        return Kind.HEAD
    chapter = phrases.NARRATIVE.search(words) or phrases.RECOMMENDATION.search(words)
    if after.at_line and (chapter or phrases.CLUES.search(words) or _is_chapter(words)):
        return Kind.TITLE
    return Kind.PLAIN


def _is_chapter(words: str) -> bool:
    """Whether the words head the chapter of the problems or of the answers."""
    problems = phrases.PROBLEM_CHAPTER.search(words) or phrases.ANSWER_CHAPTER.search(words)
    return problems is not None and words.endswith(("问题", "情况", "任务", "不足", "清单"))


def _place(source: Source, stack: list[Block], block: Block) -> None:
    """Close what the block ends and put it where it belongs."""
    if block.kind is Kind.LABEL:
        _label_level(stack, block.start)
    if block.kind in LEAVES:
        stack[-1].blocks.append(block)
        return
    level = _level(source, stack, block)
    while len(stack) > level:
        stack.pop().end = block.start
    stack[-1].blocks.append(block)
    stack.append(block)


def _label_level(stack: list[Block], at: int) -> None:
    """A label closes a list of manifestations or measures and belongs to the item that holds the list."""
    while len(stack) > 2 and stack[-1].kind in RUN_IN:
        top = stack[-1]
        stated = top.intro is not None and not top.intro.label_below
        if top.kind is Kind.PAR and (stated or _labels_itself(stack[-2])):
            return
        top.intro = None
        stack.pop().end = at


def _labels_itself(holder: Block) -> bool:
    """Whether each item of a list has its own label: the first one has, or the one before the last."""
    marked = (block for block in reversed(holder.blocks) if block.kind not in LEAVES)
    next(marked)
    before = next(marked, None)
    if before is None:
        return holder.blocks[0].kind is not Kind.LABEL
    return before.labelled


def _level(source: Source, stack: list[Block], block: Block) -> int:
    """How many blocks of the stack stay open above this one."""
    same = [depth for depth, open_ in enumerate(stack) if depth and open_.kind is block.kind]
    if same:
        return _among_equals(source, stack, block, same)
    depth = len(stack)
    while depth > 1 and stack[depth - 1].kind > block.kind:
        if block.number == 1 and _holds_list(stack[depth - 1], block):
            break
        depth -= 1
    return depth


def _holds_list(open_: Block, block: Block) -> bool:
    """Whether a list may begin inside a block of lower rank: ① inside 一是, 1. below a finding without number."""
    if block.kind in RUN_IN:
        return open_.kind in RUN_IN
    return open_.kind is Kind.LEAD and block.kind is Kind.NUM and block.intro is None


def _among_equals(source: Source, stack: list[Block], block: Block, same: list[int]) -> int:
    """A mark of a kind that is open: its sibling, or the first of a list inside a finding of that kind."""
    inner = stack[same[-1]]
    if not inner.nested and block.number == 1 and inner.number >= 1 and block.intro is None:
        tail = source.norm[max(0, block.start - 24) : block.start]
        listed = inner.intro is not None and block.kind in (Kind.NUM, Kind.PAR, Kind.CN)
        if listed or phrases.AFTER_LABEL.search(tail):
            block.nested = True
            return same[-1] + 1
    if inner.nested:
        block.nested = block.intro is None and block.number == inner.number + 1
        return same[-1] if block.nested else same[0]
    return same[-1]


def _close(root: Block) -> None:
    """Where each block's own words end: at its first inner block."""
    pending = [root]
    while pending:
        block = pending.pop()
        block.own_end = block.blocks[0].start if block.blocks else block.end
        pending.extend(block.blocks)

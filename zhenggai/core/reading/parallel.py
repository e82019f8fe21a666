"""Two lists side by side: first all problems, then all answers; answer n belongs to problem n.

Headings (存在的主要问题 … 整改情况 …) or labels (存在问题：1.…2.… 整改情况：1.…2.…) set the lists apart. They meet only where
both count on from one and are equally long, or where every answer says its number (针对问题2); nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhenggai.core.reading import phrases
from zhenggai.core.reading.items import own_sentence
from zhenggai.core.reading.markers import LEAVES, Kind
from zhenggai.core.reading.numbers import parse_int
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.tree import Block, Role

_CN = "[一二三四五六七八九十]{1,3}"
_PROBLEMS = re.compile(
    r"(?:^|[\n\r。:;,、.( )])(?:[^。:;,、.\n]{2,20}方面)?(?:(?:巡[视察]组?|审计|督[查察]组?|检查组?)?(?:反馈|发现|指出|查出|存在|主要|突出|具体)"
    r"(?:的|了|存在|主要|突出|具体|意见|指出|以下|如下|[一二三四五六七八九十\d]{1,3}[个项条类](?:方面)?)*问题|问题清单|反馈问题|问题)"
    r"(?:如下|有|是|为|表述|清单)?[)\]]?[:。]?[ \n\r]*$"
)
_ANSWERS = re.compile(
    r"(?:^|[\n\r。:;,、.!( )])(?P<label>[(\[]?(?:[^。:;,、.\n]{2,20}方面)?(?:针对)?(?:巡[视察]|审计|上述|以上|反馈|存在|发现|的|问题|意见)*"
    r"(?:整改|落实|办理|采取)(?:工作|落实|进展|完成|推进|的|整改)*(?:情况|措施|举措|做法|成效|结果)(?:[及和与](?:整改)?(?:成效|效果|结果|完成情况))?"
    r"(?:如下|为|是)?[)\]]?[:。]?[ \n\r]*)$"
)
_FIELD = re.compile(
    r"(?:方面|领域)(?:(?:存在)?的?(?:主要|突出)?问题|(?:问题)?的?整改(?:落实|进展)?情况)?$"
)
_SAID = re.compile(
    rf" *(?:针对|关于|对于|对|就)?(?:反馈|发现|存在)?的?(?:第(?P<nth>{_CN}|\d{{1,3}})[个项条]?(?:反馈|具体|主要)?问题|问题 ?(?P<number>{_CN}|\d{{1,3}}))"
    r"(?:的?整改(?:落实)?(?:情况|措施)?)?[,:。] *"
)
# How the work was organised is told in a list as well; it answers no single problem.
_GENERAL = re.compile(
    r" *(?:(?:不断|切实|进一步|着力|坚持)?(?:提高|提升|增强|强化|加强|压实|夯实|统一|深化|严格|突出|扛牢|扛起|落实|高度)(?:了)?(?:政治|思想|整改|组织|主体|责任|督促|跟踪|督导|重视|标本)"
    r"|成立[^,。;]{0,16}(?:领导小组|专班)|(?:研究)?制定[^,。;]{0,12}整改(?:落实)?方案|召开[^,。;]{0,12}(?:专题|部署|推进)|举一反三|建立[^,。;]{0,6}长效机制|高位推动|迅速行动)"
)
_CHAPTERS = (Kind.PART, Kind.DUN, Kind.TITLE, Kind.CN, Kind.HEAD, Kind.NUM)
_NAMES = (Kind.DUN, Kind.TITLE, Kind.CN, Kind.HEAD)
_LISTED = (Kind.DUN, Kind.CN, Kind.NUM, Kind.PAR, Kind.CIRCLED, Kind.WORD)
_REACH = 48
_LONGEST_HEADING = 40
_COMMON = 4

Spans = list[tuple[int, int]]
Name = TypeVar("Name", int, str)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Problems and answers as they stand, group by group; `at` is where the answers' label begins."""

    problems: list[list[Block]]
    answers: list[list[Block]]
    alike: bool = True


def join_lists(source: Source, root: Block) -> Spans:
    """Give every problem of parallel lists its answer, and return the labels and headings that were understood."""
    understood: Spans = []
    pending = [root]
    while pending:
        block = pending.pop()
        _by_headings(source, block, understood)
        _by_labels(source, block, understood)
        pending += [child for child in block.marked if child.role is not Role.REPLY]
    return understood


# -- headings ---------------------------------------------------------------------------------------


def _by_headings(source: Source, holder: Block, understood: Spans) -> None:
    """Join a chapter of problems with the chapter of answers that follows it."""
    chapters = holder.marked
    for index in range(len(chapters) - 1):
        problems, answers = chapters[index], chapters[index + 1]
        if problems.kind not in _CHAPTERS or problems.kind is not answers.kind:
            continue
        asked, told = _heading(source, problems), _heading(source, answers)
        if _PROBLEMS.search(asked) is None or _ANSWERS.search(told) is None:
            continue
        stated, replied = _groups(source, problems), _groups(source, answers)
        lists = _Lists(stated, replied, _same_fields(source, problems, answers))
        if sum(map(len, stated)) < 2 or not replied:
            continue
        if not _join(source, lists):
            _state(lists)
            continue
        problems.role, answers.role = Role.HEAD, Role.REPLY
        understood += [_heading_span(source, one) for one in (answers, *_fields(source, answers))]
        alone = len(chapters) == 2 and not _fields(source, problems)
        if alone and _is_field(source, holder):
            # 存在的问题 below a field of work is no category of its own: the field is.
            understood.append(_heading_span(source, problems))
            holder.blocks = [*problems.marked, answers]
            holder.role = Role.HEAD


def _state(lists: _Lists) -> None:
    """Problems whose answers cannot be told apart are problems all the same, unless the answers state them again."""
    items = [item for group in lists.problems for item in group]
    again = any(_restates(item) for group in lists.answers for item in group)
    if again or any(item.labelled or item.role is not Role.OPEN for item in items):
        return
    if _counted(lists.problems):
        for item in items:
            item.role = Role.STATED
        for answer in (one for group in lists.answers for one in group):
            answer.role = Role.REPLY


def _heading_span(source: Source, block: Block) -> tuple[int, int]:
    """The first sentence of a block, its mark included."""
    return block.start, own_sentence(source, block)[1]


def _heading(source: Source, block: Block) -> str:
    """The words of a heading without mark; nothing where they are too long for one."""
    start, end = source.trim(block.content, _heading_span(source, block)[1], "。:")
    return source.norm[start:end] if end - start <= _LONGEST_HEADING else ""


def _is_field(source: Source, block: Block) -> bool:
    """Whether a heading names a field of work."""
    return _FIELD.search(_heading(source, block)) is not None


def _fields(source: Source, chapter: Block) -> list[Block]:
    """The fields of work that divide a chapter."""
    return [child for child in chapter.marked if _is_field(source, child)]


def _groups(source: Source, chapter: Block) -> list[list[Block]]:
    """The items of a chapter, field by field; nothing where it is no clear list."""
    children = chapter.marked
    fields = _fields(source, chapter)
    if fields:
        groups = [field.marked for field in fields] if len(fields) == len(children) else []
    else:
        groups = [children or _saying(source, chapter)]
    kinds = {item.kind for group in groups for item in group}
    clear = len(kinds) == 1 and all(groups)
    return groups if clear and kinds <= {*_LISTED, Kind.PLAIN, Kind.LEAD} else []


def _saying(source: Source, chapter: Block) -> list[Block]:
    """Paragraphs without marks that say which problem they answer."""
    return [one for one in chapter.blocks if _said(source, one) is not None]


def _same_fields(source: Source, problems: Block, answers: Block) -> bool:
    """Whether both chapters are divided by the same fields in the same order."""
    named = [_heading(source, one)[:_COMMON] for one in _fields(source, problems)]
    return named == [_heading(source, one)[:_COMMON] for one in _fields(source, answers)]


# -- labels -----------------------------------------------------------------------------------------


def _by_labels(source: Source, holder: Block, understood: Spans) -> None:
    """Join lists that 存在的问题：and 整改情况：open below one heading."""
    states = holder.intro is not None and not holder.intro.field_only
    if states or holder.role is Role.REPLY:
        return
    index = 0
    while index < len(holder.blocks):
        run = _run(holder.blocks, index)
        lead = _lead(source, holder, run[0]) if run else None
        if lead is not None and _may_head(source, holder):
            answers = _answers_after(source, holder, run, index + len(run))
            if answers is not None:
                understood += [lead, answers]
        index += max(1, len(run))


def _may_head(source: Source, holder: Block) -> bool:
    """Whether the list may hold findings: below the root, a chapter or a field, never below a problem."""
    if holder.kind is Kind.PART:
        return True
    heading = _heading(source, holder)
    if _PROBLEMS.search(heading) or _FIELD.search(heading) or _ANSWERS.search(heading):
        return True
    return holder.kind in _NAMES and bool(heading) and phrases.FAULT.search(heading) is None


def _run(blocks: list[Block], index: int) -> list[Block]:
    """The list that begins at a place: marks of one kind that count on from one."""
    run: list[Block] = []
    for at in range(index, len(blocks)):
        block = blocks[at]
        wanted = run[-1].number + 1 if run else 1
        if block.kind not in _LISTED or block.number != wanted:
            break
        if run and block.kind is not run[0].kind:
            break
        run.append(block)
    return run


def _lead(source: Source, holder: Block, first: Block) -> tuple[int, int] | None:
    """Where the words stand that announce problems directly before a list."""
    start = max(0, holder.content - 1, first.start - _REACH)
    match = _PROBLEMS.search(source.norm, start, first.start)
    return (match.start(), first.start) if match else None


def _answers_after(
    source: Source, holder: Block, run: list[Block], after: int
) -> tuple[int, int] | None:
    """Join a list with the one that follows it inside its last item or beside it; where their label stands."""
    last = run[-1]
    if any(item.marked or item.labelled for item in run[:-1]):
        return None
    inside = last.marked
    blocks, at = (last.blocks, 0) if inside else (holder.blocks, after)
    while at < len(blocks) and blocks[at].kind in LEAVES and (inside or at == after):
        at += 1
    replies = _run(blocks, at)
    if not replies or (inside and len(replies) < len(inside)):
        return None
    first = replies[0]
    window = max(last.content, first.start - _REACH)
    label = _ANSWERS.search(source.norm, window, first.start)
    if label is None:
        return None
    _cut(last, label.start("label"))
    if inside:
        holder.blocks[after:after] = replies
    _join(source, _Lists([run], [replies]))
    holder.role = Role.HEAD
    for item in run:
        item.role = Role.STATED
    for reply in replies:
        reply.role = Role.REPLY
    return label.start("label"), first.start


def _cut(block: Block, at: int) -> None:
    """Let a block end where the label of the answers begins."""
    block.end = at
    block.own_end = min(block.own_end, at)
    block.blocks = [child for child in block.blocks if child.start < at]
    if block.intro is not None and (block.intro.label_below or block.intro.rest > at):
        block.intro = None
    for child in block.blocks:
        child.end = min(child.end, at)


# -- joining ----------------------------------------------------------------------------------------


def _join(source: Source, lists: _Lists) -> bool:
    """Join problems and answers, if it is certain which belong together."""
    problems = [item for group in lists.problems for item in group]
    answers = [item for group in lists.answers for item in group]
    if any(item.role is not Role.OPEN for item in (*problems, *answers)):
        return False
    pairs = _by_number(source, problems, answers) or _by_wording(source, problems, answers)
    if not pairs and _side_by_side(source, lists):
        pairs = list(zip(problems, answers, strict=True))
    for problem in problems if pairs else ():
        problem.role = Role.STATED
    for problem, answer in pairs:
        problem.answer = answer
        answer.role = Role.REPLY
        said = _SAID.match(source.norm, answer.content, answer.end)
        if said is not None:
            answer.content = said.end()
        elif answer.intro is not None:
            answer.content = answer.intro.rest
    return bool(pairs)


def _restates(answer: Block) -> bool:
    """Whether an answer states the problem itself."""
    return answer.labelled or (answer.intro is not None and not answer.intro.field_only)


def _said(source: Source, answer: Block) -> int | None:
    """The number of the problem that an answer names."""
    match = _SAID.match(source.norm, answer.content, answer.end)
    return parse_int(match["nth"] or match["number"]) if match else None


def _by_number(
    source: Source, problems: list[Block], answers: list[Block]
) -> list[tuple[Block, Block]]:
    """The pairs, where every answer says which problem it answers and no number is said twice."""
    known = {problem.number: problem for problem in problems}
    said = [_said(source, answer) or 0 for answer in answers]
    if len(known) < len(problems) or any(answer.labelled for answer in answers):
        return []
    return _paired(known, said, answers)


def _by_wording(
    source: Source, problems: list[Block], answers: list[Block]
) -> list[tuple[Block, Block]]:
    """The pairs, where every answer states one of the problems again, word by word."""
    known = {_words(source, *own_sentence(source, problem)): problem for problem in problems}
    intros = [answer.intro for answer in answers]
    stated = [_words(source, one.start, one.end) if one is not None else "" for one in intros]
    return _paired(known, stated, answers)


def _words(source: Source, start: int, end: int) -> str:
    """A wording without the punctuation around it."""
    start, end = source.trim(start, end, "。;,、")
    return source.norm[start:end].strip("“”")


def _paired(
    known: Mapping[Name, Block], named: Sequence[Name], answers: list[Block]
) -> list[tuple[Block, Block]]:
    """Problems and answers by what the answers name; nothing unless every one names another known problem."""
    if len(set(named)) < len(named) or not all(name in known for name in named):
        return []
    return [(known[name], answer) for name, answer in zip(named, answers, strict=True)]


def _side_by_side(source: Source, lists: _Lists) -> bool:
    """Whether both lists count on from one, are equally long and answer one by one."""
    answers = [item for group in lists.answers for item in group]
    for answer in answers:
        if _restates(answer) or answer.kind in LEAVES or _said(source, answer) is not None:
            return False
        if _GENERAL.match(source.norm, answer.content):
            return False
    sides = [_numbers(side) for side in (lists.problems, lists.answers)]
    whole = [[number for group in side for number in group] for side in sides]
    if whole[0] == whole[1] == list(range(1, len(answers) + 1)):
        return True
    return lists.alike and _counted(lists.problems) and sides[0] == sides[1]


def _numbers(groups: list[list[Block]]) -> list[list[int]]:
    """The numbers of all items, group by group."""
    return [[item.number for item in group] for group in groups]


def _counted(groups: list[list[Block]]) -> bool:
    """Whether the numbers count on from one, through all groups or in each."""
    numbers = _numbers(groups)
    whole = [number for group in numbers for number in group]
    if whole == list(range(1, len(whole) + 1)):
        return True
    return all(group == list(range(1, len(group) + 1)) for group in numbers)

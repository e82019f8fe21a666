"""Plants what a notice tells in two ways: names and periods, statistics, nodes, targets, totals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.planting.model import Edit, Planted, Text
from tools.planting.numerals import heard, said
from zhenggai.core.reading import Statistic

_SAID = {
    "institutions": ("截至目前，已建立健全制度{v}个。", "整改以来，累计新建修订制度{v}项。"),
    "measures": ("截至目前，共制定整改措施{v}条。",),
    "findings": ("对照反馈的{v}个问题，逐一明确责任。",),
    "done": ("截至目前，已完成整改{v}个问题。",),
    "completion_rate_pct": ("截至目前，整改完成率{v}%。",),
}
# A count as of another day is another count.
_DATED = re.compile(r"截至[^目今，]{0,4}\d")
_UNNAMED = frozenset(("findings", "aspects", "done", "not_done"))
_SINCE = re.compile("^(?:今年以来|整改期间|整改以来|截至目前)")
_PIECE = re.compile(r"[^，。；：、,;:\n]*$")
_ORDINAL = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3})(?=(?:巡视|巡察|督查|督导)组|轮)")
_PERIOD = re.compile(r"\d{1,2}月(?P<d>\d{1,2})日(?:至|—|-)(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_TERM = re.compile(
    r"(?P<n>[一二三四五六七八九十]{1,3})届(?=[^，。\n]{1,6}第[一二三四五六七八九十]+轮)"
)
_NOT_SAME = frozenset(("date-order", "conflict", "identity"))


def identities(text: Text) -> Iterator[Planted]:
    """The team, the round, the term and the period at one of several places where they are named; wrapping included."""
    whole = text.text
    facts = text.paper.reading.inspection
    for pattern, wanted in ((_ORDINAL, (facts.team, facts.round)), (_TERM, (facts.term,))):
        for match in pattern.finditer(whole):
            tail = whole[match.start() : match.end() + 3]
            if "《" in whole[max(0, match.start() - 24) : match.start()].rpartition("》")[2]:
                continue
            named = [name for name in wanted if name and _part(name, match) in tail]
            others = [one for one in pattern.finditer(whole) if one["n"] == match["n"]]
            value = heard(match["n"])
            if named and value and len(_kept(others, match, whole)) > 1:
                form = said(value + 2)
                done = f"{tail} becomes {form}"
                yield Planted(
                    "identity", "named otherwise", text, ((*match.span("n"), form),), done
                )
    yield from _periods(text)
    yield from _bodies(text)
    yield from _leads(text)


def _periods(text: Text) -> Iterator[Planted]:
    """A period that is printed more than once: another day at each of its places."""
    every = list(_PERIOD.finditer(text.text))
    for match in every:
        if sum(one[0] == match[0] for one in every) > 1:
            day = heard(match["d"]) or 1
            edit = (*match.span("d"), str(day % 27 + 2))
            done = f"{match[0]} begins on {edit[2]}"
            yield Planted("identity", "period", text, (edit,), done, _NOT_SAME)


def _bodies(text: Text) -> Iterator[Planted]:
    """The body in the sentence on the inspection, where title or feedback name the same one."""
    body = text.paper.reading.inspection.inspected_body
    if body is None or text.text.count(body) < 2:
        return
    for match in re.finditer(
        rf"(?<=对){re.escape(body)}(?=(?:党[委组])?(?:开展|进行)了)", text.text
    ):
        for other in ("望川市教育体育局党组", "临江市"):
            edit = (*match.span(), other)
            yield Planted("identity", "body", text, (edit,), f"{body} becomes {other}")


def _part(name: str, match: re.Match[str]) -> str:
    return match[0] if match[0] in name else "\0"


def _kept(others: list[re.Match[str]], match: re.Match[str], whole: str) -> list[re.Match[str]]:
    """Places with the same words behind: team beside team, round beside round."""
    behind = whole[match.end() : match.end() + 2]
    return [one for one in others if whole[one.end() : one.end() + 2] == behind]


def _leads(text: Text) -> Iterator[Planted]:
    """A lead of the news above the notice: first true, then with another team, period or body."""
    facts = text.paper.reading.inspection
    period = _PERIOD.search(text.text)
    team, body = facts.team, facts.inspected_body
    if period is None or team is None or body is None or facts.started_on is None:
        return
    year, number = facts.started_on[:4], _ORDINAL.search(team)
    if number is None or text.text[: period.start()].count("\n") < 1:
        return
    lead = f"{year}年{period[0]}，{team}对{body}进行了巡察。\n"
    day = heard(period["d"]) or 1
    other = period[0].replace(f"{period['d']}日", f"{day % 27 + 2}日", 1)
    named = team.replace(number[0], f"第{said((heard(number['n']) or 1) + 1)}")
    wrong = (
        (lead.replace(team, named), f"team {named}"),
        (lead.replace(period[0], other), f"period {other}"),
        (lead.replace(f"对{body}", "对望川市教育体育局党组"), "another body"),
    )
    base: tuple[Edit, ...] = ((0, 0, lead),)
    for words, done in wrong:
        yield Planted("identity", "lead of the news", text, ((0, 0, words),), done, _NOT_SAME, base)


def statistics(text: Text) -> Iterator[Planted]:
    """A statistic of the round told once more at the end of the last overview paragraph: the same, then another value."""
    paper = text.paper
    first = min((one.start for one in paper.findings), default=0)
    at = text.text.rfind("。", 0, first) + 1
    known: dict[str, list[Statistic]] = {}
    for one in paper.reading.statistics:
        if one.scope == "round" and one.start < first:
            known.setdefault(one.key, []).append(one)
    for key, ones in known.items():
        value = ones[0].value
        dated = _DATED.search(text.text, *paper.sentence(ones[0].start))
        if len({one.value for one in ones}) > 1 or not at or dated:
            continue
        for form in (*_SAID.get(key, ()), *_own(text, ones[0])):
            base = ((at, at, form.format(v=value)),)
            for other in _others(value):
                edit = (at, at, form.format(v=other))
                done = f"{key} {value} and {edit[2]}"
                yield Planted("conflict", key, text, (edit,), done, _FIGURED, base)


def _own(text: Text, one: Statistic) -> Iterator[str]:
    """The piece of sentence that states it, in its own words."""
    whole = text.text
    before = _PIECE.search(whole, max(0, one.start - 20), one.start)
    piece = _SINCE.sub("", (before[0] if before else "") + whole[one.start : one.end]).strip()
    if one.key in _UNNAMED:
        return
    if piece.count(one.value) == 1 and len(piece) > len(one.value) + 5 and "{" not in piece:
        yield f"截至目前，{piece.replace(one.value, '{v}')}。"


_FIGURED = frozenset(("status-sum", "rate", "part-whole", "sum", "share-range"))


def _others(value: str) -> Iterator[str]:
    whole, point, rest = value.partition(".")
    yield f"{int(whole) + 1}{point}{rest}"
    yield f"{int(whole) * 2 + 3}{point}{rest}"


_NODE = (
    "{n}前完成的整改任务，已全部完成。",
    "按照整改方案要求{n}前完成的整改任务，已全部完成。",
    "要求{n}完成的整改事项，均已按期完成。",
)
_NODES = ("4月底", "2月底", "11月底", "3月15日")


def nodes(text: Text) -> Iterator[Planted]:
    """In a notice that declares its nodes, a completion claimed for one of them, then for a day that is none."""
    declared = text.paper.reading.organisation.time_nodes
    real = [one for one in declared if one != "长期"]
    first = min((one.start for one in text.paper.findings), default=0)
    at = text.text.rfind("。", 0, first) + 1
    if not real or not at:
        return
    for form in _NODE:
        base = ((at, at, form.format(n=real[0])),)
        for day in _NODES:
            if not any(day[:2] in one for one in declared):
                edit = (at, at, form.format(n=day))
                yield Planted("node", "claimed", text, (edit,), edit[2], base=base)


_RESULT = ("其余各项均已{t}。", "目前，其余整改任务已{t}。", "其他整改事项均{t}。")
_CLOSE = ("取得阶段性成效", "取得明显进展", "取得初步成效", "取得积极成效", "取得阶段性进展")


def targets(text: Text) -> Iterator[Planted]:
    """In a notice that declares its targets, a result in words close to them."""
    declared = text.paper.reading.organisation.targets
    first = min((one.start for one in text.paper.findings), default=0)
    at = text.text.rfind("。", 0, first) + 1
    held = [one for one in declared if one.startswith("取得")]
    if not held or not at:
        return
    for form in _RESULT:
        base = ((at, at, form.format(t=held[0])),)
        for words in _CLOSE:
            if words not in declared:
                edit = (at, at, form.format(t=words))
                yield Planted("target-word", "close", text, (edit,), edit[2], base=base)

"""One document that is reported as a result under two findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.same.places import Scopes
from zhenggai.core.reading import CitedDocument

_REACH = 30
_MADE = (
    "制定|制订|制发|出台|印发|下发|编制|编印|编写|编撰|修订|修改|修编|完善|发布|公布|起草|拟定|草拟|建立|健全|形成|通过|审定|颁布|推出|完成|"
    "签订|签署|摄制|编发|转发|重新核定|优化|细化|汇编|构建|审议"
)
_MAKES = re.compile(
    rf"(?:{_MADE})(?:{_MADE}|并|了|和|、|实施|执行|完毕|市级|县级|新的|本市|我市|全市|全县|全区)*[^,。;:、《》]{{0,6}}$"
)
_BASIS = re.compile(
    "(?:落实|贯彻|按照|根据|依据|依照|学习|对照|执行|遵照|参照|围绕|宣传|解读|了解|观看|依托|对标|传达|遵守|违反|符合|结合|把握|印发的|出台的|制定的|下发的|修订的|"
    "遵循|援引|领会|研读|组织收看|纳入|列入|衔接|配套|根据上级)[^,。;:《》]{0,10}$"
)
_MADE_AFTER = re.compile(
    r"(?:等\d*[个项份部]?(?:文件|制度|规划|方案|办法)?)?(?:均|都|已|已经|现已|正式|集中|全面|及时|再次|重新|进行了?|经[^。;]{0,30}?|于[^,。;]{0,14})*"
    r"(?:修订|编制|制定|起草|印发|出台|发布|通过|审议通过|颁布|修改|修编|编印|公布|实施)"
)
_JOINT = re.compile(r"[\s、和及与]{0,3}|以及|并修订|并制定|并印发")
_VERSION = re.compile(r"\((?:试行|暂行|修订|修订版|修订稿|修正|征求意见稿|草案)\)$")
_BLANK = re.compile(r"\s+")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every document that was a result of an earlier finding, at its second place."""
    scopes = Scopes(paper)
    known: dict[str, tuple[int, CitedDocument]] = {}
    told: set[tuple[str, int]] = set()
    for document in _results(paper):
        scope = scopes.of(document.start).finding
        title = _title(paper, document)
        if scope is None or len(title) < 4 or (title, scope) in told:
            continue
        told.add((title, scope))
        first = known.setdefault(title, (scope, document))
        if first[0] != scope:
            yield _issue(paper, scopes, first[1], document)


def _results(paper: Paper) -> Iterator[CitedDocument]:
    """The documents of the notice that somebody made, in order; those that are only followed are none."""
    previous: CitedDocument | None = None
    made = False
    for document in paper.reading.documents:
        joined = previous is not None and _JOINT.fullmatch(paper.norm, previous.end, document.start)
        made = made if joined else _made_before(paper, document)
        if made or _made_after(paper, document):
            yield document
        previous = document


def _made_before(paper: Paper, document: CitedDocument) -> bool:
    """Whether the words right before a title say that it was made."""
    start = max(paper.clause(document.start)[0], document.start - _REACH)
    before = paper.norm[start : document.start]
    return _BASIS.search(before) is None and _MAKES.search(before) is not None


def _made_after(paper: Paper, document: CitedDocument) -> bool:
    """Whether the words right behind a title say so, and none before it that it is only followed."""
    start = max(paper.clause(document.start)[0], document.start - _REACH)
    if _BASIS.search(paper.norm[start : document.start]):
        return False
    limit = min(len(paper.norm), document.end + 2 * _REACH)
    return _MADE_AFTER.match(paper.norm, document.end, limit) is not None


def _title(paper: Paper, document: CitedDocument) -> str:
    """A title without blanks and without the note of its version."""
    words = _BLANK.sub("", paper.norm[document.start + 1 : document.end - 1])
    return _VERSION.sub("", words)


def _issue(paper: Paper, scopes: Scopes, first: CitedDocument, second: CitedDocument) -> Issue:
    facts: dict[str, Fact] = {
        "title": second.title,
        "first_finding": scopes.number(first.start),
        "finding": scopes.number(second.start),
        "places_at": [[first.start, first.end], [second.start, second.end]],
    }
    return Issue("repeated-document", WARNING, second.start, second.end, "repeated-document", facts)


RULE = Rule("repeated-document", (WARNING,), find)

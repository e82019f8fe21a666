"""From a block to a finding: its wording, its manifestations, its measures and its claimed status."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from zhenggai.core.reading import phrases
from zhenggai.core.reading.claims import Claim, after_claim, bare_status, find_claims
from zhenggai.core.reading.clauses import split_faults
from zhenggai.core.reading.intros import sentence_end, unquote
from zhenggai.core.reading.markers import LEAVES, RUN_IN, Kind
from zhenggai.core.reading.model import Finding, Manifestation, Measure
from zhenggai.core.reading.numbers import parse_int
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.tree import Block, Role, label_of

_SENTENCE_END = re.compile(r"[。!?\n]")
_TITLE_END = re.compile(r"[。\n]")
_TITLE_LENGTH = 50
_HEADING_LENGTH = 120
_TITLE_STOPS = re.compile(r"[《;]|\d{2,}(?![\d年])")
_SAMPLE = 200
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STRANGE = re.compile(r"[^\w\s\u3000-\u303f\uff00-\uffef“”‘’,.:;!?()%+·~①-⓿-]|[￥丨&*#@_^$]")
_WORDS = re.compile(r"\w")
_BRACKETED = re.compile(r"[(\[](?P<status>[^()\[\]]{2,14})[)\]]$")
_VALUE = re.compile(r"[^。;\n]*")
_REST_EMPTY = re.compile(r"[ \n\r。;!)\]]*$")
_PUNCTUATION = "。:;,、 "


def own_sentence(source: Source, block: Block) -> tuple[int, int]:
    """The first sentence or line of a block, its full stop included."""
    return source.trim(block.content, sentence_end(source, block.content, block.own_end))


class Drawer:
    """Draws findings out of blocks and remembers which stretches were understood."""

    def __init__(self, source: Source, *, answers: bool) -> None:
        """`answers` is False for documents that only state problems: their lists are manifestations."""
        self._source = source
        self._answers = answers
        self.understood: list[tuple[int, int]] = []

    def read(self, start: int, end: int) -> None:
        """Remember a stretch that some rule understood."""
        if end > start:
            self.understood.append((start, end))

    def read_heading(self, block: Block) -> None:
        """A heading is understood as such, the text below it is not."""
        begin, finish = self._heading_span(block)
        if finish - begin <= _HEADING_LENGTH:
            self.read(block.start, finish)

    def heading(self, block: Block) -> str:
        """The words of a heading as printed, without number and closing punctuation."""
        return self._source.exact(*self._heading_span(block))

    def _heading_span(self, block: Block) -> tuple[int, int]:
        """Where the words of a heading stand."""
        source = self._source
        if block.intro is not None:
            begin, finish = block.content, block.intro.rest
        else:
            begin, finish = own_sentence(source, block)
        return source.trim(begin, min(finish, block.own_end), "。:;,")

    def finding(self, block: Block, kind: str, number: int) -> Finding:
        """The finding that a block introduces; `kind` is problem, clues or recommendation."""
        source = self._source
        start, end = source.trim(block.start, block.end)
        if kind == "clues":
            self.read(start, block.own_end)
            for child in block.marked:
                self.read(child.start, child.own_end)
            return Finding(number, kind, None, None, None, start, end)
        (begin, finish), rest = self._wording(block)
        bracket = _BRACKETED.search(source.norm, max(begin, finish - 16), finish)
        stated = bare_status(bracket["status"]) if bracket else None
        if bracket is not None and stated is not None:
            finish = source.trim(begin, bracket.start())[1]
        found = Finding(number, kind, source.exact(begin, finish), None, None, start, end)
        self.read(start, rest)
        if block.role is Role.STATED:
            self._answer_elsewhere(found, block, rest)
            return found
        found.claimed_aspects = self._aspects(block, rest)
        claims = self._claims(block, rest)
        inner = self._manifesting(block)
        found.manifestations = [self._manifestation(child) for child in inner]
        if not inner:
            found.manifestations = self._details(block) or self._faults(block, rest)
        found.measures = self._measures(block, rest, inner, claims)
        found.status = self._status(block, rest, claims) or stated
        return found

    def _answer_elsewhere(self, found: Finding, block: Block, rest: int) -> None:
        """A problem of one list: what lies below it are manifestations, the answer stands in another list."""
        inner = [child for child in block.marked if child.kind in RUN_IN]
        found.manifestations = [self._mere(child) for child in inner] or self._faults(block, rest)
        answer = block.answer
        if answer is None:
            return
        begin = self._source.trim(answer.content, answer.end)[0]
        self.read(answer.start, begin)
        claims = self._claims(answer, begin)
        found.claimed_aspects = self._aspects(answer, begin)
        found.measures = self._measures(answer, begin, [], claims)
        found.status = self._status(answer, begin, claims)

    # -- wording ----------------------------------------------------------------------------------

    def _wording(self, block: Block) -> tuple[tuple[int, int], int]:
        """Where the problem's wording stands, and where the text after it begins."""
        if block.intro is not None:
            return (block.intro.start, block.intro.end), block.intro.rest
        source = self._source
        begin, finish = own_sentence(source, block)
        label = phrases.LABEL_AT.search(source.norm, finish - 1, block.own_end)
        if label is not None:
            finish = label.start()
        span = unquote(source, *source.trim(begin, finish, _PUNCTUATION))
        return span, source.trim(finish, block.end)[0]

    def _manifestation(self, block: Block) -> Manifestation:
        """A level between finding and measure."""
        if not self._answers and block.intro is None:
            return self._mere(block)
        source = self._source
        start, end = source.trim(block.start, block.end)
        (begin, finish), rest = self._wording(block)
        self.read(start, rest)
        found = Manifestation(block.number, source.exact(begin, finish), start, end)
        found.measures = self._measures(block, rest, [], self._claims(block, rest))
        return found

    def _mere(self, block: Block) -> Manifestation:
        """A manifestation that nothing below it answers: all its words."""
        source = self._source
        start, end = source.trim(block.start, block.end)
        text_end = source.trim(block.content, block.end, ";")[1]
        self.read(start, end)
        text = source.exact(block.content, text_end)
        return Manifestation(block.number, text.rstrip("。"), start, end)

    def _details(self, block: Block) -> list[Manifestation]:
        """What the label 具体表现：says where no marks divide it."""
        found: list[Manifestation] = []
        for child in block.blocks:
            match = phrases.LABELLED.match(self._source.norm, child.start, child.end)
            if child.kind is Kind.LABEL and child.printed == "detail" and match is not None:
                start, end = self._source.trim(match.end(), child.end, "。;")
                if start < end:
                    self.read(child.start, end)
                    found += self._manifestations(
                        split_faults(self._source, child.start, end) or [(start, end)]
                    )
        for number, one in enumerate(found, 1):
            one.number = number
        return found

    def _faults(self, block: Block, rest: int) -> list[Manifestation]:
        """What follows the wording of a problem in one paragraph before any answer, where it states several faults."""
        end = min((child.start for child in block.blocks if child.start >= rest), default=block.end)
        inline = self._inline_answer(rest, end)
        told = block.role is Role.STATED or not self._answers or block.labelled or bool(inline)
        end = inline[0] if inline else end
        if not told or any(child.start < rest for child in block.blocks):
            return []
        spans = split_faults(self._source, rest, end)
        self.read(rest, spans[0][0] if spans else rest)
        return self._manifestations(spans)

    def _manifestations(self, spans: list[tuple[int, int]]) -> list[Manifestation]:
        """Stretches that state one fault each."""
        if spans:
            self.read(spans[0][0], spans[-1][1])
        return [
            Manifestation(number, self._source.exact(*span), *span)
            for number, span in enumerate(spans, 1)
        ]

    def _manifesting(self, block: Block) -> list[Block]:
        """Inner blocks that are manifestations: (1)关于…, what stands before 整改情况：, lists of mere problems."""
        children = block.marked
        if not self._answers and not block.labelled:
            return [child for child in children if child.kind in RUN_IN or child.nested]
        first = block.answered_at or -1
        return [
            child
            for child in children
            if (child.kind is Kind.PAR and (child.intro is not None or child.labelled))
            or (child.kind in RUN_IN and child.start < first)
        ]

    # -- lead, claims -----------------------------------------------------------------------------

    def _aspects(self, block: Block, rest: int) -> int | None:
        """The number of aspects that the words before the first measure promise."""
        limit = block.marked[0].start if block.marked else block.end
        limit = min(limit, rest + 160)
        stop = _SENTENCE_END.search(self._source.norm, rest, limit)
        if not block.marked and stop is not None:
            limit = stop.end()
        match = phrases.ASPECTS.search(self._source.norm, rest, max(rest, limit))
        if match is None or self._source.sheltered(match.start()):
            return None
        return parse_int(next(count for count in match.groups() if count))

    def _claims(self, block: Block, rest: int) -> list[Claim]:
        """Claims about the whole item: those that name it, or stand before or after its measures."""
        marked = [child for child in block.marked if child.start >= rest]
        claims = find_claims(self._source, rest, block.end)
        first = marked[0].start if marked else block.end
        last = marked[-1].content if marked else rest
        kept = []
        for claim in claims:
            last_words = _REST_EMPTY.match(self._source.norm, claim.end, block.end) is not None
            before = claim.end <= first
            if (
                (claim.named and (before or claim.start >= last))
                or last_words
                or (before and claim.start <= rest + 2)
            ):
                kept.append(claim)
        # Where several measures say so of themselves (①… 已完成。②… 已完成。), none says it of the whole.
        apart = sum(not claim.named and claim.start >= first for claim in claims)
        return [claim for claim in kept if apart < 2 or claim.named or claim.start < first]

    def _status(self, block: Block, rest: int, claims: list[Claim]) -> str | None:
        """The claimed status: a labelled result, else the last claim."""
        norm = self._source.norm
        for label in phrases.LABEL_AT.finditer(norm, max(rest - 1, 0), block.end):
            value = _VALUE.match(norm, label.end(), block.end)
            status = bare_status(value.group()) if label["result"] and value else None
            if status is not None and value is not None:
                self.read(label.start(), value.end())
                return status
        for claim in claims:
            self.read(claim.start, claim.end)
        return claims[-1].status if claims else None

    # -- measures ---------------------------------------------------------------------------------

    def _measures(
        self, block: Block, rest: int, inner: list[Block], claims: list[Claim]
    ) -> list[Measure]:
        """Marked measures, else the paragraphs themselves."""
        if not self._answers and not block.labelled and block.role is not Role.REPLY:
            return []
        manifesting = {id(child) for child in inner}
        marked = [child for child in block.marked if id(child) not in manifesting]
        if marked:
            self._lead(rest, marked[0].start)
            for child in block.blocks:
                if child.kind is Kind.LABEL and child.printed in ("answer", "detail"):
                    self._lead(child.start, child.end)
            results = [
                one for one in marked if label_of(self._source, one.content, one.end) == "result"
            ]
            for child in results:
                self.read(child.start, child.end)
            return [self._marked_measure(child, claims) for child in marked if child not in results]
        if inner and not block.labelled:
            return []
        return self._plain_measures(block, rest, claims)

    def _lead(self, start: int, end: int) -> None:
        """Understand what stands between the wording and the first measure, as far as it is only a lead."""
        norm = self._source.norm
        at = start
        for pattern in (phrases.LABELLED, phrases.LEAD_SENTENCE, phrases.EMPTY_LEAD):
            match = pattern.match(norm, at, end)
            if match is not None and match.end() > at:
                self.read(at, match.end())
                at = match.end()

    def _marked_measure(self, block: Block, claims: list[Claim]) -> Measure:
        """One measure with its mark; claims about the whole item and labelled columns are cut off."""
        source = self._source
        label = phrases.LABELLED.match(source.norm, block.content, block.end)
        begin = label.end() if label is not None and label["answer"] else block.content
        begin, end = self._cut(begin, self._extent(block), claims)
        stop = _TITLE_END.search(source.norm, begin, end)
        title = None
        text = begin
        followed = stop is not None and _WORDS.search(source.norm, stop.end(), end) is not None
        named = self._is_title(begin, stop.start() if stop else end, block.kind)
        if stop is not None and followed and named:
            title = source.exact(*source.trim(begin, stop.start(), _PUNCTUATION))
            text = stop.end()
        self.read(block.start, end)
        return Measure(block.number, title, source.exact(text, end), block.start, end)

    def _extent(self, block: Block) -> int:
        """Where a marked measure ends: paragraphs belong to it only if its own line was a mere title."""
        source = self._source
        begin, finish = source.trim(block.content, block.own_end)
        stop = _SENTENCE_END.search(source.norm, begin, finish)
        titled = finish - begin <= _TITLE_LENGTH and (stop is None or stop.end() == finish)
        for child in block.blocks:
            if child.kind is Kind.LABEL:
                return child.start
            if child.kind is Kind.PLAIN and not (titled and self._is_prose(child)):
                return child.start
            if child.kind not in LEAVES and (inner := self._extent(child)) < child.end:
                return inner
        return block.end

    def _is_prose(self, block: Block) -> bool:
        """Whether a paragraph is sentences: mostly Chinese characters, closed by a stop."""
        begin, finish = self._source.trim(block.start, block.end)
        words = self._source.norm[begin : min(finish, begin + _SAMPLE)]
        strange = len(_STRANGE.findall(words))
        closed = self._source.norm[finish - 1] in "。;!?:”)》"
        return closed and strange < 3 and len(_HAN.findall(words)) * 2 >= len(words)

    def _is_title(self, start: int, end: int, kind: Kind) -> bool:
        """Whether the first sentence names the measure and does not yet report; after ① it always names."""
        short = 2 <= end - start <= _TITLE_LENGTH
        reports = _TITLE_STOPS.search(self._source.norm, start, end) is not None
        return short and (kind is Kind.CIRCLED or not reports)

    def _cut(self, start: int, end: int, claims: list[Claim]) -> tuple[int, int]:
        """A stretch without labelled columns after it and without claims at its ends."""
        source = self._source
        for label in phrases.LABEL_AT.finditer(source.norm, start + 1, end):
            if label["answer"] is None:
                end = label.start()
                break
        start, end = source.trim(start, end)
        first = bisect_left(claims, start, key=attrgetter("start"))
        claims = claims[first : bisect_left(claims, end, key=attrgetter("start"))]
        for claim in claims:
            if claim.start == start:
                start = min(end, after_claim(source, claim, end))
        for claim in reversed(claims):
            closes = start < claim.start < end and after_claim(source, claim, end) >= end
            if closes and source.norm[claim.start - 1] in "。;!?\n\r(":
                end = claim.start - (source.norm[claim.start - 1] == "(")
        return source.trim(start, end, ",、")

    def _plain_measures(self, block: Block, rest: int, claims: list[Claim]) -> list[Measure]:
        """Paragraphs without marks, each one measure; what stands before a label 整改情况：is description."""
        measures: list[Measure] = []
        pieces = [(rest, block.own_end)] if rest < block.own_end else []
        for child in block.blocks:
            if child.start >= rest - 1 and (child.kind is Kind.LABEL or self._is_prose(child)):
                pieces.append((child.start, child.end))
        answering = not any(label_of(self._source, *piece) == "answer" for piece in pieces)
        for begin, end in pieces:
            start = begin
            label = label_of(self._source, begin, end)
            match = phrases.LABELLED.match(self._source.norm, begin, end)
            if label is not None and match is not None:
                start = match.end() if label == "answer" else self._answer_within(match.end(), end)
                answering = label == "answer" or start < end
            elif begin == rest:
                told, start = self._inline_answer(begin, end) or (begin, begin)
                self.read(told, start)
            if answering:
                self.read(begin if label is not None else start, start)
                self._plain_measure(start, end, claims, measures)
        return measures

    def _inline_answer(self, start: int, end: int) -> tuple[int, int] | None:
        """Where 整改情况：stands inside a paragraph whose first words describe the problem."""
        for label in phrases.LABEL_AT.finditer(self._source.norm, start, end):
            if (label["answer"] or "").startswith("整改") and label.end() < end:
                return label.start(), label.end()
        return None

    def _answer_within(self, start: int, end: int) -> int:
        """Where the answer begins in a paragraph that another label opens (整改目标：…。整改措施：…); its end if nowhere."""
        for label in phrases.LABEL_AT.finditer(self._source.norm, start, end):
            if label["answer"]:
                return label.end()
        return end

    def _plain_measure(
        self, start: int, end: int, claims: list[Claim], measures: list[Measure]
    ) -> None:
        """Add one paragraph as a measure, unless nothing but lead or claim stands in it."""
        source = self._source
        for pattern in (phrases.LEAD_SENTENCE, phrases.EMPTY_LEAD):
            match = pattern.match(source.norm, start, end)
            if match is not None and match.end() > start:
                self.read(start, match.end())
                start = match.end()
        begin, finish = self._cut(start, end, claims)
        if finish - begin < 2:
            return
        self.read(begin, finish)
        text = source.exact(begin, finish)
        measures.append(Measure(len(measures) + 1, None, text, begin, finish))

"""Which blocks are categories, findings and manifestations; everything else is narrative."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhenggai.core.reading import phrases
from zhenggai.core.reading.claims import find_claims
from zhenggai.core.reading.clauses import split_faults
from zhenggai.core.reading.items import Drawer, own_sentence
from zhenggai.core.reading.markers import RUN_IN, Kind
from zhenggai.core.reading.masking import Mask
from zhenggai.core.reading.model import Category, Finding
from zhenggai.core.reading.source import Source
from zhenggai.core.reading.told import find_announced, find_told_clauses
from zhenggai.core.reading.tree import Block, Role, label_of

_OPEN_KINDS = ("feedback", "audit_report")
_ITEM_KINDS = (Kind.DUN, Kind.CN, Kind.NUM, Kind.LEAD, Kind.PAR)
_TOLD_KINDS = (Kind.LEAD, Kind.WORD)
_HEADINGS = (Kind.PART, Kind.DUN, Kind.TITLE, Kind.CN, Kind.HEAD)
_LONG_SENTENCE = 160


def _only_points(words: str) -> bool:
    """Whether words that end in 问题 name none (学习方面存在的问题, 群众反映的突出问题)."""
    stem = words.removesuffix("问题").rstrip("的")
    if stem == words:
        return False
    return bool(phrases.POINTING.search(stem) or phrases.NO_FAULT.search(stem))


@dataclass(frozen=True, slots=True)
class _Chapter:
    """What the nearest chapter heading lets the reader expect below it."""

    narrative: bool = False
    problems: bool = False
    answers: bool = False


class Outliner:
    """Walks the tree once and collects categories with their findings, in text order."""

    def __init__(self, source: Source, kind: str, drawer: Drawer) -> None:
        """Take the kind of the document, which decides what an item without introduction can be."""
        self._source = source
        self._kind = kind
        self._drawer = drawer
        self._findings: dict[int, bool] = {}
        self._inner: dict[int, bool] = {}
        self._number = 0
        self.categories: list[Category] = []

    def run(self, root: Block) -> list[Category]:
        """All categories below the root."""
        self._mark(root, _Chapter(), under=False)
        self._walk(root, _Chapter())
        if self._kind == "feedback":
            self._told(root)
        self.categories.sort(key=lambda category: category.start)
        return self.categories

    # -- marking: which blocks introduce a finding --------------------------------------------------

    def _mark(self, block: Block, chapter: _Chapter, *, under: bool) -> None:
        """Remember for every block whether it introduces a finding and whether one lies below it.

        `under` an introduced problem only an introduction or a label makes another one: lists are its measures.
        """
        if block.role is Role.REPLY:
            self._inner[id(block)] = self._findings[id(block)] = False
            return
        if self._heads_chapters(block) and block.intro is not None:
            block.intro = replace(block.intro, field_only=True)
        intro = block.intro
        stated = under or (intro is not None and not intro.field_only and not intro.bare)
        stated = block.role is not Role.HEAD and (stated or self._labelled(block))
        for child in block.marked:
            self._mark(child, self._chapter(child, chapter), under=stated)
        if not stated:
            self._promote(block, chapter)
        self._inner[id(block)] = any(
            self._findings[id(child)] or self._inner[id(child)] for child in block.marked
        )
        told = block.role is Role.OPEN and self._introduces(block, chapter, under=under)
        self._findings[id(block)] = told or block.role is Role.STATED

    def _heads_chapters(self, block: Block) -> bool:
        """Whether 一、关于X问题 heads (一) with 1. that name faults: then it is a chapter and no finding."""
        if block.kind is not Kind.DUN or block.intro is None:
            return False
        inner = [child for child in block.marked if child.kind is Kind.CN]
        items = [one for child in inner for one in child.marked if one.kind is Kind.NUM]
        return bool(items) and all(
            one.intro is not None or one.labelled or self._names_fault(one) for one in items[:3]
        )

    def _names_fault(self, block: Block) -> bool:
        """Whether the first sentence of a block names a fault."""
        begin, finish = own_sentence(self._source, block)
        words = self._source.norm[begin:finish].rstrip("。:;, \n\r")
        return len(words) <= _LONG_SENTENCE and phrases.DEFICIENT.search(words) is not None

    def _chapter(self, block: Block, above: _Chapter) -> _Chapter:
        """The expectation below a heading; a chapter replaces the one above it."""
        if block.kind not in (Kind.PART, Kind.DUN, Kind.TITLE):
            return above
        if block.intro is not None:
            return _Chapter(problems=True) if self._heads_chapters(block) else above
        heading = self.heading(block)
        named = "问题" in heading
        return _Chapter(
            narrative=bool(phrases.NARRATIVE.search(heading)) and not named,
            problems=bool(phrases.PROBLEM_CHAPTER.search(heading)),
            answers=bool(phrases.ANSWER_CHAPTER.search(heading)),
        )

    def _introduces(self, block: Block, chapter: _Chapter, *, under: bool) -> bool:
        """Whether the block itself states a problem."""
        if block.kind is Kind.WORD and (under or block.intro is None):
            return False
        if block.kind not in _ITEM_KINDS and block.intro is None:
            return False
        if block.intro is not None:
            leaf = block.intro.field_only and not self._inner[id(block)]
            stated = not block.intro.field_only or (leaf and block.kind is Kind.NUM)
            told = chapter.narrative or self._kind == "round_summary"
            return stated and not (told and block.kind in _TOLD_KINDS)
        if chapter.narrative or self._is_heading_only(block):
            return False
        if under:
            return block.labelled and not block.nested
        return self._answered(block) or self._stands_bare(block, chapter)

    def _is_heading_only(self, block: Block) -> bool:
        """Chapter headings and headings of clues or recommendations state no problem."""
        heading = self.heading(block)
        if block.kind is Kind.DUN and (
            phrases.NARRATIVE.search(heading)
            or phrases.PROBLEM_CHAPTER.search(heading)
            or phrases.ANSWER_CHAPTER.search(heading)
        ):
            return True
        return bool(phrases.CLUES.search(heading) or phrases.RECOMMENDATION.search(heading))

    def _answered(self, block: Block) -> bool:
        """A sentence followed by 整改情况：or by a claim that it is put right."""
        if self._inner[id(block)] and block.kind is not Kind.NUM:
            return False
        if self._labelled(block):
            return True
        first = own_sentence(self._source, block)
        if block.kind is Kind.PAR or first[1] - first[0] > _LONG_SENTENCE:
            return False
        return bool(find_claims(self._source, first[1], block.end, whole=True))

    def _labelled(self, block: Block) -> bool:
        """Whether 整改情况：stands in the block's own words or directly below."""
        if block.labelled:
            return True
        if block.kind not in _ITEM_KINDS:
            return False
        child = next((child for child in block.marked if child.number == 1), None)
        if child is not None and label_of(self._source, child.content, child.end) == "answer":
            return True
        first = own_sentence(self._source, block)
        label = phrases.LABEL_AT.search(self._source.norm, max(first[1] - 1, 0), block.own_end)
        return label is not None and bool(label["answer"] or label["result"])

    def _stands_bare(self, block: Block, chapter: _Chapter) -> bool:
        """A numbered sentence that names a fault, where the chapter is about faults."""
        begin, finish = own_sentence(self._source, block)
        if self._inner[id(block)] or finish - begin > _LONG_SENTENCE:
            return False
        if any(child.kind in (Kind.NUM, Kind.CN) for child in block.marked):
            return False
        if chapter.problems and self._kind in _OPEN_KINDS:
            return block.kind in (Kind.NUM, Kind.PAR) or not self._is_field(block)
        words = self._source.norm[begin:finish].rstrip("。:;, \n\r")
        fault = phrases.DEFICIENT.search(words) is not None and not _only_points(words)
        return fault and (chapter.problems or chapter.answers) and block.kind is not Kind.PAR

    def _is_field(self, block: Block) -> bool:
        """Whether a heading names a field of work or anything but a sentence."""
        return self.heading(block).endswith(("方面", "领域"))

    def _promote(self, block: Block, chapter: _Chapter) -> None:
        """An item among findings of its own kind is a finding, too; so are lists below a field."""
        children = block.marked
        known = {child.kind for child in children if self._findings[id(child)]}
        for child in children:
            plain = child.intro is None and not self._inner[id(child)]
            plain = plain and child.role is Role.OPEN
            if plain and child.kind in known and not self._is_heading_only(child):
                self._findings[id(child)] = child.kind in (Kind.CN, Kind.NUM)
        faults = chapter.problems and self._kind in _OPEN_KINDS and not known
        if faults and (block.kind in (Kind.DUN, Kind.TITLE) or self._is_field(block)):
            for child in children:
                if child.kind in RUN_IN and child.role is Role.OPEN:
                    self._findings[id(child)] = True

    # -- walking: from marks to categories ----------------------------------------------------------

    def _walk(self, block: Block, chapter: _Chapter) -> None:
        """Collect the findings directly below a block as one category, and descend into the rest."""
        items = [child for child in block.marked if self._is_finding(child)]
        if items:
            self._collect(block, items)
        holds = self._inner[id(block)]
        collected = {id(child) for child in items}
        for child in block.marked:
            if id(child) in collected or child.role is Role.REPLY:
                continue
            if child.kind in _HEADINGS:
                self._drawer.read_heading(child)
            below = self._chapter(child, chapter)
            if self._special(child, below, beside=holds) or self._in_clauses(child, below):
                continue
            if self._inner[id(child)] or self._fields_only(child, below):
                self._walk(child, below)

    def _is_finding(self, block: Block) -> bool:
        """Whether the block is one finding: it states a problem and holds no findings but manifestations."""
        if block.role is not Role.OPEN:
            return block.role is Role.STATED
        if not self._inner[id(block)]:
            return self._findings[id(block)]
        if block.kind not in (Kind.NUM, Kind.LEAD):
            return False
        inner = [
            child for child in block.marked if self._findings[id(child)] or self._inner[id(child)]
        ]
        return all(child.kind is Kind.PAR and not self._inner[id(child)] for child in inner)

    def _collect(self, block: Block, items: list[Block]) -> None:
        """One category with its findings, clues among them kept apart by kind."""
        clues = block.intro is None and bool(phrases.CLUES.search(self.heading(block)))
        findings = []
        stated = {id(child) for child in items}
        for child in block.marked:
            if id(child) in stated and not (clues and child.intro is None):
                findings += self._problems(child)
            elif self._may_tell_clues(child):
                words = self._source.norm[child.content : min(child.own_end, child.content + 80)]
                if clues or phrases.CLUES.search(words):
                    findings.append(self._finding(child, "clues"))
        kind = "problem" if any(found.kind == "problem" for found in findings) else "clues"
        self._category(block, kind, findings)

    def _problems(self, block: Block) -> list[Finding]:
        """The finding of a block; one for each clause where a feedback says 主要表现在：directly below a field."""
        if block.by_detail and block.intro and self._kind in _OPEN_KINDS and not block.marked:
            findings = self._clauses(block.content, block.intro.end)
            if findings:
                return findings
        return [self._finding(block, "problem")]

    def _may_tell_clues(self, block: Block) -> bool:
        """Whether an item that states no problem may tell how clues were handled."""
        open_item = block.role is Role.OPEN and not self._inner[id(block)]
        return open_item and block.kind in (Kind.NUM, Kind.CN)

    def _told(self, root: Block) -> None:
        """A feedback told as news: what a sentence announces as problems and as advice, unless a heading did."""
        if any(category.kind == "problem" for category in self.categories):
            return
        taken, reached = Mask([(one.start, one.end) for one in self.categories]), 0
        for announced in find_announced(self._source, root):
            # What is announced comes in text order, so that only the furthest end so far need be asked.
            first = announced.items[0].start
            if first < reached or taken.covers(first):
                continue
            inner = [
                [one for one in item.marked if one.kind in _ITEM_KINDS] for item in announced.items
            ]
            if announced.kind == "problem" and all(inner) and announced.items[0].kind is Kind.DUN:
                for item, children in zip(announced.items, inner, strict=True):
                    self._category(
                        item, "problem", [self._finding(one, "problem") for one in children]
                    )
            else:
                findings = [self._finding(item, announced.kind) for item in announced.items]
                self._category(root, announced.kind, findings)
            reached = max(reached, self.categories[-1].end)
        taken = Mask([(one.start, one.end) for one in self.categories])
        for lead, start, end in find_told_clauses(self._source, root):
            findings = [] if taken.covers(start) else self._clauses(start, end)
            if findings:
                self._drawer.read(lead, start)
                self._category(root, "problem", findings)

    def _special(self, block: Block, chapter: _Chapter, *, beside: bool) -> bool:
        """Categories that hold no problem: how clues were handled, and what was recommended."""
        if block.kind not in _HEADINGS or self._inner[id(block)] or chapter.narrative:
            return False
        heading = self.heading(block)
        if beside and phrases.CLUES.search(heading) and len(heading) <= _LONG_SENTENCE // 2:
            self._category(block, "clues", self._items(block, "clues"))
            return True
        if phrases.RECOMMENDATION.search(heading) and len(heading) <= _LONG_SENTENCE // 4:
            self._category(block, "recommendation", self._items(block, "recommendation"))
            return True
        return False

    def _fields_only(self, block: Block, chapter: _Chapter) -> bool:
        """Whether a chapter of problems in a feedback is divided by fields whose paragraphs may state them."""
        fields = any(child.kind in _HEADINGS for child in block.marked)
        return fields and chapter.problems and self._kind in _OPEN_KINDS

    def _in_clauses(self, block: Block, chapter: _Chapter) -> bool:
        """Faults that a paragraph directly below a field of a feedback states clause by clause (有的…；有的…)."""
        if self._kind not in _OPEN_KINDS or not chapter.problems or block.kind not in _HEADINGS:
            return False
        if block.marked or self._findings[id(block)]:
            return False
        below = own_sentence(self._source, block)[1]
        pieces = [(below, block.own_end), *((one.start, one.end) for one in block.blocks)]
        findings = [
            found for piece in pieces for found in self._clauses(*piece) if piece[0] < piece[1]
        ]
        if findings:
            self._category(block, "problem", findings)
        return bool(findings)

    def _clauses(self, start: int, end: int) -> list[Finding]:
        """One finding for each clause of a paragraph that certainly states several faults."""
        spans = split_faults(self._source, start, end)
        if spans:
            self._drawer.read(start, end)
        found = []
        for begin, finish in spans:
            self._number += 1
            words = self._source.exact(begin, finish)
            found.append(Finding(self._number, "problem", words, None, None, begin, finish))
        return found

    def _items(self, block: Block, kind: str) -> list[Finding]:
        """The numbered items of a category that holds no problem."""
        return [
            self._finding(child, kind)
            for child in block.marked
            if kind == "recommendation" or child.kind in (Kind.CN, Kind.NUM, Kind.PAR)
        ]

    def _finding(self, block: Block, kind: str) -> Finding:
        """One finding under its printed number, or the next one where none is printed."""
        self._number = block.number if block.printed else self._number + 1
        return self._drawer.finding(block, kind, self._number)

    def _category(self, block: Block, kind: str, findings: list[Finding]) -> None:
        """Add a category; below the root it has neither number nor heading."""
        named = block.kind is not Kind.PART or block.printed is not None
        start = block.start if named else findings[0].start
        end = max([found.end for found in findings], default=self._source.trim(start, block.end)[1])
        heading = self.heading(block) if named else ""
        if named:
            self._drawer.read_heading(block)
        printed = block.printed if named else None
        self.categories.append(Category(printed, kind, heading, start, end, findings))

    def heading(self, block: Block) -> str:
        """The words of a heading as printed, without its number and without punctuation at its end."""
        return self._drawer.heading(block)

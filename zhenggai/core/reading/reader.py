"""From text to a Reading: frame, outline, facts, and what nobody understood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhenggai.core.reading.cited import find_documents
from zhenggai.core.reading.closing import closing_spans
from zhenggai.core.reading.contact import find_contact
from zhenggai.core.reading.coverage import unread_spans
from zhenggai.core.reading.dates import DatedSpan, find_dates
from zhenggai.core.reading.digest import Told, find_digest
from zhenggai.core.reading.figures import find_figures
from zhenggai.core.reading.frame import Frame, find_frame
from zhenggai.core.reading.inspection import find_inspection
from zhenggai.core.reading.items import Drawer
from zhenggai.core.reading.kinds import find_kind, states_only
from zhenggai.core.reading.model import Category, CitedDocument, Figure, Finding, Promise, Reading
from zhenggai.core.reading.organisation import find_organisation, find_plan
from zhenggai.core.reading.outline import Outliner
from zhenggai.core.reading.parallel import join_lists
from zhenggai.core.reading.promises import find_promises
from zhenggai.core.reading.quantities import Quantity, quantities
from zhenggai.core.reading.source import Source, make_source
from zhenggai.core.reading.statistics import find_statistics
from zhenggai.core.reading.tables import find_tables, headings_above, table_categories
from zhenggai.core.reading.tree import build_tree

_OPENING = 1200


class Places:
    """Answers in which finding and measure an offset lies; an answer in a list of its own lies in its finding."""

    def __init__(self, categories: list[Category]) -> None:
        """Take the categories; spans of one level do not overlap."""
        findings = [found for category in categories for found in category.findings]
        self._findings = _sorted(span for found in findings for span in _stretches(found))
        problems = [found for found in findings if found.kind == "problem"]
        self._problems = _sorted(span for found in problems for span in _stretches(found))
        measures = [one for found in findings for one in found.measures]
        for found in findings:
            measures += [one for inner in found.manifestations for one in inner.measures]
        self._measures = _sorted((one.start, one.end, one.number) for one in measures)

    def finding(self, offset: int) -> int | None:
        """The number of the finding at an offset."""
        return _at(self._findings, offset)

    def scope(self, offset: int) -> int | None:
        """The finding that a total speaks of; how clues were handled is told of the whole round."""
        return _at(self._problems, offset)

    def measure(self, offset: int) -> int | None:
        """The number of the measure at an offset."""
        return _at(self._measures, offset)


def _stretches(found: Finding) -> Iterator[tuple[int, int, int]]:
    """Where a finding stands, and every measure of it that stands elsewhere, with its number."""
    yield found.start, found.end, found.number
    for measure in found.measures:
        if not found.start <= measure.start < found.end:
            yield measure.start, measure.end, found.number


_Spans = tuple[list[int], list[int], list[int]]


def _sorted(spans: Iterable[tuple[int, int, int]]) -> _Spans:
    """Starts, ends and numbers side by side, by start."""
    ordered = sorted(spans)
    return [one[0] for one in ordered], [one[1] for one in ordered], [one[2] for one in ordered]


def _at(spans: _Spans, offset: int) -> int | None:
    """The number of the span around an offset."""
    index = bisect_right(spans[0], offset) - 1
    return spans[2][index] if index >= 0 and offset < spans[1][index] else None


@dataclass(frozen=True, slots=True)
class Examined:
    """A reading with what was found on the way, so that whoever checks the text need not find it again.

    `start` to `end` is the notice without its news wrapping, `body` where its words begin after title and date,
    `closing` where signature and contact begin; `quantities` and `dates` stand in text order and lie in the notice.
    """

    reading: Reading
    source: Source
    places: Places
    quantities: Sequence[Quantity]
    dates: Sequence[DatedSpan]
    start: int
    body: int
    closing: int
    end: int


def read(text: str) -> Reading:
    """Read a document. Takes any text, never raises, and takes time in proportion to its length."""
    return examine(text).reading


def examine(text: str) -> Examined:
    """Read a document and keep what was found on the way; as `read`, it takes any text and never raises."""
    source = make_source(text)
    frame = find_frame(source)
    opening = source.norm[frame.body : min(frame.closing, frame.body + _OPENING)]
    kind = find_kind(frame.title, frame.issuer, opening)
    told = [] if states_only(frame.title) else find_digest(source, frame.body, frame.closing)
    if told and kind in ("feedback", "other"):
        kind = "progress_notice"
    drawer = Drawer(source, answers=_gives_answers(kind, frame.title, opening))
    reading = Reading(
        text=source.text,
        kind=kind,
        title=frame.title,
        issuer=frame.issuer,
        issued_on=frame.issued_on,
        categories=_categories(source, frame, kind, drawer) or _digest(source, told, drawer),
    )
    notice = _notice(source, frame)
    dates = find_dates(notice, frame.issued_on)
    opening_end = min([frame.closing, *(found.start for found in _findings(reading.categories))])
    reading.inspection, used = find_inspection(source, frame.body, opening_end, frame.title, dates)
    if kind == "round_summary":
        reading.inspection.team = reading.inspection.inspected_body = None
    counted = list(quantities(notice))
    places = Places(reading.categories)
    _facts(reading, notice, dates, counted, places)
    understood = [*drawer.understood, *used, (0, frame.body), *_closing(source, frame)]
    facts = [(one.start, one.end) for one in _spanned(reading)]
    facts += [(one.start, one.end) for one in reading.statistics]
    reading.unread = unread_spans(source, frame.start, frame.end, understood, facts)
    return Examined(
        reading,
        source,
        places,
        counted,
        dates,
        start=frame.start,
        body=frame.body,
        closing=frame.closing,
        end=frame.end,
    )


def _categories(source: Source, frame: Frame, kind: str, drawer: Drawer) -> list[Category]:
    """Categories from headings and marks, and from tables, in text order."""
    tables = find_tables(source, frame.body, frame.closing)
    apart = [(table.start, table.end) for table in tables]
    tree = build_tree(source, frame.body, frame.closing, apart)
    drawer.understood += join_lists(source, tree)
    categories = Outliner(source, kind, drawer).run(tree)
    for table, heading in zip(tables, headings_above(tree, tables), strict=True):
        found, cells = table_categories(source, table, heading)
        categories += found
        drawer.understood += cells
    return sorted(categories, key=lambda category: category.start)


def _digest(source: Source, told: list[Told], drawer: Drawer) -> list[Category]:
    """The problems that a digest tells in running text, one category for neighbours of one field."""
    categories: list[Category] = []
    for number, one in enumerate(told, 1):
        heading = source.exact(*one.field) if one.field else ""
        drawer.understood += one.understood
        found = drawer.finding(one.block, "problem", number)
        if not categories or categories[-1].heading != heading:
            categories.append(Category(None, "problem", heading, found.start, found.end))
        categories[-1].findings.append(found)
        categories[-1].end = found.end
    return categories


def _findings(categories: list[Category]) -> Iterator[Finding]:
    """All findings; what stands above the first one tells of the inspection."""
    for category in categories:
        yield from category.findings


def _closing(source: Source, frame: Frame) -> list[tuple[int, int]]:
    """What was understood of the closing."""
    return closing_spans(source, frame.closing, frame.signed, frame.end)


def _gives_answers(kind: str, title: str | None, opening: str) -> bool:
    """Whether the document says what was done; feedback and plain audit reports only state problems."""
    if kind == "feedback":
        return False
    return kind != "audit_report" or "整改" in (title or opening)


def _notice(source: Source, frame: Frame) -> str:
    """The text with the news wrapping emptied, every character of the notice at its offset."""
    return "\n" * frame.start + source.text[frame.start : frame.end]


def _facts(
    reading: Reading,
    notice: str,
    dates: list[DatedSpan],
    counted: list[Quantity],
    places: Places,
) -> None:
    """Read the facts and say where each belongs."""
    reading.plan = find_plan(notice, reading.issued_on, dates)
    reading.organisation = find_organisation(notice)
    reading.figures = find_figures(notice, counted)
    reading.documents = find_documents(notice)
    reading.statistics = find_statistics(notice, places.scope, counted)
    reading.promises = find_promises(notice, reading.issued_on, dates)
    reading.contact = find_contact(notice)
    for one in _spanned(reading):
        one.finding = places.finding(one.start)
        one.measure = places.measure(one.start)


def _spanned(reading: Reading) -> list[Figure | CitedDocument | Promise]:
    """Everything that carries a finding and a measure."""
    return [*reading.figures, *reading.documents, *reading.promises]

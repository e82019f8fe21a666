"""`zhenggai read FILE [--json]`: what a document says, without database and server.

Exit status 0 when it was read, 2 with one line on standard error when it could not be.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from zhenggai.core.errors import Refusal
from zhenggai.core.files import extract
from zhenggai.core.reading import Category, Finding, Measure, Reading, read
from zhenggai.jobs.reading import content, one_line, write

_SHOWN = 60
_LABELS = {
    "term": "届次",
    "round": "轮次",
    "team": "组别",
    "form": "方式",
    "inspected_body": "对象",
    "started_on": "开始",
    "ended_on": "结束",
    "feedback_on": "反馈",
}


def main(argv: list[str]) -> int:
    """Read the file named in `argv` and print it; returns the exit status."""
    parser = argparse.ArgumentParser(prog="zhenggai read", description=__doc__)
    parser.add_argument("file", help="a .txt, .docx or .pdf file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(argv)
    try:
        reading = read(extract(content(options.file), Path(options.file).name).text)
    except Refusal as refusal:
        print(f"{options.file}: {one_line(refusal)}", file=sys.stderr)
        return 2
    if options.json:
        write(json.dumps(reading.as_dict(), ensure_ascii=False, indent=1))
    else:
        write("\n".join(outline(reading)))
    return 0


def outline(reading: Reading) -> Iterator[str]:
    """The reading as lines for people."""
    yield reading.title or "（无标题）"
    yield f"  {reading.kind} · {reading.issuer or '—'} · {reading.issued_on or '—'}"
    facts = {label: getattr(reading.inspection, name) for name, label in _LABELS.items()}
    yield "  " + " · ".join(f"{label} {value}" for label, value in facts.items() if value)
    for category in reading.categories:
        yield from _category(category)
    yield ""
    findings = [one for category in reading.categories for one in category.findings]
    problems = [one for one in findings if one.kind == "problem"]
    measures = sum(len(_measures(one)) for one in findings)
    yield (
        f"问题 {len(problems)} · 措施 {measures} · 数字 {len(reading.figures)} · 文件 {len(reading.documents)}"
        f" · 统计 {len(reading.statistics)} · 承诺 {len(reading.promises)} · 未读懂 {len(reading.unread)}"
    )
    for one in reading.statistics:
        where = f" (问题{one.finding})" if one.finding is not None else ""
        yield f"  {one.key} = {one.value}{one.unit or ''}{where}"
    for span in reading.unread:
        yield f"  ? {span.start}–{span.end} {_cut(reading.text[span.start : span.end])}"


def _category(category: Category) -> Iterator[str]:
    """A category with its findings."""
    yield ""
    yield f"{category.number or '·'} [{category.kind}] {_cut(category.heading)}"
    for finding in category.findings:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    """A finding with its manifestations and measures."""
    status = f" [{finding.status}]" if finding.status else ""
    yield f"  {finding.number}. {_cut(finding.problem or finding.kind)}{status}"
    for inner in finding.manifestations:
        yield f"     ({inner.number}) {_cut(inner.text)}"
        for measure in inner.measures:
            yield f"        {measure.number} {_cut(measure.title or measure.text)}"
    for measure in finding.measures:
        yield f"     {measure.number} {_cut(measure.title or measure.text)}"


def _measures(finding: Finding) -> list[Measure]:
    """All measures of a finding, those below its manifestations included."""
    return [*finding.measures, *(one for inner in finding.manifestations for one in inner.measures)]


def _cut(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"

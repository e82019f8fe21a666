"""`zhenggai check FILE [--json]`: proof-read a document, without database and server.

Exit status 0 when no error was found, 1 when there is one, 2 with one line on standard error when the file cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

from zhenggai.core.checks import Derived, Issue, Report, check
from zhenggai.core.errors import Refusal
from zhenggai.core.files import extract
from zhenggai.jobs.reading import content, one_line, write
from zhenggai.office.check_words import sentence


def main(argv: list[str]) -> int:
    """Proof-read the file named in `argv` and print what was found; returns the exit status."""
    parser = argparse.ArgumentParser(prog="zhenggai check", description=__doc__)
    parser.add_argument("file", help="a .txt, .docx or .pdf file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(argv)
    # The sentences need the languages of Django, the rules do not.
    django.setup()
    try:
        report = check(extract(content(options.file), Path(options.file).name).text)
    except Refusal as refusal:
        print(f"{options.file}: {one_line(refusal)}", file=sys.stderr)
        return 2
    if options.json:
        write(json.dumps(as_dict(report), ensure_ascii=False, indent=1))
    else:
        write("\n".join(lines(report)))
    return 1 if report.counts()["error"] else 0


def as_dict(report: Report) -> dict[str, Any]:
    """The report as the contract prints it, with the derived values beside the issues."""
    return {
        "issues": [_told(one) for one in report.issues],
        "counts": report.counts(),
        "derived": [_told(one) for one in report.derived],
    }


def lines(report: Report) -> Iterator[str]:
    """`line:column severity rule message` for every issue, as compilers print; then the sum."""
    starts = [0, *(at + 1 for at, char in enumerate(report.text) if char == "\n")]
    for issue in report.issues:
        line = bisect_right(starts, issue.start)
        column = issue.start - starts[line - 1] + 1
        yield f"{line}:{column} {issue.severity} {issue.rule} {sentence(issue)}"
    yield " · ".join(f"{severity} {count}" for severity, count in report.counts().items())


def _told(found: Issue | Derived) -> dict[str, Any]:
    """One issue or derived value with its sentence."""
    told = asdict(found)
    del told["code"]
    facts = told.pop("facts")
    return told | {"message": sentence(found), "facts": facts}

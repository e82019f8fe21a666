"""The directory in a workbook: which rows hold units and people, and what each would do to what exists.

Pure: a workbook and the present directory in, a verdict a row out; nothing is guessed and nothing is changed.
"""

from __future__ import annotations

from zhenggai.core.directory.judge import judge
from zhenggai.core.directory.model import (
    Change,
    Judged,
    JudgedPerson,
    JudgedUnit,
    Known,
    KnownPerson,
    KnownPost,
    KnownUnit,
    Problem,
    Ref,
    Verdict,
    Verdicts,
)

__all__ = [
    "Change",
    "Judged",
    "JudgedPerson",
    "JudgedUnit",
    "Known",
    "KnownPerson",
    "KnownPost",
    "KnownUnit",
    "Problem",
    "Ref",
    "Verdict",
    "Verdicts",
    "judge",
]

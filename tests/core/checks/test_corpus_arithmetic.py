"""Rules on arithmetic over a real notice and all samples: no error where there is none, errors where one is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhenggai.core.checks import check
from zhenggai.core.checks.arithmetic import RULES

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus" / "jinan-2021.txt"
SAMPLES = sorted(
    [
        *(ROOT / "tests" / "samples" / "reading").glob("*.txt"),
        *(ROOT / "zhenggai" / "demo" / "data").glob("*.txt"),
    ]
)
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
DERIVED = {"81.3%": (155, 155), "104.9%": (2948, 2949), "137.9%": (29, 29)}
DERIVED |= {"164.7%": (68, 68), "59.7%": (4079, 4080)}
PLANTED = [
    ("sum", "共计25亿元", "共计35亿元"),
    ("sum", "5亿元,共计", "8亿元,共计"),
    ("growth", "同比增长137.9%", "同比增长139.7%"),
    ("growth", "180家,同比", "181家,同比"),
    ("growth", "6515家,同比增长59.7%", "15家,同比增长59.7%"),
    ("target", "已完成126处", "已完成128处"),
    ("target", "任务的81.3%", "任务的83.1%"),
    ("share-range", "优良率为64.4%", "优良率为164.4%"),
    ("share-range", "覆盖率达到80%", "覆盖率达到180%"),
    ("share-range", "断面100%达标", "断面110%达标"),
    ("part-whole", "完成造林2.1万亩", "完成造林12.1万亩"),
    ("part-whole", "已开工68所", "已开工168所"),
    ("part-whole", "政务处分444人", "政务处分644人"),
    ("part-whole", "给予党纪处分30人", "给予党纪处分330人"),
]


@needs_corpus
def test_the_notice_has_no_error() -> None:
    report = check(CORPUS.read_text("utf-8"), rules=RULES)
    assert [one.rule for one in report.issues] == ["denominator"]
    assert report.text[report.issues[0].start : report.issues[0].end].startswith("其余")


@needs_corpus
def test_values_are_derived() -> None:
    report = check(CORPUS.read_text("utf-8"), rules=RULES)
    derived = {
        report.text[one.start : one.end]: (one.facts["low"], one.facts["high"])
        for one in report.derived
    }
    assert derived == DERIVED


@needs_corpus
@pytest.mark.parametrize(("rule", "right", "wrong"), PLANTED)
def test_a_planted_error_is_found(rule: str, right: str, wrong: str) -> None:
    text = CORPUS.read_text("utf-8").replace("，", ",")
    assert right in text
    found = [one.rule for one in check(text.replace(right, wrong, 1), rules=RULES).issues]
    assert sorted(found) == sorted(["denominator", rule])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_have_no_error(path: Path) -> None:
    report = check(path.read_text("utf-8"), rules=RULES)
    wrong = [one for one in report.issues if one.severity == "error"]
    assert [report.text[one.start : one.end] for one in wrong] == []

"""Every sample document is read as a person would: text beside expected result, keys that are given must equal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from zhenggai.core.reading import read

SAMPLES = Path(__file__).parents[2] / "samples" / "reading"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))
APART = {
    "why",
    "figures_include",
    "figures_exclude",
    "promises",
    "promises_complete",
    "documents",
}


def differences(expected: Any, actual: Any, where: str) -> list[str]:
    """Places at which the reading differs; what the expected result does not mention is not compared."""
    if isinstance(expected, dict) and isinstance(actual, str):
        starts, ends = expected.get("starts", ""), expected.get("ends", "")
        right = actual.startswith(starts) and actual.endswith(ends)
        return [] if right else [f"{where}: expected {starts!r}…{ends!r}, read {actual!r}"]
    if isinstance(expected, dict):
        found = []
        for key, value in expected.items():
            if not isinstance(actual, dict) or key not in actual:
                found.append(f"{where}.{key}: missing")
            else:
                found += differences(value, actual[key], f"{where}.{key}")
        return found
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(expected) != len(actual):
            return [f"{where}: expected {len(expected)} items {expected}, read {actual}"]
        pairs = enumerate(zip(expected, actual, strict=True))
        return [line for index, (e, a) in pairs for line in differences(e, a, f"{where}[{index}]")]
    return [] if expected == actual else [f"{where}: expected {expected!r}, read {actual!r}"]


def load(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Expected result and reading of one sample."""
    expected = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    return expected, read((SAMPLES / f"{name}.txt").read_text("utf-8")).as_dict()


@pytest.mark.parametrize("name", NAMES)
def test_structure_and_facts(name: str) -> None:
    expected, actual = load(name)
    plain = {key: value for key, value in expected.items() if key not in APART}
    assert not differences(plain, actual, "")


class AnyWith:
    """Equals every text that contains some words."""

    def __init__(self, words: str) -> None:
        """Take the words."""
        self.words = words

    def __eq__(self, other: object) -> bool:
        """Whether the words stand in the other text."""
        return isinstance(other, str) and self.words in other

    def __hash__(self) -> int:
        """By the words."""
        return hash(self.words)

    def __repr__(self) -> str:
        """The words, as they appear when a comparison fails."""
        return f"…{self.words}…"


@pytest.mark.parametrize("name", NAMES)
def test_documents_and_promises(name: str) -> None:
    expected, actual = load(name)
    if "documents" in expected:
        wanted = [one if isinstance(one, dict) else {"title": one} for one in expected["documents"]]
        assert not differences(wanted, actual["documents"], "documents")
    promises = expected.get("promises")
    if promises == [] or expected.get("promises_complete"):
        assert [one["text"] for one in actual["promises"]] == [
            AnyWith(one.get("contains", one.get("text", ""))) for one in promises or []
        ]
    for promise in promises or []:
        words = promise.get("contains", promise.get("text", ""))
        found = [one for one in actual["promises"] if words in one["text"]]
        assert found, words
        assert promise.get("due_on") in {one["due_on"] for one in found}


@pytest.mark.parametrize("name", NAMES)
def test_figures(name: str) -> None:
    expected, actual = load(name)
    text = actual["text"]
    for wanted in expected.get("figures_include", []):
        words = wanted["text"]
        near = [one for one in actual["figures"] if overlaps(text, words, one)]
        rest = {key: value for key, value in wanted.items() if key != "text"}
        assert any(not differences(rest, one, words) for one in near), (wanted, near)
    for unwanted in expected.get("figures_exclude", []):
        assert not [one for one in actual["figures"] if overlaps(text, unwanted, one)]


def overlaps(text: str, words: str, figure: dict[str, Any]) -> bool:
    """Whether a figure touches any place at which the words stand."""
    places = [match.span() for match in re.finditer(re.escape(words), text)]
    assert places, words
    return any(figure["start"] < end and start < figure["end"] for start, end in places)


@pytest.mark.parametrize("name", NAMES)
def test_every_span_lies_in_the_text(name: str) -> None:
    _, actual = load(name)
    length = len(actual["text"])
    spans = [*actual["figures"], *actual["documents"], *actual["statistics"], *actual["unread"]]
    for category in actual["categories"]:
        spans.append(category)
        for finding in category["findings"]:
            spans += [finding, *finding["measures"], *finding["manifestations"]]
            assert category["start"] <= finding["start"] <= finding["end"] <= category["end"]
    assert all(0 <= one["start"] < one["end"] <= length for one in spans)

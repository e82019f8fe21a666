"""`zhenggai check`: exit status, the lines that compilers print, the JSON of the contract, refusals on one line."""

from __future__ import annotations

import json

import pytest

from tests.ledger.proof_texts import MARK, RIGHT, WRONG
from zhenggai.jobs.check import main


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes, name: str = "稿.txt") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_a_text_without_errors_ends_with_nought(file, capfd):
    assert main([file(RIGHT)]) == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("error 0 · ")


def test_an_error_is_told_with_its_line_and_column(file, capfd):
    assert main([file(WRONG)]) == 1
    told = capfd.readouterr().out.splitlines()
    line = WRONG.split("\n")[3]
    assert told[0].startswith(f"4:{line.index(MARK) + 1} error aspect-count ")


def test_the_json_is_that_of_the_contract(file, capfd):
    assert main([file(WRONG), "--json"]) == 1
    said = json.loads(capfd.readouterr().out)
    (error,) = [one for one in said["issues"] if one["severity"] == "error"]
    assert {"rule", "severity", "start", "end", "message", "facts"} == set(error)
    assert WRONG[error["start"] : error["end"]] == MARK
    assert (error["facts"]["claimed"], error["facts"]["counted"]) == (4, 3)
    assert said["counts"]["error"] == 1
    assert set(said["counts"]) == {"error", "warning", "info"}


def test_what_follows_from_figures_is_told_beside(file, capfd):
    text = "提升城市绿量，已完成破损山体治理126处，占全年任务的81.3%。"
    assert main([file(text), "--json"]) == 0
    (derived,) = json.loads(capfd.readouterr().out)["derived"]
    assert derived["rule"] == "target"
    assert "155" in derived["message"]


@pytest.mark.parametrize(("content", "name"), [(b"", "空.txt"), (b"PK\x03\x04", "坏.docx")])
def test_what_cannot_be_read_ends_with_two(file, capfd, content, name):
    assert main([file(content, name)]) == 2
    said = capfd.readouterr().err.strip()
    assert name in said
    assert "\n" not in said


def test_a_missing_file_ends_with_two(tmp_path, capfd):
    assert main([str(tmp_path / "没有.txt")]) == 2
    assert "没有.txt" in capfd.readouterr().err

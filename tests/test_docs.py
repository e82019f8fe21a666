"""What the documents claim, compared with the code."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from tools import print_rules
from zhenggai.config.cli import PLAIN
from zhenggai.core import rules
from zhenggai.core.rules import measure as measure_rules
from zhenggai.office.models import Record

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TOLD = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS}
OPERATED = [*DOCUMENTS, *(path for path in (ROOT / "deploy").iterdir() if path.is_file())]


def name_of(path: Path) -> str:
    return path.name


@lru_cache
def read_by_the_code() -> set[str]:
    """Every ZHENGGAI_ variable that a module names in a string of its own."""
    found = set()
    for path in (ROOT / "zhenggai").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(r"^ZHENGGAI_[A-Z_]+$", node.value))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "env.secret":
                found.add(f"{node.args[0].value}_FILE")
    return found


def test_the_settings_are_the_ones_that_are_read():
    told = set(re.findall(r"^\| `(ZHENGGAI_[A-Z_]+)`", TOLD["settings.md"], flags=re.MULTILINE))
    assert told == read_by_the_code()


@pytest.mark.parametrize("path", OPERATED, ids=name_of)
def test_no_document_names_a_setting_that_does_not_exist(path):
    named = set(re.findall(r"ZHENGGAI_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= read_by_the_code()


def test_the_defaults_told_are_the_defaults_taken():
    settings = (ROOT / "zhenggai" / "config" / "settings.py").read_text(encoding="utf-8")
    taken = dict(re.findall(r'env\.\w+\("(ZHENGGAI_\w+)", "([^"]*)"\)', settings))
    for name, default in taken.items():
        row = re.search(rf"^\| `{name}` \| (.*?) \|", TOLD["settings.md"], flags=re.MULTILINE)
        told = row[1].strip("`").removeprefix("./").replace("–", "")
        assert told == default, name


def test_the_rules_are_printed_from_the_table():
    assert TOLD["rules.md"] == print_rules.printed(), "run make docs"


def test_the_printed_rules_hold_every_verb_hat_and_condition():
    for name in (*rules.TABLE, *rules.HATS, *rules.CONDITIONS):
        assert re.search(rf"^\| `?{re.escape(name)}`? \|", TOLD["rules.md"], flags=re.MULTILINE), (
            name
        )


def test_every_record_has_its_word():
    names = {model.__name__ for model in apps.get_models() if issubclass(model, Record)}
    told = set(re.findall(r"`(\w+)", TOLD["words.md"]))
    assert names <= told


def test_every_state_has_its_word():
    (row,) = [line for line in TOLD["words.md"].splitlines() if "`Measure.status`" in line]
    states = [state.strip() for state in row.split("|")[2].split("·")]
    spoken = [state.replace(" ", "_").removesuffix("_out") for state in states]
    assert spoken == list(measure_rules.STATES)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", TOLD[path.name]):
        if not target.startswith("https://"):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_told_exists(path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    code = " ".join(re.findall(r"```.*?```|`[^`\n]+`", TOLD[path.name], flags=re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) <= targets
    told = set(re.findall(r"(?<![\w/@.-])(?:\.venv/bin/)?zhenggai ([a-z][a-z_-]+)", code))
    known = {name.replace("_", "-") for name in get_commands()} | set(PLAIN)
    assert {name.replace("_", "-") for name in told} <= known | {"zhenggai"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_place_of_the_code_exists(path):
    for place in re.findall(r"`((?:zhenggai|tests|tools|deploy|docs)/[\w/.-]+)`", TOLD[path.name]):
        assert (ROOT / place).exists(), f"{path.name}: {place}"


def test_where_things_are():
    rows = re.findall(r"^\| .*? \| (.*) \|$", TOLD["house.md"], flags=re.MULTILINE)
    rooms = r"`((?:core|office|ledger|web|demo|jobs|api|config)/[\w/]+(?:\.py|/))`"
    places = [place for row in rows for place in re.findall(rooms, row)]
    assert len(places) > 15
    for place in places:
        assert (ROOT / "zhenggai" / place).exists(), place


def test_both_readmes_tell_the_same_commands():
    blocks = [re.findall(r"```sh\n(.*?)```", TOLD[name], flags=re.DOTALL) for name in
              ("README.md", "README.zh.md")]  # fmt: skip
    commands = [re.findall(r"\bmake \w+|\bcd \w+", " ".join(block)) for block in blocks]
    assert commands[0] == commands[1] == ["cd zhenggai", "make demo", "make run"]


def test_the_repository_speaks_of_itself_only():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".html", ".css", ".js", ".po"} and path.exists():
            text = path.read_text(encoding="utf-8")
            assert "/" + "work/" not in text, name

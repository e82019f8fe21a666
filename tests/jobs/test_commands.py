"""The commands as somebody runs them who does everything wrong: one clear sentence, and nothing half-made."""

from __future__ import annotations

import os
import pkgutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, load_command_class
from django.core.management.base import CommandError

from zhenggai.config import cli, env
from zhenggai.jobs.management import commands
from zhenggai.office.models import User

PASSWORDS = {
    "ZHENGGAI_ADMINISTRATOR_PASSWORD": "Correct-horse-8",
    "ZHENGGAI_COORDINATOR_PASSWORD": "Correct-horse-9",
}
ANSWERS = {
    "--organisation": "云川市",
    "--administrator": "sys",
    "--coordinator": "lin",
    "--coordinator-name": "林知远",
}
FOUNDED = "This data folder holds an installation already; nothing was changed."


class Folder:
    """A data folder and the commands run on it, each in a process of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `zhenggai` with nobody at the keyboard; `more` are variables of the environment."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGGAI")}
        given = {"ZHENGGAI_DATA": str(self.path), "ZHENGGAI_HTTPS": "false"} | more
        program = "import sys; from zhenggai.config.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=own | given,
            check=False,
        )

    def refused(self, *arguments: str, **more: str) -> str:
        """The sentence with which a command was refused."""
        done = self.run(*arguments, **more)
        assert done.returncode in {1, 2}, done
        assert "Traceback" not in done.stderr
        return done.stderr.strip().splitlines()[-1]

    def init(self, **answers: str) -> list[str]:
        """The arguments of `zhenggai init`."""
        given = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in answers.items()}
        return ["init", *(part for pair in given.items() for part in pair)]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "data")


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """An installation."""
    made = Folder(tmp_path_factory.mktemp("founded") / "data")
    done = made.run(*made.init(), **PASSWORDS)
    assert done.returncode == 0, done.stderr
    return made


def test_the_list_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    ours = {one.name.replace("_", "-") for one in pkgutil.iter_modules(commands.__path__)}
    assert set(cli.COMMANDS) == ours | set(cli.PLAIN)
    for asked in cli.ALL:
        assert cli.run(asked) == 0
        assert "verify-journal" in capsys.readouterr().out
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("zhenggai ")


def test_what_is_made_is_for_its_owner_only(founded: Folder) -> None:
    made = [founded.path, *founded.path.rglob("*")]
    assert {one.name for one in made} >= {"db.sqlite3", "keys", "secret"}
    for one in made:
        assert stat.S_IMODE(one.stat().st_mode) & 0o077 == 0, one


@pytest.mark.parametrize("command", ["serve", "verify-journal"])
def test_where_nothing_was_made_init_is_named_and_nothing_is_made(
    folder: Folder, command: str
) -> None:
    assert "`zhenggai init` makes one" in folder.refused(command)
    assert not folder.path.exists()


@pytest.fixture
def empty(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet, for commands within this process."""
    settings.DATA = tmp_path / "data"
    for name, value in PASSWORDS.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"organisation": "  "}, "an answer is needed"),
        ({"organisation": "市" * 121}, "at most 120 characters"),
        ({"administrator": "a b"}, "letters, figures"),
        ({"coordinator": "x" * 61}, "at most 60 characters"),
        ({"coordinator": "SYS"}, "two accounts need two names"),
        ({"coordinator_name": "\u200b"}, "an answer is needed"),
        ({"coordinator_name": "林\udcff"}, "cannot be kept"),
    ],
)
def test_a_bad_answer_makes_nothing(empty: Path, answers: dict[str, str], said: str) -> None:
    with pytest.raises(CommandError, match="nothing was changed") as refused:
        call_command(*Folder(empty).init(**answers))
    assert said in str(refused.value)
    assert not empty.exists() and not User.objects.exists()


@pytest.mark.parametrize("password", ["short", "administrator", "0123456789"])
def test_without_two_good_passwords_nothing_is_made(
    empty: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("ZHENGGAI_COORDINATOR_PASSWORD", password)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command(*Folder(empty).init(coordinator="administrator"))
    assert not empty.exists() and not User.objects.exists()


def test_nobody_there_to_answer(folder: Folder) -> None:
    assert "nothing was changed" in folder.refused("init")
    assert not folder.path.exists()


def test_an_installation_is_made_once_and_is_never_a_demo(founded: Folder) -> None:
    database = founded.path / "db.sqlite3"
    before = database.read_bytes()
    assert FOUNDED in founded.refused(*founded.init(administrator="sys2"), **PASSWORDS)
    for more in ([], ["--fresh"]):
        sentence = founded.refused("demo", "--lay-only", *more, ZHENGGAI_DEMO="true")
        assert "holds a real installation" in sentence
    assert database.read_bytes() == before
    assert founded.run("verify-journal").returncode == 0


def test_the_example_is_laid_only_where_it_was_asked_for(folder: Folder) -> None:
    assert "ZHENGGAI_DEMO=true" in folder.refused("demo", "--lay-only")
    assert not folder.path.exists()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no database " * 99, encoding="utf-8")
    folder = Folder(tmp_path / "data")
    assert "Not a directory" in folder.refused(*folder.init(), **PASSWORDS)
    address = f"sqlite:///{tmp_path / 'data'}"
    sentence = folder.refused("verify-journal", ZHENGGAI_DATABASE_URL=address)
    assert "the database cannot be used (file is not a database)" in sentence


@pytest.mark.parametrize(
    ("ask", "value", "said"),
    [
        (lambda name: env.database(env.text(name, ""), {}), "mysql://x", "must begin with sqlite"),
        (lambda name: env.database(env.text(name, ""), {}), "postgresql://h:abc/x", "no address"),
        (lambda name: env.database(env.text(name, ""), {}), "postgresql://[::1/x", "no address"),
        (lambda name: env.flag(name, "true"), "maybe", "must be true or false"),
        (lambda name: env.number(name, "1"), "-3", "must be a whole number"),
        (lambda name: env.zone(name, "Asia/Shanghai"), "Mars/Base", "must be a time zone"),
        (lambda name: env.one_of(name, "INFO", ("INFO",)), "LOUD", "must be one of INFO"),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    ask: Callable[[str], object], value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGGAI_STRANGE", value)
    with pytest.raises(ImproperlyConfigured, match=said):
        ask("ZHENGGAI_STRANGE")


def test_a_wrong_setting_stops_a_command_with_its_sentence(folder: Folder) -> None:
    said = "zhenggai: ZHENGGAI_HTTPS must be true or false, not 'maybe'"
    assert folder.refused("serve", ZHENGGAI_HTTPS="maybe") == said
    assert folder.refused("read", "/nowhere.txt", ZHENGGAI_HTTPS="maybe") == said


def test_a_database_that_nobody_answers_for(folder: Folder) -> None:
    pytest.importorskip("psycopg")
    address = "postgresql://nobody@127.0.0.1:1/none"
    sentence = folder.refused("serve", ZHENGGAI_DATABASE_URL=address)
    assert "the database cannot be used" in sentence and "Connection refused" in sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["--bind", "127.0.0.1:99999"],
        ["--bind", "nowhere"],
        ["--workers", "0"],
        ["--workers", "-1"],
        ["--threads", "many"],
    ],
)
def test_where_and_with_how_many(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        load_command_class("zhenggai.jobs", "serve").run_from_argv(
            ["zhenggai", "serve", *arguments]
        )
    assert "serve: error: argument" in capsys.readouterr().err


def test_an_unknown_command(folder: Folder) -> None:
    done = folder.run("frobnicate")
    assert done.returncode == 1
    assert "Unknown command" in done.stderr and "Traceback" not in done.stderr

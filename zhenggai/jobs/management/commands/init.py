"""`zhenggai init`: asks three things - organisation, administrator, coordinator - and makes an installation."""

from __future__ import annotations

import getpass
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model

from zhenggai.core.errors import BadFile, Duplicate
from zhenggai.core.files import clean_text
from zhenggai.jobs import standing
from zhenggai.office.founding import Founder, found
from zhenggai.office.models import Person, Unit, User

TAKEN = "This data folder holds an installation already; nothing was changed."


def prepare(folder: Path) -> None:
    """Make the data folder, for its owner only, with a secret key of its own."""
    standing.private()
    keys = folder / "keys"
    keys.mkdir(parents=True, exist_ok=True)
    keys.chmod(0o700)
    secret = keys / "secret"
    if not secret.exists():
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(64))
    # This process was started before the file was there.
    given = os.environ.get("ZHENGGAI_SECRET_KEY")
    settings.SECRET_KEY = given or secret.read_text(encoding="ascii").strip()


@dataclass(frozen=True)
class Kind:
    """What an answer may be: so long, and of these characters where it is a name to sign in with."""

    longest: int
    pattern: str = ""


def _longest(model: type[Model], name: str) -> int:
    return int(getattr(model._meta.get_field(name), "max_length", 0))


UNIT = Kind(_longest(Unit, "name"))
PERSON = Kind(_longest(Person, "name"))
ACCOUNT = Kind(_longest(User, "username"), r"[\w.@+-]+")


def _ask(question: str, given: str | None, kind: Kind) -> str:
    """The answer that was given with the command, else the one that is typed now."""
    answer = input(f"{question}: ") if given is None else given
    try:
        cleaned = " ".join(clean_text(answer)[0].split())
    except BadFile:
        raise CommandError(
            f"{question}: there is a character that cannot be kept; nothing was changed."
        ) from None
    if not cleaned:
        raise CommandError(f"{question}: an answer is needed; nothing was changed.")
    if len(cleaned) > kind.longest:
        raise CommandError(f"{question}: at most {kind.longest} characters; nothing was changed.")
    if kind.pattern and not re.fullmatch(kind.pattern, cleaned):
        raise CommandError(
            f"{question}: letters, figures and . _ - @ + are taken; nothing was changed."
        )
    return cleaned


def _password(username: str, variable: str) -> str:
    given = os.environ.get(variable) or getpass.getpass(f"Password for {username}: ")
    try:
        validate_password(given, User(username=username))
    except ValidationError as error:
        why = " ".join(error.messages)
        raise CommandError(f"The password for {username}: {why} Nothing was changed.") from None
    return given


class Command(BaseCommand):
    """Make an installation."""

    help = "Make an installation in the data folder (ZHENGGAI_DATA): database, first unit, first two accounts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Answers that are not to be asked for; passwords are asked for or come from the environment."""
        parser.add_argument("--organisation", help="the body at the root of the tree, e.g. 云川市")
        parser.add_argument("--administrator", help="user name of the system administrator")
        parser.add_argument("--coordinator", help="user name of the first coordinator")
        parser.add_argument("--coordinator-name", help="the coordinator's name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for what was not given, then make it all at once."""
        folder = Path(settings.DATA)
        self.stdout.write(f"Data folder: {folder}")
        if standing.installation() is not None:
            raise CommandError(TAKEN)
        organisation = _ask("Organisation (e.g. 云川市)", options["organisation"], UNIT)
        admin = _ask("User name of the system administrator", options["administrator"], ACCOUNT)
        admin_password = _password(admin, "ZHENGGAI_ADMINISTRATOR_PASSWORD")
        user = _ask("User name of the first coordinator", options["coordinator"], ACCOUNT)
        if user.casefold() == admin.casefold():
            raise CommandError(f"{user}: the two accounts need two names; nothing was changed.")
        name = _ask("Name of the coordinator (e.g. 林知远)", options["coordinator_name"], PERSON)
        password = _password(user, "ZHENGGAI_COORDINATOR_PASSWORD")
        prepare(folder)
        call_command("migrate", interactive=False, verbosity=0)
        try:
            found(
                organisation=organisation,
                administrator=Founder(admin, admin, admin_password),
                coordinator=Founder(user, name, password),
            )
        except Duplicate:
            raise CommandError(TAKEN) from None
        self.stdout.write("Done. `zhenggai serve` starts the server.")

"""`zhenggai init`: asks three things - organisation, administrator, coordinator - and makes an installation."""

from __future__ import annotations

import getpass
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhenggai.core.errors import Duplicate
from zhenggai.office.founding import Founder, found


def prepare(folder: Path) -> None:
    """Make the data folder, for its owner only, with a secret key of its own."""
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
        organisation = options["organisation"] or self._ask("Organisation (e.g. 云川市)")
        admin = options["administrator"] or self._ask("User name of the system administrator")
        admin_password = self._password(admin, "ZHENGGAI_ADMINISTRATOR_PASSWORD")
        user = options["coordinator"] or self._ask("User name of the first coordinator")
        name = options["coordinator_name"] or self._ask("Name of the coordinator (e.g. 林知远)")
        password = self._password(user, "ZHENGGAI_COORDINATOR_PASSWORD")
        prepare(folder)
        call_command("migrate", interactive=False, verbosity=0)
        try:
            found(
                organisation=organisation,
                administrator=Founder(admin, admin, admin_password),
                coordinator=Founder(user, name, password),
            )
        except Duplicate:
            raise CommandError(
                "This data folder holds an installation already; nothing was changed."
            ) from None
        self.stdout.write("Done. `zhenggai serve` starts the server.")

    def _ask(self, question: str) -> str:
        answer = input(f"{question}: ").strip()
        if not answer:
            raise CommandError(f"{question}: an answer is needed; nothing was changed.")
        return answer

    def _password(self, username: str, variable: str) -> str:
        given = os.environ.get(variable) or getpass.getpass(f"Password for {username}: ")
        try:
            validate_password(given)
        except ValidationError as error:
            raise CommandError(f"The password for {username}: {' '.join(error.messages)}") from None
        return given

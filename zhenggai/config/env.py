"""Reading the environment strictly: a value that is neither right nor absent stops the start with a sentence."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str) -> str:
    """The variable's value, or `default`."""
    return os.environ.get(name, default)


def flag(name: str, default: str) -> bool:
    """A yes or no; anything but true/false, yes/no, on/off, 1/0 raises."""
    value = text(name, default).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")


def number(name: str, default: str) -> int:
    """A whole number that is not negative."""
    value = text(name, default).strip()
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}")
    return int(value)


def one_of(name: str, default: str, known: Collection[str]) -> str:
    """One of the values that are known."""
    value = text(name, default).strip()
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}, not {value!r}")
    return value


def zone(name: str, default: str) -> str:
    """A time zone that this machine knows."""
    value = text(name, default).strip()
    if value not in available_timezones():
        raise ImproperlyConfigured(f"{name} must be a time zone such as {default}, not {value!r}")
    return value


def listing(name: str, default: str) -> list[str]:
    """A comma-separated list without blanks."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def secret(name: str, path: Path) -> str:
    """The variable, or the file that `NAME_FILE` names, or `path`, which `zhenggai init` wrote (empty when none is there)."""
    if name in os.environ:
        return os.environ[name]
    source = Path(text(f"{name}_FILE", str(path)))
    return source.read_text(encoding="utf-8").strip() if source.is_file() else ""


def database(url: str, sqlite_options: dict[str, object]) -> dict[str, object]:
    """Django's settings for a database address.

    `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user:password@host:port/name?sslmode=require`.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"ZHENGGAI_DATABASE_URL is no address: {error}") from None
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": sqlite_options,
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        f"ZHENGGAI_DATABASE_URL must begin with sqlite:/// or postgresql://, not {parts.scheme!r}"
    )

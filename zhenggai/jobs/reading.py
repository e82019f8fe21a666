"""What the commands that read a file share: its bytes, its refusal on one line, and printing."""

from __future__ import annotations

import sys
from pathlib import Path

import django

from zhenggai.core.errors import BadFile, Refusal
from zhenggai.core.files import DEFAULT
from zhenggai.office.words import sentence


def content(path: str) -> bytes:
    """The bytes of a file, one more than are taken where it is longer; raises BadFile where there is none to read."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(DEFAULT.max_bytes + 1)
    except (OSError, ValueError) as error:
        raise BadFile("FILE-UNREADABLE", name=path) from error


def one_line(refusal: Refusal) -> str:
    """The refusal's sentence on one line. Only now is Django needed, for the language."""
    django.setup()
    return " ".join(sentence(refusal).split())


def write(text: str) -> None:
    """Print as UTF-8 whatever the terminal is set to; lone surrogates become question marks."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()

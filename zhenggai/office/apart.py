"""Files from strangers are read apart: in a process of its own, with an end to its time and its memory.

A document can be made so that reading it takes minutes or all memory there is. Here that ends the one process which
reads it, and whoever brought it gets a sentence; whoever else is served does not notice.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from zhenggai.core import errors
from zhenggai.core.errors import BadFile, Busy
from zhenggai.core.files import Extracted, Limits, clean_name, extract
from zhenggai.core.files.names import extension
from zhenggai.office import apart_child

T = TypeVar("T")
MEBIBYTE = 1024 * 1024
# To begin a process costs a quarter of a second: a short plain text is read where it came in.
PLAIN, SHORT = frozenset({"txt", "csv"}), MEBIBYTE
# What a process still needs to know of where it runs; nothing of the house's secrets.
KEPT = ("PATH", "LD_LIBRARY_PATH", "TZ")
# How a process ends whose time or memory is over: by its own limit, or by the system that ran out of memory.
SPENT = frozenset({-signal.SIGXCPU, -signal.SIGKILL, apart_child.OUT_OF_MEMORY})
BROKEN = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)  # fmt: skip
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bounds:
    """What reading one file may take: seconds of work, seconds on the clock, bytes of memory beside the file's own.

    The longest PDF that `core.files` lets through takes some fifteen seconds; a server in front waits sixty.
    """

    work: int = 30
    wait: int = 55
    memory: int = 1024 * MEBIBYTE


USUAL = Bounds()


class _Answer(pickle.Unpickler):
    """Takes in values and records of the core, and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        """A class that stands in that module of the core, or a day or number of the standard library."""
        if module.startswith(apart_child.CORE) or (module, name) in _VALUES:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and "." not in name:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_VALUES = frozenset(
    {("datetime", name) for name in ("date", "datetime", "time", "timedelta")}
    | {("collections", "Counter"), ("decimal", "Decimal"), ("uuid", "UUID")}
)


def _environment() -> dict[str, str]:
    known = {name: os.environ[name] for name in KEPT if name in os.environ}
    path = os.pathsep.join(str(Path(one).absolute()) for one in sys.path)
    return known | {"PYTHONPATH": path, "LC_ALL": "C.UTF-8"}


def _run(asked: bytes, name: str, bounds: Bounds) -> bytes:
    """What the process wrote; raises BadFile where its time was over or it broke, Busy where none could begin."""
    # The file lies there twice for a moment: as it came, and taken out of what came.
    memory = bounds.memory + 3 * len(asked)
    command = [sys.executable, "-P", "-B", "-m", "zhenggai.office.apart_child"]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, with two numbers
            [*command, str(bounds.work), str(memory)],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            timeout=bounds.wait,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadFile("FILE-HEAVY", name=name) from None
    except OSError as error:
        raise Busy("FILE-BUSY") from error
    if done.returncode in SPENT:
        raise BadFile("FILE-HEAVY", name=name)
    if done.returncode:
        _log.error("the process that reads a file ended with %s", done.returncode)
        raise BadFile("FILE-FAILED", name=name)
    return done.stdout


def call(
    work: Callable[..., T], data: bytes, name: str, *more: object, bounds: Bounds = USUAL
) -> T:
    """`work(data, name, *more)`, done apart; `work` is a function of the core that gives values or records of the core.

    Raises what `work` refuses, and BadFile FILE-HEAVY where it passes its bounds, FILE-FAILED where it breaks.
    """
    if not work.__module__.startswith(apart_child.CORE):
        raise LookupError(work.__module__)
    shown = clean_name(name)
    asked = (f"{work.__module__}:{work.__qualname__}", data, name, more)
    written = _run(pickle.dumps(asked), shown, bounds)
    try:
        kind, *said = _Answer(io.BytesIO(written)).load()
        if kind == "done":
            result: T = said[0]
            return result
        code, facts = said
        refusal = getattr(errors, kind)(code, **facts)
    except BROKEN as error:
        _log.error("the process that reads a file answered what is no answer: %s", type(error))
        raise BadFile("FILE-FAILED", name=shown) from error
    raise refusal


def extracted(data: bytes, name: str, limits: Limits) -> Extracted:
    """The text of an uploaded file, as `core.files.extract` gives and refuses it; read apart unless it is a short text."""
    short = extension(name) in PLAIN and len(data) <= SHORT
    # What is empty or too long is refused at once.
    if short or not data or len(data) > limits.max_bytes:
        return extract(data, name, limits)
    return call(extract, data, name, limits, bounds=USUAL)

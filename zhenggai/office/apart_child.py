"""The process in which a stranger's file is read (`zhenggai.office.apart` begins it): core functions, no framework.

Arguments: seconds of work and bytes of memory. Standard input: what to do; standard output: what came of it.
"""

from __future__ import annotations

import pickle
import pkgutil
import resource
import sys
from typing import Any

from zhenggai.core.errors import Refusal

CORE = "zhenggai.core."
FILES = 64
# The status of a process that needed more memory than it may have.
OUT_OF_MEMORY = 9


def _bound(what: int, soft: int, hard: int) -> None:
    """Set a limit, never above one that stands already."""
    above = resource.getrlimit(what)[1]
    if above != resource.RLIM_INFINITY:
        soft, hard = min(soft, above), min(hard, above)
    resource.setrlimit(what, (soft, hard))


def _answer(dotted: str, data: bytes, name: str, more: tuple[object, ...]) -> tuple[Any, ...]:
    if not dotted.startswith(CORE):
        raise LookupError(dotted)
    try:
        return ("done", pkgutil.resolve_name(dotted)(data, name, *more))
    except Refusal as refusal:
        return (type(refusal).__name__, refusal.code, refusal.facts)


def main() -> int:
    """Read what is asked, do it within the limits, write the answer."""
    work, memory = int(sys.argv[1]), int(sys.argv[2])
    _bound(resource.RLIMIT_CPU, work, work + 1)
    _bound(resource.RLIMIT_AS, memory, memory)
    # It reads what it was given: no file is written, no core is dumped, few files are open.
    _bound(resource.RLIMIT_FSIZE, 0, 0)
    _bound(resource.RLIMIT_CORE, 0, 0)
    _bound(resource.RLIMIT_NOFILE, FILES, FILES)
    try:
        asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that began this one
        sys.stdout.buffer.write(pickle.dumps(_answer(*asked)))
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main())

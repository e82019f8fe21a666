"""How long proof-reading takes the processor: a long text, and again after one paragraph was changed."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

from tools.planting.model import Text
from zhenggai.core.checks import Memory, check

LENGTH = 200_000
LIMIT = 1.0
"""Seconds within which a text of `LENGTH` characters is checked."""


def speed(texts: Sequence[Text]) -> tuple[float, float]:
    """Seconds for the samples repeated to `LENGTH` characters, and for one changed paragraph with a memory."""
    once = "\n".join(one.text for one in texts)
    text = (once * (LENGTH // len(once) + 1))[:LENGTH]
    check(once)
    first = min(_timed(text, None) for _ in range(3))
    memory = Memory(kept=1_000_000)
    check(text, memory)
    middle = text.index("。", LENGTH // 2) + 1
    return first, _timed(f"{text[:middle]}新增一句。{text[middle:]}", memory)


def _timed(text: str, memory: Memory | None) -> float:
    start = process_time()
    check(text, memory)
    return process_time() - start

"""What the rules on style say."""

from __future__ import annotations

SENTENCES: dict[str, object] = {}

"""What the rules on structure say."""

from __future__ import annotations

SENTENCES: dict[str, object] = {}

"""What the rules on same say."""

from __future__ import annotations

SENTENCES: dict[str, object] = {}

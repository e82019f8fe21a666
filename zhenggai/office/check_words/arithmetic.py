"""What the rules on arithmetic say."""

from __future__ import annotations

SENTENCES: dict[str, object] = {}

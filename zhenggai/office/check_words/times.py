"""What the rules on times say."""

from __future__ import annotations

SENTENCES: dict[str, object] = {}

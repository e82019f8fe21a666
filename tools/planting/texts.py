"""The clean texts: the corpus notice where it is at hand, the samples of reading, the texts of the demo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tools.planting.model import Text

_ROOT = Path(__file__).parents[2]
CORPUS = _ROOT.parent / "shared" / "corpus"
_FOLDERS = (CORPUS, _ROOT / "tests" / "samples" / "reading", _ROOT / "zhenggai" / "demo" / "data")


def texts(only: Sequence[str] = ()) -> list[Text]:
    """All clean texts in order of folder and name, or those whose name holds one of the words asked for."""
    found = [
        Text(path.stem, path.read_text("utf-8"))
        for folder in _FOLDERS
        for path in sorted(folder.glob("*.txt"))
    ]
    return [one for one in found if not only or any(word in one.name for word in only)]

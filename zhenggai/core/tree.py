"""Paths in a tree: four digits a level, no separator, so that they sort alike in every collation."""

from __future__ import annotations

WIDTH = 4
MOST = 10**WIDTH - 2  # one number stays free, so that every range has an end
DEEPEST = 16  # levels; the column of the path is 64 characters wide


def child(parent: str, position: int) -> str:
    """The path of the child at `position` (1 to 9999) of the node at `parent` ("" for the root's parent)."""
    if not 1 <= position <= MOST:
        raise ValueError(f"a node has at most {MOST} children, not {position}")
    return f"{parent}{position:0{WIDTH}d}"


def subtree(path: str) -> tuple[str, str]:
    """The half-open range of paths at and below `path`: first, and the first one beyond.

    Digits only: a punctuation mark as the end of the range would be ignored by some collations.
    """
    return path, f"{path[:-WIDTH]}{int(path[-WIDTH:]) + 1:0{WIDTH}d}"


def ancestors(path: str) -> list[str]:
    """Paths from the root down to and including `path`."""
    return [path[:end] for end in range(WIDTH, len(path) + 1, WIDTH)]


def depth(path: str) -> int:
    """1 for the root."""
    return len(path) // WIDTH


def below(path: str, top: str) -> bool:
    """Whether `path` is `top` or lies below it."""
    return path.startswith(top)

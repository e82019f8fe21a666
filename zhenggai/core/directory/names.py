"""Finding units by the names that people write: 市住建局, or with the unit above 市住建局/办公室."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass

from zhenggai.core import tree
from zhenggai.core.directory.columns import folded
from zhenggai.core.directory.model import KnownUnit, Ref

NEAREST = 3
SLASH = "/"
# Looking for the nearest name compares with every name; a file full of unknown ones is told so without.
MOST_SEARCHES = 100


@dataclass(frozen=True, slots=True)
class Node:
    """A unit of the tree, existing or to be made."""

    ref: Ref
    parent: Ref | None
    name: str
    short_name: str
    closed: bool = False

    @property
    def called(self) -> str:
        """The name by which people call it."""
        return self.short_name or self.name


class Names:
    """The tree by names; units of the file are added as they are understood."""

    def __init__(self, units: list[KnownUnit]) -> None:
        """Take the units that exist."""
        self.nodes: dict[Ref, Node] = {}
        self._named: dict[str, list[Ref]] = defaultdict(list)
        self._below: dict[tuple[Ref | None, str], Ref] = {}
        self._searches = 0
        for unit in units:
            self.add(Node(unit.id, unit.parent_id, unit.name, unit.short_name, unit.closed))
        roots = [node.ref for node in self.nodes.values() if node.parent is None]
        self.root = roots[0] if roots else None

    def add(self, node: Node) -> None:
        """Take one more unit, or a new short name of one."""
        self.nodes[node.ref] = node
        for name in {folded(node.name), folded(node.short_name)} - {""}:
            if node.ref not in self._named[name]:
                self._named[name].append(node.ref)
            self._below.setdefault((node.parent, name), node.ref)

    def child(self, parent: Ref | None, name: str) -> Node | None:
        """The unit of that name or short name directly below `parent`, closed ones too."""
        ref = self._below.get((parent, folded(name)))
        return None if ref is None else self.nodes[ref]

    def find(self, text: str) -> list[Ref]:
        """The open units that `text` can mean; a whole name goes before one that is written with the unit above."""
        whole = self._open(text)
        if whole or SLASH not in text.replace("／", SLASH):
            return whole
        *above, last = [part.strip() for part in text.replace("／", SLASH).split(SLASH)]
        return [ref for ref in self._open(last) if self._lies(ref, above)]

    def _open(self, text: str) -> list[Ref]:
        return [ref for ref in self._named.get(folded(text), ()) if not self.nodes[ref].closed]

    def _lies(self, ref: Ref, above: list[str]) -> bool:
        node = self.nodes[ref]
        for name in reversed(above):
            parent = None if node.parent is None else self.nodes.get(node.parent)
            if parent is None or folded(name) not in (
                folded(parent.name),
                folded(parent.short_name),
            ):
                return False
            node = parent
        return True

    def depth(self, ref: Ref | None) -> int:
        """How many levels there are down to `ref`; 0 above the root."""
        levels = 0
        while ref is not None and levels <= tree.DEEPEST:
            ref, levels = self.nodes[ref].parent, levels + 1
        return levels

    def label(self, ref: Ref) -> str:
        """The unit with the one above it, as it can be written."""
        node = self.nodes[ref]
        if node.parent is None:
            return node.called
        return f"{self.nodes[node.parent].called}{SLASH}{node.name}"

    def labels(self, refs: list[Ref]) -> str:
        """Several units among which to choose."""
        return "、".join(self.label(ref) for ref in refs[:9])

    def nearest(self, text: str) -> str:
        """The names most like `text`."""
        self._searches += 1
        if self._searches > MOST_SEARCHES:
            return ""
        names = {
            name: None for node in self.nodes.values() for name in (node.name, node.short_name)
        }
        names.pop("", None)
        return "、".join(difflib.get_close_matches(text, list(names), NEAREST, 0.5))

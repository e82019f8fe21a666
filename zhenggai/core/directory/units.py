"""What the rows of units would do: each is placed below the unit that it names, in whatever order they stand."""

from __future__ import annotations

from dataclasses import replace

from zhenggai.core import tree
from zhenggai.core.directory.cells import Cells
from zhenggai.core.directory.columns import folded
from zhenggai.core.directory.model import Change, JudgedUnit, Ref, Verdict
from zhenggai.core.directory.names import SLASH, Names, Node
from zhenggai.core.errors import BadValue, Duplicate, Refusal, WrongState

# A chain of rows far longer than the tree is deep is not followed to its end.
LONGEST_WAY = 100


class Units:
    """The rows of units, judged one by one; a row waits for the rows above which it names."""

    def __init__(self, names: Names, rows: list[Cells]) -> None:
        """Take the tree and the rows."""
        self.names = names
        self.cells = rows
        self.rows = [_row(cells) for cells in rows]
        self.refs: dict[int, Ref | None] = {}
        self._way: list[int] = []
        self._by_name: dict[str, list[int]] = {}
        self._seen: dict[tuple[Ref | None, str], int] = {}
        for at, row in enumerate(self.rows):
            for name in {folded(row.name), folded(row.short_name)} - {""}:
                self._by_name.setdefault(name, []).append(at)

    def judge(self) -> list[JudgedUnit]:
        """Judge every row."""
        for at in range(len(self.rows)):
            self._resolve(at)
        return self.rows

    def in_error(self, text: str) -> int | None:
        """The number of a row in error that `text` names."""
        found = self._by_name.get(folded(text), ())
        return next((self.rows[at].number for at in found if self.refs.get(at) is None), None)

    def _resolve(self, at: int) -> Ref | None:
        if at in self.refs:
            return self.refs[at]
        row = self.rows[at]
        if at in self._way:
            for other in self._way[self._way.index(at) :]:
                self._refuse(other, "above", BadValue("ORG-CYCLE", name=self.rows[other].name))
            return None
        self._way.append(at)
        if len(self._way) > LONGEST_WAY:
            self._refuse(at, "above", BadValue("UNIT-DEEP", limit=tree.DEEPEST))
        ref = None if row.problems else self._place(at)
        self._way.pop()
        if row.problems or ref is None:
            row.verdict = Verdict.ERROR
            ref = None
        self.refs[at] = ref
        return ref

    def _refuse(self, at: int, field: str, refusal: Refusal) -> None:
        if not any(problem.refusal.code == refusal.code for problem in self.rows[at].problems):
            self.rows[at].problems.append(self.cells[at].about(field, refusal))

    def _place(self, at: int) -> Ref | None:
        """The unit of the row: the one that exists, or the row itself as one that is made."""
        row = self.rows[at]
        if not row.above:
            known = self._standing(row.name)
            if len(known) > 1:
                which = self.names.labels(known)
                refusal = BadValue("UNIT-AMBIGUOUS", name=row.name, candidates=which)
                self._refuse(at, "above", refusal)
                return None
            if known:
                return self._known(at, self.names.nodes[known[0]])
        parent = self._parent(at) if row.above else self.names.root
        if parent is None:
            return None
        node = self.names.child(parent, row.name)
        return self._new(at, parent) if node is None else self._known(at, node)

    def _standing(self, text: str) -> list[Ref]:
        """The existing units that `text` can mean, without those that the file makes."""
        return [ref for ref in self.names.find(text) if not isinstance(ref, int)]

    def _known(self, at: int, node: Node) -> Ref | None:
        row = self.rows[at]
        if self._repeated(at, node.parent, node.name):
            return None
        if node.closed:
            self._refuse(at, "name", WrongState("UNIT-CLOSED", name=node.name))
            return None
        if row.short_name and row.short_name != node.short_name:
            row.changes.append(Change("short_name", node.short_name, row.short_name))
            row.verdict = Verdict.CHANGE
            # The rows of people may use the new short name already.
            self.names.add(replace(node, short_name=row.short_name))
        row.id = node.ref if not isinstance(node.ref, int) else None
        return node.ref

    def _new(self, at: int, parent: Ref) -> Ref | None:
        row = self.rows[at]
        if self._repeated(at, parent, row.name):
            return None
        if self.names.depth(parent) >= tree.DEEPEST:
            self._refuse(at, "above", BadValue("UNIT-DEEP", limit=tree.DEEPEST))
            return None
        elsewhere = self._standing(row.name)
        if elsewhere:
            where = self.names.labels(elsewhere)
            refusal = Duplicate("UNIT-ELSEWHERE", name=row.name, candidates=where)
            row.doubts.append(self.cells[at].about("name", refusal))
        row.verdict, row.parent = Verdict.NEW, parent
        self.names.add(Node(at, parent, row.name, row.short_name))
        return at

    def _repeated(self, at: int, parent: Ref | None, name: str) -> bool:
        first = self._seen.setdefault((parent, folded(name)), at)
        if first == at:
            return False
        number = self.rows[first].number
        self._refuse(at, "name", Duplicate("IMP-TWICE", name=self.rows[at].name, row=number))
        return True

    def _parent(self, at: int) -> Ref | None:
        """The unit that the row names as the one above; None with the reason said."""
        row = self.rows[at]
        last = row.above.replace("／", SLASH).rpartition(SLASH)[2]
        waiting = self._by_name.get(folded(row.above)) or self._by_name.get(folded(last)) or []
        standing = self.names.find(row.above)
        for other in waiting:
            # A row that waits for this one is no circle where the name means a unit that stands already.
            if not (standing and other in self._way):
                self._resolve(other)
        if row.problems:
            return None
        found = self.names.find(row.above)
        if len(found) == 1:
            return found[0]
        if found:
            which = self.names.labels(found)
            self._refuse(at, "above", BadValue("UNIT-AMBIGUOUS", name=row.above, candidates=which))
        elif (number := self.in_error(last)) is not None:
            self._refuse(at, "above", BadValue("UNIT-IN-ERROR", name=row.above, row=number))
        else:
            near = self.names.nearest(row.above)
            self._refuse(at, "above", BadValue("UNIT-UNKNOWN", name=row.above, nearest=near))
        return None


def _row(cells: Cells) -> JudgedUnit:
    texts = cells.texts
    return JudgedUnit(
        sheet=cells.table.sheet,
        number=cells.row.number,
        name=texts["name"],
        short_name=texts["short_name"],
        above=texts["above"],
        problems=cells.problems,
    )

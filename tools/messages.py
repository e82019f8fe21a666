"""Gather what the house says and compare it with its Chinese: `make messages`.

The catalogue is kept in parts, one .po a noun. What is said in a module or a template and stands in no part is written,
without Chinese, into `misc.po`; what nobody says any more is dropped. `libraries.po` holds better words for what the
libraries say, and is left alone. Nothing here needs the gettext tools.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zhenggai"
PARTS = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "parts"
LIBRARIES = "libraries.po"
REST = "misc.po"
# Function → which of its arguments are the context, the message and its plural.
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_CALL = re.compile(r"\b(?:_|n?p?gettext)\(")
HEADER = {"Language": "zh_Hans", "Content-Type": "text/plain; charset=UTF-8"}


@dataclass(frozen=True)
class Message:
    """Something that is said: the English, its plural, its context."""

    msgid: str
    plural: str = ""
    context: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """Under which a catalogue finds it."""
        return self.msgid, self.context


Places = dict[Message, list[str]]


def _constant(call: ast.Call, index: int | None) -> str | None:
    if index is None or index >= len(call.args):
        return None
    value = call.args[index]
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _said(tree: ast.AST) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in CALLS:
            continue
        context, message, plural = CALLS[name]
        text = _constant(node, message)
        if text:
            said = Message(text, _constant(node, plural) or "", _constant(node, context))
            yield said, node.lineno


def of_module(source: str) -> Iterator[tuple[Message, int]]:
    """What a Python module says, with line numbers."""
    yield from _said(ast.parse(source))


def of_template(source: str) -> Iterator[tuple[Message, int]]:
    """What a template says, with line numbers. Django turns it into calls and leaves the rest out as X."""
    turned = templatize(source)
    for match in _CALL.finditer(turned):
        end = turned.find(")", match.end())
        # A message may hold brackets itself: take one more until the call can be read.
        while end >= 0:
            try:
                call = ast.parse(turned[match.start() : end + 1].strip(), mode="eval")
            except SyntaxError:
                end = turned.find(")", end + 1)
                continue
            line = turned.count("\n", 0, match.start())
            yield from ((message, line + at) for message, at in _said(call))
            break


def gather(package: Path = PACKAGE) -> Places:
    """Everything that is said under `package`, and where."""
    places: Places = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.html"), *package.rglob("*.txt")]):
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        reader = of_module if path.suffix == ".py" else of_template
        for message, line in reader(path.read_text(encoding="utf-8")):
            places.setdefault(message, []).append(f"{path.relative_to(package.parent)}:{line}")
    return places


def parts(folder: Path = PARTS) -> dict[str, polib.POFile]:
    """The parts of the catalogue by file name."""
    return {path.name: polib.pofile(str(path)) for path in sorted(folder.glob("*.po"))}


def _drop(books: dict[str, polib.POFile], said: set[tuple[str, str | None]]) -> list[str]:
    dropped = []
    for name, book in books.items():
        for entry in [] if name == LIBRARIES else list(book):
            if (entry.msgid, entry.msgctxt) not in said:
                book.remove(entry)
                dropped.append(f"{name}: {entry.msgid}")
    return dropped


def _add(books: dict[str, polib.POFile], said: Places) -> list[str]:
    known = {(entry.msgid, entry.msgctxt) for book in books.values() for entry in book}
    missing = [message for message in said if message.key not in known]
    for message in missing:
        rest = books.setdefault(REST, polib.POFile())
        entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context)
        if message.plural:
            entry.msgid_plural, entry.msgstr_plural = message.plural, {0: ""}
        rest.append(entry)
    return [f"{said[message][0]}: {message.msgid}" for message in missing]


def main() -> int:
    """Bring the parts up to what is said; exit status 1 while something lacks its Chinese."""
    said, books = gather(), parts()
    dropped = _drop(books, {message.key for message in said})
    missing = _add(books, said)
    for name, book in books.items():
        if dropped or missing:
            book.metadata = HEADER
            book.wrapwidth = 100
            book.save(str(PARTS / name))
    empty = [
        f"{name}: {entry.msgid}"
        for name, book in books.items()
        for entry in book
        if not entry.translated()
    ]
    for title, lines in (("new", missing), ("dropped", dropped), ("without Chinese", empty)):
        for line in lines:
            print(f"{title}: {line}")
    print(f"{len(said)} messages, {len(empty)} without Chinese")
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())

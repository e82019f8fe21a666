"""XML from strangers: read as a stream by expat, without document types, entities or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from zhenggai.core.errors import BadFile

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LAST = True
Attributes = dict[str, str]


class _RootReached(Exception):
    """The first element began: no document type can follow."""


def looks_like_xml(start: bytes) -> bool:
    """Whether a part that begins with `start` could be read as XML, whatever it is called."""
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip()[:1] == b"<"


def _parser(name: str, entry: str) -> expat.XMLParserType:
    """A parser that joins namespace and local name with a blank and refuses document types and entities."""

    def refuse(*_: object) -> int:
        raise BadFile("FILE-XML", name=name, entry=entry)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


class PrologCheck:
    """Fed a part piece by piece, refuses a document type; stops looking at the first element.

    A document type can only stand before the first element, so the rest of a large part costs nothing here.
    """

    def __init__(self, name: str, entry: str) -> None:
        """Prepare for the part `entry` of the file `name`."""
        self._parser: expat.XMLParserType | None = _parser(name, entry)
        self._parser.StartElementHandler = self._root
        self._name = name
        self._entry = entry

    @staticmethod
    def _root(_tag: str, _attributes: Attributes) -> None:
        raise _RootReached

    def feed(self, piece: bytes) -> None:
        """Take the next bytes. Raises BadFile FILE-XML or, for what is not XML, FILE-CORRUPT."""
        if self._parser is None:
            return
        try:
            self._parser.Parse(piece)
        except _RootReached:
            self._parser = None
        # Besides its own error, expat passes on an unknown encoding as LookupError or ValueError.
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise BadFile(
                "FILE-CORRUPT", name=self._name, entry=self._entry, reason="xml"
            ) from error


def walk(
    pieces: Iterable[bytes],
    where: tuple[str, str],
    start: Callable[[str, Attributes], None],
    *,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run through an XML part, calling `start`, `end` and `text`; names are "namespace local", joined by a blank.

    `where` is the file and the part, for refusals: BadFile FILE-XML for document types and entities, FILE-CORRUPT
    for what is not well-formed.
    """
    name, entry = where
    parser = _parser(name, entry)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", _LAST)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise BadFile("FILE-CORRUPT", name=name, entry=entry, reason="xml") from error

"""Minimal PDFs made by hand, so that every byte in them is known."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple


def with_object_stream(inner: bytes) -> bytes:
    """A PDF without pages whose object 4 is `inner`, packed into an object stream."""
    packed = zlib.compress(b"4 0 " + inner)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"),
    ]
    out = b"%PDF-1.7\n"
    rows = [(0, 0, 0)]
    for number, body in enumerate(bodies, 1):
        rows.append((1, len(out), 0))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows += [(2, 3, 0), (1, len(out), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    entries = b"/Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R"
    return (
        out
        + b"5 0 obj\n"
        + stream(table, entries)
        + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(out)
    )


class Set(NamedTuple):
    """A line of text as it is set on a page: place and character size in points."""

    x: float
    y: float
    size: float
    text: str


def objects(*bodies: bytes, root: str = "/Root 1 0 R") -> bytes:
    """A PDF of numbered objects (from 1) with its cross-reference table."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out + f"trailer\n<< /Size {len(bodies) + 1} {root} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def endless(pages: int = 4, lines: int = 100_000) -> bytes:
    """A PDF of little more than two megabytes whose pages are read for most of a minute."""
    shown = b"BT /F1 1 Tf " + b"1 0 0 1 5 5 Tm (a) Tj " * lines + b" ET"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 3 0 R>>>>>>"
    )
    kids = b" ".join(b"%d 0 R" % (5 + at) for at in range(pages))
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(shown),
        *[page] * pages,
    )


def pdf(*pages: list[Set], catalog: str = "", each_apart: bool = False) -> bytes:
    """A PDF of pages of text in a two-byte font with a ToUnicode table, as printers of Chinese text make it.

    `catalog` is put into the document catalog; with `each_apart` every character is placed by itself on a flipped page.
    """
    chars = sorted({char for page in pages for line in page for char in line.text})
    codes = {char: number + 1 for number, char in enumerate(chars)}
    halves = " ".join(f"{code} [500]" for char, code in codes.items() if char.isascii())
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts"
        b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W ["
        + halves.encode()
        + b"]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>",
        stream(_to_unicode(codes)),
    ]
    for number, page in enumerate(pages):
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (6 + 2 * number)
        )
        drawn = _apart(page, codes) if each_apart else "".join(_line(line, codes) for line in page)
        bodies.append(stream(drawn.encode()))
    return objects(*bodies)


def _hex(text: str, codes: dict[str, int]) -> str:
    return "<" + "".join(f"{codes[char]:04X}" for char in text) + ">"


def _line(line: Set, codes: dict[str, int]) -> str:
    return f"BT /F {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm {_hex(line.text, codes)} Tj ET\n"


def _apart(page: list[Set], codes: dict[str, int]) -> str:
    """Every character by itself, y downwards and scaled, as browsers print."""
    out = "q 0.5 0 0 -0.5 0 842 cm\n"
    for line in page:
        x = line.x * 2
        for char in line.text:
            out += f"BT /F {line.size * 2} Tf 1 0 0 -1 {x} {(842 - line.y) * 2} Tm {_hex(char, codes)} Tj ET\n"
            x += line.size * (1 if char.isascii() else 2)
    return out + "Q\n"


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = [
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()
    ]
    groups = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    inner = "".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar\n" for group in groups
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{inner}endcmap\nend\nend\n"
    ).encode()


def column(
    text: list[str], *, x: float = 80, top: float = 760, size: float = 16, step: float = 28
) -> list[Set]:
    """Lines under one another; a line that begins with "\\t" is indented by two characters."""
    return [
        Set(
            x + (2 * size if line.startswith("\t") else 0),
            top - step * number,
            size,
            line.lstrip("\t"),
        )
        for number, line in enumerate(text)
    ]

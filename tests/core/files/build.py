"""Files for the tests of the files room, made by code: archives, office documents, PDFs, pictures, OLE2 containers."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
DOCX_TYPE = _MAIN.format("wordprocessingml.document")
XLSX_TYPE = _MAIN.format("spreadsheetml.sheet")
PPTX_TYPE = _MAIN.format("presentationml.presentation")


def packed(entries: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A ZIP of the entries, in order."""
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    ) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, archive.compression)
    return out.getvalue()


def with_entry(info: zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    """A ZIP with one entry that is described by `info`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, content)
    return out.getvalue()


def gbk_named(name: str, content: bytes = b"x") -> bytes:
    """A ZIP with one entry whose name is in GBK without the UTF-8 flag, as Chinese Windows makes it."""
    raw = name.encode("gbk")
    data = packed({"a" * len(raw): content})
    return data.replace(b"a" * len(raw), raw)


def content_types(main: str, part: str, extra: str = "") -> str:
    """[Content_Types].xml that declares one main part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{extra}'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )


def rels(*links: tuple[str, str, str]) -> str:
    """A relationships part; each link is type, target and mode ("" or "External")."""
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for n, (kind, target, mode) in enumerate(links)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def word_part(tag: str, inner: str) -> str:
    """An XML part in Word's vocabulary with the usual prefixes."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} xmlns:w="{WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"{inner}</w:{tag}>"
    )


def package(kind: str, entries: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The entries of an office package of a kind; `entries` replace or follow the usual ones."""
    main, part = {
        "docx": (DOCX_TYPE, "word/document.xml"),
        "xlsx": (XLSX_TYPE, "xl/workbook.xml"),
        "pptx": (PPTX_TYPE, "ppt/presentation.xml"),
    }[kind]
    usual: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(main, part),
        "_rels/.rels": rels(("officeDocument", part, "")),
        part: "<main/>",
    }
    return {**usual, **entries}


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    links: tuple[tuple[str, str, str], ...] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word document with `body` inside w:body, and optional inner XML of numbering and styles."""
    entries: dict[str, str | bytes] = {
        "word/document.xml": word_part("document", f"<w:body>{body}</w:body>")
    }
    if numbering:
        entries["word/numbering.xml"] = word_part("numbering", numbering)
        links += (("numbering", "numbering.xml", ""),)
    if styles:
        entries["word/styles.xml"] = word_part("styles", styles)
        links += (("styles", "styles.xml", ""),)
    if links:
        entries["word/_rels/document.xml.rels"] = rels(*links)
    return packed(package("docx", {**entries, **(more or {})}))


def p(text: str = "", marks: str = "") -> str:
    """A Word paragraph with one run; `marks` goes into its properties."""
    properties = f"<w:pPr>{marks}</w:pPr>" if marks else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}</w:p>"


def listed(text: str, num: int, level: int = 0) -> str:
    """A Word paragraph with an automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """A Word table; each cell is the XML of its paragraphs."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        + "</w:tbl>"
    )


def ole(*names: str) -> bytes:
    """An OLE2 container with empty streams of these names directly under the root."""
    rows = [_ole_row("Root Entry", 5, child=1)]
    rows += [
        _ole_row(name, 2, right=number + 1 if number < len(names) else 0xFFFFFFFF)
        for number, name in enumerate(names, 1)
    ]
    while len(rows) % 4:
        rows.append(bytes(64) + struct.pack("<HBBIII", 0, 0, 0, *[0xFFFFFFFF] * 3) + bytes(48))
    directory = b"".join(rows)
    sectors = len(directory) // 512
    chain = [n + 2 for n in range(sectors - 1)] + [0xFFFFFFFE]
    fat = [0xFFFFFFFD, *chain]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + struct.pack("<128I", *fat) + directory


def _ole_row(name: str, kind: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(48)
    )


def png(width: int = 10, height: int = 10) -> bytes:
    """The header of a PNG and its end; no picture data."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IEND")
    out = b"\x89PNG\r\n\x1a\n"
    for chunk in chunks:
        out += struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return out


def jpeg(width: int = 10, height: int = 10) -> bytes:
    """The headers of a JPEG and its end; no picture data."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xd9"
    )

"""Files that must be refused, or taken with care, by their numbers in the list of bad inputs."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from tests.core.files.build import (
    content_types,
    docx,
    gbk_named,
    jpeg,
    ole,
    p,
    package,
    packed,
    png,
    rels,
    with_entry,
    word_part,
)
from tests.core.files.buildpdf import column, pdf
from zhenggai.core.errors import BadFile
from zhenggai.core.files import Kind, active_content, clean_name, digest, extract, sniff
from zhenggai.core.files import archive as archive_module
from zhenggai.core.files.archive import Archive
from zhenggai.core.files.model import DEFAULT, MEBIBYTE

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(200)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
EXTERNAL_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TEXT_PDF = pdf(column(["\t一、整改工作情况", "\t已完成整改。"]))


def part_with(prolog: str, encoding: str = "utf-8") -> bytes:
    """A Word document whose main part begins with `prolog`."""
    xml = (
        word_part("document", "<w:body/>")
        .replace('encoding="UTF-8" ', "")
        .replace("?><w", f"?>{prolog}<w")
    )
    return packed(package("docx", {"word/document.xml": xml.encode(encoding)}))


def linked(kind: str, target: str) -> bytes:
    """A Word document with an external relationship."""
    return docx(p("正文。"), links=((kind, target, "External"),))


def settings_linked(target: str) -> bytes:
    """A Word document whose settings name a template."""
    return docx(
        p("正文。"),
        more={"word/_rels/settings.xml.rels": rels(("attachedTemplate", target, "External"))},
    )


def bomb() -> bytes:
    """A spreadsheet of 28 MB that is packed into well under a hundredth."""
    row = '<row><c t="n"><v>1</v></c></row>'
    return packed(package("xlsx", {"xl/worksheets/sheet1.xml": row * (28 * MEBIBYTE // len(row))}))


def nested() -> bytes:
    """An archive of archives."""
    inner = packed({"0.txt": b"0" * 5000})
    return packed({f"lib {n}.zip": inner for n in range(16)})


def symlink() -> bytes:
    """An archive with a symbolic link."""
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return with_entry(info, b"/etc/passwd")


def raw_named(name: bytes) -> bytes:
    """An archive whose only entry has exactly this name."""
    return packed({"a" * len(name): b"x"}).replace(b"a" * len(name), name)


def twice() -> bytes:
    """An archive that holds one name twice."""
    return packed({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt")


def lying(size: int) -> bytes:
    """A Word document whose main part declares a wrong unpacked size, in both headers."""
    honest = docx(p("正文。" * 300))
    true = zipfile.ZipFile(io.BytesIO(honest)).getinfo("word/document.xml").file_size
    return honest.replace(struct.pack("<L", true), struct.pack("<L", size))


def bad_checksum() -> bytes:
    """An archive with a changed content byte."""
    return packed({"a.txt": b"honest"}, stored=True).replace(b"honest", b"change")


def locked_pdf() -> bytes:
    """A PDF that cannot be read without its password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(TEXT_PDF)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flagged_encrypted() -> bytes:
    """An archive whose entry is marked as encrypted."""
    data = bytearray(packed({"a.txt": b"x"}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


Row = tuple[str, str, Callable[[], bytes], str]
REFUSED: list[Row] = [
    ("B1 empty", "a.txt", lambda: b"", "FILE-EMPTY"),
    ("B2 201 MB", "a.pdf", lambda: bytes(201 * MEBIBYTE), "FILE-TOO-BIG"),
    ("B3 program as pdf", "a.pdf", lambda: EXE, "FILE-TYPE"),
    ("B3 program as text", "a.txt", lambda: EXE, "FILE-TYPE"),
    ("B3 program", "a.exe", lambda: EXE, "FILE-TYPE"),
    ("B4 html as jpg", "a.jpg", lambda: b"<html><script>alert(1)</script>", "FILE-TYPE"),
    ("B4 html as text", "a.txt", lambda: b"\xef\xbb\xbf <!DOCTYPE html><script>", "FILE-TYPE"),
    ("B5 svg", "a.svg", lambda: b'<svg onload="alert(1)"/>', "FILE-TYPE"),
    ("B5 svg as png", "a.png", lambda: b'<svg onload="alert(1)"/>', "FILE-TYPE"),
    ("B6 docm", "a.docm", lambda: docx(p("x")), "FILE-MACRO"),
    ("B6 xlsm", "a.xlsm", lambda: packed(package("xlsx", {})), "FILE-MACRO"),
    ("B6 docm in a zip", "a.zip", lambda: packed({"b.docm": b"x"}), "FILE-MACRO"),
    ("B6 macros in doc", "a.doc", lambda: ole("WordDocument", "Macros"), "FILE-MACRO"),
    ("B7 vba in docx", "a.docx", lambda: docx(p("x"), more={"word/vbaProject.bin": b"x"}), "FILE-MACRO"),
    ("B7 renamed docm", "a.docx", lambda: packed(package("docx", {"[Content_Types].xml": content_types(
        "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml")})), "FILE-MACRO"),
    ("B8 http template", "a.docx", lambda: settings_linked("http://evil.example/t.dotm"), "FILE-EXTERNAL"),
    ("B8 UNC template", "a.docx", lambda: settings_linked(r"\\evil.example\t.dotm"), "FILE-EXTERNAL"),
    ("B8 file host template", "a.docx", lambda: settings_linked("file://evil.example/t.dotm"), "FILE-EXTERNAL"),
    ("B8 object", "a.docx", lambda: linked("oleObject", "http://evil.example/o"), "FILE-EXTERNAL"),
    ("B8 frame", "a.docx", lambda: linked("frame", "https://evil.example/"), "FILE-EXTERNAL"),
    ("B8 UNC picture", "a.docx", lambda: linked("image", r"\\evil.example\p.png"), "FILE-EXTERNAL"),
    ("B8 undeclared mode", "a.docx", lambda: docx(p("x"), links=(("oleObject", "http://e.example/", ""),)),
     "FILE-EXTERNAL"),
    ("B9 locked xlsx", "a.xlsx", lambda: ole("EncryptionInfo", "EncryptedPackage"), "FILE-ENCRYPTED"),
    ("B9 locked docx", "a.docx", lambda: ole("EncryptedPackage"), "FILE-ENCRYPTED"),
    ("B9 locked pdf", "a.pdf", locked_pdf, "FILE-ENCRYPTED"),
    ("B9 locked entry", "a.zip", flagged_encrypted, "FILE-ENCRYPTED"),
    ("B10 spreadsheet bomb", "a.xlsx", bomb, "FILE-BOMB"),
    ("B10 too many entries", "a.zip", lambda: packed({f"{n}.txt": b"" for n in range(2001)}), "FILE-BOMB"),
    ("B11 nested zip", "a.zip", nested, "FILE-BOMB"),
    ("B12 parent folder", "a.zip", lambda: raw_named(b"../../etc/x"), "FILE-PATH"),
    ("B12 absolute", "a.zip", lambda: raw_named(b"/etc/x"), "FILE-PATH"),
    ("B12 drive", "a.zip", lambda: raw_named(b"C:x.txt"), "FILE-PATH"),
    ("B12 backslash", "a.zip", lambda: raw_named(b"..\\x.txt"), "FILE-PATH"),
    ("B12 NUL", "a.zip", lambda: raw_named(b"x.txt\0.exe"), "FILE-PATH"),
    ("B12 in docx", "a.docx", lambda: docx(p("x"), more={"word/../../x": b"x"}), "FILE-PATH"),
    ("B13 symlink", "a.zip", symlink, "FILE-PATH"),
    ("B14 duplicate", "a.zip", twice, "FILE-CORRUPT"),
    ("B14 duplicate by case", "a.docx", lambda: docx(p("x"), more={"word/DOCUMENT.xml": b"x"}), "FILE-CORRUPT"),
    ("B14 lies: smaller", "a.docx", lambda: lying(100), "FILE-CORRUPT"),
    ("B14 lies: larger", "a.docx", lambda: lying(20_000), "FILE-CORRUPT"),
    ("B14 checksum", "a.zip", bad_checksum, "FILE-CORRUPT"),
    ("B16 cut docx", "a.docx", lambda: docx(p("正文。"))[:-30], "FILE-CORRUPT"),
    ("B16 cut zip", "a.zip", lambda: packed({"a.txt": b"x" * 50})[:60], "FILE-CORRUPT"),
    ("B16 data after the end", "a.zip", lambda: packed({"a.txt": b"x"}) + b"more", "FILE-CORRUPT"),
    ("B17 billion laughs", "a.docx", lambda: part_with(LAUGHS), "FILE-XML"),
    ("B17 in UTF-16", "a.docx", lambda: part_with(LAUGHS, "utf-16"), "FILE-XML"),
    ("B17 in a side part", "a.docx", lambda: docx(p("x"), more={"word/x.bin": f"{LAUGHS}<a/>"}), "FILE-XML"),
    ("B17 in xlsx", "a.xlsx", lambda: packed(package("xlsx", {"xl/s.xml": f"{LAUGHS}<a/>"})), "FILE-XML"),
    ("B18 external entity", "a.docx", lambda: part_with(EXTERNAL_ENTITY), "FILE-XML"),
    ("B18 in content types", "a.docx", lambda: packed(package("docx", {"[Content_Types].xml": EXTERNAL_ENTITY})),
     "FILE-XML"),
    ("B19 huge png", "a.png", lambda: png(50_000, 50_000), "IMG-TOO-LARGE"),
    ("B19 huge jpeg", "a.jpg", lambda: jpeg(50_000, 50_000), "IMG-TOO-LARGE"),
    ("B21 pdf and zip", "a.pdf", lambda: TEXT_PDF + packed({"a.txt": b"x"}), "FILE-TYPE"),
    ("B21 zip and pdf", "a.zip", lambda: packed({"a.bin": b"%PDF-1.7"}, stored=True), "FILE-TYPE"),
    ("B21 picture and zip", "a.png", lambda: png() + packed({"a.txt": b"x"}), "FILE-TYPE"),
    ("B26 pdf cut at 60 %", "a.pdf", lambda: TEXT_PDF[: len(TEXT_PDF) * 6 // 10], "FILE-CORRUPT"),
    ("B26 docx cut at 60 %", "a.docx", lambda: docx(p("正文。"))[:700], "FILE-CORRUPT"),
    ("B39 mixed encodings", "a.txt", lambda: "整改方案".encode("gbk") + "巡视整改方案".encode(), "FILE-ENCODING"),
    ("B39 UTF-16 without mark", "a.csv", lambda: "序号,问题\r\n1,责任\r\n".encode("utf-16-le"), "FILE-ENCODING"),
    ("B39 Big5", "a.txt", lambda: "關於巡視整改進展情況的通報，現將有關情況予以公布。".encode("big5"), "FILE-ENCODING"),
    ("B60 2 MB of text", "a.txt", lambda: "改".encode() * 2_000_001, "FILE-TOO-BIG"),
    ("B61 NUL", "a.txt", "整改\0方案".encode, "TEXT-CHAR"),
    ("legacy doc", "a.doc", lambda: ole("WordDocument"), "FILE-LEGACY"),
    ("legacy wps", "a.wps", lambda: ole("WordDocument"), "FILE-LEGACY"),
    ("scanned pdf", "a.pdf", lambda: pdf([]), "FILE-SCANNED"),
    ("picture", "a.jpg", jpeg, "FILE-SCANNED"),
    ("nothing to read", "a.xlsx", lambda: packed(package("xlsx", {})), "FILE-TYPE"),
    ("blank text", "a.txt", "\u200b \n\u3000".encode, "FILE-EMPTY"),
    ("program in a zip", "a.zip", lambda: packed({"报告.exe": b"x"}), "FILE-TYPE"),
    ("no extension", "notice", lambda: b"text", "FILE-TYPE"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused(name, data, code):
    with pytest.raises(BadFile) as refusal:
        extract(data(), name)
    assert refusal.value.code == code
    assert refusal.value.facts["name"] == name


TAKEN: list[tuple[str, str, Callable[[], bytes], Kind]] = [
    ("B8 ordinary link", "a.docx", lambda: linked("hyperlink", "https://example.org/"), Kind.DOCX),
    (
        "B8 own template",
        "a.docx",
        lambda: settings_linked("file:///C:\\Users\\wang\\公文.dotx"),
        Kind.DOCX,
    ),
    ("B8 web picture", "a.docx", lambda: linked("image", "https://example.org/p.png"), Kind.DOCX),
    ("B15 GBK names", "a.zip", lambda: gbk_named("佐证材料.txt"), Kind.ZIP),
    (
        "B20 pdf with script",
        "a.pdf",
        lambda: pdf([], catalog="/OpenAction << /S /JavaScript /JS (1) >>"),
        Kind.PDF,
    ),
    ("B22 test virus", "a.txt", lambda: EICAR, Kind.TXT),
    ("B23 300 characters", "整" * 300 + ".txt", lambda: b"x", Kind.TXT),
    (
        "zip of office files",
        "a.zip",
        lambda: packed({"整改/报告.docx": docx(p("x")), "图.png": png()}),
        Kind.ZIP,
    ),
    (
        "zip that begins with a pdf",
        "a.zip",
        lambda: packed({"a.pdf": TEXT_PDF}, stored=True),
        Kind.ZIP,
    ),
    ("xlsx", "a.xlsx", lambda: packed(package("xlsx", {})), Kind.XLSX),
    ("pptx", "a.pptx", lambda: packed(package("pptx", {})), Kind.PPTX),
    ("ofd", "a.ofd", lambda: packed({"OFD.xml": "<a/>"}), Kind.OFD),
    ("doc", "a.doc", lambda: ole("1Table", "WordDocument"), Kind.DOC),
    ("wps", "a.WPS", lambda: ole("WordDocument"), Kind.DOC),
    ("xls", "a.xls", lambda: ole("Workbook"), Kind.XLS),
    ("ppt", "a.ppt", lambda: ole("PowerPoint Document"), Kind.PPT),
    ("png", "a.png", png, Kind.PNG),
    ("jpeg", "a.jpeg", jpeg, Kind.JPEG),
    ("text that begins like a program", "a.txt", lambda: b"MZ is a mark", Kind.TXT),
]


@pytest.mark.parametrize(
    ("name", "data", "kind"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN]
)
def test_taken(name, data, kind):
    assert sniff(data(), name) is kind


def test_b10_is_refused_from_declared_sizes(monkeypatch):
    data = bomb()
    monkeypatch.setattr(archive_module.zlib, "decompressobj", None)
    with pytest.raises(BadFile) as refusal:
        sniff(data, "a.xlsx")
    assert refusal.value.facts["ratio"] > refusal.value.facts["limit"] == 100


def test_b15_names_are_decoded():
    assert list(Archive(gbk_named("佐证材料.txt"), "a.zip", DEFAULT).entries) == ["佐证材料.txt"]


def test_b20_script_is_noted():
    notes = active_content(pdf([], catalog="/OpenAction << /S /J#61vaScript /JS (1) >>"), "a.pdf")
    assert [(note.code, note.facts["names"]) for note in notes] == [
        ("ACTIVE-CONTENT", "JS JavaScript")
    ]


def test_b23_b24_names_are_cleaned():
    assert len(clean_name("整" * 300 + ".pdf").encode()) <= 255
    assert clean_name("a\0b\r\nSet-Cookie: x\u202efdp.exe") == "abSet-Cookie_ xfdp.exe"
    assert clean_name("con.pdf") == "_con.pdf"


def test_b25_b30_content_has_one_name():
    assert digest(b"same") == "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5"
    assert digest(b"same") != digest(b"sane")


def test_b59_markup_in_a_text_stays_text():
    said = "通报<script>alert(1)</script> javascript: {{7*7}} {% load x %}"
    assert extract(said.encode(), "a.txt").text == said

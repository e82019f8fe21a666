"""Files are read apart: equal to reading them here, with an end to time and memory, and nothing taken on trust."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.files import build
from tests.core.files.buildpdf import endless
from zhenggai.core import workbook
from zhenggai.core.errors import BadFile, Busy, NotFound
from zhenggai.core.files import DEFAULT, Limits, extract
from zhenggai.core.sheets import reader
from zhenggai.office import apart
from zhenggai.office.apart import Bounds

NOTICE = Path(__file__).parents[1] / "samples" / "files" / "notice.pdf"
TABLE = "单位,措施\n市住建局,完成管网改造\n".encode()


def document(text="一、强化理论武装方面"):
    return build.docx(build.p(text) + build.table(("措施", "时限"), ("完成改造", "年底")))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("通知.docx", document()),
        ("通知.pdf", NOTICE.read_bytes()),
        ("通知.txt", "一、问题\n".encode("gb18030") * 200_000),
        ("短.txt", "一、问题\u200b\n".encode()),
    ],
    ids=["docx", "pdf", "long text", "short text"],
)
def test_what_is_read_apart_is_what_is_read_here(name, data):
    limits = Limits(max_bytes=20_000_000)
    assert apart.extracted(data, name, limits) == extract(data, name, limits)


def test_tables_come_whole(settings):
    data = Path(NOTICE.parent / "notice.pdf").read_bytes()
    assert apart.call(reader.read, TABLE, "表.csv") == reader.read(TABLE, "表.csv")
    with pytest.raises(BadFile) as refused:
        apart.call(workbook.read, data, "表.pdf", 10)
    assert refused.value.code == "FILE-NOT-TABLE"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b""),
        ("a.docx", b"PK\x03\x04 no archive"),
        ("a.docm", document()),
        ("a.pdf", document()),
        ("a.doc", build.ole("WordDocument")),
        ("../../旧 件.png", build.png()),
        ("a.docx", build.docx("")),
        ("big.docx", b"PK" * 3_000),
    ],
)
def test_a_refusal_is_the_same(name, data):
    limits = Limits(max_bytes=5_000)
    with pytest.raises(BadFile) as here:
        extract(data, name, limits)
    with pytest.raises(BadFile) as there:
        apart.extracted(data, name, limits)
    assert (there.value.code, there.value.facts) == (here.value.code, here.value.facts)


def test_a_document_that_takes_too_long_is_given_up():
    with pytest.raises(BadFile) as refused:
        apart.call(extract, endless(), "长.pdf", DEFAULT, bounds=Bounds(work=1))
    assert (refused.value.code, refused.value.facts) == ("FILE-HEAVY", {"name": "长.pdf"})


def test_one_that_only_waits_is_given_up_too():
    with pytest.raises(BadFile) as refused:
        apart.call(extract, endless(), "长.pdf", DEFAULT, bounds=Bounds(wait=1))
    assert refused.value.code == "FILE-HEAVY"


def test_where_memory_ends_there_is_a_sentence():
    # Less than the reader needs for itself; on some systems it cannot even be loaded.
    bounds = Bounds(memory=32 * apart.MEBIBYTE)
    with pytest.raises(BadFile) as refused:
        apart.call(extract, document(), "大.docx", DEFAULT, bounds=bounds)
    assert refused.value.code in ("FILE-HEAVY", "FILE-FAILED")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (9, "FILE-HEAVY"),
        (-9, "FILE-HEAVY"),
        (-24, "FILE-HEAVY"),
        (-11, "FILE-FAILED"),
        (1, "FILE-FAILED"),
    ],
    ids=["its memory was over", "killed", "its time was over", "crashed", "broke"],
)
def test_however_the_process_ends_there_is_a_sentence(monkeypatch, status, code):
    done = subprocess.CompletedProcess([], status, b"", b"")
    monkeypatch.setattr(apart.subprocess, "run", lambda *command, **options: done)
    with pytest.raises(BadFile) as refused:
        apart.extracted(document(), "a.docx", DEFAULT)
    assert (refused.value.code, refused.value.facts) == (code, {"name": "a.docx"})


def broken(data, name):
    """Nothing of the core."""


def test_only_the_core_is_asked():
    with pytest.raises(LookupError):
        apart.call(broken, b"", "a.txt")


def test_a_process_that_breaks_is_a_sentence(monkeypatch, caplog):
    monkeypatch.setattr(broken, "__module__", "zhenggai.core.files")
    with pytest.raises(BadFile) as refused:
        apart.call(broken, b"x", "坏.docx")
    assert (refused.value.code, refused.value.facts) == ("FILE-FAILED", {"name": "坏.docx"})
    assert "ended with 1" in caplog.text and "坏" not in caplog.text


def test_where_no_process_can_begin_one_comes_again_later(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Busy) as refused:
        apart.extracted(document(), "a.docx", DEFAULT)
    assert refused.value.code == "FILE-BUSY"


class Acting:
    """What a reader that was taken over might send."""

    def __reduce__(self):
        return eval, ("1 + 1",)


class Elsewhere:
    """A class outside of the core, or one that a module of the core only uses."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path, ("/etc",)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"not pickled",
        pickle.dumps(("done", Acting())),
        pickle.dumps(("done", Elsewhere("/etc"))),
        b"\x80\x04\x8c\x1bzhenggai.core.files.archive\x8c\x0fzipfile.ZipFile\x93.",
        b"\x80\x04\x8c\x1bzhenggai.core.files.archive\x8c\x07BytesIO\x93.",
        pickle.dumps("done"),
        pickle.dumps(("NoRefusal", "FILE-EMPTY", {})),
        pickle.dumps(("BadFile", "FILE-EMPTY")),
    ],
)
def test_an_answer_that_could_act_is_none(monkeypatch, written):
    monkeypatch.setattr(apart, "_run", lambda asked, name, bounds: written)
    with pytest.raises(BadFile) as refused:
        apart.call(extract, b"", "a.docx", DEFAULT)
    assert refused.value.code == "FILE-FAILED"


def test_a_refusal_keeps_its_kind(monkeypatch):
    written = pickle.dumps(("NotFound", "NOT-FOUND", {"name": "a"}))
    monkeypatch.setattr(apart, "_run", lambda asked, name, bounds: written)
    with pytest.raises(NotFound):
        apart.call(extract, b"", "a.docx", DEFAULT)


def test_the_process_knows_no_secret(monkeypatch):
    monkeypatch.setenv("ZHENGGAI_SECRET_KEY", "secret")
    monkeypatch.setenv("ZHENGGAI_DATABASE_URL", "postgresql://zhenggai:secret@localhost/zhenggai")
    assert "secret" not in str(apart._environment())

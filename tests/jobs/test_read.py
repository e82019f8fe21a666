"""`zhenggai read`: JSON, outline, and one line when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhenggai.jobs.read import main

NOTICE = """中共云川市水务局党组
关于市委巡察整改进展情况的通报
2023年3月6日至5月12日，市委第二巡察组对市水务局党组开展了常规巡察。
一、反馈问题整改情况
（一）党的建设方面
1.针对“学习不深入”的问题，主要从两个方面抓好整改。①健全制度。修订《学习制度》。②强化监督。约谈5人。
2.关于“服务群众不够”的问题
（1）关于“抢修不及时”的问题。①缩短时限。该问题已完成整改。
（二）关于巡察移交问题线索办理情况
3.移交问题线索5件，已办结4件。
无法读懂的一段。
中共云川市水务局党组
2023年10月9日
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.txt"
    path.write_text(NOTICE, "utf-8")
    return path


def test_json_is_one_object_in_the_order_of_the_contract(
    notice: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([str(notice), "--json"]) == 0
    out, err = capfdbinary.readouterr()
    found = json.loads(out)
    assert err == b""
    assert list(found) == [
        "text",
        "kind",
        "title",
        "issuer",
        "issued_on",
        "inspection",
        "plan",
        "organisation",
        "categories",
        "figures",
        "documents",
        "statistics",
        "promises",
        "unread",
        "contact",
    ]
    assert found["issued_on"] == "2023-10-09"
    assert [len(one["findings"]) for one in found["categories"]] == [2, 1]


def test_the_outline_shows_what_was_read(
    notice: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([str(notice)]) == 0
    shown = capfdbinary.readouterr().out.decode()
    for words in ("学习不深入", "健全制度", "抢修不及时", "[clues]", "问题 2 · 措施 3", "无法读懂"):
        assert words in shown


def test_gb18030_is_read(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(NOTICE.encode("gb18030"))
    assert main([str(path), "--json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["issuer"] == "中共云川市水务局党组"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("absent.txt", None),
        ("empty.txt", b""),
        ("broken.docx", b"PK\x03\x04 cut off"),
        ("noise.txt", bytes(range(128, 256)) * 9),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_what_cannot_be_read_ends_with_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main([str(path), "--json"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert name in err
    assert err.count("\n") == 1


def test_a_folder_is_no_document(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert tmp_path.name in capfd.readouterr().err

from __future__ import annotations

import pytest

from zhenggai.core.reading.cited import find_documents, title_spans


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("", []),
        ("没有文件。", []),
        ("印发《值班办法》。", ["值班办法"]),
        ("印发《值班办法（试行）》《公车管理规定》等制度", ["值班办法（试行）", "公车管理规定"]),
        ("通过《〈第二巡察组反馈意见〉整改方案》", ["〈第二巡察组反馈意见〉整改方案"]),
        ("通过《关于印发《考勤规定》的通知》后", ["关于印发《考勤规定》的通知"]),
        ("《关于印发<考勤规定>的通知》", ["关于印发<考勤规定>的通知"]),
        ("《甲》《乙》", ["甲", "乙"]),
        ("《》", []),
        ("《 》", []),
        ("多出一个》再来《甲办法》", ["甲办法"]),
        ("《没有收尾，又来《乙办法》", ["乙办法"]),
        ("《没有收尾" + "。" * 300 + "《乙办法》", ["乙办法"]),
        ("《没有收尾" + "。" * 300 + "《乙办法》多出》", ["乙办法"]),
        ("》》》《《《", []),
        ("《断行的\n标题办法》", ["断行的标题办法"]),
        ("《" * 5000, []),
        ("《a" * 100 + "》" * 100, None),
    ],
)
def test_titles(text: str, titles: list[str] | None) -> None:
    found = find_documents(text)
    if titles is not None:
        assert [document.title for document in found] == titles
    for document in found:
        assert text[document.start] == "《"
        assert text[document.end - 1] == "》"
        assert document.finding is None


def test_spans_are_outermost_and_in_order() -> None:
    text = "甲《一《二》三》乙《四》"
    assert [text[start:end] for start, end in title_spans(text)] == ["《一《二》三》", "《四》"]

from __future__ import annotations

import pytest

from zhenggai.core.reading.contact import find_contact
from zhenggai.core.reading.model import Contact

FULL = Contact("0599-8612047", "云川市渡口路18号整改办公室", "zg@yunchuan.example")


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("", Contact()),
        ("没有联系方式。", Contact()),
        (
            "联系方式：\n电话：0599-8612047；\n邮政信箱：云川市渡口路18号整改办公室；\n电子邮箱：zg@yunchuan.example。",
            FULL,
        ),
        (
            "联系方式:\n电话:0599-8612047;\n邮政信箱:云川市渡口路18号整改办公室;\n电子邮箱:zg@yunchuan.example.",
            FULL,
        ),
        (
            "联系电话：0599-8612047　通信地址：云川市渡口路18号整改办公室　电子邮件：zg@yunchuan.example",
            FULL,
        ),
        (
            "电 话：0599-8612047\n地 址：云川市渡口路18号整改办公室（邮编：350000）\n邮 箱：zg@yunchuan.example",
            FULL,
        ),
        (
            "联系电话0599-8612047，邮寄地址云川市渡口路18号整改办公室，邮编350000，电子信箱zg@yunchuan.example。",
            FULL,
        ),
        (
            "电话：０５９９－８６１２０４７；通讯地址：云川市渡口路18号整改办公室；E-mail：zg＠yunchuan.example",
            FULL,
        ),
        (
            "电话0;邮政信箱:云川市渡口路18号;电子邮箱:zg@a.example。",
            Contact(None, "云川市渡口路18号", "zg@a.example"),
        ),
        (
            "如有意见建议请反映。邮政信箱：云川市渡口路18号整改办公室，邮编350000（请注明“对整改的意见建议”）；电子邮箱：zg@yunchuan.example。",
            Contact(None, "云川市渡口路18号整改办公室", "zg@yunchuan.example"),
        ),
        ("电话：12388", Contact("12388")),
        ("监督举报电话：（0599）8612047（工作日8:30-17:30）", Contact("(0599)8612047")),
        ("联系电话：138 0013 8000", Contact("138 0013 8000")),
        ("电话：8612047", Contact("8612047")),
        ("电话：0599-8612xxx；", Contact()),
        ("电话：0599-86120；", Contact()),
        ("电话：00000000", Contact()),
        ("电话：见公告栏", Contact()),
        ("电子邮箱：zg@yunchuan；", Contact()),
        ("电子邮箱：zg.yunchuan.example；", Contact()),
        ("电子邮箱：@yunchuan.example；", Contact()),
        ("邮政信箱：秦川区B30071号邮政专用信箱；", Contact(None, "秦川区B30071号邮政专用信箱")),
        ("邮政信箱：350000；", Contact()),
        ("邮政信箱：无；", Contact()),
        ("电话：0599-8612047、8612048。", Contact("0599-8612047")),
        ("市委整改办联系电话：0599-8612047。", Contact("0599-8612047")),
    ],
)
def test_contact(text: str, contact: Contact) -> None:
    assert find_contact(text) == contact


def test_a_hotline_in_the_narrative_is_not_the_contact() -> None:
    text = (
        "开通热线电话：12345，受理诉求。"
        + "整改。" * 50
        + "\n欢迎监督。联系方式：\n电话：0599-8612047。"
    )
    assert find_contact(text).phone == "0599-8612047"


def test_the_last_printed_set_counts() -> None:
    text = "联系方式：电话：0599-1111111。\n" + "正文。" * 600 + "\n联系方式：电话：0599-8612047。"
    assert find_contact(text).phone == "0599-8612047"


def test_a_valid_value_behind_a_broken_one_is_taken() -> None:
    assert find_contact("电话：0；\n联系电话：0599-8612047。").phone == "0599-8612047"

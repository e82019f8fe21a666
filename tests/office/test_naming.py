"""Names in a list: separators between them, and those inside the brackets of a title."""

from __future__ import annotations

import pytest

from zhenggai.office import naming


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市住建局、市水务局，市财政局", ["市住建局", "市水务局", "市财政局"]),
        ("何劲松（市政府党组成员、秘书长）、周敏", ["何劲松（市政府党组成员、秘书长）", "周敏"]),
        ("车向阳（市委书记（石岭市、兼））,周敏", ["车向阳（市委书记（石岭市、兼））", "周敏"]),
        ("周敏(副市长, 党组成员); 李明", ["周敏(副市长, 党组成员)", "李明"]),
        # A bracket that is never closed does not swallow the next line.
        ("周敏（副市长\n李明、王伟", ["周敏（副市长", "李明", "王伟"]),
        ("）、周敏、、周敏 、", ["）", "周敏"]),
        ("", []),
    ],
)
def test_a_list_is_split_between_names_only(text, names):
    assert naming.split(text) == names


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("周敏（副市长）", "周敏", "副市长"),
        ("周敏", "周敏", ""),
        ("车向阳（市委书记（石岭市））", "车向阳", "市委书记（石岭市）"),
        ("周敏（副市长", "周敏（副市长", ""),
    ],
)
def test_the_title_stands_in_the_outer_brackets(text, name, title):
    assert naming.holder(text) == naming.Holder(name, title)

from __future__ import annotations

import pytest

from tests.core.directory.known import (
    BARE,
    DIRECTOR,
    FINANCE,
    HOUSING,
    LI,
    PEOPLE,
    VACANT,
    WANG,
    codes,
    doubts,
    judged,
    people,
    person,
    sheet,
)
from zhenggai.core.directory import Change, Verdict
from zhenggai.core.workbook import Workbook


def one(*rows):
    return judged(people(*rows)).people


def test_who_is_here_in_his_post_is_the_same():
    (row,) = one(person("王伟", "市住建局", "局长"))
    assert (row.verdict, row.person, row.post, row.appoint) == (Verdict.SAME, WANG, DIRECTOR, False)


def test_a_new_person_with_a_new_post():
    (row,) = one(person("赵敏", "市财政局", "局长", 职责="负责人", 电话="１３９", 拼音首字母="ZM"))
    assert (row.verdict, row.person, row.unit, row.post) == (Verdict.NEW, 0, FINANCE, None)
    assert (row.duty, row.phone, row.initials, row.appoint) == ("head", "139", "zm", True)


def test_a_vacant_post_is_filled_and_a_held_one_gets_a_sister():
    (row,) = one(person("赵敏", "市财政局", "联络员"))
    assert (row.post, row.appoint) == (VACANT, True)
    assert row.duty == "staff"
    (row,) = one(person("赵敏", "市住建局", "局长"))
    assert (row.post, row.appoint, doubts(row)) == (None, True, ["POST-FURTHER"])


def test_what_changes_is_said():
    (row,) = one(
        person("王伟", "市住建局", "局长", 电话="13900000000", 职责="副职", 账号="wangwei")
    )
    assert row.verdict is Verdict.CHANGE
    assert row.changes == [
        Change("phone", "13800000001", "13900000000"),
        Change("duty", "head", "deputy"),
    ]
    (row,) = one(person("李静", "市住建局", "副局长", 账号="lijing"))
    assert row.changes == [Change("account", "", "lijing")]


def test_one_name_is_not_one_person():
    (row,) = one(person("王伟", "市财政局", "科长"))
    assert (row.verdict, row.person, doubts(row)) == (Verdict.NEW, 0, ["PERSON-ELSEWHERE"])
    for key in ({"电话": "13800000001"}, {"账号": "WangWei"}):
        (row,) = one(person("王伟", "市财政局", "科长", **key))
        assert (row.verdict, row.person) == (Verdict.CHANGE, WANG)


def test_who_has_no_post_yet_is_taken_for_the_one_here():
    (row,) = one(person("魏然", "市财政局", "科长"))
    assert (row.person, doubts(row)) == (BARE, ["PERSON-TAKEN-AS"])


def test_two_posts_of_one_person_in_one_file():
    rows = one(
        person("赵敏", "市财政局", "局长"),
        person("赵敏", "市财政局", "党组书记", 电话="139"),
        person("赵敏", "市住建局", "督导员", 电话="139"),
    )
    assert [row.person for row in rows] == [0, 0, 0]
    assert [row.verdict for row in rows] == [Verdict.NEW, Verdict.CHANGE, Verdict.CHANGE]


def test_two_people_of_one_name_in_one_unit_are_told_by_telephone():
    rows = one(
        person("赵敏", "市财政局", "科长", 电话="1"),
        person("赵敏", "市财政局", "科员", 电话="2"),
        person("赵敏", "市财政局", "秘书"),
    )
    assert [row.person for row in rows[:2]] == [0, 1]
    assert codes(rows[2]) == ["PERSON-TWICE"]


@pytest.mark.parametrize(
    ("given", "code", "cell"),
    [
        ({"name": ""}, "REQUIRED", "A2"),
        ({"unit": ""}, "REQUIRED", "C2"),
        ({"title": ""}, "REQUIRED", "D2"),
        ({"unit": "市财正局"}, "UNIT-UNKNOWN", "C2"),
        ({"unit": "办公室"}, "UNIT-AMBIGUOUS", "C2"),
        ({"职责": "主官"}, "CHOICE", "E2"),
        ({"邮箱": "不是邮箱"}, "EMAIL", "G2"),
        ({"账号": "张 三<b>"}, "ACCOUNT-NAME", "H2"),
        ({"账号": "sys"}, "ACCOUNT-TAKEN", "H2"),
        ({"账号": "wangwei"}, "ACCOUNT-TAKEN", "H2"),
        ({"name": "名" * 61}, "CELL-LONG", "A2"),
        ({"电话": "1" * 41}, "CELL-LONG", "F2"),
    ],
)
def test_a_row_in_error_names_the_cell(given, code, cell):
    values = {"name": "赵敏", "unit": "市财政局", "title": "局长"} | given
    (row,) = one(person(**values))
    assert (row.verdict, codes(row), row.problems[0].cell) == (Verdict.ERROR, [code], cell)


def test_an_account_is_not_exchanged_and_not_opened_twice():
    (row,) = one(person("王伟", "市住建局", "局长", 账号="another"))
    assert codes(row) == ["ACCOUNT-OTHER"]
    rows = one(
        person("赵敏", "市财政局", "局长", 账号="zm"), person("钱进", "市财政局", "科长", 账号="zm")
    )
    assert codes(rows[1]) == ["ACCOUNT-TAKEN"]


def test_twice_in_the_file_and_rows_that_differ():
    rows = one(person("赵敏", "市财政局", "局长"), person("赵敏", "市财政局", "局长"))
    assert codes(rows[1]) == ["IMP-TWICE"]
    rows = one(
        person("王伟", "市住建局", "局长", 邮箱="a@b.cn"),
        person("王伟", "市住建局", "党组书记", 邮箱="c@b.cn"),
    )
    assert codes(rows[1]) == ["IMP-DIFFERS"]


def test_a_unit_of_the_same_file():
    book = Workbook(
        [
            sheet("人员", PEOPLE, person("赵敏", "审计局", "局长"), person("钱进", "坏科", "科长")),
            sheet(
                "单位",
                ("单位名称", "简称", "上级单位"),
                ("市审计局", "审计局", ""),
                ("坏科", "", "无"),
            ),
        ]
    )
    found = judged(book)
    assert found.people[0].unit == 0
    assert codes(found.people[1]) == ["UNIT-IN-ERROR"]
    assert found.people[1].problems[0].refusal.facts["row"] == 3


def test_one_sheet_tells_units_and_people():
    heads = ("姓名", "单位", "上级单位", "职务")
    book = Workbook(
        [
            sheet(
                "名册",
                heads,
                ("赵敏", "督查室", "市财政局", "主任"),
                ("钱进", "督查室", "市财政局", "科员"),
                ("王伟", "市住建局", "云川市", "局长"),
            )
        ]
    )
    found = judged(book)
    assert [(row.name, row.verdict) for row in found.units] == [
        ("督查室", Verdict.NEW),
        ("市住建局", Verdict.SAME),
    ]
    assert [row.unit for row in found.people] == [0, 0, HOUSING]
    assert found.people[2].person == WANG


def test_the_fingerprint_tells_whether_it_would_do_the_same():
    rows = person("赵敏", "市财政局", "局长")
    assert judged(people(rows)).fingerprint() == judged(people(rows)).fingerprint()
    other = person("赵敏", "市财政局", "局长", 电话="1")
    assert judged(people(rows)).fingerprint() != judged(people(other)).fingerprint()
    assert LI not in {row.person for row in judged(people(rows)).people}

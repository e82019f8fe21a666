"""A small present directory and sheets written as lists, for tests of the judge."""

from __future__ import annotations

from uuid import UUID

from zhenggai.core.directory import Known, KnownPerson, KnownPost, KnownUnit, judge
from zhenggai.core.workbook import Row, Sheet, Workbook

UNITS = ("单位名称", "简称", "上级单位")
PEOPLE = ("姓名", "拼音首字母", "单位", "职务", "职责", "电话", "邮箱", "账号")


def uid(number: int) -> UUID:
    return UUID(int=number)


ROOT, HOUSING, WATER, FINANCE, OFFICE_H, OFFICE_F, GONE = (uid(n) for n in range(1, 8))
WANG, LI, BARE = (uid(n) for n in range(101, 104))
DIRECTOR, DEPUTY, VACANT = (uid(n) for n in range(201, 204))

KNOWN = Known(
    units=[
        KnownUnit(ROOT, None, "云川市"),
        KnownUnit(HOUSING, ROOT, "市住房和城乡建设局", "市住建局"),
        KnownUnit(WATER, HOUSING, "市水务集团"),
        KnownUnit(FINANCE, ROOT, "市财政局"),
        KnownUnit(OFFICE_H, HOUSING, "办公室"),
        KnownUnit(OFFICE_F, FINANCE, "办公室"),
        KnownUnit(GONE, ROOT, "市建材局", closed=True),
    ],
    people=[
        KnownPerson(WANG, "王伟", "ww", "13800000001", "", "wangwei"),
        KnownPerson(LI, "李静", "lj"),
        KnownPerson(BARE, "魏然", "wr", "", "", "wei"),
    ],
    posts=[
        KnownPost(DIRECTOR, HOUSING, "局长", "head", WANG),
        KnownPost(DEPUTY, HOUSING, "副局长", "deputy", LI),
        KnownPost(VACANT, FINANCE, "联络员", "liaison"),
    ],
    accounts=frozenset({"wangwei", "wei", "sys"}),
)


def sheet(title: str, *rows: tuple[str, ...], first: int = 1, hidden: int = 0) -> Sheet:
    return Sheet(title, [Row(at, row) for at, row in enumerate(rows, first)], hidden)


def units(*rows: tuple[str, ...]) -> Workbook:
    return Workbook([sheet("单位", UNITS, *rows)])


def people(*rows: tuple[str, ...]) -> Workbook:
    return Workbook([sheet("人员", PEOPLE, *rows)])


def person(name: str, unit: str, title: str, **more: str) -> tuple[str, ...]:
    given = {"姓名": name, "单位": unit, "职务": title, **more}
    return tuple(given.get(heading, "") for heading in PEOPLE)


def judged(book: Workbook):
    return judge(book, KNOWN)


def codes(row) -> list[str]:
    return [problem.refusal.code for problem in row.problems]


def doubts(row) -> list[str]:
    return [problem.refusal.code for problem in row.doubts]

"""Rows for tests, made directly: what a test is about goes through acts, its surroundings need not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from zhenggai.ledger.models import Category, Finding, Measure, Round, RuleSet, Target, TimeNode
from zhenggai.office import flow, search
from zhenggai.office.models import (
    Appointment,
    Duties,
    Duty,
    Group,
    GroupKind,
    Installation,
    Membership,
    Person,
    Post,
    Unit,
    User,
)

PASSWORD = "a long enough password"
NOW = datetime(2026, 6, 12, 1, 0, tzinfo=UTC)


def unit(parent: Unit | None, name: str, **values: Any) -> Unit:
    """A unit as the last child of `parent`."""
    position = Unit.objects.filter(parent=parent).count() + 1
    path = f"{parent.path if parent else ''}{position:04d}"
    made = Unit.objects.create(parent=parent, name=name, position=position, path=path, **values)
    search.keep([made])
    return made


def person(username: str, name: str, *, admin: str = "") -> User:
    """A person with an account."""
    made = None if admin else Person.objects.create(name=name, initials=username[:3])
    user = User(username=username, person=made, admin=admin)
    user.set_password(PASSWORD)
    user.save()
    return user


def post(holder: User, unit: Unit, title: str, duty: str) -> Post:
    """A post with its holder."""
    made = Post.objects.create(unit=unit, title=title, duty=duty)
    Appointment.objects.create(person=holder.person, post=made)
    return made


def group(kind: str, unit: Unit, *members: User) -> Group:
    """A standing group with members."""
    made = Group.objects.create(kind=kind, name=kind, unit=unit)
    for member in members:
        Membership.objects.create(group=made, person=member.person)
    return made


def city(shape: Any) -> Any:
    """The city of conftest."""
    Installation.objects.create(made_at=NOW)
    root = unit(None, "云川市")
    housing = unit(root, "市住房和城乡建设局", short_name="市住建局")
    water = unit(housing, "市水务集团")
    finance = unit(root, "市财政局")
    discipline = unit(root, "市纪委监委机关")
    users = {
        name: person(name, full, admin=admin)
        for name, full, admin in (
            ("wei", "魏然", ""),
            ("lin", "林晓", ""),
            ("he", "何劲松", ""),
            ("zhou", "周敏", ""),
            ("zhao", "赵启明", ""),
            ("ma", "马兰", ""),
            ("song", "宋歌", ""),
            ("sys", "", Duties.SYSTEM),
            ("sec", "", Duties.SECURITY),
            ("aud", "", Duties.AUDIT),
        )
    }
    posts = {
        "wei": post(users["wei"], root, "整改办主任", Duty.STAFF),
        "lin": post(users["lin"], housing, "联络员", Duty.LIAISON),
        "he": post(users["he"], housing, "局长", Duty.HEAD),
        "zhou": post(users["zhou"], root, "副市长", Duty.LEADER),
        "zhao": post(users["zhao"], discipline, "室主任", Duty.STAFF),
        "ma": post(users["ma"], water, "联络员", Duty.LIAISON),
        "song": post(users["song"], finance, "联络员", Duty.LIAISON),
    }
    group(GroupKind.OFFICE, root, users["wei"])
    group(GroupKind.SUPERVISION, root, users["zhao"])
    # A vice mayor's post lies in the root unit, from which everything is seen; so is the office's.
    return shape(root, housing, water, finance, discipline, posts, users)


def round_of(unit: Unit, **values: Any) -> Round:
    """A round of `unit` with the three nodes and four targets."""
    made = Round.objects.create(
        inspected_unit=unit,
        inspected_body=unit.name,
        term="九届省委",
        ordinal="第五轮",
        rule_set=RuleSet.objects.filter(origin="inspection").last(),
        **values,
    )
    flow.put_reach([made])
    for position, (name, due) in enumerate(
        (("5月初", date(2026, 5, 8)), ("年底", date(2026, 12, 31)), ("长期", None)), 1
    ):
        TimeNode.objects.create(round=made, name=name, due_on=due, position=position)
    for position, (key, label) in enumerate(
        (
            ("completed", "整改完成"),
            ("interim_result", "取得阶段性成果"),
            ("marked_effect", "取得明显成效"),
            ("long_term", "长期推进"),
        ),
        1,
    ):
        Target.objects.create(round=made, key=key, name=label, position=position)
    return made


def finding(round_: Round, number: int, wording: str, **values: Any) -> Finding:
    """A finding in the round's one category."""
    category, _ = Category.objects.get_or_create(
        round=round_, number="一", defaults={"heading": "落实中央和省委部署有差距", "position": 1}
    )
    made = Finding.objects.create(
        round=round_, category=category, number=number, wording=wording, **values
    )
    search.keep([made])
    return made


def measure(finding: Finding, number: int, title: str, **values: Any) -> Measure:
    """A measure of the finding, with its reach."""
    values.setdefault("text", f"{title}。")
    values.setdefault("changed_at", NOW)
    made = Measure.objects.create(
        round_id=finding.round_id,
        finding=finding,
        finding_number=finding.number,
        number=number,
        title=title,
        **values,
    )
    flow.put_reach([made])
    search.keep([made])
    return made

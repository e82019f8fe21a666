"""A large ledger, laid in bulk: units in three levels, findings in five categories, three measures each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhenggai.ledger.models import Category, Finding, Measure, Round, RuleSet, Target, TimeNode
from zhenggai.office import flow, search
from zhenggai.office.models import (
    Appointment,
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

NOW = datetime(2026, 6, 12, 1, 0, tzinfo=UTC)
TODAY = date(2026, 6, 12)
BATCH = 2_000
PLACES = (
    "东河",
    "西岭",
    "南坪",
    "北苑",
    "清水",
    "石桥",
    "白云",
    "青山",
    "金沙",
    "柳林",
    "长乐",
    "永安",
    "新安",
    "和平",
    "太平",
    "兴隆",
)
KINDS = (
    "住建",
    "财政",
    "水务",
    "教育",
    "卫健",
    "民政",
    "交通",
    "文旅",
    "农业",
    "环保",
    "应急",
    "审计",
)
MATTERS = (
    "老旧小区供水管网改造",
    "物业维修资金使用",
    "养老服务设施建设",
    "污水直排整治",
    "乡村公路养护",
    "校外培训监管",
    "医保基金使用",
    "工程招标投标",
    "政府采购程序",
    "闲置资产处置",
)
FAULTS = (
    "进度缓慢",
    "制度不健全",
    "监管不到位",
    "底数不清",
    "责任压得不实",
    "资金拨付滞后",
    "长效机制缺失",
    "群众反映强烈",
)
ACTS = (
    "摸清底数并建立清单",
    "修订管理办法",
    "完成问题清退",
    "开展专项检查",
    "建立月度通报制度",
    "按序时推进改造",
    "公开办理结果",
    "组织业务培训",
)


@dataclass
class Laid:
    """What the bench asks for."""

    round: Round
    coordinator: User
    liaison: User
    leader: User
    head: User
    units: list[Unit]


def _units(many: int) -> list[Unit]:
    root = Unit(name="云川市", path="0001", position=1)
    made = [root]
    bureaus = max(1, many // 20)
    for at in range(1, bureaus + 1):
        name = f"市{KINDS[at % len(KINDS)]}局{at}"
        made.append(Unit(parent=root, name=name, path=f"0001{at:04d}", position=at))
    for at in range(many - len(made)):
        above = made[1 + at % bureaus]
        position = at // bureaus + 1
        name = f"{PLACES[at % len(PLACES)]}{above.name[1:]}{position}科"
        made.append(
            Unit(parent=above, name=name, path=f"{above.path}{position:04d}", position=position)
        )
    Unit.objects.bulk_create(made, batch_size=BATCH)
    search.keep(made)
    return made


def _person(username: str, name: str) -> User:
    person = Person.objects.create(name=name, initials=username)
    user = User(username=username, person=person)
    user.set_unusable_password()
    user.save()
    search.keep([person])
    return user


def _own(user: User) -> UUID:
    if user.person_id is None:
        raise LookupError(user)
    return user.person_id


def _post(user: User, unit: Unit, title: str, duty: str) -> Post:
    post = Post.objects.create(unit=unit, title=title, duty=duty)
    Appointment.objects.create(person_id=_own(user), post=post)
    return post


def _round(root: Unit) -> Round:
    made = Round.objects.create(
        inspected_unit=root,
        inspected_body=root.name,
        term="九届省委",
        ordinal="第五轮",
        feedback_on=date(2026, 1, 16),
        rule_set=RuleSet.objects.filter(origin="inspection").last(),
    )
    flow.put_reach([made])
    search.keep([made])
    nodes = (("5月初", date(2026, 5, 8)), ("年底", date(2026, 12, 31)), ("长期", None))
    for at, (name, due) in enumerate(nodes, 1):
        TimeNode.objects.create(round=made, name=name, due_on=due, position=at)
    for at, (key, label) in enumerate(Target.Key.choices, 1):
        Target.objects.create(round=made, key=key, name=str(label), position=at)
    for at, number in enumerate("一二三四五", 1):
        Category.objects.create(
            round=made, number=number, heading=f"{KINDS[at]}领域落实部署有差距", position=at
        )
    return made


def _findings(round_: Round, many: int, dice: random.Random) -> list[Finding]:
    categories = list(round_.categories.all())
    made = [
        Finding(
            round=round_,
            category=categories[at * len(categories) // many],
            number=at + 1,
            wording=f"{dice.choice(PLACES)}{dice.choice(MATTERS)}{dice.choice(FAULTS)}，{dice.choice(FAULTS)}",
        )
        for at in range(many)
    ]
    Finding.objects.bulk_create(made, batch_size=BATCH)
    search.keep(made)
    return made


def _measure(
    finding: Finding, number: int, dice: random.Random, units: list[Unit], posts: list[Post]
) -> Measure:
    status = dice.choices(
        ("draft", "planned", "in_progress", "submitted", "reviewed", "verified", "closed"),
        (4, 4, 40, 6, 4, 2, 40),
    )[0]
    due = TODAY + timedelta(days=dice.randrange(-120, 240)) if dice.random() < 0.85 else None
    nodes, targets = list(finding.round.nodes.all()), list(finding.round.targets.all())
    what = f"{dice.choice(PLACES)}{dice.choice(MATTERS)}：{dice.choice(ACTS)}"
    return Measure(
        round_id=finding.round_id,
        finding=finding,
        finding_number=finding.number,
        number=number,
        title=what,
        text=f"{what}。由牵头单位会同有关单位制定计划，明确责任人和完成时限，逐项对账销号。",
        criterion=f"{dice.randrange(3, 60)}项任务完成并通过验收",
        status=status,
        node=dice.choice(nodes) if dice.random() < 0.95 else None,
        target=dice.choice(targets),
        due_on=due,
        original_due_on=due,
        pace=dice.choice(("immediate", "staged", "continuous", "")),
        lead_unit=dice.choice(units) if dice.random() < 0.97 else None,
        lead_leader=dice.choice(posts),
        closed_at=NOW if status == "closed" else None,
        first_closed_at=NOW if status == "closed" else None,
        changed_at=NOW - timedelta(hours=dice.randrange(0, 3000)),
    )


def _helpers(measures: list[Measure], units: list[Unit], dice: random.Random) -> None:
    """Two responsible units each, and the reach of all rows."""
    through = Measure.responsible_units.through
    links = [
        through(measure_id=one.pk, unit_id=unit.pk)
        for one in measures
        for unit in dice.sample(units, 2)
    ]
    through.objects.bulk_create(links, batch_size=BATCH)
    flow.put_reach(measures)


@transaction.atomic
def lay(findings: int, each: int, units: int) -> Laid:
    """Lay a round of `findings` findings with `each` measures each over `units` units; the same every time."""
    dice = random.Random(7)  # noqa: S311 - no secret, only the same rows every time
    Installation.objects.get_or_create(defaults={"made_at": NOW})
    tree = _units(units)
    coordinator, liaison = _person("wei", "魏然"), _person("lin", "林晓")
    head = _person("he", "何劲松")
    _post(coordinator, tree[0], "整改办主任", Duty.STAFF)
    _post(liaison, tree[1], "联络员", Duty.LIAISON)
    _post(head, tree[1], "局长", Duty.HEAD)
    leading = [_person(f"l{at}", f"周{'敏晨岩宁'[at % 4]}{at}") for at in range(12)]
    leaders = [_post(one, tree[0], "副市长", Duty.LEADER) for one in leading]
    group = Group.objects.create(kind=GroupKind.OFFICE, name="综合组", unit=tree[0])
    Membership.objects.create(group=group, person_id=_own(coordinator))
    round_ = _round(tree[0])
    # One copy of nodes and targets for all rows.
    round_ = Round.objects.prefetch_related("nodes", "targets").get(pk=round_.pk)
    rows = _findings(round_, findings, dice)
    measures = [
        _measure(finding, number, dice, tree[1:], leaders)
        for finding in rows
        for number in range(1, each + 1)
    ]
    Measure.objects.bulk_create(measures, batch_size=BATCH)
    _helpers(measures, tree, dice)
    for at in range(0, len(measures), BATCH):
        search.keep(measures[at : at + BATCH])
    return Laid(round_, coordinator, liaison, leading[0], head, tree)

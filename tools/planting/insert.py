"""Puts invented statements into texts: at the end of measures, one place after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from random import Random

from tools.planting.alone import statements as alone
from tools.planting.invented import lists, parts, shares, states, sums
from tools.planting.model import Invented, Planted, Text

_LEADS = ("", "截至目前，", "今年以来，", "通过集中整治，", "整改期间，")
# A notice that states no figure of its own, so that nothing can be compared with it but what is put in.
BARE = Text(
    "bare",
    """中共松岭县水利局党组关于县委巡察整改进展情况的通报

2023年3月1日至4月20日，县委第二巡察组对县水利局党组开展了常规巡察。2023年6月8日，县委第二巡察组反馈了巡察意见。现将整改进展情况公布如下。

一、聚焦河湖管护方面

1.针对“巡河走过场，发现问题不交办”的问题，主要从两个方面抓好整改。①压实巡河责任。把巡河轨迹与绩效挂钩。②健全交办机制。对巡河发现的问题当天交办、限期反馈。

2.针对“采砂监管不严”的问题，主要从两个方面抓好整改。①严格现场监管。实行人防与技防结合。②强化部门联动。与公安、交通部门共享线索。

二、聚焦队伍作风方面

3.针对“服务群众不主动”的问题，主要从两个方面抓好整改。①推行上门服务。在灌溉季到田间现场办公。②公开办事流程。在大厅张贴办事指南。

欢迎广大干部群众监督。联系电话：0599-8612047；电子邮箱：slsl@songling.example。

中共松岭县水利局党组
2023年12月5日
""",
)
_EACH = 2


def places(texts: Sequence[Text], random: Random) -> Iterator[Planted]:
    """Every invented statement in the bare notice and in some of the texts, at the end of one of their measures."""
    hosts = [one for one in texts if len(one.text) < 5000 and one.paper.measures] or [BARE]
    for _ in range(_EACH):
        for one in _all(random):
            for host in (BARE, random.choice(hosts)):
                yield from put_in(host, one, random)


def _all(random: Random) -> Iterable[Invented]:
    yield from sums.statements(random)
    yield from states.statements(random)
    yield from shares.statements(random)
    yield from parts.statements(random)
    yield from lists.statements(random)
    yield from alone()


def put_in(host: Text, one: Invented, random: Random) -> Iterator[Planted]:
    """One statement at the end of a random measure."""
    ends = _ends(host)
    if not ends:
        return
    at, lead = random.choice(ends), random.choice(_LEADS)
    base = ((at, at, f"{lead}{one.true}。"),)
    for words, done in one.wrong:
        edit = (at, at, f"{lead}{words}。")
        said = f"{words} ({done})"
        yield Planted(one.rule, f"+ {one.form}", host, (edit,), said, one.also, base)


@lru_cache(maxsize=64)
def _ends(host: Text) -> list[int]:
    """Behind the full stop that ends a measure."""
    text = host.text
    found = {text.rfind("。", one.start, one.end + 1) + 1 for _, one in host.paper.measures}
    return sorted(found - {0})

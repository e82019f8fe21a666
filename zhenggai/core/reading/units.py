"""What a printed number can count or measure: units with their kind, as data."""

from __future__ import annotations

import re

# The contract counts 亩 (2.1万亩 is kind "count"); true measures of area and length follow.
COUNT_UNITS = (
    "组次 人次 个次 条次 处次 场次 件次 批次 户次 家次 台次 车次 起次 "
    "人 名 位 家 户 个 项 件 起 条 处 次 篇 份 所 座 辆 台 套 期 场 组 批 轮 类 种 支 宗 笔 例 "
    "封 部 本 册 张 块 幅 片 株 棵 头 只 艘 架 栋 幢 间 床 门 节 页 字 盏 根 口 眼 道 段 对 "
    "首 基 集 卷 箱 瓶 袋 盒 桶 羽 尾 匹 幕 "
    "班次 课时 学时 亩 亩次 方面 人份 榜 堂 课 站 班 单 单位 镇街 乡镇"
)
AREA_UNITS = "平方公里 平方千米 平方米 平米 公顷 ㎡ m²"
LENGTH_UNITS = "公里 千米 米 延米 km"
MONEY_UNITS = "元 元人民币 美元 欧元 港元 港币 日元 英镑 块钱"
SHARE_UNITS = "% ‰"
# Measures that are neither of these; durations only where the word cannot be a date.
OTHER_UNITS = (
    "立方米 立方 吨 万吨公里 公斤 千克 克 升 毫克 千瓦时 千瓦 兆瓦 度电 个月 个工作日 个小时 个学时 "
    "工作日 小时 分钟 秒 天 周岁 岁 倍 个百分点 百分点 分 折 公顷次 标准箱 马力 摄氏度"
)
# Whole things: 1.3家 after a line start is the mark "1." and 3家.
WHOLE_UNITS = frozenset("人名位家户个项件起条处次篇份所座辆台套期场组批轮类支宗笔例封部本册张棵株")


def _kinds() -> dict[str, str]:
    """Unit → kind of the figure."""
    table: dict[str, str] = {}
    for kind, units in (
        ("other", OTHER_UNITS),
        ("count", COUNT_UNITS),
        ("area", AREA_UNITS),
        ("length", LENGTH_UNITS),
        ("money", MONEY_UNITS),
        ("share", SHARE_UNITS),
    ):
        table.update(dict.fromkeys(units.split(), kind))
    return table


UNIT_KINDS = _kinds()
# With these behind it a unit is the beginning of another word (5部门, 3场所).
_OTHER_WORDS = {
    "部": "门委级队",
    "场": "所地",
    "课": "程题",
    "班": "子级长组",
    "单": "位元",
    "组": "织",
    "种": "植",
    "期": "间限",
    "台": "账",
    "天": "然",
    "道": "路",
    "站": "点",
    "对": "照接应",
}


def _alternative(unit: str) -> str:
    """One unit as a pattern that does not take the head of a longer word."""
    behind = _OTHER_WORDS.get(unit)
    return re.escape(unit) + (f"(?![{behind}])" if behind else "")


UNIT_PATTERN = "|".join(_alternative(unit) for unit in sorted(UNIT_KINDS, key=len, reverse=True))
# Chinese numerals stand in many words that count nothing; only these units make them a count.
CHINESE_UNIT_PATTERN = (
    "人次|个月|个工作日|平方米|公里|小时|美元|元|"
    "个|项|条|名|人|家|件|次|类|轮|起|份|所|座|辆|场|批|篇|处|户|种|支|亩|套|张|天|倍"
)
# Fixed phrases that begin with a Chinese numeral and a unit, and count nothing.
IDIOMS = re.compile(
    "两个维护|四个意识|四个自信|两个确立|四个全面|四个服从|三个区分开来|四个不摘|两个责任|两个毫不动摇|"
    "八项规定|十项规定|六项纪律|三项机制|四种形态|"
    "五个必由之路|两个一百年|三个务必|两个结合|四个伟大|六个坚持|七个有之|五个必须|四个敢于|"
    "四套班子|五套班子|四处(?:奔走|走访|打听|联系)|八个必须|十个坚持|"
    "三个一批|五个一批|三个转变|[二三四五]类(?:水|区域|用地|以上水)"
)

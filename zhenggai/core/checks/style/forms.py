"""Forms that the standards for punctuation (GB/T 15834) and numerals (GB/T 15835) do not allow, as data.

Every row is a code, the text it is matched on (`text` as printed, `norm` with half-width marks) and a pattern. Patterns
begin with the characters that can open a match, so that the engine skips the rest at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN = "\u4e00-\u9fff"
_NUMBER = r"\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of slip. `printed` tells whether it is looked for in the text as printed."""

    code: str
    pattern: re.Pattern[str]
    printed: bool


def _form(code: str, pattern: str, *, printed: bool = False) -> Form:
    return Form(code, re.compile(pattern), printed)


FORMS: tuple[Form, ...] = (
    _form("wording.wide-digits", "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+", printed=True),
    _form("wording.double", "[,、;:。][,、;:。]+"),
    _form("wording.quotes", rf'"(?:(?=[{HAN}])|(?<=[{HAN}].))', printed=True),
    _form("wording.ellipsis", "…(?<!…….)(?<!….)(?!…)|\\.\\.\\.+|。。。+", printed=True),
    _form("wording.dash", rf"-{{2,6}}(?=[{HAN}“])", printed=True),
    # 三、四个: neighbouring figures that say "about" stand without a mark; a heading 三、四个… is none.
    _form(
        "wording.about",
        "(?:一、二|二、三|两、三|三、四|三、五|四、五|五、六|六、七|七、八|八、九)(?<![\n\r。;第一二三四五六七八九十百千、 ]...)"
        "(?<!^...)[十百千万]?(?:个|天|次|名|人|家|件|项|条|种|座|辆|起|处|位|份|年(?!级|期))(?!级|类|季)",
    ),
    _form(
        "wording.redundant",
        rf"(?:约|近|将近|接近|大概){_NUMBER}[万亿千百]?(?:[余多]|[{HAN}]{{0,5}}?(?:左右|上下))"
        rf"|(?:超过|超|逾|突破|不少于|至少|不低于|多于){_NUMBER}[万亿千百]?(?:[余多]|[{HAN}]{{0,5}}?(?:以上|左右))"
        rf"|[余多](?<=\d.)[{HAN}]{{0,5}}?(?:以上|左右|上下)",
    ),
    _form(
        "wording.range",
        rf"\d(?<![\d.].)(?:\d{{0,8}}(?:\.\d{{1,4}})?)[-~至到]{_NUMBER}(?:%|[万亿](?=[元人亩户吨名家]))",
    ),
    _form(
        "wording.zero",
        "[一二][零○九][零○〇一二三四五六七八九]{2}年(?<=[零○]...|.[零○]..|..[零○].)",
        printed=True,
    ),
    _form("wording.short-year", r"[012]\d年(?<![\d近第余满]...)(?=\d{1,2}月)"),
    _form(
        "wording.mixed-date",
        r"\d{4}年[一二三四五六七八九十]{1,3}月|\d月[一二三四五六七八九十]{1,3}日"
        r"|[〇零一二三四五六七八九](?=[〇零一二三四五六七八九]{2}年\d)[〇零一二三四五六七八九]{2}年\d{1,2}月",
    ),
    _form(
        "wording.mark",
        r"\n *(?:\([一二三四五六七八九十\d]{1,3}\)|[①-⑳])[、.,]|\n *\d{1,2}、|[一二三四五六七八九十]是[、,:]",
    ),
    _form("wording.joined", "》、《|”、“"),
    _form(
        "wording.scale",
        r"\d[百千](?:[余多])?(?=[个人名家户元件亩次条吨位处座万份本册株辆]|公里|平方米)",
    ),
)
# Half-width marks that touch Chinese, and their full-width kin.
HALF = re.compile(rf"[,;:!?](?:(?<=[{HAN}”》）].)|(?=[{HAN}“《]))|\((?=[{HAN}])|\)(?<=[{HAN}].)")
FULL = re.compile("[，；：！？（）]")
# Two ways of writing one kind of unit.
SYMBOLS = re.compile(r"\d ?(?:km²|km|㎡|m²|m2|kg|cm|mm|hm²|m)(?![A-Za-z\d])")
NAMED = re.compile("[\\d万亿余多](?:平方公里|平方千米|平方米|公里|千米|公斤|千克|厘米|公顷|米)")
PERCENT = re.compile(r"\d[%％]")
SAID = re.compile("百分之[一二三四五六七八九十零点两\\d]+")
# Words that are written with another character, and how.
SLIPS: dict[str, str] = {
    "截止目前": "截至目前",
    "截止今": "截至今",
    "截止到": "截至",
    "台帐": "台账",
    "帐户": "账户",
    "帐目": "账目",
    "挂帐": "挂账",
    "布署": "部署",
    "座落": "坐落",
    "既使": "即使",
    "防犯": "防范",
    "松驰": "松弛",
    "震憾": "震撼",
    "再接再励": "再接再厉",
    "一如即往": "一如既往",
    "按步就班": "按部就班",
    "融汇贯通": "融会贯通",
    "群众反应强烈": "群众反映强烈",
    "反应强烈的问题": "反映强烈的问题",
    "责无旁代": "责无旁贷",
    "不径而走": "不胫而走",
    "通迅": "通讯",
    "幅射": "辐射",
    "渡假": "度假",
    "追朔": "追溯",
    "杀手涧": "杀手锏",
}
# The same characters at the seam of two words are no slip: 预防犯罪, 公布署名, 既使用…又…, 三台帐篷.
SLIP = re.compile(
    "|".join(one for one in SLIPS if one not in ("防犯", "布署", "既使", "台帐", "挂帐"))
    + "|防犯(?!罪)|布署(?<![公发颁宣]..)|既使(?!用|得)|[台挂]帐(?!篷)"
    + r"|截止(?=\d{1,4}[年月])"
)

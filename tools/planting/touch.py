"""Plants shares beyond the whole and addresses that nobody can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.planting.model import FIGURES, Planted, Text

# A share of something: not growth, not what a plan may be overfulfilled by.
_SHARE = re.compile(
    r"(?:合格率|优良率|覆盖率|入住率|知晓率|满意率|满意度|达标率|结案率|办结率|整改完成率|漏损率|支出率|记录率|比重|占比|"
    r"占)[^，。；、%\n《》]{0,8}?(?P<n>\d{1,2}(?:\.\d+)?|100)%"
)
_CHANGED = re.compile(
    r"(?:率|比重|比例|占比|权重)(?:由|从)[\d.]+%(?:提高|提升|下降|降|升)[到至](?P<n>\d{1,2}(?:\.\d+)?)%"
)
_NO_SHARE = re.compile("增长|增速|任务|计划|目标|同比|提升|下降")
_PHONE = re.compile(r"(?:电话|热线)[:：]?(?P<n>\d{3,4}-\d{7,8})(?!\d)")
_MAIL = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_BOX = re.compile(r"(?:邮政信箱|通信地址|邮寄地址|联系地址)[:：](?P<n>[^；;。\n（(]{6,60})")


def shares(text: Text) -> Iterator[Planted]:
    """Every stated share raised over the whole, and made negative."""
    body, closing = text.paper.body, text.paper.closing
    for match in (
        *_SHARE.finditer(text.text, body, closing),
        *_CHANGED.finditer(text.text, body, closing),
    ):
        clause = text.text[max(0, match.start() - 12) : match.end()]
        if _NO_SHARE.search(clause):
            continue
        whole, _, rest = match["n"].partition(".")
        tail = f".{rest}" if rest else ""
        forms = (f"1{whole.zfill(2)}{tail}" if whole != "100" else "101", f"-{match['n']}", "130.5")
        for form in forms:
            edit = (*match.span("n"), form)
            done = f"{match[0]} becomes {form}%"
            yield Planted("share-range", "stated share", text, (edit,), done, FIGURES)


def contacts(text: Text) -> Iterator[Planted]:
    """Telephone numbers, addresses of mail and post boxes of the notice, broken."""
    paper = text.paper
    for match in _PHONE.finditer(text.text, paper.start, paper.end):
        area, _, number = match["n"].partition("-")
        for form in (
            f"{area}-{number[:-4]}",
            "0",
            f"{area}-{number}123",
            f"{area}-{number[:3]}",
            "1",
        ):
            edit = (*match.span("n"), form)
            yield Planted("contact", "telephone", text, (edit,), f"{match['n']} becomes {form}")
    for match in _MAIL.finditer(text.text, paper.start, paper.end):
        name, host = match["name"], match["host"]
        lost = host.partition(".")[0]
        for form in (f"{name}{host}", f"{name}@{lost}", f"{name}@@{host}", f"@{host}", f"{name}#{host}",
                     f"{name}@.{lost}", f"{name}@{host.replace('.', ',')}", f"{name}@"):  # fmt: skip
            yield Planted("contact", "mail", text, ((*match.span(), form),), f"{match[0]} → {form}")
    for match in _BOX.finditer(text.text, paper.start, paper.end):
        edit = (*match.span("n"), "0")
        yield Planted("contact", "post box", text, (edit,), f"{match['n']} becomes 0")

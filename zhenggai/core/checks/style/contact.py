"""A telephone, post box or e-mail that cannot be one, in the closing lines of a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhenggai.core.checks.model import WARNING, Fact, Found, Issue, Rule
from zhenggai.core.checks.paper import Paper
from zhenggai.core.checks.style.phones import can_be_dialled

_REGION = 1500
_BEHIND = 400
_FIELD = re.compile(
    "(?P<label>(?P<email>电子邮箱|电子信箱|电子邮件|[Ee]-?mail|邮 {0,4}箱(?!地址))"
    "|(?P<phone>(?:联系|监督|举报|咨询|反映|受理|值班|办公|服务|投诉)?电 {0,4}话|(?:监督|举报|咨询|服务|新闻|投诉)热线|传真|[Tt][Ee][Ll])"
    "|(?P<mailbox>邮政(?:专用)?信箱|(?:通[信讯]|联系|邮寄|来信|信件|信函|收信|邮箱|办公)?地 {0,4}址|举报信箱|信 {0,4}箱)"
    "|(?P<postcode>邮政编码|邮编))"
    r"(?:\([^()\n]{0,16}\))? {0,4}(?::[ ]{0,4}|(?=[\d(+@]|[A-Za-z]))"
)
_VALUE_END = re.compile("[;。\n]")
_NOTE = re.compile(r"\([^()\n]*[\u4e00-\u9fff:][^()\n]*\)")
_NUMBER = re.compile(r"[+(]?\d[\d()\-*×Xx]*(?: [\d()\-*×Xx]+)*")
_NOT_A_NUMBER = re.compile(r"[+(]?\d[\d()\-*×Xx]*(?: [\d()\-*×Xx]+)*")
_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9_%+-]|\.(?!\.)){0,63}(?<!\.) ?@ ?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}(?P<top>[A-Za-z]{2,24})"
)
_ADDRESS = re.compile(r"[!-+\--~\uff20\uff3f][!-+\--~\uff20\uff3f ]*")
# Ends of addresses that are slips of the hand.
_NO_TOP = frozenset(
    ("con", "cmo", "ocm", "comn", "vom", "xom", "cpm", "cn1", "cnn", "ney", "nett", "comm")
)
_HAN = re.compile("[\u4e00-\u9fff]")
_POSTCODE = re.compile(r"\d[\d ]*")


def find(paper: Paper, start: int, end: int) -> Iterator[Found]:
    """Every labelled value of the closing lines that nobody could write to or dial."""
    begin = max(paper.body, min(paper.closing, paper.end) - 1)
    if paper.closing >= paper.end:
        begin = max(paper.body, paper.end - _REGION)
    finish = min(len(paper.norm), max(paper.end, begin + _REGION), paper.end + _BEHIND)
    fields = list(_FIELD.finditer(paper.norm, begin, finish))
    for index, field in enumerate(fields):
        following = fields[index + 1].start() if index + 1 < len(fields) else finish
        stop = _VALUE_END.search(paper.norm, field.end(), following)
        value = (field.end(), stop.start() if stop else following)
        if stop is None and not paper.norm[slice(*value)].strip():
            continue
        wrong = _wrong(paper.norm, field, value)
        if wrong is not None:
            yield _issue(paper, field, *wrong)


def _wrong(
    norm: str, field: re.Match[str], value: tuple[int, int]
) -> tuple[str, tuple[int, int]] | None:
    """What is wrong with a value and where; None where nothing is."""
    start, end = value
    kind = next(name for name in ("email", "phone", "mailbox", "postcode") if field[name])
    if not norm[start:end].strip(" ,、()"):
        return "empty", field.span("label")
    if kind == "phone":
        return _phone(norm, start, end)
    if kind == "email":
        return _email(norm, field, start, end)
    if kind == "postcode":
        return _postcode(norm, start, end)
    return _mailbox(norm, start, end)


def _phone(norm: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """The first number that cannot be dialled; words such as 未公布 are no number."""
    notes = [match.span() for match in _NOTE.finditer(norm, start, end)]
    seen = False
    for match in _NUMBER.finditer(norm, start, end):
        at, until = match.start(), match.start() + len(match.group().rstrip("-( "))
        noted = any(a <= at < b for a, b in notes)
        told = _NOT_A_NUMBER.match(norm, until) or norm[at - 1 : at] in ("转", ":", "机")
        if noted or (told and not (norm[at - 1 : at] == ":" and at == start)):
            continue
        short = until - at <= 4 and seen
        if not short and not can_be_dialled(norm[at:until]):
            return "phone", (at, until)
        seen = True
    return None


def _email(
    norm: str, field: re.Match[str], start: int, end: int
) -> tuple[str, tuple[int, int]] | None:
    """An address without its parts; words in its place are an address by post or say that there is none."""
    found = _ADDRESS.search(norm, start, end)
    if found is None or not re.search("[A-Za-z0-9]", found.group()):
        return None
    words = found.group().rstrip(" .,)(").replace("\uff20", "@")
    by_post = _HAN.search(norm, start, found.start()) and "@" not in words
    if by_post or (_HAN.search(norm, found.end(), end) and not re.search("[@#.]", words)):
        return None
    address = _EMAIL.fullmatch(words)
    if address is not None and address["top"].lower() not in _NO_TOP:
        return None
    return "email", (found.start(), found.start() + len(words))


def _mailbox(norm: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """An address by post has words."""
    words = re.sub(r"\([^()]*\)?", "", norm[start:end]).strip(" ,、")
    if len(_HAN.findall(words)) >= 2 or "@" in words or "http" in words or "www" in words:
        return None
    if _HAN.search(words) and not re.search(r"\d", words):
        return None
    at = max(start, norm.find(words, start, end))
    return "mailbox", (at, at + max(1, len(words)))


def _postcode(norm: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    """Six digits, of which the first two name a province."""
    found = _POSTCODE.search(norm, start, end)
    if found is None:
        return None
    digits = found.group().replace(" ", "")
    if len(digits) == 6 and "01" <= digits[:2] <= "86":
        return None
    return "postcode", (found.start(), found.start() + len(found.group().rstrip()))


def _issue(paper: Paper, field: re.Match[str], kind: str, span: tuple[int, int]) -> Issue:
    start, end = span
    facts: dict[str, Fact] = {
        "label": paper.text[slice(*field.span("label"))],
        "value": paper.text[start:end],
    }
    return Issue("contact", WARNING, start, end, f"contact.{kind}", facts)


RULE = Rule("contact", (WARNING,), find)

"""How the public can answer: telephone, postal address and e-mail, each only where it can be one."""

from __future__ import annotations

import re
from itertools import islice

from zhenggai.core.reading.model import Contact

_WIDE = str.maketrans("０１２３４５６７８９－—–（）．：，；\uff20\u2010", "0123456789---().:,;@-")
_GAP = "[ \\t\\u3000]{0,4}"


def _label(*words: str) -> str:
    """A printed label; its characters may be set apart by spaces (电 话)."""
    return "|".join(_GAP.join(map(re.escape, word)) for word in words)


_PHONE_LABEL = _label(
    "联系电话",
    "监督电话",
    "举报电话",
    "咨询电话",
    "反映电话",
    "受理电话",
    "值班电话",
    "办公电话",
    "监督热线",
    "举报热线",
    "咨询热线",
    "服务热线",
    "新闻热线",
    "来电",
    "电话",
    "Tel",
    "TEL",
)
_MAILBOX_LABEL = _label(
    "邮政信箱",
    "邮政专用信箱",
    "通信地址",
    "通讯地址",
    "联系地址",
    "邮寄地址",
    "来信地址",
    "信件地址",
    "信函地址",
    "收信地址",
    "邮箱地址",
    "办公地址",
    "地址",
    "信箱",
)
_EMAIL_LABEL = _label(
    "电子邮箱", "电子信箱", "电子邮件", "邮箱", "E-mail", "Email", "email", "e-mail"
)
_POSTCODE_LABEL = _label("邮政编码", "邮编")
_OTHER_LABEL = _label("联系人", "收件人", "联系方式", "传真", "受理时间", "工作时间", "来信请注明")

_FIELD = re.compile(
    rf"(?<![一-鿿A-Za-z0-9])(?:(?P<email>{_EMAIL_LABEL})|(?P<phone>{_PHONE_LABEL})|(?P<mailbox>{_MAILBOX_LABEL})"
    rf"|(?P<postcode>{_POSTCODE_LABEL})|(?P<other>{_OTHER_LABEL}))(?:[（(][^（）()\n]{{0,16}}[）)])?{_GAP}[:：为是]?{_GAP}"
)
# A label that runs on from a word before it still counts where a colon follows (市委整改办联系电话：).
_RUN_ON = re.compile(
    rf"(?P<phone>{_PHONE_LABEL})(?:[（(][^（）()\n]{{0,16}}[）)])?{_GAP}[:：]{_GAP}"
)
_ANCHOR = re.compile(
    "联系方式|如有意见|意见建议|欢迎[^。\n]{0,40}监督|反映情况|请[^。\n]{0,16}反映|监督渠道"
)
_VALUE_END = re.compile("[;；\n。]")
_REGION = 1200
_SET_REACH = 400
_ANCHORS_AT_MOST = 6
_FIELDS_AT_MOST = 24
_RUN_ON_AT_MOST = 4

_PHONE = re.compile(
    r"(?<![\d-])(?:\(?0\d{2,3}\)?[- ]?[2-9]\d{6,7}(?:-\d{1,5})?|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00-?\d{3}-?\d{4}"
    r"|[2-9]\d{6,7}|12\d{3}|96\d{3,4})(?![\d*×xX-])"
)
_EMAIL = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[ ]?@[ ]?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,24}(?![\w-])"
)
_HAN = re.compile("[一-鿿]")


def find_contact(text: str) -> Contact:
    """What the closing lines of a text state; the last printed set counts. A value that cannot be one is None."""
    anchors = [match.start() for match in _ANCHOR.finditer(text)]
    found = Contact()
    for anchor in reversed(anchors[-_ANCHORS_AT_MOST:]):
        if anchors[-1] - anchor <= _SET_REACH:
            _fill(found, _read(text[anchor : anchor + _REGION]))
    return found if found != Contact() else _read(text[-_REGION:])


def _fill(contact: Contact, earlier: Contact) -> None:
    """Take what an earlier place of the same set states and no later one does (注明“意见建议” stands inside the set)."""
    contact.phone = contact.phone or earlier.phone
    contact.mailbox = contact.mailbox or earlier.mailbox
    contact.email = contact.email or earlier.email


def _read(region: str) -> Contact:
    """Reads labelled values of a short region; the first valid one of each kind."""
    contact = Contact()
    labels = list(islice(_FIELD.finditer(region), _FIELDS_AT_MOST))
    labels += islice(_RUN_ON.finditer(region), _RUN_ON_AT_MOST)
    ends = sorted(match.start() for match in labels)
    for match in labels:
        value = _value(region, match.end(), ends)
        name = match.lastgroup
        if name == "phone" and contact.phone is None:
            contact.phone = _phone(value)
        elif name == "mailbox" and contact.mailbox is None:
            contact.mailbox = _mailbox(value)
        elif name == "email" and contact.email is None:
            contact.email = _email(value)
    return contact


def _value(region: str, start: int, label_starts: list[int]) -> str:
    """From a label to the next label or the end of its line or sentence."""
    following = next((place for place in label_starts if place >= start), len(region))
    return _VALUE_END.split(region[start:following], maxsplit=1)[0]


def _phone(value: str) -> str | None:
    """A number that can be dialled: area code and 7 or 8 digits, a mobile, a service number; as printed."""
    match = _PHONE.search(value.translate(_WIDE))
    return match.group().strip() if match else None


def _email(value: str) -> str | None:
    match = _EMAIL.search(value.translate(_WIDE))
    return match.group().replace(" ", "") if match else None


def _mailbox(value: str) -> str | None:
    """A postal address has words and more than a few characters; a postcode behind it is not part of it."""
    address = value.strip(" \t\u3000,，、;；。.:：")
    if len(address) < 4 or not _HAN.search(address) or "@" in address:
        return None
    if address.count("（") > address.count("）") or address.count("(") > address.count(")"):
        address = re.split("[（(](?=[^（(]*$)", address)[0].rstrip(" \u3000,，、")
    return address

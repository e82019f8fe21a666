"""Plain text: finding the encoding strictly, and the normalisation that every text goes through."""

from __future__ import annotations

import re
import unicodedata

from zhenggai.core.errors import BadFile
from zhenggai.core.files.model import DEFAULT, Limits, Note

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Scripts in which joiners and narrow spaces carry meaning, and emoji, which are built with joiners.
_JOINING = (
    "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1800-\u18af"
    "\ufb50-\ufdff\ufe0f\ufe70-\ufefc\u2600-\u27bf\U0001f000-\U0001faff"
)
_ZERO_WIDTH = re.compile(
    f"[\u200b\u2060-\u2064\ufeff\xad]|(?<![{_JOINING}])[\u200c\u200d](?![{_JOINING}])"
)
_NO_BREAK = re.compile("[\u00a0\u2007]|(?<![\u1800-\u18af])\u202f(?![\u1800-\u18af])")
_DIRECTION = re.compile("[\u202d\u202e]")
# Characters that no office document can hold; tabs and line feeds are not among them.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NORMALISED = (
    ("ZERO-WIDTH", _ZERO_WIDTH, ""),
    ("NBSP", _NO_BREAK, " "),
    ("BIDI", _DIRECTION, ""),
    ("CONTROL", _CONTROL, ""),
)
_ASCII = re.compile(r"[\x00-\x7f]+")
_NOT_CHINESE = re.compile("[\u0370-\u052f\u2500-\u257f\u3040-\u30ff]")
# Four Chinese characters in UTF-8 in a row: in GB18030 these bytes would be chance.
_UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){4}")
_SAMPLE = 50_000
_MAX_ODD_SHARE = 0.25


def clean_text(text: str, limits: Limits = DEFAULT) -> tuple[str, list[Note]]:
    """`text` with line ends as \\n and unseen characters normalised, and notes that count each change.

    Emoji, rare characters, Uyghur, Tibetan and Mongolian stay as they are. Raises BadFile TEXT-CHAR for NUL and lone
    surrogates (no database or document can hold them) and FILE-TOO-BIG above `limits.max_text_chars` characters.
    """
    if len(text) > limits.max_text_chars:
        raise BadFile("FILE-TOO-BIG", unit="chars", size=len(text), limit=limits.max_text_chars)
    text = _LINE_ENDS.sub("\n", text)
    if (at := text.find("\0")) >= 0:
        raise BadFile("TEXT-CHAR", character="U+0000", offset=at, line=text.count("\n", 0, at) + 1)
    if lone := _SURROGATE.search(text):
        at, code = lone.start(), f"U+{ord(lone.group()):04X}"
        raise BadFile("TEXT-CHAR", character=code, offset=at, line=text.count("\n", 0, at) + 1)
    notes = []
    for code, pattern, replacement in _NORMALISED:
        text, count = pattern.subn(replacement, text)
        if count:
            notes.append(Note(code, count))
    return text, notes


def decode(data: bytes, name: str) -> tuple[str, list[Note]]:
    """The characters of a text file and a note that names the encoding where it was not UTF-8.

    UTF-8 with or without mark, UTF-16 with mark, GB18030 where every byte fits and the result looks like Chinese.
    Raises BadFile FILE-ENCODING for everything else: a wrong guess would store nonsense.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise BadFile("FILE-ENCODING", name=name, reason="utf-32")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _strict(data, "utf-16")
        if text is None:
            raise BadFile("FILE-ENCODING", name=name, reason="broken-utf-16")
        return text, [Note("ENCODING", facts={"encoding": "utf-16"})]
    text = _strict(data, "utf-8-sig")
    if text is not None:
        return _without_gaps(text, name), []
    if _UTF8_RUN.search(data):
        raise BadFile("FILE-ENCODING", name=name, reason="mixed")
    text = _strict(data, "gb18030")
    if text is None or not _looks_chinese(text):
        raise BadFile("FILE-ENCODING", name=name, reason="unknown")
    return _without_gaps(text, name), [Note("ENCODING", facts={"encoding": "gb18030"})]


def _strict(data: bytes, encoding: str) -> str | None:
    """`data` decoded, or None where one byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _without_gaps(text: str, name: str) -> str:
    """`text` itself; many NULs are UTF-16 without its mark, which is an encoding and not a stray character."""
    if text.count("\0") > max(3, len(text) // 8):
        raise BadFile("FILE-ENCODING", name=name, reason="utf-16-without-mark")
    return text


def _looks_chinese(text: str) -> bool:
    """Whether decoding as GB18030 gave the characters that people write, not another encoding's bytes by chance.

    Everyday characters are in GB2312; what needs four bytes (rare characters, Tibetan, emoji) cannot come by chance.
    Bytes of Big5, UTF-16 or Latin-1 fall on rare two-byte characters, kana, Greek and Cyrillic.
    """
    wide = _ASCII.sub("", text[:_SAMPLE])
    everyday = len(wide.encode("gb2312", "ignore")) // 2 - len(_NOT_CHINESE.findall(wide))
    long = [c for c in wide if len(c.encode("gb18030")) == 4]
    assigned = sum(unicodedata.category(c) not in {"Cn", "Co"} for c in long)
    return len(wide) - everyday - assigned <= len(wide) * _MAX_ODD_SHARE

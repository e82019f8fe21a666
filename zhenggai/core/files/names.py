"""How files are called: a safe name for people, the extension, the SHA-256 name of the content."""

from __future__ import annotations

import hashlib
import re

MAX_NAME_BYTES = 255  # what common file systems and download headers take
_MAX_EXTENSION_BYTES = 20
_FALLBACK = "file"
# Control, zero-width and direction characters, line separators and lone surrogates: unseen, and able to disguise a name.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in lower-case hexadecimal: the name under which content is kept."""
    return hashlib.sha256(data).hexdigest()


def clean_name(name: str) -> str:
    """`name` as it may be stored, shown and put into a download header; never empty, at most 255 bytes of UTF-8.

    Folders are cut off, unseen and direction characters removed, characters that a file system forbids become "_",
    names that Windows reserves get a leading "_"; a long name is cut before its extension.
    """
    base = _UNSEEN.sub("", name).replace("\\", "/").rpartition("/")[2]
    base = _FORBIDDEN.sub("_", base).strip(" .\u3000\u00a0") or _FALLBACK
    if _RESERVED.fullmatch(base.partition(".")[0].strip()):
        base = "_" + base
    return _cut(base)


def extension(name: str) -> str:
    """The extension of `name` without its dot, folded to lower case; empty where there is none."""
    stem, dot, last = clean_name(name).rpartition(".")
    return last.strip().casefold() if dot and stem else ""


def decode_entry(raw: str, *, utf8: bool) -> str:
    """The name of an archive entry as it was meant; `raw` is what zipfile gives (cp437 unless flagged as UTF-8).

    Archives made on Chinese Windows hold GBK names, those made on macOS hold UTF-8 without the flag.
    """
    if utf8:
        return raw
    packed = raw.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return packed.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw


def _cut(name: str) -> str:
    """`name` cut to the limit before its extension, never through a character."""
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    stem, dot, last = name.rpartition(".")
    tail = dot + last
    if not dot or len(tail.encode()) > _MAX_EXTENSION_BYTES:
        stem, tail = name, ""
    room = MAX_NAME_BYTES - len(tail.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .\u3000\u00a0") + tail

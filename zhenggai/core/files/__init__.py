"""Uploaded files, judged before they are believed: what they are, what they are called, what they say.

Pure: bytes in, values out. Every refusal is a BadFile with a code and facts; nothing else is ever raised.
"""

from __future__ import annotations

from zhenggai.core.files.extract import extract
from zhenggai.core.files.model import DEFAULT, Extracted, Kind, Limits, Note
from zhenggai.core.files.names import clean_name, digest
from zhenggai.core.files.pdf import active_content
from zhenggai.core.files.plain import clean_text
from zhenggai.core.files.sniff import sniff

__all__ = [
    "DEFAULT",
    "Extracted",
    "Kind",
    "Limits",
    "Note",
    "active_content",
    "clean_name",
    "clean_text",
    "digest",
    "extract",
    "sniff",
]

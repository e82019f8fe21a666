"""What templates may ask: doors, labels, hidden request ids."""

from __future__ import annotations

from typing import Any

from django import template

from zhenggai.core.errors import Refusal
from zhenggai.office import access, words
from zhenggai.office.keys import uuid7
from zhenggai.web import labels

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Any, verb: str, record: Any) -> bool:
    """Whether the viewer may do `verb` to `record` now: the same answer as the door gives."""
    return access.open_now(context["by"].viewer, verb, record)


@register.simple_tag
def request_id() -> str:
    """A fresh id for a form: sent twice, it is one act."""
    return str(uuid7())


@register.filter
def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal."""
    return words.sentence(refusal)


@register.filter
def verb(value: str) -> str:
    """The words of a verb."""
    return labels.verb(value)


@register.filter
def state(value: str) -> str:
    """The words of a state of a measure."""
    return labels.state(value)

"""Numbers as official Chinese prints them, written independently of what reads them."""

from __future__ import annotations

from fractions import Fraction

_DIGITS = "零一二三四五六七八九"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def said(number: int) -> str:
    """A whole number from 0 to 9999 in words."""
    if number < 10:
        return _DIGITS[number]
    for step, word in ((1000, "千"), (100, "百"), (10, "十")):
        head, tail = divmod(number, step)
        if head:
            return _led(head, step, word) + _tail(tail, step)
    raise ValueError(number)


def _led(head: int, step: int, word: str) -> str:
    return word if step == 10 and head == 1 else _DIGITS[head] + word


def _tail(tail: int, step: int) -> str:
    """What follows a hundred or a thousand: 一百零五, 一百一十."""
    if not tail:
        return ""
    zero = "零" if tail < step // 10 else ""
    one = "一" if step > 10 and 10 <= tail < 20 else ""
    return zero + one + said(tail)


def counted(number: int) -> str:
    """In words before a measure word: two is 两."""
    return "两" if number == 2 else said(number)


def wide(number: int) -> str:
    """In full-width digits."""
    return str(number).translate(_FULL)


def heard(words: str) -> int | None:
    """The whole number up to 99 that digits, full-width digits, a circled digit or words say; None for anything else."""
    if words in CIRCLED and len(words) == 1:
        return CIRCLED.index(words) + 1
    plain = words.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) < 4 else None
    for number in range(100):
        if words in (said(number), counted(number)):
            return number
    return None


def like(model: str, number: int) -> str | None:
    """A number printed in the manner of another; None where that manner has no such number."""
    if model in CIRCLED and len(model) == 1:
        return CIRCLED[number - 1] if 0 < number <= len(CIRCLED) else None
    if model[0] in "０１２３４５６７８９":
        return wide(number)
    if model.isascii():
        return str(number)
    return said(number)


def printed(value: Fraction, places: int) -> str:
    """A number with a fixed count of decimals, rounded half up."""
    scaled = value * 10**places
    whole = int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))
    sign, digits = "-" if whole < 0 else "", str(abs(whole)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def half(places: int) -> Fraction:
    """Half of the last printed place: what the print leaves open on each side."""
    return Fraction(1, 2 * 10**places)

"""Numbers in sentences: printing them in several ways, and changing one of them by one digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tools.planting.model import Invented
from tools.planting.numerals import counted, half


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: its whole value in units of the last place, and how many decimals are printed.

    `loose` says that the true value may lie half a last place to either side (money in 万元, shares).
    """

    units: int
    places: int = 0
    loose: bool = False

    @property
    def value(self) -> Fraction:
        """What is printed, exactly."""
        return Fraction(self.units, 10**self.places)

    @property
    def low(self) -> Fraction:
        """The least that it may be."""
        return self.value - (half(self.places) if self.loose else 0)

    @property
    def high(self) -> Fraction:
        """The most that it may be."""
        return self.value + (half(self.places) if self.loose else 0)

    def words(self) -> str:
        """In digits."""
        digits = str(self.units).rjust(self.places + 1, "0")
        return f"{digits[: -self.places]}.{digits[-self.places :]}" if self.places else digits


Values = dict[str, Number]
Style = Callable[[Number], str]
Wrong = Callable[[Values], bool]
"""Whether values are certainly wrong, by exact arithmetic."""


def digits(number: Number) -> str:
    """12"""
    return number.words()


def grouped(number: Number) -> str:
    """1,200"""
    whole, point, rest = number.words().partition(".")
    return f"{int(whole):,}{point}{rest}"


def in_words(number: Number) -> str:
    """十二; beyond 999 and with decimals in digits"""
    return number.words() if number.places or number.units > 999 else counted(number.units)


def styles(words: str) -> tuple[Style, ...]:
    """The ways to print the numbers of a sentence; what 块, 台, 间, 部, 期 count stands in digits."""
    return (
        (digits, grouped)
        if any(unit in words for unit in "块台间部期")
        else (digits, in_words, grouped)
    )


def variants(random: Random, number: Number) -> Iterator[Number]:
    """The number with one digit changed, in random order; never a leading nought."""
    shown = number.words()
    places = [place for place, one in enumerate(shown) if one.isdigit()]
    random.shuffle(places)
    for place in places:
        others = [one for one in "0123456789" if one != shown[place]]
        random.shuffle(others)
        for other in others[:4]:
            new = shown[:place] + other + shown[place + 1 :]
            if new[0] != "0" or new.startswith("0."):
                yield Number(int(new.replace(".", "")), number.places, number.loose)


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence with slots."""

    words: str


def invented(
    rule: str,
    form: Form,
    values: Values,
    style: Style,
    wrong: Wrong,
    random: Random,
) -> Invented:
    """The true sentence, and one wrong sentence for each slot where one changed digit is certainly wrong."""
    if wrong(values):
        raise ValueError(f"{form.words} is not true with {values}")
    bad: list[tuple[str, str]] = []
    for slot in values:
        if f"{{{slot}}}" not in form.words:
            continue
        for other in variants(random, values[slot]):
            changed = values | {slot: other}
            if wrong(changed):
                done = f"{values[slot].words()}→{other.words()}"
                bad.append((_filled(form.words, changed, style), done))
                break
    return Invented(rule, form.words, _filled(form.words, values, style), tuple(bad))


def _filled(words: str, values: Values, style: Style) -> str:
    return words.format(**{slot: style(number) for slot, number in values.items()})

"""How Word writes the number of a list item: Arabic, Chinese, circled, Roman, letters."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CIRCLED = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MAX_SPELLED = 9999  # above this every format falls back to digits, as Word does


def chinese(number: int, digits: str = _DIGITS, places: str = "十百千") -> str:
    """`number` (1 to 9999) spelled in Chinese: 十二, 一百零五."""
    written = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            written += digits[digit] + (places[power - 1] if power else "")
        elif written and not written.endswith(digits[0]) and number % 10**power:
            written += digits[0]
    return written.removeprefix("一") if 10 <= number < 20 else written


def circled(number: int) -> str:
    """① to ㊿; plain digits in brackets above."""
    for first, last, code in _CIRCLED:
        if first <= number <= last:
            return chr(code + number - first)
    return f"({number})"


def _formal(number: int) -> str:
    return chinese(number, _FORMAL, "拾佰仟")


def _by_digit(number: int) -> str:
    return "".join(("〇" + _DIGITS[1:])[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _from(code: int, last: int) -> Callable[[int], str]:
    """A format whose characters stand in a row from `code` for 1 to `last`."""
    return lambda number: chr(code + number - 1) if number <= last else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": "- {} -".format,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    # Word draws the second as ideographs in circles; writers mean and readers know the circled numbers.
    "decimalEnclosedCircle": circled,
    "ideographEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _number: "",
}


def numeral(number: int, style: str) -> str:
    """`number` in the format that Word calls `style`; digits for formats it does not know and numbers out of range."""
    if not 1 <= number <= _MAX_SPELLED or style not in _FORMATS:
        return str(number)
    return _FORMATS[style](number)

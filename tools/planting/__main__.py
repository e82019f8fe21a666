"""Run the mutation bench: `.venv/bin/python -m tools.planting [--rule sum] [--show-missed 20] [--texts jinan sample]`.

Exit status 1 where fewer than 98 % of the planted errors are caught or a clean text is called wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tools.planting.bench import RULES, SEED, Row, clean, gather, run
from tools.planting.model import Text
from tools.planting.speed import LENGTH, LIMIT, speed
from tools.planting.texts import texts

WANTED = 98.0
_HEAD = (
    f"{'rule':<18}{'places':>8}{'tried':>8}{'caught':>8}{'recall %':>10}{'false':>7}{'beside':>8}"
)


def main() -> int:
    """Print the table, what was missed where asked for, the clean texts, the speed."""
    options = _options()
    chosen = texts(options.texts)
    rules = options.rule or RULES
    print(f"planting: {len(chosen)} texts, at most {options.each} of a kind in a text, seed {SEED}")
    places = gather(chosen, rules)
    print(_HEAD)
    rows: dict[str, Row] = {}
    for rule in rules:
        row = rows[rule] = run(rule, places[rule], options.each)
        print(
            f"{rule:<18}{row.places:>8}{row.tried:>8}{row.caught:>8}{row.recall:>10.2f}"
            f"{row.false:>7}{row.collateral:>8}",
            flush=True,
        )
    _show(rows, options.show_missed)
    wrong = _clean(chosen)
    passed = all(row.recall >= WANTED and not row.false for row in rows.values())
    if not options.rule:
        _speed(chosen)
    return 0 if passed and not wrong else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools.planting", description=__doc__)
    parser.add_argument(
        "--rule", action="append", choices=RULES, help="only this rule; may be repeated"
    )
    parser.add_argument(
        "--texts", nargs="*", default=[], help="only texts whose name holds one of these"
    )
    parser.add_argument("--each", type=int, default=6, help="at most so many of a kind in a text")
    parser.add_argument("--show-missed", type=int, default=0, metavar="N", help="what was missed")
    return parser.parse_args()


def _show(rows: dict[str, Row], count: int) -> None:
    for rule, row in rows.items():
        for one in row.missed[:count]:
            print(f"missed    {rule} · {one.text.name} · {one.kind} · {one.done}")
        for words in row.wrongly[: max(count, 5)]:
            print(f"false     {rule} · {words}")
        for words in row.beside[:count]:
            print(f"beside    {rule} · {words}")


def _clean(chosen: Sequence[Text]) -> int:
    """Name the clean texts that are called wrong."""
    wrong = list(clean(chosen))
    print(f"clean texts: {len(chosen)}, errors on them: {len(wrong)}")
    for text, issue in wrong:
        marked = text.text[max(0, issue.start - 10) : issue.end + 10].replace("\n", " ")
        print(f"  {text.name}:{issue.start} {issue.rule} {marked}")
    return len(wrong)


def _speed(chosen: Sequence[Text]) -> None:
    first, again = speed(chosen)
    print(
        f"speed: {LENGTH:,} characters in {first:.2f} s (limit {LIMIT:g} s), "
        f"again after one changed paragraph in {again:.2f} s"
    )


if __name__ == "__main__":
    sys.exit(main())

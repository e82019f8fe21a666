"""Everything that proof-reading says has its sentence in both languages, with every fact it names."""

from __future__ import annotations

import string
import tomllib
from pathlib import Path

import pytest
from django.utils.translation import override

from zhenggai.core.checks import RULES, check
from zhenggai.core.checks.table import ORDER
from zhenggai.office import check_words

BOOKS = sorted((Path(__file__).parents[1] / "samples" / "checks").glob("*.toml"))


def texts(book: Path) -> list[str]:
    """The example texts of one rule that fire."""
    return [one["text"] for one in tomllib.loads(book.read_text("utf-8")).get("fires", [])]


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_issue_is_said_with_its_facts(book, language):
    with override(language):
        for text in texts(book):
            report = check(text)
            for found in [*report.issues, *report.derived]:
                said = check_words.sentence(found)
                assert said
                assert "{" not in said.replace(text, "")
                assert check_words.remark(found)
                assert check_words.facts(found) is not None


def test_every_sentence_names_facts_only():
    for code, words in check_words.SENTENCES.items():
        names = [name for _, name, _, _ in string.Formatter().parse(str(words)) if name is not None]
        assert all(name.isidentifier() for name in names), code


def test_every_rule_has_a_name():
    assert set(check_words.RULES) == set(ORDER) >= {rule.id for rule in RULES}


def test_chinese_and_english_differ():
    for code, words in check_words.SENTENCES.items():
        with override("en"):
            english = str(words)
        with override("zh-hans"):
            assert str(words) != english, code

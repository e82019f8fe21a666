"""No untranslated string reaches a page, and every refusal has its sentence."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils import translation

from tools import build_messages, messages
from zhenggai.core import errors, rules
from zhenggai.core.errors import Refusal
from zhenggai.ledger.models import Measure, Status
from zhenggai.office.words import SENTENCES, sentence
from zhenggai.web import labels

PACKAGE = messages.PACKAGE
SAID = messages.gather()
BOOKS = messages.parts()
ENTRIES = [(name, entry) for name, book in BOOKS.items() for entry in book]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
# Shown as they are in every language: the switch itself, the seal of the brand.
SAME_IN_ALL = {"中", "EN", "改", "整"}
# Attributes that people read.
READ_ALOUD = {"title", "alt", "placeholder", "aria-label", "aria-description", "data-confirm"}
# Code, and the names that stand on keys.
NOT_READ = {"script", "style", "kbd"}
HOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
LETTERS = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")
REFUSALS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}


def ident(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_a_module_is_read_as_python_reads_it():
    source = 'ngettext("%(n)s day", "%(n)s " "days", n); pgettext("of a row", "State"); _(name)'
    assert [message for message, _ in messages.of_module(source)] == [
        messages.Message("%(n)s day", "%(n)s days"),
        messages.Message("State", context="of a row"),
    ]
    assert len(SAID) > 200


def test_a_template_is_read_as_django_reads_it():
    source = (
        '{% load i18n %}<p title="{% translate \'Due (date)\' %}">{{ _("Unit") }}'
        "{% blocktranslate count n=n with name=x.y trimmed %} One {{ name }}\n left "
        "{% plural %} {{ n }} left {% endblocktranslate %}"
        '{% translate "State" context "of a measure" %}'
    )
    assert [message for message, _ in messages.of_template(source)] == [
        messages.Message("Due (date)"),
        messages.Message("Unit"),
        messages.Message("One %(name)s left", "%(n)s left"),
        messages.Message("State", context="of a measure"),
    ]


def test_everything_said_has_its_chinese():
    known = {(entry.msgid, entry.msgctxt) for _, entry in ENTRIES if entry.translated()}
    missing = [
        f"{places[0]}: {said.msgid}" for said, places in SAID.items() if said.key not in known
    ]
    assert not missing, "write these into locale/zh_Hans/LC_MESSAGES/parts:\n" + "\n".join(missing)


def test_nothing_is_fuzzy_or_said_in_two_ways():
    assert not [entry.msgid for _, entry in ENTRIES if entry.fuzzy]
    first: dict[tuple[str, str | None], str] = {}
    for name, entry in ENTRIES:
        said = first.setdefault((entry.msgid, entry.msgctxt), entry.msgstr)
        assert said == entry.msgstr, f"{name}: {entry.msgid}"


def test_no_entry_is_left_over():
    said = {message.key for message in SAID}
    unused = [
        f"{name}: {entry.msgid}"
        for name, entry in ENTRIES
        if name != messages.LIBRARIES and (entry.msgid, entry.msgctxt) not in said
    ]
    assert not unused, "make messages drops these:\n" + "\n".join(unused)


def test_placeholders_are_the_same_in_chinese():
    for name, entry in ENTRIES:
        wanted = set(HOLDER.findall(entry.msgid + entry.msgid_plural))
        for chinese in [entry.msgstr, *entry.msgstr_plural.values()]:
            if chinese:
                assert set(HOLDER.findall(chinese)) == wanted, f"{name}: {entry.msgid}"


def test_the_compiled_catalogue_speaks(tmp_path):
    parts = tmp_path / "zh_Hans" / "LC_MESSAGES" / "parts"
    parts.mkdir(parents=True)
    for name, book in BOOKS.items():
        (parts / name).write_text(str(book), encoding="utf-8")
    (written,) = build_messages.compile_all(tmp_path)
    assert written == parts.parent / "django.mo"
    assert "台账".encode() in written.read_bytes()
    with translation.override("zh-hans"):
        assert labels.verb("measure.close") == "销号"
        assert labels.state("in_progress") == "整改中"
    with translation.override("en"):
        assert labels.verb("measure.close") == "Close out"


class Visible(HTMLParser):
    """Collects what people read: text and attributes such as placeholders."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in NOT_READ
        values = dict(attrs)
        read = READ_ALOUD | ({"value"} if values.get("type") in {"submit", "button"} else set())
        self.found += [value for name, value in attrs if name in read and value]

    def handle_endtag(self, tag):
        self.hidden -= tag in NOT_READ

    def handle_data(self, data):
        if not self.hidden:
            self.found.append(data)


def read_by_people(source: str) -> list[str]:
    """The words of a template that stand outside every tag of Django."""
    for pattern in (
        r"\{#.*?#\}",
        r"\{% comment.*?endcomment %\}",
        # The classes of the body.
        r"\{% block body %\}.*?\{% endblock %\}",
        r"\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        source = re.sub(pattern, "", source, flags=re.DOTALL)
    reader = Visible()
    reader.feed(source)
    reader.close()
    words = [word for text in reader.found for word in text.split() if LETTERS.search(word)]
    return [word for word in words if word not in SAME_IN_ALL]


def test_the_eye_for_untranslated_words_sees():
    source = (
        "<p title='Hint'>Open {% translate 'Save' %} {{ x }}{# no #}"
        "<input type='submit' value='提交'></p>"
    )
    assert read_by_people(source) == ["Hint", "Open", "提交"]


@pytest.mark.parametrize("path", TEMPLATES, ids=ident)
def test_a_template_shows_translated_words_only(path):
    assert read_by_people(path.read_text(encoding="utf-8")) == []


def test_every_verb_has_words():
    assert set(labels.VERBS) == set(rules.TABLE)
    with translation.override("zh-hans"):
        for verb in rules.TABLE:
            assert re.search(r"[\u4e00-\u9fff]", labels.verb(verb)), verb


def test_every_state_of_a_measure_has_words():
    measure_rules = [rule for verb, rule in rules.TABLE.items() if verb.startswith("measure.")]
    named = {state for rule in measure_rules for state in rule.source}
    named |= {rule.target for rule in measure_rules if rule.target}
    assert named <= set(labels.STATES) == set(Status.values)
    assert Measure().get_status_display()


def raised() -> list[tuple[str, str, set[str], bool]]:
    """Every refusal with a literal code in the house: where, code, facts given, whether more may come by `**`."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if (
                name in REFUSALS
                and isinstance(first, ast.Constant)
                and isinstance(first.value, str)
            ):
                facts = {keyword.arg for keyword in node.keywords if keyword.arg}
                more = any(keyword.arg is None for keyword in node.keywords)
                found.append((f"{ident(path)}:{node.lineno}", first.value, facts, more))
    return found


RAISED = raised()


def test_every_code_raised_has_a_sentence():
    assert len(RAISED) > 20
    assert not [f"{where} {code}" for where, code, _, _ in RAISED if code not in SENTENCES]
    assert {f"NEED-{name.upper()}" for name in rules.CONDITIONS} <= set(SENTENCES)


def test_every_fact_that_a_sentence_names_is_given():
    lacking = []
    for where, code, facts, more in RAISED:
        named = {holder[1:-1] for holder in re.findall(r"\{\w+\}", str(SENTENCES.get(code, "")))}
        given = facts | ({"limit_mb"} if "limit" in facts else set())
        if not more and not named <= given:
            lacking.append(f"{where} {code}: {sorted(named - given)}")
    assert not lacking, "\n".join(lacking)


def test_a_sentence_never_fails_for_want_of_a_fact():
    with translation.override("en"):
        assert sentence(Refusal("FILE-EMPTY")) == (
            "The file  is empty. Choose the file that holds the text."
        )
        assert sentence(Refusal("FILE-TOO-BIG", limit=200 * 1024 * 1024)).startswith(
            "The file is larger than 200 MB."
        )
    with translation.override("zh-hans"):
        assert sentence(Refusal("NO-SUCH-CODE")) == "未予受理（NO-SUCH-CODE）。"

"""The rules of the house that no linter knows. Each exception stands here with its reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from zhenggai.core import rules
from zhenggai.core.rules import measure as measure_rules
from zhenggai.office.models import Record

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "zhenggai"
LONGEST = 400
SOURCES = sorted(
    path
    for folder in ("zhenggai", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
ROOMS = [path for path in SOURCES if PACKAGE in path.parents]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))

# Models that pages may read without asking access: the directory, which everybody who is signed in sees …
DIRECTORY = {
    model.__name__ for model in apps.get_models() if getattr(model, "sight", "") == "staff"
}
# … what belongs to nobody, and the frame of a round, which is read by the round that access gave …
OPEN_MODELS = {
    "Installation": "one row: whether this is a demo, and where its clock stands",
    "RuleSet": "the periods of the regulations, the same for everybody",
    "TimeNode": "the frame of a round",
    "Target": "the frame of a round",
    "Category": "the frame of a round",
    "Entry": "the journal; history.py shows of it only what concerns visible records",
}
# … and single places, each with its reason.
OPEN_PLACES = {
    "web/changes.py model": "names of nodes, targets and units in old and new values",
    "web/chips.py model": "nodes and targets of the round of the page",
    "web/changes.py Revision": "old and new values of a record that access gave",
    "web/finding.py Citation": "of a finding that access gave, from documents that are seen",
    "web/finding.py Figure": "of a finding that access gave, from documents that are seen",
    "web/forms/indicator.py Intake": "none at first; the form gives those that are seen",
    "web/forms/office.py Round": "none at first; the view gives those that are seen",
    "web/intake.py Intake": "the same one that access gave, read again after a refusal",
    "web/intake_page.py Mention": "of a document that access gave",
    "web/panel.py Mention": "of a measure that access gave; its surroundings only where the document is seen",
    "web/search.py Finding": "narrowed where all kinds are: in _search",
    "web/search.py Measure": "narrowed where all kinds are: in _search",
    "web/search.py Intake": "narrowed where all kinds are: in _search",
}
# Where real time is meant and not the clock of the house.
REAL_TIME = {
    "office/clock.py": "the clock itself",
    "office/keys.py": "keys follow real time",
    "office/founding.py": "before the founding there is no clock",
    "web/middleware.py": "an idle session is idle in real time, in the demo too",
    "jobs/management/commands/demo.py": "says how long the laying took",
}
# Forms whose second sending does no harm.
WITHOUT_REQUEST_ID = {
    "'account_login'": "acts on no record",
    "'account_logout'": "acts on no record",
    "'language'": "acts on no record",
    "'demo.enter'": "acts on no record",
    "'demo.clock'": "one may turn the clock on twice",
    "'notice.export'": "asked for twice it is given twice, and twice in the journal",
    "'lint.export'": "asked for twice it is given twice, and twice in the journal",
    "web/templates/office/bring.html": "shows what a workbook would do",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_stays_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < LONGEST, f"{name_of(path)} has {lines} lines: split it by noun"


def writes_status(node: ast.AST) -> bool:
    """`x.status = …`, `setattr(x, "status", …)`, `.update(status=…)`, `bulk_update(…, ["status"])`."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return any(isinstance(one, ast.Attribute) and one.attr == "status" for one in targets)
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if called == "update":
        return any(keyword.arg == "status" for keyword in node.keywords)
    inner = [leaf for argument in node.args for leaf in ast.walk(argument)]
    named = any(isinstance(leaf, ast.Constant) and leaf.value == "status" for leaf in inner)
    return named and called in {"setattr", "bulk_update"}


def test_the_eye_for_written_states_sees():
    for line in (
        "measure.status = 'closed'",
        "setattr(measure, 'status', 'closed')",
        "rows.update(status='closed')",
        "Measure.objects.bulk_update(rows, ['status', 'version'])",
    ):
        assert any(writes_status(node) for node in ast.walk(ast.parse(line))), line
    quiet = "Measure(status='draft'); render(request, page, status=409); rows.update(title='')"
    assert not any(writes_status(node) for node in ast.walk(ast.parse(quiet)))


def test_only_the_door_changes_a_state():
    found = [
        f"{room_of(path)}:{node.lineno}"
        for path in ROOMS
        if not room_of(path).startswith("core/")
        for node in ast.walk(tree(path))
        if writes_status(node)
    ]
    assert {place.partition(":")[0] for place in found} == {"office/flow.py"}, found


def imported(path: Path, room: str) -> set[str]:
    """The names that a module takes from `room`."""
    taken = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
    return {
        name.name for node in taken if (node.module or "").startswith(room) for name in node.names
    }


def test_only_the_journal_writes_the_journal():
    written = re.compile(r"(\w+)(\.objects\.\w*(create|update|delete)\w*)?")
    for path in ROOMS:
        kept = {"Entry", "Revision", "Head"} & imported(path, "zhenggai.office.models")
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or room_of(path) == "office/journal.py":
                continue
            name = written.fullmatch(ast.unparse(node.func))
            assert not name or name[1] not in kept, f"{room_of(path)}:{node.lineno} {name}"


def test_only_the_clock_tells_the_time():
    asked = re.compile(
        r"(timezone\.(now|localtime|localdate)|(datetime|date)\.(now|today|utcnow)"
        r"|time\.(time|time_ns|monotonic)|localdate)"
    )
    found: dict[str, list[str]] = {}
    for path in ROOMS:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and asked.fullmatch(ast.unparse(node.func)):
                found.setdefault(room_of(path), []).append(f"{node.lineno} {ast.unparse(node)}")
    stray = {place: calls for place, calls in found.items() if place not in REAL_TIME}
    assert not stray, stray
    assert set(REAL_TIME) <= set(found), "an exception that nobody needs"


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def asked_of_access(function: ast.AST) -> set[ast.AST]:
    """Every node inside an argument of `access.visible`, `visible_in` or `fetch`."""
    return {
        inner
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and re.fullmatch(r"access\.(visible|visible_in|fetch)", ast.unparse(node.func))
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]
        for inner in ast.walk(argument)
    }


def unasked(path: Path) -> Iterator[str]:
    """Where a page takes rows of a model by itself, not through access."""
    whole = tree(path)
    asked = asked_of_access(whole)
    handed = {node.id for node in asked if isinstance(node, ast.Name)}
    for statement in ast.walk(whole):
        # rows = Measure.objects…; access.fetch(eyes, rows)
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") in handed:
            asked |= set(ast.walk(statement.value))
    for node in ast.walk(whole):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and node not in asked:
            model = ast.unparse(node.value)
            if model not in DIRECTORY | set(OPEN_MODELS):
                yield f"{room_of(path)} {model}"


def test_pages_read_through_access_only():
    pages = [path for path in ROOMS if room_of(path).startswith(("web/", "api/"))]
    found = {place for path in pages for place in unasked(path)}
    assert found == set(OPEN_PLACES), found ^ set(OPEN_PLACES)


def test_the_eye_for_unasked_rows_sees(tmp_path, monkeypatch):
    page = tmp_path / "page.py"
    monkeypatch.setattr("tests.test_house.PACKAGE", tmp_path)
    page.write_text("def view(r):\n    return Measure.objects.all()\n")
    assert list(unasked(page)) == ["page.py Measure"]
    page.write_text("def view(r):\n    rows = Measure.objects.all()\n    access.fetch(e, rows)\n")
    assert list(unasked(page)) == []
    page.write_text("def view(r):\n    access.visible(e, Measure.objects.filter(x=Unit.objects))\n")
    assert list(unasked(page)) == []


def test_records_say_what_access_must_know():
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    nouns = [model.noun for model in records if not model._meta.abstract]
    assert all(nouns) and len(set(nouns)) == len(nouns)
    for model in records:
        assert model.sight in {"reach", "staff"}, model
        assert model.sight == "staff" or model.round_field, f"{model} belongs to no round"


def test_every_condition_and_hat_is_used():
    rows = rules.TABLE.values()
    assert set(rules.CONDITIONS) == {need for row in rows for need in row.needs}
    assert {hat for row in rows for hat in row.by} <= set(rules.HATS)


def test_every_state_of_a_measure_is_reached_and_left():
    rows = [row for row in rules.TABLE.values() if row.noun == "measure"]
    reached = {row.target for row in rows if row.target} | {"draft"}
    left = {state for row in rows if row.target for state in row.source}
    assert reached == left == set(measure_rules.STATES)


def opened(source: str) -> str:
    """A piece of a template with what it includes."""

    def included(match: re.Match[str]) -> str:
        part = PACKAGE / "web" / "templates" / match[1]
        return opened(part.read_text(encoding="utf-8"))

    return re.sub(r'{% include "([\w/.]+)".*?%}', included, source)


def forms(path: Path) -> Iterator[str]:
    """The forms of a template, with what they include."""
    source = path.read_text(encoding="utf-8")
    return map(opened, re.findall(r"<form\b.*?</form>", source, flags=re.DOTALL))


@pytest.mark.parametrize("path", TEMPLATES, ids=room_of)
def test_a_form_that_acts_is_guarded(path):
    for form in forms(path):
        head = form.partition(">")[0]
        if not re.search(r"method=[\"']post", form.partition("{% csrf_token %}")[0]):
            assert "csrf_token" not in form, f"a form that only asks shows its token: {head}"
            continue
        assert "{% csrf_token %}" in form, head
        quiet = any(name in form or name == room_of(path) for name in WITHOUT_REQUEST_ID)
        assert quiet or "request_id" in form or "account/" in str(path) or "mfa/" in str(path), head


@pytest.mark.parametrize("path", TEMPLATES, ids=room_of)
def test_a_template_obeys_the_content_policy(path):
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=[\"']|javascript:|<style\b", source)
    for script in re.findall(r"<script\b[^>]*>", source):
        assert "src=" in script, f"inline script: {script}"

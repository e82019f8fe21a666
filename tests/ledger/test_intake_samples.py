"""Every invented document of the samples becomes a ledger, or says what a person must decide first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhenggai.core.files import DEFAULT
from zhenggai.ledger.intake import confirm, stage, undo
from zhenggai.ledger.intake.shape import from_json
from zhenggai.ledger.models import Category, Finding, Intake, Measure, Recommendation, Round

pytestmark = pytest.mark.django_db
SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "reading").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_sample_goes_in_and_comes_out_again(city, path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    incoming = stage.from_file(path.read_bytes(), path.name, DEFAULT)
    intake = stage.stage(city.by("wei"), incoming).intake
    prospect = confirm.prospect(intake, from_json(intake.proposal))
    assert set(prospect.tally.blocks) <= {"body", "nothing", "undated"}
    if "nothing" in prospect.tally.blocks:
        assert not [c for c in expected.get("categories", ()) if c.get("findings")]
        return
    intake.proposal["round"]["inspected_body"] = intake.proposal["round"]["inspected_body"] or "市"
    for node in intake.proposal["nodes"]:
        # A node whose day cannot be told from the document gets it from a person.
        if not node["due_on"] and "长期" not in node["name"]:
            node["due_on"] = "2026-12-31"
    intake.save()
    done = confirm.confirm(city.by("wei"), intake)
    named = done.proposal["brought"]["counts"]
    assert Finding.objects.filter(kind="problem").count() == named["findings"]
    assert Measure.objects.count() == named["measures"]
    assert Recommendation.objects.count() == named["recommendations"]
    numbers = list(Finding.objects.values_list("number", flat=True))
    assert len(set(numbers)) == len(numbers)
    undo.undo(city.by("wei"), Intake.objects.get())
    for model in (Round, Category, Finding, Measure, Recommendation):
        assert not model.objects.exists()

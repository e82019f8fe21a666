"""`zhenggai lint`: what it prints and keeps."""

from __future__ import annotations

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from tests.factories import NOW
from tests.ledger.lint_ground import Ground
from zhenggai.jobs import standing
from zhenggai.ledger.models import LintCount

pytestmark = pytest.mark.django_db


def test_every_round_is_checked(city, round_, monkeypatch):
    monkeypatch.setattr(standing, "require", lambda: None)
    Ground(city, round_).measure(lead_unit=None)
    out = StringIO()
    with time_machine.travel(NOW, tick=False):
        call_command("lint", stdout=out)
    assert "云川市" in out.getvalue()
    assert any(line.split() == ["error", "lead-unit", "1"] for line in out.getvalue().splitlines())
    assert LintCount.objects.get(rule="lead-unit").count == 1

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories as make
from zhenggai.core.errors import NotAllowed
from zhenggai.core.files import Limits, extract
from zhenggai.core.reading import read
from zhenggai.demo.city import SAMPLES
from zhenggai.ledger import notice
from zhenggai.ledger.intake import confirm, stage
from zhenggai.office.models import Entry, Unit

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "jinan-2021.txt"


def imported(city, path, body):
    """Bring a document in as the coordinator does, under a unit of its own name."""
    by = city.by("wei")
    if not Unit.objects.filter(name=body).exists():
        make.unit(city.root, body)
    staged = stage.stage(by, stage.from_file(path.read_bytes(), path.name, Limits()))
    return confirm.confirm(city.by("wei"), staged.intake).round


def shape(reading):
    """Categories, findings and measures without their places."""
    return [
        (
            category.kind,
            category.heading,
            [
                (
                    finding.number,
                    finding.kind,
                    finding.problem,
                    [(m.number, m.title, m.text) for m in finding.measures],
                )
                for finding in category.findings
            ],
        )
        for category in reading.categories
    ]


def written(city, round_):
    """The notice of a round as downloaded, read again."""
    content = notice.export(city.by("wei"), round_)
    return read(extract(content, "notice.docx").text)


def one_width(value):
    """Commas of one width: official documents print full-width ones."""
    return str(value).translate(str.maketrans("，；：（）", ",;:()"))


@pytest.mark.skipif(not CORPUS.exists(), reason="the real notice is not beside this checkout")
def test_the_real_notice_comes_back(city):
    before = read(CORPUS.read_text(encoding="utf-8"))
    after = written(city, imported(city, CORPUS, "济南市"))
    assert one_width(shape(after)) == one_width(shape(before))
    problems = [f for c in after.categories for f in c.findings if f.kind == "problem"]
    assert len(problems) == 31
    assert sum(len(f.measures) for f in problems) == 109


def test_an_invented_notice_comes_back(city):
    path = SAMPLES[0]
    before = read(path.read_text(encoding="utf-8"))
    after = written(city, imported(city, path, before.inspection.inspected_body))
    assert one_width(shape(after)) == one_width(shape(before))


def test_the_round_stands_in_the_opening(city, round_, measure):
    text = extract(notice.export(city.by("wei"), round_), "notice.docx").text
    assert "九届省委第五轮" in text and "云川市" in text
    assert measure.finding.wording in text
    assert "None" not in text


def test_an_export_stands_in_the_journal_and_moves_nothing(city, round_, measure):
    version = round_.version
    notice.export(city.by("wei"), round_)
    round_.refresh_from_db()
    assert round_.version == version
    assert Entry.objects.filter(verb="notice.export", record_id=round_.pk).count() == 1


@pytest.mark.parametrize("name", ["song", "sys", "aud"])
def test_an_outsider_exports_nothing(city, round_, measure, name):
    with pytest.raises(NotAllowed):
        notice.export(city.by(name), round_)
    assert not Entry.objects.filter(verb="notice.export").exists()

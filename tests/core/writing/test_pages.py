"""What the pages look like once an office program has set them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.core.writing.opened import build, texts
from tests.core.writing.samples import notice
from zhenggai.core.writing.blocks import Paragraph
from zhenggai.core.writing.notice import notice_blocks
from zhenggai.core.writing.official import build_docx

TOOLS = ("soffice", "pdftotext")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)),
    reason="setting pages needs LibreOffice (soffice) and poppler (pdftotext)",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Set documents with LibreOffice, all in one run; each is a list of pages, a page a list of lines."""
    folder = tmp_path_factory.mktemp("pages")
    documents = {
        "full": build(Paragraph("整" * 28 * 60)),
        "notice": build_docx(notice_blocks(notice(3, 4, 5))),
    }
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    names = [str(folder / f"{name}.docx") for name in documents]
    subprocess.run([*convert, *names], check=True, capture_output=True, timeout=120)
    return {name: _pages(folder / f"{name}.pdf") for name in documents}


def _pages(path):
    command = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    return [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")[:-1]]


def test_a_page_holds_22_lines_of_28_characters(pages):
    first, second, third = pages["full"]
    assert [len(line.strip()) for line in first[:-1]] == [26, *[28] * 21]
    assert [len(line.strip()) for line in second[:-1]] == [28] * 22
    assert sum(line.count("整") for line in third) == 28 * 60 - 26 - 28 * 43


def test_page_numbers_stand_on_the_outer_side(pages):
    first, second, third = (page[-1] for page in pages["full"])
    assert [re.sub(r"\s", "", line) for line in (first, second, third)] == ["—1—", "—2—", "—3—"]
    left = [len(line) - len(line.lstrip()) for line in (first, second, third)]
    assert left[1] < 10 < left[0]
    assert left[0] == left[2]


def test_no_character_of_the_notice_is_lost_on_the_pages(pages):
    shown = re.sub(r"\s", "", "".join(line for page in pages["notice"] for line in page[:-1]))
    said = texts(*notice_blocks(notice(3, 4, 5)).blocks[2:])
    assert [text for text in said if re.sub(r"\s", "", text) not in shown] == []

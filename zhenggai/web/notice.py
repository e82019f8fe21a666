"""The notice of a round as a document."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from zhenggai.core.files import clean_name
from zhenggai.ledger import notice
from zhenggai.office import clock
from zhenggai.web import asking

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
def export(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """`notice.export`: download the notice as .docx."""
    round_ = asking.round_of(request, round_id)
    content = notice.export(asking.by(request), round_)
    name = clean_name(f"{round_.inspected_body}整改进展情况的通报-{clock.today():%Y%m%d}.docx")
    response = HttpResponse(content, content_type=DOCX)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response

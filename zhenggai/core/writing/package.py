"""The container of a .docx: nothing in it but the document, and the same bytes every time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT

_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
_KEPT = {RT.STYLES, RT.SETTINGS, RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}


def strip(docx: Docx) -> None:
    """Drop what the empty template brings along: theme, numbering, thumbnail, names of programs and people."""
    for relations in (docx.part.rels, docx.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[key]
    del docx.core_properties._element[:]


def settle(docx: Docx) -> bytes:
    """The file as bytes, every entry dated alike."""
    drafted = BytesIO()
    docx.save(drafted)
    settled = BytesIO()
    with ZipFile(drafted) as source, ZipFile(settled, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _MIDNIGHT)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return settled.getvalue()

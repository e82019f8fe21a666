"""What the paragraphs of an official document look like (GB/T 9704-2012), as styles and settings of a .docx.

Lengths are in twips (1/20 pt) where nothing else is said. The figures hold together: a type area of 156 x 225 mm takes
28 characters of 16 pt set 0.25 pt closer and 22 lines of exactly 28 pt.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

CHARACTER = 315
"""One character of body text: 16 pt less 0.25 pt."""
LINE = 560
"""One line: exactly 28 pt."""
TYPE_AREA = 8844
"""Width of the type area: 156 mm."""


@dataclass(frozen=True)
class Fonts:
    """The typefaces by role; the names are those that Word and WPS users have installed."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    second: str = "楷体_GB2312"
    first: str = "黑体"
    page: str = "宋体"
    latin: str = "Times New Roman"


@dataclass(frozen=True)
class Style:
    """One paragraph style. `size` is in half points; `pitch` is the exact line in twips."""

    id: str
    name: str
    role: str = "body"
    size: int = 32
    pitch: int = LINE
    align: str = "both"
    indent: str = ""
    before: int = 0
    after: int = 0
    outline: int | None = None
    keep: bool = field(default=False, kw_only=True)


_FIRST_LINE = f'w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"'
_HANGING = (
    f'w:leftChars="500" w:left="{5 * CHARACTER}" w:hangingChars="300" w:hanging="{3 * CHARACTER}"'
)

STYLES = (
    Style("Normal", "Normal"),
    Style("Issuer", "Issuer", "title", 44, 680, "center", keep=True),
    Style("Title", "Title", "title", 44, 680, "center", after=LINE, keep=True),
    Style("Text", "Body Text", indent=_FIRST_LINE),
    Style("Heading1", "heading 1", "first", indent=_FIRST_LINE, outline=0, keep=True),
    Style("Heading2", "heading 2", "second", indent=_FIRST_LINE, outline=1, keep=True),
    Style("Heading3", "heading 3", indent=_FIRST_LINE, outline=2, keep=True),
    Style("Heading4", "heading 4", indent=_FIRST_LINE, outline=3, keep=True),
    Style("Attachment", "Attachment", indent=_HANGING),
    Style("Signature", "Signature", align="right", keep=True),
    Style("TableText", "Table Text", size=24, pitch=400, align="left"),
    Style("TableHead", "Table Head", "first", 24, 400, "center", keep=True),
    Style("FooterOdd", "Footer Odd", "page", 28, 360, "right", 'w:rightChars="100" w:right="280"'),
    Style("FooterEven", "Footer Even", "page", 28, 360, "left", 'w:leftChars="100" w:left="280"'),
)


def font_attributes(fonts: Fonts, role: str) -> dict[str, str]:
    """The w:rFonts attributes of a role.

    The hint matters: without it “ ” — … and ① are set in the Latin font, half as wide.
    """
    latin = fonts.latin
    return {
        "hint": "eastAsia",
        "ascii": latin,
        "hAnsi": latin,
        "eastAsia": getattr(fonts, role),
        "cs": latin,
    }


def _fonts_xml(fonts: Fonts, role: str) -> str:
    inner = " ".join(f'w:{key}="{_escaped(v)}"' for key, v in font_attributes(fonts, role).items())
    return f"<w:rFonts {inner}/>"


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _style_xml(style: Style, fonts: Fonts) -> str:
    """One w:style; the children stand in the order that the schema demands, or Word refuses the file."""
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    keep = "<w:keepNext/>" if style.keep else ""
    indent = f"<w:ind {style.indent}/>" if style.indent else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    # Hanging punctuation is what Word does anyway; said aloud it keeps LibreOffice 7 from losing a hanging stop.
    flow = '<w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    # The closer setting is what makes 28 characters of 16 pt; other sizes keep their own width.
    closer = '<w:spacing w:val="-5"/>' if style.size == 32 else '<w:spacing w:val="0"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f'<w:pPr>{keep}<w:widowControl w:val="0"/>{flow}'
        f'<w:spacing w:before="{style.before}" w:after="{style.after}"'
        f' w:line="{style.pitch}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{_fonts_xml(fonts, style.role)}{closer}"
        f'<w:kern w:val="0"/><w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _defaults_xml(fonts: Fonts) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts_xml(fonts, 'body')}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


_TABLE_STYLE = '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'

# Mode 15: Word opens the file as its own, not in the compatibility mode of older versions.
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def dress(docx: Docx, fonts: Fonts) -> None:
    """Replace the styles and settings of an empty document by those of an official document."""
    styles = "".join(_style_xml(style, fonts) for style in STYLES)
    sheet = parse_xml(
        f"<w:styles {nsdecls('w')}>{_defaults_xml(fonts)}{styles}{_TABLE_STYLE}</w:styles>"
    )
    docx.styles.element[:] = list(sheet)
    docx.settings.element[:] = list(
        parse_xml(f"<w:settings {nsdecls('w')}>{_SETTINGS}</w:settings>")
    )

"""The parts of a Word file that are the same in all, but for its language and what it says of itself."""

from __future__ import annotations

from html import escape

from ...pdf.xmp import MAKER, Metadata
from ...text.typography import unmarked
from .elements import RELATIONSHIPS, Element, w


def core_of(about: Metadata, language: str) -> str:
    """What the file says of itself (ISO/IEC 29500-2, 11): its dates are those of the data."""
    moment = f"{about.created}T00:00:00Z"
    told = {
        "dc:title": about.title,
        "dc:creator": about.creator,
        "dc:description": about.description,
        "dc:identifier": about.identifier,
        "dc:language": language,
        "cp:keywords": ", ".join(about.keywords),
        "cp:lastModifiedBy": about.publisher,
        "cp:revision": "1",
    }
    inside = "".join(f"<{name}>{escape(unmarked(value), quote=False)}</{name}>" for name, value in told.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return f"{_DECLARED}<cp:coreProperties {_CORE}>{inside}{dates}</cp:coreProperties>"


def app_of(about: Metadata) -> str:
    """The program that made it, and who publishes."""
    names = f"<Application>{MAKER}</Application><Company>{escape(about.publisher, quote=False)}</Company>"
    return f'{_DECLARED}<Properties xmlns="{_EXTENDED}">{names}</Properties>'


def separators() -> list[Element]:
    """The line over footnotes, which the format asks for (ISO/IEC 29500-1, 17.11.23)."""
    kinds = (("separator", -1), ("continuationSeparator", 0))
    flow = (w("pPr", w("spacing", after=0, line=240, lineRule="auto")) for _ in kinds)
    return [
        w("footnote", w("p", about, w("r", w(kind))), type=kind, id=number)
        for (kind, number), about in zip(kinds, flow, strict=True)
    ]


def settings_of(language: str) -> Element:
    """The part with the settings: those of today's Word, and the language of its dialogues."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return w(
        "settings",
        w("defaultTabStop", val=708),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", mode),
        w("themeFontLang", val=language),
    )


def content_types() -> str:
    """The part that says what each part is (ISO/IEC 29500-2, 10.1.2)."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        **{f"/word/{name}.xml": f"{main}.{kind}+xml" for name, kind in _KINDS.items()},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    named = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    ends = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{_DECLARED}<Types xmlns="{space}">{ends}{named}</Types>'


_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "footnotes": "footnotes",
    "header1": "header",
    "footer1": "footer",
}
PARTS = [
    ("rId1", "officeDocument", "word/document.xml", False),
    ("rId2", f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml", False),
    ("rId3", "extended-properties", "docProps/app.xml", False),
]
OWN = [
    ("rId1", "styles", "styles.xml", False),
    ("rId2", "numbering", "numbering.xml", False),
    ("rId3", "settings", "settings.xml", False),
    ("rId4", "fontTable", "fontTable.xml", False),
    ("rId5", "footnotes", "footnotes.xml", False),
    ("rId6", "header", "header1.xml", False),
    ("rId7", "footer", "footer1.xml", False),
]

"""The look of Word files, from the tokens of the theme: built-in styles by their own names, in the colours and the type
of the PDF.

Sizes are half points and distances twentieths of a point, as the format has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...data.model import DOMAIN_SLUGS
from ...design.theme import Theme
from .blocks import Role
from .elements import Element, on, w

STYLES: dict[Role, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "series": "Series",
    "lead": "Lead",
    "definition": "Definition",
    "caveat": "Caveat",
    "quiet": "Quiet",
    "text": "Normal",
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "heading 3": "Heading3",
    "bullet": "ListBullet",
    "number": "ListNumber",
    "caption": "Caption",
}
"""The style of each role, by its identifier."""

TABLE = "MGITable"
HEADINGS = {"Heading1": 1, "Heading2": 2, "Heading3": 3}
_STAND_INS = ("Segoe UI", "Calibri", "Noto Sans")


@dataclass(frozen=True)
class Look:
    """The colours of a file, ``RRGGBB``: those of domains, by number, are ``fills``, ``on`` them and ``tints``."""

    font: str
    ink: str
    soft: str
    rule: str
    mist: str
    deep: str
    link: str
    fills: dict[int, str]
    on: dict[int, str]
    tints: dict[int, str]


def look_of(theme: Theme) -> Look:
    """The look that a theme gives."""
    accents = theme.accents()
    numbered = dict(enumerate(DOMAIN_SLUGS, 1))
    return Look(
        font=theme.fonts.text[0],
        **{name: _hex(theme.rgb(name)) for name in ("ink", "soft", "rule", "mist", "deep")},
        link=_hex(theme.rgb("label")),
        fills={number: _hex(accents[slug][0]) for number, slug in numbered.items()},
        on={number: _hex(accents[slug][1]) for number, slug in numbered.items()},
        tints={number: _hex(theme.tint(slug).rgb) for number, slug in numbered.items()},
    )


def _hex(rgb: str) -> str:
    return rgb.removeprefix("#").upper()


def styles_of(look: Look, language: str) -> Element:
    """The part with the styles; ``language`` is that of the text which says nothing else."""
    fonts = w("rFonts", ascii=look.font, hAnsi=look.font, eastAsia=look.font, cs=look.font)
    text = w("rPr", fonts, w("color", val=look.ink), w("sz", val=21), w("szCs", val=21), _language(language))
    flow = w("pPr", w("spacing", after=120, line=288, lineRule="auto"))
    defaults = w("docDefaults", w("rPrDefault", text), w("pPrDefault", flow))
    return w("styles", defaults, *_paragraphs(look), *_characters(look), *_tables(look))


def _language(code: str) -> Element:
    return w("lang", val=code, eastAsia=code, bidi=code)


def _style(
    identifier: str,
    name: str,
    *properties: Element | None,
    based: str = "Normal",
    after: str = "",
    kind: str = "paragraph",
    shown: bool = True,
) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=based) if based else None,
        w("next", val=after) if after else None,
        w("uiPriority", val=10 if shown else 99),
        on(shown, "qFormat"),
        *properties,
        type=kind,
        styleId=identifier,
        **({"default": 1} if not based and identifier in ("Normal", "Paragraph", "TableNormal", "NoList") else {}),
        **({"customStyle": 1} if identifier in _OWN else {}),
    )


_OWN = ("Series", "Lead", "Definition", "Caveat", "Quiet", "Gist", "MGIReference", "Badge", TABLE)


def _type(size: float = 0, colour: str = "", *, bold: bool = False, italic: bool = False) -> Element:
    half = round(size * 2)
    return w(
        "rPr",
        on(bold, "b"),
        on(bold, "bCs"),
        on(italic, "i"),
        on(italic, "iCs"),
        w("color", val=colour) if colour else None,
        w("sz", val=half) if half else None,
        w("szCs", val=half) if half else None,
    )


def _flow(before: int = 0, after: int = 120, line: int = 0, *, head: int = 0, keep: bool = False) -> Element:
    spacing = w("spacing", before=before, after=after, **({"line": line, "lineRule": "auto"} if line else {}))
    outline = w("outlineLvl", val=head - 1) if head else None
    return w("pPr", on(keep or bool(head), "keepNext"), on(bool(head), "keepLines"), spacing, outline)


def _paragraphs(look: Look) -> Iterator[Element]:
    yield _style("Normal", "Normal", based="")
    yield _style("Title", "Title", _flow(0, 40, 240, keep=True), _type(28, look.deep, bold=True), after="Subtitle")
    yield _style("Subtitle", "Subtitle", _flow(0, 240), _type(11, look.soft), after="Normal")
    yield _style("Series", "Series", _flow(0, 60, keep=True), _type(9.5, look.soft, bold=True), after="Title")
    heads = ((1, 17, 420, 100), (2, 11.5, 220, 100), (3, 10.5, 160, 60))
    for level, size, before, after in heads:
        flow, letters = _flow(before, after, 264, head=level), _type(size, look.deep, bold=True)
        yield _style(f"Heading{level}", f"heading {level}", flow, letters, after="Normal")
    yield _style("Lead", "Lead", _flow(120, 200, 300), _type(12, look.deep))
    yield _style("Definition", "Definition", _flow(0, 120, keep=True), _type(0, look.soft))
    yield _style("Quiet", "Quiet", _flow(0, 100), _type(9, look.soft))
    yield _style("Caveat", "Caveat", _grounded(look.mist), _type(9.5, look.ink))
    for identifier, name, number in (("ListBullet", "List Bullet", 1), ("ListNumber", "List Number", 2)):
        listed = w("numPr", w("ilvl", val=0), w("numId", val=number))
        yield _style(identifier, name, w("pPr", listed, w("spacing", after=100), w("ind", left=340, hanging=340)))
    yield _style("Caption", "caption", _flow(240, 80, keep=True), _type(10.5, look.deep, bold=True), after="Normal")
    yield _style("FootnoteText", "footnote text", _flow(0, 40, 252), _type(8.5, look.soft), shown=False)
    yield _style("Header", "header", _flow(0, 0, 240), shown=False)
    tabs = w("tabs", w("tab", val="right", pos=TEXT_WIDTH))
    foot = w("pPr", tabs, w("spacing", before=0, after=0, line=228, lineRule="auto"))
    yield _style("Footer", "footer", foot, _type(7.5, look.soft), shown=False)


def _grounded(ground: str) -> Element:
    """Lines on a ground, within it on the left. Borders would do the same; LibreOffice 7.4 leaves them untagged."""
    shade = w("shd", val="clear", color="auto", fill=ground)
    inside = w("ind", left=140, hanging=140)
    return w(
        "pPr",
        shade,
        w("tabs", w("tab", val="left", pos=140)),
        w("spacing", before=120, after=280, line=288, lineRule="auto"),
        inside,
    )


TEXT_WIDTH = 9412
"""Between the margins of A4, in twentieths of a point: 166 mm."""


def _characters(look: Look) -> Iterator[Element]:
    def letters(identifier: str, name: str, properties: Element | None, based: str = "Paragraph") -> Element:
        inside = [properties] if properties is not None else []
        return _style(identifier, name, *inside, based=based, kind="character", shown=False)

    yield letters("Paragraph", "Default Paragraph Font", None, based="")
    yield letters("Strong", "Strong", w("rPr", w("b"), w("bCs")))
    yield letters("Emphasis", "Emphasis", w("rPr", w("i"), w("iCs")))
    yield letters("Hyperlink", "Hyperlink", w("rPr", w("color", val=look.link), w("u", val="single")))
    yield letters("FootnoteReference", "footnote reference", w("rPr", w("vertAlign", val="superscript")))
    yield letters("Gist", "Gist", _type(0, look.deep, bold=True))
    yield letters("MGIReference", "MGI Reference", _type(8.5, look.soft))
    yield letters("Badge", "Badge", _type(0, bold=True))


def _tables(look: Look) -> Iterator[Element]:
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in _PADDING))
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    yield _style("TableNormal", "Normal Table", plain, based="", kind="table", shown=False)
    yield _style("NoList", "No List", based="", kind="numbering", shown=False)
    line = {"val": "single", "sz": 4, "space": 0, "color": look.rule}
    edges = w("tblBorders", w("top", **line | {"sz": 8, "color": look.deep}), w("bottom", **line), w("insideH", **line))
    text = w("pPr", w("spacing", after=0, line=276, lineRule="auto"))
    head = w("tblStylePr", w("rPr", w("b"), w("bCs"), w("color", val=look.deep)), type="firstRow")
    first = w("tblStylePr", w("rPr", w("b"), w("bCs")), type="firstCol")
    small = w("rPr", w("sz", val=19), w("szCs", val=19))
    parts = text, small, w("tblPr", edges), head, first
    yield _style(TABLE, "MGI Table", *parts, based="TableNormal", kind="table", shown=False)


_PADDING = (("top", 50), ("left", 85), ("bottom", 50), ("right", 85))


def fonts_of(look: Look) -> Element:
    """The part that names the font, and what stands in where a machine does not have it."""
    stand_in = w("altName", val=",".join(_STAND_INS))
    family = w("font", stand_in, w("family", val="swiss"), w("pitch", val="variable"), name=look.font)
    return w("fonts", family)


def numbering_of(lists: int) -> Element:
    """The part with the marks of lists: bullets, and numbers that begin anew in each of so many lists."""
    kinds = [
        w("abstractNum", w("multiLevelType", val="singleLevel"), _level(form, mark), abstractNumId=index)
        for index, (form, mark) in enumerate((("bullet", "•"), ("decimal", "%1.")))
    ]
    nums = [w("num", w("abstractNumId", val=index), numId=index + 1) for index in range(2)]
    for index in range(lists):
        anew = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        nums.append(w("num", w("abstractNumId", val=1), anew, numId=index + FIRST_LIST))
    return w("numbering", *kinds, *nums)


def _level(form: str, mark: str) -> Element:
    indent = w("pPr", w("ind", left=340, hanging=340))
    marks = w("numFmt", val=form), w("lvlText", val=mark), w("lvlJc", val="left")
    return w("lvl", w("start", val=1), *marks, indent, ilvl=0)


FIRST_LIST = 3
"""The number of the first list with numbers of its own."""

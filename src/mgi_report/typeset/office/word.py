"""Blocks → a Word file: its parts, with the language, the alternatives and the heads that its readers need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ...design.theme import Theme
from ...errors import ExitCode, Kind, ReportError, excerpt
from ...pdf.xmp import Metadata
from ...text.typography import unmarked
from .blocks import Block, Cell, Document, Paragraph, Picture, Span, Table
from .elements import Element, on, relationships, w, written
from .package import zipped
from .parts import OWN, PARTS, app_of, content_types, core_of, separators, settings_of
from .pictures import drawing, size_of, stripe
from .styles import FIRST_LIST, STYLES, TABLE, TEXT_WIDTH, Look, fonts_of, look_of, numbering_of, styles_of

_PAGE = {"w": 11906, "h": 16838}
_MARGINS = {"top": 1500, "right": 1247, "bottom": 1700, "left": 1247, "header": 600, "footer": 560, "gutter": 0}
_NEAR, _APART, _BELOW_TABLE = 40, 110, 120
_SHORT = 600  # characters of a row that is not parted at the end of a page
_CHARACTER = {"strong": "Strong", "gist": "Gist", "reference": "MGIReference", "badge": "Badge"}
_STRIPE = "media/stripe.png"


def word_of(document: Document, theme: Theme, about: Metadata, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A Word file of a document in the look of a theme; ``pictures`` are PNG by name.

    Dates are those of ``about``. Raises :class:`ReportError` (template) for a picture that is not given.
    """
    return _Writer(document, look_of(theme), about, pictures or {}).file()


def anchored(name: str) -> str:
    """An anchor as the format allows it: letters, digits and low lines, at most 40."""
    return re.sub(r"\W", "_", name)[:40]


class _Writer:
    """Writes one file; relationships, footnotes and anchors are numbered as they come."""

    def __init__(self, document: Document, look: Look, about: Metadata, pictures: Mapping[str, bytes]) -> None:
        self.document, self.look, self.about, self.given = document, look, about, pictures
        self.mirrored = document.direction == "rtl"
        self.notes: list[Element] = []
        self.links: dict[str, list[str]] = {"document": [], "footnotes": [], "footer": []}
        self.media: dict[str, bytes] = {}
        self._anchors = self._drawn = 0

    def file(self) -> bytes:
        """The bytes of the file."""
        blocks = self.document.blocks
        below = [False, *(isinstance(block, Table) for block in blocks)]
        body = [made for block, after in zip(blocks, below, strict=False) for made in self._block(block, below=after)]
        root = w("document", w("body", *body, self._section()))
        foot = self._foot()
        lists = max((item.list for item in self.document.blocks if isinstance(item, Paragraph)), default=0)
        parts = {
            "[Content_Types].xml": content_types().encode(),
            "_rels/.rels": relationships(PARTS),
            "docProps/core.xml": core_of(self.about, self.document.language).encode(),
            "docProps/app.xml": app_of(self.about).encode(),
            "word/document.xml": written(root),
            "word/_rels/document.xml.rels": relationships([*OWN, *self._media(), *self._outside("document")]),
            "word/styles.xml": written(styles_of(self.look, self.document.language)),
            "word/numbering.xml": written(numbering_of(lists)),
            "word/settings.xml": written(settings_of(self.document.language)),
            "word/fontTable.xml": written(fonts_of(self.look)),
            "word/footnotes.xml": written(w("footnotes", *separators(), *self.notes)),
            "word/header1.xml": written(self._head()),
            "word/_rels/header1.xml.rels": relationships([("rId1", "image", _STRIPE, False)]),
            "word/footer1.xml": written(foot),
            f"word/{_STRIPE}": stripe([self.look.fills[number] for number in sorted(self.look.fills)]),
            **{f"word/{name}": data for name, data in self.media.items()},
        }
        for part in ("footnotes", "footer1"):
            if outside := self._outside(part.rstrip("1")):
                parts[f"word/_rels/{part}.xml.rels"] = relationships(outside)
        return zipped(parts)

    # Blocks

    def _block(self, block: Block, *, below: bool) -> list[Element]:
        """A block; ``below``: it follows a table, from which running text keeps away."""
        if isinstance(block, Table):
            return [self._paragraph(Paragraph("caption", block.caption)), self._table(block)]
        return [
            self._picture(block) if isinstance(block, Picture) else self._paragraph(block, above=_BELOW_TABLE * below)
        ]

    def _paragraph(self, item: Paragraph, *, head: bool = False, after: int = 0, above: int = 0) -> Element:
        """A paragraph; those in cells have so much space ``after`` them, what follows a table so much ``above``."""
        named: list[Element] = []
        if item.anchor:
            self._anchors += 1
            named = [
                w("bookmarkStart", id=self._anchors, name=anchored(item.anchor)),
                w("bookmarkEnd", id=self._anchors),
            ]
        runs = self._runs(item.spans, "document", item.domain)
        if item.role == "caveat":  # its lines stand within its ground, on which a border would do, were it tagged
            runs.insert(0, w("r", w("tab")))
        return w("p", self._properties(item, head=head, after=after, above=above), *named[:1], *runs, *named[1:])

    def _properties(self, item: Paragraph, *, head: bool, after: int, above: int) -> Element:
        """Style and, where it stands within a domain, the colour of that; items of lists are denser in tables."""
        shade = indent = None
        if item.domain and item.role == "heading 2":
            shade = w("shd", val="clear", color="auto", fill=self.look.tints[item.domain])
            indent = w("ind", firstLine=100)
        number = w("numPr", w("ilvl", val=0), w("numId", val=item.list + FIRST_LIST - 1)) if item.list else None
        spacing = None
        if after and item.role in ("bullet", "number"):
            spacing = w("spacing", after=60, line=252, lineRule="auto")
        elif after and not head:
            spacing = w("spacing", after=after, line=264, lineRule="auto")
        elif above and item.role in ("quiet", "text", "bullet", "number"):
            spacing = w("spacing", before=above)
        style = w("pStyle", val=STYLES[item.role]) if item.role != "text" else None
        return w("pPr", style, on(head, "keepNext"), number, shade, on(self.mirrored, "bidi"), spacing, indent)

    def _table(self, table: Table) -> Element:
        """A table; its caption is a paragraph before it, and what it is called for who does not see it."""
        said = "".join(span.text for span in table.caption)
        columns = len(table.rows[0])
        shares = table.widths or (100 / columns,) * columns
        widths = [round(TEXT_WIDTH * share / 100) for share in shares]
        headed = any(row[0].head for row in table.rows[1:])
        about = w(
            "tblPr",
            w("tblStyle", val=TABLE),
            on(self.mirrored, "bidiVisual"),
            w("tblW", w=TEXT_WIDTH, type="dxa"),
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val="0620" if not headed else "06A0",
                firstRow=1,
                firstColumn=int(headed),
                noHBand=1,
                noVBand=1,
            ),
            w("tblCaption", val=unmarked(said)),
            w("tblDescription", val=unmarked(said)),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
        rows = [self._row(row, widths, table, head=not index) for index, row in enumerate(table.rows)]
        return w("tbl", about, grid, *rows)

    def _row(self, row: Sequence[Cell], widths: Sequence[int], table: Table, *, head: bool) -> Element:
        ground = self.look.tints[table.domain] if table.domain else self.look.mist
        cells = []
        for cell, width in zip(row, widths, strict=True):
            shade = w("shd", val="clear", color="auto", fill=ground) if head else None
            about = w("tcPr", w("tcW", w=width, type="dxa"), shade)
            said = [
                self._paragraph(item, head=head, after=_NEAR if _is_near(item, cell) else _APART)
                for item in cell.paragraphs
            ]
            cells.append(w("tc", about, *said))
        whole = len("".join(item.words for cell in row for item in cell.paragraphs)) < _SHORT
        return w("tr", w("trPr", on(whole, "cantSplit"), on(head, "tblHeader")), *cells)

    def _picture(self, picture: Picture) -> Element:
        if picture.name not in self.given:
            message = f"there is no picture {excerpt(picture.name)}"
            raise ReportError(message, ExitCode.TEMPLATE, kind=Kind.PICTURE_MISSING)
        self._drawn += 1
        name = f"media/picture-{self._drawn}.png"
        self.media[name] = self.given[picture.name]
        shape = drawing(
            self._drawn + 1, f"rIdPicture{self._drawn}", unmarked(picture.alt), picture.width, size_of(self.media[name])
        )
        return w("p", w("pPr", on(True, "keepNext")), w("r", shape))  # what it is stands below it

    # Text

    def _runs(self, spans: Iterable[Span], part: str, domain: int = 0) -> list[Element]:
        """The runs of a text; what one link has in several pieces is one link."""
        runs: list[Element] = []
        before = ""
        for span in spans:
            run = self._note(span) if span.note else self._run(span, domain)
            if span.href and span.href == before:
                runs[-1].append(run)
            elif span.href:
                runs.append(self._link(span, run, part))
            else:
                runs.append(run)
            before = span.href
        return runs

    def _run(self, span: Span, domain: int = 0) -> Element:
        badge = span.mark == "badge" and domain
        style = "Hyperlink" if span.href and not span.mark else _CHARACTER.get(span.mark, "")
        properties = w(
            "rPr",
            w("rStyle", val=style) if style else None,
            on(span.emphasis, "i"),
            on(span.emphasis, "iCs"),
            w("color", val=self.look.on[domain]) if badge else None,
            w("shd", val="clear", color="auto", fill=self.look.fills[domain]) if badge else None,
            on(self.mirrored and not _is_latin(span.language), "rtl"),
            w("lang", val=span.language, eastAsia=span.language, bidi=span.language) if span.language else None,
        )
        text = unmarked(f"\u00a0{span.text}\u00a0" if badge else span.text)
        pieces = text.split("-") if span.mark == "reference" else [text]
        words = [item for piece in pieces for item in (w("noBreakHyphen"), w("t", piece, xml_space="preserve"))][1:]
        return w("r", properties if len(properties) else None, *words)

    def _link(self, span: Span, run: Element, part: str) -> Element:
        href = span.href
        if href.startswith("#"):  # without a tooltip: LibreOffice 25.2 drops links within a file that have one
            return w("hyperlink", run, anchor=anchored(href[1:]), history=1)
        links = self.links[part]
        if href not in links:
            links.append(href)
        return w("hyperlink", run, r_id=f"rIdLink{links.index(href) + 1}", tooltip=unmarked(span.title), history=1)

    def _note(self, span: Span) -> Element:
        number = len(self.notes) + 1
        mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
        space = w("r", w("t", " ", xml_space="preserve"))
        style = w("pPr", w("pStyle", val="FootnoteText"), on(self.mirrored, "bidi"))
        self.notes.append(w("footnote", w("p", style, mark, space, *self._runs(span.note, "footnotes")), id=number))
        return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))

    # Parts

    def _section(self) -> Element:
        return w(
            "sectPr",
            w("headerReference", type="default", r_id="rId6"),
            w("footerReference", type="default", r_id="rId7"),
            w("pgSz", **_PAGE),
            w("pgMar", **_MARGINS),
            on(self.mirrored, "bidi"),
        )

    def _head(self) -> Element:
        """The stripe in the colours of the domains, which says nothing and is marked so."""
        return w("hdr", w("p", w("pPr", w("pStyle", val="Header")), w("r", drawing(1, "rId1", "", 166, (83, 1)))))

    def _foot(self) -> Element:
        """The caveat, and the number of the page."""
        style = w("pPr", w("pStyle", val="Footer"), on(self.mirrored, "bidi"))
        number = [*_field("PAGE"), w("r", w("t", "\u00a0/\u00a0", xml_space="preserve")), *_field("NUMPAGES")]
        return w("ftr", w("p", style, *self._runs(self.document.foot, "footer"), w("r", w("tab")), *number))

    def _media(self) -> list[tuple[str, str, str, bool]]:
        return [(f"rIdPicture{number}", "image", name, False) for number, name in enumerate(self.media, 1)]

    def _outside(self, part: str) -> list[tuple[str, str, str, bool]]:
        return [(f"rIdLink{number}", "hyperlink", href, True) for number, href in enumerate(self.links[part], 1)]


def _is_near(item: Paragraph, cell: Cell) -> bool:
    """Whether the end of its cell, or a paragraph that belongs to it, comes after a paragraph."""
    return cell.head or item.role == "quiet" or item is cell.paragraphs[-1]


def _is_latin(language: str) -> bool:
    from babel import Locale

    return bool(language) and str(Locale.parse(language.split("-")[0]).text_direction) == "ltr"


def _field(name: str) -> list[Element]:
    """A number that the program fills in."""
    begin, parted, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    code = w("r", w("instrText", f" {name} ", xml_space="preserve"))
    return [begin, code, parted, w("r", w("t", "1")), end]

"""What a Word file lacks for its readers: for those who hear it, for those who work on it, and for Word itself.

The rules are those of the checklists for accessible documents (real headings, one title, heads and captions of tables,
alternatives, languages, links that say something, no boxes of text, no merged cells), and of ISO/IEC 29500-1 where Word
repairs or refuses a file: parts that are named and there, and properties in their order.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ...errors import Kind, Problem, excerpt
from .elements import RELATIONSHIPS, WP, Element, R, W, attribute
from .reading import DamagedFileError, paragraphs_of, parts_of, style_of, tree_of, words_of
from .styles import HEADINGS

_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u shd vertAlign rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW shd",
    "sectPr": "headerReference footerReference pgSz pgMar bidi",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr tblStylePr",
    "tbl": "tblPr tblGrid tr",
    "settings": "defaultTabStop characterSpacingControl footnotePr compat themeFontLang",
}
"""The order of properties (ISO/IEC 29500-1, annex A), as far as we write them; others are foreign."""

_UNWANTED = ("txbxContent", "gridSpan", "vMerge", "hMerge", "pict", "object", "altChunk", "sdt")
_VAGUE = {"here", "click here", "link", "more", "aquí", "más", "ici", "plus", "lien", "enlace"}
_ACTIVE = ("vbaproject", ".bin", "activex", "embeddings/")
_SCHEMES = ("https://", "http://", "mailto:")


@dataclass
class _File:
    name: str
    parts: dict[str, bytes]

    def __post_init__(self) -> None:
        self.body = tree_of(self.parts, "word/document.xml")
        self.styles = tree_of(self.parts, "word/styles.xml")
        self.trees = {
            name: tree_of(self.parts, name)
            for name in sorted(self.parts)
            if name.startswith("word/") and name.endswith(".xml")
        }

    def problem(self, message: str, hint: str = "", value: str = "") -> Problem:
        return Problem(self.name, message=message, hint=hint, value=value and excerpt(value), kind=Kind.OFFICE)


def lint_word(data: bytes, name: str) -> list[Problem]:
    """All that a Word file lacks; one problem where it cannot be read at all."""
    try:
        file = _File(name, parts_of(data))
        checks = (_package, _properties, _text, _tables, _drawn, _links, _notes, _feet, _order)
        return list(dict.fromkeys(problem for check in checks for problem in check(file)))
    except DamagedFileError as error:
        return [Problem(name, message=str(error), hint="make it anew", kind=Kind.OFFICE)]


def _all(root: Element, tag: str) -> Iterator[Element]:
    yield from root.iter(f"{{{W}}}{tag}")


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(attribute("val"), ""))


def _package(file: _File) -> Iterator[Problem]:
    for part in file.parts:
        if any(mark in part.lower() for mark in _ACTIVE):
            yield file.problem("it holds a program or a foreign file", "leave out macros and objects", part)
        if part.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(part))
            for item in tree_of(file.parts, part):
                target, outside = item.get("Target", ""), item.get("TargetMode") == "External"
                if outside and not target.startswith(_SCHEMES):
                    yield file.problem("something outside of the file is asked for", value=target)
                elif not outside and posixpath.normpath(posixpath.join(folder, target)) not in file.parts:
                    yield file.problem("a part that is named is missing", value=target)


def _properties(file: _File) -> Iterator[Problem]:
    core = {etree.QName(item).localname: (item.text or "").strip() for item in tree_of(file.parts, "docProps/core.xml")}
    for name in ("title", "creator", "language", "created", "modified"):
        if not core.get(name):
            yield file.problem(f"it does not tell its {name}", "fill the properties of the document")
    spoken = file.styles.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{{{W}}}rPr/{{{W}}}lang")
    if _value(spoken) != core.get("language"):
        yield file.problem("the language of its text is not the one that it says it is in", value=_value(spoken))


def _text(file: _File) -> Iterator[Problem]:
    """Styles that are there, one title first, headings that leave out no level, no paragraph without words."""
    known = {item.get(attribute("styleId")) for item in _all(file.styles, "style")}
    level, titles = 0, 0
    for paragraph in paragraphs_of(file.body):
        style, words = style_of(paragraph), words_of(paragraph)
        if style not in known:
            yield file.problem("a style that the file does not have", value=style)
        if not words.strip() and next(_all(paragraph, "drawing"), None) is None:
            yield file.problem("a paragraph without words", "make room with the spacing of a style")
        titles += style == "Title"
        if deep := HEADINGS.get(style):
            if deep > level + 1:
                yield file.problem(
                    f"a heading {deep} below a heading {level}" if level else "the first heading is not a heading 1",
                    value=words,
                )
            level = deep
    if titles != 1:
        yield file.problem("it has no title" if not titles else "it has several titles", "one paragraph is the title")
    if not level:
        yield file.problem("it has no headings", "use the styles Heading 1 to Heading 3")
    for name in _UNWANTED:
        if next(_all(file.body, name), None) is not None:
            yield file.problem("boxes of text, merged cells, fields and objects are not read in order", value=name)


def _tables(file: _File) -> Iterator[Problem]:
    for table in _all(file.body, "tbl"):
        about = table.find(f"{{{W}}}tblPr")
        caption = _value(about.find(f"{{{W}}}tblCaption")) if about is not None else ""
        if not caption:
            yield file.problem("a table does not say what it tells", "give it a caption")
        rows = list(_all(table, "tr"))
        heads = [row for row in rows if row.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None]
        if heads != rows[:1]:
            yield file.problem("the first row of a table is not marked as its heads, or others are", value=caption)
        if len({len(row.findall(f"{{{W}}}tc")) for row in rows}) > 1:
            yield file.problem("rows of a table have different numbers of cells", value=caption)
        if any(not words_of(cell).strip() for cell in _all(table, "tc")):
            yield file.problem("a table has an empty cell", "write a dash where there is nothing", caption)


def _drawn(file: _File) -> Iterator[Problem]:
    for name, tree in file.trees.items():
        for about in tree.iter(f"{{{WP}}}docPr"):
            silent = any(etree.QName(item).localname == "decorative" for item in about.iter())
            if not about.get("descr") and not silent:
                yield file.problem("a picture without words for those who do not see it", value=name)


def _links(file: _File) -> Iterator[Problem]:
    named = [str(item.get(attribute("name"))) for item in _all(file.body, "bookmarkStart")]
    for name, count in Counter(named).items():
        if count > 1:
            yield file.problem("a name that two places have", value=name)
    for part, tree in file.trees.items():
        there = _relationships(file, part)
        for link in _all(tree, "hyperlink"):
            said, anchor = words_of(link).strip(), link.get(attribute("anchor"))
            if not said or said.casefold() in _VAGUE:
                yield file.problem("a link whose words do not say where it leads", value=said)
            if anchor is None and not link.get(attribute("tooltip")):
                yield file.problem("a link out of the file that does not say aloud where it leads", value=said)
            if anchor is not None and anchor not in named:
                yield file.problem("a link that leads nowhere", value=anchor)
            if anchor is None and link.get(f"{{{R}}}id") not in there:
                yield file.problem("a link without an address", value=said)


def _relationships(file: _File, part: str) -> set[str]:
    folder, name = posixpath.split(part)
    own = f"{folder}/_rels/{name}.rels"
    tag = f"{{{RELATIONSHIPS}}}Relationship"
    return {str(item.get("Id")) for item in tree_of(file.parts, own).iter(tag)} if own in file.parts else set()


def _notes(file: _File) -> Iterator[Problem]:
    called = [item.get(attribute("id")) for item in _all(file.body, "footnoteReference")]
    notes = {
        note.get(attribute("id")): words_of(note).strip()
        for note in _all(file.trees.get("word/footnotes.xml", etree.Element("none")), "footnote")
        if note.get(attribute("type")) is None
    }
    if sorted(map(str, called)) != sorted(map(str, notes)):
        yield file.problem("footnotes and their marks do not agree")
    if not all(notes.values()):
        yield file.problem("a footnote without words")


def _feet(file: _File) -> Iterator[Problem]:
    """The caveat stands in the text and at the foot of every page, with the number of the page."""
    foot = file.trees.get("word/footer1.xml")
    caveats = [words_of(item) for item in paragraphs_of(file.body) if style_of(item) == "Caveat"]
    said = "" if foot is None else words_of(foot)
    if not caveats:
        yield file.problem("the caveat is missing in the text")
    elif not any(caveat and caveat in said for caveat in caveats):
        yield file.problem("the caveat of the text does not stand at the foot of its pages")
    if foot is not None and not any((item.text or "").strip() == "PAGE" for item in _all(foot, "instrText")):
        yield file.problem("its pages have no numbers")


def _order(file: _File) -> Iterator[Problem]:
    for part, tree in file.trees.items():
        for element in tree.iter(*(f"{{{W}}}{name}" for name in _ORDER)):
            order = _ORDER[etree.QName(element).localname].split()
            names = [etree.QName(item).localname for item in element]
            places = [order.index(name) for name in names if name in order]
            if places != sorted(places):
                yield file.problem(
                    "properties are not in the order that the format asks for", value=f"{part}: {' '.join(names)}"
                )

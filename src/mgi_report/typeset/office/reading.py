"""A finished Word file, read back: what it lists, says and is called, from its own XML.

A finding is an item of a list with an anchor; its gist and its reference have styles of their own, and the headings
over it say of what domain and list it is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from .elements import Element, W, attribute
from .styles import HEADINGS

_LISTS = ("ListBullet", "ListNumber")
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False}
LARGEST = 60_000_000
"""Bytes that all parts of a file may have, unpacked."""


class DamagedFileError(ValueError):
    """A file that is no sound package of parts; the message says why."""


@dataclass
class Listed:
    """An item with an anchor: the headings over it, its gist, its words and its reference."""

    domain: str
    title: str
    gist: str = ""
    text: str = ""
    reference: str = ""


class TableCell(NamedTuple):
    """A cell that is no head: what the heads of its row and of its column say, and the words of its paragraphs."""

    heads: frozenset[str]
    paragraphs: tuple[str, ...]


@dataclass
class WordFile:
    """What a file says: its items, the words of each of its paragraphs, notes included, and those of its foot.

    ``pieces`` are the words of paragraphs parted where their looks change or a middle dot stands, ``headings`` those of
    its headings, ``heads`` those of the rows that tables repeat on their next page and ``cells`` those of all others.
    """

    title: str = ""
    language: str = ""
    maker: str = ""
    items: list[Listed] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    foot: str = ""


def parts_of(data: bytes, largest: int = LARGEST) -> dict[str, bytes]:
    """The parts of an office file.

    Raises :class:`DamagedFileError` for what is no such file, or unpacks to more than ``largest`` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > largest or len(entries) > 5_000:
                raise DamagedFileError("it unpacks to more than a document has")
            return {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError) as error:
        if isinstance(error, DamagedFileError):
            raise
        raise DamagedFileError("it is damaged, or no office file") from error
    except Exception as error:  # zlib.error is no subclass of anything
        raise DamagedFileError("it is damaged") from error


def tree_of(parts: dict[str, bytes], name: str) -> Element:
    """A part as a tree; raises :class:`DamagedFileError` where it is missing or no XML."""
    try:
        return etree.fromstring(parts[name], etree.XMLParser(**_PARSER))
    except KeyError:
        raise DamagedFileError(f"its part {name} is missing") from None
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"its part {name} is no XML ({error.msg})") from error


def read_word(data: bytes) -> WordFile:
    """What a Word file says; raises :class:`DamagedFileError`."""
    parts = parts_of(data)
    file = WordFile()
    heads = {1: "", 2: "", 3: ""}
    document = tree_of(parts, "word/document.xml")
    for paragraph in paragraphs_of(document):
        words, style = words_of(paragraph), style_of(paragraph)
        file.paragraphs.append(words)
        file.pieces += pieces_of(paragraph)
        if level := HEADINGS.get(style):
            file.headings.append(words)
            heads |= {level: words} | {deeper: "" for deeper in heads if deeper > level}
        elif style in _LISTS and (item := _item(paragraph, heads[1], heads[2])):
            file.items.append(item)
    for row in document.iterfind(f".//{{{W}}}trPr/{{{W}}}tblHeader/../.."):
        file.heads += filter(None, map(words_of, paragraphs_of(row)))
    file.cells += _cells(document)
    notes = tree_of(parts, "word/footnotes.xml") if "word/footnotes.xml" in parts else None
    if notes is not None:
        for note in paragraphs_of(notes):
            file.paragraphs += filter(None, (words_of(note).strip(),))
            file.pieces += pieces_of(note)
    if "word/footer1.xml" in parts:
        file.foot = words_of(tree_of(parts, "word/footer1.xml"))
    _describe(file, parts)
    return file


def _cells(document: Element) -> Iterator[TableCell]:
    """The cells of all tables, whose first row and column are heads."""
    for table in document.iter(f"{{{W}}}tbl"):
        rows = [
            [tuple(map(words_of, paragraphs_of(cell))) for cell in row.iterfind(f"{{{W}}}tc")]
            for row in table.iterfind(f"{{{W}}}tr")
        ]
        columns = [" ".join(cell) for cell in rows[0]] if rows else []
        for head, *cells in rows[1:]:
            for column, cell in zip(columns[1:], cells, strict=False):
                yield TableCell(frozenset((" ".join(head), column)), cell)


def _describe(file: WordFile, parts: dict[str, bytes]) -> None:
    told = {etree.QName(item).localname: item.text or "" for item in tree_of(parts, "docProps/core.xml")}
    file.title, file.language = told.get("title", ""), told.get("language", "")
    if "docProps/app.xml" in parts:
        names = {etree.QName(item).localname: item.text or "" for item in tree_of(parts, "docProps/app.xml")}
        file.maker = names.get("Application", "")


def paragraphs_of(root: Element) -> Iterator[Element]:
    """All paragraphs, in the order of reading."""
    yield from root.iter(f"{{{W}}}p")


def style_of(paragraph: Element) -> str:
    """The style of a paragraph, by its identifier."""
    found = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "Normal" if found is None else str(found.get(attribute("val")))


def words_of(element: Element) -> str:
    """The words in an element, as they are read; not those of fields, which a program fills in."""
    return "".join(_words(element))


def pieces_of(paragraph: Element) -> list[str]:
    """The words of each stretch of a paragraph, as far as it has any letter."""
    runs = (piece for run in paragraph.iter(f"{{{W}}}r") for piece in words_of(run).split("·"))
    return [run.strip() for run in runs if any(map(str.isalnum, run))]


def _words(element: Element) -> Iterator[str]:
    for item in element.iter(f"{{{W}}}t", f"{{{W}}}noBreakHyphen"):
        yield (item.text or "") if item.tag == f"{{{W}}}t" else "-"


def _item(paragraph: Element, domain: str, title: str) -> Listed | None:
    """The finding that an item of a list is, or nothing."""
    if paragraph.find(f"{{{W}}}bookmarkStart") is None:
        return None
    item = Listed(domain, title)
    for run in paragraph.iter(f"{{{W}}}r"):
        style = run.find(f"{{{W}}}rPr/{{{W}}}rStyle")
        name = "" if style is None else str(style.get(attribute("val")))
        part = {"Gist": "gist", "MGIReference": "reference"}.get(name, "text")
        setattr(item, part, getattr(item, part) + words_of(run))
    return item

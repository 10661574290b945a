"""HTML → the blocks of a document: a small, strict part of HTML, as the templates in ``office/`` write it.

``p`` (its class is its role), ``h1`` to ``h3``, ``ul``, ``ol``, ``li``, ``table`` with ``caption``, ``col``, ``thead``
and ``tbody``, ``th`` with ``scope``, ``td``, ``img`` with ``alt``, ``section`` with the class of a domain, ``footer``;
in text ``a``, ``strong``, ``em``, ``span``, ``b`` for a gist, ``code`` for a reference, ``i`` for the number of a
domain and ``small`` for a footnote; ``lang`` anywhere. Whatever else stands in a page is a fault of its template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from ...errors import ExitCode, Kind, Problem, ReportError, excerpt
from ...text.hypertext import read_html
from .blocks import Cell, Document, Mark, Paragraph, Picture, Role, Span, Table

_OUTER = {"html", "head", "body", "section", "ul", "ol", "table", "colgroup", "thead", "tbody", "tr"}
_PARAGRAPHS: dict[str, Role] = {"p": "text", "h1": "heading 1", "h2": "heading 2", "h3": "heading 3"}
_MARKS: dict[str, Mark] = {"strong": "strong", "b": "gist", "code": "reference", "i": "badge"}
_INLINE = {*_MARKS, "a", "em", "span", "small"}
_EMPTY = {"meta", "col", "img"}
_SPACE = re.compile(r"[ \t\r\n]+")
_DOMAIN = re.compile(r"(?:^|\s)d([1-9])(?:\s|$)")
_ROLES = get_args(Role)
_KNOWN = (
    f"known are {', '.join(sorted({*_OUTER, *_PARAGRAPHS, *_INLINE, 'caption', 'th', 'td', 'li', 'img', 'footer'}))}"
)


@dataclass(frozen=True)
class _State:
    """What is true of the words that come now."""

    span: Span = field(default_factory=lambda: Span(""))
    domain: int = 0
    tag: str = ""
    list: int = 0
    silent: bool = False


class _Reader:
    """Listens to a page (:func:`..text.hypertext.read_html`)."""

    def __init__(self, file: str) -> None:
        self.file, self.document, self.problems = file, Document(), list[Problem]()
        self._open = [_State()]
        self._spans: list[list[Span]] = []
        self._paragraph: Paragraph | None = None
        self._table: dict[str, Any] | None = None
        self._cells: list[Paragraph] | None = None
        self._lists = 0

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        here = replace(self._open[-1], tag=tag)
        if tag == "html":
            self.document.language, self.document.direction = given.get("lang", ""), given.get("dir", "ltr")
        elif language := given.get("lang"):
            spoken = "" if language == self.document.language else language
            here = replace(here, span=replace(here.span, language=spoken))
        if found := _DOMAIN.search(given.get("class", "")):
            here = replace(here, domain=int(found[1]))
        if tag in _INLINE:
            if self._paragraph is None and self._cells is not None:
                self._begin("text", {}, here)
            here = replace(here, span=self._marked(here.span, tag, given))
        elif tag == "title":
            here = replace(here, silent=True)
        elif not self._block(tag, given, here):
            self._wrong(f"<{tag}> is no part of a document for a word processor", _KNOWN)
        if tag in ("ul", "ol"):
            self._lists += tag == "ol"
            here = replace(here, list=self._lists if tag == "ol" else 0)
        self._open.append(here)

    def _block(self, tag: str, given: Mapping[str, str], here: _State) -> bool:
        """Begin what is no part of a line; whether it is known."""
        role = given.get("class", "").split()[:1]
        if tag in _PARAGRAPHS:
            asked = role[0] if role and role[0] in _ROLES else _PARAGRAPHS[tag]
            self._begin(asked, given, here)  # type: ignore[arg-type]
        elif tag == "li":
            self._begin("number" if here.list else "bullet", given, here)
        elif tag in ("caption", "footer"):
            self._begin("caption" if tag == "caption" else "quiet", given, here)
        elif tag == "table":
            self._table = {"caption": (), "rows": [], "widths": [], "domain": here.domain}
        elif tag in ("tr", "col"):
            self._row(tag, given)
        elif tag in ("th", "td"):
            self._cells = []
            if tag == "th" and given.get("scope") not in ("col", "row"):
                self._wrong("a head of a table without scope", 'write <th scope="col"> or <th scope="row">')
        elif tag == "img":
            self.document.blocks.append(
                Picture(given.get("src", ""), given.get("alt", ""), float(given.get("width", "160")))
            )
        else:
            return tag in _OUTER or tag == "meta"
        return True

    def _row(self, tag: str, given: Mapping[str, str]) -> None:
        if self._table is None:
            self._wrong(f"<{tag}> outside of a table")
        elif tag == "tr":
            self._table["rows"].append([])
        else:
            self._table["widths"].append(int(given.get("width", "0").rstrip("%")))

    def _marked(self, span: Span, tag: str, given: Mapping[str, str]) -> Span:
        if tag == "small":
            self._spans.append([])
            return replace(span, mark="", href="", title="", emphasis=False)
        if tag == "a":
            return replace(span, href=given.get("href", ""), title=given.get("title", ""))
        return replace(span, emphasis=True) if tag == "em" else replace(span, mark=_MARKS.get(tag, span.mark))

    def _begin(self, role: Role, given: Mapping[str, str], here: _State) -> None:
        if self._paragraph is not None:
            self._wrong("a paragraph within a paragraph")
        self._paragraph = Paragraph(role, (), given.get("id", ""), here.domain, here.list)
        self._spans.append([])

    def end(self, tag: str) -> None:
        """An element ends."""
        self._open.pop()
        if tag == "small":
            note = tuple(_tidied(self._spans.pop()))
            self._spans[-1].append(Span("", note=note))
        elif tag in (*_PARAGRAPHS, "li", "caption", "footer"):
            self._end_paragraph(tag)
        elif tag in ("th", "td") and self._table is not None and self._cells is not None:
            if self._paragraph is not None:  # words of a cell that has no paragraphs of its own
                self._end_paragraph(tag)
            self._table["rows"][-1].append(Cell(tuple(self._cells) or (Paragraph("text", ()),), head=tag == "th"))
            self._cells = None
        elif tag == "table" and self._table is not None:
            rows = tuple(map(tuple, self._table["rows"]))
            self._end_table(Table(self._table["caption"], rows, tuple(self._table["widths"]), self._table["domain"]))

    def _end_paragraph(self, tag: str) -> None:
        spans, begun = tuple(_tidied(self._spans.pop())), self._paragraph
        self._paragraph = None
        if tag == "footer":
            self.document.foot = spans
        elif tag == "caption" and self._table is not None:
            self._table["caption"] = spans
        elif begun is not None and spans:
            (self.document.blocks if self._cells is None else self._cells).append(replace(begun, spans=spans))

    def _end_table(self, table: Table) -> None:
        self._table = None
        counts = {len(row) for row in table.rows}
        if len(counts) != 1 or (table.widths and len(table.widths) not in counts):
            self._wrong("rows of a table with different numbers of cells", "cells are not merged; give each row all")
        if not table.caption:
            self._wrong("a table without a caption", "write what it tells in <caption>")
        self.document.blocks.append(table)

    def words(self, words: str) -> None:
        """Words stand here."""
        here = self._open[-1]
        if self._paragraph is None and self._cells is not None and words.strip():
            self._begin("text", {}, here)
        if here.silent:
            self.document.title = f"{self.document.title}{words}".strip()
        elif self._paragraph is not None:
            self._spans[-1].append(replace(here.span, text=words))
        elif words.strip():
            self._wrong(f"words outside of a paragraph: {excerpt(words.strip())}")

    def _wrong(self, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, message=message, hint=hint, kind=Kind.TEMPLATE))


def _tidied(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of a paragraph as HTML shows them: white space is one space, none at its ends; like ones are joined."""
    joined: list[Span] = []
    for span in spans:
        before = next((one.text for one in reversed(joined) if one.text), " ")
        text = _SPACE.sub(" ", span.text)
        text = text[1:] if text[:1] == " " and before.endswith(" ") else text
        if joined and text and not span.note and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + text)
        elif text or span.note:
            joined.append(replace(span, text=text))
    while joined and not joined[-1].note and not joined[-1].text.strip(" "):
        joined.pop()
    for index, span in enumerate(joined):
        last = all(one.note for one in joined[index + 1 :])
        yield replace(span, text=span.text.rstrip(" ")) if last else span


def read_subset(html: str, file: str) -> Document:
    """The document that a page of the subset describes.

    Raises :class:`ReportError` (template) with all that is no part of it.
    """
    reader = _Reader(file)
    read_html(html.encode(), reader)
    if reader.problems:
        raise ReportError(list(dict.fromkeys(reader.problems)), ExitCode.TEMPLATE)
    return reader.document

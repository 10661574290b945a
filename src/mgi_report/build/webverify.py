"""Proofs of finished pages of the HTML edition, from what lies beside them.

Nothing is asked of the data of a workspace: a page must agree with the PDF, the CSV and the JSON in its output folder,
as far as they are there. A page that came by mail is proved for itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..compendium.brief.told import told_by_brief
from ..compendium.told import told_beside
from ..data.language_files import language_of
from ..data.model import DOMAIN_SLUGS
from ..errors import Problem
from ..neutrality.pages import order_told
from ..neutrality.words import load_wordings
from ..pdf.proof import Proof
from ..snapshot.same import (
    Findings,
    all_words,
    differences,
    lacking,
    promised_by_json,
    told_by_csv,
    told_by_json,
    told_by_page,
    told_by_pdf,
)
from ..snapshot.webproof import Site, Witness, prove_alone
from ..studio.webfile import WebFile, read_webfile
from ..studio.webpage import guard_of
from ..text.hypertext import read_html
from ..text.languages import Language
from ..workspace.places import Workspace
from .plan import PAGES

_NUMBERS = {slug: number for number, slug in enumerate(DOMAIN_SLUGS, 1)}
_DATA = {".json": told_by_json, ".csv": told_by_csv}


@dataclass(frozen=True)
class _Place:
    """A page that lies somewhere: its PDF, and the output folder."""

    file: Path

    @property
    def is_part(self) -> bool:
        """Whether it is a page of a site, which has a folder of its own beside its PDF."""
        return not self._own.is_file() and self._above.is_file()

    @property
    def pdf(self) -> Path:
        return self._above if self.is_part else self._own

    @property
    def data(self) -> list[Path]:
        """The findings of regions as data: a table, and beside it the same as JSON."""
        tables = sorted((self.pdf.parent.parent / "data").glob("*.csv"))
        return [item for table in tables for item in (table, table.with_suffix(".json")) if item.is_file()]

    @property
    def _own(self) -> Path:
        return self.file.with_name(f"{self.file.stem.removesuffix('-single')}.pdf")

    @property
    def _above(self) -> Path:
        return self.file.parent.with_name(f"{self.file.parent.name}.pdf")


def beside(file: Path) -> list[Path]:
    """The files that a page is compared with, as far as they are there."""
    place = _Place(file.absolute())
    return [item for item in (place.pdf, *place.data) if item.is_file()]


def prove_page(html: bytes, file: str, workspace: Workspace) -> Proof:
    """Prove a page, which lies where ``file`` says.

    Raises :class:`ReportError` for wordings or languages of the workspace that are not sound.
    """
    page, place = read_webfile(html), _Place(Path(file).absolute())
    wordings = load_wordings(workspace.paths("assets", "wording"))
    read_html(html, first := guard_of(wordings, page.places, file))
    read_html(html, guard := guard_of(wordings, order_told(page.places, first.neighbours), file))
    told = told_by_page(page)
    witnesses = list(_witnesses(place, page, told, language_of(workspace, page.language or "en"))) if told else []
    same = [problem for other in witnesses for problem in _differing(file, page, told, other)]
    for item in (item for item in place.data if item.suffix == ".json" and witnesses):
        same += lacking(all_words(page), promised_by_json(item.read_bytes(), page.language, page.places), file, file)
    return prove_alone(_site(file, html, page), file, list(dict.fromkeys(guard.problems)), same, witnesses)


def _site(file: str, html: bytes, page: WebFile) -> Site:
    """The page with the files that its links name."""
    parts = [urlsplit(link) for link in page.links]
    names = {unquote(part.path) for part in parts if part.path and not part.scheme}
    there = (posixpath.normpath(posixpath.join(posixpath.dirname(file), name)) for name in names)
    files = [name for name in there if Path(name).is_file()]
    pages = {name: Path(name).read_bytes() for name in files if name.endswith(PAGES)}
    return Site(pages | {file: html}, files, {file: page})


def _witnesses(place: _Place, page: WebFile, told: Findings, language: Language) -> Iterator[Witness]:
    right = language.direction == "rtl"
    if place.pdf.is_file():
        pdf = place.pdf.read_bytes()
        if "brief" in page.ids:
            yield Witness(place.pdf.name, told_by_brief(pdf, told, language)[0], letters=right)
        elif page.themes:
            yield Witness(place.pdf.name, told_beside(pdf, told, page.themes, language), letters=right)
        else:
            yield Witness(place.pdf.name, told_by_pdf(pdf, told, language, page.names)[0], letters=right)
    for item in place.data:
        data, read = item.read_bytes(), _DATA[item.suffix]
        found = {
            key: value for short in page.places for key, value in read(data, language.code, _NUMBERS, short).items()
        }
        if place.is_part:
            found = {key: value for key, value in found.items() if key in told}
        if found:
            yield Witness(f"data/{item.name}", found)


def _differing(file: str, page: WebFile, told: Findings, other: Witness) -> Sequence[Problem]:
    if page.themes and other.name.startswith("data/"):
        # Data knows a finding by its own domain, and a page of a region by that of its theme.
        mine = {
            key: value._replace(theme="", domain=other.findings[key].domain if key in other.findings else value.domain)
            for key, value in told.items()
        }
        return list(differences(mine, file, other.findings, other.name, ordered=False))
    return list(differences(told, file, other.findings, other.name, letters=other.letters))

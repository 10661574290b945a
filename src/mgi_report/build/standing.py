"""Where pages of the HTML edition lie in the output folder, and what leads from one to others.

A page of a city lies beside its PDF, the site of a region in a folder beside the compendium.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from ..design.editions import PRESS, SCREEN
from ..snapshot.jobs import SnapshotJob
from ..studio.studio import Studio
from ..studio.webpage import Download, Elsewhere, Place
from ..text.languages import mark
from ..text.reader import Reader
from ..text.sizes import say_size

_TITLES = {
    SCREEN.name: mark("To read and to print"),
    PRESS.name: mark("For the print shop"),
    "data": mark("The findings of all cities as data"),
}

Titled = tuple[str, str]
"""What a file or page is called, and its path in the output folder."""


def page_of(job: SnapshotJob) -> str:
    """The page of a city."""
    return job.output.removesuffix(".pdf") + ".html"


def volume_of(slug: str, language: str) -> str:
    """The folder of the site of a region; its compendium has the same name."""
    return f"{language}/mgi-compendium-{slug}-{language}"


def single(path: str) -> str:
    """A page, or a site, as a file that needs no other."""
    return path.removesuffix(".html") + "-single.html"


def relative(target: str, path: str) -> str:
    """The way from a page to a file."""
    return posixpath.relpath(target, posixpath.dirname(path))


@dataclass(frozen=True)
class Card:
    """The picture of a page: what it says, and the language of its page."""

    title: str
    under: str
    series: str
    language: str


@dataclass
class Standings:
    """Tells pages where they stand; ``files`` are those in the output folder with their sizes in bytes.

    ``base`` is where that folder will lie on the web, with a slash at its end; ``cards`` are the pictures of pages.
    """

    studio: Studio
    files: Mapping[str, int]
    base: str = ""
    cards: dict[str, Card] = field(default_factory=dict)

    def place(
        self,
        path: str,
        card: Card | None = None,
        others: Mapping[str, str] | None = None,
        files: Iterable[Titled] = (),
        within: Iterable[Titled] = (),
    ) -> Place:
        """Where a page stands: in other languages, by code, and with files; those that are not there are left out."""
        here, others = path.partition("/")[0], others or {}
        return Place(
            languages=tuple(
                Elsewhere(code, self.studio.language(code).language(code), relative(other, path))
                for code, other in others.items()
                if code != here
            ),
            downloads=tuple(
                Download(title, file.rpartition(".")[2].upper(), say_size(self.files[file]), relative(file, path))
                for title, file in files
                if file in self.files
            ),
            within=tuple((title, relative(page, path)) for title, page in within),
            address=self.base and f"{self.base}{path}",
            card=self._shared(path, card),
            addresses=tuple((code, f"{self.base}{other}") for code, other in others.items()) if self.base else (),
        )

    def _shared(self, path: str, card: Card | None) -> str:
        """The address of the picture of a page; nothing where pages have no addresses."""
        if not self.base or not card:
            return ""
        name = f"{path.removesuffix('.html')}.png"
        self.cards[name] = card
        return f"{self.base}{name}"

    def documents(self, name: str, language: str) -> list[Titled]:
        """The PDFs of a publication; ``name`` is its path without an ending."""
        say = Reader(self.studio.language(language)).say
        return [(say(_TITLES[item.name]), f"{name}{item.suffix}.pdf") for item in (SCREEN, PRESS)]

    def data(self, slug: str, language: str) -> list[Titled]:
        """The findings of a region as data."""
        title = _TITLES["data"]
        said = Reader(self.studio.language(language)).say(title)
        return [(said, f"data/{slug}.{suffix}") for suffix in ("csv", "json")]

    def extras(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes, str]]:
        """What pages with addresses have besides: the picture of each, and the list of all (sitemaps.org); with its
        path and its language."""
        for path, card in self.cards.items():
            yield path, self.studio.drawings.card(card.title, card.under, card.series), card.language
        if self.base:
            places = "".join(f"<url><loc>{escape(self.base + quote(path))}</loc></url>\n" for path in sorted(pages))
            head = (
                '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            )
            yield "sitemap.xml", f"{head}{places}</urlset>\n".encode(), ""

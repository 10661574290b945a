"""Our own sheets in an annexed briefing: the list of annexes, and a divider before an annex.

They are typeset, finished and proved as snapshots are. Their links into the volume are addresses ``bind:NAME``, which
binding turns into links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from ..design.editions import SCREEN
from ..design.pictures import pictures_for
from ..design.stylesheets import compiled
from ..errors import ExitCode, ReportError
from ..figures.ornaments import stripe
from ..pdf import screen as preflight
from ..pdf.proof import Expected
from ..pdf.xmp import Metadata
from ..text.languages import Language, mark
from ..text.reader import Reader
from ..text.units import MM_PER_POINT
from ..typeset.documents import Composed
from ..workspace.cache import digest, inputs_hash, versions
from ..workspace.places import VERSION

if TYPE_CHECKING:
    from ..studio.studio import Studio

PUBLICATION = "annex"
"""The name of the table of measures of our sheets."""
SNAPSHOT = mark("Migration governance snapshot")
A4, LETTER = (210.0, 297.0), (215.9, 279.4)
_TOLERANCE = 1.0
_RUNNING = 150  # characters of a running head: two lines
_TABS, _TAB_WHITE = 11, 2.0  # places for a tab along the edge of a sheet, and what stays white below the last, in mm


_TAG = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{1,8})*")  # BCP 47, as far as it matters here


@dataclass(frozen=True)
class Line:
    """A line of the contents of an annex: what stands where; ``address`` leads there within the volume."""

    title: str
    label: str
    address: str


@dataclass(frozen=True)
class AnnexView:
    """One annex as our sheets show it.

    ``kind`` says what it is and is empty for a PDF of the user's own, as are the fields between; ``edition`` stands
    within a sentence, ``edition_title`` alone. ``name`` is the key of its part, ``first`` and ``last`` are page labels,
    ``lines`` its contents. ``language`` is that of its title and contents, where it is another one than that of the
    sheets.
    """

    title: str
    official: str = ""
    country: str = ""
    edition: str = ""
    edition_title: str = ""
    kind: str = ""
    name: str = ""
    index: int = 0
    word: str = ""
    letter: str = ""
    first: str = ""
    last: str = ""
    lines: tuple[Line, ...] = ()
    language: str = ""

    @property
    def address(self) -> str:
        """The address of its first page within the volume."""
        return f"bind:{self.name}"

    @property
    def full_title(self) -> str:
        """What it is called wherever it is named: Annex A – Medellín (September 2022); a title may have its dates."""
        dated = self.edition.casefold() in self.title.casefold()
        edition = "" if dated else f" ({self.edition})"
        return f"{self.word} {self.letter} – {self.title}{edition}"


def foreign(tag: str, language: str) -> str:
    """A language tag from a file of somebody else, where it names another language than that of the sheets."""
    named = _TAG.fullmatch(tag)
    return tag if named and named[1].lower() != language.partition("-")[0] else ""


def sheet_size(last_page: tuple[float, float]) -> tuple[float, float]:
    """Width and height in mm of our sheets behind a page of a size in points: A4 or Letter, upright, as that page is.

    A4 where it is something else.
    """
    width, height = (edge * MM_PER_POINT for edge in last_page)
    for known in (A4, LETTER):
        if abs(width - known[0]) <= _TOLERANCE and abs(height - known[1]) <= _TOLERANCE:
            return known
    return A4


class SheetMaker:
    """Makes the sheets of one volume: in one language and size, under the title of the briefing.

    ``spoken`` is the language of that title, where it is another one.
    """

    def __init__(
        self, studio: Studio, language: Language, size: tuple[float, float], briefing: str, spoken: str = ""
    ) -> None:
        self.studio, self.language, self.size, self.briefing, self.spoken = studio, language, size, briefing, spoken

    def say(self, message: str, **values: object) -> str:
        """A message in the language of the sheets, set in its typography."""
        return Reader(self.language).say(message, **values)

    def list_of(self, heading: str, annexes: Sequence[AnnexView]) -> bytes:
        """The list of annexes, on one sheet or more."""
        ours, word = any(annex.kind for annex in annexes), annexes[0].word
        mixed = len({annex.kind for annex in annexes if annex.kind} - {self.say(SNAPSHOT)}) > 0
        given = {"word": word, "annexes": annexes, "ours": ours, "mixed": mixed}
        return self._sheet("annex/list.html.j2", heading, heading=heading, **given)

    def divider(self, annex: AnnexView) -> bytes:
        """The divider before an annex, with a tab at the edge that stands lower from annex to annex."""
        m = self.studio.composer.measures(PUBLICATION)
        along = self.size[1] - (m.page_head + m.page_foot + m.tab_height) * MM_PER_POINT - _TAB_WHITE
        tab = m.page_head * MM_PER_POINT + annex.index % _TABS * along / _TABS
        return self._sheet("annex/divider.html.j2", annex.full_title, annex=annex, tab=round(tab, 2))

    def _sheet(self, template: str, title: str, **context: Any) -> bytes:
        composed = self._composed(template, title, context)
        content = digest(composed.html)
        key = digest(content, inputs_hash(self.studio.workspace), *versions())
        make = partial(self._typeset, composed, title, content)
        return self.studio.cache.keep(Path("sheets") / f"{key}.pdf", make)

    def _composed(self, template: str, title: str, context: dict[str, Any]) -> Composed:
        studio, (width, height) = self.studio, self.size
        size = {"width": f"{width}mm", "height": f"{height}mm"}
        tokens = {**studio.composer.measures(PUBLICATION).tokens, **studio.theme.tokens(), **SCREEN.tokens, **size}
        styles = studio.composer.styles("shared/base.css", "annex/annex.css")
        styles = compiled(styles, tokens, self.language.direction)
        html = studio.composer.render(
            template,
            self.language,
            title=title,
            briefing=self.briefing,
            spoken=self.spoken,
            running=shorten(self.briefing, _RUNNING, placeholder="…"),
            created=_DATE.isoformat(),
            version=VERSION,
            styles=styles,
            **context,
        )
        resources = {"stripe.svg": stripe(studio.theme, (width - A4[0]) / 2)}
        resources |= pictures_for(studio.images, for_press=False)
        return Composed(html, resources, styles, studio.composer.faults(html, resources, tokens))

    def _typeset(self, composed: Composed, title: str, content: str) -> bytes:
        metadata = _metadata(title, self.language, content)
        made = self.studio.typesetter.typeset(composed, self.studio.finisher(SCREEN, metadata))
        name = f"the sheet “{title}”"
        if made.problems:
            hint = "where it is a character that no font has, --sheets none binds without our sheets"
            named = [p if p.line or p.file else replace(p, file=name, hint=hint) for p in made.problems]
            raise ReportError(named, ExitCode.TEMPLATE)
        expected = Expected(fonts=self.studio.theme.fonts.all, said=made.said(metadata))
        preflight.prove(made.pdf, expected, name).demand()
        return made.pdf


_DATE = date(2000, 1, 1)
"""A date for files that never stand alone: a volume has the date of its briefing."""


def _metadata(title: str, language: Language, content: str) -> Metadata:
    return Metadata(
        title=title,
        description=title,
        creator="mgi_report",
        publisher="mgi_report",
        languages=(language.code,),
        identifier=f"mgi-annex-{content}",
        source="",
        rights="",
        coverage="",
        keywords=(),
        created=_DATE.isoformat(),
    )

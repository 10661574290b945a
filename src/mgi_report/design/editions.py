"""The editions as one table of options: what differs between the screen, the press and archives, and nowhere else.

All are made from the same templates and the same HTML; a row of the table chooses the token set, the engine's PDF
variant and what is left out. Lengths are millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ..errors import ExitCode, Kind, ReportError, excerpt

Inks = Literal["rgb", "cmyk"]

BLEED = 3.0
"""How far grounds go beyond the trim, in all editions alike: those for the screen do not show it."""


@dataclass(frozen=True)
class Edition:
    """One row of the table.

    ``suffix`` ends the names of files, ``variant`` is one of the engine's PDF variants, ``attached`` says whether data
    travels inside the file, and the page count is a multiple of ``pages_by``. Without ``whole`` a snapshot has the
    pages of its domains alone.
    """

    name: str
    suffix: str
    inks: Inks
    variant: str
    attached: bool
    pages_by: int
    whole: bool = True

    @property
    def tokens(self) -> dict[str, str]:
        """What style sheets call ``var(--bleed)``."""
        return {"bleed": f"{BLEED:g}mm"}

    @property
    def for_press(self) -> bool:
        """Whether it is judged by the rules of the press."""
        return self.inks == "cmyk"

    def blanks(self, pages: int) -> int:
        """How many blank pages a publication of so many pages needs."""
        return -pages % self.pages_by


SCREEN = Edition("screen", "", "rgb", "pdf/a-3a", attached=True, pages_by=2)
ARCHIVE = Edition("archive", "-archive", "rgb", "pdf/a-4f", attached=True, pages_by=2)
"""The pages of the screen edition in a file of PDF 2.0, which readers and validators of today need not know."""
PRESS = Edition("press", "-press", "cmyk", "pdf/x-4", attached=False, pages_by=4)
EDITIONS = {edition.name: edition for edition in (SCREEN, PRESS, ARCHIVE)}

PRESS_PART = replace(PRESS, name="press part", pages_by=2)
"""A press file that is bound into a volume, where sheets are filled once for all; nobody asks for it by name."""

INNER = {
    edition: replace(edition, name=f"{edition.name} inner", attached=False, pages_by=1, whole=False)
    for edition in EDITIONS.values()
}
"""The pages of a city in a volume, by the edition of the volume."""

HTML = "html"
"""The edition that is no PDF: it is made beside the one for the screen, with which it is compared."""

DOCX = "docx"
"""The edition for a word processor, made beside the one for the screen and compared with it as the HTML edition is."""
WORD = Edition(DOCX, "", "rgb", "", attached=False, pages_by=1)

BESIDE = (HTML, DOCX)
"""The editions that are no PDF, each made beside the one for the screen."""

IMPOSITIONS = ("booklet",)


@dataclass(frozen=True)
class PressOptions:
    """What the print shop asks for.

    ``icc`` is its own output profile instead of the one that ships, ``marks`` adds crop and registration marks,
    ``imposition`` one of :data:`IMPOSITIONS` makes a second file with the pages in the order of the sheets.
    """

    icc: Path | None = None
    marks: bool = False
    imposition: str = ""


def editions_named(names: Iterable[str]) -> tuple[Edition, ...]:
    """The PDF editions of these names, ``all`` for screen and press; the screen edition when none is named, or one that
    is made beside it.

    Raises :class:`ReportError` (usage) for a name that is not in the table.
    """
    meant = {"all": (SCREEN.name, PRESS.name)} | dict.fromkeys(BESIDE, (SCREEN.name,))
    wanted = dict.fromkeys(each for name in names for each in meant.get(name, (name,))) or [SCREEN.name]
    for name in wanted:
        if name not in EDITIONS:
            hint = f"did you mean “{name.lower()}”?" if name.lower() in {*EDITIONS, *meant} else ""
            hint = hint or f"known: {', '.join((*EDITIONS, *BESIDE))}, or all for screen, press and html"
            if re.fullmatch(r"\d{4}-\d{2}", name):
                hint += f"; the edition of a profile is named with its city, as medellin-{name}"
            raise ReportError(f"there is no edition {excerpt(name)}", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    return tuple(EDITIONS[name] for name in wanted)

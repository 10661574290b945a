"""Gatherings: the documents of which a volume is bound, each typeset once and kept by its content.

What is kept is found again by the words, drawings and fonts that went in, so that an edited finding costs its chapter
and the parts that name it, and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from ..design.editions import SCREEN, Edition
from ..errors import ExitCode, ReportError
from ..pdf.xmp import Metadata
from ..studio.studio import Studio
from ..text.conventions import FOLDER, files_in
from ..typeset.documents import Attached, Composed, Typeset
from ..workspace.cache import code_hash, digest, file_hash, seal, sealed, versions

_TYPESET_BY = ("typeset/*.py", "text/*.py", "press/*.py", "pdf/xmp.py")
"""Our code on which the bytes of a typeset document depend, beside what composes it."""

_PIECE = "<!-- piece -->"
_BODY, _ID, _INNER = re.compile("<body[^>]*>"), re.compile(r'\bid="([^"]+)"'), re.compile(r'\bhref="#([^"]+)"')


@dataclass(frozen=True)
class Gathering:
    """A document of a volume: the key of its part, its title among the bookmarks, what to typeset and what it says of
    itself.
    """

    part: str
    title: str
    document: Composed
    metadata: Metadata
    attachments: tuple[Attached, ...] = ()
    edition: Edition = SCREEN
    asked: str = ""

    def key(self) -> str:
        """A fingerprint of all that goes in."""
        used = [name for name in self.document.resources if self.document.calls(name)]
        drawings = [digest(name, self.document.resources[name].hex()) for name in sorted(used)]
        files = [digest(item.name, hashlib.sha256(item.data).hexdigest()) for item in self.attachments]
        said = (repr(self.metadata), self.edition.name, self.asked, repr(self.document.inks))
        return digest(self.document.html, *drawings, *said, *files, *versions())

    def pieces(self) -> Iterator[Gathering]:
        """The gathering in the pieces that its template marks, so that memory holds the pages of one at a time.

        A link from one to another leads into the part, among whose pieces binding finds its target.
        """
        html = self.document.html
        first, *more = html.split(_PIECE)
        body, end = _BODY.search(html), html.find("</body>")
        if not more or not body:
            yield self
            return
        bodies = [first[body.end() :], *more[:-1], more[-1].removesuffix(html[end:])]
        for number, piece in enumerate(bodies):
            document = replace(
                self.document,
                html=html[: body.end()] + _leading(piece, self.part) + html[end:],
                faults=() if number else self.document.faults,
            )
            about = replace(self.metadata, identifier=f"{self.metadata.identifier}-{number}")
            yield replace(self, document=document, metadata=about, attachments=() if number else self.attachments)


def _leading(piece: str, part: str) -> str:
    """A piece with its links to others as links to their part."""
    own = set(_ID.findall(piece))
    return _INNER.sub(lambda link: link[0] if link[1] in own else f'href="bind:{part}#{link[1]}"', piece)


@dataclass(frozen=True)
class Pieces(Typeset):
    """A gathering that was typeset in pieces: their pages and link targets taken together, and each by itself."""

    each: tuple[Typeset, ...] = ()

    @classmethod
    def of(cls, made: Sequence[Typeset]) -> Typeset:
        """Pieces in their order; a single one is itself."""
        if len(made) == 1:
            return made[0]
        starts = [0, *accumulate(piece.pages for piece in made)]
        anchors = {
            name: start + page
            for start, piece in zip(starts, made, strict=False)
            for name, page in piece.anchors.items()
        }
        return cls(b"", starts[-1], (), anchors, sum(piece.elements for piece in made), each=tuple(made))


def pieces_of(made: Typeset) -> tuple[Typeset, ...]:
    """What a gathering is bound from."""
    return made.each if isinstance(made, Pieces) else (made,)


Run = Callable[[Sequence[Gathering]], Sequence[Typeset]]
"""Typesets gatherings, perhaps at the same time, and gives them back in their order."""


def make(gathering: Gathering, studio: Studio, *, force: bool = False) -> Typeset:
    """Typeset a gathering, or take it from the cache, piece by piece.

    Raises :class:`ReportError` (template) with everything the engine complains about.
    """
    return Pieces.of([_make(piece, studio, force=force) for piece in gathering.pieces()])


def _make(gathering: Gathering, studio: Studio, *, force: bool) -> Typeset:
    key = digest(gathering.key(), _setting(studio))
    kept = studio.workspace.cache / "gatherings" / f"{key}.pdf"
    known = None if force else _read(kept)
    if known is not None:
        return known
    made = studio.typesetter.typeset(
        gathering.document,
        studio.finisher(gathering.edition, gathering.metadata, attached=bool(gathering.attachments)),
        gathering.attachments if gathering.edition.attached else (),
        gathering.edition.variant,
    )
    problems = [item if item.line or item.file else replace(item, file=gathering.part) for item in made.problems]
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    seal(kept, made.pdf)
    facts = {"pages": made.pages, "anchors": dict(made.anchors), "elements": made.elements}
    seal(kept.with_suffix(".json"), json.dumps(facts).encode())
    return made


def made_of(gatherings: Sequence[Gathering], run: Run) -> dict[str, Typeset]:
    """Gatherings typeset now, by their parts. Whoever puts these in order counts the pages that they take."""
    return dict(zip((gathering.part for gathering in gatherings), run(gatherings), strict=True))


def _setting(studio: Studio) -> str:
    """A fingerprint of what turns documents into files: the fonts, what says where words are parted, our own code."""
    files = [*studio.workspace.font_files(), *files_in(studio.workspace.paths(*FOLDER))]
    return digest(file_hash(files), code_hash(*_TYPESET_BY))


def _read(kept: Path) -> Typeset | None:
    try:
        pdf, facts = sealed(kept), json.loads(sealed(kept.with_suffix(".json")) or b"")
        return None if pdf is None else Typeset(pdf, int(facts["pages"]), (), facts["anchors"], int(facts["elements"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None

"""Gatherings: the documents of which a volume is bound, each typeset once and kept by its content.

What is kept is found again by the words, drawings and fonts that went in, so that an edited finding costs its chapter
and the parts that name it, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..cache import digest, file_hash, versions, write_atomically
from ..documents import Attached, Composed
from ..editions import SCREEN, Edition
from ..errors import ExitCode, Problem, ReportError
from ..studio import Studio
from ..xmp import Metadata


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
    pages: int | None = None
    edition: Edition = SCREEN
    asked: str = ""

    def key(self) -> str:
        """A fingerprint of all that goes in."""
        used = [name for name in self.document.resources if f"mgi:{name}" in self.document.html]
        drawings = [digest(name, self.document.resources[name].hex()) for name in sorted(used)]
        files = [digest(item.name, item.data.hex()) for item in self.attachments]
        said = (repr(self.metadata), self.edition.name, self.asked)
        return digest(self.document.html, *drawings, *said, *files, *versions())


@dataclass(frozen=True)
class Made:
    """A typeset gathering: bytes, pages, link targets with their pages (from 1)."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]


def make(gathering: Gathering, studio: Studio, *, force: bool = False) -> Made:
    """Typeset a gathering, or take it from the cache.

    Raises :class:`ReportError` (template) with everything the engine complains about, and when it has other pages
    than planned.
    """
    key = digest(gathering.key(), _setting(studio))
    kept = studio.workspace.cache / "gatherings" / f"{key}.pdf"
    known = None if force else _read(kept)
    if known is not None:
        return known
    made = studio.typesetter.typeset(
        gathering.document,
        studio.finisher(gathering.edition, gathering.metadata),
        gathering.attachments if gathering.edition.attached else (),
        gathering.edition.variant,
    )
    problems = [Problem(gathering.part, message=item.message, hint=item.hint) for item in made.problems]
    if gathering.pages is not None and made.pages != gathering.pages:
        message = f"{made.pages} pages where {gathering.pages} were planned"
        problems.append(Problem(gathering.part, message=message, hint="a changed template takes more room than it had"))
    if problems:
        raise ReportError(problems, ExitCode.TEMPLATE)
    write_atomically(kept, made.pdf)
    facts = {"pages": made.pages, "anchors": dict(made.anchors)}
    write_atomically(kept.with_suffix(".json"), json.dumps(facts).encode())
    return Made(made.pdf, made.pages, made.anchors)


def _setting(studio: Studio) -> str:
    """A fingerprint of what turns documents into files: the fonts, and our own code around the engine."""
    here = Path(__file__).parents[1]
    code = [
        here / name for name in ("accelerate.py", "documents.py", "finish.py", "tagtree.py", "typeset.py", "xmp.py")
    ]
    return file_hash([*studio.workspace.font_files(), *code, *sorted((here / "press").glob("*.py"))])


def _read(kept: Path) -> Made | None:
    try:
        facts = json.loads(kept.with_suffix(".json").read_bytes())
        return Made(kept.read_bytes(), int(facts["pages"]), facts["anchors"])
    except (OSError, ValueError, KeyError, TypeError):
        return None

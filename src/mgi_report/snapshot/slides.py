"""The domain wheel of snapshots on slides: sectors that are shapes, with the name of the place beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..data.model import Profile
from ..studio.studio import Studio
from ..text.languages import mark
from ..text.reader import Reader
from ..text.typography import unmarked
from ..typeset.office.deck import Deck, Slide
from ..typeset.office.slides import deck_of
from ..typeset.office.styles import look_of
from ..workspace.clock import document_date
from .attached import snapshot_metadata
from .make import view_of
from .view import SnapshotView

_MIDDLE, _ENLARGED, _SIZE = (169.3, 98.5), 1.1, 10.0
"""Where the wheel stands on a slide of 16:9, in mm; how much larger it is than as a figure; the size of its type."""


def wheels_of(studio: Studio, profiles: Sequence[Profile], language: str = "") -> bytes:
    """The wheels of profiles, a slide each, in a language; by default in that of the first source."""
    code = language or profiles[0].source.language
    views = [view_of(studio, profile, code) for profile in profiles]
    first = profiles[0]
    about = snapshot_metadata(first, views[0], max(document_date(one.revised, one.edition) for one in profiles))
    slides = [_slide(studio, view) for view in views]
    about = replace(about, identifier=f"mgi-wheel-{first.identity}-{code}")
    return deck_of(Deck(look_of(studio.theme), code, about, slides))


def _slide(studio: Studio, view: SnapshotView) -> Slide:
    reader = Reader(view.language)
    names = [domain.name for domain in view.domains]
    spoken = [
        reader.say(mark("Domain %(number)s, %(name)s"), number=domain.number, name=domain.name)
        for domain in view.domains
    ]
    citation = unmarked("".join(run.text for run in view.citation))
    foot = ((unmarked(view.caveat), "ink"), (citation, "soft"))
    under = f"{view.country} · {view.edition_title} · {view.framework_name}"
    return Slide(
        view.city,
        under,
        tuple(studio.drawings.wheel_parts(names, spoken, _MIDDLE, _ENLARGED, _SIZE)),
        foot,
        "\n".join((unmarked(view.caveat), citation, unmarked(view.note))),
    )

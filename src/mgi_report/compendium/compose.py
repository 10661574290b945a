"""Views of a volume → HTML, gathering by gathering."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..design.composer import Composer
from ..design.editions import SCREEN, Edition
from ..design.stylesheets import compiled
from ..design.theme import Theme
from ..errors import ExitCode, ReportError
from ..pdf.xmp import Metadata
from ..press.inks import for_edition
from ..studio.studio import Studio
from ..typeset.documents import Composed, Typeset
from ..workspace.places import VERSION
from .view import VolumeView

PUBLICATION = "compendium"
"""The name of its table of measures."""
STYLES = ("shared/base.css", "compendium/compendium.css")


@dataclass(frozen=True)
class House:
    """What all gatherings of a volume share: templates, look, drawings, date (ISO 8601) and edition."""

    composer: Composer
    theme: Theme
    resources: Mapping[str, bytes]
    created: str
    edition: Edition = SCREEN


def compose_gathering(
    house: House,
    template: str,
    volume: VolumeView,
    title: str,
    *,
    accent: int = 0,
    styles: Sequence[str] = (),
    **given: Any,
) -> Composed:
    """The HTML of a gathering.

    ``title`` is a message already set in type. ``accent`` is the number of the domain whose colours it has, ``styles``
    are style sheets that it has besides those of all gatherings.
    """
    css = house.composer.styles(*STYLES, *styles)
    measures = house.composer.measures(PUBLICATION)
    tokens = {**measures.tokens, **house.theme.tokens(), **house.edition.tokens}
    sheet = compiled(css, tokens, volume.language.direction)
    html = house.composer.render(
        f"compendium/{template}.html.j2",
        volume.language,
        volume=volume,
        title=f"{title} – {volume.title}",
        version=VERSION,
        created=house.created,
        accent=accent,
        tokens=tokens,
        measures=measures,
        styles=sheet,
        **given,
    )
    faults = house.composer.faults(html, house.resources, tokens)
    return for_edition(Composed(html, house.resources, sheet, faults), house.theme, house.edition)


def typesetting(studio: Studio, edition: Edition, about: Metadata) -> Callable[[Composed, range], Typeset]:
    """What makes a finished file of a document without attachments, ``about`` which is said in it, where it takes the
    pages that it should.

    It raises :class:`ReportError` (template) for what the engine complains about.
    """

    def typeset(document: Composed, pages: range) -> Typeset:
        finisher = studio.finisher(edition, about, attached=False)
        made = studio.typesetter.typeset(document, finisher, (), edition.variant, pages)
        if made.problems:
            raise ReportError(made.problems, ExitCode.TEMPLATE)
        return made

    return typeset

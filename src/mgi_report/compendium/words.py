"""What a volume says of itself: imprint, citation, colophon, metadata."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..design.measures import Setting
from ..pdf.xmp import Metadata
from ..text.languages import mark
from ..text.markup import Run
from .view import ChapterView, VolumeView


def cover_heading(view: VolumeView, setting: Setting) -> str:
    """The title on the cover, in lines of about one length."""
    measures, text, _ = setting
    return text.balanced(view.title, measures.cover_title, measures.measure)


def chapter_heading(chapter: ChapterView, setting: Setting) -> str:
    """The name of a domain on the first page of its chapter, in lines of about one length."""
    measures, text, _ = setting
    return text.balanced(chapter.name, measures.band_title, measures.band_text)


def citation(view: VolumeView) -> tuple[Run, ...]:
    """How to cite the volume."""
    name = view.say("%(title)s: migration governance profiles side by side", title=view.title)
    kind = view.say("Derived summary of profiles of the Migration Governance Indicators.")
    return (Run(f"mgi_report ({view.year}). "), Run(name, emphasis=True), Run(f". {kind}"))


def metadata(view: VolumeView, created: date, part: str = "", title: str = "") -> Metadata:
    """What the bound volume, or a part of it with a title, says of itself."""
    rights = view.say(
        "Derived summary, not a publication of the International Organization for Migration. "
        "The official wording is that of the source profile.",
    )
    description = view.say(
        "Profiles of cities side by side, domain by domain and theme by theme, without ranking them."
    )
    identifier = f"mgi-compendium-{view.slug}-{view.language.code}"
    return Metadata(
        title=f"{title} – {view.title}" if title else view.title,
        description=description,
        creator="mgi_report",
        publisher="mgi_report",
        languages=(view.language.code,),
        identifier=f"{identifier}-{part}" if part else identifier,
        source="; ".join(place.url for place in view.places if place.url),
        rights=rights,
        coverage="; ".join(f"{place.name}, {place.country}" for place in view.places),
        keywords=(view.framework_name, view.acronym, *(chapter.name for chapter in view.chapters)),
        created=created.isoformat(),
    )


def _origin(view: VolumeView) -> Iterator[str]:
    """Whose words the findings are."""
    verbatim = [place.name for place in view.places if place.verbatim]
    proposed = [place.name for place in view.places if place.themes_proposed]
    if len(verbatim) < len(view.places) or not verbatim:
        yield view.say(
            "Summaries derived from the profiles named at the end of this volume and restated for this publication by "
            "mgi_report, open-source software. This is not an IOM publication; the official wording is that of the "
            "sources.",
        )
    if verbatim:
        yield view.say(
            "The findings of these cities stand in the wording of their source: %(cities)s. This is not an IOM "
            "publication.",
            cities=view.language.join(verbatim),
        )
    if proposed:
        yield view.say(
            "A program proposed the themes of %(cities)s; nobody has confirmed them yet.",
            cities=view.language.join(proposed),
        )


def exchange_introduction(view: VolumeView) -> str:
    """What stands before the exchange opportunities."""
    return view.say(
        "Theme by theme, this part brings together profiles that describe experience and profiles that name an area "
        "with potential. It invites conversation and recommends nobody: the order is that of the domains, and the "
        "cities that a sentence names together come by country and name.",
    )


def imprint(view: VolumeView) -> list[str]:
    """What the volume is and is not, paragraph by paragraph."""
    paragraphs = [*_origin(view)]
    paragraphs.append(
        view.say(
            "The designations employed and the map imply no opinion on the legal status of any territory or its "
            "authorities, or on its borders.",
        )
    )
    if view.revised:
        paragraphs.append(view.say("Text last revised on %(date)s.", date=view.revised))
    if view.licence:
        paragraphs.append(view.say("Licence of the texts: %(licence)s.", licence=view.licence))
    return paragraphs


def colophon(view: VolumeView) -> list[str]:
    """How the volume was made."""
    return [
        view.say(
            "Typeset by mgi_report with WeasyPrint in Open Sans (SIL Open Font License). Figures by matplotlib; land "
            "from Natural Earth, public domain.",
        ),
        view.say(
            "The screen edition is made to PDF/A-3a for archives and PDF/UA-1 for accessibility. Every finding, link "
            "and page number in it was checked by a program before it was written.",
        ),
        view.say(
            "All findings are attached to the file as CSV and JSON, with reference, city, edition, domain, list and "
            "themes.",
        ),
    ]


def map_description(view: VolumeView) -> str:
    """The text alternative of the map."""
    names = view.language.join(f"{place.name}, {place.country}" for place in view.places if place.coordinates)
    return view.say("Locator map without borders, with a mark for each of: %(cities)s.", cities=names)


TITLES = {
    "reading": mark("Six domains, side by side"),
    "exchange": mark("Exchange opportunities"),
    "indexes": mark("Indexes"),
    "notes": mark("Notes"),
    "cities": mark("The cities"),
    "back": mark("Sources and citation"),
    "front": mark("Contents"),
}
"""Titles of the parts that are no chapters, as messages."""

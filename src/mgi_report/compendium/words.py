"""What a volume says of itself: imprint, citation, colophon, metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..design.measures import Setting
from ..pdf.xmp import Metadata
from ..snapshot.words import LIST_TITLES
from ..text.languages import mark
from ..text.markup import Run
from .view import ChapterView, Meeting, VolumeView


def cover_heading(view: VolumeView, setting: Setting, size: float) -> str:
    """The title on the cover, in lines of about one length."""
    return setting.text.balanced(view.title, size, setting.measures.measure)


def chapter_heading(chapter: ChapterView, setting: Setting) -> str:
    """The name of a domain on the first page of its chapter, in lines of about one length."""
    measures, text, _ = setting
    return text.balanced(chapter.name, measures.opener_title, measures.measure)


def full_title(view: VolumeView) -> str:
    """The title of the volume, and what it is."""
    return view.say("%(title)s: migration governance profiles side by side", title=view.title)


def list_titles(view: VolumeView) -> tuple[str, str]:
    """The heads of the two lists."""
    return view.say(LIST_TITLES[0]), view.say(LIST_TITLES[1])


def citation(view: VolumeView) -> tuple[Run, ...]:
    """How to cite the volume; unsigned without a publisher."""
    kind = view.say("Derived summary of profiles of the Migration Governance Indicators.")
    name = Run(full_title(view), emphasis=True)
    if view.publisher:
        return (Run(f"{view.publisher} ({view.year}). "), name, Run(f". {kind}"))
    return (name, Run(f" ({view.year}). {kind}"))


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
        title=f"{title} – {view.title}" if title else full_title(view),
        description=description,
        creator=view.publisher or "mgi_report",
        publisher=view.publisher or "mgi_report",
        languages=(view.language.code,),
        identifier=f"{identifier}-{part}" if part else identifier,
        source="; ".join(place.url for place in view.places if place.url),
        rights=rights,
        coverage="; ".join(f"{place.name}, {place.country}" for place in view.places),
        keywords=(view.framework_name, view.acronym, *(chapter.name for chapter in view.chapters)),
        created=created.isoformat(),
    )


def origin(view: VolumeView, *, in_brief: bool = False) -> Iterator[str]:
    """Whose words the findings are; ``in_brief`` for a brief, whose last line says what it is not."""
    verbatim = [place.name for place in view.places if place.verbatim]
    proposed = [place.name for place in view.places if place.themes_proposed]
    if not in_brief and (len(verbatim) < len(view.places) or not verbatim):
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


def foreign_findings(view: VolumeView, language: str, cities: str) -> str:
    """That findings of some cities stand in another language."""
    return view.say(
        "Findings of %(cities)s stand in %(language)s, the language of their source, where no translation was at hand. "
        "They are set in italics.",
        cities=cities,
        language=language,
    )


def exchange_introduction(view: VolumeView) -> str:
    """What stands before the exchange by theme."""
    return view.say(
        "Theme by theme, profiles that describe experience stand beside profiles that name an area with potential. It "
        "is an invitation to talk and recommends nobody: themes follow the framework, cities country and name.",
    )


def meetings_introduction(view: VolumeView, meetings: Iterable[Meeting]) -> str:
    """What stands before the exchange by city."""
    said = view.say(
        "City by city: each could ask about what it names as an area with potential and others describe experience "
        "with, and could be asked about what it describes experience with and others name as an area with potential.",
    )
    if any(side.crowded for meeting in meetings for topics in meeting.boxes for _, side in topics):
        said += " " + view.say(
            "Where not all cities can be named here, their countries are told, and the page of the theme, whose table "
            "has the cities in the same order."
        )
    return said


def contents_in_words(view: VolumeView) -> tuple[str, ...]:
    """What a reader finds where."""
    return (
        view.say(
            "One table shows which profile writes about what. Six chapters, one for each domain, put the findings "
            "themselves side by side, theme by theme."
        ),
        view.say(
            "Two more parts say who could talk to whom: by theme, and by city, for whoever prepares a meeting. Then "
            "come the cities with all their findings, the names in them, and the sources."
        ),
    )


def statement(view: VolumeView) -> str:
    """What the volume is, in a sentence, on its back."""
    return view.say(
        "What the profiles of these cities say about how they govern migration, side by side and theme by theme, so "
        "that whoever has a question finds whom to ask."
    )


def imprint(view: VolumeView) -> list[str]:
    """What the volume is and is not, paragraph by paragraph."""
    paragraphs = [*origin(view)]
    paragraphs.append(
        view.say(
            "The designations employed and the map imply no opinion on the legal status of any territory or its "
            "authorities, or on its borders.",
        )
    )
    if view.revised:
        paragraphs.append(view.say("Text last revised on %(date)s.", date=view.revised))
    if view.licence:
        said = view.say(
            "The texts written for this volume may be reused under this licence: %(licence)s.", licence=view.licence
        )
        paragraphs.append(said)
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
    names = "; ".join(f"{place.name}, {place.country}" for place in view.places if place.coordinates)
    return view.say("Locator map without borders, with a mark for each of: %(cities)s.", cities=names)


TITLES = {
    "exchange": mark("Exchange by theme"),
    "meetings": mark("Exchange by city"),
    "cities": mark("The cities"),
    "indexes": mark("Index of names"),
    "divider": mark("The cities"),
    "back": mark("Sources and citation"),
    "front": mark("Contents"),
    "end": mark("Back cover"),
    "blank": mark("Blank page"),
}
"""Titles of the parts that are no chapters, as messages."""

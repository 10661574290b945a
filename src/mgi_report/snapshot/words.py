"""What a snapshot says of itself: legend, note, imprint, titles, metadata."""

from __future__ import annotations

from ..text.languages import mark
from ..text.reader import Reader
from ..text.typography import closed

NOTHING_LISTED = mark("Nothing listed in this profile.")
LIST_TITLES = (mark("Examples of well-developed areas"), mark("Areas with potential for further development"))


def legend(reader: Reader, *, proposed: bool) -> str:
    """How to read the table of themes, which a program may have proposed."""
    say = reader.language.gettext
    words = say(
        "R1, G2 … are references to the findings. A theme without an entry is not mentioned in this profile; it may "
        "still exist."
    )
    doubt = say("A program proposed the themes; nobody has confirmed them yet.")
    return closed(reader.set(f"{words} {doubt}" if proposed else words))


def note(reader: Reader, *, verbatim: bool) -> str:
    """What the publication is, in one line at the foot of the pages."""
    if verbatim:
        return reader.say(
            "Findings in the wording of the source. Not a publication of the International Organization for Migration."
        )
    return reader.say("Derived summary. Not a publication of the International Organization for Migration.")


def imprint(reader: Reader, revised: str, *, verbatim: bool) -> tuple[str, ...]:
    """What the publication is and is not, paragraph by paragraph."""
    say = reader.language.gettext
    if verbatim:
        origin = say(
            "Introduction and findings stand in the wording of the profile named here; the layout and all other "
            "texts come from mgi_report, open-source software. It is not an IOM publication."
        )
    else:
        origin = say(
            "Summary derived from the profile named here and restated for this publication by mgi_report, "
            "open-source software. It is not an IOM publication; the official wording is that of the source."
        )
    if revised:
        origin = f"{origin} {say('Text last revised on %(date)s.', date=revised)}"
    borders = say(
        "The designations employed and the map imply no opinion on the legal status of any territory or its "
        "authorities, or on its borders."
    )
    return tuple(closed(reader.set(text)) for text in (origin, borders))


def title(reader: Reader, city: str, country: str, edition: str) -> str:
    """Title of the document, as in its metadata."""
    return reader.language.gettext(
        "%(city)s, %(country)s: migration governance snapshot, %(edition)s", city=city, country=country, edition=edition
    )


def description(reader: Reader, framework: str, city: str, country: str, edition: str, *, verbatim: bool) -> str:
    """One sentence on the document, for its metadata."""
    message = (
        mark(
            "Findings of the %(name)s profile of %(city)s (%(country)s), %(edition)s, in the wording of the "
            "source; not a publication of the International Organization for Migration."
        )
        if verbatim
        else mark(
            "Summary of the %(name)s profile of %(city)s (%(country)s), %(edition)s, derived by mgi_report; "
            "not a publication of the International Organization for Migration."
        )
    )
    return reader.language.gettext(message, name=framework, city=city, country=country, edition=edition)


def rights(reader: Reader, *, verbatim: bool) -> str:
    """Whose words the findings are, for the metadata."""
    if verbatim:
        return reader.say(
            "Findings in the wording of the source profile; not a publication of the International Organization for "
            "Migration."
        )
    return reader.say(
        "Derived summary, not a publication of the International Organization for Migration. "
        "The official wording is that of the source profile."
    )

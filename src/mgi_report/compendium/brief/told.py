"""What a finished brief says, read back by its tags; and what it was to say."""

from __future__ import annotations

from ...pdf.listed import read_celled, read_words
from ...pdf.reading import open_pdf
from ...snapshot.same import Findings, Told
from ...text.languages import Language
from ...text.typography import spelled
from ..told import by_rows, known_again, promised_by
from .view import BriefView


def told_by_brief(pdf: bytes, told: Findings, language: Language) -> tuple[Findings, str]:
    """The findings in the tables of a brief, by the full references of those ``told`` elsewhere, and all its words."""
    document = open_pdf(pdf)
    theme = next((item.theme for item in told.values()), "")
    found = known_again(((item, theme) for item in read_celled(document)), told, language)
    return by_rows(found), spelled(read_words(document, by_tags=language.direction == "rtl"))


def planned_by(view: BriefView) -> Findings:
    """The findings that a brief was to tell, in their order."""
    found = {}
    for entry in view.findings:
        gist, text = map(spelled, view.words_of(entry))
        found[entry.full] = Told(str(view.chapter.number), entry.kind, gist, text, view.slug)
    return found


def promised_of(view: BriefView) -> list[str]:
    """What every form of a brief says beside its findings: caveat, sources, what it covers and who could talk to
    whom."""
    talks = [
        f"{place.name} {', '.join(item.local for item in references)}"
        for card in view.cards
        for side in card.sides
        if not side.brief
        for _, places in side.groups
        for place, references in places
    ]
    return [*promised_by(view.volume), view.covers, *view.notes, *talks]

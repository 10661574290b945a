"""What a finished compendium says of the findings of its cities, read back by its tags."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile
from typing import Any

from ..data.model import KINDS
from ..pdf.listed import CelledItem, read_celled, read_words
from ..pdf.navigation import bookmarks
from ..pdf.reading import open_pdf
from ..snapshot.same import Findings, Told, in_lists, letters_of, parted
from ..snapshot.words import LIST_TITLES
from ..text.languages import Language
from ..text.reader import Reader
from ..text.turned import alike
from ..text.typography import spelled
from .view import VolumeView


def told_by_volume(pdf: bytes, volume: VolumeView, planned: Findings) -> tuple[Findings, str]:
    """The findings in the tables of a compendium, each under its theme, and the words of its caveat and
    sources.

    ``planned`` are those that it was to have, by their full references.
    """
    themes = {(str(chapter.number), _key(table.name)): table for chapter in volume.chapters for table in chapter.themes}
    kinds = {_key(volume.say(title)): kind for title, kind in zip(LIST_TITLES, KINDS, strict=True)}
    places = {_key(f"{place.name}{place.country}, {place.year}"): place.short.upper() for place in volume.places}
    document = open_pdf(pdf)
    chapters, besides = _pages(document, {name for _, name in themes})
    items = ((number, item) for number, pages in chapters for item in read_celled(map(document.__getitem__, pages)))
    words = read_words((document[index] for index in besides), by_tags=volume.language.direction == "rtl")
    found: dict[str, Told] = {}
    for number, item in items:
        heads = set(map(_key, item.heads))
        place = next((short for head, short in places.items() if head in heads), "")
        table = themes.get((number, _key(item.title)))
        reference = f"{place}-{item.local}"
        gist, text = parted(item.paragraphs, planned.get(reference))
        found[reference] = Told(
            domain=str(table.chapter) if table else "",
            kind=next((kind for head, kind in kinds.items() if head in heads), ""),
            gist=gist,
            text=text,
            theme=table.slug if table else item.title,
        )
    return by_rows(found), spelled(words)


def by_rows(found: Findings) -> Findings:
    """Findings list by list in each row of a table, also where both go on on the next page."""
    return in_lists(found, lambda reference, told: (told.theme, reference.rpartition("-")[0]))


def told_beside(pdf: bytes, told: Findings, themes: Mapping[str, str], language: Language) -> Findings:
    """The findings that a compendium has under some themes (names by slugs), for a page that has ``told`` them."""
    domains = {item.theme: item.domain for item in told.values()}
    slugs = {(domains.get(slug, ""), _key(name)): slug for slug, name in themes.items()}
    silent = {name: slug for (_, name), slug in slugs.items()}
    document = open_pdf(pdf)
    items = (
        (item, slugs.get((number, name := _key(item.title))) or silent.get(name, ""))
        for number, pages in _pages(document, silent.keys())[0]
        if number in domains.values()
        for item in read_celled(map(document.__getitem__, pages))
    )
    return by_rows(known_again(items, told, language))


def known_again(items: Iterable[tuple[CelledItem, str]], told: Findings, language: Language) -> Findings:
    """Findings in cells, each with the slug of the theme under which it stands, by the full references of those that
    were ``told`` elsewhere; without a theme they are passed over.

    They are known by their short reference and their words: where only these are the same, it is the same finding.
    """
    say = Reader(language).say
    kinds = {_key(say(title)): kind for title, kind in zip(LIST_TITLES, KINDS, strict=True)}
    waiting = dict(told)
    found: dict[str, Told] = {}
    for item, theme in items:
        if not theme:
            continue
        near = {reference: here for reference, here in waiting.items() if reference.endswith(f"-{item.local}")}
        said = letters_of(spelled("".join(item.paragraphs)))
        same = (
            one
            for one, here in near.items()
            if (words := letters_of(here.gist + here.text)) == said or alike(words, said)
        )
        reference = next(same, item.local)
        waiting.pop(reference, None)
        here = near.get(reference, Told("", "", "", ""))
        gist, text = parted(item.paragraphs, here)
        kind = next((kind for head, kind in kinds.items() if head in set(map(_key, item.heads))), "")
        found[reference] = Told(here.domain, kind, gist, text, theme)
    return found


def _pages(document: Any, themes: Collection[str]) -> tuple[list[tuple[str, list[int]]], list[int]]:
    """The indexes of the pages on which themes stand, chapter by chapter, each with its number: themes of several
    chapters may have one name. And the indexes of the page before all, with the caveat, and of the last, with the
    sources."""
    known = [(title, page - 1) for title, page in bookmarks(document) if page]
    keys = [_key(title) for title, _ in known]
    chapters: list[tuple[str, list[int]]] = []
    for at, (title, page) in enumerate(known):
        end = known[at + 1][1] if at + 1 < len(known) else len(document)
        if keys[at] not in themes:
            chapters.append(("".join(takewhile(str.isdigit, title)), []))
        elif chapters:
            goes_on = keys[at + 1 : at + 2] and keys[at + 1] in themes
            chapters[-1][1].extend(range(page, end + bool(goes_on)))
    found = [(number, sorted(set(pages))) for number, pages in chapters if pages]
    last = max((page for _, page in known), default=0)
    first = min((page for _, pages in found for page in pages), default=0)
    return found, [max(first - 1, 0), *range(last, len(document))]


def promised_by(volume: VolumeView) -> list[str]:
    """What every form of a region says beside its findings: the caveat, and the source of each city."""
    return [volume.caveat, *("".join(run.text for run in place.source) for place in volume.places)]


def _key(words: str) -> str:
    return letters_of(spelled(words))

"""The view of a snapshot → HTML: its pages planned, its templates filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..design.composer import Composer
from ..design.editions import SCREEN, Edition
from ..design.measures import Measures, Setting
from ..design.stylesheets import compiled
from ..design.theme import Theme
from ..figures.ornaments import stripe
from ..figures.wheel import sectors
from ..text.reader import Reader, SetText
from ..text.typography import WHOLE
from ..typeset.documents import Composed
from ..workspace.places import VERSION
from .plan.back import BackMatter, Row
from .plan.cover import plan_cover
from .plan.pages import Copy, Plan, Words
from .plan.spread import fit
from .view import DomainView, FindingView, ListView, SnapshotView, ThemeRow
from .words import LIST_TITLES

PUBLICATION = "snapshot"
"""The name of its table of measures."""
_STYLES = ("shared/base.css", "snapshot/snapshot.css")


@dataclass(frozen=True)
class ListPart(ListView):
    """The part of a list that stands on a page; ``empty`` says that the whole list is."""

    empty: bool


@dataclass(frozen=True)
class DomainPart:
    """What of a domain stands on a page; ``continued`` says that it began on an earlier one."""

    domain: DomainView
    lists: tuple[ListPart, ...]
    continued: bool


@dataclass(frozen=True)
class DomainsPage:
    """A page of domains: ``space`` between its parts and heights of its ``rows`` in points, and its ``side``."""

    chunks: tuple[DomainPart, ...]
    space: float
    rows: tuple[float, ...]
    side: str


@dataclass(frozen=True)
class SnapshotPage:
    """What the templates of a snapshot are given, name by name; docs/templates.md tells it to those who change them."""

    view: SnapshotView
    """Everything chosen, translated and set in type."""
    plan: Plan
    """The copyfitting."""
    pages: tuple[DomainsPage, ...]
    """The pages of domains."""
    page_of: Mapping[int, int]
    """Position of a domain, from 0 → the number of its page."""
    boxes: tuple[tuple[float, float, float, float], ...]
    """Label areas of the wheel: left, top, width and height in mm."""
    figures: frozenset[str]
    """Which of ``wheel``, ``map`` and ``qr`` there are."""
    tokens: Mapping[str, str]
    """The tokens of the measures, of the theme and of the edition, by name."""
    measures: Measures
    """The measures by name, with ``_`` for ``-``, in points."""
    blanks: int
    """How many blank pages the press edition needs before the last part."""
    dense_themes: bool
    """Whether the table of themes is long and set small."""
    numbered_names: str
    """The domains by number and name, as a list in words."""
    styles: str
    """The style sheets."""
    version: str
    """The version of the program."""
    created: str
    """The date of the document, ISO 8601."""


def plan_snapshot(view: SnapshotView, setting: Setting, caution: float = 1.0) -> Plan:
    """Plan the pages of a snapshot from the words that will stand on them."""
    reader = Reader(view.language)
    empty = Words(reader.say("Nothing listed in this profile."))
    titles = (reader.say(LIST_TITLES[0]), reader.say(LIST_TITLES[1]))
    copies = []
    for domain in view.domains:
        developed, potential = (tuple(_words(finding.text) for finding in listing.findings) for listing in domain.lists)
        copies.append(Copy(f"{domain.number}  {domain.name}", domain.definition, developed, potential, titles, empty))
    back = _back_matter(view, setting)
    plan = fit(copies, setting, caution, back.pages)
    brief = _whole(view.introduction.marked) if view.introduction else ""
    cover = plan_cover(view.city, view.official, view.country, brief, _whole(_foreign_note(view)), setting)
    return replace(plan, cover=cover, dense=back.dense(caution))


def _foreign_note(view: SnapshotView) -> str:
    """What the first page says where findings stand in another language than the reader's."""
    if not view.foreign:
        return ""
    message = "The findings are printed in %(language)s, the language of the source."
    return Reader(view.language).say(message, language=view.source_language)


def _whole(text: str) -> str:
    """A text of which no word is parted at the end of a line."""
    return re.sub(r"\S+", rf"{WHOLE}\g<0>", text)


def _back_matter(view: SnapshotView, setting: Setting) -> BackMatter:
    say = view.language.gettext

    def rows(themes: Iterable[ThemeRow]) -> tuple[Row, ...]:
        return tuple((row.name, _references(row.developed), _references(row.potential)) for row in themes)

    return BackMatter(
        setting.measures,
        setting.text,
        view.about,
        view.how_to_read,
        view.caveat,
        rows(row for group in view.themes for row in group.mentioned),
        rows(row for group in view.themes for row in group.rows if not view.unsorted),
        (say("Well-developed areas"), say("Potential for development")),
        view.legend,
        ("".join(run.text for run in view.citation), view.source_url),
        view.imprint,
    )


def _references(findings: Sequence[FindingView]) -> str:
    return ", ".join(finding.local for finding in findings)


def _words(text: SetText) -> Words:
    """A text for the estimate of its lines; the engine hyphenates no words in another language than their text's."""
    words = (_whole(run.text) if run.language else run.text for run in text.runs)
    return Words("".join(words), text.language)


def compose_snapshot(
    composer: Composer,
    view: SnapshotView,
    plan: Plan,
    theme: Theme,
    icons: Mapping[str, bytes],
    figures: Mapping[str, bytes],
    created: str,
    images: Mapping[str, bytes] = MappingProxyType({}),
    edition: Edition = SCREEN,
) -> Composed:
    """The HTML of a snapshot.

    ``icons`` maps domain slugs to SVG files, ``figures`` the names ``wheel``, ``map`` and ``qr`` to drawings; without a
    map or a QR code the pages do without. ``created`` is the date of the document, ISO 8601. ``images`` are
    files of the workspace that templates call ``mgi:images/<name>``.
    """
    resources = {f"icon-{slug}.svg": svg for slug, svg in icons.items()}
    resources |= {f"{name}.svg": svg for name, svg in figures.items()} | {"stripe.svg": stripe(theme, edition.bleed)}
    resources |= {f"images/{name}": data for name, data in images.items()}
    names = [f"{domain.number} {domain.name}" for domain in view.domains]
    measures = composer.measures(PUBLICATION)
    tokens = {**measures.tokens, **theme.tokens(edition.inks), **edition.tokens}
    styles = compiled(composer.styles(*_STYLES, *edition.styles), tokens, view.language.direction)
    page = SnapshotPage(
        view=view,
        plan=plan,
        pages=tuple(_pages(view, plan)),
        page_of=_page_of(plan),
        boxes=tuple(sector.label_box for sector in sectors()),
        figures=frozenset(figures),
        tokens=tokens,
        measures=measures,
        blanks=edition.blanks(plan.total),
        dense_themes=plan.dense,
        numbered_names=view.language.join(names),
        styles=styles,
        version=VERSION,
        created=created,
    )
    html = composer.render("snapshot/snapshot.html.j2", view.language, **vars(page))
    return Composed(html, resources, styles, composer.faults(html, resources, tokens))


def _page_of(plan: Plan) -> dict[int, int]:
    return {
        chunk.domain: number
        for number, page in enumerate(plan.pages, start=2)
        for chunk in reversed(page.chunks)
        if not chunk.continued
    }


def _pages(view: SnapshotView, plan: Plan) -> Iterator[DomainsPage]:
    """The pages of domains as the template needs them: chunks with their slices of findings, and the space between."""
    for number, page in enumerate(plan.pages, start=2):
        chunks = []
        for chunk in page.chunks:
            domain, bounds = view.domains[chunk.domain], (chunk.developed, chunk.potential)
            lists = tuple(
                ListPart(whole.kind, whole.findings[slice(*bound)], not whole.findings)
                for whole, bound in zip(domain.lists, bounds, strict=True)
            )
            chunks.append(DomainPart(domain, lists, chunk.continued))
        yield DomainsPage(tuple(chunks), page.space, page.rows, "recto" if number % 2 else "verso")

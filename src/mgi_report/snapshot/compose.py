"""The view of a snapshot → HTML: its pages planned, its templates filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from .. import __version__
from ..design.composer import Composer
from ..design.editions import SCREEN, Edition
from ..design.measures import Setting
from ..design.stylesheets import compiled
from ..design.theme import Theme
from ..figures.ornaments import stripe
from ..figures.wheel import sectors
from ..text.languages import mark
from ..text.typography import WHOLE, set_text
from ..typeset.documents import Composed
from .plan.back import BackMatter, Row
from .plan.cover import plan_cover
from .plan.pages import Copy, Plan, Words
from .plan.spread import fit
from .view import FindingView, SetText, SnapshotView, ThemeRow

PUBLICATION = "snapshot"
"""The name of its table of measures."""
_STYLES = ("shared/base.css", "snapshot/snapshot.css")
LIST_TITLES = (mark("Examples of well-developed areas"), mark("Areas with potential for further development"))


def plan_snapshot(view: SnapshotView, setting: Setting, caution: float = 1.0) -> Plan:
    """Plan the pages of a snapshot from the words that will stand on them."""
    empty = Words(set_text(view.language.gettext("Nothing listed in this profile."), view.language.code))
    developed_title, potential_title = (
        set_text(view.language.gettext(title), view.language.code) for title in LIST_TITLES
    )
    titles = (developed_title, potential_title)
    copies = []
    for domain in view.domains:
        developed, potential = (tuple(_words(finding.text) for finding in listing.findings) for listing in domain.lists)
        copies.append(Copy(f"{domain.number}  {domain.name}", domain.definition, developed, potential, titles, empty))
    back = _back_matter(view, setting)
    plan = fit(copies, setting, caution, back.pages)
    cover = plan_cover(view.city, view.official, view.country, setting)
    return replace(plan, cover=cover, dense=back.dense(caution))


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
    words = (re.sub(r"\S+", rf"{WHOLE}\g<0>", run.text) if run.language else run.text for run in text.runs)
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
    html = composer.render(
        "snapshot/snapshot.html.j2",
        view.language,
        view=view,
        version=__version__,
        created=created,
        plan=plan,
        pages=_pages(view, plan),
        boxes=[sector.label_box for sector in sectors()],
        dense_themes=plan.dense,
        numbered_names=view.language.join(names),
        figures=set(figures),
        page_of={
            chunk.domain: number
            for number, page in enumerate(plan.pages, start=2)
            for chunk in reversed(page.chunks)
            if not chunk.continued
        },
        tokens=tokens,
        measures=measures,
        blanks=edition.blanks(plan.total),
        styles=styles,
    )
    return Composed(html, resources, styles, composer.faults(html, resources, tokens))


def _pages(view: SnapshotView, plan: Plan) -> list[dict[str, Any]]:
    """The pages of domains as the template needs them: chunks with their slices of findings, and the space between."""
    pages = []
    for index, page in enumerate(plan.pages):
        chunks = []
        for chunk in page.chunks:
            domain = view.domains[chunk.domain]
            bounds = {"developed": chunk.developed, "potential": chunk.potential}
            lists = [
                {
                    "kind": listing.kind,
                    "findings": listing.findings[slice(*bounds[listing.kind])],
                    "empty": not listing.findings,
                }
                for listing in domain.lists
            ]
            chunks.append({"domain": domain, "lists": lists, "continued": chunk.continued})
        pages.append(
            {
                "chunks": chunks,
                "space": page.space,
                "rows": page.rows,
                "side": "verso" if (index + 2) % 2 == 0 else "recto",
            }
        )
    return pages

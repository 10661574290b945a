"""The view and the plan of two editions → HTML, guarded: words that rank, and words of progress and regress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ...data.model import Profile
from ...data.spelled import spelled_out
from ...data.succession import Succession, succession
from ...design.composer import Composer
from ...design.editions import Edition
from ...design.stylesheets import compiled
from ...errors import ExitCode, ReportError
from ...figures.marks import drawings
from ...neutrality.pages import check_pages
from ...neutrality.words import load_wordings, of_editions
from ...press.inks import for_edition
from ...studio.studio import Studio
from ...typeset.documents import Composed
from ...workspace.places import VERSION, Workspace
from .plan import SincePlan, plan_since
from .present import view_since
from .view import SinceView

PUBLICATION = "snapshot"
"""The table of measures is that of snapshots, of which such pages can be a part."""
STYLES = "snapshot/since.css"
_STYLES = ("shared/base.css", "snapshot/snapshot.css", STYLES)
_BEGINS = "<!-- since -->"
"""Between two of these stands the leaf in the HTML of a snapshot."""


@dataclass(frozen=True)
class Leaf:
    """Two editions as pages are given them: what they say, and what stands on which page."""

    view: SinceView
    plan: SincePlan


def tell(
    studio: Studio, older: Profile, newer: Profile, between: tuple[Profile, ...], language: str, edition: Edition
) -> tuple[Succession, SinceView]:
    """How the findings of two editions stand to each other, and that as readers of a language are told it.

    On paper links spell their addresses out.
    """
    if edition.for_press:
        older, newer = spelled_out(older), spelled_out(newer)
    told = succession(older, newer, studio.framework.letters, between)
    return told, view_since(told, studio.framework, studio.language(language), studio.publisher)


def leaf_of(studio: Studio, view: SinceView, caution: float = 1.0) -> Leaf:
    """The pages of two editions as a part of a snapshot, planned."""
    return Leaf(view, plan_since(view, studio.setting(PUBLICATION, view.language.code), caution, leaf=True))


def document_of(studio: Studio, view: SinceView, edition: Edition, caution: float = 1.0) -> Leaf:
    """The pages of two editions as a document, planned; one for the press fills whole sheets."""
    by = edition.pages_by if edition.for_press else 1
    return Leaf(view, plan_since(view, studio.setting(PUBLICATION, view.language.code), caution, by=by))


def compose_since(studio: Studio, leaf: Leaf, edition: Edition, created: str) -> Composed:
    """The HTML of a document of two editions; raises :class:`ReportError` (template) where it would judge."""
    view, theme, composer = leaf.view, studio.theme, studio.composer
    resources: dict[str, bytes] = {f"icon-{slug}.svg": svg for slug, svg in studio.drawings.icons.items()}
    resources |= drawings(theme.rgb("label"), view.language.direction)
    measures = composer.measures(PUBLICATION)
    tokens: Mapping[str, str] = {**measures.tokens, **theme.tokens(), **edition.tokens}
    styles = compiled(composer.styles(*_STYLES), tokens, view.language.direction)
    html = _rendered(composer, leaf, tokens, styles, created)
    demand_no_judgement(studio.workspace, html, view, "snapshot/since.html.j2")
    composed = Composed(html, resources, styles, composer.faults(html, resources, tokens))
    return for_edition(composed, theme, edition)


def _rendered(composer: Composer, leaf: Leaf, tokens: Mapping[str, str], styles: str, created: str) -> str:
    given = {"view": leaf.view, "leaf": leaf, "tokens": tokens, "styles": styles, "created": created}
    return composer.render("snapshot/since.html.j2", leaf.view.language, **given, version=VERSION)


def leaf_in(html: str) -> str:
    """The leaf in the HTML of a snapshot; nothing where it has none."""
    return html.split(_BEGINS)[1] if _BEGINS in html else ""


def demand_no_judgement(workspace: Workspace, html: str, view: SinceView, file: str) -> None:
    """Raise :class:`ReportError` (template) where pages of two editions say that something went up or down.

    Names are not read: there are places that are called Progreso.
    """
    wordings = of_editions(load_wordings(workspace.paths("assets", "wording")))
    names = {view.city, view.official, view.country, *(edition.publisher for edition in view.editions)}
    for name in filter(None, names | ({view.publisher.name.plain} if view.publisher else set())):
        html = html.replace(escape(name), "")
    if judged := check_pages(html, (), wordings, file):
        raise ReportError(judged, ExitCode.TEMPLATE)

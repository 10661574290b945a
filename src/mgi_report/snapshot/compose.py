"""The view of a snapshot → HTML: its pages planned, its templates filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from ..data.model import KINDS
from ..design.composer import Composer
from ..design.editions import SCREEN, Edition
from ..design.measures import Measures, Setting
from ..design.pictures import pictures_for
from ..design.stylesheets import compiled
from ..design.theme import Theme
from ..figures.marks import drawings
from ..figures.wheel import DOORS
from ..text.reader import Reader
from ..text.typography import WHOLE
from ..typeset.documents import Composed
from ..workspace.places import VERSION
from .extras import names_in
from .plan.back import BackMatter, Block
from .plan.cover import CoverCopy, plan_cover
from .plan.pages import Copy, Cover, Item, Plan, Typist, Words
from .plan.spread import fit
from .since.compose import STYLES as LEAF_STYLES
from .since.compose import Leaf
from .view import DomainView, FindingView, ListView, NameGroup, SnapshotView, ThemeGroup
from .words import LIST_TITLES, NOTHING_LISTED

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
    """A page of domains: ``space`` between its parts in points, the ``names`` at its foot, and its ``side``."""

    chunks: tuple[DomainPart, ...]
    space: float
    names: tuple[NameGroup, ...]
    side: str


@dataclass(frozen=True)
class SnapshotPage:
    """What the templates of a snapshot are given, name by name; docs/templates.md tells it to those who change them."""

    view: SnapshotView
    """Everything chosen, translated and set in type."""
    plan: Plan
    """The copyfitting."""
    leaf: Leaf | None
    """Two editions side by side, with the plan of their pages, where an earlier one is asked for."""
    pages: tuple[DomainsPage, ...]
    """The pages of domains."""
    page_of: Mapping[int, int]
    """Position of a domain, from 0 → the number of its page."""
    boxes: tuple[tuple[float, float, float, float], ...]
    """Label areas of the wheel: left, top, width and height in mm."""
    figures: frozenset[str]
    """Which of ``wheel``, ``cover``, ``map`` and ``qr`` there are."""
    tokens: Mapping[str, str]
    """The tokens of the measures, of the theme and of the edition, by name."""
    measures: Measures
    """The measures by name, with ``_`` for ``-``, in points."""
    blanks: int
    """How many blank pages the press edition needs before the last part."""
    numbered_names: str
    """The domains by number and name, as a list in words."""
    styles: str
    """The style sheets."""
    version: str
    """The version of the program."""
    created: str
    """The date of the document, ISO 8601."""


def plan_snapshot(view: SnapshotView, setting: Setting, caution: float = 1.0, own: float = 0.0) -> Plan:
    """Plan the pages of a snapshot from the words that will stand on them.

    ``own`` is the height of what a workspace's own templates add to the last part, which grows by leaves for it.
    """
    reader = Reader(view.language)
    titles = (reader.say(LIST_TITLES[0]), reader.say(LIST_TITLES[1]))
    typist = Typist(setting, titles, reader.say(NOTHING_LISTED), caution)
    copies = []
    for domain in view.domains:
        developed, potential = (tuple(map(_item, listing.findings)) for listing in domain.lists)
        copies.append(Copy(_whole(domain.name), domain.scope, developed, potential))
    cover = cover_of(view, setting)
    back = _back_matter(view, typist, quoted=cover.quote).settled
    plan = fit(copies, typist, (back.fits, back.pages), partial(_panel, view, typist))
    if own:
        back = replace(back, own=own, whole=False).settled
        more = max((1 if back.fits else back.pages) - plan.back_pages, 0)
        plan = replace(plan, back_pages=plan.back_pages + more + more % 2)
    return replace(plan, cover=cover, **back.enlarged(plan.back_pages).placed(plan.back_pages))


def cover_of(view: SnapshotView, setting: Setting) -> Cover:
    """Plan the first page alone."""
    return plan_cover(_cover_copy(view), setting)


def _item(finding: FindingView) -> Item:
    """A finding for the estimate of its lines; the engine hyphenates neither gists nor words in another language."""
    gist = Words(_whole(finding.gist.plain), finding.gist.language)
    words = (_whole(run.text) if run.language else run.text for run in finding.text.runs)
    return Item(gist, Words("".join(words), finding.text.language))


def _cover_copy(view: SnapshotView) -> CoverCopy:
    return CoverCopy(
        view.city,
        view.official,
        view.country,
        _whole(view.introduction.marked if view.introduction else view.about[0]),
        _whole(_foreign_note(view)),
        [(fact.value.plain, f"{fact.label.plain}, {fact.year}. {fact.source.plain}") for fact in view.facts],
        _quoted(view),
        tuple(map(_whole, view.how_to_read)),
        [_whole(" · ".join(view.themes_of(kind))) for kind in KINDS],
    )


def _quoted(view: SnapshotView) -> tuple[str, ...]:
    """The words of a person, and who spoke them."""
    if not (quote := view.quote):
        return ()
    return _whole(quote.text.marked), f"{quote.speaker.plain}, {quote.role.plain}. {quote.source.plain}"


def _foreign_note(view: SnapshotView) -> str:
    """What the first page says where findings stand in another language than the reader's."""
    if not view.foreign:
        return ""
    message = "The findings are printed in %(language)s, the language of the source."
    return Reader(view.language).say(message, language=view.source_language)


def _whole(text: str) -> str:
    """A text of which no word is parted at the end of a line."""
    return re.sub(r"\S+", rf"{WHOLE}\g<0>", text)


def _panel(view: SnapshotView, typist: Typist, domains: Sequence[int]) -> float:
    """The height of the names at the foot of a page, or 0 where its findings name nothing."""
    groups, m = _names(view, domains), typist.measures
    if not groups:
        return 0.0
    tall = (
        typist.height(m.caption, "; ".join(f"{name.plain} ({f.local})" for name, f in group.names), m.panel_text)
        for group in groups
    )
    return m.running_text_line + 2 * m.panel_padding + sum(height + m.back_below for height in tall)


def _names(view: SnapshotView, domains: Sequence[int]) -> tuple[NameGroup, ...]:
    findings = (item for number in domains for listing in view.domains[number].lists for item in listing.findings)
    return names_in(findings, Reader(view.language))


def _back_matter(view: SnapshotView, typist: Typist, *, quoted: bool) -> BackMatter:
    say = Reader(view.language).say
    blocks = [
        Block(
            f"{group.domain.number} {group.domain.name}",
            group.domain.scope,
            tuple(_entries(group, say)) or (say(NOTHING_LISTED),),
        )
        for group in view.themes
    ]
    cited = " ".join(("".join(run.text for run in view.citation), view.address)).strip()
    source = f"{say('Source')}: {view.source_publisher}: {view.source_title.plain}. {view.source_url}"
    imprint = (source, f"{say('How to cite')}: {cited}", *view.imprint)
    dates = [f"{name.year} {name.name.plain} {name.finding.local}" for name in view.dates]
    definitions = [f"{domain.number} {domain.name}. {domain.definition}" for domain in view.domains]
    quote = () if quoted else _quoted(view)
    logo = bool(view.publisher and view.publisher.logo)
    contact = [*_published(view, say)]
    return BackMatter(typist, blocks, definitions, view.about, view.caveat, dates, imprint, quote, contact, logo)


def _published(view: SnapshotView, say: Callable[[str], str]) -> Iterator[str]:
    """Who publishes, and whom to ask in the place itself."""
    if view.publisher:
        contact = view.publisher.contact.plain if view.publisher.contact else ""
        yield f"{say('Published by')}: {view.publisher.name.plain}"
        if contact or view.publisher.url:
            yield " · ".join(filter(None, (contact, view.publisher.url)))
        if view.publisher.note:
            yield view.publisher.note.plain
    if view.contact:
        yield f"{say('Contact')}: {view.contact.plain}"


def _entries(group: ThemeGroup, say: Callable[[str], str]) -> Iterator[str]:
    """The entries of a domain in the table of themes, in words."""
    for entry in group.entries:
        said = (item.local if item.stands_in else f"{item.gist.plain} {item.local}" for item in entry.findings)
        yield f"{entry.name}: {'; '.join((*said, *(item.local for item in entry.besides)))}"
    if group.also:
        also = (f"{name} {', '.join(item.local for item in items)}" for name, items in group.also.items())
        yield f"{say('Also:')} {'; '.join(also)}"


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
    leaf: Leaf | None = None,
) -> Composed:
    """The HTML of a snapshot.

    ``icons`` maps domain slugs to SVG files, ``figures`` the names ``wheel``, ``cover``, ``map``, ``qr`` to drawings;
    without maps or a QR code the pages do without. ``created`` is the date of the document, ISO 8601. ``images`` are
    files of the workspace that templates call ``mgi:images/<name>``.
    """
    resources = {f"icon-{slug}.svg": svg for slug, svg in icons.items()}
    resources |= {f"{name}.svg": svg for name, svg in figures.items()} | drawings(
        theme.rgb("label"), view.language.direction
    )
    resources |= pictures_for(images, for_press=edition.for_press)
    names = [f"{domain.number} {domain.name}" for domain in view.domains]
    measures = composer.measures(PUBLICATION)
    tokens = {**measures.tokens, **theme.tokens(), **edition.tokens}
    own = (*_STYLES, *([LEAF_STYLES] if leaf else []))
    styles = compiled(composer.styles(*own), tokens, view.language.direction)
    page = SnapshotPage(
        view=view,
        plan=plan,
        leaf=leaf,
        pages=tuple(_pages(view, plan)),
        page_of=_page_of(plan),
        boxes=tuple(sector.label_box for sector in DOORS.sectors),
        figures=frozenset(figures),
        tokens=tokens,
        measures=measures,
        blanks=edition.blanks(plan.total),
        numbered_names=view.language.join(names),
        styles=styles,
        version=VERSION,
        created=created,
    )
    template = "snapshot" if edition.whole else "inner"
    html = composer.render(f"snapshot/{template}.html.j2", view.language, **vars(page))
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
        names = _names(view, [chunk.domain for chunk in page.chunks]) if page.panel else ()
        yield DomainsPage(tuple(chunks), page.space, names, "recto" if number % 2 else "verso")

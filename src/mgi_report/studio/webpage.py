"""Pages of the HTML edition: one file each that asks nothing of anybody, with its styles and its script in it.

What may run and what may be loaded is said by a policy in the page itself (Content Security Policy Level 3, 3.3): the
script and the style sheet by their checksums, pictures that stand in it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..data.model import DOMAIN_SLUGS
from ..design import palette
from ..design.stylesheets import LAST_ON_WEB
from ..design.theme import Theme
from ..errors import ExitCode, ReportError
from ..figures.doors import Door, doors
from ..neutrality.pages import PageGuard
from ..neutrality.scripts import check_script
from ..neutrality.words import Wordings, load_wordings
from ..text.hypertext import read_html
from ..text.languages import Language
from ..text.typography import unmarked
from ..workspace.places import VERSION
from .lean import lean, lean_script, lean_styles
from .studio import Studio
from .webfile import PageReader, WebFile, checksum

STYLES, SCRIPT = "html/html.css", "html/page.js"
"""The style sheet and the script of all pages, in the folders of templates."""


@dataclass(frozen=True)
class Elsewhere:
    """The same page in another language: its code, its own name, and the address from here."""

    code: str
    name: str
    href: str


@dataclass(frozen=True)
class Download:
    """A file that a page offers: what it is, its format and size in words, and the address from here."""

    title: str
    format: str
    size: str
    href: str


@dataclass(frozen=True)
class Place:
    """Where a page stands: what leads from it to others.

    ``within`` are titles and addresses of the regions that compare its place. ``address`` is its own on the web and
    ``card`` that of its picture, where the publisher has told them; ``addresses`` are those of all languages by code.
    """

    languages: tuple[Elsewhere, ...] = ()
    downloads: tuple[Download, ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    address: str = ""
    card: str = ""
    addresses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Webpage:
    """A page as it is written, and as it was read back."""

    data: bytes
    file: WebFile


class Webpages:
    """Makes pages of a workspace, in its look and guarded."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._doors: dict[str, tuple[Door, ...]] = {}

    @cached_property
    def styles(self) -> str:
        """The style sheet with the colours of the theme, light and dark."""
        return _tokens(self.studio.theme) + lean_styles(self.studio.composer.source(STYLES, LAST_ON_WEB))

    @cached_property
    def script(self) -> str:
        """The script, which the guard has read."""
        source = self.studio.composer.source(SCRIPT)
        if problems := check_script(source, self._wordings, f"templates/{SCRIPT}"):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return lean_script(source)

    @cached_property
    def _wordings(self) -> Wordings:
        return load_wordings(self.studio.workspace.paths("assets", "wording"))

    @cached_property
    def policy(self) -> str:
        """What a page may do."""
        return (
            f"default-src 'none'; style-src {checksum(self.styles)}; script-src {checksum(self.script)}; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )

    def doors(self, names: Sequence[str]) -> tuple[Door, ...]:
        """The sectors of the wheel with these names of domains."""
        icons = self.studio.drawings.icons
        key = "\n".join(names)
        if key not in self._doors:
            slugs = [domain.slug for domain in self.studio.framework.domains]
            self._doors[key] = doors(names, [icons[slug] for slug in slugs])
        return self._doors[key]

    def page(self, template: str, language: Language, place: Place, order: Sequence[str], **given: Any) -> Webpage:
        """A page from a template in ``html/``; ``order`` are the places that it compares, in their order.

        It is read once, for the guard and for its proof. Raises :class:`ReportError` (template) where a template is
        broken or what it makes would rank places.
        """
        context: Mapping[str, Any] = {
            "styles": self.styles,
            "script": self.script,
            "policy": self.policy,
            "version": VERSION,
            "place": place,
            **given,
        }
        html = unmarked(self.studio.composer.render(f"html/{template}.html.j2", language, **context))
        data, guard, reader = (
            lean(html).encode(),
            guard_of(self._wordings, order, f"html/{template}.html.j2"),
            PageReader(),
        )
        read_html(data, guard, reader)
        if guard.problems:
            raise ReportError(dict.fromkeys(guard.problems), ExitCode.TEMPLATE)
        return Webpage(data, reader.file)


def guard_of(wordings: Wordings, order: Sequence[str], file: str) -> PageGuard:
    """Who judges a page: findings are quoted, whatever else ranks is refused; ``order`` is that of its places."""
    return PageGuard(file, order, wordings, quotes=_is_quoted)


def _is_quoted(tag: str, given: Mapping[str, str]) -> bool:
    """Whether an element holds words of a profile: it says so, or is a finding (:mod:`.webfile`)."""
    return "data-quote" in given or (tag == "li" and "id" in given)


def _tokens(theme: Theme) -> str:
    """Colours as custom properties: light ones, dark ones where a reader wants them, and those of each domain."""
    bright, night = palette.light(theme), palette.dark(theme)
    light, dark = _rules(bright), _rules({role: colour for role, colour in night.items() if bright[role] != colour})
    fonts = f":root{{--font-text:{theme.tokens()['font-text']}}}"
    return f"{fonts}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _rules(colours: palette.Palette) -> str:
    """Rules that declare colours: those of all pages, and those of domains by their parts (``--fill``, ``--on``,
    ``--tint``)."""
    own = {f"{part}-{slug}": (f".d{number}", part) for number, slug in enumerate(DOMAIN_SLUGS, 1) for part in _PARTS}
    rules: dict[str, palette.Palette] = {}
    for role, colour in colours.items():
        where, name = own.get(role, (":root", role))
        rules.setdefault(where, {})[name] = colour
    return "".join(f"{where}{{{palette.declared(found)}}}" for where, found in rules.items())


_PARTS = ("fill", "on", "tint")

"""Pages of the HTML edition: one file each that asks nothing of anybody, with its styles and its script in it.

What may run and what may be loaded is said by a policy in the page itself (Content Security Policy Level 3, 3.3): the
script and the style sheet by their checksums, pictures that stand in it, and nothing else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from ..data.model import DOMAIN_SLUGS
from ..design import palette
from ..design.theme import Theme
from ..errors import ExitCode, ReportError
from ..figures.doors import Door, doors
from ..neutrality.pages import check_pages
from ..neutrality.scripts import check_script
from ..neutrality.words import Wordings, load_wordings
from ..text.languages import Language
from ..text.typography import unmarked
from ..workspace.places import VERSION
from .studio import Studio

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


_SPARE = re.compile(r"(<[a-z][^<>]*?) data-quote(?=[ >])|(?<=\n)\s+")
"""What is of use to the guard and to whom writes templates alone."""


class Webpages:
    """Makes pages of a workspace, in its look and guarded."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._doors: dict[str, tuple[Door, ...]] = {}

    @cached_property
    def styles(self) -> str:
        """The style sheet with the colours of the theme, light and dark."""
        sheet = re.sub(r"/\*.*?\*/", "", self.studio.composer.source(STYLES), flags=re.S)
        return _tokens(self.studio.theme) + re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", sheet)).strip()

    @cached_property
    def script(self) -> str:
        """The script, which the guard has read."""
        source = self.studio.composer.source(SCRIPT)
        if problems := check_script(source, self._wordings, f"templates/{SCRIPT}"):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return re.sub(r"^\s+", "", source, flags=re.M).strip()

    @cached_property
    def _wordings(self) -> Wordings:
        return load_wordings(self.studio.workspace.paths("assets", "wording"))

    @cached_property
    def policy(self) -> str:
        """What a page may do."""
        return (
            f"default-src 'none'; style-src {_checksum(self.styles)}; script-src {_checksum(self.script)}; "
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

    def page(self, template: str, language: Language, place: Place, order: Sequence[str], **given: Any) -> bytes:
        """A page from a template in ``html/``; ``order`` are the places that it compares, in their order.

        Raises :class:`ReportError` (template) where a template is broken or what it makes would rank places.
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
        if problems := check_pages(html, order, self._wordings, f"html/{template}.html.j2"):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return _SPARE.sub(lambda found: found[1] or "", html).strip().encode() + b"\n"


def _tokens(theme: Theme) -> str:
    """Colours as custom properties: light ones, dark ones where a reader wants them, and the accents of domains."""
    bright, night = palette.light(theme), palette.dark(theme)
    differs = [role for role, colour in night.items() if bright[role] != colour]
    accents = "".join(
        f".d{number}{{{''.join(f'--{part}:var(--{part}-{slug});' for part in ('fill', 'on', 'tint'))}}}"
        for number, slug in enumerate(DOMAIN_SLUGS, 1)
    )
    families = f"--font-text:{theme.tokens()['font-text']};"
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{palette.declared(night, differs)}}}}}"
    return f":root{{{palette.declared(bright)}{families}}}{dark}{accents}"


def _checksum(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

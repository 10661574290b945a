"""A snapshot in leaves: what begins pages of its own, each a document that can be typeset without the others.

A leaf shows what its pages will show in the whole: their numbers, and what stands in their margins. It serves whoever
wants to see a page soon; a file is made of the whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from ..data.model import Profile
from ..data.spelled import spelled_out
from ..design.editions import Edition
from ..studio.studio import Studio
from ..typeset.attempts import fitting, just
from ..typeset.documents import Composed, P
from ..workspace.clock import document_date
from .compose import PUBLICATION, plan_snapshot
from .make import composed_of, figures_of, view_of
from .plan.pages import CAUTIONS
from .since.leaves import Compared, Leaves

ELSEWHERE = "leaf:"
"""What the address of a link to another leaf begins with, before the name of its target."""

_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_CARRIED = re.compile(r' data-[\w-]+="[^"]*"')
_ID, _INNER = re.compile(r'\bid="([^"]+)"'), re.compile(r'\bhref="#([^"]+)"')


def compose_leaves(studio: Studio, profile: Profile, language: str, edition: Edition) -> list[Composed]:
    """The leaves of a snapshot, as its plan has them at the first attempt; the pages of a city in a volume are one.

    Raises :class:`ReportError` (template) as making the snapshot does.
    """
    whole, _ = _composed(studio, profile, language, edition, 1.0)
    return leaves_of(whole) if edition.whole else [whole]


def settled(studio: Studio, job: Compared, typeset: Callable[[Composed, range], P]) -> tuple[float, P]:
    """A snapshot that has a leaf of an earlier edition, on as many pages as planned, where that can be: with which
    caution it was planned, and what came of it.

    Raises :class:`ReportError` (template) as making the snapshot does, and what ``typeset`` raises.
    """

    def attempts() -> Iterator[tuple[float, Composed, range]]:
        for caution in CAUTIONS:
            document, pages = _composed(studio, job.profile, job.language, job.edition, caution, job.editions)
            yield caution, document, just(pages)

    return fitting(attempts(), typeset)


def _composed(
    studio: Studio,
    profile: Profile,
    language: str,
    edition: Edition,
    caution: float,
    earlier: tuple[Profile, tuple[Profile, ...]] | None = None,
) -> tuple[Composed, int]:
    """A snapshot as it is typeset at an attempt, and how many pages it should take."""
    since = Leaves(studio, profile, language, edition, *earlier) if earlier else None
    profile = spelled_out(profile) if edition.for_press else profile
    view = view_of(studio, profile, language)
    leaf = since.planned(caution) if since else None
    plan = plan_snapshot(view, studio.setting(PUBLICATION, language), caution)
    plan = replace(plan, leaf=len(leaf.plan.pages)) if leaf else plan
    created = document_date(profile.revised, profile.edition).isoformat()
    drawn = figures_of(studio, profile, view) if edition.whole else {}
    document = composed_of(studio, view, plan, drawn, edition, created, leaf)
    if since:
        since.guard(document)
    return document, plan.total + edition.blanks(plan.total)


def leaves_of(document: Composed) -> list[Composed]:
    """A document in the parts of its body; one that cannot be parted is its own leaf.

    What stands empty before the first part, and says what margins show, is said in every leaf.
    """
    found = _Parts(document.html)
    if not found.sound or len(found.parts) < 2:
        return [document]
    carried = "".join(dict.fromkeys(said for part in found.parts if part.empty for said in _CARRIED.findall(part.tag)))
    head, foot = document.html[: found.start], document.html[found.end :]
    leaves: list[Composed] = []
    before = ""
    for part in found.parts:
        html = document.html[part.start : part.end]
        if part.empty and not leaves:
            before += html
            continue
        body = before + html if before else f"<div{carried}>{html}</div>"
        before = ""
        faults = () if leaves else document.faults
        leaves.append(replace(document, html=head + _leading(body) + foot, faults=faults))
    return leaves


def numbered(leaf: Composed, page: int) -> Composed:
    """A leaf whose first page has a number, from 1."""
    rule = f"@page:first {{ counter-reset: page {page} }}</style>"
    return replace(leaf, html=leaf.html.replace("</style>", rule, 1))


def fingerprint(leaf: Composed) -> str:
    """Equal for leaves that look alike."""
    hashed = hashlib.sha256(leaf.html.encode())
    for name in sorted(leaf.resources):
        if leaf.calls(name):
            hashed.update(name.encode() + leaf.resources[name])
    return hashed.hexdigest()


def _leading(html: str) -> str:
    """A leaf with its links to others as addresses of their targets."""
    own = set(_ID.findall(html))
    return _INNER.sub(lambda link: link[0] if link[1] in own else f'href="{ELSEWHERE}{link[1]}"', html)


@dataclass
class _Part:
    """An element of the body: its start tag, where it begins and ends, and whether there is nothing in it."""

    tag: str
    start: int
    end: int = -1
    empty: bool = True


class _Parts(HTMLParser):
    """Finds the elements of a body in its text; not ``sound`` where some are not closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._open: list[str] = []
        self.parts: list[_Part] = []
        self.start = self.end = -1
        self.sound = True
        self.feed(html)
        self.sound = self.sound and 0 < self.start <= self.end and not self._open

    @property
    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    @property
    def _within(self) -> bool:
        return self.start >= 0 and self.end < 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """An element begins."""
        text = self.get_starttag_text() or ""
        if tag == "body":
            self.start = self._here + len(text)
        elif self._within and tag not in _VOID:
            if not self._open:
                self.parts.append(_Part(text, self._here))
            else:
                self.parts[-1].empty = False
            self._open.append(tag)
        elif self._within:
            self.sound = self.sound and bool(self._open)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if tag == "body":
            self.end = self._here
        elif self._within and tag not in _VOID:
            self.sound = self.sound and bool(self._open) and self._open.pop() == tag
            if self.sound and not self._open:
                self.parts[-1].end = self._here + len(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Words, which belong to an element."""
        if self._within and data.strip():
            self.sound = self.sound and bool(self._open)
            if self._open:
                self.parts[-1].empty = False

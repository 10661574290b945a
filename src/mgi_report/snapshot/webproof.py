"""The proof of the HTML edition, from its finished files and from those that it must agree with."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

from ..errors import Kind, Problem, excerpt
from ..pdf.proof import Check, Proof
from ..pdf.tables import Cell
from ..studio.webfile import WebFile, checksum, read_webfile
from ..workspace.crowds import few
from .same import Findings, all_words, differences, lacking, promised, told_by_page, told_by_view
from .view import SnapshotView
from .web import short_of

EDITION = "html"


@dataclass(frozen=True)
class Witness:
    """What a finished file says of a place: its findings and, where it tells caveat and source, all its words.

    ``letters``: its texts are compared without their punctuation (:func:`.same.differences`).
    """

    name: str
    findings: Findings
    words: str = ""
    letters: bool = False


@dataclass
class Site:
    """Finished pages by path in the output folder, and the other files there that they may lead to."""

    pages: Mapping[str, bytes]
    files: Collection[str] = ()
    read: dict[str, WebFile] = field(default_factory=dict)

    def file(self, path: str) -> WebFile:
        """A page as it was read, once."""
        if path not in self.read:
            self.read[path] = read_webfile(self.pages[path])
        return self.read[path]


def prove_city(site: Site, path: str, view: SnapshotView, witnesses: Sequence[Witness]) -> Proof:
    """The proof of the page of a city."""
    return prove_page(site, path, told_by_view(view), promised(view), witnesses)


def prove_page(site: Site, path: str, planned: Findings, wanted: Sequence[str], witnesses: Sequence[Witness]) -> Proof:
    """The proof of one page by what it was to tell: its findings in their order, and what it says besides."""
    page = site.file(path)
    told = told_by_page(page)
    whole = _whole(path, [page], told, planned, ordered=True)
    same = [
        problem
        for other in witnesses
        for problem in differences(told, path, other.findings, other.name, letters=other.letters)
    ]
    same += lacking(all_words(page), wanted, path, path)
    same += [
        problem
        for other in witnesses
        if other.words
        for problem in lacking(other.words, wanted, path, other.name, letters=other.letters)
    ]
    return _proof(site, [path], whole, same, witnesses)


def _nothing(*_: object) -> tuple[Problem, ...]:
    return ()


@dataclass(frozen=True)
class Region:
    """What the pages of a region are compared with: ``witnesses`` of each place by its identity, and its compendium.

    ``promised`` is what its pages and its compendium must say beside the findings, ``cells`` tells what is wrong with
    the tables and boxes of a file.
    """

    views: Sequence[SnapshotView]
    witnesses: Mapping[str, Sequence[Witness]]
    volume: Witness | None = None
    promised: Sequence[str] = ()
    cells: Callable[[Iterable[Cell], str], Iterable[Problem]] = _nothing


def prove_region(site: Site, paths: Sequence[str], region: Region) -> Proof:
    """The proof of the pages of a region."""
    pages, first = [site.file(path) for path in paths], paths[0]
    told = {reference: item for page in pages for reference, item in told_by_page(page).items()}
    planned = {reference: item for view in region.views for reference, item in told_by_view(view).items()}
    # A profile knows a finding by its own domain, where the theme may belong to another.
    home = {
        reference: item._replace(domain=planned[reference].domain if reference in planned else item.domain, theme="")
        for reference, item in told.items()
    }
    whole = _whole(first, pages, home, planned, ordered=False)
    places = {item.anchor.upper(): item.place for page in pages for item in page.items}
    same = few(region.cells((cell for page in pages for cell in page.cells), first))
    for view in region.views:
        theirs = {reference: item for reference, item in home.items() if places[reference] == short_of(view)}
        for other in region.witnesses.get(view.identity, ()):
            same += differences(theirs, first, other.findings, other.name, ordered=False, letters=other.letters)
    wanted = dict.fromkeys([*region.promised, *(text for view in region.views for text in promised(view))])
    same += lacking(all_words(pages[0]), wanted, first, first)
    volume = [region.volume] if region.volume else []
    for other in volume:
        same += differences(told, first, other.findings, other.name, letters=other.letters)
        if other.words:
            same += lacking(other.words, region.promised, first, other.name, letters=other.letters)
    return _proof(site, paths, whole, same, [*volume, *(item for each in region.witnesses.values() for item in each)])


def _whole(path: str, pages: Sequence[WebFile], told: Findings, planned: Findings, *, ordered: bool) -> list[Problem]:
    return [*differences(told, path, planned, "the profile", ordered=ordered), *_twice(path, pages)]


def _twice(path: str, pages: Sequence[WebFile]) -> list[Problem]:
    times = Counter(item.anchor for page in pages for item in page.items)
    return [
        Problem(path, message=f"{anchor.upper()} stands here {count} times", kind=Kind.FINDING_LOST)
        for anchor, count in times.items()
        if count > 1
    ]


def prove_alone(
    site: Site, path: str, words: Sequence[Problem], same: Sequence[Problem], witnesses: Sequence[Witness]
) -> Proof:
    """The proof of a finished page of which nothing is known but what lies beside it; ``words`` is what ranks there."""
    proof = _proof(site, [path], _twice(path, [site.file(path)]), same, witnesses)
    findings, *others = proof.checks
    once = replace(findings, detail="once; whole as far as it is compared")
    return replace(proof, checks=(Check("web words", "", tuple(words)), once, *others))


def _proof(
    site: Site, paths: Sequence[str], whole: Sequence[Problem], same: Sequence[Problem], witnesses: Sequence[Witness]
) -> Proof:
    names = ", ".join(dict.fromkeys(other.name for other in witnesses))
    links = tuple(problem for path in paths for problem in _link_problems(site, path))
    alone = tuple(problem for path in paths for problem in _load_problems(site, path))
    checks = (
        Check("web findings", "", tuple(whole)),
        Check("web same", f"compared with {names}" if names else "", tuple(same), skipped=not names),
        Check("web links", "", links),
        Check("web alone", "", alone),
    )
    return Proof(paths[0], len(paths), checks, EDITION)


def _link_problems(site: Site, path: str) -> Iterator[Problem]:
    page = site.file(path)
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield Problem(path, message="a name that two places in the page have", value=excerpt(name), kind=Kind.LINK)
    for link in dict.fromkeys(page.links):
        parts = urlsplit(link)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        )
        if target in site.pages:
            lost = bool(parts.fragment) and parts.fragment not in site.file(target).ids
        else:
            lost = target not in site.files or bool(parts.scheme)
        if lost:
            yield Problem(path, message="a link that leads nowhere", value=excerpt(link), kind=Kind.LINK)


def _load_problems(site: Site, path: str) -> Iterator[Problem]:
    page = site.file(path)
    for address in page.loads:
        if not address.startswith(("data:", "#")):
            hint = "a page of this edition holds all that it shows"
            yield Problem(path, message="something is loaded", hint=hint, value=excerpt(address), kind=Kind.LOADS)
    if "default-src 'none'" not in page.policy or "unsafe" in page.policy:
        yield Problem(path, message="its policy allows what is not in it", value=page.policy, kind=Kind.LOADS)
    for text in page.inside:
        if checksum(text) not in page.policy:
            hint = "make the page anew; what is in it was changed, or came in"
            message = "a style sheet or a script that its policy does not name"
            yield Problem(path, message=message, hint=hint, value=excerpt(text), kind=Kind.LOADS)

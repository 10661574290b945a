"""The blocks of a page → the six domains, or the reasons why it is no whole profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..data.model import DOMAIN_SLUGS
from ..errors import Problem
from .labels import LIST_KINDS, Kind
from .lines import doubt, fault
from .parts import Block
from .structure import Structure

_NAMES = {Kind.DEVELOPED: "well-developed areas", Kind.POTENTIAL: "areas with potential for further development"}
_NO_LIST = "this page is no migration governance profile: no list of well-developed areas stands in it"
_NO_PROFILE = "a profile has lists headed “…examples of well-developed areas” and “Areas with potential for …”"
_WHOLE = "save the whole page again, or complete the file"


def settle(structure: Structure) -> tuple[Mapping[str, Block], list[Problem]]:
    """The domains by slug, in the order of the framework, and what is wrong or doubtful about them."""
    file, blocks = structure.page.file, structure.blocks
    if not blocks:
        return {}, [fault(file, 0, _NO_LIST, hint=_NO_PROFILE)]
    problems = _assign(structure)
    named = [block for block in blocks if block.slug]
    problems += _twice(named, file)
    if not any(problem.severity == "error" for problem in problems):
        missing = [slug for slug in DOMAIN_SLUGS if slug not in {block.slug for block in named}]
        short = [fault_ for block in blocks for fault_ in _short_lists(block, file)]
        in_last = short and all(problem.line >= blocks[-1].first.number for problem in short)
        if structure.ends_in_list and (missing or in_last):
            return {}, [*problems, cut_off(structure, missing)]
        problems += short
        if missing:
            message = f"{len(DOMAIN_SLUGS) - len(missing)} of six domains were found; missing: {', '.join(missing)}"
            problems.append(fault(file, 0, message, hint=_WHOLE))
    found = {block.slug: block for block in named}
    return {slug: found[slug] for slug in DOMAIN_SLUGS if slug in found}, problems


def _assign(structure: Structure) -> list[Problem]:
    """Give a domain to blocks without a known heading, where their place leaves no choice."""
    file, blocks = structure.page.file, structure.blocks
    unnamed = [block for block in blocks if not block.slug]
    if not unnamed:
        if [block.slug for block in blocks] != [slug for slug in DOMAIN_SLUGS if slug in {b.slug for b in blocks}]:
            return [doubt(file, blocks[0].first.number, "the domains stand in another order than usual")]
        return []
    fits = len(blocks) <= len(DOMAIN_SLUGS) and all(
        block.slug in ("", slug) for block, slug in zip(blocks, DOMAIN_SLUGS, strict=False)
    )
    none_known = not any(block.slug or block.heading for block in blocks)
    if fits and (len(blocks) == len(DOMAIN_SLUGS) or (none_known and structure.ends_in_list)):
        return _by_place(structure, none_known=none_known)
    left = [slug for slug in DOMAIN_SLUGS if slug not in {block.slug for block in blocks}]
    if len(unnamed) == len(left) == 1:
        unnamed[0].slug = left[0]
        return [_guessed(unnamed[0], file)]
    if none_known:
        message = f"{len(blocks)} pairs of lists without headings of domains were found; a profile has six"
        return [fault(file, blocks[0].first.number, message, hint=_WHOLE)]
    known = "write the name of the domain as the portal does: MIGRANTS’ RIGHTS, PARTNERSHIPS …"
    lines = (block.heading or block.first for block in unnamed)
    return [fault(file, line.number, "the domain of this list is not known", line.text, known) for line in lines]


def _by_place(structure: Structure, *, none_known: bool) -> list[Problem]:
    file = structure.page.file
    problems = []
    for block, slug in zip(structure.blocks, DOMAIN_SLUGS, strict=False):
        if not block.slug:
            block.slug = slug
            problems.append(_guessed(block, file))
    if none_known:
        message = "there are no headings of domains; the order of the lists decides"
        return [doubt(file, structure.blocks[0].first.number, message)]
    return problems


def _guessed(block: Block, file: str) -> Problem:
    line = (block.heading or block.first).number
    if block.heading:
        return doubt(file, line, f"no heading that is known; taken for {block.slug} by its place", block.heading.text)
    return doubt(file, line, f"the heading of the domain is missing; taken for {block.slug} by its place")


def _twice(blocks: list[Block], file: str) -> list[Problem]:
    first: dict[str, Block] = {}
    problems = []
    for block in blocks:
        other = first.setdefault(block.slug, block)
        if other is not block and len(other.parts) == len(block.parts) == len(LIST_KINDS):
            message = f"the domain {block.slug} stands twice, on lines {other.first.number} and {block.first.number}"
            problems.append(fault(file, block.first.number, message, hint="delete one of them"))
        elif other is not block:
            part = next(iter(block.parts.values()))
            message = f"the list of {_NAMES[part.kind]} stands twice in {block.slug}"
            problems.append(fault(file, part.heading.number, message, hint="one list of each kind belongs to a domain"))
    return problems


def _short_lists(block: Block, file: str) -> list[Problem]:
    problems = []
    for kind in LIST_KINDS:
        part = block.parts.get(kind)
        where = block.slug or "this domain"
        if part is None:
            message = f"{where} has no list of {_NAMES[kind]}"
            problems.append(fault(file, block.first.number, message, hint=_WHOLE))
        elif not part.items:
            message = f"the list of {_NAMES[kind]} in {where} has no findings"
            hint = f"{_WHOLE}; where nothing is listed write a line there, and “[]” in the profile instead of it"
            problems.append(fault(file, part.heading.number, message, hint=hint))
    return problems


def cut_off(structure: Structure, missing: Sequence[str] = ()) -> Problem:
    """That a page ends too early: in the middle of a list, with these domains still missing."""
    line = structure.lines[-1]
    lost = f", and {len(missing)} of six domains are missing" if missing else ""
    message = f"the page is cut off in {structure.blocks[-1].slug}: it ends on this line{lost}"
    return fault(structure.page.file, line.last or line.number, message, line.text, hint=_WHOLE)

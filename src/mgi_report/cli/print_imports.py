"""What an import tells: a few lines for each page, tables before anything is written, JSON lines for programs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from babel import Locale

from ..data.model import DOMAIN_SLUGS
from ..errors import errors_of
from ..portal.draft import Draft
from ..portal.importer import Imported
from ..portal.parts import Role
from ..text.printable import visible
from ..workspace.places import guide, shown
from .records import PageImported, absolute
from .running import emit
from .terminal import echo, style

_TAKEN = (Role.FINDING, Role.HEADING, Role.INTRODUCTION, Role.TITLE, Role.DATE)
_FURNITURE = (Role.SCAFFOLD, Role.WHEEL, Role.SITE, Role.NAVIGATION, Role.NOTE, Role.HIDDEN)
_MISSING = {"coordinates": "coordinates", "url": "the address of the page", "introduction": "an introduction"}


def print_imports(results: Sequence[Imported], *, as_json: bool, dry_run: bool) -> None:
    """Tell what became of every page; problems are printed elsewhere."""
    for result in results:
        if as_json:
            emit(_record(result, dry_run=dry_run))
        elif dry_run:
            _print_tables(result)
        elif result.written and result.draft:
            _print_lines(result, result.draft)
    failed = sum(result.failed for result in results)
    if not as_json and len(results) > 1:
        done = "could be imported" if dry_run else "imported"
        echo(f"{len(results) - failed} of {len(results)} pages {done}")


def print_taken(results: Sequence[Imported], *, as_json: bool, dry_run: bool) -> None:
    """Tell which profiles were taken back from PDFs."""
    for result in results:
        if as_json:
            emit(replace(_record(result, dry_run=dry_run), missing=[]))
        elif result.file and not result.failed:
            file, page = visible(shown(result.file)), visible(str(result.page))
            echo(f"{style(file, bold=True)}  {'would be ' if dry_run else ''}taken as it is from {page}")


def _record(result: Imported, *, dry_run: bool) -> PageImported:
    draft = result.draft
    return PageImported(
        page=absolute(result.page),
        file=absolute(result.file) if result.file else None,
        written=result.written,
        sound=not result.failed,
        dry_run=dry_run,
        profile=_facts(draft) if draft else None,
        domains={slug: dict(vars(found)) for slug, found in result.domains.items()},
        lines={str(role): list(ranges) for role, ranges in result.roles.items()},
        missing=list(draft.missing) if draft else [],
        topics_proposed=draft.proposals if draft else 0,
    )


def _facts(draft: Draft) -> dict[str, str]:
    names = ("city", "edition", "code", "level", "name", "official", "country", "title", "language", "url")
    return {name: getattr(draft, name) for name in names}


def _print_lines(result: Imported, draft: Draft) -> None:
    counts = [f"{found.developed}/{found.potential}" for found in result.domains.values()]
    file = visible(shown(result.file or result.page))
    echo(style(file, bold=True) + f"  from {visible(str(result.page))}")
    echo(f"  {_place(draft)}, {draft.edition}, in {_language(draft)}")
    echo(f"  {draft.count} findings, developed/potential in each domain: {' '.join(counts)}")
    left = [found for role in _FURNITURE for found in result.roles.get(role, ())]
    lines = f"page furniture, not taken over: lines {_ranges(sorted(left))}" if left else "no page furniture"
    echo(f"  {lines}")
    for note in _notes(draft):
        echo(f"  {note}")
    echo(f"  next: confirm what is proposed; mgi-report check {shlex.quote(file)}")


def _place(draft: Draft) -> str:
    return ", ".join(dict.fromkeys((draft.name, str(Locale("en").territories.get(draft.country, draft.country)))))


def _language(draft: Draft) -> str:
    return str(Locale.parse(draft.language, sep="-").get_display_name("en"))


def _ranges(ranges: Sequence[tuple[int, int]]) -> str:
    merged: list[tuple[int, int]] = []
    for first, last in ranges:
        if merged and first <= merged[-1][1] + 2:  # a blank line may stand between
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in merged)


def _notes(draft: Draft) -> list[str]:
    """What a person should do next."""
    notes = []
    if draft.missing:
        notes.append(f"not on the page and left out: {' and '.join(_MISSING[name] for name in draft.missing)}")
    if draft.proposals:
        notes.append(
            f"proposed, to be confirmed: topics of {draft.proposals} of {draft.count} findings, the code {draft.code}"
        )
    else:
        notes.append(f"proposed, to be confirmed: the code {draft.code}; no topics could be proposed")
    notes.append(f"left out: gists, which a person writes ({guide('data')})")
    return notes


def _print_tables(result: Imported) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    target = f" → {shown(result.file)}" if result.file else ""
    console.print(Text(visible(f"{result.page}{target}"), style="bold"), soft_wrap=True)
    for table in _tables(result):
        console.print(table)
    for note in _notes(result.draft) if result.draft else ():
        console.print(Text(visible(note)))
    doubts = len(result.problems) - len(errors_of(result.problems))
    ending = "cannot be imported" if result.failed else "can be imported"
    console.print(Text(f"{ending}; {doubts or 'no'} doubtful place{'' if doubts == 1 else 's'}", style="bold"))
    console.print()


def _tables(result: Imported) -> Iterator[Any]:
    """The facts, the domains and what was not taken over, as tables of Rich."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    draft = result.draft
    if draft:
        facts = Table.grid(padding=(0, 2))
        facts.add_column(style="dim", no_wrap=True)
        facts.add_column()
        for name, value in _table_of_facts(draft):
            facts.add_row(name, Text(value))
        yield facts
    if result.domains:
        domains = Table("domain", box=box.SIMPLE_HEAD, pad_edge=False)
        for name in ("developed", "potential", "topics proposed", "lines"):
            domains.add_column(name, justify="right")
        for slug, found in result.domains.items():
            numbers = [str(number or "–") for number in (found.developed, found.potential)]
            proposed = f"{draft.proposals_in(slug)} of {found.developed + found.potential}" if draft else "–"
            name = f"{DOMAIN_SLUGS.index(slug) + 1} {slug}"
            domains.add_row(name, *numbers, proposed, f"{found.first}–{found.last}")
        yield domains
    left = [(role, result.roles[role]) for role in Role if role not in _TAKEN and role in result.roles]
    if left:
        rest = Table("not taken over", "lines", box=box.SIMPLE_HEAD, pad_edge=False)
        for role, ranges in left:
            rest.add_row(str(role), _ranges(ranges))
        yield rest


def _table_of_facts(draft: Draft) -> list[tuple[str, str]]:
    official = f"; official name {draft.official}" if draft.official != draft.name else ""
    return [
        ("title", draft.title),
        ("place", f"{_place(draft)}{official}"),
        ("profile", f"{draft.city}, {draft.edition}, {draft.level}, code {draft.code}"),
        ("language", _language(draft)),
        ("introduction", f"{len(draft.introduction)} characters" if draft.introduction else "none"),
        ("address", draft.url or "not in the saved file"),
    ]

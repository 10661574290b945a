"""What an import tells: a few lines for each page, tables before anything is written, JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from babel import Locale

from ..model import DOMAIN_SLUGS
from .draft import Draft
from .importer import Imported
from .structure import Role

_TAKEN = (Role.FINDING, Role.HEADING, Role.INTRODUCTION, Role.TITLE, Role.DATE)
_FURNITURE = (Role.SCAFFOLD, Role.WHEEL, Role.SITE, Role.NAVIGATION)
_MISSING = {"coordinates": "coordinates", "url": "the address of the page", "introduction": "an introduction"}


def print_imports(results: Sequence[Imported], *, as_json: bool, dry_run: bool) -> None:
    """Tell what became of every page; problems are printed elsewhere."""
    for result in results:
        if as_json:
            click.echo(json.dumps(_record(result, dry_run=dry_run), ensure_ascii=False))
        elif dry_run:
            _print_tables(result)
        elif result.written and result.draft:
            _print_lines(result, result.draft)
    failed = sum(result.failed for result in results)
    if not as_json and len(results) > 1:
        done = "could be imported" if dry_run else "imported"
        click.echo(f"{len(results) - failed} of {len(results)} pages {done}")


def _record(result: Imported, *, dry_run: bool) -> dict[str, object]:
    draft = result.draft
    return {
        "type": "import",
        "page": str(result.page),
        "file": str(result.file or ""),
        "written": result.written,
        "sound": not result.failed,
        "dry_run": dry_run,
        "profile": _facts(draft) if draft else None,
        "findings": _counts(draft) if draft else {},
        "lines": {str(role): ranges for role, ranges in result.roles.items()},
        "missing": draft.missing if draft else [],
        "topics_proposed": draft.proposals if draft else 0,
    }


def _facts(draft: Draft) -> dict[str, str]:
    names = ("city", "edition", "code", "level", "name", "official", "country", "title", "language", "url")
    return {name: getattr(draft, name) for name in names}


def _counts(draft: Draft) -> dict[str, dict[str, int]]:
    return {slug: {kind: len(found) for kind, found in lists.items()} for slug, lists in draft.findings.items()}


def _print_lines(result: Imported, draft: Draft) -> None:
    counts = [f"{len(lists['developed'])}/{len(lists['potential'])}" for lists in draft.findings.values()]
    total = sum(len(found) for lists in draft.findings.values() for found in lists.values())
    click.echo(click.style(_relative(result.file), bold=True) + f"  from {result.page}")
    click.echo(f"  {_place(draft)}, {draft.edition}, in {_language(draft)}")
    click.echo(f"  {total} findings, developed/potential in each domain: {' '.join(counts)}")
    left = [found for role in _FURNITURE for found in result.roles.get(role, ())]
    shown = f"page furniture, not taken over: lines {_ranges(sorted(left))}" if left else "no page furniture"
    click.echo(f"  {shown}")
    for note in _notes(draft):
        click.echo(f"  {note}")


def _place(draft: Draft) -> str:
    return ", ".join(dict.fromkeys((draft.name, str(Locale("en").territories.get(draft.country, draft.country)))))


def _language(draft: Draft) -> str:
    return str(Locale.parse(draft.language, sep="-").get_display_name("en"))


def _left(result: Imported) -> list[tuple[Role, str]]:
    """What was not taken over: the role and the ranges of its lines."""
    return [(role, _ranges(result.roles[role])) for role in Role if role not in _TAKEN and role in result.roles]


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
    total = sum(len(found) for lists in draft.findings.values() for found in lists.values())
    if draft.proposals:
        notes.append(
            f"proposed, to be confirmed: topics of {draft.proposals} of {total} findings, the code {draft.code}"
        )
    else:
        notes.append(f"proposed, to be confirmed: the code {draft.code}; there are no keywords for topics")
    return notes


def _print_tables(result: Imported) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    draft = result.draft
    target = f" → {_relative(result.file)}" if result.file else ""
    console.print(Text(f"{result.page}{target}", style="bold"), soft_wrap=True)
    if draft:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column()
        for name, value in _table_of_facts(draft):
            grid.add_row(name, Text(value))
        console.print(grid)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("domain", no_wrap=True)
        for name in ("developed", "potential", "topics proposed", "lines"):
            table.add_column(name, justify="right")
        for slug, lists in draft.findings.items():
            first, last = result.lines[slug]
            found = [*lists["developed"], *lists["potential"]]
            proposed = f"{sum(bool(finding.topics) for finding in found)} of {len(found)}"
            numbers = (str(len(lists["developed"])), str(len(lists["potential"])), proposed, f"{first}–{last}")
            table.add_row(f"{DOMAIN_SLUGS.index(slug) + 1} {slug}", *numbers)
        console.print(table)
    if left := _left(result):
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("not taken over", no_wrap=True)
        table.add_column("lines")
        for role, ranges in left:
            table.add_row(str(role), ranges)
        console.print(table)
    for note in _notes(draft) if draft else ():
        console.print(Text(note))
    errors = sum(problem.severity == "error" for problem in result.problems)
    doubts = len(result.problems) - errors
    ending = "cannot be imported" if result.failed else "can be imported"
    console.print(Text(f"{ending}; {doubts or 'no'} doubtful place{'' if doubts == 1 else 's'}", style="bold"))
    console.print()


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


def _relative(file: Path | None) -> str:
    try:
        return str(file.relative_to(Path.cwd())) if file else ""
    except ValueError:
        return str(file)

"""What the shell proposes when a name is begun: what the workspace has, pages of the documentation, PDFs.

``eval "$(_MGI_REPORT_COMPLETE=bash_source mgi-report)"`` tells bash of it (``zsh_source``, ``fish_source`` the others).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from ..errors import ReportError

if TYPE_CHECKING:
    from ..data.model import Framework
    from ..workspace.places import Workspace


def cities(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Cities, and those with several editions also with each of them; none that was named before."""
    from ..data.identity import editions_of

    found = editions_of(workspace.profiles()) if (workspace := _workspace(context)) else {}
    names = [name for city, dated in found.items() for name in (city, *(dated if len(dated) > 1 else ()))]
    return _fitting(names, begun, context.params.get(parameter.name or ""))


def editions(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Editions of the cities that were named before, or of all."""
    from ..data.identity import city_and_edition, editions_of

    found = editions_of(workspace.profiles()) if (workspace := _workspace(context)) else {}
    named = [context.params.get("city"), *(context.params.get("cities") or ())]
    names = {name for city, dated in found.items() if city in named or not any(named) for name in dated}
    there = [context.params.get(name) for name in ("older", "newer") if name != parameter.name]
    return _fitting([city_and_edition(name)[1] for name in names], begun, there)


def regions(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Regions by their slugs."""
    from ..data.region_files import names_of_region

    files = workspace.regions() if (workspace := _workspace(context)) else []
    names = [name for file in files for name in names_of_region(file)]
    return _fitting(names, begun, context.params.get(parameter.name or ""))


def subjects(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Cities and regions."""
    return sorted({*cities(context, parameter, begun), *regions(context, parameter, begun)})


def subjects_or_pdfs(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Cities and regions, and PDFs."""
    return [*pdfs(context, parameter, begun), *map(CompletionItem, subjects(context, parameter, begun))]


def cities_or_pdfs(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Cities, and PDFs."""
    return [*pdfs(context, parameter, begun), *map(CompletionItem, cities(context, parameter, begun))]


def pdfs(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """PDFs in the folder that is begun; the shell adds folders."""
    folder = begun.rpartition("/")[0]
    found = sorted(Path(folder or "/" if begun.startswith("/") else folder).glob("*.[pP][dD][fF]"))
    prefix = begun[: len(begun) - len(begun.rpartition("/")[2])]
    names = _fitting([f"{prefix}{file.name}" for file in found], begun, None)
    return [CompletionItem(begun, type="dir"), *map(CompletionItem, names)]


def subjects_or_files(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Cities and regions, and what the shell itself knows of files, before which bash forgets all others."""
    return [CompletionItem(begun, type="file"), *map(CompletionItem, subjects(context, parameter, begun))]


def languages(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Languages of the framework, behind a comma one more."""
    return _behind_comma(framework.languages if (framework := _framework(context)) else (), begun)


def publications(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What files are for, behind a comma one more; all where nothing was named before."""
    from ..design.editions import BESIDE, EDITIONS

    return _behind_comma([*EDITIONS, *BESIDE, *(() if "," in begun else ("all",))], begun)


def built_in(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Files of the look that are built in; none that was named before."""
    from ..design.copies import known_files

    names = [name.removeprefix("templates/") for name in known_files()]
    return _fitting(names, begun, context.params.get(parameter.name or ""))


def countries(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Countries by their codes, with their names."""
    import json

    from babel import Locale

    from ..workspace.places import COUNTRIES, builtin

    names = Locale.parse("en").territories
    codes = json.loads(builtin().joinpath(*COUNTRIES).read_text(encoding="utf-8"))
    return [CompletionItem(code, help=names[code]) for code in _fitting(codes, begun.upper(), None)]


def formats(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """What a package may lack."""
    return _behind_comma(("pdf", "html", "docx", "data"), begun)


def domains(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Domains by their slugs."""
    framework = _framework(context)
    return _fitting([domain.slug for domain in framework.domains] if framework else [], begun, None)


def themes(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Themes by the slugs of their topics."""
    domains = framework.domains if (framework := _framework(context)) else []
    return _fitting([topic.slug for domain in domains for topic in domain.topics], begun, None)


def themes_or_domains(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Themes and domains by their slugs, and all."""
    found = [*themes(context, parameter, begun), *domains(context, parameter, begun), *_fitting(["all"], begun, None)]
    return sorted(found)


def topics(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Pages of the documentation."""
    from .manual import pages

    return _fitting([page.topic for page in pages()], begun, None)


def _framework(context: click.Context) -> Framework | None:
    """The framework of the workspace; nothing where it is broken."""
    from ..data.profile_files import load_framework

    try:
        return load_framework(workspace.framework) if (workspace := _workspace(context)) else None
    except ReportError:
        return None


def _workspace(context: click.Context) -> Workspace | None:
    from ..workspace.places import open_workspace

    try:
        return open_workspace(context.find_root().params.get("workspace"))
    except ReportError:
        return None


def _behind_comma(names: Iterable[str], begun: str) -> list[str]:
    """Names that go on with a list of names, in which there is none of them yet."""
    before, comma, begun = begun.rpartition(",")
    return [f"{before}{comma}{name}" for name in _fitting(names, begun, before.split(","))]


def _fitting(names: Iterable[str], begun: str, named: object) -> list[str]:
    before = set(named) if isinstance(named, (list, tuple)) else set()
    return sorted({name for name in names if name.startswith(begun)} - before)

"""What the shell proposes when a name is begun: cities, regions and themes of the workspace.

``eval "$(_MGI_REPORT_COMPLETE=bash_source mgi-report)"`` tells bash of it (``zsh_source``, ``fish_source`` the others).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..errors import ReportError

if TYPE_CHECKING:
    from ..workspace.places import Workspace


def cities(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Cities, and those with several editions also with each of them; none that was named before."""
    from ..data.identity import editions_of

    found = editions_of(workspace.profiles()) if (workspace := _workspace(context)) else {}
    names = [name for city, dated in found.items() for name in (city, *(dated if len(dated) > 1 else ()))]
    return _fitting(names, begun, context.params.get(parameter.name or ""))


def regions(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Regions by their slugs."""
    from ..data.region_files import names_of_region

    files = workspace.regions() if (workspace := _workspace(context)) else []
    names = [name for file in files for name in names_of_region(file)]
    return _fitting(names, begun, context.params.get(parameter.name or ""))


def themes(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Themes by the slugs of their topics."""
    from ..data.profile_files import load_framework

    try:
        domains = load_framework(workspace.framework).domains if (workspace := _workspace(context)) else []
    except ReportError:
        return []
    return _fitting([topic.slug for domain in domains for topic in domain.topics], begun, None)


def _workspace(context: click.Context) -> Workspace | None:
    from ..workspace.places import open_workspace

    try:
        return open_workspace(context.find_root().params.get("workspace"))
    except ReportError:
        return None


def _fitting(names: Iterable[str], begun: str, named: object) -> list[str]:
    before = set(named) if isinstance(named, (list, tuple)) else set()
    return sorted({name for name in names if name.startswith(begun)} - before)

"""Names of earlier versions that a workspace's templates may still call, and what stands in their place.

``templates/moved.yaml`` is the table, one for each publication. It is asked only for names that are not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache

from ..data.yaml_tree import read_tree
from ..errors import excerpt
from ..workspace.places import builtin, guide

MOVED = "moved.yaml"
SHOWN = f"{guide('templates')} shows the pages and what makes them"
"""The hint beside what is gone."""


def gone(kind: str, name: str, publication: str = "", shown: str = "{}") -> str:
    """“… is gone; … stands in its place” for a name of a publication, or of any; nothing for one that never was.

    ``kind`` is ``files``, ``blocks``, ``given``, ``drawings`` or ``measures``. ``shown`` is how such names stand in the
    file: ``--{}`` for those of measures in a style sheet.
    """
    for table in (moved(kind, of) for of in ([publication] if publication else all_moved())):
        if key := next((key for key in table if fnmatchcase(name, key)), ""):
            now = table[key]
            place = excerpt(shown.format(now)) if now else "nothing"
            return f"{excerpt(shown.format(name))} is gone; {place} stands in its place"
    return ""


def gone_part(name: str, publication: str) -> str:
    """The same for the last part of what a template is given: ``size`` for ``plan.size``."""
    whole = (key for key in moved("given", publication) if fnmatchcase(name, key.rpartition(".")[2]))
    return next((gone("given", key, publication) for key in whole), "")


def gone_measure(name: str, publication: str) -> str:
    """The same for a measure as templates call it."""
    return gone("measures", name.replace("_", "-"), publication, "measures.{}").replace("-", "_")


def moved(kind: str, publication: str) -> Mapping[str, str | None]:
    """The names of a kind, and what stands in their place, which may be nothing."""
    return all_moved().get(publication, {}).get(kind, {})


@cache
def all_moved() -> Mapping[str, Mapping[str, Mapping[str, str | None]]]:
    """The whole table: publication → kind → name → what stands in its place."""
    data: Mapping[str, Mapping[str, Mapping[str, str | None]]] = read_tree(builtin() / "templates" / MOVED).data
    return data

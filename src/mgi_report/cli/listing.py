"""``mgi-report list``: what a workspace has, as tables and as JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ..workspace.places import shown
from .common import open_here, workspace_or_builtin
from .listed import LISTED
from .running import emit, settings
from .terminal import echo

_OF_PACKAGE = ("languages", "topics")
_STATES = {"": "yes", "changed": "no: data changed", "gone": "no: data gone", "missing": "no: file missing"}
_NONE = {
    "cities": "no profiles in data/profiles; `mgi-report new CITY` begins one",
    "editions": "no profiles in data/profiles; `mgi-report new CITY` begins one",
    "regions": "no regions in data/regions",
    "outputs": "nothing was built yet; `mgi-report build` makes them",
}

Row = tuple[str, ...]


@click.command(
    "list",
    epilog="""\b
Example:  mgi-report list topics
          mgi-report --json list outputs""",
)
@click.argument("kind", type=click.Choice(list(LISTED)))
def list_(kind: str) -> None:
    """List cities, editions, languages, topics, regions or outputs.

    Outputs are what builds made in reports/, and whether each is as new as its data.
    """
    from ..build.listing import list_of
    from .tables import table

    records = list_of(kind, workspace_or_builtin() if kind in _OF_PACKAGE else open_here())
    if settings["json"]:
        for record in records:
            emit(LISTED[kind](**record))
        return
    head, rows = _TABLES[kind]
    for line in table(head, rows(records)) if records else (_NONE[kind],):
        echo(line)
    unsound = [next(iter(record.values())) for record in records if not record.get("sound", True)]
    if unsound:
        echo(f"not sound: {', '.join(unsound)}; `mgi-report check {unsound[0]}` tells why")


def _name(names: object) -> str:
    """A text that may stand in several languages, in English where it does, as all that the program says."""
    return str(names.get("en") or next(iter(names.values()))) if isinstance(names, Mapping) else str(names)


def _cities(records: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [
        (
            record["city"],
            _name(record.get("name", "")),
            record.get("country", ""),
            ",".join(record.get("languages", ())),
            ", ".join(record["editions"]),
        )
        for record in records
    ]


def _editions(records: Sequence[Mapping[str, Any]]) -> list[Row]:
    keys = ("edition", "code", "level")
    return [(*(record.get(key, "") for key in keys), shown(Path(record["file"]))) for record in records]


def _languages(records: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [(record["language"], record["name"], record["own"]) for record in records]


def _topics(records: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Each domain, and below it its topics, in all languages."""
    rows: list[Row] = []
    domain = ""
    for record in records:
        if domain != record["domain"]:
            domain = record["domain"]
            rows.append((domain, " · ".join(record["domain_names"].values())))
        rows.append((f"  {record['topic']}", " · ".join(record["names"].values())))
    return rows


def _regions(records: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [
        (record["region"], _name(record.get("title", "")), ", ".join(record.get("editions", ()))) for record in records
    ]


def _outputs(records: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [(shown(Path(record["path"])), _STATES[record["state"]]) for record in records]


_TABLES: dict[str, tuple[Row, Callable[[Sequence[Mapping[str, Any]]], list[Row]]]] = {
    "cities": (("city", "name", "country", "languages", "editions"), _cities),
    "editions": (("edition", "code", "level", "file"), _editions),
    "languages": (("language", "name", "its own name"), _languages),
    "topics": (("topic", "names"), _topics),
    "regions": (("region", "title", "holds"), _regions),
    "outputs": (("file", "up to date"), _outputs),
}

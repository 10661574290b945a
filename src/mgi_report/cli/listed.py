"""The records of ``--json list`` (:mod:`records`): what a workspace has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .records import Record


@dataclass(frozen=True, kw_only=True)
class City(Record):
    """``list cities``: a city with its editions (``2022-09``); names, country and languages are those of its latest
    sound one.
    """

    type: Literal["city"] = "city"
    city: str
    sound: bool
    editions: list[str]
    name: str | dict[str, str] | None = None
    country: str | None = None
    languages: list[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Edition(Record):
    """``list editions``: a profile. One that is not sound has no more than its first lines."""

    type: Literal["edition"] = "edition"
    edition: str
    city: str
    sound: bool
    code: str
    file: str
    name: str | dict[str, str] | None = None
    country: str | None = None
    level: str | None = None
    languages: list[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Language(Record):
    """``list languages``: a language of publication, its name in English and its ``own``."""

    type: Literal["language"] = "language"
    language: str
    name: str
    own: str


@dataclass(frozen=True, kw_only=True)
class Topic(Record):
    """``list topics``: a topic with its domain, and the names of both by language."""

    type: Literal["topic"] = "topic"
    topic: str
    domain: str
    names: Mapping[str, str]
    domain_names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Region(Record):
    """``list regions``: a region with the profiles that it holds. One that is not sound has its name alone."""

    type: Literal["region"] = "region"
    region: str
    sound: bool
    file: str
    title: str | dict[str, str] | None = None
    editions: list[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Output(Record):
    """``list outputs``: a file that a build made; ``state`` is empty, changed or gone (its data), or missing (the file
    itself).
    """

    type: Literal["output"] = "output"
    path: str
    city: str
    edition: str
    language: str
    medium: str
    up_to_date: bool
    state: str


LISTED: dict[str, type[Record]] = {
    "cities": City,
    "editions": Edition,
    "languages": Language,
    "topics": Topic,
    "regions": Region,
    "outputs": Output,
}
"""What can be listed, and the record of one of it."""

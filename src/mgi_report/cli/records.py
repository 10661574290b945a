"""What ``--json`` prints: one record a line, each of one of the types here.

They are plain dataclasses, so that printing one costs nothing; JSON Schema and docs/records.md are made from them.
Paths are absolute, and every key is always there: ``null`` where nothing is known.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

Verdict = dict[str, list[str]]

STRICT = {"extra": "forbid", "json_schema_serialization_defaults_required": True}
"""For the schema: no other keys, and all of these."""


def absolute(file: Path | str) -> str:
    """A path as records have it: from the root, without “..”; links are not followed."""
    return os.path.abspath(file)  # noqa: PTH100


@dataclass(frozen=True, kw_only=True)
class Record:
    """A line of JSON, known by its ``type``."""

    __pydantic_config__: ClassVar[Any] = STRICT


@dataclass(frozen=True, kw_only=True)
class ProblemTold(Record):
    """Any command: something is wrong (docs/errors.md). ``line`` and ``column`` count from 1; 0 is no place in a text.

    ``file`` is absolute where it is a file; of what was not written it is where it would be. ``path`` is the place in
    the data, the page or the output.
    """

    type: Literal["problem"] = "problem"
    severity: str
    kind: str
    file: str
    line: int
    column: int
    path: str
    message: str
    value: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class FileMade(Record):
    """``build``, ``compare``: a file of the output folder. ``proof`` names the checks that ``passed``, were ``skipped``
    or ``failed``, and is empty for data; ``sources`` are the data files it was made from, each with its SHA-256.

    ``city`` is the slug of its subject, a city or a region; ``medium`` is screen, press, archive, html or data;
    ``fresh`` says that it was made now, or, of data, that it is another one, ``seconds`` in what time.
    """

    type: Literal["file"] = "file"
    path: str
    city: str
    edition: str
    language: str
    medium: str
    pages: int
    size: int
    sha256: str
    proof: Verdict
    fresh: bool
    seconds: float
    sources: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class PartBound(Record):
    """``annex``: a part of the volume, in order. ``first`` and ``last`` are labels of pages, ``elements`` those of its
    tags; ``file`` is null for a part that we made.
    """

    type: Literal["part"] = "part"
    title: str
    file: str | None
    pages: int
    first: str
    last: str
    size: int
    elements: int


@dataclass(frozen=True, kw_only=True)
class VolumeBound(Record):
    """``annex``: the volume. It ``claims`` standards, ``judged`` where the validator was there to agree; ``lacking``
    has a standard that is not claimed with the parts that do not follow it; ``language`` is that of our sheets.
    """

    type: Literal["volume"] = "volume"
    path: str
    pages: int
    size: int
    sha256: str
    claims: list[str]
    judged: bool
    language: str
    lacking: dict[str, list[str]]
    proof: Verdict


@dataclass(frozen=True, kw_only=True)
class Written(Record):
    """``figure``, ``init``, ``template``, ``verify --report``: a file was written."""

    type: Literal["written"] = "written"
    path: str


@dataclass(frozen=True, kw_only=True)
class WorkspaceMade(Record):
    """``init``: the folder that is a workspace now."""

    type: Literal["workspace"] = "workspace"
    path: str


@dataclass(frozen=True, kw_only=True)
class ProfileBegun(Record):
    """``new``: the profile that was begun. ``regions`` says of the file of each region how it stands to the city;
    ``next`` is the command that tells what is missing.
    """

    type: Literal["profile"] = "profile"
    path: str
    city: str
    edition: str
    code: str
    regions: dict[str, str]
    next: str


@dataclass(frozen=True, kw_only=True)
class PageImported(Record):
    """``import``: what became of a page. ``profile`` has what it says of itself, ``domains`` the numbers of findings
    with their lines, ``lines`` what the lines of the page are, each as [first, last]; ``missing`` what it does not say.
    """

    type: Literal["import"] = "import"
    page: str
    file: str | None
    written: bool
    sound: bool
    dry_run: bool
    profile: dict[str, str] | None
    domains: dict[str, dict[str, int]]
    lines: dict[str, list[tuple[int, int]]]
    missing: list[str]
    topics_proposed: int


@dataclass(frozen=True, kw_only=True)
class DataChecked(Record):
    """``check``: how much was looked at, and how many problems there are."""

    type: Literal["checked"] = "checked"
    framework: bool
    profiles: int
    regions: int
    problems: int


@dataclass(frozen=True, kw_only=True)
class CheckDone:
    """One check of a proof: its name and rule, what was looked at, the values found, and the problems."""

    __pydantic_config__: ClassVar[Any] = STRICT

    name: str
    rule: str
    detail: str
    passed: bool
    skipped: bool
    values: dict[str, Any]
    problems: list[ProblemTold]


@dataclass(frozen=True, kw_only=True)
class FileProved(Record):
    """``verify``: the proof of a file, check by check; ``edition`` says by which rules."""

    type: Literal["proof"] = "proof"
    path: str
    edition: str
    pages: int
    passed: bool
    checks: list[CheckDone]


@dataclass(frozen=True, kw_only=True)
class Diagnosis(Record):
    """``doctor``: one thing that was looked at, what was found, and the command that mends it; ``state`` is ok,
    MISSING, BROKEN, warning or optional.
    """

    type: Literal["diagnosis"] = "diagnosis"
    name: str
    state: str
    found: str
    remedy: str
    good: bool
    needed: bool


@dataclass(frozen=True, kw_only=True)
class SchemaTold(Record):
    """``schema``: the JSON Schema of a kind of data file, or of these records."""

    type: Literal["schema"] = "schema"
    name: str
    content: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class PageTold(Record):
    """``docs``: a page of the documentation, with its Markdown where it was asked for."""

    type: Literal["page"] = "page"
    topic: str
    title: str
    about: str
    group: str
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class TextTold(Record):
    """``--help``, ``--version``, ``docs``, ``docs --man``, ``template`` without a file: a text for people."""

    type: Literal["text"] = "text"
    text: str


@dataclass(frozen=True, kw_only=True)
class Step(Record):
    """``build``, ``brief``, ``pack``, ``annex``, ``check`` where it makes publications as a trial, and ``verify`` and
    ``import`` of several files: one that took its time is done, the ``done``th of ``total``; what came of it follows.
    """

    type: Literal["step"] = "step"
    name: str
    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class End(Record):
    """Any command: the last line. ``exit`` is the name of the exit code (docs/errors.md), or stopped; ``errors`` and
    ``warnings`` count the problems told.
    """

    type: Literal["end"] = "end"
    command: str
    exit_code: int
    exit: str
    errors: int
    warnings: int

"""Records of what is done with publications once they are made, or while: looked at, opened, merged, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .records import Record


@dataclass(frozen=True, kw_only=True)
class Opened(Record):
    """``open``: what is meant, and whether a program was there to open it."""

    type: Literal["opened"] = "opened"
    path: str
    opened: bool


@dataclass(frozen=True, kw_only=True)
class Merged(Record):
    """``merge``: the folder, and the files that came into it, by their paths there."""

    type: Literal["merged"] = "merged"
    folder: str
    files: list[str]


@dataclass(frozen=True, kw_only=True)
class PackageMade(Record):
    """``pack``: the zip, what is in it by its paths there, and the draft of a ``mail``, ``null`` where none was asked
    for.
    """

    type: Literal["package"] = "package"
    path: str
    size: int
    sha256: str
    files: list[str]
    mail: str | None
    mail_size: int


@dataclass(frozen=True, kw_only=True)
class PreviewBegan(Record):
    """``preview``: where it can be looked at, on this machine alone."""

    type: Literal["preview"] = "preview"
    address: str


@dataclass(frozen=True, kw_only=True)
class Cleaned(Record):
    """``clean``: the folder of what is kept with the number and bytes of the files that went; publications that were
    removed, and those that were ``left``, as somebody changed them.
    """

    type: Literal["cleaned"] = "cleaned"
    cache: str
    files: int
    bytes: int
    removed: list[str]
    left: list[str]

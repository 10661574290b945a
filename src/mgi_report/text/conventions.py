"""What is known of a language beside its messages: marks and spaces, order of letters, capitals, names, small words.

One data file per language, ``assets/languages/<code>.yaml``, read when the language is used. What a file does not say
is as in :class:`Conventions`. A workspace's own file adds a language or overrides the built-in one, key by key; whether
it is sound is for :mod:`~mgi_report.data.language_files` to tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from ..workspace.inputs import read
from ..workspace.places import builtin

Folders = tuple[Path, ...]
"""Folders with files of languages, those that win first; the built-in one comes behind them and needs not be among
them."""

FOLDER = ("assets", "languages")


@dataclass(frozen=True)
class SmallWord:
    """A small word that becomes another one before some words: Lima *e* Iquique.

    ``before`` is a regular expression for how those words begin, whatever their case.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # unknown keys of files are refused

    word: str
    becomes: str
    before: str


@dataclass(frozen=True)
class Conventions:
    """How a language is set in type, ordered and named.

    ``locale`` is the variant of the language in Unicode CLDR that it is printed in. Quotation marks are pairs; white
    space in them counts. ``before_high`` stands before ; ! and ?, ``before_colon`` before a colon, ``before_percent``
    between a number and its sign. ``keep_next`` are small words that do not stay behind at the end of a line.
    ``letters`` maps a letter of the alphabet to the one behind which it stands; those behind the same one are given in
    order. ``capitals`` says what a capital in running text marks: names, or every noun, so that it tells no name.
    ``first_of_month`` is written for the number of that day. ``countries`` are names by ISO 3166-1 code that are not
    those of CLDR.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # unknown keys of files are refused

    locale: str = ""
    quotes: tuple[str, str] = ("“", "”")
    inner_quotes: tuple[str, str] = ("‘", "’")
    before_high: str = ""
    before_colon: str = ""
    before_percent: str = "\u00a0"
    keep_next: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    capitals: Literal["names", "nouns"] = "names"
    first_of_month: str = ""
    countries: Mapping[str, str] = field(default_factory=dict)
    small_words: tuple[SmallWord, ...] = ()

    def small_word(self, word: str, following: str) -> str:
        """A small word as it stands before another: “e” for “y” before Iquique in Spanish."""
        for rule in self.small_words:
            if rule.word == word and re.match(rf"\W*(?:{rule.before})", following, re.I):
                return rule.becomes
        return word


@lru_cache(maxsize=256)
def conventions_of(code: str, folders: Folders = ()) -> Conventions:
    """The conventions of a language; those of a variant such as ``pt-BR`` over those of its language."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys((code.split("-")[0], code)):
        for folder in dict.fromkeys((builtin().joinpath(*FOLDER), *reversed(folders))):
            found |= _read(folder, name)
    words = tuple(SmallWord(**rule) for rule in found.pop("small_words", ()))
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    return Conventions(**given, small_words=words)


def files_in(folders: Folders) -> list[Path]:
    """All files of languages in some folders, for fingerprints of what depends on them."""
    return [file for folder in folders for file in sorted(folder.glob("*.yaml"))]


def _read(folder: Path, name: str) -> dict[str, Any]:
    """What a file says, every scalar as it was typed, so that the country ``NO`` is no truth value."""
    file = folder / f"{name}.yaml"
    if not name.replace("-", "").isalnum() or not file.is_file():
        return {}
    import yaml  # not before there is a file: the engine starts without

    return dict(yaml.load(read(file), getattr(yaml, "CBaseLoader", yaml.BaseLoader)))  # noqa: S506

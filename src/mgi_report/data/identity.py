"""City, edition and code of a profile, read from its first lines without reading the rest.

Enough to know which file holds a city, and whether two files claim to be the same one, at next to no cost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..workspace.inputs import read
from .decode import MAX_BYTES

if TYPE_CHECKING:
    from .tree import Tree

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_IDENTITY = re.compile(r"(?P<city>.+)-(?P<edition>[0-9]{4}-[0-9]{2})")
_REGION = re.compile(r"^region:", re.M)
_COUNTRY = re.compile(r"""\bcountry:[ ]*["']?([A-Z]{2})\b""")
_LINE = re.compile(r"""^(city|edition|code):[ ]*["']?([^\s"'#]+)""", re.M)


def peek(file: Path, shown_as: str = "") -> Tree:
    """A tree with no more than the identity of a profile, and the places where it stands."""
    from .tree import Tree  # only here: a build with nothing to do reads no file

    tree = Tree(file=shown_as or str(file), data={})
    try:
        text = read(file, MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return tree
    for match in _LINE.finditer(text):
        key = match[1]
        if key in tree.data:
            continue
        line, column = text.count("\n", 0, match.start()) + 1, match.start(2) - match.start() + 1
        tree.data[key], tree.places[(key,)] = match[2], (line, column)
    return tree


def country_of(file: Path) -> str:
    """The country of a profile that may be unsound; nothing where none can be made out."""
    try:
        found = _COUNTRY.search(read(file, MAX_BYTES).decode("utf-8", "replace"))
    except OSError:
        return ""
    return found[1] if found else ""


def city_and_edition(entry: str) -> tuple[str, str]:
    """What a region lists → the slug of the city, and the edition or nothing: ``medellin-2022-09``."""
    match = _IDENTITY.fullmatch(entry)
    return (match["city"], match["edition"]) if match else (entry, "")


def names(file: Path) -> set[str]:
    """The names by which a profile can be asked for: its city, its city and edition, and its file."""
    data = peek(file).data
    city, edition = data.get("city", ""), data.get("edition", "")
    return {file.stem, *([city, f"{city}-{edition}"] if city else [])}


def editions_of(files: Iterable[Path]) -> dict[str, set[str]]:
    """The cities of profiles, each with its city and edition in every edition there is."""
    found: dict[str, set[str]] = {}
    for file in files:
        data = peek(file).data
        if city := data.get("city"):
            found.setdefault(city, set()).add(f"{city}-{data.get('edition', '')}")
    return found


def is_home(file: Path, city: str) -> bool:
    """Whether a file is named after a city, so that a copy of it is the one to blame for a clash."""
    return file.stem == city or file.stem.startswith(f"{city}-")


def is_region(file: Path) -> bool:
    """Whether a data file is a region and not a profile."""
    try:
        return bool(_REGION.search(read(file, MAX_BYTES).decode("utf-8", "replace")))
    except OSError:
        return False


def slug_of(name: str) -> str:
    """A name as a slug, ``Medellín`` → ``medellin``; empty where no letter or digit of it is left.

    One that came through a system which knows ASCII only is the same name.
    """
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "ignore")
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")

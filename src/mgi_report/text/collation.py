"""Names in the order in which readers look them up: the Unicode Collation Algorithm, tailored by language.

The root order comes from pyuca (the Default Unicode Collation Element Table). What CLDR orders otherwise in a language
is among its conventions: letters that stand on their own behind another one, as ñ behind n in Spanish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from .conventions import Folders, conventions_of

T = TypeVar("T")

_BEHIND = 0xFFF0  # above every weight of a letter, so that all words with the letter before it come first
_MARKS = re.compile(r"^[^\w]+")

SortKey = tuple[tuple[int, ...], str]


def collated(
    items: Iterable[T], language: str, key: Callable[[T], str | tuple[str, ...]], folders: Folders = ()
) -> list[T]:
    """Items in the order of their names, as a reader of ``language`` looks them up.

    ``key`` gives the name of an item, or several: country first, then city. Case and accents decide only between names
    that are otherwise the same; names that are wholly the same keep the order of the items. ``folders`` hold what a
    workspace knows of languages (:mod:`.conventions`).
    """
    named = [(item, (given,) if isinstance(given := key(item), str) else given) for item in items]
    collator = _collator(tuple(conventions_of(language, folders).letters.items()))
    collator.learn(name for _, names in named for name in names)
    return [item for item, _ in sorted(named, key=lambda pair: tuple(collator.key(name) for name in pair[1]))]


class _Collator:
    """pyuca with only those lines of its table that the names need, as reading all of it takes a fifth of a second."""

    def __init__(self, tailoring: tuple[tuple[str, str], ...]) -> None:
        self.tailoring = tailoring
        self.known: set[str] = set()
        self.engine: Any = None

    def learn(self, names: Iterable[str]) -> None:
        """Read what the table says of the characters in some names."""
        needed = {char for name in names for char in unicodedata.normalize("NFD", _bare(name))} - self.known
        if needed or self.engine is None:
            self.known |= needed | {
                char for pair in self.tailoring for char in unicodedata.normalize("NFD", "".join(pair))
            }
            self.known |= {char.upper() for char in self.known if len(char.upper()) == 1}
            self.engine = _engine(frozenset(self.known))
            for place, (letter, before) in enumerate(self.tailoring):
                self._tailor(letter, before, _BEHIND + place)

    def _tailor(self, letter: str, before: str, weight: int) -> None:
        for form, base in ((letter, before), (letter.upper(), before.upper())):
            points = [ord(char) for char in unicodedata.normalize("NFD", form)]
            if elements := self.engine.table.find_prefix([ord(base)])[1]:
                self.engine.table.add(points, [*elements, [weight, 0x20, elements[0][2]]])

    def key(self, name: str) -> SortKey:
        return tuple(self.engine.sort_key(_bare(name))), name


_collator = cache(_Collator)


def _bare(name: str) -> str:
    # Marks before the first word, such as quotation marks, do not count.
    return _MARKS.sub("", name) or name


def _engine(characters: frozenset[str]) -> Any:
    from pyuca.collator import COLL_ELEMENT_PATTERN, Collator_10_0_0

    class Partial(Collator_10_0_0):  # type: ignore[misc]
        def load(self, filename: str) -> None:
            points = "|".join(f"{ord(char):04X}" for char in sorted(characters))
            line = re.compile(rf"^((?:{points})(?: (?:{points}))*) *;([^#\n]*)", re.M)
            for match in line.finditer(_table(filename)):
                elements = [
                    [int(weight, 16) for weight in weights] for weights in COLL_ELEMENT_PATTERN.findall(match[2])
                ]
                self.table.add([int(point, 16) for point in match[1].split()], elements)

    return Partial()


@cache
def _table(filename: str) -> str:
    return Path(filename).read_text(encoding="utf-8")

"""Words of lines that run to the left, as readers of PDFs give them: they turn around what runs to the right between
them (digits, names in other letters, brackets), each in its own way, and sometimes the pieces of a line."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from unicodedata import bidirectional, normalize

from .typography import is_right_to_left

_MANY = 3
_TO_RIGHT = re.compile(r"[0-9A-Za-z\u00c0-\u058f]+")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\d+|[^\W\d_]+")  # of a reference each part


def has(there: str, text: str) -> bool:
    """Whether pages, spelled, on which some words run to the left have a text as far as readers keep it: every word of
    it stands there, and of those of the direction that most have, most beside their neighbours."""
    if not _may_be_turned(there, text):
        return False
    words = _WORD.findall(normalize("NFKC", text).casefold())
    turned = [word for word in words if is_right_to_left(word)]
    others = [word for word in words if not is_right_to_left(word)]
    kept = [(turned, _from_right(there)), (others, _to_right(there))]
    found, letters = max(kept, key=lambda item: len(item[0]))
    beside = [one + other in letters or other + one in letters for one, other in pairwise(found)]
    return all(word in known for words, known in kept for word in words) and 2 * sum(beside) >= len(beside)


def holds(cell: str, text: str) -> bool:
    """Whether what is said in one place, where some words run to the left, has all letters and digits of a text; both
    are spelled."""
    return _may_be_turned(cell, text) and not Counter(filter(str.isalnum, text)) - Counter(cell)


def letters_and_numbers(words: str) -> str:
    """What is left of words wherever readers put them: their letters, in no order, and each number as it is."""
    letters = sorted(filter(str.isalpha, words.casefold()))
    return "".join(letters) + " ".join(sorted(_NUMBER.findall(words)))


def _may_be_turned(there: str, text: str) -> bool:
    """Whether readers may give a text otherwise than it is: some of it runs to the left, or most of what is there."""
    return is_right_to_left(text) or len(_from_right(there)) > len(_to_right(there))


def alike(one: str, other: str) -> bool:
    """Whether two texts, spelled, are the same but for where words that run to the right stand in them; where there are
    many of these, readers keep no order of the pieces between them either."""
    kept = _from_right(one) == _from_right(other) or len(_TO_RIGHT.findall(one)) >= _MANY
    return kept and holds(one, other) and holds(other, one)


@lru_cache(maxsize=16)
def _from_right(text: str) -> str:
    return "".join(letter for letter in text if bidirectional(letter) in ("R", "AL"))


@lru_cache(maxsize=16)
def _to_right(text: str) -> str:
    return "".join(
        letter for letter in text.casefold() if letter.isalnum() and bidirectional(letter) not in ("R", "AL")
    )

"""Words of lines that run to the left, as readers of PDFs give them: they turn around what runs to the right between
them (digits, names in other letters, brackets), each in its own way, and sometimes the pieces of a line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .typography import is_right_to_left, spelled

_WORD = re.compile(r"[^\W_]+")


def has(there: str, text: str) -> bool:
    """Whether pages, spelled, on which some words run to the left have a text as far as readers keep it: every word of
    it stands there, and most beside their neighbours of the same direction."""
    if not is_right_to_left(there):
        return False
    words = [spelled(word) for word in _WORD.findall(text)]
    turned = [word for word in words if is_right_to_left(word)]
    others = [word for word in words if not is_right_to_left(word)]
    return _stand(turned, _from_right(there)) and _stand(others, _to_right(there))


def _stand(words: Sequence[str], letters: str) -> bool:
    beside = [one + other in letters or other + one in letters for one, other in pairwise(words)]
    return all(word in letters for word in words) and 2 * sum(beside) >= len(beside)


def holds(cell: str, text: str) -> bool:
    """Whether what is said in one place, where some words run to the left, has all letters and digits of a text; both
    are spelled."""
    return is_right_to_left(cell) and not Counter(filter(str.isalnum, text)) - Counter(cell)


def alike(one: str, other: str) -> bool:
    """Whether two texts, spelled, are the same but for the order of words that run to the left and of others."""
    return holds(one, other) and holds(other, one)


@lru_cache(maxsize=16)
def _from_right(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.bidirectional(letter) in ("R", "AL"))


@lru_cache(maxsize=16)
def _to_right(text: str) -> str:
    return "".join(
        letter for letter in text if letter.isalnum() and unicodedata.bidirectional(letter) not in ("R", "AL")
    )

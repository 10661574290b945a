"""Two editions of a place: which finding of the newer one is which of the older one, and what that says of both.

Findings that are alike in their words belong together, one to one, the likest first; what a profile says itself
(``follows``, ``accept: {follows: …}``) comes before that. How alike two texts are is the cosine of their character
n-grams (3 to 5), weighed by how rare they are in both profiles (tf-idf, Salton and Buckley 1988). Nothing is counted
and nothing is judged: what is no longer listed need not have ended, what is newly listed need not be new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import hypot, log
from typing import TYPE_CHECKING, Any

from ..text.markup import plain_text
from ..text.reader import choose
from ..text.typography import fold
from .model import NumberedFinding, Profile

if TYPE_CHECKING:
    import numpy as np

ALIKE, DOUBTFUL = 0.45, 0.35
"""Above the first two texts are taken for one finding; from the second on nobody but a reader can tell.

Tried on 170 findings against the wording of their pages: all were matched, and few are in doubt (docs/editions.md).
"""

_LENGTHS = (3, 4, 5)
_BLOCK = 4_096  # n-grams weighed at a time, so that long profiles take no more memory than short ones


class State(StrEnum):
    """How a finding stands in two editions, in the order in which documents tell them."""

    SAME = "same-words"
    DIFFERENT = "other-words"
    OTHER_LIST = "other-list"
    DOUBT = "in-doubt"
    NEWLY = "newly-listed"
    NO_LONGER = "no-longer-listed"


@dataclass(frozen=True)
class Standing:
    """One finding in two editions, or in one of them.

    ``likeness`` is that of the texts, from 0 to 1; ``told``: the profile itself says that they belong together;
    ``same``: the words are the same.
    """

    state: State
    older: NumberedFinding | None = None
    newer: NumberedFinding | None = None
    likeness: float = 0.0
    told: bool = False
    same: bool = False

    @property
    def domain(self) -> str:
        """The domain under which it is told: that of the newer edition, where it is listed there."""
        found = self.newer or self.older
        assert found
        return found.domain


@dataclass(frozen=True)
class Succession:
    """Two editions of a place, and how each finding of both stands in them, in the order of documents.

    ``language`` is the one in which their texts were compared; it is empty where they have none in common, and only
    what profiles say themselves belongs together.
    """

    older: Profile
    newer: Profile
    language: str
    standings: tuple[Standing, ...]

    def of_domain(self, slug: str) -> tuple[Standing, ...]:
        """What is told under a domain."""
        return tuple(item for item in self.standings if item.domain == slug)


def succession(
    older: Profile, newer: Profile, letters: Mapping[str, str], between: Iterable[Profile] = ()
) -> Succession:
    """How the findings of two editions of a place stand to each other.

    ``letters`` maps domain slugs to their letters. ``between`` are other editions of the place: what follows a finding
    of one of them follows what that one follows.
    """
    language = common_language(older, newer)
    before, now = list(older.walk_findings(letters)), list(newer.walk_findings(letters))
    told = _told(before, now, [item for profile in between for item in profile.walk_findings(letters)])
    found = [_paired(before[one], now[two], 1.0, told=True) for one, two in told.items()]
    free = [number for number in range(len(before)) if number not in told]
    taken = set(told.values())
    open_ = [
        number
        for number, item in enumerate(now)
        if number not in taken and not item.finding.accept.follows and not item.finding.follows
    ]
    if language and free and open_:
        words = [_words(before[number], older, language) for number in free]
        others = [_words(now[number], newer, language) for number in open_]
        for one, two, likeness in _best_first([before[n] for n in free], [now[n] for n in open_], words, others):
            found.append(
                _paired(before[free[one]], now[open_[two]], likeness, same=fold(words[one]) == fold(others[two]))
            )
    found = [_same(item, older, newer, language) if item.told else item for item in found]
    there = {id(item.older) for item in found} | {id(item.newer) for item in found}
    found += [Standing(State.NEWLY, newer=item) for item in now if id(item) not in there]
    found += [Standing(State.NO_LONGER, older=item) for item in before if id(item) not in there]
    order = {id(item): number for number, item in enumerate([*now, *before])}
    states = list(State)
    found.sort(key=lambda item: (states.index(item.state), order[id(item.newer or item.older)]))
    return Succession(older, newer, language, tuple(found))


def common_language(older: Profile, newer: Profile) -> str:
    """The language in which every finding of both editions exists: of several that of a source; or none."""
    both = [code for code in newer.written_in if code in older.written_in]
    return next((code for code in both if code in (newer.source.language, older.source.language)), next(iter(both), ""))


def likeness_to(item: NumberedFinding, profile: Profile, other: Profile, letters: Mapping[str, str]) -> float:
    """How alike a finding of a profile is to the likest of another one; 0 where they have no language in common."""
    language, others = common_language(other, profile), list(other.walk_findings(letters))
    if not language or not others:
        return 0.0
    own = list(profile.walk_findings(letters))
    texts = ([_words(each, of, language) for each in listed] for listed, of in ((own, profile), (others, other)))
    return float(likeness(*texts)[[each.reference for each in own].index(item.reference)].max())


def _told(
    before: Sequence[NumberedFinding], now: Sequence[NumberedFinding], between: Iterable[NumberedFinding]
) -> dict[int, int]:
    """What the data say: positions in the older edition → positions in the newer one."""
    further = {item.reference: item.finding.follows for item in between}
    places = {item.reference: number for number, item in enumerate(before)}
    found: dict[int, int] = {}
    for number, item in enumerate(now):
        reference, seen = item.finding.follows, set[str]()
        while reference and reference not in places and reference not in seen:
            seen.add(reference)
            reference = further.get(reference)
        if reference in places:
            found.setdefault(places[reference], number)
    return found


def _paired(
    older: NumberedFinding, newer: NumberedFinding, likeness: float, *, told: bool = False, same: bool = False
) -> Standing:
    if not told and likeness <= ALIKE:
        state = State.DOUBT
    elif older.kind != newer.kind:
        state = State.OTHER_LIST
    else:
        state = State.SAME if same else State.DIFFERENT
    return Standing(state, older, newer, likeness, told, same)


def _same(item: Standing, older: Profile, newer: Profile, language: str) -> Standing:
    """What the data say, with whether the words are the same."""
    assert item.older
    assert item.newer
    texts = ((item.older, older), (item.newer, newer))
    same = bool(language) and len({fold(_words(*of, language)) for of in texts}) == 1
    return _paired(item.older, item.newer, item.likeness, told=True, same=same)


def _words(item: NumberedFinding, profile: Profile, language: str) -> str:
    """The text of a finding in a language, without markup."""
    return plain_text(choose(item.finding.text, language, profile.source.language)[0])


def _best_first(
    before: Sequence[NumberedFinding], now: Sequence[NumberedFinding], words: Sequence[str], others: Sequence[str]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of findings that are alike, or may be, each finding in one of them, the likest first.

    Where two are as like as others, those of one domain come first, then those that share a theme, then those of one
    list: words decide, and nothing but a tie is broken.
    """
    import numpy as np

    alike = likeness(words, others)
    domains, kinds = ([[one == two for two in right] for one in left] for left, right in _by(before, now))
    topics = [[bool(set(a.finding.topics) & set(b.finding.topics)) for b in now] for a in before]
    rows, columns = np.nonzero(alike >= DOUBTFUL)
    ties = [np.array(table)[rows, columns] for table in (kinds, topics, domains)]
    order = np.lexsort((columns, rows, *(~tie for tie in ties), -alike[rows, columns].round(3)))
    left, right = set(range(len(before))), set(range(len(now)))
    for one, two in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if one in left and two in right:
            left.discard(one)
            right.discard(two)
            yield one, two, float(alike[one, two])


def _by(
    before: Sequence[NumberedFinding], now: Sequence[NumberedFinding]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    yield [item.domain for item in before], [item.domain for item in now]
    yield [item.kind for item in before], [item.kind for item in now]


def likeness(texts: Sequence[str], others: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """How alike each of some texts is to each of others, from 0 to 1: a row for each text, a column for each other."""
    import numpy as np

    counted = [_grams(text) for text in (*texts, *others)]
    known = Counter(gram for grams in counted for gram in grams)
    rare = {gram: log((1 + len(counted)) / (1 + times)) + 1 for gram, times in known.items()}
    weights = [{gram: weight * rare[gram] for gram, weight in grams.items()} for grams in counted]
    sizes = np.array([hypot(*own.values()) or 1.0 for own in weights])
    left, right = (set().union(*part) for part in (weights[: len(texts)], weights[len(texts) :]))
    shared = sorted(left & right)
    total = np.zeros((len(texts), len(others)))
    for start in range(0, len(shared), _BLOCK):
        block = shared[start : start + _BLOCK]
        table = np.array([[own.get(gram, 0.0) for gram in block] for own in weights])
        total += table[: len(texts)] @ table[len(texts) :].T
    result: np.ndarray[Any, np.dtype[np.float64]] = total / np.outer(sizes[: len(texts)], sizes[len(texts) :])
    return result


def _grams(text: str) -> dict[str, float]:
    """The character n-grams of the words of a text, a space before and behind each word, with weights that grow slowly
    with how often they stand there."""
    counted = Counter[str]()
    for word in text.casefold().split():
        padded = f" {word} "
        sizes = [size for size in _LENGTHS if size <= len(padded)]
        counted.update(padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1))
    return {gram: 1 + log(times) for gram, times in counted.items()}

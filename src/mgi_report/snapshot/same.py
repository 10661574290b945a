"""Whether files say the same: the findings of a place in HTML, PDF and data, compared from the finished files.

Words are compared as :func:`..text.typography.spelled` reduces them: what line breaking and typography add is no
difference, every letter and digit is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..data.model import KINDS
from ..errors import Kind, Problem, excerpt
from ..pdf.listed import read_listed
from ..studio.webfile import WebFile
from ..text.languages import Language
from ..text.reader import Reader, choose
from ..text.turned import alike, has
from ..text.typography import spelled, without_punctuation
from ..typeset.office.reading import WordFile
from .view import SnapshotView
from .words import LIST_TITLES


class Told(NamedTuple):
    """A finding as a file tells it: number of its domain, its list, and its words; no gist where there is none.

    ``theme`` is the slug of the one under which it stands, where a file lists findings by themes.
    """

    domain: str
    kind: str
    gist: str
    text: str
    theme: str = ""


Findings = Mapping[str, Told]
"""Findings by their full reference, in the order of the file."""


_spelled = lru_cache(maxsize=4_096)(spelled)
"""For texts of findings: files say the same ones."""


def told_by_page(page: WebFile) -> Findings:
    """Those of a page of the HTML edition."""
    return {
        item.anchor.upper(): Told(item.domain, item.kind, _spelled(item.gist), _spelled(item.text), item.theme)
        for item in page.items
    }


def told_by_view(view: SnapshotView) -> Findings:
    """Those of what a snapshot was to say."""
    return {
        item.reference: Told(
            str(domain.number),
            listing.kind,
            "" if item.stands_in else _spelled(item.gist.plain),
            _spelled(item.text.plain),
        )
        for domain in view.domains
        for listing in domain.lists
        for item in listing.findings
    }


def told_by_pdf(
    pdf: bytes, planned: Findings, language: Language, names: Iterable[str] | None = None
) -> tuple[Findings, str]:
    """Those of a snapshot as PDF, and all its words.

    ``planned`` are those that it was to have; it tells short references, and what stands in where there is no gist.
    Where ``names`` of themes and domains are given, only these stand in for one.
    """
    standing_in = None if names is None else {letters_of(_spelled(name)) for name in names}
    kinds = _kinds(language)
    full = {reference.rpartition("-")[2]: reference for reference in planned}
    items, words = read_listed(pdf, by_tags=language.direction == "rtl")
    found: dict[str, Told] = {}
    for item in items:
        reference = full.get(item.local, item.local)
        told = planned.get(reference)
        lent = bool(told and not told.gist and len(item.paragraphs) > 1)
        lent = lent and (standing_in is None or letters_of(_spelled(item.paragraphs[0])) in standing_in)
        gist, text = parted(item.paragraphs[lent:], told)
        found[reference] = Told(item.domain[:1], kinds.get(letters_of(_spelled(item.title)), ""), gist, text)
    return in_lists(found), spelled(words)


def _kinds(language: Language) -> Mapping[str, str]:
    """The lists by their titles, as letters."""
    say = Reader(language).say
    return {letters_of(_spelled(say(title))): kind for title, kind in zip(LIST_TITLES, KINDS, strict=True)}


def told_by_word(file: WordFile, language: Language) -> Findings:
    """Those of a Word file, by its headings and the styles in its lists."""
    kinds = _kinds(language)
    return {
        item.reference: Told(
            spelled(item.domain)[:1],
            kinds.get(letters_of(_spelled(item.title)), ""),
            _spelled(item.gist),
            _spelled(item.text),
        )
        for item in file.items
    }


def in_lists(found: Findings, group: Callable[[str, Told], Hashable] = lambda _, told: told.domain) -> Findings:
    """Findings list by list within each group, by default a domain: where both go on on the next page, they are read by
    turns."""
    groups: dict[Hashable, int] = {}
    order = {
        reference: (groups.setdefault(group(reference, told), len(groups)), told.kind)
        for reference, told in found.items()
    }
    return {reference: found[reference] for reference in sorted(found, key=lambda key: order[key])}


def parted(paragraphs: Sequence[str], planned: Told | None) -> tuple[str, str]:
    """Gist and text of a finding in these paragraphs, as far as it was to have a gist; ends of pages part it, too."""
    words = "".join(map(_spelled, paragraphs))
    if not planned or not planned.gist:
        return "", words
    at = len(planned.gist) if words.startswith(planned.gist) else len(_spelled(paragraphs[0]))
    return words[:at], words[at:]


def told_by_json(data: bytes, language: str, numbers: Mapping[str, int], short: str) -> Findings:
    """Those of a place in the data of a region as JSON, as a reader of a language is given them; ``short`` is what its
    references begin with, in lower case."""
    record = _record(data)
    source = {item["place"]: item["source"]["language"] for item in record["places"]}
    return {
        item["reference"]: _told(item, item["gist"], item["text"], language, source[item["place"]], numbers)
        for item in record["findings"]
        if item["reference"].rpartition("-")[0].lower() == short
    }


def promised_by_json(data: bytes, language: str, shorts: Collection[str]) -> list[str]:
    """What the data of a region says beside its findings: the caveat, and the titles of the sources of some
    places."""
    record = _record(data)
    findings = {item["place"] for item in record["findings"] if item["reference"].rpartition("-")[0].lower() in shorts}
    sources = [place["source"] for place in record["places"] if place["place"] in findings]
    caveat = [record["caveat"][language]] if language in record["caveat"] else []
    return [*caveat, *(source["title"] for source in sources)]


def told_by_csv(data: bytes, language: str, numbers: Mapping[str, int], short: str) -> Findings:
    """Those of a place in the data of a region as CSV."""
    return {
        row["reference"]: _told(
            row, _columns(row, "gist"), _columns(row, "text"), language, row["source_language"], numbers
        )
        for row in _rows(data)
        if row["reference"].rpartition("-")[0].lower() == short
    }


@lru_cache(maxsize=4)
def _record(data: bytes) -> Any:
    return json.loads(data)


@lru_cache(maxsize=4)
def _rows(data: bytes) -> Sequence[Mapping[str, str]]:
    return [*csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]


def _columns(row: Mapping[str, str], name: str) -> dict[str, str]:
    return {key.removeprefix(f"{name}_"): words for key, words in row.items() if key.startswith(f"{name}_") and words}


def _told(
    item: Mapping[str, Any],
    gist: Mapping[str, str],
    text: Mapping[str, str],
    language: str,
    source: str,
    numbers: Mapping[str, int],
) -> Told:
    words = [_spelled(choose(said, language, source)[0]) if said else "" for said in (gist, text)]
    return Told(str(numbers[item["domain"]]), item["list"], *words)


def differences(
    page: Findings, page_name: str, other: Findings, name: str, *, ordered: bool = True, letters: bool = False
) -> Iterator[Problem]:
    """Where two files say something else, finding by finding; ``ordered``: their order must be the same, too.

    ``letters`` compares texts without their punctuation, for PDFs whose lines run to the left: there it is painted with
    the piece of a line beside which it is seen, and not with the one that it follows.
    """

    def differs(reference: str, what: str, value: str = "") -> Problem:
        hint = f"compare with {name}; build with --force, and report it if it stays"
        return Problem(page_name, message=f"{reference}: {what}", hint=hint, value=value, kind=Kind.DIFFERS)

    for reference, told in page.items():
        if reference not in other:
            yield differs(reference, f"{name} does not have this finding")
            continue
        for part, mine, theirs in zip(("domain", "list", "gist", "text", "theme"), told, other[reference], strict=True):
            if mine != theirs and not (letters and letters_of(mine) == letters_of(theirs)) and not alike(mine, theirs):
                yield differs(reference, f"another {part} than in {name}", excerpt(_from_difference(mine, theirs)))
    for reference in other:
        if reference not in page:
            yield differs(reference, f"stands in {name} and not here")
    if ordered and list(page) != list(other) and set(page) == set(other):
        first = next(one for one, two in zip(page, other, strict=True) if one != two)
        yield differs(first, f"stands in another place than in {name}")


def _from_difference(one: str, two: str) -> str:
    """A text from shortly before the place where it differs from another."""
    at = next((number for number, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return one[max(at - 10, 0) : at + 30]


def lacking(
    words: str, wanted: Iterable[str], page_name: str, name: str, *, letters: bool = False
) -> Iterator[Problem]:
    """What of caveat and source a file does not have; ``words`` are all of it, spelled. ``letters``: as above."""
    reduced: Callable[[str], str] = letters_of if letters else str
    there = reduced(words)
    for text in wanted:
        if reduced(_spelled(text)) not in there and not has(words, text):
            yield Problem(page_name, message=f"{name} does not say this", value=excerpt(text), kind=Kind.DIFFERS)


def all_words(page: WebFile) -> str:
    """All words of a page, spelled."""
    return spelled("".join(page.words))


def letters_of(text: str) -> str:
    """The letters and digits of words that are spelled, in their order."""
    return without_punctuation(text)


def promised(view: SnapshotView) -> Sequence[str]:
    """What every form of a snapshot says beside its findings: caveat, publisher and title of the source."""
    return (view.caveat, view.source_publisher, view.source_title.plain)

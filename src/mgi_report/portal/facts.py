"""What a page says about its profile as a whole: title, place, country, level, edition, language, introduction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..errors import Problem
from .labels import Kind, Label, fold, label_of, tables
from .lines import Line, doubt, fault
from .parts import Role
from .places import Place, accented, country_of, named_with_kind, parse_place, without_kind
from .structure import Structure
from .wrapping import paragraphs

_MARGIN = 1.3  # how much more often the words of a language stand in a text than those of the next one


@dataclass
class Facts:
    """What was found; what was not is empty. ``problems`` holds doubts and faults."""

    title: str = ""
    place: Place | None = None
    official: str = ""
    country: str = ""
    edition: str = ""
    language: str = ""
    introduction: list[str] = field(default_factory=list)
    introduction_line: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_facts(structure: Structure, *, country: str = "", edition: str = "", language: str = "") -> Facts:
    """Read the facts of a page; those that are given are not looked for."""
    facts = Facts(country=country, edition=edition, language=language)
    _read_introduction(structure, facts)
    _read_title(structure, facts)
    _read_edition(structure, facts)
    _read_language(structure, facts)
    if facts.place:
        _read_place(structure, facts)
    return facts


def _labelled(structure: Structure, kind: Kind) -> list[tuple[Line, Label]]:
    """The lines of a kind that are part of no finding: those of the page first, then those of its navigation."""
    inside = (Role.FINDING, Role.HEADING)
    found = [
        (line, label)
        for line, label in zip(structure.lines, structure.labels, strict=True)
        if label and label.kind is kind and structure.roles[line] not in inside
    ]
    navigation = [line for line, role in structure.roles.items() if role is Role.NAVIGATION]
    return found or [(line, label) for line in navigation if (label := label_of(line.text)) and label.kind is kind]


def _read_introduction(structure: Structure, facts: Facts) -> None:
    """The paragraphs below the heading INTRODUCTION, or from the sentence on with which introductions begin."""
    before = structure.before
    headings = [at for at in before if structure.kind(at) is Kind.INTRODUCTION]
    begins = [at for at in before if _opens(structure.lines[at].text)]
    start = headings[-1] + 1 if headings else begins[-1] if begins else None
    for at in headings:
        structure.roles[structure.lines[at]] = Role.HEADING
    if start is None:
        return
    own = [at for at in before if at >= start and structure.labels[at] is None]
    lines = [structure.lines[at] for at in own]
    for line in lines:
        if line.mark or line.linked:
            facts.problems.append(_doubt(structure, line, "no part of the introduction, it seems; not taken over"))
            structure.roles[line] = Role.UNCLEAR
    lines = [line for line in lines if not (line.mark or line.linked)]
    for line in lines:
        structure.roles[line] = Role.INTRODUCTION
    facts.introduction = [line.text for line in paragraphs(lines, structure.width)]
    facts.introduction_line = lines[0].number if lines else 0


def _opens(text: str) -> bool:
    folded = fold(text[:200])
    return len(text) > 40 and any(folded.startswith(f"{start} ") for table in tables() for start in table.opening)


def _doubt(structure: Structure, line: Line | int, message: str, value: str = "", hint: str = "") -> Problem:
    number = line if isinstance(line, int) else line.number
    words = value or ("" if isinstance(line, int) else line.text)
    return doubt(structure.page.file, number, message, words, hint)


def _read_title(structure: Structure, facts: Facts) -> None:
    found = _labelled(structure, Kind.TITLE)
    introduction = fold(" ".join(facts.introduction))
    found.sort(key=lambda item: (fold(parse_place(item[1].value).name) not in introduction, not item[0].heading))
    if found:
        line, label = found[0]
        structure.roles[line] = Role.TITLE
        facts.title, facts.place = line.text.lstrip("# "), parse_place(label.value)
        for other, same in found[1:]:
            if fold(same.value) == fold(label.value):
                structure.roles[other] = Role.TITLE
            elif structure.roles[other] is not Role.NAVIGATION and not other.linked:
                message = f"a second title; the one on line {line.number} was taken"
                facts.problems.append(_doubt(structure, other, message))
    else:
        head = re.split(r"\s+[|]\s+", structure.page.title)[0]
        named = label_of(head)
        if named and named.kind is Kind.TITLE:
            facts.title, facts.place = head, parse_place(named.value)
    if not facts.place:
        hint = "it reads “Migration Governance Profile: Name of the place”; write it on a line of its own"
        facts.problems.append(fault(structure.page.file, 0, "the page has no title of a profile", hint=hint))


def _read_edition(structure: Structure, facts: Facts) -> None:
    found = _labelled(structure, Kind.DATE)
    for line, _ in found:
        structure.roles[line] = Role.DATE
    if facts.edition:
        said = {label.value for _, label in found}
        if said and facts.edition not in said:
            message = f"the page says {', '.join(sorted(said))}; --edition says {facts.edition}, which was taken"
            facts.problems.append(_doubt(structure, found[0][0], message))
        return
    if not found:
        hint = "write it on a line of its own, as 2022 September, or give it with --edition 2022-09"
        facts.problems.append(fault(structure.page.file, 0, "the page has no year and month", hint=hint))
        return
    chosen = found[-1]
    facts.edition = chosen[1].value
    if len({label.value for _, label in found}) > 1:
        hint = "give the right one with --edition"
        message = f"there are several dates; {facts.edition} was taken"
        facts.problems.append(_doubt(structure, chosen[0], message, hint=hint))


def _read_language(structure: Structure, facts: Facts) -> None:
    headings = Counter(part.language for block in structure.blocks for part in block.parts.values())
    written = spoken(item.words for item in structure.findings)
    named = headings.most_common(1)[0][0] if headings else ""
    first = structure.blocks[0].first if structure.blocks else 0
    if facts.language:
        if written and written != facts.language.split("-")[0]:
            message = f"the findings look like “{written}”; --language says “{facts.language}”, which was taken"
            facts.problems.append(_doubt(structure, first, message))
        return
    facts.language = written or named
    if named and written and named != written:
        message = f"the headings of the lists are in “{named}”, the findings in “{written}”, which was taken"
        facts.problems.append(_doubt(structure, first, message, hint="give the language with --language"))
    if not facts.language:
        facts.problems.append(
            fault(structure.page.file, 0, "the language is not known", hint="give it with --language, as in pt or ar")
        )


def spoken(texts: Iterable[str]) -> str:
    """The language of texts by its small words, which no sentence does without; empty where it is not plain.

    On the findings of five real profiles it is right for each single profile and in doubt, never wrong, for a few
    single sentences; a library that knows a hundred languages would add nothing to six.
    """
    words = fold(" ".join(texts)).split()
    scores = sorted(((sum(word in table.words for word in words), table.language) for table in tables()), reverse=True)
    (best, language), (second, _) = scores[0], scores[1]
    return language if best >= 3 and best > _MARGIN * second else ""


def _read_place(structure: Structure, facts: Facts) -> None:
    """Country and official name, from the title and the introduction."""
    assert facts.place is not None
    place = facts.place
    text = " ".join(facts.introduction)
    said = [(match.start(), country_of(match[1])) for match in re.finditer(r"\(([^()]+)\)", text)]
    said = [(position, code) for position, code in said if code]
    full = named_with_kind(text[: said[0][0]], place.name) if said else ""
    facts.official = place.full
    if full and without_article(full) != place.full:
        better = accented(place.full, full)
        if better != place.full:
            message = f"the title says “{place.full}”, the introduction “{full}”, which was taken"
            facts.problems.append(_doubt(structure, facts.introduction_line, message))
            name = accented(place.name, without_kind(full))
            facts.place = place = Place(name, full, place.country, place.national)
            facts.official = full
        elif place.full.startswith(place.name):
            facts.official = full  # “La Palma, Chalatenango” in the title, “Municipalidad de La Palma” in the text
    if text and f" {fold(place.name)} " not in f" {fold(text)} ":
        message = f"the title names “{place.name}”, which the introduction does not"
        facts.problems.append(_doubt(structure, facts.introduction_line, message, hint="is the title whole?"))
    if not facts.country:
        above = [structure.lines[at].text for at in structure.before]
        beside = [parse_place(line).country for line in above if fold(line).startswith(f"{fold(place.full)} ")]
        _read_country(structure, facts, place, [*(code for _, code in said), *filter(None, beside)])


def without_article(name: str) -> str:
    """A name without the article before it."""
    return re.sub(r"^(the|la|el|le|o|a)\s+(?=\S)", "", name, flags=re.I)


def _read_country(structure: Structure, facts: Facts, place: Place, said: Sequence[str]) -> None:
    facts.country = place.country or (said[0] if said else "")
    if place.country and said and said[0] != place.country:
        message = f"the title says {place.country}, the introduction {said[0]}; the title was taken"
        facts.problems.append(_doubt(structure, facts.introduction_line, message))
    if not facts.country:
        facts.country = _country_of_address(structure.page.address)
        if facts.country:
            message = f"the country, {facts.country}, was taken from the address of the page"
            facts.problems.append(_doubt(structure, 0, message, structure.page.address))
    if not facts.country:
        hint = "give its ISO 3166-1 code, as --country CO"
        facts.problems.append(fault(structure.page.file, 0, "the page does not say the country", hint=hint))


def _country_of_address(address: str) -> str:
    words = fold(urlsplit(address).path.rsplit("/", 1)[-1]).split()
    return next((code for count in range(len(words), 0, -1) if (code := country_of(" ".join(words[:count])))), "")

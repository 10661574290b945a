"""A profile that somebody is about to write: what is known of it, and places for the rest that explain themselves."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .model import Framework

_WIDTH = 110
# What YAML takes for a plain string wherever it stands, and never for a mapping, a comment or an alias.
_PLAIN = re.compile(r"[^\W\d_][\w ’'.,()/+–-]*")
_IN_BRACES = re.compile(r"[^\W\d_][\w ’'.()/+–-]*")
_SPECIAL = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"}


@dataclass(frozen=True)
class Blank:
    """What is known of a profile before it is written.

    ``languages`` are those of its texts, that of the source first. ``place`` holds texts as in a profile, and ``known``
    what an earlier edition says: ``contact``, ``cover``.
    """

    city: str
    edition: str
    code: str
    level: str
    languages: tuple[str, ...]
    place: Mapping[str, Any]
    publisher: str
    known: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """City and edition, as in the model."""
        return f"{self.city}-{self.edition}"


def scalar(text: str, *, in_braces: bool = False) -> str:
    """A text as YAML, in quotation marks where it needs them."""
    plain = (_IN_BRACES if in_braces else _PLAIN).fullmatch(text)
    if plain and text.lower() not in _SPECIAL and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def _value(value: Any, *, in_braces: bool = False) -> str:
    """A text, a number, a list or a mapping, on one line of YAML."""
    if isinstance(value, str):
        return scalar(value, in_braces=in_braces)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_value(item, in_braces=True)}' for key, item in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_value(item, in_braces=True) for item in value)}]"
    return f"{value}"


def blank_profile(blank: Blank, framework: Framework, schema: str = "") -> str:
    """The file of a profile without findings; ``schema`` is the path of the JSON Schema, for editors.

    It is no sound profile until the title of the source stands in it, so that nothing is built of it by mistake.
    """
    return "\n".join([*_head(blank, schema), *_findings(blank, framework)]) + "\n"


def _head(blank: Blank, schema: str) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"# Begun by mgi-report new; `mgi-report check {blank.identity}` tells what is missing. “#” begins a comment:"
    yield "# delete it where you fill in a line, and delete the lines that you do not need."
    yield f"city: {blank.city}"
    yield f"edition: {blank.edition}  # year and month of the profile"
    yield f"code: {blank.code}  # begins every reference, as {blank.code}-{blank.edition[:4]}-R1"
    yield f"level: {blank.level}  # whose governance was assessed: local or national"
    yield "# revised: YYYY-MM-DD  # when these texts were last revised; dates the PDF"
    yield "place:"
    yield f"  name: {_value(blank.place['name'])}"
    official = blank.place.get("official")
    yield f"  official: {_value(official)}" if official else f"  # official: {_each(blank, 'District of …')}"
    yield f"  country: {blank.place['country']}"
    where = blank.place.get("coordinates")
    yield (
        f"  coordinates: {_value(where)}"
        if where
        else "  # coordinates: [latitude, longitude]  # in degrees: [6.244, -75.574]; without them there is no map"
    )
    yield "source:"
    yield "  # Title of the source page, in its own language, and who published it:"
    yield "  title:"
    yield f"  publisher: {_value(blank.publisher)}"
    yield f"  language: {blank.languages[0]}  # of the source, and of every text that is one plain string"
    yield "  # url: https://…"
    yield "  # wording: verbatim  # if the findings stand in the words of the source"
    yield f"# introduction: {_each(blank)}  # one paragraph, at most 1,100 characters"
    yield from _beside(blank)


def _beside(blank: Blank) -> Iterator[str]:
    places = {
        "contact": f"{_each(blank)}  # where readers can ask",
        "cover": "{image: harbour.jpg, alt: …, credit: …}  # a file of assets/images",
        "facts": f"[{{label: {_each(blank)}, value: …, year: …, source: …}}]  # refused without year and source",
        "quote": f"{{text: {_each(blank)}, speaker: …, role: …, source: …}}",
    }
    for key, example in places.items():
        yield f"{key}: {_value(blank.known[key])}" if blank.known.get(key) else f"# {key}: {example}"


def _findings(blank: Blank, framework: Framework) -> Iterator[str]:
    reader = next((code for code in blank.languages if code in framework.languages), framework.languages[0])
    topic = framework.domains[0].topics[0].slug
    yield "# A finding goes into one of the two lists of its domain, in place of “[]”:"
    yield "#    developed:"
    yield f"#      - topics: [{topic}]  # the first of its own domain"
    yield f"#        gist: {_each(blank)}  # a noun phrase of at most 60 characters"
    yield f"#        text: {_each(blank)}  # one or two sentences"
    yield "findings:"
    for domain in framework.domains:
        yield f"  # {domain.number}  {domain.name.get(reader) or domain.name[framework.languages[0]]}. Topics:"
        names = [f"{topic.slug} ({topic.name.get(reader, topic.slug)})" for topic in domain.topics]
        yield from _listed(names)
        yield f"  {domain.slug}:"
        yield "    developed: []"
        yield "    potential: []"


def _listed(names: list[str]) -> list[str]:
    """Names in the lines of a comment, none of them broken."""
    bound = ", ".join(name.replace(" ", "\0") for name in names)
    lines = textwrap.wrap(bound, _WIDTH, initial_indent="  # ", subsequent_indent="  # ", break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def _each(blank: Blank, words: str = "…") -> str:
    """A place for a text in each language."""
    if len(blank.languages) == 1:
        return words
    return f"{{{', '.join(f'{code}: {words}' for code in blank.languages)}}}"

"""The comparison as data: every finding of a region with its references, topics and texts in all languages.

Two forms. CSV is read by spreadsheets: it begins with a byte order mark, without which Excel takes UTF-8 for a local
code page and garbles every accent; its lines end as in RFC 4180; a cell that a spreadsheet would run as a formula is
led by an apostrophe. JSON is read by programs: no byte order mark (RFC 8259 forbids it), texts exactly as they are, and
what is needed to cite and to judge them beside the findings. Neither holds a total.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..data.comparison import City, Comparison, Mention
from ..data.model import KINDS, Framework, Text
from ..data.records import COMPARISON, as_json
from ..snapshot.words import LIST_TITLES
from ..text.languages import Language
from ..text.markup import plain_text
from ..text.reader import Reader
from ..text.typography import unmarked

SCHEMA = COMPARISON
ORDER = "places by country, then by name, in the English alphabet; findings in the order of each profile"
NOTE = (
    "Derived summaries made with mgi_report, not publications of the International Organization for Migration; the "
    "official wording is that of the source of each place. A theme that a profile does not list is not mentioned; it "
    "may still exist."
)
_COLUMNS = ("reference", "city", "name", "country", "edition", "level", "domain", "list", "topics", "source_language")
_NAMED = ("country", "domain", "list", "topics")
"""What stands in words too."""
_TEXTS = ("gist", "text")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def data_files(comparison: Comparison, framework: Framework, languages: Sequence[Language] = ()) -> dict[str, bytes]:
    """Both forms by the names of their files, relative to the output folder: ``data/latin-america.csv``.

    ``languages`` are those in which the CSV has names beside slugs.
    """
    name = f"data/{comparison.region.region}"
    record = as_json(as_record(comparison, framework))
    return {f"{name}.csv": as_csv(comparison, framework, languages), f"{name}.json": record}


def languages_of(comparison: Comparison, framework: Framework) -> list[str]:
    """The languages in which there is any text: those of the framework first, in its order, then others."""
    found = {code for row in _rows(comparison, framework) for code in (*row["text"], *row["gist"])}
    declared = [code for code in framework.languages if code in found]
    return declared + sorted(found - set(declared))


def as_csv(comparison: Comparison, framework: Framework, spoken: Sequence[Language] = ()) -> bytes:
    """The findings as CSV, a row for each, with columns ``gist_<language>`` and ``text_<language>`` for each language.

    Countries, domains, lists and topics stand in words too, in the languages that are ``spoken``. What is missing in a
    language leaves its cell empty. ``comparison`` should be the English one, so that the
    file is the same whatever language is being printed.
    """
    languages = languages_of(comparison, framework)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [f"{key}_{language.code}" for key in _NAMED for language in spoken]
    writer.writerow([*_COLUMNS, *names, *(f"{key}_{code}" for key in _TEXTS for code in languages)])
    words = {language.code: _Words(framework, language) for language in spoken}
    for row in _rows(comparison, framework):
        cells = [row[column] for column in _COLUMNS]
        cells += [words[language.code].of(key, row) for key in _NAMED for language in spoken]
        cells += [row[key].get(code, "") for key in _TEXTS for code in languages]
        writer.writerow([_harmless(" ".join(cell) if isinstance(cell, list) else cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


class _Words:
    """Names of countries, domains, lists and topics in one language, as the publications print them."""

    def __init__(self, framework: Framework, language: Language) -> None:
        self._reader = Reader(language)
        self._domains = {domain.slug: domain.name for domain in framework.domains}
        self._topics = {topic.slug: topic.name for domain in framework.domains for topic in domain.topics}

    def of(self, key: str, row: Mapping[str, Any]) -> str:
        """What a cell says in words; several topics are parted by semicolons."""
        if key == "country":
            return self._reader.language.country(row["country"])
        if key == "list":
            return self._plain(self._reader.say(LIST_TITLES[KINDS.index(row["list"])]))
        if key == "domain":
            return self._plain(self._reader.house(self._domains[row["domain"]]))
        return "; ".join(self._plain(self._reader.house(self._topics[slug])) for slug in row["topics"])

    @staticmethod
    def _plain(words: str) -> str:
        return unmarked(words).replace("\N{NO-BREAK SPACE}", " ")


def as_record(comparison: Comparison, framework: Framework) -> dict[str, Any]:
    """The findings with what is needed to understand and cite them, as plain data for JSON."""
    region = comparison.region
    return {
        "schema": SCHEMA,
        "region": region.region,
        "title": _by_language(region.title, region.language),
        "revised": region.revised.isoformat() if region.revised else None,
        "licence": region.licence,
        "generator": "mgi_report",
        "note": NOTE,
        "caveat": dict(framework.caveat),
        "order": ORDER,
        "languages": languages_of(comparison, framework),
        "places": [_place(city) for city in comparison.cities],
        "domains": [
            {
                "domain": domain.slug,
                "number": domain.number,
                "name": dict(domain.name),
                "topics": [{"topic": topic.slug, "name": dict(topic.name)} for topic in domain.topics],
            }
            for domain in framework.domains
        ],
        "findings": [
            {key: row[key] for key in ("reference", "place", "domain", "list", "topics", *_TEXTS)}
            for row in _rows(comparison, framework)
        ],
    }


def _place(city: City) -> dict[str, Any]:
    profile = city.profile
    return {
        "place": profile.identity,
        "city": profile.city,
        "name": _by_language(profile.place.name, profile.source.language),
        "country": profile.place.country,
        "coordinates": list(profile.place.coordinates) if profile.place.coordinates else None,
        "edition": profile.edition,
        "level": profile.level,
        "source": {
            "title": plain_text(profile.source.title),
            "publisher": profile.source.publisher,
            "language": profile.source.language,
            "url": str(profile.source.url) if profile.source.url else None,
        },
    }


def _rows(comparison: Comparison, framework: Framework) -> Iterator[dict[str, Any]]:
    """Every finding, place by place and in the order of its profile."""
    for city in comparison.cities:
        for item in city.profile.walk_findings(framework.letters):
            yield _row(city, comparison.findings[item.reference])


def _row(city: City, mention: Mention) -> dict[str, Any]:
    profile, item = city.profile, mention.finding
    return {
        "reference": item.reference,
        "place": profile.identity,
        "city": profile.city,
        "name": city.name,
        "country": profile.place.country,
        "edition": profile.edition,
        "level": profile.level,
        "domain": item.domain,
        "list": item.kind,
        "topics": list(item.finding.topics),
        "source_language": profile.source.language,
        "gist": _by_language(item.finding.gist or {}, profile.source.language),
        "text": _by_language(item.finding.text, profile.source.language),
    }


def _by_language(text: Text, source: str) -> dict[str, str]:
    """The words of a text in each language it has, without markup."""
    texts = text if isinstance(text, dict) else {source: text}
    return {code: plain_text(words) for code, words in texts.items()}


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (CWE-1236)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

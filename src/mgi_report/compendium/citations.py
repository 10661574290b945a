"""How to cite a volume and the snapshots of its cities, for programs that keep references: BibTeX, RIS and CSL JSON.

Every language of a publication is an entry of its own, whose key is the name of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..data.comparison import Comparison
from ..data.extras import Publisher
from ..data.records import as_json
from ..snapshot.present import source_runs
from ..text.languages import Language
from ..text.reader import Reader
from ..text.typography import unmarked
from ..workspace.clock import document_date

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_AS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


@dataclass(frozen=True)
class Entry:
    """One publication in one language; ``note`` says what it is derived from, and where that is."""

    key: str
    title: str
    publisher: str
    issued: date
    language: str
    note: str


def citation_files(
    comparison: Comparison, languages: Iterable[Language], publisher: Publisher | None, created: date
) -> dict[str, bytes]:
    """The three files by path in the output folder; ``created`` is the date of the volume."""
    entries = [entry for language in languages for entry in _entries(comparison, language, publisher, created)]
    name = f"data/{comparison.region.region}-citations"
    return {
        f"{name}.bib": "\n".join(map(_bibtex, entries)).encode(),
        f"{name}.ris": "\r\n".join(map(_ris, entries)).encode(),
        f"{name}.json": as_json([*map(_csl, entries)]),
    }


def _entries(comparison: Comparison, language: Language, publisher: Publisher | None, created: date) -> Iterator[Entry]:
    reader, region, code = Reader(language), comparison.region, language.code
    who = reader.text(publisher.name, publisher.language).plain if publisher else ""
    title = reader.text(region.title, region.language).plain
    kind = reader.say("Derived summary of profiles of the Migration Governance Indicators.")
    full = reader.say("%(title)s: migration governance profiles side by side", title=title)
    yield Entry(f"mgi-compendium-{region.region}-{code}", _plain(full), who, created, code, _plain(kind))
    for city in comparison.cities:
        profile = city.profile
        name = reader.name(profile.place.name, profile.source.language)
        said = reader.say(
            "Migration governance snapshot: %(city)s, %(edition)s", city=name, edition=language.month(profile.edition)
        )
        source = "".join(run.text for run in source_runs(profile, reader))
        yield Entry(
            f"mgi-snapshot-{profile.identity}-{code}",
            _plain(said),
            who,
            document_date(profile.revised, profile.edition),
            code,
            _plain(f"{reader.say('Derived summary of:')} {source} {profile.source.url or ''}").strip(),
        )


def _plain(words: str) -> str:
    return unmarked(words).replace("\N{NO-BREAK SPACE}", " ")


def _bibtex(entry: Entry) -> str:
    fields = {
        "title": f"{{{_escaped(entry.title)}}}",
        "institution": _escaped(entry.publisher),
        "date": entry.issued.isoformat(),
        "year": str(entry.issued.year),
        "language": entry.language,
        "note": _escaped(entry.note),
    }
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{entry.key},\n{told}}}\n"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(lambda found: _AS.get(found[0], f"\\{found[0]}"), words)


def _ris(entry: Entry) -> str:
    fields = [
        ("TY", "RPRT"),
        ("ID", entry.key),
        ("TI", entry.title),
        ("PB", entry.publisher),
        ("PY", str(entry.issued.year)),
        ("DA", f"{entry.issued:%Y/%m/%d}"),
        ("LA", entry.language),
        ("N1", entry.note),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in fields if value) + "ER  - \r\n"


def _csl(entry: Entry) -> dict[str, object]:
    issued = {"date-parts": [[entry.issued.year, entry.issued.month, entry.issued.day]]}
    told = {"publisher": entry.publisher, "note": entry.note}
    return {
        "id": entry.key,
        "type": "report",
        "title": entry.title,
        "issued": issued,
        "language": entry.language,
        **{name: value for name, value in told.items() if value},
    }

"""What to read before the data of a region: what its columns are, sources and caveat, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..data.comparison import Comparison
from ..data.model import Framework
from ..snapshot.present import source_runs
from ..text.languages import Language, mark
from ..text.reader import Reader
from ..text.typography import unmarked

COLUMNS = {
    "reference": mark("the reference of the finding, as it is printed"),
    "city, name, country, edition, level": mark("the place and the date of its profile; country as ISO 3166 writes it"),
    "domain, list, topics": mark("where the finding stands, by the names that programs use"),
    "country_…, domain_…, list_…, topics_…": mark("the same in words, a column for each language of publication"),
    "source_language": mark("the language of the profile"),
    "gist_…, text_…": mark("the finding in a line and in full, a column for each language; empty: no translation"),
}


def readme(comparison: Comparison, framework: Framework, languages: Iterable[Language]) -> bytes:
    """The file, as text that needs no program to be read: a part for each language."""
    parts = ["\n".join(_part(comparison, framework, Reader(language))) for language in languages]
    return ("\n\n\n".join(parts) + "\n").replace("\N{NO-BREAK SPACE}", " ").encode()


def _part(comparison: Comparison, framework: Framework, reader: Reader) -> Iterator[str]:
    region, say = comparison.region, reader.say
    title = reader.text(region.title, region.language).plain
    yield title
    yield "=" * len(title)
    yield ""
    yield unmarked(reader.paragraph(framework.caveat))
    yield unmarked(
        say(
            "Derived summary, not a publication of the International Organization for Migration. "
            "The official wording is that of the source profile."
        )
    )
    yield ""
    yield say("%(term)s:", term=say("Columns"))
    for names, words in COLUMNS.items():
        yield f"- {names}: {unmarked(say(words))}"
    yield ""
    yield say("%(term)s:", term=say("Sources"))
    for city in comparison.cities:
        source = "".join(run.text for run in source_runs(city.profile, reader))
        yield f"- {unmarked(reader.label(city.label))}: {unmarked(source)} {city.profile.source.url or ''}".rstrip()
    if region.licence:
        message = "The texts written for this volume may be reused under this licence: %(licence)s."
        yield ""
        yield unmarked(say(message, licence=region.licence))

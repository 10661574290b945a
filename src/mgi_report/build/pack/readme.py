"""The note in a package, in the reader's language: what is inside, where it comes from, what it does not say, and the
checksums by which a file can be told from another one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...snapshot.make import view_of
from ...text.languages import Language, mark
from ...text.reader import Reader
from ...text.sizes import say_size
from ...text.typography import unmarked
from ..gather import Gathered
from ..plan import Built

KINDS = {
    "screen": mark("to read and to print"),
    "html": mark("to read in a browser, without a network"),
    "docx": mark("for a word processor"),
    "data": mark("the findings as data"),
}
"""What a file is for, by its medium."""

_WIDTH = 76


@dataclass(frozen=True)
class About:
    """What is said of a package to a reader of a language: its title, and a line for each of its sources."""

    language: Language
    title: str
    sources: tuple[str, ...]
    caveat: str
    note: str

    def say(self, message: str, **values: object) -> str:
        """A message in its language, in plain characters."""
        return _plain(Reader(self.language).say(message, **values))


def about_of(gathered: Gathered, code: str) -> About:
    """What a package of all that was gathered says to a reader of a language."""
    studio, language = gathered.studio, gathered.studio.language(code)
    reader = Reader(language)
    regions = [reader.text(item.region.title, item.region.language).plain for item in gathered.regions]
    views = [
        view_of(studio, job.profile, code) for job in {job.profile.identity: job for job in gathered.jobs}.values()
    ]
    names = [f"{view.city}, {view.edition}" for view in views]
    sources = [
        f"{name}: {view.source_publisher}, {view.source_title.plain}. {view.source_url}".strip()
        for name, view in zip(names, views, strict=True)
    ]
    note = reader.say(
        "Derived summary by mgi_report. Not a publication of the International Organization for Migration."
    )
    told = language.join(regions or names), reader.house(studio.framework.caveat), note
    title, caveat, note = map(_plain, told)
    return About(language, title, tuple(map(_plain, sources)), caveat, note)


def _plain(text: str) -> str:
    """A text in characters that a keyboard has; lines end where they end."""
    return " ".join(unmarked(text).split())


def readme_of(about: About, files: Iterable[Built]) -> bytes:
    """The note as text in UTF-8; lines end as in mail, so that every program shows them."""
    listed = sorted(files, key=lambda file: file.path)
    title = about.say("Migration governance profiles: %(title)s", title=about.title)
    lines = [*textwrap.wrap(title, _WIDTH), ""]
    lines += _part(about.say("What is inside"), _files(about, listed))
    lines += _part(about.say("Sources"), about.sources)
    lines += _part(about.say("What these examples do not say"), [about.caveat, about.note], bullets=False)
    lines += [_head(about.say("Checksums (SHA-256)")), *(f"{file.sha256}  {file.path}" for file in listed), ""]
    return "\r\n".join(lines).encode()


def _files(about: About, files: Iterable[Built]) -> Iterator[str]:
    for file in files:
        language = f", {about.language.language(file.language)}" if file.language else ""
        yield f"{file.path}: {about.say(KINDS[file.medium])}{language}, {say_size(file.size)}"


def _part(title: str, texts: Iterable[str], *, bullets: bool = True) -> list[str]:
    first, later = ("- ", "  ") if bullets else ("", "")
    lines = [_head(title)]
    for text in texts:
        lines += textwrap.wrap(
            text,
            _WIDTH,
            initial_indent=first,
            subsequent_indent=later,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return [*lines, ""]


def _head(title: str) -> str:
    return f"{title}\r\n{'-' * len(title)}"

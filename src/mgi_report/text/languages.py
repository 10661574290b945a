"""The reader's language: messages, dates, names of countries and languages, lists, direction.

Messages are gettext catalogues (``locales/<language>/LC_MESSAGES/mgi_report.po``) that Poedit and Weblate open;
English is the source text. Dates, countries, languages and lists come from Unicode CLDR through Babel; where we write
otherwise, the conventions of the language say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from ..errors import ExitCode, Kind, ReportError, excerpt
from ..workspace.places import guide
from .catalogues import Plural, read_catalogue
from .conventions import Conventions, Folders, conventions_of

SOURCE_LANGUAGE = "en"


def mark(message: str) -> str:
    """Mark a message for the catalogues where it stands apart from its look-up."""
    return message


ORGANIZATION = mark("International Organization for Migration")
"""The publisher of the profiles, whose name is translated; other publishers keep theirs."""


@dataclass(frozen=True)
class Language:
    """One language of publication, ready to speak.

    ``plurals`` maps the singular of a message to its forms. ``folders`` hold what a workspace knows of languages
    (:mod:`.conventions`), this one or another.
    """

    code: str
    messages: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, Plural] = field(default_factory=dict)
    folders: Folders = ()

    @property
    def conventions(self) -> Conventions:
        """What is known of the language beside its messages."""
        return conventions_of(self.code, self.folders)

    @property
    def locale(self) -> Locale:
        """The CLDR locale."""
        return Locale.parse(self.conventions.locale or self.code, sep="-")

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.locale.text_direction

    def gettext(self, message: str, **values: object) -> str:
        """The message in this language; ``%(name)s`` in it takes the value of that name."""
        text = self.messages.get(message, message)
        return text % values if values else text

    def ngettext(self, singular: str, plural: str, number: int, **values: object) -> str:
        """The form of a message that agrees with a number: 1 city describes, 2 cities describe."""
        text = self.plurals.get(singular, Plural((singular, plural))).form(number)
        return text % values if values else text

    def month(self, edition: str) -> str:
        """An edition (``2022-09``) in words: September 2022, septiembre de 2022."""
        return str(format_skeleton("yMMMM", date.fromisoformat(f"{edition}-01"), locale=self.locale))

    def month_short(self, edition: str) -> str:
        """An edition where there is little room: Sept 2022."""
        return str(format_skeleton("yMMM", date.fromisoformat(f"{edition}-01"), locale=self.locale))

    def month_alone(self, edition: str) -> str:
        """An edition in words where it stands alone, with an initial capital: Septembre 2022."""
        words = self.month(edition)
        return words[:1].upper() + words[1:]

    def day(self, value: date) -> str:
        """A date in words: 22 November 2026."""
        words = str(format_date(value, "long", locale=self.locale))
        first = self.conventions.first_of_month if value.day == 1 else ""
        return words.replace("1 ", f"{first} ", 1) if first else words

    def country(self, code: str) -> str:
        """Name of a country by its ISO 3166-1 code."""
        return self.conventions.countries.get(code) or str(self.locale.territories.get(code, code))

    def language(self, code: str) -> str:
        """Name of a language by its code, as it stands inside a sentence."""
        return str(Locale.parse(code, sep="-").get_display_name(self.locale) or code)

    def number(self, value: float, places: str = "0.00") -> str:
        """A decimal number, with two places unless a pattern of CLDR says otherwise, and the language's own mark."""
        return str(format_decimal(value, places, locale=self.locale))

    def kilometres(self, length: int) -> str:
        """A distance: 20 km."""
        return str(format_unit(length, "length-kilometer", "short", locale=self.locale))

    def join(self, items: Iterable[str]) -> str:
        """A list in words: A, B and C; with “e” for “y” in Spanish before the sound of i, Lima e Iquique."""
        items = list(items)
        text = str(format_list(items, locale=self.locale))
        last = re.fullmatch(r"(.* )(\w+) ", text.removesuffix(items[-1]), re.S) if len(items) > 1 else None
        return f"{last[1]}{self.conventions.small_word(last[2], items[-1])} {items[-1]}" if last else text


@lru_cache(maxsize=64)
def is_mirrored(tag: str) -> bool:
    """Whether lines run from right to left, by a language tag from anywhere (``ckb``, ``pa-Arab``, ``ar_EG``).

    A script that the tag names decides, else the language; what CLDR does not know runs from left to right.
    """
    language, *more = re.split("[-_]", tag)
    script = next((f"und-{part}" for part in more if len(part) == 4 and part.isalpha()), "")
    for known in filter(None, (script, tag.replace("_", "-"), language)):
        with suppress(UnknownLocaleError, ValueError):
            return bool(Locale.parse(known, sep="-").text_direction == "rtl")
    return False


@lru_cache(maxsize=32)
def load_language(code: str, folders: tuple[Path, ...], conventions: Folders = ()) -> Language:
    """Load a language; catalogues of earlier folders win over those of later ones.

    ``conventions`` hold what a workspace knows of languages (:mod:`.conventions`).
    Raises :class:`ReportError` for an unknown language, a missing catalogue or a broken placeholder.
    """
    files = [folder / code / "LC_MESSAGES" / "mgi_report.po" for folder in folders]
    found = [file for file in files if file.is_file()]
    if not found and code != SOURCE_LANGUAGE:
        message = f"there is no message catalogue for the language {excerpt(code)}"
        hint = f"known: {', '.join(known_languages(folders))}; {guide('languages')} tells how to add one"
        raise ReportError(message, ExitCode.USAGE, hint, kind=Kind.UNKNOWN_LANGUAGE)
    messages: dict[str, str] = {}
    plurals: dict[str, Plural] = {}
    for file in reversed(found):
        catalogue = read_catalogue(file, code)
        messages.update(catalogue.single)
        plurals.update(catalogue.plural)
    language = Language(code, messages, plurals, conventions)
    try:
        _ = language.locale
    except (UnknownLocaleError, ValueError):
        message = f"Unicode CLDR does not know the language {excerpt(code)}"
        hint = "name the folder of the catalogue by its ISO 639 code: pt, ar, pt-BR …"
        raise ReportError(message, ExitCode.USAGE, hint, kind=Kind.NOT_A_LANGUAGE) from None
    return language


def known_languages(folders: Iterable[Path]) -> list[str]:
    """The languages that have a catalogue, English always among them."""
    codes = {path.parent.parent.name for folder in folders for path in folder.glob("*/LC_MESSAGES/mgi_report.po")}
    return sorted(codes | {SOURCE_LANGUAGE})

"""Texts as a reader gets them: chosen among the languages they are in, and set in the typography of the one chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .languages import SOURCE_LANGUAGE, Language
from .long_words import opened
from .markup import Run, parse_markup
from .typography import NBSP, close_runs, closed, set_name, set_runs, set_text, unmarked

Text = str | Mapping[str, str]
"""One string in the language of its source, or one string per language."""


@dataclass(frozen=True)
class SetText:
    """A text ready to print: its runs, the language it is in, and whether that is not the reader's language."""

    runs: tuple[Run, ...]
    language: str
    foreign: bool = False

    @property
    def plain(self) -> str:
        """The words without properties, and without marks for the typesetter."""
        return unmarked(self.marked)

    @property
    def marked(self) -> str:
        """The words with the marks for the typesetter, as lines are measured."""
        return "".join(run.text for run in self.runs)

    def after(self, lead: str) -> SetText:
        """The words as they stand behind a lead that ends in a colon: one that they begin with is not said again."""
        first, *others = self.runs
        head, colon, rest = first.text.partition(":")
        if not colon or _folded(head) != _folded(lead) or not _folded(rest):
            return self
        return replace(self, runs=(replace(first, text=rest.lstrip()), *others))


def _folded(words: str) -> str:
    return " ".join(unmarked(words).split()).casefold()


def choose(text: Text, language: str, source_language: str) -> tuple[str, str]:
    """The string to print for a reader of ``language``, and the language it is in.

    Falls back to the source language, then to the first language there is.
    """
    if isinstance(text, str):
        return text, source_language
    code = next((code for code in (language, source_language) if code in text), None) or next(iter(text))
    return text[code], code


@dataclass(frozen=True)
class Reader:
    """Chooses and sets texts for the readers of one language."""

    language: Language

    def say(self, message: str, **values: object) -> str:
        """A message of the catalogue; ``%(name)s`` in it takes the value of that name."""
        return self.set(self.language.gettext(message, **values))

    def set(self, words: str, language: str = "") -> str:
        """Words without markup, in the reader's language or another one."""
        return set_text(words, language or self.language.code, self.language.folders)

    def label(self, name: str) -> str:
        """A name in the reader's language that stands alone: its words may stand on lines of their own."""
        return set_name(name, self.language.code, self.language.folders)

    def runs(self, marked: str, language: str) -> SetText:
        """A text with markup in a language; one that is not the reader's says so."""
        runs = opened(set_runs(parse_markup(marked), language, self.language.folders), language, self.language.folders)
        return SetText(tuple(runs), language, foreign=language != self.language.code)

    def text(self, text: Text, source: str) -> SetText:
        """A text of a data file whose plain strings are in the language ``source``."""
        return self.runs(*choose(text, self.language.code, source))

    def own(self, text: Text, source: str) -> SetText:
        """The same for a text that is a paragraph of its own."""
        chosen = self.text(text, source)
        return replace(chosen, runs=close_runs(chosen.runs))

    def name(self, text: Text, source: str) -> str:
        """A name as it stands alone, in headings, data and metadata."""
        return self.text(text, source).plain.replace(NBSP, " ")

    def house(self, text: Text) -> str:
        """A text of the framework."""
        return self.text(text, SOURCE_LANGUAGE).plain

    def paragraph(self, text: Text) -> str:
        """A paragraph of the framework."""
        return closed(self.house(text))

"""What a reader of a language gets of a text."""

from __future__ import annotations

import pytest

from mgi_report.text.languages import load_language
from mgi_report.text.reader import Reader, Text, choose
from mgi_report.workspace.places import builtin


def reader(code: str) -> Reader:
    return Reader(load_language(code, (builtin() / "locales",)))


@pytest.mark.parametrize(
    ("text", "language", "chosen"),
    [
        ("Uno.", "en", ("Uno.", "es")),
        ({"en": "One.", "es": "Uno."}, "en", ("One.", "en")),
        ({"pt": "Um.", "es": "Uno."}, "en", ("Uno.", "es")),
        ({"pt": "Um.", "fr": "Un."}, "en", ("Um.", "pt")),
    ],
)
def test_a_missing_translation_falls_back_to_the_language_of_the_source(
    text: Text, language: str, chosen: tuple[str, str]
) -> None:
    assert choose(text, language, source_language="es") == chosen


def test_a_text_in_neither_language_is_printed_in_the_one_there_is() -> None:
    text = reader("fr").text({"pt": "Olá"}, "es")
    assert (text.plain, text.language, text.foreign) == ("Olá", "pt", True)


def test_a_message_and_the_words_in_it_are_set_in_the_typography_of_the_reader() -> None:
    assert reader("fr").say("Licence of the texts: %(licence)s.", licence='"CC"').endswith("\u00a0: «\u202fCC\u202f».")
    assert reader("en").set('Le "plan" ?', "fr") == "Le «\u202fplan\u202f»\u202f?"


def test_a_paragraph_does_not_part_its_last_word_and_a_name_may_be_parted() -> None:
    own = reader("en").own({"en": "A plan of 2019-2021 for everybody"}, "es")
    assert (own.marked[-1], own.plain) == ("\u2060", "A plan of 2019–2021 for everybody")
    assert reader("es").name("San Pedro y Ñu", "es") == reader("es").label("San Pedro y Ñu") == "San Pedro y Ñu"
    assert reader("es").text("San Pedro y Ñu", "es").plain == "San\u00a0Pedro y\u00a0Ñu"


@pytest.mark.parametrize(
    ("code", "marked", "lead", "left"),
    [
        ("en", "Academia: potential for *work*", "Academia", "potential for work"),
        ("fr", "Accès à la justice : Défenseur", "Accès à la justice", "Défenseur"),
        ("es", "Explotación Laboral: solo medidas", "Explotación laboral", "solo medidas"),
        ("en", "Academia and others: work", "Academia", "Academia and others: work"),
        ("en", "Academia", "Academia", "Academia"),
        ("en", "Academia:", "Academia", "Academia:"),
        ("en", "*Academia*: work", "Academia", "Academia: work"),
    ],
)
def test_a_lead_is_not_said_again(code: str, marked: str, lead: str, left: str) -> None:
    behind = reader(code).text(marked, code).after(reader(code).house(lead))
    assert behind.plain.replace("\N{NO-BREAK SPACE}", " ") == left

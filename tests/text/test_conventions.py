"""What is known of languages comes from their files, those of a workspace before the built-in ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mgi_report.text.collation import collated
from mgi_report.text.conventions import Conventions, conventions_of
from mgi_report.text.hyphenation import follow, hyphenator, prepare
from mgi_report.text.languages import Language, load_language
from mgi_report.text.typography import set_text


def own(folder: Path, **files: str) -> tuple[Path, ...]:
    for code, text in files.items():
        (folder / f"{code.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return (folder,)


@pytest.mark.parametrize("code", ["zz", "", "../en", "e n", "ja"])
def test_a_language_without_a_file_is_set_as_english(code: str) -> None:
    assert conventions_of(code) == Conventions()
    assert set_text('A "plan"', code) == "A “plan”"


def test_a_file_of_the_workspace_says_only_what_differs(tmp_path: Path) -> None:
    folders = own(tmp_path, fr="inner_quotes: [‹, ›]", cy="quotes: [‘, ’]\nkeep_next: [a., y]")
    assert set_text("Le \"plan 'Pont'\" : oui", "fr", folders) == "Le «\u202fplan ‹Pont›\u202f»\u00a0: oui"
    assert set_text('"Bont" a. y lle', "cy", folders) == "‘Bont’ a.\u00a0y\u00a0lle"
    assert set_text('"Bont"', "cy") == "“Bont”"


def test_marks_with_spaces_of_their_own_are_set_with_them_however_they_are_typed(tmp_path: Path) -> None:
    folders = own(tmp_path, br='quotes: ["“\\u00A0", "\\u00A0”"]')
    assert set_text('Ar "steuñv" hag “ raktres ”', "br", folders) == "Ar “\u00a0steuñv\u00a0” hag “\u00a0raktres\u00a0”"


def test_a_variant_says_what_differs_from_its_language(tmp_path: Path) -> None:
    folders = own(tmp_path, pt_BR="quotes: [“, ”]")
    assert conventions_of("pt-BR", folders).quotes == ("“", "”")
    assert conventions_of("pt-BR", folders).keep_next == conventions_of("pt").keep_next
    assert conventions_of("pt", folders).quotes == ("«", "»")
    assert conventions_of("fr-CA") == conventions_of("fr")


def test_scalars_are_what_was_typed(tmp_path: Path) -> None:
    folders = own(tmp_path, nb="countries: {NO: Noreg}\nfirst_of_month: 1.\nbefore_high: no")
    language = Language("nb", folders=folders)
    assert (language.country("NO"), language.country("CL")) == ("Noreg", "Chile")
    assert (language.day(date(2024, 3, 1)), language.day(date(2024, 3, 11))) == ("1. mars 2024", "11. mars 2024")
    assert language.conventions.before_high == "no"


def test_the_variant_that_is_printed_is_that_of_the_file(tmp_path: Path) -> None:
    assert Language("en").day(date(2024, 3, 1)) == "1 March 2024"
    assert Language("en", folders=own(tmp_path, en="locale: en-US")).day(date(2024, 3, 1)) == "March 1, 2024"


@pytest.mark.parametrize(
    ("word", "following", "stands"),
    [
        ("y", "Iquique", "e"),
        ("y", "hielo", "y"),
        ("y", "«Ica»", "e"),
        ("o", "Oruro", "u"),
        ("o", "Hornos", "u"),
        ("o", "ocho", "u"),
        ("o", "11 casas", "u"),
        ("o", "110 casas", "o"),
        ("o", "Lima", "o"),
        ("a", "Oruro", "a"),
    ],
)
def test_small_words_change_before_some_sounds(word: str, following: str, stands: str) -> None:
    assert conventions_of("es").small_word(word, following) == stands
    assert conventions_of("en").small_word(word, following) == word


def test_lists_are_joined_by_the_rules_of_the_workspace(tmp_path: Path) -> None:
    folders = own(tmp_path, it="small_words: [{word: e, becomes: ed, before: e}]")
    assert Language("it", folders=folders).join(["Roma", "Lima", "Empoli"]) == "Roma, Lima ed Empoli"
    assert Language("it", folders=folders).join(["Empoli", "Roma"]) == "Empoli e Roma"


def test_letters_stand_where_the_workspace_says(tmp_path: Path) -> None:
    folders = own(tmp_path, pl="letters: {ł: l, ź: z, ż: z}\n", ja="letters: {ア: 字}\n")
    names = ["Lwów", "Łódź", "Lublin", "Żary", "Zgierz", "Źródło"]
    assert collated(names, "pl", str, folders) == ["Lublin", "Lwów", "Łódź", "Zgierz", "Źródło", "Żary"]
    assert collated(names, "pl", str) == ["Łódź", "Lublin", "Lwów", "Żary", "Zgierz", "Źródło"]
    assert collated(["ア", "字"], "ja", str, folders) == collated(["ア", "字"], "ja", str)


def test_where_nouns_have_capitals_they_are_parted(tmp_path: Path) -> None:
    folders, word = own(tmp_path, en="capitals: nouns"), "Intergovernmental"
    for known, parted in (((), False), (folders, True), ((), False)):
        found = hyphenator("en", known)
        assert found
        assert bool(found.positions(word)) is parted


def test_the_engine_parts_words_as_the_workspace_says_that_it_serves_now(tmp_path: Path) -> None:
    import pyphen

    for known, parted in ((own(tmp_path, en="capitals: nouns"), True), ((), False)):
        follow(known)
        prepare("<p lang=en>")
        assert bool(pyphen.Pyphen(lang="en").positions("Intergovernmental")) is parted


def test_a_language_is_loaded_with_what_the_workspace_knows(tmp_path: Path) -> None:
    assert load_language("en", (), own(tmp_path, en="locale: en-US")).locale.territory == "US"

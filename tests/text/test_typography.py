"""Typography by table: `_` is a thin no-break space (U+202F), `~` a no-break space, `|` a word joiner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_report.text.markup import Run, parse_markup
from mgi_report.text.typography import (
    NBSP,
    THIN,
    WHOLE,
    close_runs,
    closed,
    fold,
    set_name,
    set_runs,
    set_text,
    spelled,
    stacked,
    together,
)

LANGUAGES = ("en", "es", "fr", "pt", "ru", "de", "ar", "zz")
TYPED = st.text(alphabet=st.sampled_from(list("ab1 20-\"'«»“”;:!?().,%ñyéA\u00a0\u202f km–")), max_size=24)


def shown(text: str) -> str:
    return text.replace(THIN, "_").replace(NBSP, "~").replace(WHOLE, "|")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", 'The "Open Door" plan', "The “Open Door” plan"),
        ("en", "The \"plan for 'new' people\" ends", "The “plan for ‘new’ people” ends"),
        ("en", '"One", "two" ("three")', "“One”, “two” (“three”)"),
        ("en", '"The "inner" one"', "“The ‘inner’ one”"),
        ("es", 'El "Plan Puente"', "El «Plan Puente»"),
        ("es", "El \"plan 'Puente'\" sigue", "El «plan “Puente”» sigue"),
        ("es", '¿"Qué"? ¡"Ya"!', "¿«Qué»? ¡«Ya»!"),
        ("fr", 'Le "Plan Pont"', "Le «_Plan Pont_»"),
        ("fr", "Le \"plan 'Pont'\" continue", "Le «_plan “Pont”_» continue"),
        ("fr", "l'\"Escuela Abierta\" d'ici", "l’«_Escuela Abierta_» d’ici"),
        ("fr", "« Pont » et «Gué»", "«_Pont_» et «_Gué_»"),
        ("de", "\"Ja, 'so'\" sagt er", "„Ja, ‚so‘“ sagt er"),
        ("ru", 'План "Мост"', "План «Мост»"),
    ],
)
def test_quotation_marks(language: str, typed: str, expected: str) -> None:
    assert shown(set_text(typed, language)) == expected


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "the city's and the migrants' rights", "the city’s and the migrants’ rights"),
        ("en", "in the '90s", "in the ’90s"),
        ("en", "'it's ours', they say", "‘it’s ours’, they say"),
        ("fr", "l'accès d'aujourd'hui", "l’accès d’aujourd’hui"),
        ("fr", "'d'ici'", "“d’ici”"),
    ],
)
def test_apostrophes(language: str, typed: str, expected: str) -> None:
    assert shown(set_text(typed, language)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Oui ; non ! Quoi ?", "Oui_; non_! Quoi_?"),
        ("Oui; non! Quoi?", "Oui_; non_! Quoi_?"),
        ("Vraiment ?! (Oui !)", "Vraiment_?! (Oui_!)"),
        ("Deux choix : rester", "Deux choix~: rester"),
        ("Deux choix: rester", "Deux choix~: rester"),
        ('Il dit : "Oui !"', "Il dit~: «_Oui_!_»"),
        ("à 10:30, https://example.org", "à 10:30, https://\u200bexample|.\u200borg"),
        ("10 000 personnes, 25 %", "10_000 personnes, 25~%"),
        ("près de la ville, là où il y a", "près de la ville, là où il y~a"),
    ],
)
def test_french_spaces(typed: str, expected: str) -> None:
    assert shown(set_text(typed, "fr")) == expected


@pytest.mark.parametrize("language", ["en", "es"])
def test_only_french_spaces_its_high_punctuation(language: str) -> None:
    assert shown(set_text("So: yes; no! What?", language)) == "So: yes; no! What?"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2019-2022", "2019–|2022"),
        ("2019-22", "2019–|22"),
        ("the plan 1998-2003.", "the plan 1998–|2003."),
        ("2019–2022", "2019–|2022"),
        ("edition 2022-09", "edition 2022-09"),
        ("on 2022-09-01", "on 2022-09-01"),
        ("call 5550-1234", "call 5550-1234"),
        ("Law 2136-2021", "Law 2136-2021"),
        ("long-term", "long-term"),
        ("here - there", "here~– there"),
    ],
)
def test_ranges_of_years_and_dashes(typed: str, expected: str) -> None:
    assert shown(set_text(typed, "en")) == expected


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "Law No. 12, Nos. 3 and 4", "Law No.~12, Nos.~3 and 4"),
        ("es", "Ley n.º 12, N.º 13, Nº 14, núm. 15", "Ley n.º~12, N.º~13, Nº~14, núm.~15"),
        ("fr", "loi n° 12, art. 3, p. 4, pp. 5-6", "loi n°~12, art.~3, p.~4, pp.~5-6"),
        ("en", "5 km, 20 ha, 3 EUR, 12 months", "5~km, 20~ha, 3~EUR, 12 months"),
        ("en", "by J. R. Doe and É. Roux", "by J.~R.~Doe and É.~Roux"),
        ("en", "1 200 000 people in 2019 and 300 more", "1_200_000 people in 2019 and 300 more"),
        ("es", "madres y padres o tutores a la vez", "madres y~padres o~tutores a~la vez"),
        ("en", "parents and a school", "parents and a school"),
    ],
)
def test_what_stays_on_one_line(language: str, typed: str, expected: str) -> None:
    assert shown(set_text(typed, language)) == expected


def joined(marked: str, language: str) -> str:
    return shown("|".join(run.text for run in set_runs(parse_markup(marked), language)))


@pytest.mark.parametrize(
    ("language", "marked", "expected"),
    [
        ("en", 'The "plan *for* all"', "The “plan |for| all”"),
        ("en", "the [Casa]{lang=es}'s door", "the |Casa|’s door"),
        ("fr", "Le plan [Casa]{lang=es} : oui", "Le plan |Casa|~: oui"),
        ("es", "madres y [Mães]{lang=pt}", "madres y~|Mães"),
        ("es", "Ley n.º [12]{.law}", "Ley n.º~|12"),
        ("en", "see [Oui ! Non ?]{lang=fr} again!", "see |Oui_! Non_?| again!"),
    ],
)
def test_rules_see_across_runs(language: str, marked: str, expected: str) -> None:
    assert joined(marked, language) == expected


def test_a_run_keeps_its_properties() -> None:
    _, plan, _, casa, _ = set_runs(parse_markup('The *"plan"* [Casa]{.programme lang=es} ends'), "en")
    assert plan == Run("“plan”", emphasis=True)
    assert casa == Run("Casa", language="es", kind="programme")
    assert set_runs([Run("x", href="https://example.org")], "fr") == [Run("x", href="https://example.org")]


def test_nothing_is_set_where_there_is_nothing() -> None:
    assert set_runs([], "fr") == []
    assert set_text("", "fr") == ""


def test_a_language_without_rules_is_set_like_english() -> None:
    assert set_text('"It\'s"', "zz") == set_text('"It\'s"', "en-GB") == "“It’s”"


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=TYPED | st.text(max_size=30))
def test_setting_twice_is_setting_once_and_keeps_the_words(language: str, text: str) -> None:
    once = set_text(text, language)
    assert set_text(once, language) == once
    assert fold(once) == fold(text)


@given(st.lists(st.builds(Run, TYPED, language=st.sampled_from(["", "es", "fr"])), max_size=4))
def test_setting_runs_twice_is_setting_them_once_and_keeps_the_words(runs: list[Run]) -> None:
    once = set_runs(runs, "fr")
    assert set_runs(once, "fr") == once
    assert fold("".join(run.text for run in once)) == fold("".join(run.text for run in runs))


@pytest.mark.parametrize(
    ("data", "page"),
    [
        ('the city\'s "plan"', "the city’s “plan”"),
        ("co-operation office", "coopera\u00adtion\nof\ufb01ce"),
        ("migrants in 2019-2020", "mi-\ngrants in\u00a02019–2020"),
    ],
)
def test_folding_forgets_what_line_breaking_may_change(data: str, page: str) -> None:
    assert fold(data) == fold(page)


def test_spelling_keeps_the_hyphens_of_words_and_no_others() -> None:
    assert spelled("one-stop government") == spelled("one-\u200b\nstop govern\u00ad\nment")
    assert spelled("one-stop government") == spelled("one‑stop govern\ufffement")
    assert spelled("one-stop") != spelled("onestop")


@pytest.mark.parametrize("other", ["plan 2020", "Plan 2021", "Plan 202", "Plans 2021", "Plán 2020"])
def test_folding_keeps_letters_accents_case_and_numbers(other: str) -> None:
    assert fold(other) != fold("Plan 2020")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("an ad hoc group", "an ad~hoc group"),
        ("in La Palma and El Salvador", "in La~Palma and El~Salvador"),
        ("in San José", "in San~José"),
        ("La ley", "La ley"),
        ("el plan de mayo de 2022", "el plan de mayo~de~2022"),
    ],
)
def test_what_belongs_together_stays_on_a_line(typed: str, expected: str) -> None:
    assert shown(set_text(typed, "xx")) == expected


def test_names_are_bound_in_running_text_and_parted_over_columns() -> None:
    assert shown(together("Vila Aurora")) == "Vila~Aurora"
    assert together("Vila Aurora de Baixo do Rio") == "Vila Aurora de Baixo do Rio"
    assert shown(stacked("Aurora de Baixo")) == "Aurora de~Baixo"
    assert set_name("La Palma 2019-2022", "es") == "La Palma 2019–2022"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [("for refugees and migrants.", "for refugees and migrants|."), ("to the end).", "to the end)."), ("", "")],
)
def test_the_last_word_of_a_paragraph_stays_whole(paragraph: str, expected: str) -> None:
    assert shown(closed(paragraph)) == expected


def test_the_last_word_in_another_language_needs_no_mark() -> None:
    runs = (Run("by the programme "), Run("Caminando", language="es"))
    assert close_runs(runs) == runs
    assert shown("".join(run.text for run in close_runs([Run("by the "), Run("programmes.")]))) == "by the programmes|."

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from helpers.cities import city_data
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.snapshot.present import view_snapshot
from mgi_report.text.languages import Language, is_mirrored, known_languages, load_language
from mgi_report.workspace.places import builtin

LOCALES = builtin() / "locales"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/mgi_report.po"))
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def spoken_messages() -> set[str]:
    """Every message in the code and the templates, found as `make messages` finds them."""
    with (LOCALES / "extract.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    keywords = {**DEFAULT_KEYWORDS, "mark": None, "_": None, "say": None}

    def ours(path: str) -> bool:
        return Path(path).relative_to(ROOT).parts[:1] in ((), ("src",), ("templates",))

    found = extract_from_dir(ROOT, methods, options, keywords, directory_filter=ours)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (text,)


def key(message: str | tuple[str, ...] | list[str]) -> str:
    return forms(message)[0]


@pytest.fixture(scope="module")
def spoken() -> set[str]:
    return spoken_messages()


def write_catalogue(folder: Path, code: str, text: str) -> Path:
    file = folder / code / "LC_MESSAGES" / "mgi_report.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text if text.startswith('msgid ""') else HEAD + text, encoding="utf-8")
    return file


def english() -> Language:
    return load_language("en", (LOCALES,))


def test_messages_are_found_in_code_and_templates(spoken: set[str]) -> None:
    assert {"City", "(continued)", "Local", "International Organization for Migration"} <= spoken


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parent.parent.name)
def test_every_catalogue_has_every_message_translated_and_none_that_is_gone(file: Path, spoken: set[str]) -> None:
    with file.open("rb") as stream:
        catalogue = read_po(stream, abort_invalid=True)
    messages = {key(message.id): message for message in catalogue if message.id}
    assert set(messages) == spoken
    assert not [text for text, message in messages.items() if not all(forms(message.string)) or message.fuzzy]
    assert not catalogue.obsolete


def test_nothing_is_found_by_the_side_of_a_page(spoken: set[str]) -> None:
    """Who hears a page knows of no sides, and in mirrored pages they are others (WCAG 2.2, 1.3.3)."""
    shown = re.compile(r"\b(on|to|at) the (left|right)\b|\b(left|right)-hand\b", re.I)
    assert [message for message in spoken if shown.search(message)] == []
    sides = re.compile(r"\ba la (izquierda|derecha)\b|\bà (gauche|droite)\b", re.I)
    for file in CATALOGUES:
        with file.open("rb") as opened:
            texts = [text for message in read_po(opened) for text in forms(message.string)]
        assert [text for text in texts if sides.search(text)] == [], file


def test_the_template_for_translators_is_up_to_date(spoken: set[str]) -> None:
    with (LOCALES / "mgi_report.pot").open("rb") as stream:
        assert {key(message.id) for message in read_po(stream) if message.id} == spoken


def test_the_languages_of_the_framework_have_catalogues() -> None:
    framework = load_framework(builtin() / "data" / "framework.yaml")
    assert set(framework.languages) <= set(known_languages([LOCALES]))


def test_an_unknown_language_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(ReportError) as caught:
        load_language("eo", (LOCALES,))
    assert caught.value.exit_code == ExitCode.USAGE
    assert "“eo”" in str(caught.value)
    assert ", ".join(known_languages([LOCALES])) in str(caught.value)


@pytest.mark.parametrize("code", ["xx", "klingon", "../es", "pt_BR!"])
def test_a_catalogue_for_a_language_that_does_not_exist_is_a_usage_error(tmp_path: Path, code: str) -> None:
    write_catalogue(tmp_path / "locales", code, 'msgid "Country"\nmsgstr "?"\n')
    with pytest.raises(ReportError) as caught:
        load_language(code, (tmp_path / "locales",))
    assert caught.value.exit_code == ExitCode.USAGE


def test_one_catalogue_adds_a_language(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "pt", 'msgid "Local"\nmsgstr "Perfil local"\n')
    assert known_languages([tmp_path, LOCALES]) == ["en", "es", "fr", "pt"]
    language = load_language("pt", (tmp_path, LOCALES))
    profile = Profile.model_validate(city_data())
    view = view_snapshot(profile, load_framework(builtin() / "data" / "framework.yaml"), language)
    assert (view.level, view.edition, view.country) == ("Perfil local", "maio de 2021", "Noruega")
    assert view.foreign
    assert language.gettext("Country") == "Country"


def test_a_catalogue_of_the_workspace_wins_message_by_message(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "es", 'msgid "Country"\nmsgstr "Nación"\n')
    language = load_language("es", (tmp_path, LOCALES))
    assert language.gettext("Country") == "Nación"
    assert language.gettext("Local") == load_language("es", (LOCALES,)).gettext("Local")


@pytest.mark.parametrize(
    "translation",
    ["sin marcador", "%(town)s", "%(city)s y %(town)s", "%(city)s 100% seguro %d", "%(city) s"],
)
def test_a_broken_placeholder_is_a_problem_with_file_and_line(tmp_path: Path, translation: str) -> None:
    text = f'msgid "Country"\nmsgstr "País"\n\nmsgid "In %(city)s"\nmsgstr "{translation}"\n'
    file = write_catalogue(tmp_path, "es", text)
    with pytest.raises(ReportError) as caught:
        load_language("es", (tmp_path,))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(file), 7)
    assert "%(city)s" in problem.hint
    assert caught.value.exit_code == ExitCode.DATA


def test_every_broken_message_is_reported_at_once(tmp_path: Path) -> None:
    text = "".join(f'msgid "In %(city)s {n}"\nmsgstr "En {n}"\n\n' for n in range(3))
    write_catalogue(tmp_path, "es", text)
    with pytest.raises(ReportError) as caught:
        load_language("es", (tmp_path,))
    assert [problem.line for problem in caught.value.problems] == [4, 7, 10]


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (b'msgid "Country\nmsgstr "x"\n', 4),
        (b'msgid "Country"\nmsgstr "x\\"\n', 5),
        (b"nonsense\n", 4),
        (b'msgid "a"\nmsgstr "\xff\xfe"\n', 5),
    ],
)
def test_a_file_that_is_no_catalogue_is_a_problem_with_file_and_line(tmp_path: Path, damage: bytes, line: int) -> None:
    file = write_catalogue(tmp_path, "es", "")
    file.write_bytes(file.read_bytes() + damage)
    with pytest.raises(ReportError) as caught:
        load_language("es", (tmp_path,))
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == (str(file), line)


def test_a_fuzzy_or_empty_translation_is_not_used(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "es", '#, fuzzy\nmsgid "Country"\nmsgstr "Quizás"\n\nmsgid "Theme"\nmsgstr ""\n')
    language = load_language("es", (tmp_path,))
    assert (language.gettext("Country"), language.gettext("Theme")) == ("Country", "Theme")


def test_a_per_cent_sign_needs_no_care_where_there_is_no_placeholder() -> None:
    assert english().gettext("100 % of it") == "100 % of it"
    assert english().gettext("%(share)s of it", share="100 %") == "100 % of it"


Say = Callable[[Language], str]


@pytest.mark.parametrize(
    ("say", "en", "es", "fr"),
    [
        (lambda x: x.month("2022-09"), "September 2022", "septiembre de 2022", "septembre 2022"),
        (lambda x: x.month("2021-01"), "January 2021", "enero de 2021", "janvier 2021"),
        (lambda x: x.day(date(2026, 11, 22)), "22 November 2026", "22 de noviembre de 2026", "22 novembre 2026"),
        (lambda x: x.day(date(2024, 3, 1)), "1 March 2024", "1 de marzo de 2024", "1er mars 2024"),
        (lambda x: x.country("NO"), "Norway", "Noruega", "Norvège"),
        (lambda x: x.country("SV"), "El Salvador", "El Salvador", "El Salvador"),
        (lambda x: x.country("CI"), "Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire"),
        (lambda x: x.language("es"), "Spanish", "español", "espagnol"),
        (lambda x: x.join(["A"]), "A", "A", "A"),
        (lambda x: x.join(["A", "B"]), "A and B", "A y B", "A et B"),
        (lambda x: x.join(["A", "B", "C"]), "A, B and C", "A, B y C", "A, B et C"),
        (lambda x: x.number(6.244), "6.24", "6,24", "6,24"),
    ],
)
def test_dates_countries_lists_and_numbers_follow_the_language(say: Say, en: str, es: str, fr: str) -> None:
    assert [say(load_language(code, (LOCALES,))) for code in ("en", "es", "fr")] == [en, es, fr]


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("ru", "ltr"), ("ar", "rtl"), ("he", "rtl")])
def test_direction(code: str, direction: str) -> None:
    assert Language(code).direction == direction
    assert is_mirrored(code) == (direction == "rtl")


STRAIGHT = "en en-US es es-419 az-Latn ku pa zh-Hant-TW x-default qaa en-x-foo - é"
MIRRORED = "ar ar-EG AR_eg ckb ckb-IQ dv fa he iw ks-Arab ku-Arab pa-Arab pa-PK ps sd ug ug-CN und-Hebr ur uz-Arab yi"


@pytest.mark.parametrize("tag", MIRRORED.split())
def test_languages_whose_lines_run_from_right_to_left(tag: str) -> None:
    assert is_mirrored(tag)


@pytest.mark.parametrize("tag", STRAIGHT.split())
def test_languages_whose_lines_do_not(tag: str) -> None:
    assert not is_mirrored(tag)
    assert not is_mirrored("")


@pytest.mark.parametrize(
    ("code", "items", "expected"),
    [
        ("en", ["Aurora"], "Aurora"),
        ("en", ["Aurora", "Beira"], "Aurora and Beira"),
        ("en", ["Aurora", "Beira", "Cova"], "Aurora, Beira and Cova"),
        ("en", ["Lima", "Iquique"], "Lima and Iquique"),
        ("fr", ["Lima", "Iquique"], "Lima et Iquique"),
        ("es", ["Lima", "Quito"], "Lima y Quito"),
        ("es", ["Lima", "Iquique"], "Lima e Iquique"),
        ("es", ["Arica", "Lima", "Ílimo"], "Arica, Lima e Ílimo"),
        ("es", ["Lima", "Hita"], "Lima e Hita"),
        ("es", ["agua", "hielo"], "agua y hielo"),
        ("es", ["Lima", "Huaraz"], "Lima y Huaraz"),
        ("es", ["Lima", "Yungay"], "Lima y Yungay"),
        ("es", ["Lima", "Yrigoyen"], "Lima e Yrigoyen"),
        ("es", ["Lima", "«Ica»"], "Lima e «Ica»"),
        ("es", ["Iquique", "Lima"], "Iquique y Lima"),
        ("es", ["Ica"], "Ica"),
        ("es", [], ""),
    ],
)
def test_lists_are_joined_as_the_language_joins_them(code: str, items: list[str], expected: str) -> None:
    assert load_language(code, (LOCALES,)).join(items) == expected


PLURAL = 'msgid "%(n)s house"\nmsgid_plural "%(n)s houses"\n'


def header(forms: str) -> str:
    return f'msgid ""\nmsgstr ""\n"Plural-Forms: {forms};\\n"\n\n'


def plural(*forms: str) -> str:
    return PLURAL + "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms)) + "\n"


def counted(language: Language, numbers: Iterable[int]) -> dict[int, str]:
    return {n: language.ngettext("%(n)s house", "%(n)s houses", n, n=n) for n in numbers}


@pytest.mark.parametrize(
    ("code", "rule", "forms", "expected"),
    [
        ("es", "nplurals=2; plural=(n != 1)", ["%(n)s casa", "%(n)s casas"], {0: "0 casas", 1: "1 casa", 2: "2 casas"}),
        ("fr", "nplurals=2; plural=n>1", ["%(n)s maison", "%(n)s maisons"], {0: "0 maison", 2: "2 maisons"}),
        (
            "es",
            "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2)",
            ["%(n)s casa", "%(n)s de casas", "%(n)s casas"],
            {1: "1 casa", 7: "7 casas", 1000000: "1000000 de casas"},
        ),
        ("pl", "", ["%(n)s dom", "%(n)s domy", "%(n)s domów"], {1: "1 dom", 2: "2 domy", 5: "5 domów", 22: "22 domy"}),
        ("ja", "", ["家%(n)s軒"], {1: "家1軒", 3: "家3軒"}),
    ],
)
def test_messages_agree_with_a_number_by_the_rule_of_the_catalogue_or_else_of_the_language(
    tmp_path: Path, code: str, rule: str, forms: list[str], expected: dict[int, str]
) -> None:
    write_catalogue(tmp_path, code, (header(rule) if rule else "") + plural(*forms))
    assert counted(load_language(code, (tmp_path,)), expected) == expected


@pytest.mark.parametrize("forms", [1, 2, 3, 6])
def test_no_table_of_plural_forms_is_asked_where_the_catalogue_says_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forms: int
) -> None:
    """As when Babel learns of a form for millions in Spanish."""
    monkeypatch.setattr("babel.messages.catalog.get_plural", lambda locale: (forms, "0"))
    for code in ("es", "fr"):
        assert load_language(code, (LOCALES,)).plurals
    write_catalogue(tmp_path, "es", 'msgid "Contents"\nmsgstr "Índice"\n')
    own = load_language("es", (tmp_path, LOCALES))
    assert own.gettext("Contents") == "Índice"
    singular, known = next(iter(load_language("es", (LOCALES,)).plurals.items()))
    assert [own.ngettext(singular, "", number) for number in (1, 2)] == list(known.forms)


def test_catalogues_that_count_their_forms_otherwise_are_heard_together(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    write_catalogue(own, "es", header("nplurals=1; plural=0") + plural("%(n)s casa(s)"))
    more = plural("%(n)s isla", "%(n)s islas").replace("house", "isle")
    write_catalogue(other, "es", header("nplurals=2; plural=(n != 1)") + plural("%(n)s casa", "%(n)s casas") + more)
    language = load_language("es", (own, other))
    assert counted(language, (1, 2)) == {1: "1 casa(s)", 2: "2 casa(s)"}
    assert language.ngettext("%(n)s isle", "%(n)s isles", 2, n=2) == "2 islas"


@pytest.mark.parametrize(
    "rule", ["nplurals=2; plural=2", "nplurals=2; plural=n % 3", "nplurals=1; plural=1/(n-7)", "nplurals=2; plural=n!"]
)
def test_a_rule_that_chooses_no_form_is_a_problem_with_its_line(tmp_path: Path, rule: str) -> None:
    file = write_catalogue(tmp_path, "es", header(rule) + plural("%(n)s casa"))
    with pytest.raises(ReportError) as caught:
        load_language("es", (tmp_path,))
    problem = min(caught.value.problems, key=lambda problem: problem.line)
    assert (problem.file, problem.line, problem.kind) == (str(file), 3, Kind.CATALOGUE)
    assert "does not choose one of" in problem.message


def test_a_header_that_was_never_filled_in_is_a_problem_that_says_what_to_write(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "es", header("nplurals=INTEGER; plural=EXPRESSION") + plural("%(n)s casa"))
    with pytest.raises(ReportError, match=r"header.*\n.*nplurals=2; plural=\(n != 1\)"):
        load_language("es", (tmp_path,))


def test_a_catalogue_may_say_anything_of_its_encoding_as_long_as_it_is_utf_8(tmp_path: Path) -> None:
    write_catalogue(
        tmp_path,
        "es",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n\n' + 'msgid "Contents"\nmsgstr "Índice"\n',
    )
    assert load_language("es", (tmp_path,)).gettext("Contents") == "Índice"


def test_without_a_translation_messages_agree_in_english() -> None:
    said = [english().ngettext("%(n)s house", "%(n)s houses", n, n=n) for n in (0, 1, 2)]
    assert said == ["0 houses", "1 house", "2 houses"]


@pytest.mark.parametrize(
    ("forms", "message"),
    [
        ('msgstr[0] "%(n)s casa"\nmsgstr[1] ""\n', "a plural form is missing"),
        ('msgstr[0] "%(n)s casa"\nmsgstr[1] "casas"\n', "the placeholders differ from those of the message"),
    ],
)
def test_a_broken_plural_is_a_problem_with_file_and_line(tmp_path: Path, forms: str, message: str) -> None:
    file = write_catalogue(tmp_path, "es", header("nplurals=2; plural=(n != 1)") + PLURAL + forms)
    with pytest.raises(ReportError) as caught:
        load_language("es", (tmp_path,))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.message) == (str(file), 5, message)

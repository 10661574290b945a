"""What a page may hold beside what it should: taken over as it stands, joined or left out, and always told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.imports import take_over, told
from helpers.portal_pages import HEADINGS, LISTS, SENTENCES, SLUGS, Shape, known, write_page
from mgi_report.errors import errors_of
from mgi_report.portal.facts import spoken
from mgi_report.portal.importer import Imported
from mgi_report.portal.labels import Kind, label_of, near_heading
from mgi_report.portal.places import country_of, parse_place

OPENING = "  • The town of Lindmark has an office for all the people who come to it and it is open every day (3.d.1)."
PAGE = write_page(known(), Shape()).decode()
HTML = write_page(known(), Shape(markup="list")).decode()


def words(result: Imported, slug: str = "partnerships", kind: str = "developed") -> list[str]:
    assert errors_of(result.problems) == []
    assert result.draft is not None
    return [finding.words for finding in result.draft.findings[slug][kind]]


def with_lines(tmp_path: Path, *lines: str) -> Imported:
    """A page with other lines in the place of one of its findings."""
    assert PAGE.count(OPENING) == 1
    return take_over(tmp_path, PAGE.replace(OPENING, "\n".join(lines)).encode())


@pytest.mark.parametrize(
    ("lines", "finding", "message"),
    [
        (
            ("  • One:", "      ◦ first;", "      ◦ second."),
            "One: first; second.",
            "a list within a finding was joined",
        ),
        (("  • One:", "  - first;", "  - second."), "One: first; second.", "a list within a finding was joined"),
        (("  • One of", "    them."), "One of them.", ""),
        (("  • One of", "them."), "One of them.", ""),
        (("  • One in the", "– largest – town."), "One in the – largest – town.", ""),
        (("  • One by", "Lindmark itself."), "One by Lindmark itself.", "taken for the rest of the finding above"),
        (("  •", "One alone."), "One alone.", ""),
        (("  •One without a space.",), "One without a space.", ""),
        (("  * One with another sign.",), "One with another sign.", "another bullet than before"),
        (
            ("", "One sentence without any bullet.", ""),
            "One sentence without any bullet.",
            "a paragraph without a bullet",
        ),
        (("  • One • with a dot inside.",), "One • with a dot inside.", "a bullet stands within this finding"),
        (("  • One\u00a0 \tspaced\u200b out\u00ad.",), "One spaced out.", ""),
        (("  • One \u202aturned\u202c.",), "One turned.", "marks of direction that nobody sees were left out"),
        (("  • One\u0007 ringing.",), "One ringing.", "control characters that nobody sees were left out"),
        (("  • One withoutan end",), "One withoutan end", "only this finding ends without a full stop"),
        (("  • 2020 was One.",), "2020 was One.", ""),
        (("  • One", "1", ""), "One", "only this finding ends without a full stop"),
        (("  • One of", "    76", "1"), "One of 76", "only this finding ends without a full stop"),
    ],
)
def test_lines_in_a_list(tmp_path: Path, lines: tuple[str, ...], finding: str, message: str) -> None:
    result = with_lines(tmp_path, *lines)
    assert words(result)[1] == finding
    assert len(words(result)) == 3
    assert [message in text for text in told(result)] == [True] * bool(message)


def test_what_is_no_finding_is_left_out_and_told(tmp_path: Path) -> None:
    result = with_lines(tmp_path, OPENING, "", "Click me", "")
    assert len(words(result)) == 3
    assert told(result) == ["neither a finding nor a heading; not taken over"]
    assert result.problems[0].line == result.roles["unclear"][0][0]  # type: ignore[index]


def test_buttons_between_domains_are_furniture(tmp_path: Path) -> None:
    page = PAGE.replace("1\nKey findings\nPARTNERSHIPS", "Back to top\n1\nKey findings\nPARTNERSHIPS")
    result = take_over(tmp_path, page.encode())
    assert told(result) == []
    assert words(result, "whole-of-government", "potential")[-1].endswith("(2.p.1).")


@pytest.mark.parametrize(
    "tail",
    [
        "Related content\n  • Migration in Norway\n  • All profiles of the portal are listed here.\n",
        "Follow us\n\nPrivacy policy\n© 2023 Somebody. All rights reserved.\n",
        "\nAbout the Migration Governance Indicators\n\nIn 2015, IOM developed it.\n\nMigrants' rights\n\n  • Work\n",
    ],
)
@pytest.mark.parametrize("shape", [Shape(title_first=True), Shape()], ids=["title first", "title last"])
def test_what_follows_the_profile_is_no_finding(tmp_path: Path, tail: str, shape: Shape) -> None:
    result = take_over(tmp_path, write_page(known(), shape) + b"\n" + tail.encode())
    assert len(words(result, "safe-migration", "potential")) == 3


def test_fragments_behind_an_unmarked_list_are_furniture_and_told(tmp_path: Path) -> None:
    page = (
        write_page(known(), Shape(bullet="", indent=0, title_first=True, blanks="none")) + b"Contact form\nMy account\n"
    )
    result = take_over(tmp_path, page)
    assert len(words(result, "safe-migration", "potential")) == 3
    assert told(result)[-1] == "taken for the furniture of the page, not for a finding"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("PARTNERSHIPS", "PARTNERSHPIS", "taken for the heading of the domain 3, partnerships"),
        ("PARTNERSHIPS", "TOGETHER", "no heading that is known; taken for partnerships by its place"),
        ("PARTNERSHIPS\n", "", "the heading of the domain is missing; taken for partnerships by its place"),
        ("SAFE, ORDERLY AND REGULAR", "SAFE ORDERLY, AND REGULAR", ""),
        ("MIGRANTS’ RIGHTS", "Migrant's Rights", ""),
        ("MOBILITY DIMENSION OF CRISES", "Mobility dimensions of crises", ""),
    ],
)
def test_headings_of_domains(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert PAGE.count(right) == 1
    result = take_over(tmp_path, PAGE.replace(right, wrong).encode())
    assert len(words(result)) == 3
    assert [message in text for text in told(result)] == [True] * bool(message)


def test_a_misspelt_heading_of_a_list(tmp_path: Path) -> None:
    at = PAGE.index(LISTS["en"][1], PAGE.index("PARTNERSHIPS"))
    page = PAGE[:at] + "Areas with potental for futher development" + PAGE[at + len(LISTS["en"][1]) :]
    result = take_over(tmp_path, page.encode())
    assert len(words(result)) == 3
    assert "taken for the heading of the list “potential”" in told(result)[0]


def test_domains_in_another_order(tmp_path: Path) -> None:
    first, second = PAGE.index("1\nKey findings\nPARTNERSHIPS"), PAGE.index("1\nKey findings\nWELL-BEING")
    third = PAGE.index("1\nKey findings\nMOBILITY")
    result = take_over(tmp_path, (PAGE[:first] + PAGE[second:third] + PAGE[first:second] + PAGE[third:]).encode())
    assert [text[-8:] for text in words(result)] == ["(3.d.0).", "(3.d.1).", "(3.d.2)."]
    assert told(result) == ["the domains stand in another order than usual"]


def test_two_headings_that_are_not_known_are_not_guessed_where_the_order_is_not_the_usual(tmp_path: Path) -> None:
    first, second = PAGE.index("1\nKey findings\nPARTNERSHIPS"), PAGE.index("1\nKey findings\nWELL-BEING")
    third = PAGE.index("1\nKey findings\nMOBILITY")
    page = PAGE[:first] + PAGE[second:third] + PAGE[first:second].replace("PARTNERSHIPS", "TOGETHER") + PAGE[third:]
    result = take_over(tmp_path, page.replace("SAFE, ORDERLY", "NICE, ORDINARY").encode())
    assert result.draft is None
    assert [text for text in told(result) if "the domain of this list is not known" in text]


def test_the_same_finding_twice(tmp_path: Path) -> None:
    result = with_lines(tmp_path, OPENING, OPENING)
    assert told(result) == [f"the same finding stands on line {result.problems[0].line - 1} already"]
    assert len(words(result)) == 4


def test_garbled_accents(tmp_path: Path) -> None:
    page = PAGE.replace("office", "bureau d’été")
    result = take_over(tmp_path, page.encode().decode("cp1252").encode())
    assert any("accents look garbled" in text for text in told(result))


def test_dates_and_titles(tmp_path: Path) -> None:
    result = take_over(tmp_path, PAGE.replace("2021 Mai", "2021 Mai\n\n2019 Juin").encode())
    assert told(result) == ["there are several dates; 2019-06 was taken"]
    result = take_over(tmp_path, (PAGE + "\nMigration Governance Profile: Elsewhere\n").encode())
    assert told(result) == ["a second title; the one on line 117 was taken"]
    result = take_over(tmp_path, PAGE.replace("Profile: Town of Lindmark", "Profile: Town of Lindm").encode())
    assert told(result) == ["the title names “Lindm”, which the introduction does not"]
    result = take_over(tmp_path, PAGE.replace("Profile: Town of Lindmark", "Profile: Town of Lindmárk").encode())
    assert result.draft is not None
    assert (result.draft.name, result.draft.city) == ("Lindmárk", "lindmark")


def test_no_introduction(tmp_path: Path) -> None:
    page = PAGE.replace("This Profile describes", "Somebody tells").replace("INTRODUCTION", "")
    result = take_over(tmp_path, page.encode(), country="NO")
    assert told(result) == ["no introduction was found; the profile has none"]
    assert result.draft is not None
    assert result.draft.introduction == ""


def test_findings_in_another_language_than_their_headings(tmp_path: Path) -> None:
    profile = replace(known("fr"), language="en", introduction=known("en").introduction)
    result = take_over(tmp_path, write_page(profile, Shape()))
    assert told(result) == ["the headings of the lists are in “en”, the findings in “fr”, which was taken"]
    assert result.draft is not None
    assert result.draft.language == "fr"


@pytest.mark.parametrize("language", SENTENCES)
def test_languages_are_known_by_their_small_words(language: str) -> None:
    assert spoken([SENTENCES[language]]) == language
    assert spoken(["Lindmark 2020", "Kiruna"]) == ""


# HTML


def test_html_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    page = HTML.replace(
        "  <li>The town of Lindmark has an office for all the people who come to it and it is open every day (3.d.0).",
        "<li class=x><!-- hidden --><b>One</b>&nbsp;<i>l&rsquo;&eacute;t&eacute;</i> &amp; &lt;b&gt;"
        "<script>no</script>\n  in <a href='https://example.org'>town</a>agenda<sup></sup>.<br>"
        "And more<p>in a paragraph.</p>\n"
        "<ul><li>first;<li>second.</ul> At last.",
    )
    assert page != HTML
    result = take_over(tmp_path, page.encode(), "page.html")
    assert words(result)[0] == ("One l’été & <b> in townagenda. And more in a paragraph. first; second. At last.")
    assert sorted(set(told(result))) == [
        "a link in this finding was not taken over",
        "a list within a finding was joined to it",
    ]


def test_line_numbers_of_html_are_those_of_the_file(tmp_path: Path) -> None:
    result = take_over(tmp_path, HTML.encode(), "page.html")
    assert result.draft is not None
    lines = HTML.split("\n")
    for slug in SLUGS:
        for finding in result.draft.findings[slug]["developed"]:
            assert finding.words in lines[finding.line - 1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</li>", ""),
        ("</p>", ""),
        ("<div>", "<div><section><div>"),
        ("<ul>", "<ol>"),
        ("<!DOCTYPE html>", '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'),
        ("<body>", "<body>" + "<div>" * 3000),
    ],
)
def test_careless_html(tmp_path: Path, old: str, new: str) -> None:
    result = take_over(tmp_path, HTML.replace(old, new).encode(), "page.html")
    assert told(result) == []
    assert [len(words(result, slug, "developed")) for slug in SLUGS] == [2, 1, 3, 1, 2, 1]
    assert [len(words(result, slug, "potential")) for slug in SLUGS] == [1, 2, 1, 1, 2, 3]


def test_html_without_an_end_is_told(tmp_path: Path) -> None:
    result = take_over(tmp_path, HTML[: HTML.index("</main>")].encode(), "page.html")
    assert told(result) == ["the end of the HTML page is missing; was it saved whole?"]


def test_html_in_an_old_encoding(tmp_path: Path) -> None:
    page = write_page(known("fr"), Shape(markup="list")).decode().replace('charset="utf-8"', 'charset="iso-8859-1"')
    result = take_over(tmp_path, page.replace("–", "-").encode("cp1252"), "page.html")
    assert told(result) == ["the page is not UTF-8 and was read as Windows-1252"]
    assert words(result) == known("fr").findings["partnerships"]["developed"]


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0060)https://www.migrationdataportal.org/overviews/mgi/norway-lindmark -->",
        '<link rel="canonical" href="https://www.migrationdataportal.org/overviews/mgi/norway-lindmark">',
        '<meta property="og:url" content="https://www.migrationdataportal.org/overviews/mgi/norway-lindmark">',
    ],
)
def test_the_address_of_a_saved_page_is_its_source(tmp_path: Path, note: str) -> None:
    page = HTML.replace('<link rel="canonical" href="https://example.org/overviews/mgi/norway-lindmark">', note)
    page = page.replace(" (Norway)", "")
    result = take_over(tmp_path, page.encode(), "page.html")
    assert result.draft is not None
    assert result.draft.url == "https://www.migrationdataportal.org/overviews/mgi/norway-lindmark"
    assert told(result) == ["the country, NO, was taken from the address of the page"]


def test_a_title_in_the_head_alone(tmp_path: Path) -> None:
    page = HTML.replace("<h1>Migration Governance Profile: Town of Lindmark</h1>", "").replace(
        "<title>Portal |", "<title>Migration Governance Profile: Town of Lindmark |"
    )
    result = take_over(tmp_path, page.encode(), "page.html")
    assert result.draft is not None
    assert result.draft.title == "Migration Governance Profile: Town of Lindmark"


# Words


@pytest.mark.parametrize(
    ("text", "name", "full", "country", "national"),
    [
        ("Municipality of Quilmes", "Quilmes", "Municipality of Quilmes", "", False),
        ("La Palma, Chalatenango (El Salvador)", "La Palma", "La Palma, Chalatenango", "SV", False),
        ("Municipalidad de La Palma (El Salvador)", "La Palma", "Municipalidad de La Palma", "SV", False),
        ("Accra, Ghana", "Accra", "Accra", "GH", False),
        ("Ville d’Abidjan (Côte d’Ivoire)", "Abidjan", "Ville d’Abidjan", "CI", False),
        ("Commune urbaine de N'Zérékoré (Guinée)", "N'Zérékoré", "Commune urbaine de N'Zérékoré", "GN", False),
        ("Kanifing Municipal Council", "Kanifing", "Kanifing Municipal Council", "", False),
        ("Mexico City", "Mexico City", "Mexico City", "", False),
        ("Republic of Ghana", "Ghana", "Republic of Ghana", "GH", True),
        ("República de Cabo Verde", "Cabo Verde", "República de Cabo Verde", "CV", True),
        ("República del Perú", "Perú", "República del Perú", "PE", True),
        ("Plurinational State of Bolivia", "Bolivia", "Plurinational State of Bolivia", "BO", True),
        ("Uganda", "Uganda", "Uganda", "UG", True),
        ("Estado de México", "México", "Estado de México", "", False),
        ("São Paulo (Brazil)", "São Paulo", "São Paulo", "BR", False),
        ("Valle (Norte)", "Valle (Norte)", "Valle (Norte)", "", False),
    ],
)
def test_places(text: str, name: str, full: str, country: str, national: bool) -> None:
    place = parse_place(text)
    assert (place.name, place.full, place.country, place.national) == (name, full, country, national)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("the Gambia", "GM"),
        ("Türkiye", "TR"),
        ("Níger", "NE"),
        ("MGI", ""),
        ("IOM", ""),
    ],
)
def test_countries(name: str, code: str) -> None:
    assert country_of(name) == code


@pytest.mark.parametrize("language", HEADINGS)
@pytest.mark.parametrize(
    "form", [str, str.upper, str.lower, lambda text: f"2. {text} ", lambda text: text.replace("’", "´")]
)
def test_headings_in_any_form(language: str, form: object) -> None:
    assert callable(form)
    for slug, heading in zip(SLUGS, HEADINGS[language], strict=False):
        label = label_of(form(heading).strip())
        assert label is not None
        assert (label.kind, label.value) == (Kind.DOMAIN, slug)


def test_a_sentence_is_no_heading_however_near() -> None:
    for text in ("The partnerships of the town are many.", "Partnership of towns", "Rights", "In May 2021 the office"):
        assert label_of(text) is None
        assert near_heading(text) is None

"""Pages in every shape: what was written into them comes out, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers.imports import FRAMEWORK, assert_same, framework, take_over, told
from helpers.portal_pages import HEADINGS, KINDS, PLACES, SENTENCES, SLUGS, Known, Shape, known, write_page
from mgi_report.data.profile_files import load_framework
from mgi_report.portal import importer

NAMED = {
    "A": Shape(),
    "A in Spanish under French": Shape(site="fr", colon=True, spaces=True),
    "B, nothing but lines": Shape(
        headings="none", scaffold="none", introduction_heading=False, blanks="none", bullet="", indent=0, doubled=False
    ),
    "B with dashes": Shape(
        headings="none", scaffold="none", introduction_heading=False, blanks="none", bullet="-", indent=0, doubled=False
    ),
    "C": Shape(headings="none", scaffold="none", introduction_heading=False, doubled=False),
    "D": Shape(site="en", site_lists=True, headings="plain", scaffold="none"),
    "E": Shape(site="en", apostrophe="'", doubled=False, headings="plain"),
    "F": Shape(site="de"),
    "numbered headings": Shape(headings="numbered", scaffold="none", doubled=False),
    "numbered findings": Shape(bullet="1."),
    "stars": Shape(bullet="*", indent=0),
    "en dashes": Shape(bullet="–"),
    "no bullets": Shape(bullet="", indent=0, blanks="everywhere"),
    "no bullets, lines": Shape(bullet="", indent=0),
    "wrapped": Shape(width=72),
    "wrapped narrowly": Shape(width=40),
    "wrapped as on a telephone": Shape(width=30),
    "wrapped without bullets": Shape(width=72, bullet="", indent=0, blanks="everywhere"),
    "wrapped and numbered": Shape(width=60, bullet="1."),
    "spaced bullets": Shape(blanks="everywhere"),
    "title first": Shape(title_first=True),
    "no furniture": Shape(site="none"),
    "Windows": Shape(newline="\r\n", encoding="utf-8-sig"),
    "old Windows": Shape(newline="\r\n", encoding="cp1252"),
    "Notepad": Shape(newline="\r\n", encoding="utf-16"),
    "decomposed": Shape(decomposed=True),
    "HTML lists": Shape(markup="list", spaces=True),
    "HTML lists, no headings": Shape(markup="list", headings="none", scaffold="none", introduction_heading=False),
    "HTML paragraphs": Shape(markup="paragraphs", bullet=""),
    "HTML line breaks": Shape(markup="breaks", title_first=True),
    "HTML of a text": Shape(markup="pre", width=72),
}


@pytest.fixture(autouse=True, scope="module")
def _one_framework() -> Iterator[None]:
    """The framework is the same for all pages; reading it again each time would be most of the time."""
    patch = pytest.MonkeyPatch()
    patch.setattr(importer, "load_framework", lambda _: framework())
    yield
    patch.undo()


@pytest.mark.parametrize("shape", NAMED.values(), ids=NAMED.keys())
@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_every_shape_in_every_language(tmp_path: Path, shape: Shape, language: str) -> None:
    profile = known(language)
    result = take_over(tmp_path, write_page(profile, shape), "page.html" if shape.markup != "text" else "page.txt")
    assert_same(result, profile)
    assert result.draft is not None
    assert (result.draft.city, result.draft.name) == ("lindmark", "Lindmark")
    assert result.draft.official == PLACES[language]


@pytest.mark.parametrize("shape", ["A", "C", "HTML lists"])
def test_arabic(tmp_path: Path, shape: str) -> None:
    profile = known("ar")
    result = take_over(tmp_path, write_page(profile, NAMED[shape]), city="lindmark")
    assert_same(result, profile)


@pytest.mark.parametrize("shape", NAMED.values(), ids=NAMED.keys())
def test_nothing_is_doubtful_in_a_page_as_it_should_be(tmp_path: Path, shape: Shape) -> None:
    result = take_over(tmp_path, write_page(known(), shape))
    expected = (
        {"there are no headings of domains; the order of the lists decides"} if shape.headings == "none" else set()
    )
    if shape.encoding == "cp1252":
        expected.add("the page is not UTF-8 and was read as Windows-1252")
    assert set(told(result)) == expected


def test_every_line_has_a_role(tmp_path: Path) -> None:
    page = write_page(known(), NAMED["A"])
    result = take_over(tmp_path, page)
    with_words = {number for number, line in enumerate(page.decode().split("\n"), start=1) if line.strip()}
    roles = [set(range(first, last + 1)) for ranges in result.roles.values() for first, last in ranges]
    assert with_words <= set().union(*roles)
    findings = result.roles["finding"]  # type: ignore[index]
    assert len(findings) == 12


TRICKY = [
    "*",
    "_x_",
    "[sic]",
    "{{",
    "}}",
    "\\",
    "<b>",
    "&amp;",
    "2020-2025",
    "–",
    "-",
    "«cita»",
    "niñez",
    "l’été",
    "e\u0301tat",
]
TRICKY += [
    "No. 15192",
    "1.",
    "2)",
    "https://example.org/a_b*c",
    "**",
    "![a](b)",
    '"quoted"',
    "(ad hoc)",
    "50 %",
    "#",
    "::",
]
DATES = {"2021-05": ["2021 Mai", "2021 May", "May 2021", "mayo de 2021", "2021-05", "05/2021", "2021 Maio"]}


@st.composite
def findings(draw: st.DrawFn, language: str, end: str) -> str:
    """One finding; its words are mixed by a number, as drawing each would take longer than all the rest."""
    number = draw(st.integers(1, 10**6))
    mixed = Random(number)
    first, *words = SENTENCES[language].split()
    words += mixed.choices(TRICKY, k=mixed.randint(0, 6))
    middle = mixed.sample(words, min(len(words), mixed.randint(6, 24)))
    start = mixed.choice(["", "", "", "“Casa” ", "¡Hola! ", "(Ad hoc) ", "En 2020, ", "3 de mayo: "])
    return f"{start}{first} {' '.join(middle)} {number}{end}"


@st.composite
def profiles(draw: st.DrawFn) -> Known:
    language = draw(st.sampled_from(["en", "es", "fr", "pt"]))
    lists = st.lists(findings(language, draw(st.sampled_from([".", ".", ""]))), min_size=1, max_size=4, unique=True)
    drawn = {slug: {kind: draw(lists) for kind in KINDS} for slug in SLUGS}
    return replace(known(language), findings=drawn, date=draw(st.sampled_from(DATES["2021-05"])))


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    pick = lambda *choices: draw(st.sampled_from(choices))  # noqa: E731
    markup = pick("text", "text", "text", "list", "paragraphs", "breaks", "pre")
    shape = Shape(
        markup=markup,
        site=pick("none", *(set(HEADINGS) - {"pt", "ar"})),
        site_lists=pick(False, True),
        doubled=pick(True, False),
        headings=pick("capitals", "plain", "numbered", "none"),
        scaffold=pick("1", "line", "none"),
        introduction_heading=pick(True, False),
        bullet=pick("•", "-", "*", "–", "1.", "▪", ""),
        indent=pick(0, 2, 4),
        blanks=pick("paragraphs", "everywhere", "none"),
        width=pick(0, 0, 60, 72, 100),
        title_first=pick(True, False),
        apostrophe=pick("’", "'", "´"),
        spaces=pick(True, False),
        colon=pick(True, False),
        newline=pick("\n", "\r\n"),
        encoding=pick("utf-8", "utf-8-sig", "utf-16"),
        decomposed=pick(True, False),
    )
    # Broken lines without bullets and without blank lines say nowhere where a finding ends.
    assume(not (shape.width and not shape.bullet and shape.blanks != "everywhere"))
    # Dashes stand in the findings too; broken before one, the line looks like the next finding.
    assume(not (shape.width and shape.bullet in "-*–" and shape.bullet))
    return shape


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(profile=profiles(), shape=shapes())
def test_a_random_profile_in_a_random_shape_comes_back(tmp_path: Path, profile: Known, shape: Shape) -> None:
    assert_same(take_over(tmp_path, write_page(profile, shape)), profile)


def test_the_framework_has_every_topic_of_the_tables() -> None:
    from mgi_report.portal.labels import tables

    known_topics = set(load_framework(FRAMEWORK).topics)
    assert len(tables()) > 3
    for table in tables():
        assert set(table.topics) in ({*known_topics}, set()), table.language

"""What a page raises: the marks of footnotes are left out and told, powers, ordinals and fractions stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.imports import FIRST, HTML, first_of, take_over, told, with_finding
from helpers.portal_pages import Shape, known, write_page
from mgi_report.errors import errors_of
from mgi_report.portal.notes import read_marks

NOTES = {
    "Open since 2020<sup>1</sup>.": ("Open since 2020.", 1),
    "Open since 2020 <sup>1</sup>, <sup>2</sup>.": ("Open since 2020.", 2),
    "The Act (1999)<sup><a href='#fn2'>[2]</a></sup> is old.": ("The Act (1999) is old.", 1),
    "The Act (1999)<sup>[<a href='#fn2'>2</a>]</sup> is old.": ("The Act (1999) is old.", 1),
    "The Act (1999)[<a href='#fn2'>2</a>] is old.": ("The Act (1999) is old.", 1),
    "The Act of 1999<a href='#_ftn1'><span class='MsoFootnoteReference'>[1]</span></a>.": ("The Act of 1999.", 1),
    "The Act of 1999<a href='https://example.org/act'>1</a>.": ("The Act of 1999.", 1),
    "The Act<span style='vertical-align: super'>12</span>and more.": ("The Act and more.", 1),
    "The Act<sup>1, 2</sup> and the Council<sup>3–4</sup>.": ("The Act and the Council.", 2),
    "The reform<sup>a</sup>, the office<sup>*</sup> and 2020<sup>b</sup>.": ("The reform, the office and 2020.", 3),
    "A park of 20 m<sup>2</sup><sup>1</sup> in town.": ("A park of 20 m² in town.", 1),
    "Since 2020¹ and (2018)[2] &lt;sup&gt;3&lt;/sup&gt;.": ("Since 2020 and (2018).", 3),
}
KEPT = {
    "250 m<sup>2</sup>, 3 km<sup>2</sup>, 5 m<sup>3</sup>, m².": "250 m², 3 km², 5 m³, m².",
    "The 1<sup>st</sup>, n<sup>o</sup> 5, XXI<sup>e</sup> and 3<sup>a</sup>.": "The 1st, no 5, XXIe and 3a.",
    "M<sup>me</sup> X, D<sup>ra</sup> Y, LGBTI<sup>+</sup>, Move<sup>®</sup>.": "Mme X, Dra Y, LGBTI+, Move®.",
    "CO<sub>2</sub> and 1<sup>1</sup>/<sub>2</sub> years of x<sub>i</sub>.": "CO₂ and 1¹/₂ years of xi.",
    "G20, COVID-19, [sic] and [12] members of a (b).": "G20, COVID-19, [sic] and [12] members of a (b).",
}


@pytest.mark.parametrize("words", NOTES)
def test_the_mark_of_a_footnote_is_left_out_and_told(tmp_path: Path, words: str) -> None:
    result = with_finding(tmp_path, words)
    expected, marks = NOTES[words]
    assert first_of(result) == expected
    about = [problem for problem in result.problems if problem.message == "a raised mark was left out"]
    assert len(about) == marks
    line = next(number for number, line in enumerate(HTML.split("\n"), start=1) if FIRST in line)
    assert {problem.line for problem in about} == {line}


@pytest.mark.parametrize("words", KEPT)
def test_powers_ordinals_and_fractions_stay(tmp_path: Path, words: str) -> None:
    result = with_finding(tmp_path, words)
    assert first_of(result) == KEPT[words]
    assert told(result) == []


def test_what_might_be_either_stays_raised_and_is_told(tmp_path: Path) -> None:
    result = with_finding(tmp_path, "The EU<sup>2</sup> has 10<sup>6</sup> forms.")
    assert first_of(result) == "The EU² has 10⁶ forms."
    assert told(result) == ["a raised mark stays as it is; it may be that of a footnote"] * 2
    assert [problem.value for problem in result.problems] == ["“EU²”", "“EU² has 10⁶”"]


def test_numbers_that_are_links_stay_where_they_are_words(tmp_path: Path) -> None:
    words = "The G<a href='https://a.org'>20</a>, Article <a href='https://b.org#a5'>5</a>, Law <a href='#law'>12</a>."
    result = with_finding(tmp_path, words)
    assert first_of(result) == "The G20, Article 5, Law 12."
    assert told(result) == ["a link in this finding was not taken over"]


@pytest.mark.parametrize(
    ("words", "grown"),
    [
        ("Open since 20201.", ["20201"]),
        ("The plan (20182) and the office3 are old.", ["20182", "office3"]),
        ("As written (1999)4 in it.", ["(1999)4"]),
        ("Law 20193, 20430 people, COVID19, Agenda2030, 2015-2018, art.5, No.12, habitat3.0.", []),
    ],
)
def test_a_number_that_may_have_grown_is_told(tmp_path: Path, words: str, grown: list[str]) -> None:
    result = with_finding(tmp_path, words)
    assert first_of(result) == words
    assert [problem.value for problem in result.problems] == [f"“{number}”" for number in grown]


TEXTS_OF_NOTES = [
    "<section class='footnotes'><ol><li>The Act of 1999. <a href='#fnref1'>x</a></li></ol></section>",
    "<div role='doc-endnotes'><p>The Act of 1999 is meant.</p></div>",
    "<div id='ftn1'><p class='MsoFootnoteText'><a href='#_ftnref1'>[1]</a> The Act of 1999 is meant.</p></div>",
    "<p><sup>1</sup> The Act of 1999 is meant here.</p>",
    "<hr><ol><li>The Act of 1999 is meant here.</li></ol>",
    "<h3>Notes</h3><ol><li>The Act of 1999 is meant here.</li></ol>",
    "<p>[1] The Act of 1999 is meant here.</p><p>[2] See there.</p>",
    "<p>Footnotes:</p><p>1. The Act of 1999 is meant here.</p>",
]


@pytest.mark.parametrize("notes", TEXTS_OF_NOTES)
@pytest.mark.parametrize("markup", ["list", "paragraphs"])
def test_the_texts_of_footnotes_are_no_findings(tmp_path: Path, notes: str, markup: str) -> None:
    page = write_page(known(), Shape(markup=markup, bullet="", title_first=True)).decode()
    result = take_over(tmp_path, page.replace("</main>", f"{notes}</main>").encode(), "page.html")
    assert errors_of(result.problems) == []
    assert result.draft is not None
    assert len(result.draft.findings["safe-migration"]["potential"]) == 3


@pytest.mark.parametrize(
    "notes",
    [
        "¹ The Act of 1999 is meant.",
        "[^1]: The Act of 1999 is meant.",
        "____\n1 The Act of 1999 is meant.",
        "* * *\nOld.",
    ],
)
@pytest.mark.parametrize("bullet", ["•", ""])
def test_the_texts_of_footnotes_in_plain_text(tmp_path: Path, notes: str, bullet: str) -> None:
    page = write_page(known(), Shape(bullet=bullet, title_first=True, blanks="everywhere"))
    result = take_over(tmp_path, page + f"\n{notes}\n".encode())
    assert errors_of(result.problems) == []
    assert result.draft is not None
    assert len(result.draft.findings["safe-migration"]["potential"]) == 3


def test_another_list_behind_the_last_one_is_told(tmp_path: Path) -> None:
    page = HTML.replace("</main>", "<ol><li>The Act of 1999 is meant here.</li></ol></main>")
    result = take_over(tmp_path, page.encode(), "page.html")
    assert told(result) == ["another list begins here; taken for findings all the same"]


def test_a_mark_in_title_and_introduction(tmp_path: Path) -> None:
    page = HTML.replace("Profile: Town of Lindmark<", "Profile: Town of Lindmark<sup>1</sup><")
    page = page.replace("(Norway).", "(Norway)<sup>2</sup>.")
    result = take_over(tmp_path, page.encode(), "page.html")
    assert result.draft is not None
    assert result.draft.title == "Migration Governance Profile: Town of Lindmark"
    assert result.draft.introduction.startswith(known().introduction[0])
    assert told(result) == ["a raised mark was left out"] * 2


def test_many_marks_in_one_line_are_read_once() -> None:
    read = read_marks("a year 2020¹ " * 20_000)
    assert len(read.notes) == 20_000
    assert "¹" not in read.text

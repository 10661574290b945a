"""What a page hides or strikes out is not printed; what it only folds away is."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.imports import FIRST, HTML, assert_same, first_of, take_over, told, with_finding
from helpers.portal_pages import Shape, known, write_page

SECRET = "words that the page hides were left out"
HIDDEN = [
    "<span style='color: red; DISPLAY : none'> Secret words</span>",
    "<b style='visibility:hidden'> Secret words</b>",
    "<i hidden> Secret words</i>",
    "<span hidden=''> Secret words</span>",
    "<a href='/x' hidden> Secret words</a>",
    "<span aria-hidden='true'> Secret words</span>",
    "<span class='icon visually-hidden'> Secret words</span>",
    "<span class='sr-only'> Secret words</span>",
    "<span class='screen-reader-text'> Secret words</span>",
    "<span class='d-none'> Secret words</span>",
    "<p hidden>Secret words</p>",
    "<div style='display:none'><p>Secret words</p></div>",
]
SHOWN = [
    "<span class='d-none d-md-inline'>words</span>",
    "<span class='hidden md:inline'>words</span>",
    "<span style='display: inline'>words</span>",
    "<span aria-hidden='false'>words</span>",
    "<details><summary>words</summary></details>",
    "<template>no</template>words<noscript>no</noscript><!-- no -->",
    "wo&shy;rd&#8203;s&#xFE0F;&#x34F;",
    "<ins>words</ins>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_the_page_hides_is_left_out_and_told(tmp_path: Path, hidden: str) -> None:
    result = with_finding(tmp_path, f"{FIRST}{hidden}")
    assert first_of(result) == FIRST
    assert told(result) == [SECRET]
    assert result.problems[0].value == "“Secret words”"


@pytest.mark.parametrize("shown", SHOWN)
def test_what_the_page_shows_stays(tmp_path: Path, shown: str) -> None:
    result = with_finding(tmp_path, f"Some {shown} of a finding.")
    assert first_of(result) == "Some words of a finding."
    assert told(result) == []


def test_words_of_a_link_for_screen_readers_and_its_icon(tmp_path: Path) -> None:
    icon = "<i aria-hidden='true'>↗</i>"
    words = (
        f"See <a href='https://example.org'>the plan {icon}<span class='sr-only'>(opens in a new window)</span></a>."
    )
    result = with_finding(tmp_path, words)
    assert first_of(result) == "See the plan."
    assert told(result) == ["a link in this finding was not taken over", SECRET]


def test_a_bullet_that_is_hidden_from_screen_readers_is_a_bullet(tmp_path: Path) -> None:
    page = write_page(known(), Shape(markup="breaks")).decode()
    page = page.replace("• ", "<span aria-hidden='true'>•</span> ")
    assert_same(take_over(tmp_path, page.encode(), "page.html"), known())


def test_what_is_struck_out_is_left_out_and_told(tmp_path: Path) -> None:
    result = with_finding(
        tmp_path, "In <del>2019</del> <ins>2020</ins> <s>ten</s> <i style='text-decoration: line-through'>x</i>."
    )
    assert first_of(result) == "In 2020."
    assert told(result) == ["words that are struck out were left out"] * 3


def test_a_finding_that_is_struck_out_as_a_whole(tmp_path: Path) -> None:
    page = HTML.replace(f"  <li>{FIRST}", f"  <li><del>This finding is no more.</del></li>\n<li>{FIRST}")
    result = take_over(tmp_path, page.encode(), "page.html")
    assert_same(result, known())
    assert told(result) == ["words that are struck out were left out"]


def test_quotation_marks_that_browsers_write_are_written(tmp_path: Path) -> None:
    assert first_of(with_finding(tmp_path, "A <q>Casa <q>Azul</q></q>.")) == "A “Casa ‘Azul’”."


def test_hidden_words_of_many_lines_are_told_once(tmp_path: Path) -> None:
    page = HTML.replace("every day (", "every day <i hidden>and night</i>(")
    result = take_over(tmp_path, page.encode(), "page.html")
    assert_same(result, known())
    assert told(result) == [f"{SECRET}, here and on 19 more lines"]


def test_a_hidden_finding_is_none(tmp_path: Path) -> None:
    page = HTML.replace(
        f"  <li>{FIRST}", f"  <li style='display:none'>Nobody is to see this finding.</li>\n<li>{FIRST}"
    )
    result = take_over(tmp_path, page.encode(), "page.html")
    assert_same(result, known())
    assert told(result) == [SECRET]
    assert "hidden by the page" in result.roles


def domains(page: str) -> tuple[int, int]:
    """Where two of the domains stand in a page."""
    return page.index("<div><h3>PARTNERSHIPS"), page.index("<div><h3>MOBILITY")


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<div hidden>", "</div>"),
        ("<section style='display: none'>", "</section>"),
        ("<my-tab aria-hidden='true'>", "</my-tab>"),
    ],
)
def test_parts_of_the_profile_that_unfold_are_read_and_told(tmp_path: Path, begin: str, end: str) -> None:
    first, last = domains(HTML)
    page = f"{HTML[:first]}{begin}{HTML[first:last]}{end}{HTML[last:]}"
    result = take_over(tmp_path, page.encode(), "page.html")
    assert_same(result, known())
    (message,) = told(result)
    assert message.startswith("the page hides parts of the profile until they are clicked")


@pytest.mark.parametrize("tag", ["<main style='display: none'>", "<main aria-hidden='true'>"])
def test_a_page_that_hides_itself_is_read(tmp_path: Path, tag: str) -> None:
    result = take_over(tmp_path, HTML.replace("<main>", tag).encode(), "page.html")
    assert_same(result, known())


def test_what_stands_twice_is_read_where_it_is_shown(tmp_path: Path) -> None:
    first, last = domains(HTML)
    page = f"{HTML[:first]}<div hidden class='mobile'>{HTML[first:last]}</div>{HTML[first:]}"
    result = take_over(tmp_path, page.encode(), "page.html")
    assert_same(result, known())


def test_every_hyphen_of_word_is_one_that_fonts_have(tmp_path: Path) -> None:
    result = with_finding(tmp_path, "The 24\u2011hour help&#8209;line of the co\u2010workers.")
    assert first_of(result) == "The 24-hour help-line of the co-workers."
    assert told(result) == ["hyphens of Word (U+2010, U+2011) became “-”"]


def test_what_is_struck_out_stays_out_where_parts_unfold(tmp_path: Path) -> None:
    first, last = domains(HTML)
    struck = f"{HTML[first:last]}".replace("<ul>", "<ul><li><del>This finding is no more.</del></li>", 1)
    page = f"{HTML[:first]}<div hidden>{struck}</div>{HTML[last:]}"
    assert_same(take_over(tmp_path, page.encode(), "page.html"), known())
